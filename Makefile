# The commands a person types. Each is one line: the work is done by deploy/local/bin and the program behind it.
#
# Settings, all optional: SURETY_STATE (folder of the stack's state), SURETY_PORT_OFFSET (shifts all ports), SURETY_GGUF (weights of the
# small model, or none), JAVA_HOME, MVN, MAVEN_ARGS.

BIN := deploy/local/bin
MVN ?= mvn

# A question is text: make must not look for variables in it, and it reaches the program by the environment, past the shell's quoting.
override Q := $(value Q)
# make calls the assembler AS where nobody says otherwise.
override AS := $(if $(filter default,$(origin AS)),,$(value AS))
override DIR := $(value DIR)
override INDEX := $(value INDEX)
override SUITE := $(value SUITE)
override CONTRACT := $(value CONTRACT)
override RUNBOOKS := $(value RUNBOOKS)
override CASE := $(value CASE)
override DOC := $(value DOC)
# Every shell has a USER: only one that is typed names somebody.
override EXPLAIN_USER := $(if $(findstring command,$(origin USER)),$(value USER))
export Q AS DIR INDEX SUITE CONTRACT RUNBOOKS CASE DOC EXPLAIN_USER LAST SEED CHECKS DOCUMENTS WAYS DIRECTORY FAULTS MVN MAVEN_ARGS

.DEFAULT_GOAL := help
.PHONY: help up down status logs reset build test load token ask explain-access dry-run-policy eval leak-test bench bench-enforcement bench-policy bench-grants bench-redaction export-slo check-contract apply-contract check-native

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

up: build ## Build what changed, start everything, load the demo company
	@$(BIN)/surety up

down: ## Stop everything; documents, answers and users stay
	@$(BIN)/surety down

status: ## Each part with its URL, state and memory
	@$(BIN)/surety status

logs: ## A part's log, on and on: S=retrieval
	@$(BIN)/surety logs --follow $(S)

reset: ## Stop everything and delete its data
	@$(BIN)/surety reset

build: ## Package the modules whose sources changed
	@$(BIN)/build

test: ## All tests, on real servers
	@$(BIN)/maven -B verify

load: ## Publish a folder of documents: DIR=path INDEX=name
	@$(BIN)/surety load

token: ## An access token and nothing else: AS=alice
	@$(BIN)/surety token

ask: ## A question and its cited answer: Q="..." AS=alice
	@$(BIN)/surety ask

explain-access: ## Whether somebody may read a document, and why: USER=alice DOC=id-or-uri AS=erin
	@$(BIN)/surety explain-access

dry-run-policy: ## What a contract's rules would have said to the last decisions: CONTRACT=file LAST=1000; an error when one flips
	@$(BIN)/surety dry-run-policy

eval: ## All suites, or one: SUITE=kestrel; an error below their thresholds
	@$(BIN)/surety eval

leak-test: ## Whether anybody sees what is not theirs: CHECKS=10000 SEED=number FAULTS=all
	@$(BIN)/build deploy/local >&2
	@$(BIN)/surety leak-test

apply-contract: ## Another contract for the services that run, without a restart: CONTRACT=file
	@$(BIN)/surety apply-contract

bench: ## The benchmarks of eval/benchmarks
	@$(BIN)/surety bench

bench-enforcement: ## What enforcing the contract costs a call, by JMH
	@$(BIN)/bench-enforcement

bench-policy: ## What a decision of the policy takes, by JMH
	@$(BIN)/bench-policy

bench-grants: ## What signing and verifying a grant takes, by JMH
	@$(BIN)/bench-grants

bench-redaction: ## What redaction finds in labelled texts and misses, and how fast it is, by JMH
	@$(BIN)/bench-redaction

export-slo: ## OpenSLO, Prometheus rules and a dashboard of the contract: CONTRACT=file
	@$(BIN)/build deploy/local >&2
	@$(BIN)/surety export-slo

check-contract: ## Whether a contract adds up, and to what: CONTRACT=file, else deploy/contract.yaml
	@$(BIN)/build deploy/local >&2
	@$(BIN)/surety check-contract

check-native: ## Whether each service could become a native program, without building one
	@$(BIN)/maven -B -q -ntp package -DskipTests -Dquarkus.native.enabled=true -Dquarkus.native.sources-only=true
