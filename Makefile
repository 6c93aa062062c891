# Tutti: what to type. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run test dev build release check fmt lint e2e test-long bench soak coverage clean

# extra arguments, for instance: make run ARGS="--listen 0.0.0.0:3000"
ARGS ?=

with_tools := . scripts/env.sh &&
SHELL := bash

help: ## List the targets
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

run: ## Build the release and serve it with demo data on http://127.0.0.1:3000
	@scripts/run.sh $(ARGS)

test: ## Test everything: format, clippy, licences, both databases, the browser
	@scripts/test.sh

dev: ## Serve a debug build that reloads when a file changes
	@scripts/dev.sh $(ARGS)

build: ## Build the release: one file, target/tutti
	@scripts/setup.sh run && scripts/build.sh

release: ## Build what is handed on: dist/, with the release, its checksum and all licences
	@scripts/release.sh

check: ## Type-check the server, its tests and the browser's half
	@$(with_tools) cargo check --locked --all-targets --features ssr
	@$(with_tools) cargo check --locked --test endurance --features ssr
	@$(with_tools) cargo check --locked --lib --target wasm32-unknown-unknown --features hydrate

fmt: ## Format the source
	@$(with_tools) cargo fmt

lint: ## Check format, licences and clippy's advice
	@scripts/test.sh lint

e2e: ## Run the browser tests; ARGS go to Playwright
	@scripts/test.sh e2e $(ARGS)

test-long: ## Test everything, and more: kills, outages, a full disk, the release in the browser, advisories
	@scripts/test.sh long

soak: ## Load the release for an hour; ARGS are minutes, and --postgres
	@scripts/soak.sh $(ARGS)

bench: ## Measure the release; ARGS name parts: pages, growth, storm, memory (docs/performance.md)
	@scripts/bench.sh $(ARGS)

coverage: ## Count the lines of the server that tests run; fails below 85 %
	@scripts/coverage.sh

clean: ## Remove what was built here; the compiled cache stays, data/ stays
	@rm -rf dist site target test-results end2end/node_modules end2end/test-results end2end/playwright-report
