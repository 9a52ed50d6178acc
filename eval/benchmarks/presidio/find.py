"""Microsoft Presidio on the labelled texts of eval/redaction, for `make bench-redaction` only; nothing of the product uses it.

Reads lines of JSON from standard input, {"id", "text"}, and writes for each {"id", "findings": [{"kind", "start", "end", "score"}]}, in UTF-16 units. The last
line is {"version", "recognizers", "characters", "seconds"}.

All its recognizers of patterns, those of single countries too, for English. Its models of language are not served by the package index, so it gets a blank one
that knows words but no names, and small letters for lemmas: it looks for context words as always, and for no person.
"""

import importlib.metadata
import inspect
import json
import sys
import time

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry, predefined_recognizers
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
from spacy.language import Language

KINDS = {
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "CREDIT_CARD": "payment-card",
    "IBAN_CODE": "iban",
    "IP_ADDRESS": "ip",
}
# Numbers by which a country knows a person; those of passports, licences, doctors, companies and cars are no kind of ours.
PEOPLE = {
    "AU_TFN", "CA_SIN", "DE_SOCIAL_SECURITY", "DE_TAX_ID", "ES_NIE", "ES_NIF", "FI_PERSONAL_IDENTITY_CODE", "IN_AADHAAR", "IT_FISCAL_CODE", "KR_RRN", "PL_PESEL",
    "SE_PERSONNUMMER", "SG_NRIC_FIN", "TH_TNIN", "TR_NATIONAL_ID", "UK_NHS", "UK_NINO", "US_ITIN", "US_SSN",
}


@Language.component("small_letters")
def small_letters(doc):
    for token in doc:
        token.lemma_ = token.text.lower()
    return doc


class Blank(SpacyNlpEngine):
    def __init__(self):
        super().__init__(models=[{"lang_code": "en", "model_name": "blank"}], ner_model_configuration=NerModelConfiguration())
        model = spacy.blank("en")
        model.add_pipe("small_letters")
        self.nlp = {"en": model}


def analyzer():
    # Addresses count only under a top-level domain that there is. Those of the texts are under .example, so that they are nobody's; without the network there is
    # no list but the one that came with the package.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), extra_suffixes=["example"])
    registry = RecognizerRegistry(recognizers=[], supported_languages=["en"])
    names = []
    for name, recognizer in sorted(inspect.getmembers(predefined_recognizers, inspect.isclass)):
        is_phone = name == "PhoneRecognizer"
        if is_phone or (issubclass(recognizer, PatternRecognizer) and recognizer is not PatternRecognizer):
            try:
                registry.add_recognizer(recognizer(supported_language="en"))
                names.append(name)
            except (TypeError, ValueError) as unusable:
                print(name, "left out:", unusable, file=sys.stderr)
    return AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"]), names


def kind(entity):
    if entity in KINDS:
        return KINDS[entity]
    return "national-id" if entity in PEOPLE else None


def units(text, place):
    return len(text[:place].encode("utf-16-le")) // 2


def main():
    engine, names = analyzer()
    characters, seconds = 0, 0.0
    entities = sorted({entity for recognizer in engine.registry.recognizers for entity in recognizer.supported_entities if kind(entity)})
    for line in sys.stdin:
        entry = json.loads(line)
        text = entry["text"]
        start = time.perf_counter()
        results = engine.analyze(text=text, language="en", entities=entities)
        seconds += time.perf_counter() - start
        characters += len(text)
        findings = [
            {"kind": kind(result.entity_type), "start": units(text, result.start), "end": units(text, result.end), "score": round(result.score, 3)}
            for result in results
        ]
        print(json.dumps({"id": entry["id"], "findings": findings}))
    print(json.dumps({"version": importlib.metadata.version("presidio-analyzer"), "recognizers": len(names), "entities": entities,
                      "characters": characters, "seconds": round(seconds, 3)}))


main()
