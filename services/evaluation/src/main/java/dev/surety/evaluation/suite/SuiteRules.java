package dev.surety.evaluation.suite;

import dev.surety.api.AnswerRequest;
import dev.surety.evaluation.suite.Suite.Case;
import dev.surety.evaluation.wording.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes a suite one that can be judged by. */
final class SuiteRules {

    private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
    private static final String CASE_ID = "[a-z0-9][a-z0-9-]{0,79}";
    private static final int MOST_CASES = 5_000;
    // Shorter ones turn up by chance, and a leak that is none hides the next that is one.
    private static final int SHORTEST_FORBIDDEN = 4;

    private final List<String> failures = new ArrayList<>();
    private final Path file;
    private final YamlLines lines;

    private SuiteRules(Path file, YamlLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /** @throws RejectedSuite with every rule that is broken */
    static void check(Suite suite, Path file, YamlLines lines) {
        var rules = new SuiteRules(file, lines);
        rules.head(suite);
        rules.thresholds(suite);
        rules.cases(suite.cases());
        if (!rules.failures.isEmpty()) {
            throw new RejectedSuite(rules.failures);
        }
    }

    private void head(Suite suite) {
        var expected = file.getFileName().toString().replaceFirst("\\.yaml$", "");
        require(suite.name().matches(NAME) && suite.name().equals(expected),
                "is '" + suite.name() + "'; the suite in this file is called '" + expected + "'", "suite");
        require(suite.tenant().matches(NAME), "is no name of a tenant", "tenant");
        require(!suite.description().isBlank(), "is empty", "description");
        if (suite.corpus() != null) {
            require(Files.isDirectory(file.resolveSibling(suite.corpus())), "names no folder: " + file.resolveSibling(suite.corpus()), "corpus");
        }
    }

    private void thresholds(Suite suite) {
        var retrieval = suite.thresholds().retrieval();
        var generation = suite.thresholds().generation();
        share(retrieval.recallAt5(), "thresholds", "retrieval", "recallAt5");
        share(retrieval.mrr(), "thresholds", "retrieval", "mrr");
        count(retrieval.leaks(), "thresholds", "retrieval", "leaks");
        count(generation.leaks(), "thresholds", "generation", "leaks");
        count(generation.unsupported(), "thresholds", "generation", "unsupported");
        generation.correct().forEach((kind, share) -> share(share, "thresholds", "generation", "correct", kind.label()));
        for (var kind : CaseKind.values()) {
            var asked = suite.cases().stream().anyMatch(one -> one.kind() == kind);
            require(asked == generation.correct().containsKey(kind),
                    asked ? "has no share for the kind " + kind.label() + ", which has cases" : "has a share for the kind " + kind.label() + ", which has no case",
                    "thresholds", "generation", "correct");
        }
    }

    private void cases(List<Case> cases) {
        require(!cases.isEmpty() && cases.size() <= MOST_CASES, "has " + cases.size() + " members, it must be 1 to " + MOST_CASES, "cases");
        var ids = new HashSet<String>();
        for (var at = 0; at < cases.size(); at++) {
            one(cases.get(at), ids, Integer.toString(at));
        }
    }

    private void one(Case one, Set<String> ids, String at) {
        require(one.id().matches(CASE_ID), "is '" + one.id() + "': lower-case letters, digits and hyphens, at most 80", "cases", at, "id");
        require(ids.add(one.id()), "'" + one.id() + "' is taken by an earlier case", "cases", at, "id");
        require(!one.question().isBlank() && one.question().length() <= AnswerRequest.LONGEST_QUESTION,
                "has 1 to " + AnswerRequest.LONGEST_QUESTION + " characters", "cases", at, "question");
        require(one.askAs().matches("[a-z0-9][a-z0-9._-]{0,63}"), "is no user name", "cases", at, "askAs");
        expectation(one, at);
    }

    private void expectation(Case one, String at) {
        var expect = one.expect();
        outcomes(one, at);
        uriTails(expect.documents(), at, "documents");
        uriTails(expect.alsoAccepted(), at, "alsoAccepted");
        uriTails(expect.forbiddenDocuments(), at, "forbiddenDocuments");
        words(expect.mustContain(), at, "mustContain");
        words(expect.mustNotContain(), at, "mustNotContain");
        for (var word : expect.mustNotContain()) {
            var plain = Wording.plain(word);
            require(plain.length() >= SHORTEST_FORBIDDEN, "'" + word + "' is too short to mean anything", "cases", at, "expect", "mustNotContain");
            // The question comes back in the record, so it would always count as a leak.
            require(!Wording.plain(one.question()).contains(plain), "'" + word + "' stands in the question itself", "cases", at, "expect", "mustNotContain");
        }
        var both = new HashSet<>(expect.documents());
        both.addAll(expect.alsoAccepted());
        both.retainAll(expect.forbiddenDocuments());
        require(both.isEmpty(), both + " can't be right and forbidden", "cases", at, "expect", "forbiddenDocuments");
        switch (one.kind()) {
            case SIMPLE -> require(!expect.documents().isEmpty(), "a simple case names the documents that answer it", "cases", at, "expect", "documents");
            case NOT_PERMITTED -> require(!(expect.mustNotContain().isEmpty() || expect.forbiddenDocuments().isEmpty()),
                    "a not-permitted case names forbiddenDocuments and mustNotContain", "cases", at, "expect");
            case SHOULD_REFUSE -> require(expect.documents().isEmpty() && expect.mustContain().isEmpty(),
                    "a should-refuse case has no right document and no right words", "cases", at, "expect");
            case AMBIGUOUS -> { /* each of the other rules is enough */ }
        }
    }

    private void outcomes(Case one, String at) {
        try {
            one.rightOutcomes();
        } catch (IllegalArgumentException unknown) {
            fail(unknown.getMessage(), "cases", at, "expect", "outcomes");
        }
    }

    private void uriTails(List<String> tails, String at, String key) {
        for (var tail : tails) {
            require(!tail.isBlank() && !tail.startsWith("/") && !tail.contains("://") && tail.equals(tail.strip()),
                    "'" + tail + "' is no tail of a URI such as people/annual-leave.md", "cases", at, "expect", key);
        }
    }

    private void words(List<String> words, String at, String key) {
        words.forEach(word -> require(!Wording.plain(word).isEmpty(), "'" + word + "' has no letter and no digit", "cases", at, "expect", key));
    }

    private void share(double value, String... path) {
        require(value >= 0 && value <= 1, "is " + value + ", it must be 0 to 1", path);
    }

    private void count(int value, String... path) {
        require(value >= 0, "is " + value + ", it must be at least 0", path);
    }

    private void require(boolean holds, String rule, String... path) {
        if (!holds) {
            fail(rule, path);
        }
    }

    private void fail(String rule, String... path) {
        failures.add("%s:%d: %s: %s".formatted(file.getFileName(), lines.of(List.of(path)), String.join(".", path), rule));
    }
}
