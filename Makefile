# Everything that is typed here works on a fresh clone: what is missing is installed first.

PYTHON ?= python3
PORT ?= 7860
VENV := .venv
BIN := $(VENV)/bin
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

# A virtual environment whose Python is gone (moved, upgraded away) is made anew.
$(shell $(BIN)/python -c '' 2>/dev/null || rm -f $(VENV)/.runtime $(VENV)/.dev)

.PHONY: help run test bench lint types imports unit format lock browser clean

help: ## Show this list
	@echo "Dateline. What can be made:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo "Another port, another Python: make run PORT=7861 PYTHON=python3.12. The first install on Linux without the"
	@echo "CUDA libraries: PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu make run"

run: $(VENV)/.runtime ## Serve the sample articles on http://127.0.0.1:7860, or another PORT
	@$(BIN)/python app.py --port $(PORT)

test: lint types imports browser unit ## Check everything: style, types, import rules, tests

unit: $(VENV)/.dev ## Run the tests alone; ARGS='-m "not browser"' goes to pytest
	@$(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 --dist loadfile $(ARGS)

bench: $(VENV)/.dev ## Measure answer quality and speed
	@$(BIN)/python -m tests.benchmarks.quality
	@$(BIN)/python -m tests.benchmarks.speed

lint: $(VENV)/.dev ## Check style and format
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(VENV)/.dev ## Check types
	@$(BIN)/mypy

imports: $(VENV)/.dev ## Check which module may import which
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev ## Put code into shape and mend what can be mended
	@$(BIN)/ruff check --fix --exit-zero --quiet
	@$(BIN)/ruff format

lock: ## Rewrite constraints.txt; UPGRADE="gradio mypy" lets those move
	@PYTHON='$(PYTHON)' .ci/lock $(UPGRADE)

browser: $(VENV)/.dev
	@.ci/browser $(BIN)
	@.ci/programs

clean: ## Remove the virtual environment, caches and the sample index
	rm -rf $(VENV) .dateline build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	    .import_linter_cache test-artifacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The tests' environment is the runtime one and more, so one install serves both.
$(VENV)/.runtime: pyproject.toml constraints.txt
	@PYTHON='$(PYTHON)' .ci/install $(VENV) .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	@PYTHON='$(PYTHON)' .ci/install $(VENV) '.[dev]'
	@touch $(VENV)/.runtime $@
