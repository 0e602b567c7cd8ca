# The two commands: `make run` and `make test`. Everything else is a part of them.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate --no-header
.DEFAULT_GOAL := help
.PHONY: help run test check bench eval lock clean

help:
	@echo "make run    start Siang Kan on this machine with its chat simulator (no LINE account needed)"
	@echo "make test   run every check and every test"
	@echo "make check  format, lint, types, floors of the house, data"
	@echo "make bench  measure, side by side with a baseline"
	@echo "make eval   measure how well the bot reads Thai, into docs/reading-quality.md"
	@echo "make lock   renew the pinned requirements (needs the network)"

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Siang Kan needs Python 3.11 or newer; '$(PYTHON)' is older or missing. Try: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Making the virtual environment in .venv ..."
	@$(PYTHON) -m venv .venv || \
	  { echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv"; rm -rf .venv; exit 1; }

.venv/.run: requirements.txt pyproject.toml | .venv/bin/python
	@echo "Installing the pinned packages (only the first time) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt || \
	  { echo "The packages could not be installed: is there a network, or a package mirror set for pip?"; exit 1; }
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test: .venv/.run tests/requirements.txt
	@echo "Installing the pinned test tools (only the first time) ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r tests/requirements.txt || \
	  { echo "The test tools could not be installed: is there a network, or a package mirror set for pip?"; exit 1; }
	@touch $@

run: .venv/.run
	@$(BIN)/siangkan demo

check: .venv/.test
	@echo "Checking format, lint, types, the floors of the house and the data ..."
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/siangkan check --data
	@$(BIN)/siangkan draw --check

test: check
	@echo "Running the tests ..."
	@$(BIN)/pytest

bench: .venv/.test
	@$(BIN)/python -m tests.bench

eval: .venv/.test
	@$(BIN)/python -m tests.reading

# uv writes hashes for every platform and no registry's address.
lock: .venv/.test
	@$(BIN)/pip install -q uv
	@printf 'hatchling\neditables\n' | $(BIN)/$(COMPILE) pyproject.toml - -o requirements.txt
	@$(BIN)/$(COMPILE) pyproject.toml --extra test -c requirements.txt -o tests/requirements.txt

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache
