package dev.surety.edge;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractFile;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The contract that this process obeys; a contract that does not add up stops start-up. */
@Startup
@Singleton
public class ContractInForce {

    private final ContractFile file;

    ContractInForce(@ConfigProperty(name = "surety.contract") Path path) {
        this.file = ContractFile.read(path);
    }

    public Contract contract() {
        return file.contract();
    }

    /** Content hash, for answers and records. */
    public String version() {
        return file.version();
    }
}
