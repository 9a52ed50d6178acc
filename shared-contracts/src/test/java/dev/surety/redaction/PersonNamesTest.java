package dev.surety.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surety.contract.Contract;
import dev.surety.contract.RedactionKind;
import dev.surety.contract.RedactionPurpose;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ask Lars Ødegård or Lars. | Ask [person] or [person].",
                "Ask lars odegard, LARS OEDEGAARD or Ødegård, Lars. | Ask [person], [person] or [person].",
                "Ask D. O’Rourke, Mr O'Rourke or Daniel. | Ask [person], Mr [person] or [person].",
                "Will you come in May? Will May comes. | Will you come in May? [person] comes.",
                "担当はLars Ødegårdです | 担当は[person]です",
                "Larsen and Danielle are others. | Larsen and Danielle are others.",
            })
    void aPersonIsFoundAsPeopleWriteNames(String text, String expected) {
        var names = new ArrayList<String>();
        names.addAll(PersonNames.of("Lars Ødegård", "Lars", "Ødegård"));
        names.addAll(PersonNames.of("Daniel O'Rourke", "Daniel", "O'Rourke"));
        names.addAll(PersonNames.of("Will May", "Will", "May"));
        var rule = Redactor.Rule.of(new Contract.RedactionRule(RedactionPurpose.LOG, List.of(RedactionKind.PERSON), false, null), KnownPeople.of("kestrel", names));

        assertEquals(expected, rule.redact(text, Placeholders.PLAIN).text());
    }

    @Test
    void digestsOfNamesTravelAndAreThoseOfTheirRealmOnly() {
        var names = PersonNames.of("Lars Ødegård", "Lars", "Ødegård");
        var people = KnownPeople.of("kestrel", names);

        var travelled = KnownPeople.of("kestrel", people.words(), people.names());
        var ofAnother = KnownPeople.of("tern", people.words(), people.names());

        assertEquals("Ask [person].", redacted(travelled));
        assertEquals("Ask Lars Ødegård.", redacted(ofAnother));
        assertThrows(IllegalArgumentException.class, () -> KnownPeople.of("kestrel", new byte[3], new byte[8]));
    }

    @Test
    void whoIsFoundInATextIsKnownBesidesThePeopleOfTheDirectory() {
        var people = KnownPeople.of("kestrel", List.of("Lars Ødegård"));

        assertEquals("Ask [person] and [person] of the [person], [person] [person], Lars.", redacted(
                people.and(List.of("Tuva", "House Of Stuarts", "María del Carmen de la Cruz Soto")),
                "Ask Lars Ødegård and Tuva of the House of Stuarts, María del Carmen de la Cruz Soto, Lars."));
        assertEquals("Ask [person].", redacted(KnownPeople.NOBODY.and(List.of("Lars Ødegård"))));
        assertEquals("Ask Lars Ødegård and Tuva.", redacted(KnownPeople.of("tern", List.of()).and(List.of()), "Ask Lars Ødegård and Tuva."));
    }

    private static String redacted(KnownPeople people) {
        return redacted(people, "Ask Lars Ødegård.");
    }

    private static String redacted(KnownPeople people, String text) {
        var rule = Redactor.Rule.of(new Contract.RedactionRule(RedactionPurpose.LOG, List.of(RedactionKind.PERSON), false, null), people);
        return rule.redact(text, Placeholders.PLAIN).text();
    }
}
