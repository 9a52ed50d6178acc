package dev.surety.ingestion.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.grant.Access;
import dev.surety.index.IndexNames;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The data of a document event, member by member; what does not hold is named. */
record EventData(JsonNode node) {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_URI = 2_000;

    private static final int MOST_TAGS = 1_000;
    private static final int HIGHEST_CLEARANCE = 1_000_000;
    private static final Pattern TAG = Pattern.compile("(user|group|tenant|service):\\S(.{0,198}\\S)?");
    private static final Pattern INDEX = Pattern.compile(IndexNames.PATTERN);
    private static final Instant OLDEST = Instant.parse("1900-01-01T00:00:00Z");
    // A date far ahead would make every later change look old.
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Whether a text can be stored everywhere: no control characters, no half of a surrogate pair. */
    static boolean isClean(String text) {
        return text.codePoints().noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }

    static BadEvent missing(String name) {
        return new BadEvent(Reason.MISSING_FIELD, "data." + name + " is missing");
    }

    String text(String name, int longest) {
        return optionalText(name, longest).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name, int longest) {
        var value = member(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isTextual()) {
            throw invalid(name, "is not a text");
        }
        var text = value.get().textValue();
        if (text.isBlank() || text.length() > longest || !isClean(text)) {
            throw invalid(name, "must have 1 to %d characters and no control characters".formatted(longest));
        }
        return Optional.of(text);
    }

    /** A title is what people typed; it is tidied later instead of refused. */
    Optional<String> title() {
        return member("title").map(value -> {
            if (!value.isTextual()) {
                throw invalid("title", "is not a text");
            }
            return value.textValue();
        });
    }

    Optional<String> content() {
        return member("content").map(value -> {
            if (!value.isTextual()) {
                throw invalid("content", "is not a text");
            }
            return value.textValue();
        });
    }

    String indexName() {
        var name = text("index", LONGEST_URI);
        if (!INDEX.matcher(name).matches()) {
            throw invalid("index", "is '%s', it must match %s".formatted(name, IndexNames.PATTERN));
        }
        return name;
    }

    Optional<Instant> moment(String name, Clock clock) {
        return optionalText(name, LONGEST_NAME).map(text -> {
            try {
                var moment = OffsetDateTime.parse(text).toInstant();
                if (moment.isBefore(OLDEST) || moment.isAfter(clock.instant().plus(AHEAD))) {
                    throw invalid(name, "is %s, it must lie after 1900 and not more than a day ahead".formatted(text));
                }
                return moment;
            } catch (DateTimeException notATime) {
                throw invalid(name, "is '%s', not a time like 2026-05-04T10:00:00Z".formatted(text));
            }
        });
    }

    Set<String> allowTags() {
        var tags = tags("allow");
        for (var tag : tags) {
            if (!tag.equals(Access.PUBLIC) && !TAG.matcher(tag).matches()) {
                throw invalid("allow", "holds '%s'; tags are public, group:…, user:…, tenant:… or service:…".formatted(tag));
            }
        }
        return tags;
    }

    /** A deny tag that nobody can carry would protect nothing, so it is refused instead of kept. */
    Set<String> denyTags() {
        var tags = tags("deny");
        for (var tag : tags) {
            if (!TAG.matcher(tag).matches()) {
                throw invalid("deny", "holds '%s'; tags are group:…, user:…, tenant:… or service:…".formatted(tag));
            }
        }
        return tags;
    }

    int clearance() {
        var value = member("clearance").orElseThrow(() -> missing("clearance"));
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0 || value.intValue() > HIGHEST_CLEARANCE) {
            throw invalid("clearance", "is not a whole number from 0 to " + HIGHEST_CLEARANCE);
        }
        return value.intValue();
    }

    private Set<String> tags(String name) {
        var value = member(name).orElseThrow(() -> missing(name));
        if (!value.isArray() || value.size() > MOST_TAGS) {
            throw invalid(name, "is not a list of at most %d tags".formatted(MOST_TAGS));
        }
        var tags = new LinkedHashSet<String>();
        for (var tag : value) {
            if (!tag.isTextual() || !isClean(tag.textValue())) {
                throw invalid(name, "holds something that is no tag");
            }
            tags.add(tag.textValue());
        }
        return tags;
    }

    private Optional<JsonNode> member(String name) {
        var value = node.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private static BadEvent invalid(String name, String what) {
        return new BadEvent(Reason.INVALID_FIELD, "data." + name + " " + what);
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "EventData[" + node.size() + " members]";
    }
}
