package dev.surety;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Arrays;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "dev.surety", importOptions = DoNotIncludeTests.class)
class WallsTest {

    /** The JDK, ourselves, and what a value is written with: JSON, YAML, JOSE, UUIDs. Neither Quarkus nor the client of anything. */
    private static final String[] MODEL_MAY_USE = {
        "java..", "dev.surety..", "com.fasterxml.jackson..", "com.fasterxml.uuid..", "org.yaml.snakeyaml..", "org.jose4j..", "org.jspecify.annotations.."
    };

    /** What enforces slices, besides: reactive types, meters, adaptive limits. */
    private static final String[] ENFORCEMENT_MAY_USE = {"io.smallrye.mutiny..", "io.micrometer.core.instrument..", "com.netflix.concurrency.limits.."};

    /** What redaction asks about numbers, besides. */
    private static final String[] REDACTION_MAY_USE = {"com.google.i18n.phonenumbers..", "org.iban4j.."};

    /** What rules are written in, besides: CEL, the patterns it matches with, and the collections that it hands out. */
    private static final String[] POLICY_MAY_USE = {"dev.cel..", "com.google.protobuf..", "com.google.re2j..", "com.google.common.collect.."};

    /** What tools are described with, besides: JSON Schema, and the patterns in it. */
    private static final String[] TOOLS_MAY_USE = {"com.networknt.schema..", "com.google.re2j.."};

    @ArchTest
    void modelNeedsNoFramework(JavaClasses classes) {
        classes().that(not(resideInAnyPackage("dev.surety.edge..", "dev.surety.slo..", "dev.surety.policy..", "dev.surety.redaction..", "dev.surety.tool.."))).should().onlyDependOnClassesThat().resideInAnyPackage(MODEL_MAY_USE).check(classes);
    }

    @ArchTest
    void enforcementNeedsNeitherQuarkusNorKafka(JavaClasses classes) {
        var allowed = Stream.concat(Arrays.stream(MODEL_MAY_USE), Arrays.stream(ENFORCEMENT_MAY_USE)).toArray(String[]::new);

        classes().that().resideInAPackage("dev.surety.slo..").should().onlyDependOnClassesThat().resideInAnyPackage(allowed).check(classes);
    }

    @ArchTest
    void redactionNeedsNoFramework(JavaClasses classes) {
        var allowed = Stream.concat(Arrays.stream(MODEL_MAY_USE), Arrays.stream(REDACTION_MAY_USE)).toArray(String[]::new);

        classes().that().resideInAPackage("dev.surety.redaction..").should().onlyDependOnClassesThat().resideInAnyPackage(allowed).check(classes);
    }

    @ArchTest
    void toolsNeedNoFramework(JavaClasses classes) {
        var allowed = Stream.concat(Arrays.stream(MODEL_MAY_USE), Arrays.stream(TOOLS_MAY_USE)).toArray(String[]::new);

        classes().that().resideInAPackage("dev.surety.tool..").should().onlyDependOnClassesThat().resideInAnyPackage(allowed).check(classes);
    }

    @ArchTest
    void rulesNeedNothingButCel(JavaClasses classes) {
        var allowed = Stream.concat(Arrays.stream(MODEL_MAY_USE), Arrays.stream(POLICY_MAY_USE)).toArray(String[]::new);

        classes().that().resideInAPackage("dev.surety.policy..").should().onlyDependOnClassesThat().resideInAnyPackage(allowed).check(classes);
    }

    @ArchTest
    void nothingElseKnowsCel(JavaClasses classes) {
        noClasses().that().resideOutsideOfPackages("dev.surety.policy..", "dev.surety.tool..").should().dependOnClassesThat().resideInAnyPackage(POLICY_MAY_USE).check(classes);
    }

    @ArchTest
    void modelDoesNotKnowTheEdge(JavaClasses classes) {
        noClasses().that().resideOutsideOfPackage("dev.surety.edge..").should().dependOnClassesThat().resideInAPackage("dev.surety.edge..").check(classes);
    }

    @ArchTest
    void featuresDoNotDependOnEachOtherInCircles(JavaClasses classes) {
        slices().matching("dev.surety.(*)..").should().beFreeOfCycles().check(classes);
    }
}
