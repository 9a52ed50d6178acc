package dev.surety.local.leak.world;

import java.util.random.RandomGenerator;

/** Words that nobody uses, easy to tell from all others. */
final class MadeUpWords {

    /** No word of a text that people wrote begins so. */
    static final String CANARY_HEAD = "qz";

    /** Letters of a canary after its head, before the letter of its place. */
    static final int CANARY_LETTERS = 9;

    private static final String CONSONANTS = "bdfgklmnprtv";
    private static final String VOWELS = "aeiou";
    private static final int LURE_SYLLABLES = 4;

    private MadeUpWords() {}

    /** A capital letter first, and an ending that no stemmer takes off. */
    static String lure(RandomGenerator random) {
        var word = new StringBuilder();
        for (var syllable = 0; syllable < LURE_SYLLABLES; syllable++) {
            word.append(letter(CONSONANTS, random)).append(letter(VOWELS, random));
        }
        word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
        return word.append('k').toString();
    }

    /** What all canaries of one document begin with. */
    static String canaryRoot(RandomGenerator random) {
        var word = new StringBuilder(CANARY_HEAD);
        for (var letter = 0; letter < CANARY_LETTERS; letter++) {
            word.append(letter(letter % 2 == 0 ? VOWELS : CONSONANTS, random));
        }
        return word.toString();
    }

    private static char letter(String from, RandomGenerator random) {
        return from.charAt(random.nextInt(from.length()));
    }
}
