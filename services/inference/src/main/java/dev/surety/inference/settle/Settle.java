package dev.surety.inference.settle;

import dev.surety.api.Answer;
import dev.surety.api.Outcome;
import dev.surety.api.ProblemException;
import dev.surety.api.ProblemType;
import dev.surety.contract.Degradation;
import dev.surety.edge.Redactions;
import dev.surety.event.AnswerRecord;
import dev.surety.event.AnswerRecord.PassageSeen;
import dev.surety.inference.authorize.Granted;
import dev.surety.inference.recall.AnswerCache;
import dev.surety.inference.recall.CachedAnswer;
import dev.surety.inference.recall.Recalled;
import dev.surety.inference.record.Outbox;
import dev.surety.inference.release.AssistantRelease;
import dev.surety.inference.stage.Note;
import dev.surety.inference.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes the answer, puts its record where it can't be lost, keeps it for the next who asks, and only then lets it go. */
@ApplicationScoped
public class Settle implements Stage<Closing, Settled> {

    private static final String WITHHELD = "[withheld: nobody could say what must not stand here]";

    private final Records records;
    private final Outbox outbox;
    private final AnswerCache cache;
    private final AssistantRelease assistant;
    private final Redactions redactions;
    private final MeterRegistry meters;

    Settle(
            Records records,
            Outbox outbox,
            AnswerCache cache,
            AssistantRelease assistant,
            Redactions redactions,
            MeterRegistry meters) {
        this.records = records;
        this.outbox = outbox;
        this.cache = cache;
        this.assistant = assistant;
        this.redactions = redactions;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "settle";
    }

    @Override
    public Uni<Settled> run(Closing closing) {
        return Uni.createFrom().deferred(() -> {
            if (outbox.delayed()) {
                closing.journal().degrade(Degradation.RECORDS_DELAYED);
            }
            var whole = answer(closing);
            var granted = closing.granted();
            return redactions
                    .of(granted.question().contract(), granted.held(), redacted -> Words.of(whole, redacted))
                    .chain(answer -> recorded(closing, answer));
        });
    }

    private Uni<Settled> recorded(Closing closing, Answer answer) {
        var question = closing.granted().question();
        if (!closing.journal().claimRecord()) {
            return Uni.createFrom().failure(question.tooLate());
        }
        var record = records.of(closing, answer);
        return put(closing.granted(), redacted(closing.granted(), record)).invoke(() -> keep(closing, answer)).replaceWith(() -> settled(answer));
    }

    /** The record of a request that failed after its caller was known, if it has none yet. Fails never: the caller's problem is what counts now. */
    public Uni<Void> recordFailure(Granted granted, Throwable failure) {
        var type = failure instanceof ProblemException problem ? problem.type() : ProblemType.INTERNAL;
        return record(granted, type.label());
    }

    /** The record of a request whose caller went away, if it has none yet; what still ran is ended before, so that the record tells what it cost. */
    public Uni<Void> recordCancellation(Granted granted) {
        return record(granted, "cancelled");
    }

    private Uni<Void> record(Granted granted, String problem) {
        count("failed", "none", "none");
        return Uni.createFrom()
                .deferred(() -> {
                    // Downstream hears of the end before upstream does: a call that still runs is paid for, and must be in the record.
                    granted.journal().abandon();
                    return granted.journal().claimRecord()
                            ? put(granted, redactedOrSilent(granted, records.ofFailure(granted, problem)))
                            : Uni.createFrom().voidItem();
                })
                .onFailure()
                .recoverWithNull();
    }

    /** Puts away a record that was claimed. */
    private Uni<Void> put(Granted granted, Uni<AnswerRecord> record) {
        var question = granted.question();
        return record.chain(kept -> outbox.put(kept, question.contract().contract().slices().settle().timeout()))
                .onFailure()
                .invoke(question.journal()::giveRecordBack);
    }

    /** Without what no record may keep. */
    private Uni<AnswerRecord> redacted(Granted granted, AnswerRecord record) {
        return redactions.of(granted.question().contract(), granted.held(), redacted -> Words.of(record, redacted));
    }

    /** The same, and without a word when nobody can say what no record may keep: what happened is told all the same. */
    private Uni<AnswerRecord> redactedOrSilent(Granted granted, AnswerRecord record) {
        return redacted(granted, record)
                .onFailure()
                .recoverWithItem(() -> Words.of(record, (text, purpose) -> text.isEmpty() ? text : WITHHELD));
    }

    private Answer answer(Closing closing) {
        var journal = closing.journal();
        var degraded = journal.degraded().stream().map(Degradation::label).toList();
        return switch (closing) {
            case Closing.Refused refused -> new Answer(
                    journal.requestId(),
                    Outcome.REFUSED,
                    refused.refused().words(),
                    List.of(),
                    null,
                    null,
                    degraded,
                    "none",
                    "none",
                    journal.cost(),
                    journal.timingsMs(),
                    "",
                    closing.granted().question().contract().version(),
                    assistant.name());
            case Closing.Reused reused -> {
                var entry = reused.hit().entry();
                yield new Answer(
                        journal.requestId(),
                        Outcome.ANSWERED,
                        withWords(closing, entry.text()),
                        entry.citations(),
                        null,
                        null,
                        degraded,
                        entry.tier(),
                        "exact",
                        journal.cost(),
                        journal.timingsMs(),
                        entry.indexRelease(),
                        closing.granted().question().contract().version(),
                        assistant.name());
            }
            case Closing.Fresh fresh -> {
                var holds = fresh.holds();
                yield new Answer(
                        journal.requestId(),
                        holds.outcome(),
                        withWords(closing, holds.text()),
                        holds.citations(),
                        null,
                        null,
                        degraded,
                        holds.tier(),
                        "none",
                        journal.cost(),
                        journal.timingsMs(),
                        holds.routed().found().indexRelease(),
                        closing.granted().question().contract().version(),
                        assistant.name());
            }
        };
    }

    /** The contract's words for each mode that the person who asked can feel. */
    private static String withWords(Closing closing, String text) {
        var words = closing.journal().degraded().stream()
                .filter(Settle::isFelt)
                .map(closing.granted().question().contract().contract()::wordsFor)
                .toList();
        return words.isEmpty() ? text : text + "\n\n" + String.join("\n", words);
    }

    /** Whether a mode changes what the person who asked gets. */
    private static boolean isFelt(Degradation mode) {
        return switch (mode) {
            case LEXICAL_ONLY, TIER_FALLBACK, CHEAPER_TIER, SHORTER_ANSWERS, TOLERANT_CACHE, SOURCES_ONLY_LOW_PRIORITY, BUDGET_SPENT -> true;
            case RECORDS_DELAYED, LOAD_SHED, PROMOTIONS_FROZEN, LOCAL_BURN_STATE -> false;
        };
    }

    /** An answer that somebody can feel to be degraded is not kept: the next caller may get a whole one. */
    private void keep(Closing closing, Answer answer) {
        if (answer.outcome() == Outcome.ANSWERED
                && closing.journal().degraded().stream().noneMatch(Settle::isFelt)
                && closing instanceof Closing.Fresh fresh
                && fresh.holds().routed().found().slot() instanceof Recalled.Slot.Keyed keyed) {
            cache.put(
                    keyed.key(),
                    new CachedAnswer(
                            answer.text(),
                            answer.citations(),
                            fresh.holds().routed().found().passages().stream().map(PassageSeen::of).toList(),
                            answer.tier(),
                            fresh.holds().indexes(),
                            answer.indexRelease(),
                            fresh.holds().routed().confidence(),
                            closing.journal().at()),
                    closing.granted().question().contract().contract());
        }
    }

    private Settled settled(Answer answer) {
        count(answer.outcome().label(), answer.tier(), answer.cache());
        return new Settled(answer, new Note("", answer.outcome().label(), answer.costUsd() + " USD"));
    }

    private void count(String outcome, String tier, String cache) {
        meters.counter("surety.answers", "outcome", outcome, "tier", tier, "cache", cache).increment();
    }
}
