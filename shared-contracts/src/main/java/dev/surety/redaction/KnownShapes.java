package dev.surety.redaction;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tokens that say whose they are by how they begin. */
final class KnownShapes implements Detector {

    private static final Map<Character, List<Shape>> SHAPES = Arrays.stream(new Shape[] {
                // Amazon Web Services: access key ids, of people and of sessions.
                new Shape("AKIA", 16, 16), new Shape("ASIA", 16, 16),
                // Google: API keys, access tokens, client secrets.
                new Shape("AIza", 30, 45), new Shape("ya29.", 20, 2048), new Shape("GOCSPX-", 20, 64),
                // GitHub and GitLab.
                new Shape("ghp_", 30, 255), new Shape("gho_", 30, 255), new Shape("ghu_", 30, 255), new Shape("ghs_", 30, 1024), new Shape("ghr_", 30, 255),
                new Shape("github_pat_", 22, 255), new Shape("glpat-", 20, 300), new Shape("gldt-", 20, 300), new Shape("glrt-", 20, 300),
                // Slack.
                new Shape("xoxb-", 10, 255), new Shape("xoxp-", 10, 255), new Shape("xoxa-", 10, 255), new Shape("xoxr-", 10, 255), new Shape("xoxs-", 10, 255),
                new Shape("xapp-", 10, 255),
                // Models: OpenAI, Anthropic, Hugging Face and those that do as they do.
                new Shape("sk-", 20, 255), new Shape("hf_", 30, 64),
                // Stripe, Shopify, SendGrid, Databricks, DigitalOcean.
                new Shape("sk_live_", 16, 255), new Shape("sk_test_", 16, 255), new Shape("rk_live_", 16, 255), new Shape("rk_test_", 16, 255), new Shape("whsec_", 16, 255),
                new Shape("shpat_", 32, 64), new Shape("SG.", 40, 100), new Shape("dapi", 32, 40), new Shape("dop_v1_", 64, 64),
                // Package registries, images, Vault.
                new Shape("npm_", 36, 36), new Shape("pypi-", 50, 400), new Shape("dckr_pat_", 20, 64), new Shape("hvs.", 24, 255), new Shape("hvb.", 24, 255),
                // age.
                new Shape("AGE-SECRET-KEY-1", 50, 64),
                // Stored passwords: bcrypt, Argon2.
                new Shape("$2a$", 50, 60), new Shape("$2b$", 50, 60), new Shape("$2y$", 50, 60), new Shape("$argon2", 40, 300),
            })
            .collect(Collectors.groupingBy(shape -> shape.prefix().charAt(0)));

    private static final int SHORTEST_JWT_PART = 8;
    private static final int LONGEST_HOOK = 512;
    private static final String[] HOOKS = {"hooks.slack.com/services/", "hooks.slack.com/workflows/", "discord.com/api/webhooks/", "api.telegram.org/bot"};

    @Override
    public void find(View view, Candidates found) {
        var looked = 0;
        for (var at = 0; at < view.length(); at++) {
            var unit = view.at(at);
            if (view.alphanumeric(at - 1) || view.at(at - 1) == '_') {
                continue;
            }
            if (unit == 'e' && at >= looked && view.starts(at, "eyJ")) {
                looked = jwt(view, at, found);
            } else if (unit == 'h' || unit == 'd' || unit == 'a') {
                hook(view, at, found);
            }
            if (unit == 'B' || unit == 'b') {
                bearer(view, at, found);
            }
            if (view.digit(at)) {
                telegram(view, at, found);
            }
            for (var shape : SHAPES.getOrDefault(unit, List.of())) {
                if (view.starts(at, shape.prefix())) {
                    shaped(view, at, shape, found);
                }
            }
        }
    }

    private static void shaped(View view, int start, Shape shape, Candidates found) {
        var body = start + shape.prefix().length();
        var end = body;
        while (end - body < shape.most() && body(view, end)) {
            end++;
        }
        var goesOn = body(view, end);
        // The end of a sentence is none of a token's.
        while (end > body && (view.at(end - 1) == '.' || view.at(end - 1) == '/')) {
            end--;
        }
        if (end - body >= shape.least() && !goesOn && view.hasDigit(start, end)) {
            Secrets.add(found, start, end);
        }
    }

    private static boolean body(View view, int place) {
        var unit = view.at(place);
        return unit < 0x80 && view.alphanumeric(place) || unit == '_' || unit == '-' || unit == '.' || unit == '/' || unit == '+' || unit == '=' || unit == '$';
    }

    /** Tells where the run of characters ends in which it looked. Two or more parts with dots between them (RFC 7515, 7516), of which the first is a JSON object: a header alone gives nothing away. */
    private static int jwt(View view, int start, Candidates found) {
        var place = start;
        var dots = 0;
        while (base64Url(view, place) || view.at(place) == '.') {
            if (view.at(place) == '.') {
                if (dots == 0 && place - start < SHORTEST_JWT_PART) {
                    return place;
                }
                dots++;
            }
            place++;
        }
        var end = view.at(place - 1) == '.' ? place - 1 : place;
        if (dots >= 1 && end - start > 2 * SHORTEST_JWT_PART) {
            Secrets.add(found, start, end);
        }
        return place;
    }

    private static boolean base64Url(View view, int place) {
        var unit = view.at(place);
        return unit < 0x80 && view.alphanumeric(place) || unit == '-' || unit == '_';
    }

    /** The path of an address that everybody who knows it may post to. */
    private static void hook(View view, int start, Candidates found) {
        for (var hook : HOOKS) {
            if (view.starts(start, hook)) {
                var end = start + hook.length();
                while (end - start < LONGEST_HOOK && (body(view, end) || view.at(end) == ':')) {
                    end++;
                }
                if (end - start >= hook.length() + 16) {
                    Secrets.add(found, start + hook.length(), end);
                }
            }
        }
    }

    /** {@code Bearer ...}, and {@code Basic ...} behind a colon. */
    private static void bearer(View view, int start, Candidates found) {
        var isBearer = view.starts(start, "Bearer ") || view.starts(start, "bearer ") || view.starts(start, "BEARER ");
        var isBasic = view.starts(start, "Basic ") && (view.at(start - 2) == ':' || view.at(start - 1) == ':');
        if (!isBearer && !isBasic) {
            return;
        }
        var body = view.indexOf(" ", start) + 1;
        var end = body;
        while (body(view, end) || view.at(end) == '~') {
            end++;
        }
        while (end > body && view.at(end - 1) == '.') {
            end--;
        }
        if (end - body >= (isBasic ? 8 : 16) && (isBasic || view.hasDigit(body, end))) {
            Secrets.add(found, body, end);
        }
    }

    /** A bot's number, a colon and 35 characters. */
    private static void telegram(View view, int start, Candidates found) {
        var colon = start;
        while (view.digit(colon) && colon - start <= 10) {
            colon++;
        }
        if (colon - start < 8 || view.at(colon) != ':') {
            return;
        }
        var end = colon + 1;
        while (base64Url(view, end) && end - colon <= 36) {
            end++;
        }
        if (end - colon == 36) {
            Secrets.add(found, start, end);
        }
    }

    /**
     * How a token begins, and how many characters follow.
     *
     * @param prefix as it is written
     * @param least  characters behind it, at least
     * @param most   characters behind it, at most
     */
    private record Shape(String prefix, int least, int most) {}
}
