package dev.surety.inference.route;

import java.util.regex.Pattern;

/**
 * Recognises a paragraph of a document that speaks to an assistant instead of its readers. Nothing of such a paragraph is evidence: whoever planted it
 * wants it repeated. Known phrasings only; what is missed is still data to a model, and its claims still need a quote.
 */
final class PlantedInstructions {

    private static final Pattern SPEAKS_TO_AN_ASSISTANT = Pattern.compile(
            "(?i)\\b(?:(?:ignore|disregard|forget|override)\\b.{0,40}\\b(?:instructions?|prompts?|guidelines|rules above)\\b"
                    + "|(?:note|notice|message|instructions?|attention)\\b.{0,12}\\b(?:to|for|:)\\s*(?:any |all |the |every )?(?:ai|a\\.i\\.|llm|language models?|(?:ai )?assistants?|chatbots?|bots?)\\b"
                    + "|you are (?:now )?(?:an? )?(?:ai|llm|language model|assistant|chatbot|dan)\\b"
                    + "|(?:system|developer) prompt\\b"
                    + "|do not (?:mention|reveal|disclose|tell).{0,20}\\b(?:this|these) (?:notes?|instructions?|messages?)\\b)");

    private PlantedInstructions() {}

    static boolean in(String paragraph) {
        return SPEAKS_TO_AN_ASSISTANT.matcher(paragraph).find();
    }
}
