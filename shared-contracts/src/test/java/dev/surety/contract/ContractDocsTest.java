package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages about the contract say, held against the model and the real contract. */
class ContractDocsTest {

    private static final Path REAL = Path.of("../deploy/contract.yaml");
    private static final Path PAGE = Path.of("../docs/contract.md");
    private static final Path ADDING_UP = Path.of("../docs/how-slices-add-up.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");
    private static final String OF_DEGRADATION = "# part of degradation\n";

    @TempDir
    Path folder;

    static Stream<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE)).results().map(match -> match.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleStandsInForItsSectionOfTheRealContract(String example) throws IOException {
        var changed = example.startsWith(OF_DEGRADATION) ? withMode(example) : withSections(example);

        ContractFile.read(Files.writeString(folder.resolve("contract.yaml"), changed));
    }

    @Test
    void everySectionHasAnExample() throws IOException {
        var sections = examples()
                .flatMap(example -> example.startsWith(OF_DEGRADATION) ? Stream.of("degradation") : topKeys(example))
                .toList();

        assertEquals(Arrays.stream(Contract.class.getRecordComponents()).map(component -> component.getName()).toList(), sections);
    }

    @Test
    void everyFieldOfTheModelIsExplainedUnderItsSection() throws IOException {
        var page = Files.readString(PAGE);

        for (var component : Contract.class.getRecordComponents()) {
            var section = sectionAbout(page, component.getName());
            for (var name : names(component.getName(), component.getGenericType())) {
                assertTrue(section.contains("`" + name + "`"), () -> "`" + name + "` is not explained with `" + component.getName() + "`");
            }
        }
    }

    @Test
    void everyWordOfTheModelIsExplained() throws IOException {
        var page = Files.readString(PAGE);

        Stream.of(SliceName.values()).map(SliceName::label)
                .forEach(label -> assertTrue(page.contains("`" + label + "`"), label));
        Stream.of(Degradation.values()).map(Degradation::label)
                .forEach(label -> assertTrue(page.contains("[`" + label + "`](runbooks/" + label + ".md)"), label));
        Stream.of(BurnAction.values())
                .forEach(action -> assertTrue(Pattern.compile("\\| `" + action.label() + "` \\| .* \\| `" + action.mode().label() + "` \\|").matcher(page).find(), action.label()));
    }

    @Test
    void workedExampleIsTheRealContract() throws IOException {
        var contract = ContractFile.read(REAL).contract();
        var path = contract.objectives().path();
        var together = Composition.of(path, contract.slices());
        var rows = Stream.concat(
                path.stream().flatMap(step -> step.together().stream()).map(name -> row(name, contract.slices().of(name))),
                Stream.of(
                        "| **together** | **%d ms** | **%s%%** | **%s%%** |".formatted(
                                together.latency().toMillis(), together.late().stripTrailingZeros().toPlainString(), together.failed().stripTrailingZeros().toPlainString()),
                        "| **promised** | **%d ms** | **%s** | **%s** |".formatted(
                                contract.objectives().latency().target().toMillis(),
                                contract.objectives().latency().percentile().missing(),
                                contract.objectives().availability().missing())))
                .toList();
        var worst = WorstCost.of(contract);

        var page = Files.readString(ADDING_UP);

        assertTrue(page.contains(String.join("\n", rows) + "\n\n"), () -> String.join("\n", rows));
        assertTrue(page.contains(worst.usd() + " USD, under a ceiling of " + contract.cost().ceilingUsd()), worst::toString);
    }

    private static String row(SliceName name, Contract.Slice slice) {
        return "| %s | %d ms | %s | %s |".formatted(
                name.label(), slice.latency().target().toMillis(), slice.latency().percentile().missing(), slice.availability().missing());
    }

    /** The real contract with the sections of an example in place of its own. */
    private static String withSections(String example) throws IOException {
        var text = Files.readString(REAL);
        for (var key : topKeys(example).toList()) {
            text = text.replaceFirst("(?m)^" + key + ":.*\\n(?:[ #].*\\n|\\n(?=[ #]))*", "");
        }
        return text + "\n" + example;
    }

    /** The real contract with an example's mode in place of its own. */
    private static String withMode(String example) throws IOException {
        var entry = example.substring(OF_DEGRADATION.length());
        var mode = entry.lines().findFirst().orElseThrow();
        var own = Pattern.compile("(?m)^  " + Pattern.quote(mode) + "\\n(?:    .*\\n)+");
        var text = Files.readString(REAL);
        assertTrue(own.matcher(text).find(), mode);
        return own.matcher(text).replaceFirst(Matcher.quoteReplacement(entry.indent(2)));
    }

    private static Stream<String> topKeys(String yaml) {
        return Pattern.compile("(?m)^(\\w+):").matcher(yaml).results().map(match -> match.group(1));
    }

    /** From the heading above a section's example to the next heading. */
    private static String sectionAbout(String page, String key) {
        return Arrays.stream(page.split("(?m)^## "))
                .filter(part -> EXAMPLE.matcher(part).results().map(match -> match.group(1))
                        .anyMatch(example -> topKeys(example).toList().contains(key) || key.equals("degradation") && example.startsWith(OF_DEGRADATION)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part of the page has an example of " + key))
                .replaceAll("(?s)```yaml.*?```", "");
    }

    /** Keys that are written somewhere in a section. */
    private static Set<String> names(String key, Type type) {
        var names = new LinkedHashSet<String>();
        // Sections whose own name is their heading are explained by their fields.
        if (!(type instanceof Class<?> section && section.getEnclosingClass() == Contract.class)) {
            names.add(key);
        }
        components(type).forEach(names::add);
        return names;
    }

    private static Stream<String> components(Type type) {
        if (type instanceof ParameterizedType container) {
            return components(container.getActualTypeArguments()[container.getActualTypeArguments().length - 1]);
        }
        return ((Class<?>) type).getEnclosingClass() == Contract.class
                ? Arrays.stream(((Class<?>) type).getRecordComponents())
                        .flatMap(component -> Stream.concat(Stream.of(component.getName()), components(component.getGenericType())))
                : Stream.of();
    }
}
