# The one door to every task: `make` lists them.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DATA ?= ../shared/data
MINUTES ?= 120
THINNING ?= 120
SEEDS ?= 20
TRAINING := .venv-training/bin/python -m training --data $(DATA)

.DEFAULT_GOAL := help
.PHONY: help demo test lint types imports format bench corpus train train-test check wheel clean

help: ## list the tasks
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

$(STAMP): pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $(STAMP)

demo: $(STAMP) ## set up, build the ledger of the demo pages and open it in the browser
	$(BIN)/onrecord demo

test: $(STAMP) ## set up and run the tests
	$(BIN)/python -m pytest

lint: $(STAMP) ## look for what the linter and the formatter would change
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(STAMP) ## check the types, strictly
	$(BIN)/mypy

imports: $(STAMP) ## check that the stages meet only in types
	$(BIN)/lint-imports

format: $(STAMP) ## let the formatter and the linter mend what they can
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(STAMP) ## print every benchmark figure (needs the data of ../shared)
	$(BIN)/python -m benchmarks

train: .venv-training/.installed ## train the reader's model on DATA: for MINUTES with each of SEEDS, then a thin one for THINNING; a stopped run goes on
	for seed in $(SEEDS); do $(TRAINING) --minutes $(MINUTES) --seed $$seed --checkpoint checkpoints/whole$$seed.pt --model checkpoints/whole$$seed || exit; done
	$(TRAINING) --minutes $(THINNING) --checkpoint checkpoints/thin.pt --teacher $(SEEDS:%=checkpoints/whole%.best) --keep 0,1,2,4 --inner 768

train-test: .venv-training/.installed ## set up what training needs and test it on our own corpus
	.venv-training/bin/python -m pytest tests/training

.venv-training/.installed: pyproject.toml
	test -d .venv-training || $(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	.venv-training/bin/python -m pip install --quiet --editable . --group train
	touch $@

corpus: $(STAMP) ## check our own corpus and count what it holds
	$(BIN)/python -m corpora

check: lint types imports test ## everything that CI checks, but for training

wheel: $(STAMP) ## build the wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## remove what the tasks made
	rm -rf $(VENV) .venv-training dist build .pytest_cache .mypy_cache .ruff_cache
