"""What tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site import Site, checkout

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A tiny site, not built yet."""
    return Site(tmp_path / "site")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of this very project's site, built from a copy of what git would hand on."""
    site = Site(checkout(tmp_path_factory.mktemp("real") / "site"), root="", cards=True, interpreter=True)
    site.build("html", jobs=2, now="").ok()
    return site
