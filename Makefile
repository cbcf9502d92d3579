# Everything there is to do with the site. The first call of a target sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPHINX := $(BIN)/python -m sphinx -W --keep-going -j auto -d _build/doctrees
.DEFAULT_GOAL := help

.PHONY: help html dirhtml live lint format test fuzz linkcheck check-addresses accept-addresses audit gallery bench bench-search clean lock

help: ## Show what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

html: $(VENV)/.site ## Build the site into _build/html
	$(SPHINX) -b html . _build/html

dirhtml: $(VENV)/.site ## Build it with addresses that end in a slash, into _build/dirhtml
	$(SPHINX) -b dirhtml -d _build/doctrees-dirhtml . _build/dirhtml

live: $(VENV)/.dev ## Show the site as you write, drafts and scheduled articles included
	$(BIN)/sphinx-autobuild -D knowledge_centre_show_hidden=1 -d _build/doctrees-live \
		--ignore '*/_tags/*' --ignore '*/_build/*' --open-browser . _build/live

lint: $(VENV)/.dev ## Check every article's front matter, and the code's style and types
	$(BIN)/python -m knowledge_centre lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@if command -v npm >/dev/null; then npm ci --silent && npx --no-install tsc --project tsconfig.json; \
	else echo "The types of the JavaScript were not checked: npm was not found."; fi

format: $(VENV)/.dev ## Put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: $(VENV)/.dev ## Run all tests, those in a real browser too
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.web_servers
	$(BIN)/python -m pytest

fuzz: $(VENV)/.dev ## Look for inputs that break it, until one does or you stop it (SECONDS=600)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.fuzz $(if $(SECONDS),--seconds $(SECONDS))

linkcheck: $(VENV)/.site ## Ask every outside link whether it still leads somewhere
	$(SPHINX) -b linkcheck . _build/linkcheck

check-addresses: html ## Tell which published addresses lead nowhere any more
	$(BIN)/python -m knowledge_centre check-addresses

accept-addresses: html ## Add the new pages to the published addresses, articles/addresses.txt
	$(BIN)/python -m knowledge_centre accept-addresses

audit: html $(VENV)/.dev audit/node_modules/.package-lock.json ## Ask Lighthouse and a validator about the pages, and weigh them
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m audit

gallery: html $(VENV)/.dev ## Photograph every kind of page, for people to look at, into _build/gallery
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m audit.gallery

bench: $(VENV)/.site ## Measure building time, memory and page weight against bare Sphinx
	$(BIN)/python -m benchmarks

bench-search: $(VENV)/.dev ## Measure search beside Sphinx's own and plain Pagefind (COLLECTION=file.json, ARTICLES=1000)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m benchmarks.search

clean: ## Remove everything that a build made
	rm -rf _build _tags

lock: $(VENV)/.dev ## Write constraints.txt from what is installed
	{ sed -n 1p constraints.txt; $(BIN)/python -m pip freeze; } > .constraints.new && mv .constraints.new constraints.txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "This needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.13 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

audit/node_modules/.package-lock.json: audit/package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --prefix audit; \
	else echo "Lighthouse and the validator are left out: npm was not found."; fi
