package dev.surety.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which contract a service obeys.
 *
 * @param contract     its name
 * @param version      content hash, as in answers and records
 * @param since        when it came into force in this process
 * @param refusedSince since when its file holds something that does not add up; absent while it holds what is in force
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContractMessage(String contract, String version, Instant since, @Nullable Instant refusedSince) {}
