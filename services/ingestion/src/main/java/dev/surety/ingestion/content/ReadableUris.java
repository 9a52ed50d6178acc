package dev.surety.ingestion.content;

import dev.surety.ingestion.event.BadEvent;
import dev.surety.ingestion.event.Reason;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides whether an address may be read. What is not below a named prefix may not. */
@Singleton
final class ReadableUris {

    private static final Set<String> SCHEMES = Set.of("file", "http", "https");

    private final List<URI> prefixes;

    ReadableUris(ContentConfig config) {
        this.prefixes = config.readableUris().orElse(List.of()).stream().map(ReadableUris::checkedPrefix).toList();
    }

    /**
     * The address, normalised.
     *
     * @throws BadEvent when it may not be read, or is a file that is not there
     */
    URI permitted(String address) {
        var uri = plain(address);
        var prefix = prefixes.stream()
                .filter(allowed -> isBelow(uri, allowed))
                .findFirst()
                .orElseThrow(() -> notAllowed("data.contentUri is below none of surety.ingestion.readable-uris"));
        return uri.getScheme().equals("file") ? realFile(uri, prefix) : uri;
    }

    private static URI checkedPrefix(URI prefix) {
        if (prefix.getScheme() == null || !SCHEMES.contains(prefix.getScheme()) || prefix.getRawPath() == null) {
            throw new IllegalArgumentException(
                    "surety.ingestion.readable-uris holds '%s': an absolute file:, http: or https: URI is needed".formatted(prefix));
        }
        return prefix.normalize();
    }

    /** Refuses every way of writing one address as another. */
    private static URI plain(String address) {
        try {
            var uri = new URI(address);
            var path = uri.getRawPath();
            if (uri.getScheme() == null || path == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw notAllowed("data.contentUri is not a plain absolute URI");
            }
            var folded = path.toLowerCase(Locale.ROOT);
            if (folded.contains("%2e") || folded.contains("%2f") || folded.contains("%5c") || folded.contains("%00") || folded.contains("\\")) {
                throw notAllowed("data.contentUri hides dots or slashes in its path");
            }
            return new URI(uri.getScheme().toLowerCase(Locale.ROOT) + address.substring(uri.getScheme().length())).normalize();
        } catch (URISyntaxException notAUri) {
            throw notAllowed("data.contentUri is not a URI");
        }
    }

    private static boolean isBelow(URI uri, URI prefix) {
        var folder = prefix.getRawPath().endsWith("/") ? prefix.getRawPath() : prefix.getRawPath() + "/";
        return uri.getScheme().equals(prefix.getScheme())
                && authority(uri).equals(authority(prefix))
                && (uri.getRawPath().startsWith(folder) || uri.getRawPath().equals(prefix.getRawPath()))
                && !uri.getRawPath().contains("/../");
    }

    private static String authority(URI uri) {
        return uri.getRawAuthority() == null ? "" : uri.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    /** A symbolic link may not lead out of the folder. */
    private static URI realFile(URI uri, URI prefix) {
        try {
            var real = Path.of(uri).toRealPath();
            if (!real.startsWith(Path.of(prefix).toRealPath())) {
                throw notAllowed("data.contentUri leads out of the folder that may be read");
            }
            if (!Files.isRegularFile(real)) {
                throw new BadEvent(Reason.CONTENT_UNREADABLE, "data.contentUri names no file");
            }
            return real.toUri();
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new BadEvent(Reason.CONTENT_UNREADABLE, "the file that data.contentUri names can't be read", unreadable);
        }
    }

    private static BadEvent notAllowed(String detail) {
        return new BadEvent(Reason.CONTENT_URI_NOT_ALLOWED, detail);
    }
}
