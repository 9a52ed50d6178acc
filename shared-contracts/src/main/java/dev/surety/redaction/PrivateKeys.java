package dev.surety.redaction;

/** Private keys in the armour of RFC 7468, whole; one that never ends reaches to the end of its block. */
final class PrivateKeys implements Detector {

    static final String BEGIN = "-----BEGIN ";
    static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LONGEST_LABEL = 64;

    @Override
    public void find(View view, Candidates found) {
        for (var start = view.indexOf(BEGIN, 0); start >= 0; ) {
            var label = start + BEGIN.length();
            var behindLabel = view.indexOf(DASHES, label);
            var end = view.indexOf(END, label);
            var isPrivate = behindLabel > 0 && behindLabel - label <= LONGEST_LABEL && view.text(label, behindLabel).contains("PRIVATE KEY");
            var close = end < 0 ? -1 : view.indexOf(DASHES, end + END.length());
            if (isPrivate) {
                Secrets.add(found, start, close < 0 ? view.length() : close + DASHES.length());
            }
            start = close < 0 ? -1 : view.indexOf(BEGIN, close);
        }
    }
}
