package dev.surety.edge;

import dev.surety.contract.RedactionPurpose;
import dev.surety.redaction.Redacted;
import dev.surety.redaction.RedactionSession;
import dev.surety.redaction.Redactor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;

/** Takes out of texts what one contract says, and counts what it took. Any thread may use it; a text is looked through on the caller's. */
public final class Redaction implements RedactedText {

    /** Characters of one text of a log line or a span that are looked through, and the most that is left of it. */
    static final int LONGEST = 16_384;

    private final Redactor redactor;
    private final MeterRegistry meters;

    Redaction(Redactor redactor, MeterRegistry meters) {
        this.redactor = redactor;
        this.meters = meters;
    }

    @Override
    public String text(String text, RedactionPurpose purpose) {
        return counted(redactor.redact(text, purpose), purpose);
    }

    /** For the texts of one call of a model. */
    public Session session() {
        return new Session(redactor.session(RedactionPurpose.PROMPT));
    }

    /** Purposes of no tenant's texts that ask for names while nobody's is known. */
    List<RedactionPurpose> inVain() {
        return Stream.of(RedactionPurpose.LOG, RedactionPurpose.TRACE).filter(redactor::looksForNamesInVain).toList();
    }

    /** A text that costs no more time than {@value #LONGEST} characters do: what is behind them is left out, and what is cut by that is left out whole. */
    String bounded(String text, RedactionPurpose purpose) {
        if (text.length() <= LONGEST) {
            return text(text, purpose);
        }
        // Without its end: what may be the beginning of something that is taken out stays inside.
        return redactor.stream(purpose).accept(text.substring(0, LONGEST)) + "… (" + text.length() + " characters, the rest is left out)";
    }

    private String counted(Redacted redacted, RedactionPurpose purpose) {
        redacted.findings()
                .forEach(finding -> meters.counter("surety.redactions", "purpose", purpose.label(), "kind", finding.kind().label()).increment());
        return redacted.text();
    }

    /** What was taken out of the texts of one call of a model, for its reply. Nothing else keeps it, and it goes with the call. */
    public final class Session {

        private final RedactionSession session;

        private Session(RedactionSession session) {
            this.session = session;
        }

        /** Texts for the model. What looks like a placeholder in any of them is given to nothing that is found in another. */
        public List<String> texts(List<String> texts) {
            texts.forEach(session::avoid);
            return texts.stream().map(text -> counted(session.redact(text), RedactionPurpose.PROMPT)).toList();
        }

        /** What a model wrote, with what its placeholders stand for, where the contract says that it is turned back. */
        public String restored(String reply) {
            return session.restore(reply);
        }
    }
}
