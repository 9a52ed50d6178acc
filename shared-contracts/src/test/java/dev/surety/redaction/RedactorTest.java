package dev.surety.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.surety.contract.ContractFile;
import dev.surety.contract.RedactionKind;
import dev.surety.contract.RedactionPurpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    // Tokens are put together here, so that nothing in this file looks like one.
    private static final String TOKEN = "ghp" + "_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    private static final Redactor REDACTOR = Redactor.of(ContractFile.read(Path.of("../deploy/contract.yaml")).contract(), KnownPeople.NOBODY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write to alice@kestrelquay.example today. | Write to [email] today.",
                "Card 4111 1111 1111 1111 is declined. | Card [payment-card] is declined.",
                "Card ４１１１\u00A01111\u20111111\u200B\u20111111 too. | Card [payment-card] too.",
                "Pay to DE89 3704 0044 0532 0130 00 please. | Pay to [iban] please.",
                "Call +44 20 7946 0958 now. | Call [phone] now.",
                "Her BSN is 111222333 here. | Her BSN is [national-id] here.",
                "DNI 12345678Z was shown. | DNI [national-id] was shown.",
                "HETU 131052-308T was shown. | HETU [national-id] was shown.",
                "CPF 529.982.247-25 was shown. | CPF [national-id] was shown.",
                "Codice RSSMRA85T10A562S was shown. | Codice [national-id] was shown.",
                "SSN of the spouse: 219-09-2253 here. | SSN of the spouse: [national-id] here.",
                "NI number SK 79 86 27 A here. | NI number [national-id] here.",
                "AHV 756.9217.0769.85 here. | AHV [national-id] here.",
                "SIN 046 454 286 here. | SIN [national-id] here.",
                "CPR-nr. 070761-4285 here. | CPR-nr. [national-id] here.",
                "NIF 123456789 here. | NIF [national-id] here.",
                "PPSN 1234567T or 1234567FA here. | PPSN [national-id] or [national-id] here.",
                "Aadhaar 2341 2341 2346 here. | Aadhaar [national-id] here.",
                "Ring +353 20 917 0456 in Cork. | Ring [phone] in Cork.",
                "連絡先は+81-3-5550-0188です | 連絡先は[phone]です",
                "Das Passwort ist Fasan#22 heute. | Das Passwort ist [secret] heute.",
                "Blocked 192.0.2.17 and 2001:db8::17 again. | Blocked [ip] and [ip] again.",
                "password=hunter2x and go | password=[secret] and go",
                "see https://bob:s3cret@db.example/ there | see https://bob:[secret]@db.example/ there",
            })
    void whatIsFoundIsReplacedByItsKind(String text, String expected) {
        assertEquals(expected, REDACTOR.text(text, RedactionPurpose.LOG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order 4155550123 of 2026-11-25 was sent.",
                "Version 10.0.2.1 of the driver, section 4.2.1.3.",
                "commit e0611aa9f3c2b1d4e5f60718293a4b5c6d7e8f90",
                "requestId=01931c5e-7b3a-7c2d-9e4f-5a6b7c8d9e0f took 12.5 ms",
                "The invoice of 1,234,567.89 EUR is due in 30 days.",
                "image logo@2x.png and std::vector",
                "password: required",
                "String password = System.getenv(\"LEDGER_PASSWORD\"), key = config.getApiKey()",
                "RELEASE=253434b7f6c8bfdc8daaa0f8afd72f050a265429",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIfVaEpVwKZgTi9muX9rZ2IgvDT6q3k9NtDjlG",
                "src=data:image/gif;base64,R0lGODlhAQABAIAAAPGkboICp2clF2HV7mAZrXsPHIfLvAjgzqAOx7M6uQwJwOIpcb614MGczoG9OBl",
            })
    void whatIsNoneStays(String text) {
        assertEquals(text, REDACTOR.text(text, RedactionPurpose.LOG));
    }

    @Test
    void aTokenAtTheEndOfASentenceIsOne() {
        assertEquals(
                "The key is [secret]. Ask for another.",
                Redactor.withoutContract().text("The key is ghp_1234567890abcdefghijABCDEFGHIJ123456. Ask for another.", RedactionPurpose.ANSWER));
    }

    @Test
    void aPrivateKeyIsTakenOutWithTheWholeOfItsLastLine() {
        var key = "-----BEGIN EC " + "PRIVATE KEY-----\nMHcCAQEEIInventedInventedInvented0001\n-----END EC PRIVATE KEY-----";

        assertEquals("see [secret] and so on and on it goes", REDACTOR.text("see " + key + " and so on and on it goes", RedactionPurpose.LOG));
    }

    @Test
    void findingsAreCountedInTheUnitsOfTheInput() {
        var redacted = REDACTOR.redact("\uD83D\uDE00 " + TOKEN + " end", RedactionPurpose.LOG);

        assertEquals(new Redacted("\uD83D\uDE00 [secret] end", List.of(new Finding(RedactionKind.SECRET, 3, 3 + TOKEN.length()))), redacted);
    }

    @Test
    void aSessionGivesTheSameNumberForTheSameAndTurnsItBack() {
        var session = REDACTOR.session(RedactionPurpose.PROMPT);
        var redacted = session.redact("[email-1] alice@kestrelquay.example or bob@kestrelquay.example or alice@kestrelquay.example");

        var restored = session.restore("Ask [EMAIL‑2], [email-2] or [email-9]; [email-1] said so.");

        assertEquals("[email-1] [email-2] or [email-3] or [email-2]", redacted.text());
        assertEquals("Ask alice@kestrelquay.example, alice@kestrelquay.example or [email-9]; [email-1] said so.", restored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 ", "a=", "@", "eyJ-", "password=", "1.2.3.", "::a", "Bearer x", "12-", "((", "-----BEGIN "})
    void aTextThatOnlyLooksLikeSomethingTakesNoLongTime(String piece) {
        var text = piece.repeat(100_000 / piece.length());

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> REDACTOR.redact(text, RedactionPurpose.LOG));
    }

    @Property(tries = 300)
    void howATextIsCutNeverChangesWhatLeaves(@ForAll("texts") String text, @ForAll("sizes") List<Integer> sizes) {
        var stream = REDACTOR.stream(RedactionPurpose.LOG);
        var written = new StringBuilder();
        var at = 0;
        for (var index = 0; at < text.length(); index++) {
            var to = Math.min(text.length(), at + sizes.get(index % sizes.size()));
            written.append(stream.accept(text.substring(at, to)));
            at = to;
        }
        written.append(stream.end());

        assertEquals(REDACTOR.text(text, RedactionPurpose.LOG), written.toString());
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "the ", "holiday ", "Password: ", "is ", "\n", "call ", "4111 1111 1111 1111 ", "DE89 3704 0044 0532 0130 00", "alice@kestrelquay.example ", TOKEN + " ",
                                "+44 20 7946 0958 ", "192.0.2.1 ", "４\u200B1", "\uD83D\uDE00", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----", ", "),
                        Arbitraries.strings().ofMaxLength(12))
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }
}
