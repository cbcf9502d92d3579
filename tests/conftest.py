"""What tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A tiny site, not built yet."""
    return Site(tmp_path / "site")


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Makes tiny sites by name."""

    def make(name: str, root: str = "small") -> Site:
        return Site(tmp_path / name, root)

    return make
