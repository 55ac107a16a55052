# SIUS. `make` lists what there is to do; nothing but Python 3.11 or newer is needed.

PYTHON ?= python3
BUS ?= local
VENV := .venv
BIN := $(VENV)/bin
REQUIREMENTS := run kafka test

# Paths that the checks read.
CODE := services shared deploy tests

# Tests run on every core, a file at a time; each worker has its own PostgreSQL and Kafka.
PARALLEL ?= -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# `make run`, `make test` and `make bench` take extra arguments: make test ARGS="tests/intake -x"
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

.PHONY: help
help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(VENV)/.run-$(BUS)  ## Run all four services here; BUS=kafka starts a real Kafka beside them
	$(BIN)/python -m deploy.local --bus $(BUS) $(ARGS)

.PHONY: test
test: $(VENV)/.test $(VENV)/.jars chromium  ## Run every test, against a real PostgreSQL, a real Kafka and a real browser
	$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

# The pages are tested in a browser. Where there is none, Debian's is installed, by root or with sudo.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { \
		echo "Installing Chromium ..."; \
		if [ "$$(id -u)" = 0 ]; then as_root=; else as_root="sudo -n"; fi; \
		$$as_root apt-get update -qq && $$as_root apt-get install -y -qq --no-install-recommends chromium; } \
	|| { echo "Chromium is missing and could not be installed. On Debian and Ubuntu: apt install chromium" >&2; exit 1; }

.PHONY: check
check: $(VENV)/.test  ## Lint, format, types, borders between packages, and the published contracts
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python -m shared.contracts check

.PHONY: bench
bench: $(VENV)/.test $(VENV)/.jars  ## Measure throughput and delay
	$(BIN)/python -m tests.bench $(ARGS)

.PHONY: lock
lock: $(VENV)/.installer  ## Pin every package anew (requirements/*.txt)
	cd requirements && ../$(BIN)/uv pip compile $(COMPILE) bootstrap.in -o bootstrap.txt
	cd requirements && ../$(BIN)/uv pip compile $(COMPILE) test.in -o test.txt
	cd requirements && ../$(BIN)/uv pip compile $(COMPILE) -c test.txt kafka.in -o kafka.txt
	cd requirements && ../$(BIN)/uv pip compile $(COMPILE) -c test.txt run.in -o run.txt

COMPILE := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

.PHONY: clean
clean:  ## Remove the environment, caches and the data of local runs
	rm -rf $(VENV) .data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: made once, brought up to date when a pin changes -------------------------------------------

# Each set of pins has a stamp, newer than the pins it was installed from. The sets agree on every version.
$(VENV)/.run-local: $(VENV)/.run
	@touch $@
$(VENV)/.run-kafka: $(VENV)/.kafka $(VENV)/.jars
	@touch $@

$(REQUIREMENTS:%=$(VENV)/.%): $(VENV)/.%: requirements/%.txt $(VENV)/.installer
	@$(call install,$<)
	@touch $@

# `make test` has the Kafka packages in its own set already, so either set serves to fetch the jars.
$(VENV)/.jars: deploy/kafka/jars.lock | $(if $(filter test bench,$(MAKECMDGOALS)),$(VENV)/.test,$(VENV)/.kafka)
	$(BIN)/python -m deploy.kafka fetch
	@touch $@

$(VENV)/.installer: requirements/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than 3.11. Name a newer one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make environments: its venv or ensurepip module is missing." >&2; \
		     echo "On Debian and Ubuntu: apt install python3-venv. Or name another Python: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# uv installs several times faster; pip may know an index (its own settings) that uv does not, so it is the second way.
define install
	echo "Installing $(1) ..."; \
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r $(1) \
	|| { echo "uv could not; trying pip." >&2; \
	     $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); }
endef
