"""What tests share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.adopted import WHOLE_SITES
from tests.browser.fixtures import browser, open_page
from tests.site import Site, interpreted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["browser", "open_page", "real_site", "site", "whole_site"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A tiny site, not built yet."""
    return Site(tmp_path / "site")


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Builds the sites of ``WHOLE_SITES``, each once."""

    @cache
    def whole_site(name: str) -> Site:
        site = Site(WHOLE_SITES[name](tmp_path_factory.mktemp("whole") / name), root="", cards=True, run=interpreted)
        site.build("html", jobs=2, now="").ok()
        return site

    return whole_site


@pytest.fixture(scope="session", params=WHOLE_SITES)
def real_site(whole_site: Callable[[str], Site], request: pytest.FixtureRequest) -> Site:
    """A whole site, built: that of this very project, from a copy of what git would hand on, and two made of it."""
    return whole_site(request.param)
