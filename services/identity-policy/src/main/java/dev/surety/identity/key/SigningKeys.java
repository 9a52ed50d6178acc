package dev.surety.identity.key;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * The keys in use. Start-up fails without a usable file; later a file that can't be used changes nothing, because a half-written file must not
 * stop a running service.
 */
@Startup
@Singleton
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration SHORTEST_CHECK = Duration.ofSeconds(1);

    private final Path file;
    private final Duration keyCheck;
    private final Clock clock;
    private volatile Loaded loaded;

    SigningKeys(KeyConfig config, Clock clock) {
        if (config.keyCheck().compareTo(SHORTEST_CHECK) < 0) {
            throw new RejectedKeys("surety.grants.key-check is " + config.keyCheck() + ", it must be at least " + SHORTEST_CHECK);
        }
        this.file = config.signingKeys();
        this.keyCheck = config.keyCheck();
        this.clock = clock;
        this.loaded = new Loaded(KeySet.read(file), changedAt(), clock.instant());
    }

    /** The key that signs now. */
    public PublicJsonWebKey signing() {
        return current().signing();
    }

    /** The key with this id, whether it signs or only verifies what it signed before. */
    public Optional<PublicKey> verifying(String keyId) {
        return Optional.ofNullable(current().verifying().get(keyId));
    }

    /** The public parts of all keys. */
    List<Map<String, Object>> published() {
        return current().published();
    }

    private KeySet current() {
        var known = loaded;
        return clock.instant().isBefore(known.checkedAt().plus(keyCheck)) ? known.keys() : check();
    }

    private synchronized KeySet check() {
        var known = loaded;
        var now = clock.instant();
        if (now.isBefore(known.checkedAt().plus(keyCheck))) {
            return known.keys();
        }
        var changedAt = changedAt();
        loaded = new Loaded(changedAt.equals(known.changedAt()) ? known.keys() : reload(known.keys()), changedAt, now);
        return loaded.keys();
    }

    private static KeySet announced(KeySet fresh) {
        LOG.infof("signing keys reloaded keys=%d", fresh.published().size());
        return fresh;
    }

    private KeySet reload(KeySet old) {
        try {
            return announced(KeySet.read(file));
        } catch (RejectedKeys unusable) {
            LOG.warnf("the signing keys changed but can't be used, the old ones stay in use reason=\"%s\"", unusable.getMessage());
            return old;
        }
    }

    private FileTime changedAt() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private record Loaded(KeySet keys, FileTime changedAt, Instant checkedAt) {}
}
