# make run    the dashboard on this machine, with a demo if there is no data yet
# make test   everything that must hold, in a browser and on paper too
# The rest is for those who change the code.

PYTHON ?= python3
VENV ?= .venv
ADDRESS ?= 127.0.0.1
PORT ?= 8501
DASHBOARD_HOME ?= data/warehouse
export DASHBOARD_HOME

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

.PHONY: run demo test check format bench screenshots clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed demo
	@echo "Dashboard: http://$(ADDRESS):$(PORT)  (Ctrl+C stops it)"
	@$(BIN)/python -m streamlit run dashboard.py --server.headless true \
		--server.address $(ADDRESS) --server.port $(PORT)

# A home is known by its ledger: one that exists is never touched, be it empty.
demo: $(VENV)/.installed
	@test -e "$(DASHBOARD_HOME)/ledger.duckdb" || { \
		echo "No data in $(DASHBOARD_HOME): building the demo, once."; \
		$(BIN)/python -m analysis init --demo --home "$(DASHBOARD_HOME)"; }

# The stamp is newer than the pins when the environment holds them: a second start installs nothing.
$(VENV)/.installed: requirements.txt | $(BIN)/python
	@echo "Installing what requirements.txt pins into $(VENV), once."
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests need into $(VENV), once."
	@$(PIP) install -r requirements-dev.txt
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing. Install it: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is $$($(PYTHON) -V 2>&1), 3.11 or newer is needed. Say which one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python cannot make environments here. Install what is missing: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# Drawn examples are the same ones in every run of the same tree; a bare pytest draws new ones.
test: check
	@tests/install-programs.sh "$(BIN)/python"
	@$(BIN)/python -m pytest -n 2 --dist loadfile --hypothesis-seed=0

check: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m analysis bench

screenshots: $(VENV)/.installed-dev
	@tests/install-programs.sh "$(BIN)/python"
	@$(BIN)/python -m tests.browser.screenshots docs/images

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
