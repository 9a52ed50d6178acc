package dev.surety.ingestion.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The date that a page states near its beginning, in words such as "Last reviewed: 2026-01-15". It tells the age of what is said better than the time at
 * which a file was copied somewhere.
 */
final class ReviewDate {

    private static final int BEGINNING = 4_000;
    private static final Pattern STATED = Pattern.compile("(?i)\\b(?:reviewed|updated|checked|revised)\\b[^\\n.]{0,40}?(\\d{4}-\\d{2}-\\d{2})\\b");

    private ReviewDate() {}

    /** The start of that day in UTC, if the text states one. */
    static Optional<Instant> in(String content) {
        var stated = STATED.matcher(content.substring(0, Math.min(BEGINNING, content.length())));
        if (!stated.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(stated.group(1)).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
