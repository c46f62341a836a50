# make demo: see it work on the example articles (needs Python alone).   make test: everything that must hold.
.PHONY: setup demo test check gates bench lock setup-tests unit
.DEFAULT_GOAL := demo

setup:
	@bash scripts/setup.sh

demo: setup
	@bash scripts/demo.sh

setup-tests: setup
	@bash scripts/system_parts.sh
	@bash scripts/fetch_neo4j.sh
	@bash scripts/fetch_axe.sh

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

unit: setup-tests
	.venv/bin/pytest

test: check unit

gates: setup
	.venv/bin/python -m tests.benchmarks.gates

bench: setup-tests
	.venv/bin/python -m tests.benchmarks.bench
	.venv/bin/python -m tests.benchmarks.stores --store "sqlite:///$$(mktemp -d)/bench.db"

lock:
	uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 -q -o requirements-dev.lock
	uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 -q -o requirements.lock
