# Everything a person types. Each target installs what it needs first; a second time that takes a moment.
PYTHON ?= python3
DISTRICT ?= bantaeng
PORT ?= 8000
WORKERS ?= 2
SCALE ?= 0.1
BIN = .venv/bin
FAST = not slow and not functional and not verification

.PHONY: wheel audit crawl messages bench screenshots help demo demo-reset check lint types documents test test-fast test-pg15 fix draw lock hooks clean dev chromium

help:           ## what can be done here
	@sed -n 's/^\([a-z0-9-]*\):.*##/\1\t/p' Makefile | expand -t 14

demo:           ## install, start everything, print one address (DISTRICT=brebes, PORT=8001)
	@$(PYTHON) tools/bootstrap.py run
	@exec $(BIN)/simpul demo --district "$(DISTRICT)" --port "$(PORT)"

demo-reset:     ## throw the demo's data away and begin again
	@$(PYTHON) tools/bootstrap.py run
	@exec $(BIN)/simpul demo --district "$(DISTRICT)" --port "$(PORT)" --reset

check: lint types documents   ## style, floors, types, migrations, drawings: everything but the tests

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src/simpul
	$(BIN)/codespell .
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml src tools setup.py
	$(BIN)/python tools/build_browser.py --check

types: dev
	$(BIN)/mypy

documents: dev  # what is drawn from the code must be fresh
	PYTHONWARNINGS=ignore $(BIN)/simpul makemigrations --check --dry-run
	$(BIN)/python -m tools.draw --check

test: dev chromium   ## every test, browser journeys included
	$(BIN)/pytest -n $(WORKERS)

test-fast: dev  ## without slow, functional and verification tests
	$(BIN)/pytest -n $(WORKERS) -m "$(FAST)"

test-pg15: dev  ## the fast tests on PostgreSQL 15, the oldest that is supported
	folder="$$($(BIN)/python -m tools.postgres15)" && \
	  SIMPUL_TEST_POSTGRES="$$folder" $(BIN)/pytest -n $(WORKERS) -m "$(FAST)"

fix: dev        ## let the tools repair what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

draw: dev       ## draw floors, states, events and personal data into docs/reference
	$(BIN)/python -m tools.draw

wheel: dev      ## one file with everything in it, browser files too: dist/simpul-….whl
	rm -rf build
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf build

audit: dev      ## ask a list of known weaknesses about our packages (needs the network)
	@$(BIN)/python -m tools.audit

crawl: dev      ## let wapiti attack a running demo, signed in as three seats (PORT=8000)
	@$(BIN)/python -m tools.crawl http://127.0.0.1:$(PORT)

messages: dev  ## bring the English catalogue up to the screens; then write what waits
	$(BIN)/python -m tools.messages

bench: dev      ## measure pages beside ordinary views into docs/reference (SCALE=1 is a Brebes; 0.1)
	$(BIN)/python -m bench --scale "$(SCALE)"

screenshots: dev chromium  ## photograph pages of a running demo into docs/screenshots (PORT=8000)
	$(BIN)/python -m tools.screenshots http://127.0.0.1:$(PORT)

lock:           ## make the locks anew from requirements/*.in (LOCK=--upgrade moves versions)
	@$(PYTHON) tools/bootstrap.py run
	for name in base dev node tools audit crawl; do \
	  case $$name in crawl) wheels= ;; *) wheels="--only-binary :all:" ;; esac; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
	    $$wheels --custom-compile-command "make lock" $(LOCK) \
	    -o requirements/$$name.txt requirements/$$name.in || exit 1; done

hooks: dev      ## check each commit with prek
	$(BIN)/prek install

clean:          ## remove what was built; data of the demo stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist \
	  frontend/node_modules src/simpul/web/static/build .data/test

dev:
	@$(PYTHON) tools/bootstrap.py dev

chromium: dev
	@$(BIN)/python -m tools.chromium
