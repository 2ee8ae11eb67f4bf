# gaffer: the commands of a developer. `make run` and `make test` need nothing but Python 3.11 or later.
# Everything they write stays inside the checkout.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
SOURCES := pipelines schemas tests
export PIP_CACHE_DIR := $(CURDIR)/.cache/pip
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/pycache
export TMPDIR := $(CURDIR)/.cache/tmp
export GAFFER_HOME ?= $(CURDIR)/warehouse
export DAGSTER_HOME := $(GAFFER_HOME)/dagster

.PHONY: help setup run dev test lint unit test-system lock dictionary bench soak sbom clean

help: ## show the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/installed ## make the environment from requirements.lock

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "gaffer needs Python 3.11 or later: make PYTHON=/path/to/python3.11 setup")'
	mkdir -p $(TMPDIR)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-warn-script-location --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .
	touch $@

run: setup ## read the sample articles and show the invincible seasons
	@mkdir -p $(TMPDIR)
	$(BIN)/gaffer run --inbox seeds/articles
	$(BIN)/gaffer sql --name invincible_seasons

dev: setup ## open the Dagster UI on the same home
	@mkdir -p $(TMPDIR)
	$(BIN)/gaffer dev

test: lint unit ## linters, type checker and tests: Python only, no root

lint: setup
	@mkdir -p $(TMPDIR)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 2 sql

unit: setup
	@mkdir -p $(TMPDIR)
	$(BIN)/python -m pytest -n auto --dist worksteal

test-system: setup ## the tests that start servers, kill processes or need Debian packages
	@mkdir -p $(TMPDIR)
	$(BIN)/python -m pytest tests/system

bench: setup ## accuracy of the parser on the annotated articles, by scope, field, genre and rule
	@mkdir -p $(TMPDIR)
	$(BIN)/python -m tests.benchmarks.accuracy

dictionary: setup ## write docs/dictionary.md anew
	$(BIN)/python -m pipelines.warehouse.dictionary

soak: setup ## fifty killed runs; a crawl of a gigabyte: pages a second and memory (half an hour)
	@mkdir -p $(TMPDIR)
	$(BIN)/python -m tests.system.kills
	$(BIN)/python -m tests.benchmarks.soak

sbom: setup ## write .cache/sbom.json: what gaffer is made of, from requirements.lock (CycloneDX)
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible -o .cache/sbom.json requirements.lock

lock: ## write requirements.lock anew (needs uv)
	uv pip compile --quiet --no-strip-extras --python-version 3.11 --universal --generate-hashes --no-emit-index-url --extra dev pyproject.toml -o requirements.lock

clean: ## remove the environment, caches and the default home's contents
	rm -rf .venv .cache .mypy_cache .ruff_cache .hypothesis .pytest_cache
	find warehouse -mindepth 1 ! -name README.md -delete
