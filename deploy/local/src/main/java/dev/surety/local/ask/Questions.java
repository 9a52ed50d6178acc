package dev.surety.local.ask;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.surety.local.ask.Posts.Reply;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.util.Map;

/** Asks the front door. */
public final class Questions {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SERVICE = "inference";
    private static final String PATH = "/v1/answers";

    private final Posts posts;

    public Questions(Site site) {
        this.posts = new Posts(site);
    }

    /** @throws IOException when the front door does not answer */
    public Reply ask(String question, String token) throws IOException, InterruptedException {
        return posts.post(SERVICE, PATH, JSON.writeValueAsString(Map.of("question", question)), token);
    }

    /** The events of a streamed answer, as they came. */
    public String stream(String question, String token) throws IOException, InterruptedException {
        return posts.post(SERVICE, PATH, "text/event-stream", JSON.writeValueAsString(Map.of("question", question)), token).raw();
    }
}
