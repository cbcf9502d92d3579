"""``make licences``: the licence of each package in the locks, as the package itself tells it, into LICENCES.md."""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import TYPE_CHECKING

from maintenance.locks import PROJECT, REQUIREMENTS, lock_of, locked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PAGE = PROJECT / "LICENCES.md"
HEADINGS = {
    "requirements.txt": "What the site is built with",
    "requirements-dev.txt": "What is used to work on it",
    "requirements-tools.txt": "What looks after the packages",
}
INTRODUCTION = """# Licences

The licence of each package in the locks, as its metadata names it. Made by: make licences

None of them is part of the repository. A built site has styles and scripts of some in it, as of Furo, Sphinx
and sphinx-design. The npm packages only check the JavaScript and measure the pages; `package-lock.json` and
`audit/package-lock.json` name their licences.
"""
ELSEWHERE = "told by the package itself, which this page's system does not need"
CLASSIFIER = "License :: "


def licence(package: Distribution) -> str:
    """The expression in the metadata of a package, else classifiers, else the first line of the licence itself."""
    metadata = package.metadata.json
    if expression := metadata.get("license_expression"):
        return str(expression)
    classifiers = [text for text in metadata.get("classifier", ()) if text.startswith(CLASSIFIER)]
    told = [text.rpartition(" :: ")[2] for text in classifiers if text != f"{CLASSIFIER}OSI Approved"]
    files = (package.read_text(f"licenses/{name}") for name in package.metadata.get_all("License-File", []))
    texts = (str(text).strip() for text in (metadata.get("license"), *files) if text)
    return ", ".join(told) or next(texts, "").partition("\n")[0]


def page(licences: Mapping[str, str]) -> str:
    """The whole page; a package that is in two locks is named for the first."""
    parts, named = [INTRODUCTION], set[str]()
    for requirements, heading in HEADINGS.items():
        names = {one.name for one in locked(lock_of(requirements).read_text(encoding="utf-8"))} - named
        rows = (f"| {name} | {licences[name]} |" for name in sorted(names))
        parts.append("\n".join([f"## {heading}\n", "| Package | Licence |", "| --- | --- |", *rows, ""]))
        named |= names
    return "\n".join(parts)


def installed(environments: Iterable[str]) -> dict[str, str]:
    """The licences of what is installed in some environments, by the names that the locks use."""
    folders = [str(path) for name in environments for path in Path(name).glob("lib/python*/site-packages")]
    found = distributions(path=folders)
    return {re.sub(r"[-_.]+", "-", package.metadata["Name"]).lower(): licence(package) for package in found}


if __name__ == "__main__":
    every: dict[str, bool] = {}
    for entry in (one for name in REQUIREMENTS for one in locked(lock_of(name).read_text(encoding="utf-8"))):
        every[entry.name] = entry.is_for_here or every.get(entry.name, False)
    known = {**{name: ELSEWHERE for name, here in every.items() if not here}, **installed(sys.argv[1:])}
    if silent := sorted(name for name in every if not known.get(name)):
        sys.exit(f"Not installed here, or without a licence: {', '.join(silent)}.")
    PAGE.write_text(page(known), encoding="utf-8")
