# TierZero. `make` alone lists what there is to do.
#
# The virtual environment is .venv. Each step of set-up leaves a stamp there that is newer than what
# the step was made from, so a second run does only what changed.

BROKER ?= tansu
BENCHES ?= rollup ingest freshness restart history fanout pact_listing bulk_validation submitting
RUN    ?= .run
TESTS  ?= tests

VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/stamps
STEP   := scripts/step.sh
PIP    := $(BIN)/python -m pip install --disable-pip-version-check --no-input
# Whole packages of tests beside each other: see TogetherByPackage in tests/conftest.py. One process
# more than there are cores makes nothing faster: the cores are busy.
AT_ONCE := --numprocesses=logical --maxprocesses=4 --dist=loadscope --no-loadscope-reorder
PROTOS := $(shell find proto -name '*.proto')
SCANNED := $(wildcard services/footprint/src/footprint/columns/*.py) libs/carbon/src/carbon/rollup/compiled.py
CODE   := libs services deploy/local scripts tests $(wildcard bench)

export BROKER

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test lint setup setup-development browser contracts-check contracts-release bench \
	picture chaos verify clean

help: ## List the targets
	@echo "Usage: make TARGET [BROKER=tansu|kafka]"
	@echo
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "BROKER=tansu is embedded and keeps its log in memory; BROKER=kafka is Apache Kafka (Java 17, Maven)."

run: setup ## Start the whole platform on this machine; Ctrl-C stops it
	@exec $(BIN)/python -m tierzero_local.run --directory $(RUN) --broker $(BROKER)

test: setup-development browser $(if $(SKIP_LINT),,lint) ## Check everything: lint, then all tests
	@echo "tests on BROKER=$(BROKER)"
	@$(BIN)/python -m pytest $(TESTS) $(if $(filter tests,$(TESTS)),$(AT_ONCE))

lint: setup-development ## Style, types, layers and contracts
	@$(STEP) "style" $(STAMPS)/style.log $(BIN)/ruff check $(CODE)
	@$(STEP) "format" $(STAMPS)/format.log $(BIN)/ruff format --check $(CODE)
	@$(STEP) "types" $(STAMPS)/types.log $(BIN)/pyright
	@$(STEP) "layers" $(STAMPS)/layers.log $(BIN)/lint-imports
	@$(MAKE) --no-print-directory contracts-check

contracts-check: setup-development ## Contracts are well formed and break no released consumer
	@$(STEP) "contracts: style" $(STAMPS)/contracts-style.log $(BIN)/buf lint proto
	@$(STEP) "contracts: format" $(STAMPS)/contracts-format.log \
		$(BIN)/buf format proto --diff --exit-code
	@$(STEP) "contracts: unbroken" $(STAMPS)/contracts-unbroken.log \
		$(BIN)/buf breaking proto --against proto/released.binpb

contracts-release: contracts-check ## Make the present contracts the ones that must not be broken
	@$(BIN)/buf build proto --as-file-descriptor-set -o proto/released.binpb

bench: setup-development ## Run every benchmark of bench/, each beside its reference
	@for name in $(BENCHES); do echo "== $$name"; PYTHONPATH=. $(BIN)/python bench/$$name.py || exit 1; done

chaos: setup-development ## Kill parts of the platform while it works and compare the results
	@$(BIN)/python -m pytest tests/chaos

verify: setup ## Recompute all inventories of the running platform in two ways, and prove the audit log
	@$(BIN)/python -m footprint.verify $(if $(TIERZERO_STORE),,--platform=$(RUN)/platform.json)
	@$(BIN)/python -m supplier_portal.audit.verify $(if $(TIERZERO_STORE),,--platform=$(RUN)/platform.json)

picture: setup-development browser ## Make the README's pictures of the sample's progress page
	@$(BIN)/python scripts/picture.py

browser: ## Install Chromium and a Chinese font for the browser tests, where missing
	@scripts/install_browser.sh

setup: $(STAMPS)/runtime $(STAMPS)/contracts $(STAMPS)/installed $(STAMPS)/compiled ## Prepare .venv for `make run`
	@:

setup-development: $(STAMPS)/development $(STAMPS)/contracts $(STAMPS)/installed $(STAMPS)/compiled ## … for `make test`
	@:

clean: ## Remove .venv, caches and the data of `make run`
	rm -rf $(VENV) .run .cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find libs services deploy tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
	find libs/tierzero/src/tierzero -name '*_pb2*.py*' -delete

$(STAMPS)/created: | scripts/find_python.sh
	@python=$$(scripts/find_python.sh) && \
		$(STEP) "virtual environment" .cache/venv.log $$python -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements/runtime.lock | $(STAMPS)/created
	@$(STEP) "dependencies" $(STAMPS)/runtime.log $(PIP) --require-hashes -r $<
	@touch $@

# Holds all that the runtime lock holds, so that need not be looked at after it.
$(STAMPS)/development: requirements/development.lock requirements/runtime.lock | $(STAMPS)/created
	@$(STEP) "test dependencies" $(STAMPS)/development.log $(PIP) --require-hashes -r $<
	@touch $(STAMPS)/runtime $@

$(STAMPS)/contracts: $(PROTOS) scripts/generate_contracts.py
	@$(STEP) "contracts" $(STAMPS)/contracts.log $(BIN)/python scripts/generate_contracts.py
	@touch $@

# The first worker would compile for seconds otherwise.
$(STAMPS)/compiled: $(SCANNED) $(STAMPS)/runtime | $(STAMPS)/contracts $(STAMPS)/installed
	@$(STEP) "machine code" $(STAMPS)/compiled.log $(BIN)/python -m footprint.columns
	@touch $@

$(STAMPS)/installed: pyproject.toml
	@$(STEP) "packages" $(STAMPS)/installed.log $(PIP) --no-deps --no-build-isolation -e .
	@touch $@
