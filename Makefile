# Pishkhan: every door of the project. `make help` lists them.
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
export PYTHONDONTWRITEBYTECODE :=
# A file of tests is one process's: what it builds for all of them is built once. In the order of
# the folders, or the slowest (one test each) would be left for the end.
SPREAD := -n 2 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench bench-faults bench-large check-cups check-log check-office clean packages lock deb deb-check rpm wheel wheel-check regulator-demo regulator-check windows-wheels windows-installer windows-check pictures

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: packages $(READY)  ## Debian packages (only those missing), .venv, locked packages

packages:
	@sh scripts/packages.sh

$(READY): requirements.lock pyproject.toml scripts/environment.sh | packages
	@sh scripts/environment.sh

run: setup  ## the demo: a window where there is a display, the headless journey where there is none
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/pishkhan demo; else $(BIN)/pishkhan demo --headless; fi

test: setup  ## every test, on the real parts; the regulator's and the courier's on PostgreSQL as well
	@$(BIN)/python -m pytest -q $(SPREAD)
	@$(BIN)/python -m scripts.postgresql -m pytest -q $(SPREAD) tests/regulator tests/courier \
	  --ignore=tests/regulator/test_authoring_commands.py

check: setup  ## format, lint, strict types, import contracts, then every test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

bench: setup  ## times and ratios of this machine, with a calibration loop in the same run
	@$(BIN)/python -m scripts.bench
	@$(BIN)/python -m scripts.bench.audit

bench-faults: setup  ## power cuts, full disks, kills, flipped bits: each figure (about an hour)
	@sh scripts/packages.sh strace gcc libc6-dev
	@$(BIN)/python -m scripts.bench.faults

bench-large: setup  ## a country's catalogue: import, publish, first sync; planted fraud
	@$(BIN)/python -m scripts.bench.regulator
	@$(BIN)/python -m scripts.bench.first_sync
	@$(BIN)/python -m scripts.bench.fraud
	@$(BIN)/python -m scripts.bench.rates
	@$(BIN)/python -m scripts.bench.board
	@$(BIN)/python -m scripts.bench.audit 5000000

check-cups: setup  ## a real CUPS on loopback (root, Debian's cups and printer-driver-cups-pdf)
	@$(BIN)/python -m tests.printing.cups_loopback

check-log: setup  ## the log's files read by Go's library of tiled logs (large: Debian's golang-go)
	@sh scripts/packages.sh golang-go golang-golang-x-mod-dev
	@$(BIN)/python -m scripts.check_log

check-office: setup  ## the day's XLSX read and written again by LibreOffice (large: Debian's libreoffice-calc-nogui)
	@sh scripts/packages.sh libreoffice-calc-nogui
	@$(BIN)/python -m tests.desk.office_reads

deb:  ## the Debian package in dist/ (an environment of its own below build/)
	@sh installer/build.sh

deb-check:  ## that package in a Debian without Python: run, upgraded, removed (root; debootstrap)
	@sh installer/check.sh

regulator-demo: setup  ## the regulator as it is deployed, on loopback: PostgreSQL, gunicorn, nginx; Ctrl+C ends it
	@sh scripts/packages.sh nginx-light openssl
	@$(BIN)/python -m scripts.regulator_demo

regulator-check: setup  ## the same, asked what a deployment must answer, restored from its backup, ended
	@sh scripts/packages.sh nginx-light openssl
	@$(BIN)/python -m scripts.regulator_demo --check

rpm: deb  ## the same folder as an rpm, looked at with rpm's own tools and installed nowhere
	@sh installer/rpm.sh

wheel: setup  ## the wheel in dist/, for an environment of its own (pipx)
	@sh installer/wheel.sh

wheel-check: wheel  ## that wheel in a fresh environment: whole, started, its demo (asks the package registry)
	@PYTHONPATH=. $(BIN)/python installer/wheel_check.py

windows-installer: setup  ## the installer for Windows in dist/ (docs/windows.md; a registry's wheels)
	@sh installer/windows/build.sh

windows-check: setup  ## that installer under Debian's wine: installed, run, upgraded, removed
	@sh installer/windows/check.sh

windows-wheels: setup  ## what a desk stands on has a Windows wheel (asks the package registry)
	@$(BIN)/python -m scripts.windows_wheels

pictures: setup  ## the README's pictures anew, from the program at work (look at each)
	@$(BIN)/python -m scripts.pictures

lock: setup  ## make requirements.lock anew (versions and hashes, no index address)
	@sh scripts/lock.sh

clean:  ## remove what was built; never a data folder of an office
	@rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
