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

@AnalyzeClasses(packages = "dev.surety", importOptions = DoNotIncludeTests.class)
class WallsTest {

    /** The JDK, ourselves, and what a value is written with: JSON, YAML, JOSE, UUIDs. Neither Quarkus nor the client of anything. */
    private static final String[] MODEL_MAY_USE = {
        "java..", "dev.surety..", "com.fasterxml.jackson..", "com.fasterxml.uuid..", "org.yaml.snakeyaml..", "org.jose4j..", "org.jspecify.annotations.."
    };

    @ArchTest
    void modelNeedsNoFramework(JavaClasses classes) {
        classes().that(not(resideInAnyPackage("dev.surety.edge.."))).should().onlyDependOnClassesThat().resideInAnyPackage(MODEL_MAY_USE).check(classes);
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
