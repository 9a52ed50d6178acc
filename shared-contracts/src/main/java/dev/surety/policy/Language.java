package dev.surety.policy;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The part of CEL that rules are written in: every variable has a type, no function gives its argument's type up, and no macro builds a list.
 *
 * <p>The runtime is the one that takes a list as it is: the planning one copies every list for every rule, a millisecond for 5,000 tags.
 */
final class Language {

    static final int LONGEST_WHEN = 2_000;
    /** Of comprehensions, in one evaluation of one rule. */
    static final int MOST_ITERATIONS = 20_000;

    private static final int MOST_NODES = 300;
    private static final int DEEPEST = 32;
    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST_WHEN)
            .maxParseExpressionNodeCount(MOST_NODES)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .enableHomogeneousLiterals(true)
            .build();
    private static final Map<Action, CelCompiler> COMPILERS =
            Arrays.stream(Action.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), Language::made));
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(CelStandardFunctions.newBuilder().excludeFunctions(CelStandardFunctions.StandardFunction.MATCHES).build())
            .addFunctionBindings(Patterns.bindings())
            .build();

    private Language() {}

    static CelCompiler compiler(Action action) {
        return COMPILERS.get(action);
    }

    static CelRuntime runtime() {
        return RUNTIME;
    }

    private static CelCompiler made(Action action) {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.ALL, CelStandardMacro.EXISTS, CelStandardMacro.EXISTS_ONE)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder().excludeFunctions(StandardFunction.DYN).build())
                .setResultType(SimpleType.BOOL);
        action.variables().forEach((name, kind) -> builder.addVar(name, type(kind)));
        return builder.build();
    }

    private static CelType type(Kind kind) {
        return switch (kind) {
            case TEXT -> SimpleType.STRING;
            case NUMBER -> SimpleType.INT;
            case FLAG -> SimpleType.BOOL;
            case TEXTS -> ListType.create(SimpleType.STRING);
            case TIME -> SimpleType.TIMESTAMP;
        };
    }
}
