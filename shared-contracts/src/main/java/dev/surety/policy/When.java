package dev.surety.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The expression of one rule. */
final class When {

    private static final java.util.regex.Pattern CANDIDATES = java.util.regex.Pattern.compile(" \\(candidates: .*\\)$");
    private static final java.util.regex.Pattern BOUNDS = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d+))?,?}");
    private static final int MOST_REPETITIONS = 1_000;
    private static final String CONTAINER = " (in container '')";

    private When() {}

    /**
     * What keeps an expression from being a rule's, in words for whoever wrote it; empty when nothing does.
     *
     * @param roles that the contract defines
     */
    static List<String> problems(Action action, String when, Set<String> roles) {
        if (when.codePointCount(0, when.length()) > Language.LONGEST_WHEN) {
            return List.of("has %,d characters, at most %,d are read: split the rule".formatted(when.codePointCount(0, when.length()), Language.LONGEST_WHEN));
        }
        var result = Language.compiler(action).compile(when);
        if (result.hasError()) {
            return result.getErrors().stream().map(issue -> told(issue, action)).toList();
        }
        try {
            return problems(result.getAst(), roles);
        } catch (CelValidationException alreadyAsked) {
            throw new IllegalStateException(alreadyAsked);
        }
    }

    /** @throws IllegalArgumentException when the expression has problems */
    static CelRuntime.Program program(Action action, String when) {
        try {
            return Language.runtime().createProgram(Language.compiler(action).compile(when).getAst());
        } catch (CelValidationException | CelEvaluationException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    private static List<String> problems(CelAbstractSyntaxTree ast, Set<String> roles) {
        var problems = new ArrayList<String>();
        CelNavigableAst.fromAst(ast).getRoot().allNodes().map(CelNavigableExpr::expr).filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL).forEach(expr -> {
            regex(expr.call()).ifPresent(problems::add);
            unknownRole(expr.call(), ast, roles).ifPresent(problems::add);
        });
        var cost = Cost.of(ast);
        if (cost > Cost.MOST) {
            problems.add("may take %,.0f steps for a caller of 5,000 tags, at most %,.0f are allowed: ask with 'in', not with a loop inside a loop"
                    .formatted(cost, Cost.MOST));
        }
        return problems;
    }

    private static Optional<String> regex(CelExpr.CelCall call) {
        if (!call.function().equals("matches")) {
            return Optional.empty();
        }
        var pattern = text(call.args().getLast());
        if (pattern == null) {
            return Optional.of("matches() needs a pattern that is written out: what is put together can't be checked before it is used");
        }
        if (repetitions(pattern) > MOST_REPETITIONS) {
            return Optional.of("'" + pattern + "' repeats too much: bounds like {60} multiply to at most %,d; write * or +".formatted(MOST_REPETITIONS));
        }
        try {
            Pattern.compile(pattern);
            return Optional.empty();
        } catch (PatternSyntaxException wrong) {
            return Optional.of("'" + pattern + "' is no pattern (RE2): " + wrong.getDescription());
        }
    }

    /** A bounded repetition is written out when a pattern is compiled, and one inside another one many times. */
    private static double repetitions(String pattern) {
        return BOUNDS.matcher(pattern).results()
                .mapToDouble(bounds -> Double.parseDouble(bounds.group(2) == null ? bounds.group(1) : bounds.group(2)))
                .reduce(1, (product, bound) -> product * Math.max(1, bound));
    }

    /** A role that nobody defined never matches, and nobody would notice. */
    private static Optional<String> unknownRole(CelExpr.CelCall call, CelAbstractSyntaxTree ast, Set<String> roles) {
        if (!call.function().equals("@in") || ast.getReference(call.args().getLast().id()).map(CelReference::name).filter(Caller.ROLES::equals).isEmpty()) {
            return Optional.empty();
        }
        var role = text(call.args().getFirst());
        return role == null || roles.contains(role)
                ? Optional.empty()
                : Optional.of("there is no role '%s': %s".formatted(role, roles.isEmpty() ? "write it down first" : "use " + String.join(", ", roles.stream().sorted().toList())));
    }

    private static @Nullable String text(CelExpr expr) {
        return expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? expr.constant().stringValue()
                : null;
    }

    private static String told(CelIssue issue, Action action) {
        var message = CANDIDATES.matcher(issue.getMessage()).replaceAll(Matcher.quoteReplacement("")).replace(CONTAINER, "");
        var known = message.startsWith("undeclared reference to 'caller'") || message.startsWith("undeclared reference to 'resource'")
                ? ": known are " + String.join(", ", action.variables().keySet())
                : "";
        return "does not hold at line %d, column %d: %s%s"
                .formatted(issue.getSourceLocation().getLine(), issue.getSourceLocation().getColumn() + 1, message, known);
    }
}
