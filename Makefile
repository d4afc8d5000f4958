# Everyday tasks. `make demo` and `make test` are all that a fresh machine needs; CONTRIBUTING.md says more.

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes --only-binary :all:
# Rendered clips with their truth, for the bench; where there are none it takes samples/. VARIED: the ones to vary.
CLIPS ?= $(wildcard ../shared/data/rendered)
LOCK := uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-annotate --no-config --custom-compile-command "make lock"

.PHONY: help demo test fuzz soak lint bench accuracy serve expected lock clean

help:
	@echo "make demo      analyse the sample clips and say where the reports are"
	@echo "make test      the whole test suite"
	@echo "make fuzz      requests and videos made at random, for half an hour"
	@echo "make soak      50 jobs while workers are killed, on SQLite and on Postgres (a few minutes)"
	@echo "make serve     the web service on http://127.0.0.1:8000"
	@echo "make lint      ruff and mypy"
	@echo "make bench     speed, memory, start-up time and accuracy"
	@echo "make accuracy  the tables of docs/accuracy.md anew, from rendered clips (CLIPS=folder; up to an hour)"
	@echo "make expected  write samples/expected anew (after a change of measurement)"
	@echo "make lock      write the requirements locks anew (needs uv)"
	@echo "make clean     remove everything that was built, the virtual environment too"

demo: $(VENV)/runtime.stamp
	@$(BIN)/cv-rom demo

test: $(VENV)/dev.stamp
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
		echo "No Chromium found: the tests of the web pages are skipped (Debian: apt-get install chromium)"
	@[ -n "$$CV_ROM_TEST_DATABASE_URL" ] || echo "CV_ROM_TEST_DATABASE_URL names no Postgres: the tests on it" \
		"are skipped (.ci/with-postgres make test brings one)"
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --junitxml=build/test-results.xml

fuzz: $(VENV)/dev.stamp
	@CV_ROM_FUZZ_S=600 $(BIN)/python -m pytest tests/api/test_openapi_fuzzing.py tests/video/test_damaged_videos.py

soak: $(VENV)/dev.stamp
	@$(BIN)/python bench/soak.py

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(VENV)/dev.stamp
	@$(BIN)/python bench/run.py $(addprefix --clips ,$(CLIPS))

accuracy: $(VENV)/dev.stamp
	@$(BIN)/python bench/run.py --only accuracy --clips $(CLIPS) --page docs/accuracy.md
	@$(BIN)/python bench/run.py --only accuracy --clips $(CLIPS) --methods --page docs/accuracy.md
	@$(BIN)/python bench/run.py --only accuracy --clips $(CLIPS) --variations --page docs/accuracy.md \
		$(if $(VARIED),--clip $(VARIED))

serve: $(VENV)/runtime.stamp
	@$(BIN)/cv-rom serve

expected: $(VENV)/dev.stamp
	@$(BIN)/python tests/sample_clips.py

lock:
	@$(LOCK) pyproject.toml --extra dev --group build --output-file requirements-dev.lock
	@$(LOCK) pyproject.toml --constraints requirements-dev.lock --output-file requirements.lock
	@$(LOCK) --group build --constraints requirements-dev.lock --output-file requirements-build.lock

clean:
	rm -rf $(VENV) build dist demo-reports .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The stamps make a second call quick: what is installed is newer than what asks for it.

$(VENV)/venv.stamp:
	@./.ci/make-venv $(VENV)
	@touch $@

$(VENV)/runtime.stamp: $(VENV)/venv.stamp requirements.lock requirements-build.lock pyproject.toml
	@echo "Installing the locked dependencies into $(VENV) (about 1 GB, once)"
	@$(LOCKED) -r requirements.lock -r requirements-build.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp requirements-dev.lock
	@echo "Installing what the tests need"
	@$(LOCKED) -r requirements-dev.lock
	@touch $@
