# Everything a newcomer needs: `make run` serves, `make test` tests. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH := bench/.venv
# Compiled modules are kept, whatever the environment says: the tests start many processes. Three at once keep two
# processors busy while some wait for what they started. A file stays in one process, which makes its fixtures once, and
# the longest files come first (tests/conftest.py). pytest-xdist gives a test that ended its process to the next one.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --max-worker-restart 1
# Measuring makes Python code more than twice as slow. A run that fails leaves no figure behind.
MEASURE := $(PYTEST) --cov --cov-report= || (rm -f .coverage && false)
COVERED := $(shell find service tests samples templates_docx -type f ! -name '*.pyc') pyproject.toml requirements-dev.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: help hooks sbom release fuzz mutants sense conformance limits wheels screenshots run machine test check format samples templates bench lock audit licences load key user secret pack-key pack clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: $(VENV)/.runtime ## install and serve on 127.0.0.1:8000
	$(BIN)/gunicorn -c gunicorn.conf.py wsgi:app

machine: ## install the programs that tests start (as root; otherwise list them)
	@$(PYTHON) -m tools.machine

test: machine $(VENV)/.dev ## install what the tests need and run them all: [MEASURED=yes] with coverage, for `make check`
	$(if $(MEASURED),$(MEASURE),$(PYTEST))

check: $(VENV)/.dev ## linters, types, layers, and the coverage (lines and branches) of a test run
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(PYTHON) -m tools.machine nodejs npm node_modules
	test ! -x node_modules/.bin/eslint || node_modules/.bin/eslint --max-warnings=0 service
	@$(MAKE) --no-print-directory .coverage
	$(BIN)/python -m tools.branches 95 95

# What the tests went through, noted by the run itself; they run again when it is older than the code.
.coverage: $(COVERED) | machine $(VENV)/.dev
	$(MEASURE)

hooks: $(VENV)/.dev ## have git run the linters before each commit (.pre-commit-config.yaml)
	$(BIN)/pre-commit install

format: $(VENV)/.dev ## put the code in its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

samples: $(VENV)/.runtime ## write the sample documents into build/
	$(BIN)/python -m tools.make_samples

templates: $(VENV)/.runtime ## make templates_docx/ anew from service/docx/standard.py
	$(BIN)/python -m tools.make_templates

key: $(VENV)/.runtime ## make an API key: NAME=… [SCOPES=documents,validations] [DAYS=365]
	@$(BIN)/python -m tools.make_key "$(NAME)" $(if $(SCOPES),--scopes "$(SCOPES)") $(if $(DAYS),--days "$(DAYS)")

user: $(VENV)/.runtime ## make a clerk's account: NAME=… (asks for the password)
	@$(BIN)/python -m tools.make_user "$(NAME)"

secret: $(VENV)/.runtime ## make the secret by which sessions and forms outlive a restart: [FILE=private/session.key]
	@$(BIN)/python -m tools.make_secret $(if $(FILE),--file "$(FILE)")

pack-key: $(VENV)/.runtime ## make the key that signs data packs, and the line that services trust: [NAME=…] [KEY=private/pack.key]
	@$(BIN)/python -m tools.make_pack key $(if $(NAME),--name "$(NAME)") $(if $(KEY),--key "$(KEY)")

pack: $(VENV)/.runtime ## make a signed data pack of service/reference/data, or of FROM=folder: [KEY=private/pack.key] [OUT=…]
	@$(BIN)/python -m tools.make_pack pack $(if $(KEY),--key "$(KEY)") $(if $(FROM),--data "$(FROM)") $(if $(OUT),--output "$(OUT)")

lock: $(VENV)/.dev ## pin every dependency with hashes: requirements*.in -> requirements*.txt
	$(BIN)/uv pip compile $(LOCK) --output-file requirements.txt requirements.in
	$(BIN)/uv pip compile $(LOCK) --output-file requirements-dev.txt requirements-dev.in

audit: $(VENV)/.dev ## look the locked versions up among known vulnerabilities (needs the internet)
	$(BIN)/pip-audit --disable-pip --require-hashes -r requirements.txt

sbom: $(VENV)/.dev ## write build/sbom.json: the locked runtime packages as a CycloneDX bill of materials
	$(BIN)/python -m tools.make_sbom

release: ## turn the changelog's [Unreleased] into a release and commit it: VERSION=1.2.3
	@$(PYTHON) -m tools.release "$(VERSION)"

licences: $(VENV)/.runtime ## write docs/licences.md: what each locked package allows
	$(BIN)/python -m tools.licences

load: $(VENV)/.runtime ## put the service under load with wrk: [SECONDS=120] [DOCUMENTS=50000]
	$(BIN)/python -m bench.load $(if $(SECONDS),--seconds $(SECONDS)) $(if $(DOCUMENTS),--documents $(DOCUMENTS))

bench: $(BENCH)/.made ## measure beside docxtpl, rust-docxtpl, python-docx, Carbone and easy-template-x (docs/performance.md); minutes
	$(BENCH)/bin/python -m bench

limits: $(VENV)/.runtime ## print the systemd unit's limits for so many workers: WORKERS=8
	@$(if $(WORKERS),VANBAN_WORKERS=$(WORKERS)) $(BIN)/python -m tools.make_limits

wheels: $(VENV)/.runtime ## put every runtime package into wheels/, to install without internet
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes -d wheels -r requirements.txt

fuzz: $(VENV)/.runtime ## throw damaged files at every reader for SECONDS=60
	$(BIN)/python -m tools.fuzz $(or $(SECONDS),60) $(or $(SEED),1)

sense: $(VENV)/.dev ## measure the rules of sense on the corpus of tools/sense, and write the table into docs/rules.md
	$(BIN)/python -m tools.sense

mutants: $(VENV)/.dev ## put small mutations into the code and see whether the tests notice: [COUNT=200] [SEED=1] [ONLY="service/rules …"] [AGAIN=list]
	$(BIN)/python -m tools.mutants --count $(or $(COUNT),200) --seed $(or $(SEED),1) $(if $(ONLY),--only $(ONLY)) $(if $(AGAIN),--again $(AGAIN))

conformance: $(VENV)/.runtime ## measure the check of any .docx on sound, spoilt and foreign documents (docs/conformance.md)
	$(BIN)/python -m tools.conformance

screenshots: $(VENV)/.dev ## take the clerks' pictures in docs/images/ anew
	$(BIN)/python -m tools.make_screenshots

clean: ## remove what the targets made
	rm -rf $(VENV) $(BENCH) bench/.rust node_modules bench/node_modules build .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Peers and wrk are no needs: without npm, wrk or a wheel of rust-docxtpl their rows are left out.
$(BENCH)/.made: bench/requirements.txt requirements.txt bench/package.json
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --target bench/.rust rust-docxtpl==0.1.2 || true
	command -v npm >/dev/null && npm install --prefix bench --no-audit --no-fund --no-package-lock --silent || true
	@touch $@

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV) || (echo "Need the package python3-venv: apt-get install python3-venv" && false)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
