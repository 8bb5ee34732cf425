# Everything a person types. Each target installs what it needs first; a second time that takes a moment.
PYTHON ?= python3
DISTRICT ?= bantaeng
PORT ?= 8000
WORKERS ?= 2
BIN = .venv/bin
FAST = not slow and not functional and not verification
PG15 ?= /usr/lib/postgresql/15/bin

.PHONY: help demo demo-reset check test test-fast test-pg15 lint types docs fix lock hooks clean

help:           ## what can be done here
	@sed -n 's/^\([a-z0-9-]*\):.*##/\1\t/p' Makefile | expand -t 14

demo:           ## install, start everything, print one address (DISTRICT=brebes, PORT=8001)
	@$(PYTHON) tools/bootstrap.py run
	@exec $(BIN)/simpul demo --district "$(DISTRICT)" --port "$(PORT)"

demo-reset:     ## throw the demo's data away and begin again
	@$(PYTHON) tools/bootstrap.py run
	@exec $(BIN)/simpul demo --district "$(DISTRICT)" --port "$(PORT)" --reset

check: dev lint types docs   ## style, floors, types, migrations, drawings: everything but the tests

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src/simpul
	$(BIN)/codespell
	$(BIN)/python tools/build_browser.py --check

types: dev
	$(BIN)/mypy

docs: dev
	$(BIN)/simpul makemigrations --check --dry-run
	$(BIN)/simpul draw --check

test: dev chromium     ## every test, browser journeys included
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

test-fast: dev  ## without slow, functional and verification tests
	$(BIN)/pytest -n $(WORKERS) -m "$(FAST)"

test-pg15: dev  ## the fast tests on PostgreSQL 15
	SIMPUL_TEST_POSTGRES="$$($(BIN)/python tools/postgres15.py)" $(BIN)/pytest -n $(WORKERS) -m "$(FAST)"

fix: dev        ## let the tools repair what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:           ## make the locks anew from requirements/*.in (--upgrade to move versions)
	@$(PYTHON) tools/bootstrap.py run
	$(BIN)/python tools/lock.py $(LOCK)

hooks: dev      ## check each commit with prek
	$(BIN)/prek install

clean:          ## remove what was built; data of the demo stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist \
	  frontend/node_modules src/simpul/web/static/build .data/test

.PHONY: dev chromium
dev:
	@$(PYTHON) tools/bootstrap.py dev

chromium: dev
	@$(BIN)/python tools/chromium.py
