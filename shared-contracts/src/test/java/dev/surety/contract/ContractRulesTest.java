package dev.surety.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule, broken by one change of a contract that adds up. */
class ContractRulesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // what stands there | what shall stand there | words of the line that is named | place and message, and nothing else
                "[security@kestrelquay.example] | [] | reviewers: | reviewers: is empty: name at least one reviewer",
                "[security@kestrelquay.example] | [team@kestrelquay.example] | reviewers: | reviewers: only team@kestrelquay.example, who is the owner: name somebody else too",
                "[security@kestrelquay.example] | [a@b.example, c@d.example, a@b.example] | reviewers: | reviewers[2]: says the same as reviewers[0]: keep one of them",
                "tenants: [kestrel] | tenants: [kestrel, kestrel] | tenants: | tenants[1]: says the same as tenants[0]: keep one of them",
                "[\"group:batch-jobs\"] | [] | batch: [ | roles.batch: is empty: name at least one tag",
                "role: batch, | role: night, | role: night | priorities[0].role: there is no role 'night': use batch",
                "provisioning, tenant: kestrel | provisioning, tenant: tern | service: provisioning | identity.provisioners[0].tenant: there is no tenant 'tern': use kestrel",
                "    - { service: provisioning, tenant: kestrel } | [{ service: p, tenant: kestrel }, { service: p, tenant: kestrel }] | service: p, | identity.provisioners[1]: says the same as identity.provisioners[0]: keep one of them",
                "window: 30d | window: 2d | longer: 3d | errorBudget.windows[1].longer: is longer than objectives.window, over which the budget is counted: shorten it",
                "target: 2500ms, percentile: 95% | target: 2499ms, percentile: 95% | slices: | slices: latency targets of the path add up to 2500 ms, objectives.latency.target is 2499 ms: shorten one, or raise the target",
                "target: 2500ms, percentile: 95% | target: 2500ms, percentile: 95.000001% | slices: | slices: on the path up to 5% may be late together, objectives.latency.percentile of 95.000001% allows 4.999999%: raise the percentile of a slice, or lower the objective",
                "availability: 99%\\n | availability: 99.1%\\n | slices: | slices: on the path up to 1% may be failed together, objectives.availability of 99.1% allows 0.9%: raise the availability of a slice, or lower the objective",
                "longestDeadline: 60s | longestDeadline: 2s | longestDeadline: | objectives.longestDeadline: is 2000 ms, objectives.latency.target is 2500 ms and the default deadline: nobody could wait for it; write at least as much",
                "freshness: { target: 5m, percentile: 99% } | freshness: { target: 4m, percentile: 99% } | ingest: | slices.ingest.latency.target: is 300000 ms, objectives.freshness.target is 240000 ms: shorten it, or raise the objective",
                "freshness: { target: 5m, percentile: 99% } | freshness: { target: 5m, percentile: 99.5% } | ingest: | slices.ingest.latency.percentile: is 99%, objectives.freshness.percentile is 99.5%: raise it, or lower the objective",
                "generate, settle] | generate, settle, settle] | path: | objectives.path[5]: names settle again: a slice stands on the path once",
                "generate, settle] | generate] | path: | objectives.path: leaves out settle, which every answer goes through: name it",
                "generate, settle] | generate, settle, ingest] | path: | objectives.path[5]: ingest runs behind the answer and nobody waits for it: take it off the path",
                "[retrieve, rerank], generate, settle] | [retrieve, generate], settle] | path: | objectives.path[2]: generate needs what retrieve made: put it into a step after it",
                "[admit, authorize, [retrieve, rerank] | [[admit, rerank], authorize, retrieve | path: | objectives.path[0]: rerank orders what retrieve found and generate reads: put it between the two, or beside one of them",
                "concurrency: 4 } | concurrency: 0 } | ingest: | slices.ingest.concurrency: is 0, it must be at least 1",
                "timeout: 1500ms | timeout: 1399ms | retrieve: { | slices.retrieve.timeout: is 1399 ms, its latency target 1400 ms: who gives up before the target can't meet it; write at least as much",
                "percentile: 99.6% | percentile: 100% | settle: { | slices.settle.latency.percentile: is 100%, which leaves no error budget: write less, for instance 99.9%",
                "recovery: 10m | recovery: 0s | recovery: | errorBudget.recovery: is 0, it must be longer than nothing: write for instance 250ms",
                "silence: 2m | silence: 0s | silence: | errorBudget.silence: is 0, it must be longer than nothing: write for instance 250ms",
                "rule: staff-search | rule: staff-ask | rule: staff-ask, effect: allow, action: search | policy.rules[1]: says the same as policy.rules[0]: keep one of them",
                "rule: staff-ask | rule: no-match | rule: no-match | policy.rules[0].rule: no-match stands for no rule at all: name it otherwise",
                "rule: staff-ask | rule: document-access | rule: document-access | policy.rules[0].rule: document-access stands for what a document says for itself: name it otherwise",
                "rule: staff-ask | rule: Staff | rule: Staff | policy.rules[0].rule: 'Staff' is no name: write up to 60 lower-case letters, digits and hyphens",
                "reason: \"Staff ask.\" | reason: \"Staff ask.\", words: \"Yes.\" | Yes. | policy.rules[0].words: nobody is told that something is allowed: leave the words out",
                "when: \"!caller.service\" | when: caller.clearance | when: caller.clearance | policy.rules[0].when: staff-ask does not hold at line 1, column 7: expected type 'bool' but found 'int'",
                "\"batch\" in | \"night\" in | night | policy.rules[7].when: batch-waits there is no role 'night': use batch",
                "tier: extractive, fallback | tier: extractive, outside: true, fallback | tier: extractive | routing.tiers[0].outside: extractive writes in the process, nothing leaves: write false, or leave the line out",
                "tier: extractive, fallback | tier: extractive, region: eu, fallback | tier: extractive | routing.tiers[0].region: extractive writes in the process and has no region of its own: leave the line out",
                "leastRequests: 20 | leastRequests: 0 | leastRequests: | errorBudget.leastRequests: is 0, it must be at least 1",
                "targetUsd: \"0.002\" | targetUsd: \"0.006\" | targetUsd: | cost.targetUsd: is 0.006, cost.ceilingUsd is 0.005: an answer that meets the target would be refused; lower it, or raise the ceiling",
                "ceilingUsd: \"0.005\" | ceilingUsd: \"0.0035899999\" | ceilingUsd: | cost.ceilingUsd: is 0.0035899999, an answer by the tiers extractive -> small -> large can cost 0.00359: raise it, or lower tokens, calls or tiers",
                "model: gpt-4.1 | model: gpt-5 | gpt-5 | routing.tiers[2].call.model: gpt-5 has no price: write one into cost.prices",
                "model: bge | model: bgf | model: bgf | cost.calls.embedding.model: bgf has no price: write one into cost.prices",
                "promptTokens: 512 | promptTokens: -512 | embedding: | cost.calls.embedding.promptTokens: is -512, it must be at least 0",
                "completionTokens: 0, atMost: 1 | completionTokens: 0, atMost: 0 | embedding: | cost.calls.embedding.atMost: is 0, it must be at least 1",
                "perRequest: 2 | perRequest: 0 | perRequest: 0 | tools[0].perRequest: is 0, it must be at least 1",
                "perDay: 20 | perDay: 0 | perDay: 0 | tools[0].perDay: is 0, it must be at least 1",
                "tool: calendar | tool: Calendar | tool: Calendar | tools[0].tool: 'Calendar' is no name: write up to 60 lower-case letters, digits and hyphens, a letter first",
                "tool: rooms | tool: calendar # again | # again | tools[1]: says the same as tools[0]: keep one of them",
                "    confirm: true\\n | \\n | tool: calendar | tools[0]: calendar writes: say whether a person must confirm it, confirm: true or confirm: false",
                "costUsd: \"0.001\"\\n    timeout: 2s | costUsd: \"0.001\"\\n    timeout: 0s # tool | 0s # tool | tools[0].timeout: is 0, it must be longer than nothing: write for instance 250ms",
                "costUsd: \"0.001\"\\n    timeout: 2s | costUsd: \"0.001\"\\n    timeout: 61s | timeout: 61s | tools[0].timeout: is 61000 ms, objectives.longestDeadline is 60000 ms: nobody could wait for it; write at most as much",
                "search: { passages: 8 } | search: { passages: 21 } | passages: 21 | tools[2].search.passages: is 21, it must be 1 to 20",
                "    search: { passages: 8 }\\n | \\n | tool: search | tools[2]: search can't be called: write one of http, mcp and search",
                "    search: { passages: 8 } |     search: { passages: 8 }\\n    mcp: { url: \"${rooms}\", name: a, largestResponse: 9 } | tool: search | tools[2]: search is called in several ways: write one of http, mcp and search",
                "{ query: { type: string | { query: { type: integer | query: { | tools[2].arguments: a search takes one argument, query, which is required and a string: write that",
                "month={{month}} | month={{monat}} | monat | tools[0].http.url: there is no argument 'monat': use person, month, rooms",
                "month={{month}} | month={{rooms}} | month={{rooms}} | tools[0].http.url: rooms is not one text, number or truth: give it such a type, or use it in the body only",
                "people/{{person}}/days?month | people/{{month}}/days?month | people/{{month}} | tools[0].http.url: month is a part of the path and may be left out by callers: name it under required",
                "https://calendar | http://calendar | http://calendar | tools[0].http.url: what leaves the house is encrypted: write https, or outside: false",
                "https://calendar.kestrelquay.example/people/{{person}}/days?month={{month}} | https://{{person}}.kestrelquay.example/ | https://{{person}}.kestrelquay.example/ | tools[0].http.url: 'https://{{person}}.kestrelquay.example/' is no address of a tool: write https://host/path or ${endpoint}/path, with {{argument}} in segments of the path and values of the query only",
                "https://calendar.kestrelquay.example/people/{{person}}/days?month={{month}} | {{person}}://kestrelquay.example/ | {{person}}://kestrelquay.example/ | tools[0].http.url: '{{person}}://kestrelquay.example/' is no address of a tool: write https://host/path or ${endpoint}/path, with {{argument}} in segments of the path and values of the query only",
                "https://calendar.kestrelquay.example/people/{{person}}/days?month={{month}} | https://a@kestrelquay.example/ | https://a@kestrelquay.example/ | tools[0].http.url: 'https://a@kestrelquay.example/' is no address of a tool: write https://host/path or ${endpoint}/path, with {{argument}} in segments of the path and values of the query only",
                "https://calendar.kestrelquay.example/people/{{person}}/days?month={{month}} | https://kestrelquay.example/#{{person}} | https://kestrelquay.example/#{{person}} | tools[0].http.url: 'https://kestrelquay.example/#{{person}}' is no address of a tool: write https://host/path or ${endpoint}/path, with {{argument}} in segments of the path and values of the query only",
                "https://calendar.kestrelquay.example/people/{{person}}/days?month={{month}} | file:///etc/passwd | file:///etc/passwd | tools[0].http.url: 'file:///etc/passwd' is no address of a tool: write https://host/path or ${endpoint}/path, with {{argument}} in segments of the path and values of the query only",
                "people/{{person}}/days | people/../days | people/../days | tools[0].http.url: '..' is no segment of a path: write the path that it stands for",
                "?month={{month}} | ?{{month}}=1 | ?{{month}}=1 | tools[0].http.url: '{{month}}=1' is no part of a query: write name=value, with {{argument}} in the value only",
                "people/{{person}}/days | people/{{ person }}/days | people/{{ person }} | tools[0].http.url: '{{' begins the place of an argument: write {{name}}, without blanks",
                "header: X-Person | header: Host | header: Host | tools[0].http.headers[1].header: 'Host' is no header that a tool sets: use another one",
                "header: X-Person | header: Surety-Subject | header: Surety-Subject | tools[0].http.headers[1].header: 'Surety-Subject' is no header that a tool sets: use another one",
                "header: X-Person | header: authorization | header: authorization | tools[0].http.headers[1]: says the same as tools[0].http.headers[0]: keep one of them",
                "header: Authorization, secret: calendar | header: Authorization | header: Authorization | tools[0].http.headers[0]: write one of value and secret",
                "secret: calendar | secret: Bearer-abc | Bearer-abc | tools[0].http.headers[0].secret: is no name of a secret: write lower-case letters and digits, the secret itself stands in the configuration surety.tools.secrets.<name>",
                "rooms: \"{{rooms}}\" | rooms: \"{{room}}\" | {{room}} | tools[0].http.body: there is no argument 'room': use person, month, rooms",
                "rooms: \"{{rooms}}\" | \"{{rooms}}\": 1 | {{rooms}} | tools[0].http.body: '{{rooms}}' is the name of a member: arguments are put into values only",
                "method: POST | method: GET | body: | tools[0].http.body: GET has no body: leave it out, or use another method",
                "statuses: [200, 203] | statuses: [] | statuses: [] | tools[0].http.statuses: is empty: name at least one status",
                "statuses: [200, 203] | statuses: [200, 302] | statuses: | tools[0].http.statuses[1]: is 302, a success is 200 to 299",
                "/free/days | free | days: free | tools[0].http.returns.days: 'free' is no JSON Pointer: write it as /id or /links/self",
                "largestResponse: 65536 | largestResponse: 1048577 | largestResponse: 1048577 | tools[0].http.largestResponse: is 1048577 bytes, it must be 1 to 1048576",
                "type: string, maxLength: 40 | type: text, maxLength: 40 | type: text | tools[0].arguments.properties.person.type: does not have a value in the enumeration [\"array\", \"boolean\", \"integer\", \"null\", \"number\", \"object\", \"string\"]",
                "type: string, maxLength: 40 | type: string, maxLength: -1 | maxLength: -1 | tools[0].arguments.properties.person.maxLength: must have a minimum value of 0",
                "type: string, maxLength: 40 | $ref: \"https://schemas.example/person\" | schemas.example | tools[0].arguments.properties.person.$ref: refers to nothing in $defs; nothing is fetched: write #/$defs/name",
                "type: string, maxLength: 40 | $id: \"https://schemas.example/person\" | schemas.example | tools[0].arguments.properties.person.$id: a schema stands by itself: leave $id out, and refer to #/$defs/…",
                "type: string, maxLength: 40 | type: string, pattern: \"(?=a)b\" | (?=a) | tools[0].arguments.properties.person.pattern: is no RE2 pattern (invalid or unsupported Perl syntax): write one without look-around and back-references",
                "type: string, maxLength: 40 | type: string, deprecated: yes | deprecated | tools[0].arguments.properties.person.deprecated: 'yes' could mean several things: put it into quotes if it is text",
                "required: [person] | required: [person]\\n      $defs: { a: { $ref: \"#/$defs/a\" } } | $defs: | tools[0].arguments.$defs.a: refers to itself: write out how deep it goes",
                "      type: object\\n      additionalProperties: false\\n      required |       type: object\\n      additionalProperties: true\\n      required | additionalProperties: true | tools[0].arguments.additionalProperties: unknown arguments are refused: write additionalProperties: false",
                "      type: object\\n      additionalProperties: false\\n      required |       additionalProperties: false\\n      required | arguments: | tools[0].arguments.type: arguments are one object: write type: object",
                "`      tenant: kestrel` | `      tenant: tern` | tenant: tern | cost.budgets[0].tenant: there is no tenant 'tern': use kestrel",
                "perDayUsd: \"20\" | perDayUsd: \"0.00\" | perDayUsd: | cost.budgets[0].perDayUsd: is 0, it must be more: who may spend nothing needs tiers without a price, not a budget",
                "[50%, 100%] | [50%, 50%, 100%] | tellAt: | cost.budgets[0].tellAt[1]: 50% does not come after 50%: write ascending shares above 0%",
                "[50%, 100%] | [0%, 100%] | tellAt: | cost.budgets[0].tellAt[0]: 0% does not come after 0%: write ascending shares above 0%",
                "[50%, 100%] | [50%] | tellAt: | cost.budgets[0].tellAt: leaves out 100%: the owner is told when the budget is spent",
                "kinds: [secret, email] | kinds: [secret, secret] | purpose: prompt | redaction[0].kinds[1]: says the same as redaction[0].kinds[0]: keep one of them",
                "kinds: [secret, phone] | kinds: [phone] | purpose: log | redaction[1].kinds: leaves out secret, which no log may keep: name it",
                "kinds: [secret, phone] | kinds: [secret, phone], reversible: true | purpose: log | redaction[1].reversible: only what a model gets is turned back, not what is for log: write false",
                "purpose: log, kinds: [secret, phone] | purpose: prompt, kinds: [secret, phone] | secret, phone | redaction[1]: says the same as redaction[0]: keep one of them",
                "regions: [US, SE] | regions: [US, UK] | purpose: prompt | redaction[0].regions[1]: there is no country 'UK': write two capital letters of ISO 3166-1, for instance US",
                "regions: [US, SE] | regions: [US, US] | purpose: prompt | redaction[0].regions[1]: says the same as redaction[0].regions[0]: keep one of them",
                "tolerantTimeToLive: 30m | tolerantTimeToLive: 4m | cache: | routing.cache.tolerantTimeToLive: is shorter than routing.cache.timeToLive: tolerance would forget sooner; write at least as much",
                "timeToLive: 5m | timeToLive: 0m | cache: | routing.cache.timeToLive: is 0, it must be longer than nothing: write for instance 250ms",
                "entries: 0 | entries: -1 | cache: | routing.cache.entries: is -1, it must be at least 0",
                "tier: extractive, fallback: small | tier: extractive, call: { model: bge, promptTokens: 1, completionTokens: 1, atMost: 1 }, fallback: small | tier: extractive | routing.tiers[0].call: extractive calls no model: leave the call out",
                "tier: small, call: { model: local, promptTokens: 8000, completionTokens: 500, atMost: 1 }, | tier: small, | tier: small | routing.tiers[1].call: is missing: small calls a model; write which, and with how many tokens at most",
                "fallback: sources-only | fallback: large | tier: large | routing.tiers[2].fallback: fallbacks run in a circle, large -> large: end it with sources-only",
                "fallback: sources-only | fallback: small | tier: small | routing.tiers[1].fallback: fallbacks run in a circle, small -> large -> small: end it with sources-only",
                "fallback: sources-only | fallback: extractive | tier: extractive | routing.tiers[0].fallback: fallbacks run in a circle, extractive -> small -> large -> extractive: end it with sources-only",
                "docs/runbooks/lexical-only.md | ../lexical-only.md | mode: lexical-only | degradation[0].runbook: '../lexical-only.md' is no page: write a path in the repository that ends in .md, or an https address",
                "docs/runbooks/lexical-only.md | /docs/lexical-only.md | mode: lexical-only | degradation[0].runbook: '/docs/lexical-only.md' is no page: write a path in the repository that ends in .md, or an https address",
                "docs/runbooks/lexical-only.md | http://wiki.example/a | mode: lexical-only | degradation[0].runbook: 'http://wiki.example/a' is no page: write a path in the repository that ends in .md, or an https address",
                "longer: 1h, burnRate: 14.4x, state: page | longer: 1h, burnRate: 14.4x, state: exhausted | shorter: 5m | errorBudget.windows[0].state: exhausted is not reached by a window: use ticket or page",
                "shorter: 5m | shorter: 1h | shorter: 1h | errorBudget.windows[0].shorter: is not shorter than errorBudget.windows[0].longer: shorten it",
                "shorter: 6h, longer: 3d | shorter: 5m, longer: 1h | burnRate: 1x | errorBudget.windows[1]: says the same as errorBudget.windows[0]: keep one of them",
                "burnRate: 1x | burnRate: 14.4x | shorter: 5m | errorBudget.windows[0].burnRate: 14.4x would wake somebody for less than a ticket, which takes 14.4x: raise it, or lower that of the ticket",
                "burnRate: 14.4x | burnRate: 20x | shorter: 5m | errorBudget.windows[0].burnRate: 20x is never reached: with objectives.latency.percentile of 95%, more than 100% of requests would have to miss; lower it, or raise the promise",
                "from: page, act | from: steady, act | from: steady | errorBudget.actions[0].from: steady is when nothing is to be done: use ticket, page or exhausted",
                "act: [prefer-cheaper-tier, shed-bulk] | act: [] | act: [] | errorBudget.actions[0].act: is empty: name at least one action",
                "act: [prefer-cheaper-tier, shed-bulk] | act: [shed-bulk, shed-bulk] | act: [shed-bulk, | errorBudget.actions[0].act[1]: says the same as errorBudget.actions[0].act[0]: keep one of them",
                "slice: retrieve, act | act | act: [shed-bulk] | errorBudget.actions[1]: says the same as errorBudget.actions[0]: keep one of them",
            })
    void brokenRuleIsNamedWithItsLineAndAWayOut(String good, String bad, String line, String expected) {
        var text = ContractText.thatAddsUp().with(good.replace("\\n", "\n"), bad.replace("\\n", "\n"));
        var file = text.in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        var told = rejected.getMessage().lines().toList();
        assertEquals(file + ":" + text.lineOf(line) + ": " + expected, told.stream().filter(one -> one.endsWith(expected)).findFirst().orElse(rejected.getMessage()));
    }

    @Test
    void missingAndDoubledModesAreTold() {
        var text = ContractText.thatAddsUp().with("mode: records-delayed", "mode: lexical-only");
        var file = text.in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(
                List.of(
                        file + ":" + text.lineOf("degradation:") + ": degradation: has no entry for the mode records-delayed: add it, with words, runbook and counts",
                        file + ":" + text.lineOf("Later.") + ": degradation[2]: says the same as degradation[0]: keep one of them"),
                rejected.getMessage().lines().toList());
    }

    @Test
    void missingTiersAreTold() {
        var text = ContractText.thatAddsUp().with("    - { tier: extractive, fallback: small }\n", "").with("fallback: sources-only", "fallback: extractive");
        var file = text.in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(
                List.of(
                        file + ":" + text.lineOf("tiers:") + ": routing.tiers: leaves out extractive: it is what remains when no model can be reached; name it",
                        file + ":" + text.lineOf("tier: large") + ": routing.tiers[1].fallback: routing.tiers has no tier extractive: use one that it has, or sources-only"),
                rejected.getMessage().lines().toList());
    }

    @Test
    void onlyAPageWakesSomebody() {
        var file = ContractText.thatAddsUp().with("state: page", "state: ticket").in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(true, rejected.getMessage().endsWith("errorBudget.windows: has no window of the state page: nobody would be woken; add one"));
    }

    @Test
    void allBrokenRulesAreToldAtOnceFromTopToBottom() {
        var text = ContractText.thatAddsUp()
                .with("timeout: 50ms", "timeout: 0ms")
                .with("ceilingUsd: \"0.005\"", "ceilingUsd: \"0.0030\"")
                .with("entries: 0", "entries: -2")
                .with("leastRequests: 20", "leastRequests: 0");
        var file = text.in(folder);

        var rejected = assertThrows(RejectedContract.class, () -> ContractFile.read(file));

        assertEquals(
                List.of(
                        text.lineOf("admit: {") + ": slices.admit.timeout: is 0",
                        text.lineOf("admit: {") + ": slices.admit.timeout: is 0 ms",
                        text.lineOf("ceilingUsd") + ": cost.ceilingUsd: is 0.003",
                        text.lineOf("entries") + ": routing.cache.entries: is -2",
                        text.lineOf("leastRequests") + ": errorBudget.leastRequests: is 0"),
                rejected.getMessage().lines().map(line -> line.substring(file.toString().length() + 1).split(",")[0]).toList());
    }

    @Test
    void acceleratedContractOfATestAddsUp() {
        var file = ContractText.thatAddsUp()
                .with("window: 30d", "window: 10m")
                .with("shorter: 5m, longer: 1h", "shorter: 2s, longer: 20s")
                .with("shorter: 6h, longer: 3d", "shorter: 5s, longer: 1m")
                .with("recovery: 10m", "recovery: 3s")
                .with("silence: 2m", "silence: 1s")
                .in(folder);

        var read = ContractFile.read(file);

        assertEquals("assistant", read.contract().contract());
    }
}
