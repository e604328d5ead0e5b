PYTHON ?= .venv/bin/python

.PHONY: help env check content format test rehearse checked scores lines encoder leaning assessing encoding picture paint reading

help:
	@grep -E '^[a-z]+:.*#' $(MAKEFILE_LIST) | sed 's/:.*# /\t/'

env: # a virtual environment with everything that development needs
	python3 -m venv .venv
	.venv/bin/python -m pip install -e '.[dev]'

check: # what CI runs beside the tests: style, types, layers
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(dir $(PYTHON))lint-imports

content: # what CI asks of the shipped content: check, its own tests, and five rehearsals with every agent
	$(PYTHON) -m coach check
	$(PYTHON) -m coach test
	PYTHONPATH=. $(PYTHON) benchmarks/rehearse.py 5

format: # put style right where that is safe
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

test: # the whole suite
	$(PYTHON) -m pytest

picture: # the README's picture of the practice screen, made by the app itself
	PYTHONPATH=. $(PYTHON) docs/make_picture.py docs/practice.svg

rehearse: # the spec sheets of all shipped scenarios, 200 talks for each agent; RUNS=N for another number
	PYTHONPATH=. $(PYTHON) benchmarks/rehearse.py $(RUNS)

checked: # what the rules say of the shipped scenarios, so that the first `coach check` is quick
	$(PYTHON) -m coach.content.make_checked

scores: # how well the built-in scorers do; DATA=DIR for a folder of evaluation files
	PYTHONPATH=. $(PYTHON) benchmarks/scores.py $(DATA)

lines: # counts of the training corpus: lines, templates, lines too alike
	$(PYTHON) -m coach.scoring.training.lines coach/scoring/training/corpus/train coach/scoring/training/corpus/held_out/lines

encoder: # fit the encoder anew from the corpus; needs the extra `train`
	$(PYTHON) -m coach.scoring.training

leaning: # fit anew by which small words the guards tell an agent's line from a customer's
	PYTHONPATH=. $(PYTHON) benchmarks/leaning.py

assessing: # lines a second and memory of `coach assess`, with one job and with two
	PYTHONPATH=. $(PYTHON) benchmarks/assessing.py

encoding: # what the encoder costs: loading, passes, time, memory
	PYTHONPATH=. $(PYTHON) benchmarks/encoding.py

paint: # first paint of the app and of a bare Textual app, as a ratio
	$(PYTHON) benchmarks/first_paint.py

reading: # what start-up, content and scoring cost, as ratios in one run
	PYTHONPATH=. $(PYTHON) benchmarks/reading.py
