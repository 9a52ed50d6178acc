package dev.surety.identity.redaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.surety.api.ProblemException;
import dev.surety.identity.directory.Narrowing;
import dev.surety.identity.directory.Person;
import dev.surety.identity.directory.Roster;
import dev.surety.redaction.KnownPeople;
import dev.surety.redaction.PersonNames;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of a tenant's people by its directory: display name, family and given name of everybody in it, switched off or not, as digests. Kept until the
 * tenant's epoch rises or the time is up. Blocking.
 */
@ApplicationScoped
class DirectoryNames {

    private final Roster roster;
    private final ObjectMapper json;
    private final Cache<Key, KnownPeople> kept;

    DirectoryNames(Roster roster, ObjectMapper json, NamesConfig config) {
        if (config.kept().toMillis() < 1) {
            throw new ConfigurationException("surety.known-names.kept is " + config.kept() + ", it must be at least 1 ms");
        }
        if (config.most() < 1) {
            throw new ConfigurationException("surety.known-names.most is " + config.most() + ", it must be at least 1");
        }
        this.roster = roster;
        this.json = json;
        this.kept = Caffeine.newBuilder()
                .expireAfterWrite(config.kept())
                .maximumWeight(config.most())
                .weigher((Key key, KnownPeople people) -> 1 + people.size())
                .build();
    }

    /**
     * Of a tenant.
     *
     * @throws ProblemException {@code identity-unavailable}, when the directory does not answer
     */
    KnownPeople of(String tenant) {
        // The epoch first: what is read after it may be newer than it, never older.
        return kept.get(new Key(tenant, roster.epoch(tenant)), key -> read(tenant));
    }

    private KnownPeople read(String tenant) {
        Set<String> names = new HashSet<>();
        roster.people(tenant, new Narrowing.None(), 0, person -> {
            names.addAll(names(person));
            return true;
        });
        return KnownPeople.of(tenant, names);
    }

    private Collection<String> names(Person person) {
        try {
            var written = json.readTree(person.more());
            var name = written.path("name");
            return PersonNames.of(written.path("displayName").asText(), name.path("givenName").asText(), name.path("familyName").asText());
        } catch (JsonProcessingException noJson) {
            throw new IllegalStateException("what is kept of person " + person.id() + " is no JSON", noJson);
        }
    }

    private record Key(String tenant, long epoch) {}
}
