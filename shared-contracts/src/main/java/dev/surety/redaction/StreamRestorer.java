package dev.surety.redaction;

/** Puts back what placeholders stand for in a reply that comes in pieces, also where one is cut. Holds back what may be the beginning of one. Not for several threads at once. */
public final class StreamRestorer {

    private final RedactionSession session;
    private final StringBuilder held = new StringBuilder();

    StreamRestorer(RedactionSession session) {
        this.session = session;
    }

    /** Takes the next piece; gives what can be passed on by now. */
    public String accept(String piece) {
        held.append(piece);
        var open = held.lastIndexOf("[");
        var unfinished = open >= 0 && held.length() - open < Written.LONGEST && held.indexOf("]", open) < 0;
        return taken(unfinished ? open : held.length());
    }

    /** Gives the rest. */
    public String end() {
        return taken(held.length());
    }

    private String taken(int to) {
        var text = session.restore(held.substring(0, to));
        held.delete(0, to);
        return text;
    }
}
