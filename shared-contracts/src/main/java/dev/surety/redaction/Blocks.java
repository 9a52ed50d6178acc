package dev.surety.redaction;

import java.util.Arrays;
import java.util.Set;

/**
 * Cuts a text into blocks that can be looked through one by one, without a look at any other. Most of a text holds nothing of interest and is in no block. A
 * block begins three words before the first word of interest and ends two words behind the last, when three more without interest have come; what is looked
 * for has nothing farther away that matters. Where that never happens, a block ends with a line once it is long, and at {@value #LONGEST} characters at the
 * latest.
 *
 * <p>Where blocks end depends on the text alone. The text may come in pieces: what is not told yet is kept.
 */
final class Blocks {

    static final int LONGEST = 16 * 1024;
    /** From this length on the end of a line ends a block. */
    private static final int LONG = 1024;
    private static final int CONTEXT = 3;
    private static final int QUIET = 2;
    private static final int LONG_WORD = RandomTokens.SHORTEST;
    /** What is longer is no word, and a gap that is longer parts all. */
    private static final int NO_WORD = 256;

    /** What is told of the text, in order, and all of it. */
    interface Reader {

        /** Nothing of interest. */
        void plain(char[] text, int from, int to);

        /** Something of interest; nothing that belongs to it lies outside. */
        void block(char[] text, int from, int to);

        /**
         * Too long a block, whose end may be missing.
         *
         * @return behind what was read of it, more than {@code from}
         */
        int part(char[] text, int from, int to);
    }

    private final Reader reader;
    private final Set<Integer> names;
    // Where the last words began, the current one last.
    private final int[] words = new int[CONTEXT + 1];

    private char[] text = new char[256];
    private int length;
    private int next;
    private int start;
    private boolean interesting;
    private boolean inKey;
    private boolean keyEnds;
    private int quietWords;
    private int gap;

    private boolean inWord;
    private boolean wordOfInterest;
    private int run;
    private int hash;
    private boolean wasUnspaced;

    /** @param names hashes of the words of names, see {@link PeopleNames#hash(int, char)} */
    Blocks(Set<Integer> names, Reader reader) {
        this.names = names;
        this.reader = reader;
    }

    /** Takes the next piece of the text, and tells what can't change by what follows. */
    void read(CharSequence piece) {
        if (length + piece.length() > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + piece.length()));
        }
        piece.toString().getChars(0, piece.length(), text, length);
        length += piece.length();
        scan();
        if (!interesting) {
            tellPlain(inWord ? words[0] : words[1]);
        }
        forget();
    }

    /** There is no more: what is left is told. */
    void end() {
        if (inWord) {
            endWord();
        }
        tellBlock(length);
        tellPlain(length);
        forget();
    }

    private void scan() {
        while (next < length) {
            var unit = text[next];
            var glyph = Glyph.of(unit);
            if (glyph == Glyph.SPACE) {
                space(unit);
            } else {
                if (!inWord) {
                    beginWord();
                }
                look(unit, glyph);
            }
            next++;
            if (interesting && next - start >= LONGEST) {
                tellPart();
            }
        }
    }

    private void space(char unit) {
        if (inWord) {
            endWord();
            gap = 0;
        }
        gap++;
        if (interesting && !inKey && unit == '\n' && next + 1 - start >= LONG) {
            tellBlock(next + 1);
            forgetWords(next + 1);
        } else if (!interesting && gap >= NO_WORD) {
            forgetWords(next + 1);
        }
    }

    private void beginWord() {
        inWord = true;
        wordOfInterest = false;
        run = 0;
        hash = 0;
        System.arraycopy(words, 1, words, 0, CONTEXT);
        words[CONTEXT] = next;
    }

    private void look(char unit, byte glyph) {
        switch (glyph) {
            case Glyph.PLAIN, Glyph.HYPHEN -> run++;
            case Glyph.DIGIT, Glyph.AT, Glyph.ASSIGNS -> {
                run++;
                wordOfInterest = true;
            }
            case Glyph.HIDDEN -> {}
            default -> run = 0;
        }
        if (glyph == Glyph.PLAIN) {
            if (!names.isEmpty()) {
                hash = named(unit);
            }
            if (unit == 'N' && behind("-----BEGIN")) {
                inKey = true;
                wordOfInterest = true;
            } else if (unit == 'D' && behind("-----END")) {
                keyEnds = inKey;
            }
        } else if (glyph != Glyph.HIDDEN) {
            hash = nameEnds();
        }
        if (keyEnds && glyph == Glyph.HYPHEN && behind("-----")) {
            inKey = false;
            keyEnds = false;
            wordOfInterest = true;
        }
        if (wordOfInterest || run >= LONG_WORD || next - words[CONTEXT] >= NO_WORD) {
            interest();
        }
    }

    /** The hash with one more character of a word. A word ends where its script does: some scripts put no spaces between words. */
    private int named(char unit) {
        var isUnspaced = Glyph.isUnspaced(unit);
        if (isUnspaced != wasUnspaced) {
            hash = nameEnds();
            wasUnspaced = isUnspaced;
        }
        return Character.isLetter(unit) ? PeopleNames.hash(hash, Glyph.as(unit)) : nameEnds();
    }

    private void interest() {
        wordOfInterest = true;
        quietWords = 0;
        if (!interesting) {
            tellPlain(words[0]);
            interesting = true;
        }
    }

    /** Whether what was read last, with the character that is looked at, is this. */
    private boolean behind(String mark) {
        var from = next + 1 - mark.length();
        if (from < start) {
            return false;
        }
        for (var index = 0; index < mark.length(); index++) {
            if (text[from + index] != mark.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    /** A word of a name may have ended; the hash of the next begins with what this gives. */
    private int nameEnds() {
        if (hash != 0 && names.contains(hash)) {
            wordOfInterest = true;
        }
        return 0;
    }

    private void endWord() {
        inWord = false;
        hash = nameEnds();
        if (wordOfInterest) {
            interest();
            return;
        }
        quietWords++;
        if (!inKey && quietWords >= CONTEXT + QUIET) {
            tellBlock(words[1]);
        }
    }

    private void forgetWords(int at) {
        Arrays.fill(words, at);
    }

    private void tellPlain(int to) {
        if (to > start) {
            reader.plain(text, start, to);
            start = to;
        }
    }

    private void tellBlock(int to) {
        if (interesting && to > start) {
            reader.block(text, start, to);
            start = to;
            interesting = false;
        }
    }

    private void tellPart() {
        start = reader.part(text, start, next);
        // What was looked at behind it is looked at again, as the beginning of the next block.
        next = start;
        inWord = false;
        interesting = false;
        inKey = false;
        keyEnds = false;
        forgetWords(start);
    }

    /** Makes room: what was told is not needed any more. */
    private void forget() {
        if (start > 0) {
            System.arraycopy(text, start, text, 0, length - start);
            length -= start;
            next -= start;
            for (var index = 0; index < words.length; index++) {
                words[index] = Math.max(0, words[index] - start);
            }
            start = 0;
        }
    }
}
