package dev.surety.evaluation.suite;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where suites are. */
@ConfigMapping(prefix = "surety.evaluation")
interface SuiteConfig {

    /** Folder of the suites' files, {@code <suite>.yaml} each. Read anew for every run. */
    @WithDefault("eval/suites")
    Path suitesDir();
}
