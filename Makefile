# Everything happens in this folder: nothing is installed, cached or left running anywhere else.
# Paths are relative, because make cannot name a prerequisite with a space in it.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# pytest processes: one has the applied estate for itself, the others keep two cores busy.
WORKERS ?= 3
# More arguments for pytest: make test ARGS='-k network'
ARGS ?=

bin := .venv/bin
pytest = $(bin)/python -m pytest -n $(WORKERS) $(if $(filter-out 0 false,$(CI)),--no-skips) $(ARGS)
pure := not apply and not validate and not cli and not stock

# What a caller's shell may have set for another project. tools/setup.py sorts pip's and npm's settings out by itself.
$(foreach name,$(filter-out PYTHON,$(filter PYTHON% PIPENV_% VIRTUAL_ENV NODE_OPTIONS NODE_PATH NODE_ENV,$(.VARIABLES))),$(eval unexport $(name)))

# Caches of the tools themselves, here and not in a home that may be read-only or shared with another clone.
cache := $(CURDIR)/.cairn/cache
export CAIRN_CACHE_DIR := $(cache)/cairn
export CDKTF_HOME := $(cache)/cdktf
export JSII_RUNTIME_PACKAGE_CACHE_ROOT := $(cache)/jsii
export XDG_CACHE_HOME := $(cache)/xdg
export XDG_DATA_HOME := $(cache)/xdg
export XDG_STATE_HOME := $(cache)/xdg
export CDKTF_DISABLE_PLUGIN_CACHE_ENV := 1
export CHECKPOINT_DISABLE := 1
export DISABLE_VERSION_CHECK := 1

.PHONY: help
help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## Install what is missing into this folder (PYTHON=… names a Python)
	@sh tools/setup.sh
	@$(if $(filter setup,$(MAKECMDGOALS)),echo 'setup: everything is in place')

.PHONY: demo
demo: setup ## Apply the dev environment to the emulated AWS, verify it and print its outputs
	@$(bin)/python -m constructs_lib.operations.toolchain
	@$(bin)/python -m constructs_lib.operations.demo

.PHONY: test
test: lint ## Everything a change must pass, in about eleven minutes
	-@$(bin)/python -m constructs_lib.operations.toolchain
	@$(MAKE) --jobs=2 types run-tests

.PHONY: test-all
test-all: lint ## The same and the nightly tests, in under an hour
	-@$(bin)/python -m constructs_lib.operations.toolchain
	@$(MAKE) --jobs=2 types run-tests ARGS="$(ARGS) -o norecursedirs='snapshots __snapshots__ .*'"

.PHONY: run-tests
run-tests: setup
	@$(pytest)

.PHONY: lint
lint: setup ## Lint, format, declared dependencies and workflows, checked
	@$(bin)/ruff check --quiet
	@$(bin)/ruff format --quiet --check
	@$(bin)/deptry .
	@$(bin)/zizmor --offline --no-progress --quiet --persona=pedantic .github/workflows

.PHONY: format
format: setup ## Lint and format, mended where they can be
	@$(bin)/ruff check --fix
	@$(bin)/ruff format

.PHONY: types
types: setup ## Types, strictly
	@$(bin)/basedpyright

.PHONY: synth
synth: setup ## Synthesize every environment into cdktf.out
	@$(bin)/python main.py

.PHONY: check
check: setup ## Judge every environment by the policies
	@$(bin)/cairn check

.PHONY: scan
scan: setup ## Scan every environment with Checkov, installed at the first time
	@sh tools/setup.sh checkov
	@$(bin)/cairn scan

.PHONY: review
review: setup ## Review the plans of what differs from BASE; in a GitHub job, as comments on its pull request
	@$(bin)/cairn review --base "$${BASE:-origin/main}" $(if $(filter true,$(GITHUB_ACTIONS)),--post)

.PHONY: snapshots
snapshots: setup ## Accept what changed in snapshots and address files
	@$(bin)/python -m pytest -n $(WORKERS) -m 'not apply and not cli' --snapshot-update $(ARGS)

.PHONY: diagrams
diagrams: setup ## Draw the networks of every environment into docs/networks.md
	@$(bin)/cairn diagram --output docs/networks.md

.PHONY: lock
lock: ## Lock Python and Node packages anew
	@sh tools/setup.sh lock

.PHONY: coverage
coverage: setup ## Branch coverage of the pure code, at least 90 %
	@$(bin)/coverage run -m pytest -n 0 -m '$(pure)' --quiet $(ARGS)
	@$(bin)/coverage report

.PHONY: mutation
mutation: setup ## Mistakes made on purpose in pure modules (ARGS names others): which do their tests not notice?
	@$(bin)/python tools/mutation.py $(ARGS)

.PHONY: bench
bench: setup ## Synthesis, stock and fast, side by side
	@$(bin)/python -m constructs_lib.operations.bench

.PHONY: clean
clean: ## Remove all that was installed, cached or synthesized here
	rm -rf .venv .tools .cairn node_modules cdktf.out mutants .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
