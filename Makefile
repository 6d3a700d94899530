# make run    the app, in an environment of its own (.venv) made on first use
# make test   every test; installs what they need, system packages too where it may
# make test-all   the quick ones with every Python from 3.11 to 3.14 that is found, each in an environment of its own
# make lint   ruff, mypy --strict, import contracts
# make pins   constraints.txt anew, from pyproject.toml, for every Python and system

VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)
ARGS ?=

# unquoted, make itself couldn't name a target in a folder with a space
python := "$(VENV)/bin/python"
pip := $(python) -m pip --disable-pip-version-check -qq

.PHONY: run test test-all lint pins clean environment installed installed-dev system

run: installed
	@$(python) -P -m tts_tui $(ARGS)

# A process a core, four at most: the tests of real sound and of a real terminal want some of the machine for themselves.
# One that fails may have met a machine that stood still for a second: it runs once more, and the summary names it.
test: installed-dev system
	$(python) -m pytest -n logical --maxprocesses 4 --dist loadfile --reruns 1 -rfER $(ARGS)

test-all:
	@sh .ci/test-all $(ARGS)

lint: installed-dev
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	"$(VENV)/bin/lint-imports"

pins: installed-dev
	"$(VENV)/bin/uv" pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
		pyproject.toml --group dev -o constraints.txt

clean:
	rm -rf "$(VENV)" .venvs build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

environment:
	@test -n "$(PYTHON)" || { echo 'tts-tui needs Python 3.11 to 3.14: make PYTHON=/path/to/python3.12' >&2; exit 2; }
	@test -x $(python) || $(PYTHON) -m venv "$(VENV)" || \
		{ echo 'Python has no venv here. Debian and Ubuntu: sudo apt install python3-venv' >&2; rm -rf "$(VENV)"; exit 2; }

# A stamp holds what was installed from, so that a change of it, and nothing else, installs again.
installed: environment
	@cat pyproject.toml constraints.txt | cmp -s - "$(VENV)/installed" || { \
		echo 'Installing tts-tui into $(VENV): a minute or two, once.' && \
		$(pip) install -c constraints.txt -e . && \
		cat pyproject.toml constraints.txt > "$(VENV)/installed"; }

installed-dev: environment
	@cat pyproject.toml constraints.txt | cmp -s - "$(VENV)/installed-dev" || { \
		echo 'Installing tts-tui and its development tools into $(VENV).' && \
		$(pip) install 'pip>=25.1' && \
		$(pip) install -c constraints.txt --group dev -e . && \
		cat pyproject.toml constraints.txt | tee "$(VENV)/installed" > "$(VENV)/installed-dev"; }

system:
	@sh .ci/system-packages
