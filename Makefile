# Two commands on a fresh machine (Python 3.11 with pip and venv, make): `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8090
VILLAGE ?= small
WORKERS ?= 2

.PHONY: setup demo test test-postgres check practice soak bench bench-understanding teach bench-intake bench-parts bench-outbox schema screenshots lock clean

# What was read once is kept as Python keeps it, also where it was told to keep nothing: every start is quicker for it.
setup: .venv/.ready
	@$(BIN)/python -m compileall -q bot flows storage bench

.venv/.ready: requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/python -m bot demo --port $(PORT) --village $(VILLAGE)

test: setup
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

practice: setup
	$(BIN)/python -m tests.practice_table

# TEXTS= says how many texts are read (a million takes an hour or so), and how much of the rest is done:
# KILLS= MINUTES= RACES= DATABASES= LIBRARIES= MODES= say how much of it; KILLS=400 RACES=2000 is a quarter of an hour.
soak: setup test-postgres
	$(BIN)/python -m bench.soak_words
	$(BIN)/python -m bench.soak

# All that knows both stores, on PostgreSQL: every story and every street.
test-postgres: setup
	$(BIN)/python -m pytest --postgres -n $(WORKERS) --dist loadgroup tests/storage tests/test_stories.py tests/test_late.py tests/test_letting_go.py tests/test_together.py tests/flows/test_groups.py tests/flows/test_flood.py tests/speaking tests/people/test_street_rows.py tests/bot/test_lookout.py

bench: bench-understanding bench-intake bench-outbox

# PARTS=time,speed says which parts, CORPUS=path adds a public corpus.
bench-understanding: .venv/.peers
	$(BIN)/python -m bench.understanding

# The peers beside the house: from requirements/bench.txt, Redis from Debian where that is allowed, grammY by npm. What
# cannot be had is a row "missing", and a missed target.
.venv/.peers: .venv/.ready requirements/bench.txt requirements/apart.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/apart.txt
	command -v redis-server >/dev/null || test "$$(id -u)" != 0 || apt-get install -y -qq redis-server >/dev/null || true
	touch $@

# Learns anew what danger is and what is asked for, from the lines in tests/data (docs/words.md), and writes the weights.
teach: .venv/.peers
	$(BIN)/python -m bench.danger_lesson
	$(BIN)/python -m bench.request_lesson

bench-intake: setup .venv/.peers
	$(BIN)/python -m bench.intake

bench-parts: setup
	$(BIN)/python -m bench.parts

bench-outbox: setup .venv/.peers
	$(BIN)/python -m bench.outbox

schema: setup
	$(BIN)/python -m bot.practice.schema_check $(SCHEMA)

screenshots: setup
	$(BIN)/python -m bot.practice.screenshots

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --quiet --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --strip-extras --no-annotate -o requirements/base.txt
	$(BIN)/uv pip compile pyproject.toml --extra postgres --quiet --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --strip-extras --no-annotate -o requirements/postgres.txt
	$(BIN)/uv pip compile pyproject.toml --extra postgres --extra dev --quiet --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --strip-extras --no-annotate -o requirements/dev.txt
	$(BIN)/uv pip compile pyproject.toml --extra bench -c requirements/dev.txt --quiet --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --strip-extras --no-annotate -o requirements/bench.txt
	echo "timefhuman>=0.1.5" | $(BIN)/uv pip compile - --no-deps --quiet --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate -o requirements/apart.txt

clean:
	rm -rf .venv data .mypy_cache .ruff_cache .pytest_cache .hypothesis
