package dev.surety.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.surety.evaluation");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.surety.evaluation.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void otherServicesAreOnlyKnownByTheirInterfaces() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("dev.surety.identity..", "dev.surety.retrieval..", "dev.surety.ingestion..", "dev.surety.inference..")
                .check(CLASSES);
    }

    @Test
    void judgingNeedsNoFramework() {
        noClasses().that().resideInAnyPackage("..judge..", "..wording..").should().dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "org.eclipse.microprofile..")
                .check(CLASSES);
    }
}
