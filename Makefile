# Everything starts here. `make help` prints the targets; PYTHON, PORT, VONGTAY_DATA, DATABASE_URL and PG_BINDIR are read
# from the environment (docs/reference/settings.md).
.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench docs lock clean
VONGTAY := .venv/bin/vongtay

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

setup: ## install the locked dependencies into .venv
	@sh tools/setup

run: ## install, start the database, load the demo world and serve it on http://127.0.0.1:8000 (PORT to change)
	@sh tools/setup
	@exec $(VONGTAY) serve

test: ## everything CI does: lint, types, architecture, tests on real PostgreSQL, journeys in a real browser
	@sh tools/setup --dev
	@exec .venv/bin/python tools/check.py

lint: ## only the checks that run nothing: ruff, mypy, import-linter, djlint
	@sh tools/setup --dev
	@exec .venv/bin/python tools/check.py --lint

bench: ## measure pages and acts on a large world, beside the same statements in plain SQL
	@sh tools/setup --dev
	@exec .venv/bin/python tools/with_postgres.py --durable -- .venv/bin/python -m benchmarks

docs: ## print docs/reference anew from the code
	@sh tools/setup
	@$(VONGTAY) docs

lock: ## write requirements*.txt anew from requirements*.in
	@sh tools/setup --dev
	@sh tools/lock

clean: ## remove .venv and what tools left behind; the data in .vongtay stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
