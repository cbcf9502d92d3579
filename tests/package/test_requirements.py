"""The packages that are asked for: by the package, within limits, and by the site in this repository, exactly."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from knowledge_centre.content import made_by
from tests.imports import PACKAGE, arrows
from tests.site import PROJECT

NOT_IMPORTED = {"sphinx-design", "pystemmer", "fontpkg-noto-serif", "fontpkg-noto-sans", "tzdata"}
"""sphinx-tags imports the first and snowballstemmer the second, fonts are files, and Python reads tzdata by itself."""

PACKAGES = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OF_EXTRAS = list(chain.from_iterable(PACKAGES["optional-dependencies"].values()))


@pytest.fixture(scope="module")
def declared() -> dict[str, Requirement]:
    """What the package asks for, by name, and what its extras do."""
    return named([*PACKAGES["dependencies"], *OF_EXTRAS])


@pytest.fixture(scope="module")
def pinned() -> dict[str, Requirement]:
    """What the site's builds install, by name, and what those who work on it have of extras."""
    return pins("requirements.txt") | {
        name: pin for name, pin in pins("requirements-dev.txt").items() if name in named(OF_EXTRAS)
    }


def pins(name: str) -> dict[str, Requirement]:
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    texts = [line.partition(" #")[0].strip() for line in lines]
    return named([text for text in texts if text and not text.startswith(("#", "-r "))])


def named(requirements: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(one.name): one for one in map(Requirement, requirements)}


def test_what_is_imported_is_asked_for_and_nothing_else(declared: dict[str, Requirement]) -> None:
    tops = {arrow.end.split(".")[0]: arrow for arrow in arrows(PROJECT)}
    foreign = {top: arrow for top, arrow in tops.items() if top not in {PACKAGE, *sys.stdlib_module_names}}
    known = packages_distributions()
    from_where = {top: {canonicalize_name(name) for name in known.get(top, ())} for top in foreign}
    assert [str(foreign[top]) for top, names in from_where.items() if not names & declared.keys()] == []
    assert declared.keys() - set().union(*from_where.values()) == NOT_IMPORTED


def test_the_site_pins_what_the_package_asks_for(
    declared: dict[str, Requirement], pinned: dict[str, Requirement]
) -> None:
    assert pinned.keys() == declared.keys()
    for name, pin in pinned.items():
        assert [one.operator for one in pin.specifier] == ["=="], name
        assert declared[name].specifier.contains(next(iter(pin.specifier)).version), name
        assert declared[name].extras == pin.extras, name


def test_another_version_of_what_makes_bytes_is_noticed(declared: dict[str, Requirement]) -> None:
    """Pages are made again by it, but not for another lock, command line or watcher of files."""
    noticed = set(map(canonicalize_name, made_by.PACKAGES))
    assert declared.keys() - noticed == {"click", "filelock", "watchfiles"}
