package dev.surety.edge;

import dev.surety.api.ContractMessage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/contract}, at every service: which contract it obeys. Names and hashes only; what a contract says is nobody's to read here. */
@Path("v1/contract")
@Produces(MediaType.APPLICATION_JSON)
public class ContractResource {

    private final ContractInForce contract;

    ContractResource(ContractInForce contract) {
        this.contract = contract;
    }

    @GET
    public ContractMessage contract() {
        return new ContractMessage(
                contract.contract().contract(), contract.version(), contract.since(), contract.refusedSince().orElse(null));
    }
}
