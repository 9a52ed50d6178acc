package dev.surety.local.corpus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.surety.grant.Access;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of an {@code acl.yaml}: the last {@code allow} and the last {@code tenant} that match win, {@code deny} adds up, the highest
 * {@code clearance} counts. A document that no rule gives a tenant or an allow tag is for nobody.
 */
final class AccessRules {

    private static final String NOBODYS_TENANT = "none";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final List<Rule> rules;

    private AccessRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws IOException when the file can't be read or is not a list of rules; the message names the line */
    static AccessRules read(Path aclYaml) throws IOException {
        var file = YAML.readValue(aclYaml.toFile(), File.class);
        if (file == null || file.rules() == null || file.rules().isEmpty()) {
            throw new IOException(aclYaml + " has no list named rules");
        }
        return new AccessRules(file.rules().stream().map(Rule::new).toList());
    }

    /** @param path below the folder, with slashes */
    Access of(String path) {
        var tenant = NOBODYS_TENANT;
        Set<String> allow = Set.of();
        var deny = new LinkedHashSet<String>();
        var clearance = 0;
        for (var rule : rules) {
            if (rule.matches(path)) {
                tenant = rule.line.tenant() == null ? tenant : rule.line.tenant();
                allow = rule.line.allow() == null ? allow : Set.copyOf(rule.line.allow());
                deny.addAll(rule.line.deny() == null ? List.of() : rule.line.deny());
                clearance = rule.line.clearance() == null ? clearance : Math.max(clearance, rule.line.clearance());
            }
        }
        return new Access(tenant, allow, deny, clearance);
    }

    private record File(List<Line> rules) {}

    private record Line(String match, List<String> allow, String tenant, List<String> deny, Integer clearance) {

        Line {
            if (match == null || match.isBlank()) {
                throw new IllegalArgumentException("a rule has no match");
            }
            if (clearance != null && clearance < 0) {
                throw new IllegalArgumentException("the rule for " + match + " has a clearance below 0");
            }
        }
    }

    private static final class Rule {

        private final Line line;
        private final PathMatcher matcher;

        Rule(Line line) {
            this.line = line;
            this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + line.match());
        }

        boolean matches(String path) {
            return matcher.matches(Path.of(path));
        }
    }
}
