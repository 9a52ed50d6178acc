package dev.surety.local.bench;

import java.util.Locale;

/** Numbers as they are shown. */
final class Figure {

    private static final double THOUSANDTHS = 1_000.0;

    private Figure() {}

    /** To three decimals: more is noise. */
    static double rounded(double number) {
        return Math.round(number * THOUSANDTHS) / THOUSANDTHS;
    }

    /** Part of a whole, 0 to 1; 0 of nothing is 0. */
    static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** A share of a count, as in {@code 83.3 % (5 of 6)}; a dash for nothing at all. */
    static String percent(long part, long whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %% (%d of %d)", 100 * share(part, whole), part, whole);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String ms(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** How many times as much, as in {@code 2.31 ×}. */
    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f ×", ratio);
    }
}
