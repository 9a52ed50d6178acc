package dev.surety.retrieval;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTest {

    private static final JavaClasses RETRIEVAL =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.surety.retrieval");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.surety.retrieval.(*)..").should().beFreeOfCycles().check(RETRIEVAL);
    }

    @Test
    void noOtherServiceIsImported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.surety.identity..", "dev.surety.ingestion..", "dev.surety.inference..", "dev.surety.evaluation..")
                .check(RETRIEVAL);
    }

    @Test
    void nativeCodeIsCalledInOnePlace() {
        classes()
                .that()
                .haveNameNotMatching(".*OnnxModel")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("ai.onnxruntime..", "ai.djl..")
                .check(RETRIEVAL);
    }
}
