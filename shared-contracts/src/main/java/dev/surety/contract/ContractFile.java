package dev.surety.contract;

import dev.surety.policy.Policy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A contract as it was read from its file and found to hold.
 *
 * @param contract what it says
 * @param version  content hash: the first 12 hexadecimal digits of the file's SHA-256
 * @param policy   its rules, compiled: whoever keeps this file keeps deciding by its rules
 */
public record ContractFile(Contract contract, String version, Policy policy) {

    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final int VERSION_DIGITS = 12;
    private static final String WAY_OUT = "SURETY_CONTRACT names a service's contract, CONTRACT that of make check-contract";

    /**
     * Reads and checks a contract.
     *
     * @throws RejectedContract when it can't be read or breaks a rule; each line of the message names file, line, rule and a way out
     */
    public static ContractFile read(Path file) {
        return read(file, bytes(file));
    }

    /**
     * Reads and checks a contract that lies in no file.
     *
     * @param name for messages
     * @throws RejectedContract as {@link #read(Path)}
     */
    public static ContractFile read(Path name, byte[] bytes) {
        if (bytes.length > LARGEST_BYTES) {
            throw new RejectedContract(name + ": " + bytes.length + " bytes; a contract has at most " + LARGEST_BYTES);
        }
        var root = Document.parsed(name, text(name, bytes));
        var contract = ContractReader.read(name, root);
        var findings = new Findings(name, new Lines(root));
        ContractRules.check(contract, findings);
        findings.rejectIfAny();
        var version = version(bytes);
        return new ContractFile(contract, version, PolicyRules.policy(contract, version));
    }

    /** The version that a file's content would have, whether or not it is a contract; empty when it can't be read or is too large. */
    public static Optional<String> versionOf(Path file) {
        try {
            return Optional.of(version(bytes(file)));
        } catch (RejectedContract unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Pages for the person on call that the contract names and a checkout does not have. Only for a contract that was read: addresses are not looked up.
     *
     * @param file     the contract's file
     * @param checkout folder to which the paths of runbooks are relative
     * @return one line each, as in a {@link RejectedContract}; empty when all are there
     * @throws RejectedContract when the contract can't be read
     */
    public static List<String> missingRunbooks(Path file, Path checkout) {
        var root = Document.parsed(file, text(file, bytes(file)));
        var findings = new Findings(file, new Lines(root));
        DegradationRules.missingRunbooks(ContractReader.read(file, root), checkout, findings);
        return findings.told();
    }

    /**
     * What somebody should look at, and what must not keep a service from starting in the middle of the night.
     *
     * @param today where the people who review the contract are
     */
    public List<String> warnings(LocalDate today) {
        return today.isAfter(contract.reviewBy())
                ? List.of("reviewBy: " + contract.reviewBy() + " has passed: " + contract.owner() + " reviews the contract and writes the next date")
                : List.of();
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw new RejectedContract(file + ": is a folder; " + WAY_OUT);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new RejectedContract(file + ": is no regular file; " + WAY_OUT);
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new RejectedContract(file + ": " + Files.size(file) + " bytes; a contract has at most " + LARGEST_BYTES);
            }
            return bytes;
        } catch (IOException unreadable) {
            throw new RejectedContract(file.toAbsolutePath() + " can't be read; " + WAY_OUT);
        }
    }

    private static String text(Path file, byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException notUtf8) {
            // The decoder stops before the first byte that it can't read.
            var line = 1 + new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8).chars().filter(letter -> letter == '\n').count();
            throw new RejectedContract(file + ":" + line + ": not valid UTF-8: save the file in that encoding");
        }
    }

    private static String version(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
