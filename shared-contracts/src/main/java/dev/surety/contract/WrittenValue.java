package dev.surety.contract;

import dev.surety.policy.Action;
import dev.surety.policy.Effect;
import dev.surety.request.Money;
import dev.surety.request.Priority;
import dev.surety.tool.HeaderTemplate;
import dev.surety.tool.UrlTemplate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;

/** How single values are written in a contract: each with its unit, so that nobody has to guess. */
final class WrittenValue {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9]\\d{0,8}");

    // Nanoseconds of this still fit a long many times over, and no promise is longer.
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            Map.entry(String.class, new Kind("text", text -> text)),
            Map.entry(int.class, new Kind("a whole number", WrittenValue::wholeNumber)),
            Map.entry(Integer.class, new Kind("a whole number", WrittenValue::wholeNumber)),
            Map.entry(Boolean.class, new Kind("true or false", WrittenValue::yesOrNo)),
            Map.entry(boolean.class, new Kind("true or false", WrittenValue::yesOrNo)),
            Map.entry(Duration.class, new Kind("a duration such as 250ms", WrittenValue::duration)),
            Map.entry(LocalDate.class, new Kind("a date such as 2027-05-31", WrittenValue::date)),
            Map.entry(Money.class, new Kind("an amount such as \"0.03\"", Money::of)),
            Map.entry(Percent.class, new Kind("a percentage such as 99.9%", Percent::of)),
            Map.entry(BurnRate.class, new Kind("a burn rate such as 14.4x", BurnRate::of)),
            Map.entry(Priority.class, new Kind("a priority", Priority::of)),
            Map.entry(GroupSource.class, new Kind("a source of groups", GroupSource::of)),
            Map.entry(ClearanceSource.class, new Kind("a source of clearances", ClearanceSource::of)),
            Map.entry(UnknownPeople.class, new Kind("a rule for unknown people", UnknownPeople::of)),
            Map.entry(SliceName.class, new Kind("a slice", SliceName::of)),
            Map.entry(Tier.class, new Kind("a tier", Tier::of)),
            Map.entry(Effect.class, new Kind("allow or deny", Effect::of)),
            Map.entry(Action.class, new Kind("an action", Action::of)),
            Map.entry(ToolEffect.class, new Kind("read or write", ToolEffect::of)),
            Map.entry(HttpMethod.class, new Kind("an HTTP method", HttpMethod::of)),
            Map.entry(UrlTemplate.class, new Kind("an address", UrlTemplate::of)),
            Map.entry(HeaderTemplate.class, new Kind("the value of a header", HeaderTemplate::of)),
            Map.entry(RedactionPurpose.class, new Kind("a purpose of redaction", RedactionPurpose::of)),
            Map.entry(RedactionKind.class, new Kind("a kind of redaction", RedactionKind::of)),
            Map.entry(Fallback.class, new Kind("a tier or sources-only", Fallback::of)),
            Map.entry(WhenSpent.class, new Kind("a behaviour of a spent budget", WhenSpent::of)),
            Map.entry(Degradation.class, new Kind("a degradation mode", Degradation::of)),
            Map.entry(Counts.class, new Kind("good or bad", Counts::of)),
            Map.entry(BurnState.class, new Kind("a burn state", BurnState::of)),
            Map.entry(BurnAction.class, new Kind("a burn action", BurnAction::of)));

    private WrittenValue() {}

    /**
     * What a text stands for.
     *
     * @param type a type of the contract's model that is neither a record of fields nor a list nor a map
     * @throws IllegalArgumentException when it stands for no such value; the message says how one is written
     */
    static Object of(Class<?> type, String text) {
        return kind(type).reader().read(text);
    }

    /** What is expected where such a value stands, in words. */
    static String expected(Class<?> type) {
        return kind(type).words();
    }

    private static Kind kind(Class<?> type) {
        var kind = KINDS.get(type);
        if (kind == null) {
            throw new IllegalStateException("nobody says how a " + type.getSimpleName() + " is written in a contract");
        }
        return kind;
    }

    private static int wholeNumber(String text) {
        if (!WHOLE_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + shown(text) + "' is no whole number: write digits only, for instance 16");
        }
        return Integer.parseInt(text);
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + shown(text) + "' is neither true nor false: write one of them");
        };
    }

    private static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "'" + shown(text) + "' is no duration: write a whole number and its unit, for instance 250ms, 5s, 10m, 2h, 30d");
        }
        var amount = Long.parseLong(match.group(1));
        var duration = switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalStateException("the pattern allows no other unit");
        };
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than 366d: write a shorter duration");
        }
        return duration;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDate) {
            throw new IllegalArgumentException("'" + shown(text) + "' is no date: write year, month and day, for instance 2027-05-31");
        }
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private record Kind(String words, Reader reader) {}

    @FunctionalInterface
    private interface Reader {
        Object read(String text);
    }
}
