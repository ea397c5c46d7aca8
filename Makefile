# Two commands do everything on a machine with Python 3.11+, make and a C compiler: `make demo` and `make test`.
# Every target sets up what it needs; a second run is instant.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes
COMPILE := uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate --no-header --python-version 3.11

.PHONY: help demo test lint check format evaluate bench lock clean
.DEFAULT_GOAL := help

help:  ## what there is to do
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.web  ## build a workspace from the sample corpus and serve it (ARGS=--no-serve only builds it)
	@$(BIN)/threadline demo $(ARGS)

test: $(VENV)/.web $(VENV)/.dev  ## the fast tests (ARGS='-m slow' for the others)
	@$(BIN)/python -m pytest -q -n 2 $(ARGS)

lint: $(VENV)/.dev  ## format, lint, types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

check: lint test  ## format, lint, types, tests

format: $(VENV)/.dev  ## put the code in form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

evaluate: $(VENV)/.base  ## scores of every component beside their floors
	@$(BIN)/threadline evaluate $(ARGS)

bench: $(VENV)/.dev  ## every figure, as a ratio against a baseline of the same run
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; $(BIN)/python -m benchmarks.$$(basename $$script .py) || exit 1; done

lock:  ## renew the pinned requirements (needs uv)
	$(COMPILE) pyproject.toml requirements/base.in -o requirements/base.txt
	$(COMPILE) pyproject.toml requirements/base.in requirements/dev.in -o requirements/dev.txt
	$(COMPILE) requirements/node.in -o requirements/node.txt

clean:  ## remove what the other targets made, workspaces excepted
	rm -rf $(VENV) node_modules web/static/vendor build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Threadline needs Python 3.11 or newer; set PYTHON=python3.11")'
	@echo "Setting up $(VENV) (once, about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: $(VENV)/.made requirements/base.txt pyproject.toml
	@$(PIP) -r requirements/base.txt
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(PIP) -r requirements/dev.txt
	@touch $@

# The graph library comes from npm; where Node.js is absent, a PyPI package brings it.
$(VENV)/.web: $(VENV)/.base package-lock.json requirements/node.txt
	@command -v npm >/dev/null || $(PIP) -r requirements/node.txt
	@$(BIN)/python -m web.vendor && touch $@ || echo "The graph is shown as a table until this works; the rest goes on."
