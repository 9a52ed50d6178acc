package dev.surety.local.bench;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A page of metrics in Prometheus' text format, or the difference of two.
 *
 * @param series values by name and labels
 */
record Metrics(Map<Series, Double> series) {

    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
    // A value may hold a closing brace, as paths do; what follows the number (exemplars) is of no use here.
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{((?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\.)*\",?)*)})? (\\S+).*");

    Metrics {
        series = Map.copyOf(series);
    }

    /** A name with its labels. */
    record Series(String name, Map<String, String> labels) {

        Series {
            labels = Map.copyOf(labels);
        }
    }

    /** Comments and lines that are no samples are skipped. */
    static Metrics parse(String page) {
        var series = new HashMap<Series, Double>();
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var match = LINE.matcher(line);
            if (match.matches()) {
                series.put(new Series(match.group(1), labels(match.group(2))), number(match.group(3)));
            }
        });
        return new Metrics(series);
    }

    /** What was added since an earlier page. */
    Metrics since(Metrics earlier) {
        var added = new HashMap<Series, Double>();
        series.forEach((one, value) -> added.put(one, value - earlier.series.getOrDefault(one, 0.0)));
        return new Metrics(added);
    }

    /** Sum over all series of this name that have these labels, whatever others they have. */
    double sum(String name, Map<String, String> labels) {
        return series.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .filter(entry -> entry.getKey().labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Sums by the values of one label, those that are listed first in that order, others after them. */
    Map<String, Double> by(String name, String label, List<String> order) {
        var sums = new TreeMap<String, Double>();
        series.forEach((one, value) -> {
            if (one.name().equals(name) && one.labels().containsKey(label)) {
                sums.merge(one.labels().get(label), value, Double::sum);
            }
        });
        var ordered = new LinkedHashMap<String, Double>();
        order.stream().filter(sums::containsKey).forEach(key -> ordered.put(key, sums.get(key)));
        sums.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static Map<String, String> labels(String text) {
        var labels = new HashMap<String, String>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(match -> labels.put(match.group(1), match.group(2)));
        }
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
