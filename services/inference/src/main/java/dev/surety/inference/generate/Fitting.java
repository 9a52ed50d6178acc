package dev.surety.inference.generate;

import dev.surety.request.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * As much of a request as the contract's tokens and the money left allow: first the last pieces of data go, then the reply gets shorter. What a call costs
 * is known, at its worst, before it is made.
 *
 * @param request          that is sent
 * @param pieces           of data in it
 * @param promptTokens     of it
 * @param completionTokens that the reply may have
 * @param worst            that the call costs
 * @param shortened        whether there are fewer pieces, or there is less to reply, for want of money
 */
record Fitting(ModelRequest request, int pieces, int promptTokens, int completionTokens, Money worst, boolean shortened) {

    // Roles and marks that a chat API puts around two messages.
    private static final int TOKENS_AROUND_MESSAGES = 16;

    /**
     * The largest request that fits.
     *
     * @param left        of the money that the answer may cost
     * @param least       tokens of a reply that are still of use
     * @param most        pieces that there are, at least 1
     * @param withPieces  the request with the first so many pieces
     * @param tokens      counts them
     * @throws WriterFailed when not even one piece and the least reply fit
     */
    static Fitting of(
            Model model, Money left, int least, int most, IntFunction<ModelRequest> withPieces, ToIntFunction<String> tokens) {
        var leastReply = Math.min(least, model.completionTokens());
        var promptTokens = 0;
        var worst = Money.ZERO;
        var tooDear = false;
        for (var pieces = most; pieces >= 1; pieces--) {
            var request = withPieces.apply(pieces);
            promptTokens = request.texts().mapToInt(tokens).sum() + TOKENS_AROUND_MESSAGES;
            worst = model.price().of(promptTokens, leastReply);
            if (promptTokens <= model.promptTokens() && worst.compareTo(left) <= 0) {
                var reply = longestReply(model, promptTokens, left);
                var shortened = tooDear || reply < model.completionTokens();
                return new Fitting(request, pieces, promptTokens, reply, model.price().of(promptTokens, reply), shortened);
            }
            tooDear = tooDear || promptTokens <= model.promptTokens();
        }
        throw promptTokens > model.promptTokens()
                ? new WriterFailed("too-long", promptTokens + " tokens to read, the contract allows " + model.promptTokens())
                : new WriterFailed("too-dear", "at least " + worst + " USD, " + left + " are left");
    }

    /** What the contract allows, or what the money left still buys. */
    private static int longestReply(Model model, int promptTokens, Money left) {
        var perMillion = model.price().completionUsdPerMillion().usd();
        if (perMillion.signum() == 0) {
            return model.completionTokens();
        }
        var forReply = left.usd().subtract(model.price().of(promptTokens, 0).usd());
        var bought = forReply.movePointRight(6).divide(perMillion, 0, RoundingMode.DOWN);
        return bought.min(BigDecimal.valueOf(model.completionTokens())).intValueExact();
    }
}
