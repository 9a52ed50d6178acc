package dev.surety.contract;

import dev.surety.policy.Action;
import dev.surety.policy.Effect;
import dev.surety.policy.Rule;
import dev.surety.request.Money;
import dev.surety.request.Priority;
import dev.surety.tool.ArgumentSchema;
import dev.surety.tool.BodyTemplate;
import dev.surety.tool.HeaderTemplate;
import dev.surety.tool.UrlTemplate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the company promises for its assistant, and what every service enforces of it. {@code docs/contract.md} explains each field with an example.
 *
 * @param contract    name of the contract and of the assistant; also the model name of the OpenAI-compatible API
 * @param owner       who answers for it
 * @param reviewers   who agreed to it, at least one
 * @param reviewBy    day by which it is looked at again
 * @param tenants     whose people the assistant serves, at least one
 * @param roles       names for groups of callers: each a list of tags, one of which a caller needs; may be left out
 * @param priorities  callers who are never more urgent than this, whatever they ask for; may be left out
 * @param identity    whose word holds about people, and who keeps the directory current; may be left out
 * @param objectives  what callers may expect
 * @param slices      the part of the objectives that each stage has for itself
 * @param cost        what an answer, and a day, may cost
 * @param tools       what may be called for people and services; may be left out
 * @param policy      who may do what, and what is said when an answer can't be given
 * @param redaction   what is taken out of texts, by the purpose that they are for; may be left out, as may any purpose of it
 * @param routing     cache and tiers
 * @param degradation what callers are told while a part works less well
 * @param errorBudget what happens when promises are broken too often
 */
public record Contract(
        String contract,
        String owner,
        List<String> reviewers,
        LocalDate reviewBy,
        List<String> tenants,
        Map<String, List<String>> roles,
        List<PriorityRule> priorities,
        Identity identity,
        Objectives objectives,
        Slices slices,
        Cost cost,
        List<Tool> tools,
        Policy policy,
        List<RedactionRule> redaction,
        Routing routing,
        List<DegradationMode> degradation,
        ErrorBudget errorBudget) {

    public Contract {
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(owner, "owner");
        reviewers = List.copyOf(Objects.requireNonNull(reviewers, "reviewers"));
        Objects.requireNonNull(reviewBy, "reviewBy");
        tenants = List.copyOf(Objects.requireNonNull(tenants, "tenants"));
        roles = roles == null ? Map.of() : Map.copyOf(roles);
        priorities = orNone(priorities);
        identity = identity == null ? Identity.BY_TOKEN : identity;
        Objects.requireNonNull(objectives, "objectives");
        Objects.requireNonNull(slices, "slices");
        Objects.requireNonNull(cost, "cost");
        tools = orNone(tools);
        Objects.requireNonNull(policy, "policy");
        redaction = orNone(redaction);
        Objects.requireNonNull(routing, "routing");
        degradation = List.copyOf(Objects.requireNonNull(degradation, "degradation"));
        Objects.requireNonNull(errorBudget, "errorBudget");
    }

    /** What the contract says about a mode. */
    public DegradationMode mode(Degradation mode) {
        return degradation.stream()
                .filter(entry -> entry.mode() == mode)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an accepted contract has an entry for every mode"));
    }

    /** What the contract says about a tool, if it names it. */
    public Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.tool().equals(name)).findFirst();
    }

    /** What a caller is told while a mode is in force. */
    public String wordsFor(Degradation mode) {
        return mode(mode).words();
    }

    /**
     * How urgent a caller's request is: as wanted, and never more urgent than the contract allows for one of the caller's roles.
     *
     * @param tags of the caller's grant
     */
    public Priority priority(Priority wanted, Set<String> tags) {
        return priorities.stream()
                .filter(rule -> roles.get(rule.role()).stream().anyMatch(tags::contains))
                .map(PriorityRule::atMost)
                .reduce(wanted, Priority::atMost);
    }

    /** What is taken out of texts of a purpose: as the contract says, or {@linkplain RedactionPurpose#otherwise() what holds} where it says nothing. */
    public RedactionRule redactionFor(RedactionPurpose purpose) {
        return redaction.stream().filter(rule -> rule.purpose() == purpose).findFirst().orElseGet(purpose::otherwise);
    }

    private static <T> List<T> orNone(@Nullable List<T> entries) {
        return entries == null ? List.of() : List.copyOf(entries);
    }

    /**
     * Callers who are never more urgent than this.
     *
     * @param role   one of {@code roles}
     * @param atMost the most urgent that they can be
     */
    public record PriorityRule(String role, Priority atMost) {

        public PriorityRule {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(atMost, "atMost");
        }
    }

    /**
     * Whose word holds about people: the token's, which their provider signed, or the directory's, which is kept by SCIM.
     *
     * @param groups        whose groups a person has; may be left out: the token's
     * @param clearance     whose clearance a person has; may be left out: the token's
     * @param unknownPeople what becomes of people whom the directory does not hold; may be left out: their token's word holds
     * @param provisioners  services that keep the directory, each for one tenant; may be left out
     */
    public record Identity(GroupSource groups, ClearanceSource clearance, UnknownPeople unknownPeople, List<Provisioner> provisioners) {

        static final Identity BY_TOKEN = new Identity(GroupSource.TOKEN, ClearanceSource.TOKEN, UnknownPeople.TOKEN, List.of());

        public Identity {
            groups = groups == null ? GroupSource.TOKEN : groups;
            clearance = clearance == null ? ClearanceSource.TOKEN : clearance;
            unknownPeople = unknownPeople == null ? UnknownPeople.TOKEN : unknownPeople;
            provisioners = orNone(provisioners);
        }

        /**
         * The tenant whose part of the directory a service keeps; empty when it keeps none.
         *
         * @param service name of the service, as in {@code service:…}
         */
        public Optional<String> tenantKeptBy(String service) {
            return provisioners.stream().filter(provisioner -> provisioner.service().equals(service)).map(Provisioner::tenant).findFirst();
        }
    }

    /**
     * A service that may write a tenant's people and groups into the directory.
     *
     * @param service its name, as in {@code service:…}
     * @param tenant  one of {@code tenants}
     */
    public record Provisioner(String service, String tenant) {

        public Provisioner {
            Objects.requireNonNull(service, "service");
            Objects.requireNonNull(tenant, "tenant");
        }
    }

    /**
     * What callers may expect.
     *
     * @param window          over which promises are counted, and error budgets spent
     * @param latency         how fast answers are; its target is also the default deadline
     * @param longestDeadline the longest deadline that a caller may ask for
     * @param availability    share of requests that get an outcome and no problem
     * @param quality         how good answers are
     * @param freshness       how soon a change of a document can be found
     * @param path            the slices of one answer, in order; several in one entry run side by side
     */
    public record Objectives(
            Duration window,
            Latency latency,
            Duration longestDeadline,
            Percent availability,
            Quality quality,
            Latency freshness,
            List<PathStep> path) {

        public Objectives {
            Objects.requireNonNull(window, "window");
            Objects.requireNonNull(latency, "latency");
            Objects.requireNonNull(longestDeadline, "longestDeadline");
            Objects.requireNonNull(availability, "availability");
            Objects.requireNonNull(quality, "quality");
            Objects.requireNonNull(freshness, "freshness");
            path = List.copyOf(Objects.requireNonNull(path, "path"));
        }
    }

    /**
     * A share of requests that is done within a time.
     *
     * @param target     the time
     * @param percentile the share: 95% of requests take at most {@code target}
     */
    public record Latency(Duration target, Percent percentile) {

        public Latency {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(percentile, "percentile");
        }
    }

    /**
     * How good answers are.
     *
     * @param suite of evaluation that says so
     * @param floor share of its questions that are answered as expected; nothing that saves money or time may go below it
     */
    public record Quality(String suite, Percent floor) {

        public Quality {
            Objects.requireNonNull(suite, "suite");
            Objects.requireNonNull(floor, "floor");
        }
    }

    /**
     * The slices: a stage of the answer each, and three that run behind it.
     *
     * @param admit     a place, a deadline, a ceiling
     * @param authorize a grant for the caller
     * @param retrieve  the passages
     * @param rerank    the order of their sentences
     * @param generate  words, verified
     * @param settle    the record, put away for good
     * @param ingest    a changed document, made findable
     * @param record    an answer record, made searchable
     * @param revoke    what was taken from somebody, gone for them from searches, caches and records
     */
    public record Slices(
            Slice admit,
            Slice authorize,
            Slice retrieve,
            Slice rerank,
            Slice generate,
            Slice settle,
            Slice ingest,
            Slice record,
            Slice revoke) {

        public Slices {
            Objects.requireNonNull(admit, "admit");
            Objects.requireNonNull(authorize, "authorize");
            Objects.requireNonNull(retrieve, "retrieve");
            Objects.requireNonNull(rerank, "rerank");
            Objects.requireNonNull(generate, "generate");
            Objects.requireNonNull(settle, "settle");
            Objects.requireNonNull(ingest, "ingest");
            Objects.requireNonNull(record, "record");
            Objects.requireNonNull(revoke, "revoke");
        }

        public Slice of(SliceName name) {
            return switch (name) {
                case ADMIT -> admit;
                case AUTHORIZE -> authorize;
                case RETRIEVE -> retrieve;
                case RERANK -> rerank;
                case GENERATE -> generate;
                case SETTLE -> settle;
                case INGEST -> ingest;
                case RECORD -> record;
                case REVOKE -> revoke;
            };
        }
    }

    /**
     * A stage's own part.
     *
     * @param latency      how fast it is
     * @param availability share of its requests that do not fail
     * @param timeout      after which it gives up; at least its latency target, and never longer than what is left of the deadline
     * @param concurrency  requests in it at once, per replica, at least 1: the most that the adaptive limit may allow
     */
    public record Slice(Latency latency, Percent availability, Duration timeout, int concurrency) {

        public Slice {
            Objects.requireNonNull(latency, "latency");
            Objects.requireNonNull(availability, "availability");
            Objects.requireNonNull(timeout, "timeout");
        }
    }

    /**
     * What an answer, and a day, may cost.
     *
     * @param targetUsd  what an answer should cost on average
     * @param ceilingUsd no answer costs more
     * @param prices     by model name; a model without a price is not called
     * @param calls      calls of an answer besides its tiers, by purpose; may be left out
     * @param budgets    what may be spent a day; may be left out
     */
    public record Cost(
            Money targetUsd, Money ceilingUsd, Map<String, Price> prices, Map<String, ModelCall> calls, List<Budget> budgets) {

        public Cost {
            Objects.requireNonNull(targetUsd, "targetUsd");
            Objects.requireNonNull(ceilingUsd, "ceilingUsd");
            prices = Map.copyOf(Objects.requireNonNull(prices, "prices"));
            calls = calls == null ? Map.of() : Map.copyOf(calls);
            budgets = orNone(budgets);
        }
    }

    /**
     * Price of a model, in dollars per million tokens.
     *
     * @param promptUsdPerMillion     for what it reads
     * @param completionUsdPerMillion for what it writes
     */
    public record Price(Money promptUsdPerMillion, Money completionUsdPerMillion) {

        public Price {
            Objects.requireNonNull(promptUsdPerMillion, "promptUsdPerMillion");
            Objects.requireNonNull(completionUsdPerMillion, "completionUsdPerMillion");
        }

        /** What these tokens cost. */
        public Money of(long promptTokens, long completionTokens) {
            return promptUsdPerMillion.perMillion(promptTokens).plus(completionUsdPerMillion.perMillion(completionTokens));
        }
    }

    /**
     * A call of a model: by a tier, or by every answer, whichever tier writes it (embedding, reranking, judging).
     *
     * @param model            that is called, one of {@code prices}
     * @param promptTokens     that it reads at most, a call
     * @param completionTokens that it writes at most, a call
     * @param atMost           calls an answer, at least 1
     */
    public record ModelCall(String model, int promptTokens, int completionTokens, int atMost) {

        public ModelCall {
            Objects.requireNonNull(model, "model");
        }
    }

    /**
     * What may be spent a day (UTC) by a tenant, or by one group of its people.
     *
     * @param budget    its name
     * @param tenant    one of {@code tenants}
     * @param group     a tag of the callers that it is for; left out: everybody of the tenant
     * @param perDayUsd the amount
     * @param owner     who is told
     * @param tellAt    shares of the amount at which the owner is told
     * @param whenSpent what is done then
     */
    public record Budget(
            String budget, String tenant, @Nullable String group, Money perDayUsd, String owner, List<Percent> tellAt, WhenSpent whenSpent) {

        public Budget {
            Objects.requireNonNull(budget, "budget");
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(perDayUsd, "perDayUsd");
            Objects.requireNonNull(owner, "owner");
            tellAt = List.copyOf(Objects.requireNonNull(tellAt, "tellAt"));
            Objects.requireNonNull(whenSpent, "whenSpent");
        }
    }

    /**
     * Something that may be called for a person or a service. Exactly one of {@code http}, {@code mcp} and {@code search} says how.
     *
     * @param tool        its name, as rules and callers use it
     * @param description what it is for, for people and for models
     * @param arguments   what it takes
     * @param http        an HTTP call; left out when it is none
     * @param mcp         a call of a Model Context Protocol server; left out when it is none
     * @param search      a search of the documents, by Surety itself; left out when it is none
     * @param effect      whether it changes something
     * @param confirm     whether a person must confirm each call; left out: no, which only a tool that reads may leave out
     * @param outside     whether what it is sent leaves the house; left out: whatever is no search is outside
     * @param perRequest  calls a request, at least 1
     * @param perDay      calls a caller and day (UTC), at least 1
     * @param costUsd     what a call costs at most
     * @param timeout     of a call
     */
    public record Tool(
            String tool,
            String description,
            ArgumentSchema arguments,
            @Nullable HttpCall http,
            @Nullable McpCall mcp,
            @Nullable SearchCall search,
            ToolEffect effect,
            @Nullable Boolean confirm,
            Boolean outside,
            int perRequest,
            int perDay,
            Money costUsd,
            Duration timeout) {

        public Tool {
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(arguments, "arguments");
            Objects.requireNonNull(effect, "effect");
            outside = outside == null ? search == null : outside;
            Objects.requireNonNull(costUsd, "costUsd");
            Objects.requireNonNull(timeout, "timeout");
        }

        /** How it is called. */
        public ToolCall call() {
            return Stream.<@Nullable ToolCall>of(http, mcp, search)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("an accepted contract says how each tool is called"));
        }

        /** Whether it changes something. */
        public boolean writes() {
            return effect == ToolEffect.WRITE;
        }

        /** Whether a person must confirm each call. */
        public boolean needsConfirmation() {
            return Boolean.TRUE.equals(confirm);
        }
    }

    /** How a tool is called. */
    public sealed interface ToolCall {}

    /**
     * An HTTP call. Redirects are not followed.
     *
     * @param method          of the request
     * @param url             with places for arguments
     * @param headers         of the request; may be left out
     * @param body            JSON with places for arguments; may be left out
     * @param statuses        that are a success, at least one
     * @param returns         what of a JSON response is returned, by name: JSON Pointers; left out: all of the response, as text
     * @param largestResponse bytes; a larger one is a failure
     */
    public record HttpCall(
            HttpMethod method,
            UrlTemplate url,
            List<ToolHeader> headers,
            @Nullable BodyTemplate body,
            List<Integer> statuses,
            Map<String, String> returns,
            int largestResponse)
            implements ToolCall {

        public HttpCall {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(url, "url");
            headers = orNone(headers);
            statuses = List.copyOf(Objects.requireNonNull(statuses, "statuses"));
            returns = returns == null ? Map.of() : Map.copyOf(returns);
        }
    }

    /**
     * A call of a tool of a Model Context Protocol server, over streamable HTTP.
     *
     * @param url             of its endpoint, without places for arguments
     * @param name            of the tool there
     * @param headers         of each request; may be left out
     * @param largestResponse bytes; a larger one is a failure
     */
    public record McpCall(UrlTemplate url, String name, List<ToolHeader> headers, int largestResponse) implements ToolCall {

        public McpCall {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(name, "name");
            headers = orNone(headers);
        }
    }

    /**
     * A search of the documents that the caller may read.
     *
     * @param passages that it returns at most, 1 to 20
     */
    public record SearchCall(int passages) implements ToolCall {}

    /**
     * A header of a tool's requests; exactly one of {@code value} and {@code secret}.
     *
     * @param header its name
     * @param value  with places for arguments; left out for a secret
     * @param secret name of the configuration that holds the value; left out for a value
     */
    public record ToolHeader(String header, @Nullable HeaderTemplate value, @Nullable String secret) {

        public ToolHeader {
            Objects.requireNonNull(header, "header");
        }
    }

    /**
     * Who may do what, and what is said when an answer can't be given.
     *
     * @param refusal     when nothing that the caller may see bears on the question
     * @param sourcesOnly before the list of places to look at
     * @param rules       who may do what, at least one; what no rule allows is denied
     */
    public record Policy(String refusal, String sourcesOnly, List<PolicyRule> rules) {

        public Policy {
            Objects.requireNonNull(refusal, "refusal");
            Objects.requireNonNull(sourcesOnly, "sourcesOnly");
            rules = List.copyOf(Objects.requireNonNull(rules, "rules"));
        }
    }

    /**
     * A rule of the policy. One that denies wins over all that allow.
     *
     * @param rule   its name, for decisions, records and callers who are denied
     * @param effect what it does where it matches
     * @param action that it is about
     * @param when   it matches: a CEL expression over what the action knows
     * @param reason why it is there; shown to callers who are denied by it
     * @param words  said to the person who asked, instead of a problem; left out: a problem
     */
    public record PolicyRule(String rule, Effect effect, Action action, String when, String reason, @Nullable String words) {

        public PolicyRule {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(effect, "effect");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(reason, "reason");
        }

        Rule asRule() {
            return new Rule(rule, effect, action, when, reason, words);
        }
    }

    /**
     * What is taken out of the texts of one purpose.
     *
     * @param purpose    what they are for
     * @param kinds      what is taken out; empty: nothing
     * @param reversible whether a model gets placeholders that are turned back into what they stand for in its reply; may be left out, and is no then
     * @param regions    countries, as two letters (ISO 3166-1), whose telephone numbers are known without a country code; may be left out
     */
    public record RedactionRule(RedactionPurpose purpose, List<RedactionKind> kinds, boolean reversible, List<String> regions) {

        /** Where telephone numbers of the country are known without its code, if nobody says where else. */
        public static final List<String> USUAL_REGIONS = List.of("US", "GB", "DE", "FR", "NL");

        public RedactionRule {
            Objects.requireNonNull(purpose, "purpose");
            kinds = List.copyOf(Objects.requireNonNull(kinds, "kinds"));
            regions = regions == null ? USUAL_REGIONS : List.copyOf(regions);
        }

        /** Whether names of people are taken out. */
        public boolean takesOutNames() {
            return kinds.contains(RedactionKind.PERSON);
        }
    }

    /**
     * Cache and tiers.
     *
     * @param cache of whole answers
     * @param tiers in the order in which they are preferred
     */
    public record Routing(Cache cache, List<TierRule> tiers) {

        public Routing {
            Objects.requireNonNull(cache, "cache");
            tiers = List.copyOf(Objects.requireNonNull(tiers, "tiers"));
        }

        /** What the contract says about a tier, if it names it. */
        public Optional<TierRule> tier(Tier tier) {
            return tiers.stream().filter(rule -> rule.tier() == tier).findFirst();
        }

        /**
         * The tiers that are tried when a question goes to {@code first}: itself, then each one's fallback, until sources only.
         *
         * @param first one of the contract's tiers
         */
        public List<Tier> ladder(Tier first) {
            var ladder = new LinkedHashMap<Tier, TierRule>();
            var next = tier(first);
            while (next.isPresent() && ladder.putIfAbsent(next.get().tier(), next.get()) == null) {
                next = next.get().fallback().tier().flatMap(this::tier);
            }
            return List.copyOf(ladder.keySet());
        }
    }

    /**
     * How long and how much is cached.
     *
     * @param timeToLive         of an entry
     * @param tolerantTimeToLive of an entry while the error budget asks for tolerance; at least {@code timeToLive}
     * @param entries            per replica, at least 0; 0 turns the cache off
     */
    public record Cache(Duration timeToLive, Duration tolerantTimeToLive, int entries) {

        public Cache {
            Objects.requireNonNull(timeToLive, "timeToLive");
            Objects.requireNonNull(tolerantTimeToLive, "tolerantTimeToLive");
        }
    }

    /**
     * Who can write, with what, and who is next.
     *
     * @param tier     which
     * @param call     what it calls; left out for the tier that calls no model
     * @param outside  whether what the model reads leaves the house; left out: whatever is called is outside
     * @param region   where the model runs, as rules name it; may be left out
     * @param fallback when it can't write or what it wrote does not hold
     */
    public record TierRule(Tier tier, @Nullable ModelCall call, Boolean outside, @Nullable String region, Fallback fallback) {

        public TierRule {
            Objects.requireNonNull(tier, "tier");
            outside = outside == null ? call != null : outside;
            Objects.requireNonNull(fallback, "fallback");
        }
    }

    /**
     * What callers are told while a mode is in force.
     *
     * @param mode    which
     * @param words   for the person who asked
     * @param runbook page for the person on call: a path in this repository, or an https address
     * @param counts  whether an answer in this mode still keeps the promise
     */
    public record DegradationMode(Degradation mode, String words, String runbook, Counts counts) {

        public DegradationMode {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(words, "words");
            Objects.requireNonNull(runbook, "runbook");
            Objects.requireNonNull(counts, "counts");
        }
    }

    /**
     * What happens when promises are broken too often.
     *
     * @param windows  that are watched
     * @param actions  what each state does
     * @param recovery how long the condition of a state must be gone before the state is left: no flapping
     * @param silence  how long services act on the last word of evaluation; after that each acts on what it counted itself
     * @param leastRequests requests that a window must hold before it can say anything, at least 1
     */
    public record ErrorBudget(
            List<BurnWindow> windows, List<ActionRule> actions, Duration recovery, Duration silence, int leastRequests) {

        public ErrorBudget {
            windows = List.copyOf(Objects.requireNonNull(windows, "windows"));
            actions = List.copyOf(Objects.requireNonNull(actions, "actions"));
            Objects.requireNonNull(recovery, "recovery");
            Objects.requireNonNull(silence, "silence");
        }
    }

    /**
     * A pair of windows: when the error budget burns faster than {@code burnRate} in both, the state is reached.
     *
     * @param shorter  tells that it still burns
     * @param longer   tells that it is no blip
     * @param burnRate 1 spends the whole budget over the objective's window
     * @param state    that is reached: ticket or page
     */
    public record BurnWindow(Duration shorter, Duration longer, BurnRate burnRate, BurnState state) {

        public BurnWindow {
            Objects.requireNonNull(shorter, "shorter");
            Objects.requireNonNull(longer, "longer");
            Objects.requireNonNull(burnRate, "burnRate");
            Objects.requireNonNull(state, "state");
        }
    }

    /**
     * What is done from a state on.
     *
     * @param from  the state, and all that are worse
     * @param slice whose state; left out: the answer as a whole
     * @param act   what is done
     */
    public record ActionRule(BurnState from, @Nullable SliceName slice, List<BurnAction> act) {

        public ActionRule {
            Objects.requireNonNull(from, "from");
            act = List.copyOf(Objects.requireNonNull(act, "act"));
        }
    }
}
