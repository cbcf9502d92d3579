# Everything there is to do with the site. The first call of a target sets up what it needs.

PYTHON ?= python3
VENV := .venv
TOOLS := .venv-tools
LATEST := .venv-latest
BIN := $(VENV)/bin
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check
SPHINX := $(BIN)/python -m sphinx -W --keep-going -j auto -d _build/doctrees
.DEFAULT_GOAL := help

.PHONY: help html dirhtml book live check lint format test fuzz linkcheck audit gallery bench bench-peers bench-search \
	clean lock licences vulnerabilities test-latest guides release

help: ## Show what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

html: $(VENV)/.site ## Build the site into _build/html
	$(SPHINX) -b html . _build/html

dirhtml: $(VENV)/.site ## Build it with addresses that end in a slash, into _build/dirhtml
	$(SPHINX) -b dirhtml -d _build/doctrees-dirhtml . _build/dirhtml

book: $(VENV)/.site ## Make all articles one book: one page, an EPUB and, where TeX is installed, a PDF, below _build/
	$(SPHINX) -b singlehtml . _build/singlehtml
	$(SPHINX) -b epub . _build/epub
	$(SPHINX) -b latex . _build/latex
	@if command -v latexmk >/dev/null && command -v xelatex >/dev/null; then $(MAKE) -C _build/latex all-pdf; \
	else echo "The PDF was not made: latexmk and XeLaTeX were not found (Debian: latexmk, texlive-xetex," \
		"texlive-latex-extra, fonts-freefont-otf)."; fi

live: $(VENV)/.dev ## Show the site as you write, drafts and scheduled articles included
	$(BIN)/python -m knowledge_centre live

check: $(VENV)/.site ## Check every article, link and address; new addresses are recorded
	$(BIN)/python -m knowledge_centre check

lint: $(VENV)/.dev check ## The same, and the code's style and types
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

audit: html $(VENV)/.dev audit/node_modules/.package-lock.json ## Ask Lighthouse and a validator about the pages, and weigh them
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m audit

gallery: html $(VENV)/.dev ## Photograph every kind of page, for people to look at, into _build/gallery
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m audit.gallery
	$(BIN)/python -m audit.gallery --large

bench: $(VENV)/.dev ## Measure time, memory and weights beside bare Sphinx, into benchmarks/RESULTS.md (SIZES="250 1000")
	$(BIN)/python -m benchmarks

bench-peers: $(VENV)/.dev ## Measure it beside mkdocs-material, Zensical, ABlog, Pelican and Hugo (SIZES="250 1000")
	$(BIN)/python -m benchmarks.peers

bench-search: $(VENV)/.dev ## Measure search beside three others (COLLECTION=file.json, ARTICLES=1000)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m benchmarks.search

clean: ## Remove everything that a build made
	rm -rf _build _tags

lock: $(TOOLS)/.made ## Write the locks anew after a pin was changed (UPGRADE=1: what the pins need in turn, too)
	$(call COMPILE,requirements.txt)
	$(call COMPILE,requirements-dev.txt,requirements.txt)
	$(call COMPILE,requirements-tools.txt)
	$(MAKE) licences

# One lock for every system and Python: uv writes markers where they differ, and the hashes of all files of a release.
# A line "-r" names a lock, so it is left out. A lock on top of another ($2) has what that one has not, or not everywhere.
COMPILE = sed '/^-r /d' $2 $1 | $(TOOLS)/bin/uv pip compile - --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock" --output-file locked/$1 $(if $(UPGRADE),--upgrade) \
	$(if $2,--constraints locked/$2 $$(sed -n 's/^\([a-z0-9-]*\)==[^ ]* \\$$/--no-emit-package \1/p' locked/$2))

licences: $(VENV)/.dev $(TOOLS)/.made ## Write LICENCES.md, the licences of all packages in the locks
	$(BIN)/python -m maintenance.licences $(VENV) $(TOOLS)

vulnerabilities: $(TOOLS)/.made ## Ask whether a package in the locks is known to be vulnerable
	$(TOOLS)/bin/python -m maintenance.vulnerabilities

guides: $(VENV)/.dev ## Write anew what the guides show of terminals
	$(BIN)/python -m maintenance.transcripts

release: $(VENV)/.dev ## Make a release: changelog, wheel, source and tag (VERSION=1.2.3, DRY_RUN=1)
	$(BIN)/python -m maintenance.release $(VERSION) $(if $(DRY_RUN),--dry-run)

# Not the pins but the newest there is, and so without hashes. sphinx-tags uses what Sphinx 11 removes.
test-latest: $(VENV)/bin/python ## Run tests with the newest of each package, deprecations as errors (TESTS=tests/content)
	$(PYTHON) -m venv $(LATEST)
	sed -n 's/^\([A-Za-z][^=]*\)==.*/\1/p' requirements.txt requirements-dev.txt > $(LATEST)/newest.txt
	$(LATEST)/bin/python $(PIP_INSTALL) --upgrade --upgrade-strategy eager -r $(LATEST)/newest.txt 'sphinx<11'
	$(LATEST)/bin/python -m tests.browser.chromium
	PYTHONWARNINGS=$(DEPRECATIONS),$(OF_OTHERS) $(LATEST)/bin/python -m pytest $(TESTS)

# In builds too, which pytest's own settings do not reach; but for what other projects still have to mend.
DEPRECATIONS := error::DeprecationWarning,error::PendingDeprecationWarning
OF_OTHERS := ignore::PendingDeprecationWarning:myst_parser.sphinx_ext.myst_refs,ignore::PendingDeprecationWarning:myst_parser.mocking

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "This needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.13 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt locked/requirements.txt | $(VENV)/bin/python
	$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt locked/requirements-dev.txt $(VENV)/.site
	$(BIN)/python $(PIP_INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

# From the lock alone: with it, a new pin in requirements-tools.txt can be locked.
$(TOOLS)/.made: locked/requirements-tools.txt | $(VENV)/bin/python
	$(BIN)/python -m venv $(TOOLS)
	$(TOOLS)/bin/python $(PIP_INSTALL) --require-hashes -r locked/requirements-tools.txt
	@touch $@

audit/node_modules/.package-lock.json: audit/package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --prefix audit; \
	else echo "Lighthouse and the validator are left out: npm was not found."; fi
