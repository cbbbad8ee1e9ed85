# Everything a newcomer needs: `make run` serves, `make test` tests. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test check format samples templates bench lock clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: $(VENV)/.runtime ## install and serve on 127.0.0.1:8000
	$(BIN)/gunicorn -c gunicorn.conf.py wsgi:app

test: $(VENV)/.dev ## install what the tests need and run them all
	$(BIN)/python -m pytest

check: $(VENV)/.dev ## linters, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## put the code in its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

samples: $(VENV)/.runtime ## write the sample documents into build/
	$(BIN)/python -m tools.make_samples

templates: $(VENV)/.runtime ## make templates_docx/ anew from service/standard.py
	$(BIN)/python -m tools.make_templates

clean: ## remove what the targets made
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV) || (echo "Need the package python3-venv: apt-get install python3-venv" && false)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
