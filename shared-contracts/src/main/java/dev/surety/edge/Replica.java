package dev.surety.edge;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The name of this process: no other has it, nor this one after a restart. */
@Singleton
public class Replica {

    private static final int DIGITS = 12;

    private final String service;
    private final String name;

    Replica(@ConfigProperty(name = "quarkus.application.name") String service) {
        this.service = service;
        this.name = service + "-" + UUID.randomUUID().toString().replace("-", "").substring(0, DIGITS);
    }

    /** Whose replica it is. */
    public String service() {
        return service;
    }

    public String name() {
        return name;
    }
}
