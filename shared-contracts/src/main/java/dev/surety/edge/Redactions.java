package dev.surety.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.contract.ContractFile;
import dev.surety.contract.RedactionPurpose;
import dev.surety.edge.GrantExchange.HeldGrant;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.Redactor;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What is taken out of texts, by the contract that counts: of a request that pinned its contract that one, of everything else the one in force. */
@Startup
@Singleton
public class Redactions {

    private static final Logger LOG = Logger.getLogger(Redactions.class);
    // Of tenants, before and after a change of the contract or of their people.
    private static final int MOST_KEPT = 64;

    private final ContractInForce contract;
    private final TenantNames names;
    private final NamesModel model;
    private final MeterRegistry meters;
    private final Cache<Rules, Redaction> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    private volatile String lastWarned = "";

    Redactions(ContractInForce contract, TenantNames names, NamesModel model, MeterRegistry meters) {
        this.contract = contract;
        this.names = names;
        this.model = model;
        this.meters = meters;
        RedactedLines.by(this);
        inForce();
    }

    /** By the contract in force, for what belongs to no tenant: no names of people are known there. */
    public Redaction inForce() {
        var file = contract.file();
        var redaction = by(file, KnownPeople.NOBODY);
        if (!lastWarned.equals(file.version())) {
            lastWarned = file.version();
            redaction.inVain().forEach(purpose -> LOG.warnf(
                    "names are to be taken out of what belongs to no tenant, where nobody's is known policyVersion=%s purpose=%s",
                    file.version(),
                    purpose.label()));
            sayWhoseNames(file);
        }
        return redaction;
    }

    private void sayWhoseNames(ContractFile file) {
        if (Stream.of(RedactionPurpose.values()).anyMatch(purpose -> asksForNames(file, purpose))) {
            LOG.infof(
                    "names of people are taken out by the directory %s policyVersion=%s",
                    model.url().map(url -> "and by the model at " + url).orElse("alone: surety.redaction.names.url names no model for them"),
                    file.version());
        }
    }

    /**
     * Something made of texts, without what the contract that a request came in with takes out of them: with the names of the caller's tenant if it takes out any, and
     * with those that the model for names finds in these texts. Fails with {@code identity-unavailable} when nobody can say whose the tenant's names are, with
     * {@code unavailable} when the model can't.
     *
     * @param made of the texts as they were given to it; made twice where the model has to see them first
     */
    public <T> Uni<T> of(ContractFile file, HeldGrant held, Function<RedactedText, T> made) {
        var seen = new HashSet<String>();
        if (model.url().isPresent()) {
            made.apply((text, purpose) -> {
                if (asksForNames(file, purpose)) {
                    seen.add(text);
                }
                return text;
            });
        }
        return by(file, held, seen).chain(redaction -> SameContext.apart(() -> made.apply(redaction)));
    }

    /** For the texts of one call of a model, which are these. Fails like {@link #of}. */
    public Uni<Redaction.Session> session(ContractFile file, HeldGrant held, Collection<String> texts) {
        return by(file, held, asksForNames(file, RedactionPurpose.PROMPT) ? texts : List.of()).map(Redaction::session);
    }

    private Uni<Redaction> by(ContractFile file, HeldGrant held, Collection<String> texts) {
        return SameContext.backHere(names.of(file.contract(), held).chain(people -> namesIn(texts).map(found -> found.isEmpty()
                ? by(file, people)
                // Those of one text are of no use to the next.
                : new Redaction(Redactor.of(file.contract(), people.and(found)), meters))));
    }

    /**
     * Names that the model finds in texts; none where no model is configured. Fails with {@code unavailable} when it does not say in time.
     *
     * @param texts in which the contract asks for names
     */
    public Uni<Set<String>> namesIn(Collection<String> texts) {
        return model.url().isEmpty() ? Uni.createFrom().item(Set.of()) : model.in(texts);
    }

    private static boolean asksForNames(ContractFile file, RedactionPurpose purpose) {
        return file.contract().redactionFor(purpose).takesOutNames();
    }

    /** By a contract, with the names of these people. */
    public Redaction by(ContractFile file, KnownPeople people) {
        return kept.get(new Rules(file.version(), people), rules -> new Redaction(Redactor.of(file.contract(), people), meters));
    }

    /** Handlers of lines that the configuration names, and those that anybody else has added by now. */
    void start(@Observes StartupEvent event) {
        RedactedLines.guardEveryHandler();
    }

    void stop(@Observes ShutdownEvent event) {
        RedactedLines.byNoContract();
    }

    private record Rules(String version, KnownPeople people) {}
}
