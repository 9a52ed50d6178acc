package dev.surety.local.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.local.ask.Given;
import dev.surety.local.ask.Posts;
import dev.surety.local.ask.Posts.Reply;
import dev.surety.local.ask.Tokens;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether somebody may read a document; to an administrator also why. */
@Command(name = "explain-access", mixinStandardHelpOptions = true,
        description = "Whether the person that EXPLAIN_USER names may read the document that DOC names, by its id or URI. Asks as that person, or as the "
                + "administrator in AS, who is also told why.")
public final class ExplainAccessCommand implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SERVICE = "identity-policy";
    private static final String DOCUMENT_ID = "d-[0-9a-f]{32}";
    private static final int NOT_FOUND = 404;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    public ExplainAccessCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() throws Exception {
        var user = user();
        var document = Given.of(environment, "DOC", "DOC=corpus://kestrel/people/annual-leave.md, or the id of a document");
        var as = environment.getOrDefault("AS", "").strip();
        var site = Site.from(environment);
        var printer = new ExplanationPrinter(spec.commandLine().getOut());
        if (as.isEmpty() || as.equals(user)) {
            printer.print(user, document, said(new Posts(site), question(document), new Tokens(site).of(user)));
        } else {
            printer.print(user, document, asAdministrator(site, user, document, new Tokens(site).of(as)));
        }
        return 0;
    }

    private String user() {
        var user = environment.getOrDefault("EXPLAIN_USER", "").strip();
        if (user.isEmpty()) {
            throw new IllegalArgumentException("USER is not set: add USER=alice");
        }
        return user;
    }

    /** By the directory; of somebody whom it does not know, by a token: on this machine everybody's password is known. */
    private JsonNode asAdministrator(Site site, String user, String document, String token) throws IOException, InterruptedException {
        var posts = new Posts(site);
        var question = question(document);
        question.putObject("caller").put("user", user);
        var reply = posts.post(SERVICE, "/v1/decisions", question.toString(), token);
        if (reply.status() != NOT_FOUND) {
            return ok(reply);
        }
        var grant = ok(posts.post(SERVICE, "/v1/grants", "", new Tokens(site).of(user)));
        var about = question.putObject("caller").put("user", user).put("clearance", clearance(grant.path("grant").asText()));
        about.set("tags", grant.path("tags"));
        return said(posts, question, token);
    }

    private static JsonNode said(Posts posts, ObjectNode question, String token) throws IOException, InterruptedException {
        return ok(posts.post(SERVICE, "/v1/decisions", question.toString(), token));
    }

    private static JsonNode ok(Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.problem());
        }
        return reply.body();
    }

    private static ObjectNode question(String document) {
        var question = JSON.createObjectNode().put("action", "read");
        question.putObject("resource").put(document.matches(DOCUMENT_ID) ? "documentId" : "uri", document);
        return question;
    }

    /** The one thing of a grant that its message does not repeat. */
    private static int clearance(String grant) throws IOException {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(grant.split("\\.")[1]), StandardCharsets.UTF_8)).path("clearance").asInt();
    }
}
