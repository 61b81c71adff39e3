# Every target installs what it needs into .venv first: Python 3.11 or newer and make are enough.

PYTHON  ?= python3
WORKERS ?= 2
# make faults FAULTS="--cuts 1000 --rounds 500" tries less; --help lists all that can be set.
FAULTS ?=
# Empty keeps the versions already locked; --upgrade takes the newest that fit pyproject.toml.
LOCK_FLAGS ?=

VENV := .venv
BIN  := $(VENV)/bin
CODE := src projections tests docs/picture.py $(wildcard bench)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check bench bench-large faults lock golden picture clean

help: ## print these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## play a call centre's day on a live floor monitor
	@$(BIN)/dutybook demo

test: $(VENV)/.installed ## run every test
	@$(BIN)/pytest -n $(WORKERS)

check: $(VENV)/.installed ## format, lint, strict types, import contracts
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports

bench: $(VENV)/.installed ## measure the figures and print them as a table
	@$(BIN)/python -m bench --json build/figures.json

# Needs some 40 GB where temporary files lie (TMPDIR) and about an hour.
bench-large: $(VENV)/.installed ## measure ledgers of up to ten million events and draw the plot
	@$(BIN)/python -m bench --large peers weight --json build/figures-large.json
	@$(BIN)/python -m bench.plot build/figures-large.json docs/pictures/latency.svg

faults: $(VENV)/.installed ## cut the power, kill, fail the network for half an hour; a table
	@$(BIN)/python -m tests.faults $(FAULTS)

# One process, because two would overwrite each other's list of pictures in use.
golden: $(VENV)/.installed ## write golden files and pictures anew, to be read as a diff
	DUTYBOOK_UPDATE_GOLDEN=1 $(BIN)/pytest --snapshot-update

picture: $(VENV)/.installed ## draw the README's pictures of the floor anew
	@$(BIN)/python docs/picture.py

# No address may stand in the lock, so that it installs from whatever index the reader has set up.
lock: $(BIN)/uv ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --group bench \
	    --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" --quiet $(LOCK_FLAGS) -o requirements.lock
	@if grep -n '://' requirements.lock; then \
	    echo "requirements.lock holds an address; take the URL dependency out of pyproject.toml."; \
	    exit 1; fi

clean: ## remove the environment, caches and build results
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Dutybook needs Python 3.11 or newer, and '$(PYTHON)' is not;" \
	        "name another one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	    echo "'$(PYTHON)' cannot make a virtual environment;" \
	        "install its venv module (on Debian the package python3-venv)."; exit 1; }

$(BIN)/uv: | $(BIN)/python
	$(BIN)/python -m pip install --quiet uv

$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
