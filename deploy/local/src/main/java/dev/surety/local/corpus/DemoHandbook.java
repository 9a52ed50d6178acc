package dev.surety.local.corpus;

import dev.surety.local.stack.DemoCompany;
import dev.surety.local.state.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demo company's handbook: published at the first start, and again when a page or a rule of it has changed. */
public final class DemoHandbook implements DemoCompany {

    private static final String INDEX = "kestrel";

    @Override
    public void load(Site site, PrintWriter out) throws IOException, InterruptedException {
        var folder = site.checkout().demoCompany();
        var fingerprint = fingerprint(folder);
        // In the data folder: what is forgotten with the data has to be published again.
        var mark = site.state().data().resolve("demo-company");
        if (Files.exists(mark) && Files.readString(mark).equals(fingerprint)) {
            return;
        }
        out.println("Publishing the demo company's handbook ...");
        var loaded = new CorpusLoader(site, new ProgressLine(out)).load(folder, INDEX);
        out.println();
        out.println("  " + loaded.summary());
        Files.writeString(mark, fingerprint);
    }

    private static String fingerprint(Path folder) throws IOException {
        var text = new StringBuilder(Files.readString(folder.resolve("acl.yaml"), StandardCharsets.UTF_8));
        for (var document : Corpus.of(folder).documents()) {
            text.append(document.path()).append(Files.readString(document.file(), StandardCharsets.UTF_8).hashCode());
        }
        return Integer.toHexString(text.toString().hashCode());
    }
}
