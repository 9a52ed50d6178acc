package dev.surety.evaluation.judge;

import dev.surety.evaluation.suite.CaseKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A run in numbers, finding and answering apart.
 *
 * @param retrieval  of all cases
 * @param generation of all cases
 * @param byKind     the same for each kind, by its label
 */
public record Figures(Retrieval retrieval, Generation generation, Map<String, OfKind> byKind) {

    public static Figures of(Collection<CaseResult> results) {
        var byKind = new TreeMap<String, OfKind>();
        for (var kind : CaseKind.values()) {
            var ofKind = results.stream().filter(result -> result.kind() == kind).toList();
            if (!ofKind.isEmpty()) {
                byKind.put(kind.label(), new OfKind(Retrieval.of(ofKind), Generation.of(ofKind)));
            }
        }
        return new Figures(Retrieval.of(results), Generation.of(results), byKind);
    }

    /** Both sides of one kind. */
    public record OfKind(Retrieval retrieval, Generation generation) {}

    /**
     * What was found.
     *
     * @param cases     with documents to be found, and a search to judge
     * @param cached    with documents to be found, but answered from a cache: not in the means
     * @param recallAt1 mean, 0 to 1; 0 without cases
     * @param recallAt5 mean, 0 to 1; 0 without cases
     * @param mrr       mean reciprocal rank, 0 to 1; 0 without cases
     * @param leaks     cases with a passage of a forbidden document
     */
    public record Retrieval(int cases, int cached, double recallAt1, double recallAt5, double mrr, int leaks) {

        static Retrieval of(Collection<CaseResult> results) {
            var all = results.stream().map(CaseResult::retrieval).toList();
            var judged = all.stream().filter(result -> result.expects() && result.searched()).toList();
            return new Retrieval(
                    judged.size(),
                    (int) all.stream().filter(result -> result.expects() && !result.searched()).count(),
                    mean(judged, CaseResult.Retrieval::recallAt1),
                    mean(judged, CaseResult.Retrieval::recallAt5),
                    mean(judged, CaseResult.Retrieval::reciprocalRank),
                    (int) all.stream().filter(CaseResult.Retrieval::leaked).count());
        }

        private static double mean(List<CaseResult.Retrieval> results, ToDoubleFunction<CaseResult.Retrieval> measure) {
            return results.stream().mapToDouble(measure).average().orElse(0);
        }
    }

    /**
     * What was made of it.
     *
     * @param cases         all
     * @param correct       share that is right in every respect
     * @param outcomeRight  share with a right outcome
     * @param citesExpected share that cites a right document, of those that had to
     * @param mustContain   share that says all that was wanted, of those where something was
     * @param leaks         cases that show something forbidden
     * @param unsupported   cases with a citation that does not hold
     */
    public record Generation(
            int cases, double correct, double outcomeRight, double citesExpected, double mustContain, int leaks, int unsupported) {

        static Generation of(Collection<CaseResult> results) {
            var all = results.stream().map(CaseResult::generation).toList();
            return new Generation(
                    all.size(),
                    share(all, every -> true, CaseResult.Generation::correct),
                    share(all, every -> true, CaseResult.Generation::outcomeRight),
                    share(all, CaseResult.Generation::expectsDocuments, CaseResult.Generation::citesExpected),
                    share(all, CaseResult.Generation::expectsWords, CaseResult.Generation::saysAll),
                    (int) all.stream().filter(CaseResult.Generation::leaked).count(),
                    (int) all.stream().filter(result -> !result.supported()).count());
        }

        /** Of those that had to; 1 when none had to. */
        private static double share(
                List<CaseResult.Generation> all, Predicate<CaseResult.Generation> hadTo, Predicate<CaseResult.Generation> did) {
            return all.stream().filter(hadTo).mapToInt(result -> did.test(result) ? 1 : 0).average().orElse(1);
        }
    }
}
