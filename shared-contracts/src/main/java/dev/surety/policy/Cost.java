package dev.surety.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much an expression does at most, in steps of some ten nanoseconds. CEL always ends, but a loop over tags inside a loop over tags ends late. Sizes are
 * assumed, because a rule must be refused before anybody asks. Weights follow cel-go's estimate, which the Java library does not have.
 *
 * @see <a href="https://github.com/google/cel-go/blob/master/checker/cost.go">cel-go: cost.go</a>
 */
final class Cost {

    /** Of one rule: a few milliseconds. */
    static final double MOST = 200_000;

    private static final Map<String, Double> SIZES =
            Map.of(Caller.TAGS, 5_000.0, Caller.ROLES, 100.0, "resource.indexes", 50.0, "resource.question", 4_000.0);
    private static final double USUAL_SIZE = 256;
    private static final double PER_CHARACTER = 0.1;
    private static final double PER_PATTERN_CHARACTER = 0.25;

    private final CelAbstractSyntaxTree ast;

    private Cost(CelAbstractSyntaxTree ast) {
        this.ast = ast;
    }

    /** @param ast that was type-checked */
    static double of(CelAbstractSyntaxTree ast) {
        return new Cost(ast).steps(ast.getExpr());
    }

    private double steps(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT, IDENT -> 1;
            case SELECT -> ast.getReference(expr.id()).isPresent() ? 1 : 1 + steps(expr.select().operand());
            case CALL -> operands(expr.call()).stream().mapToDouble(this::steps).sum() + own(expr.call());
            case LIST -> 1 + expr.list().elements().stream().mapToDouble(this::steps).sum();
            case MAP -> 1 + expr.map().entries().stream().mapToDouble(entry -> steps(entry.key()) + steps(entry.value())).sum();
            case COMPREHENSION -> loop(expr.comprehension());
            // No type of ours is a message, so nothing of the kind passes the checker.
            case STRUCT, NOT_SET -> MOST;
        };
    }

    private double loop(CelExpr.CelComprehension loop) {
        return steps(loop.iterRange())
                + steps(loop.accuInit())
                + size(loop.iterRange()) * (1 + steps(loop.loopCondition()) + steps(loop.loopStep()))
                + steps(loop.result());
    }

    /** What a function does itself, once it has its operands. */
    private double own(CelExpr.CelCall call) {
        var sizes = operands(call).stream().map(this::size).toList();
        return switch (call.function()) {
            case "matches" -> 1 + sizes.getFirst() * PER_CHARACTER * Math.max(1, sizes.getLast() * PER_PATTERN_CHARACTER);
            case "@in" -> isTags(call.args().getLast()) ? 1 : 1 + sizes.getLast();
            default -> 1 + sizes.stream().mapToDouble(size -> size * PER_CHARACTER).sum();
        };
    }

    /** Characters of a text, entries of a list; 1 for what has no length. */
    private double size(CelExpr expr) {
        var kind = ast.getType(expr.id()).map(type -> type.kind()).orElse(CelKind.DYN);
        if (kind != CelKind.STRING && kind != CelKind.LIST && kind != CelKind.BYTES && kind != CelKind.MAP && kind != CelKind.DYN) {
            return 1;
        }
        return switch (expr.getKind()) {
            case CONSTANT -> length(expr.constant());
            case LIST -> expr.list().elements().size();
            case MAP -> expr.map().entries().size();
            // Of + and of the conditional: not more than all that it is made of.
            case CALL -> Math.max(USUAL_SIZE, operands(expr.call()).stream().mapToDouble(this::size).sum());
            case IDENT, SELECT, COMPREHENSION, STRUCT, NOT_SET -> name(expr).map(SIZES::get).orElse(USUAL_SIZE);
        };
    }

    private boolean isTags(CelExpr expr) {
        return name(expr).filter(Caller.TAGS::equals).isPresent();
    }

    private Optional<String> name(CelExpr expr) {
        return ast.getReference(expr.id()).map(CelReference::name);
    }

    private static List<CelExpr> operands(CelExpr.CelCall call) {
        return Stream.concat(call.target().stream(), call.args().stream()).toList();
    }

    private static double length(CelConstant constant) {
        return constant.getKind() == CelConstant.Kind.STRING_VALUE ? constant.stringValue().length() : USUAL_SIZE;
    }
}
