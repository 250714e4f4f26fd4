# One command each; everything lives in .venv, nothing else on the machine is touched.

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
LINK := .dev/huiyin
AUDIT := .dev/audit
NODE := .dev/audit-node

SUITES := $(sort $(dir $(wildcard tests/*/test_*.py)))
DECIDING := $(addprefix tests/,cli/ docs/ domain/ house/ ledger/ privacy/)

.DEFAULT_GOAL := help
.PHONY: help venv demo test test-reading test-deciding check format lint types covered contracts docs audit fix catalogue lock dist clean

help: ## list what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

venv: $(DEV) $(LINK) ## set up .venv with everything that development needs

demo: $(RUN) ## play a day of a service centre on a fresh file
	@$(BIN)/huiyin demo

test: $(DEV) ## run every test, and measure what the tests cover
	$(BIN)/coverage erase
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-reading test-deciding
	@$(BIN)/coverage combine --quiet
	@printf 'Covered, branches included, in percent: '
	@$(BIN)/coverage report --format=total --fail-under=0

# The two halves of the suite, about as long as each other, for two cores.
test-reading: $(DEV)
	$(BIN)/coverage run -m pytest $(filter-out $(DECIDING),$(SUITES))

test-deciding: $(DEV)
	$(BIN)/coverage run -m pytest $(DECIDING)

check: format lint types contracts test covered ## all that must hold before a commit

format: $(DEV)
	$(BIN)/ruff format --check .

lint: $(DEV)
	$(BIN)/ruff check .

types: $(DEV) $(LINK)
	$(BIN)/mypy
	cd tests && ../$(BIN)/mypy --config-file ../pyproject.toml . ../docs/generate.py
	$(BIN)/basedpyright

covered: test
	$(BIN)/coverage report

contracts: $(DEV)
	$(BIN)/lint-imports --no-cache

docs: $(DEV) ## write the reference from the code, and try what the other pages show
	$(BIN)/python docs/generate.py
	$(BIN)/pytest --quiet tests/docs

audit: $(AUDIT)/.installed $(NODE)/.installed ## ask programs that nobody here wrote
	$(AUDIT)/bin/python -m pytest --quiet -W ignore tests/audit

fix: $(DEV) ## format, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogue: $(DEV) ## compile the translations and list the sentences that have none
	@find cli domain projections workflow -name '*.po' | while read -r po; do \
	    $(BIN)/pybabel compile --statistics -i "$$po" -o "$${po%.po}.mo" || exit 1; \
	done
	$(BIN)/pytest --quiet tests/house/test_catalogue.py

lock: ## choose the newest versions allowed and pin them in constraints.txt
	rm -rf .dev/lock && mkdir -p .dev
	@$(find-python) -m venv .dev/lock
	.dev/lock/bin/pip install --quiet --upgrade 'setuptools>=77'
	.dev/lock/bin/pip install --quiet --no-build-isolation --editable '.[dev]'
	.dev/lock/bin/pip freeze --all --exclude-editable --exclude pip > constraints.txt
	rm -rf .dev/lock
	rm -rf $(AUDIT) && $(MAKE) $(AUDIT)/.installed AUDIT_PINS=
	$(AUDIT)/bin/pip freeze --path "$$($(AUDIT)/bin/python -c '$(SITE)')" > constraints-audit.txt

dist: $(DEV) ## build the sdist and the wheel
	rm -rf build dist
	$(BIN)/python -m build --no-isolation
	rm -rf build

clean: ## remove all that make made
	rm -rf $(VENV) .dev build dist htmlcov *.egg-info .coverage .coverage.* .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .grimp_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- setting up

# `make PYTHON=…` chooses another one.
find-python = $$(for python in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3; do \
    $$python -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' \
        2>/dev/null && command -v $$python && exit; \
    done; \
    echo 'huiyin needs Python 3.11 or newer with its venv module; PYTHON=… names one.' >&2; \
    echo false)

$(BIN)/pip:
	@echo Setting up $(VENV) …
	@$(find-python) -m venv $(VENV)

# setuptools builds from the same .venv, so that the pinned one does it.
$(RUN): pyproject.toml constraints.txt | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt 'setuptools>=77'
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation --editable .
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt 'setuptools>=77'
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation --editable '.[dev]'
	@touch $@ $(RUN)

# The programs of others have a place of their own, from which all of .venv is seen as well.
SITE = import sysconfig; print(sysconfig.get_path("purelib"))
GROUP = import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["audit"])
AUDIT_PINS = -c constraints-audit.txt

$(AUDIT)/.installed: pyproject.toml constraints-audit.txt $(DEV)
	@echo Setting up $(AUDIT) …
	@mkdir -p .dev && $(BIN)/python -m venv $(AUDIT)
	@$(AUDIT)/bin/pip install --quiet --disable-pip-version-check $(AUDIT_PINS) \
	    $$($(BIN)/python -c '$(GROUP)')
	@echo "import site; site.addsitedir('$$($(BIN)/python -c '$(SITE)')')" \
	    > "$$($(AUDIT)/bin/python -c '$(SITE)')/dev.pth"
	@touch $@

# Where there is no npm, the tests that ask its programs are skipped and say so.
$(NODE)/.installed: tests/audit/node/package.json tests/audit/node/package-lock.json
	@mkdir -p $(NODE) && cp $^ $(NODE)
	@cd $(NODE) && npm ci --silent --ignore-scripts --no-audit --no-fund \
	    || echo 'npm has not installed its programs: the tests that ask them are skipped.'
	@touch $@

# The static checkers need a folder that is called huiyin.
$(LINK):
	@mkdir -p .dev && ln -s .. $@
