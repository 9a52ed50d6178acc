package dev.surety.inference.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageWriterTest {

    @Test
    void aCitationBehindTheFullStopBelongsToTheSentenceBefore() {
        var statements = PassageWriter.statements("Thirty days a year. [1][2] Ask first [3].");

        assertEquals(List.of(new Statement("Thirty days a year.", List.of(1, 2)), new Statement("Ask first.", List.of(3))), statements);
    }

    @Test
    void aSentenceWithoutCitationCitesNothing() {
        assertEquals(List.of(new Statement("I am sure of it.", List.of())), PassageWriter.statements("I am sure of it."));
    }

    @Test
    void anEmptyReplyIsAFailure() {
        assertThrows(WriterFailed.class, () -> PassageWriter.statements("  \n "));
        assertThrows(WriterFailed.class, () -> PassageWriter.statements("NOTHING"));
    }

    @Test
    void whatAPlaceholderStandsForIsNeverReadAsAnEndOrACitation() {
        var reply = new ModelReply("Write to [email-1] first [2].", 2, true, text -> text.replace("[email-1]", "a. b [1]"));

        assertEquals(List.of(new Statement("Write to a. b [1] first.", List.of(2))), PassageWriter.statements(reply));
    }

    @Test
    void aLastSentenceThatWasCutOffIsLeftOut() {
        var cut = new ModelReply("You may work abroad [1]. Ask 15 days before you leave. [2] You may not", 2, false, text -> text);
        var nothingWhole = new ModelReply("You may work abroad for up to", 2, false, text -> text);

        assertEquals(
                List.of(new Statement("You may work abroad.", List.of(1)), new Statement("Ask 15 days before you leave.", List.of(2))),
                PassageWriter.statements(cut));
        assertThrows(WriterFailed.class, () -> PassageWriter.statements(nothingWhole));
    }
}
