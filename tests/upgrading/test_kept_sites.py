"""Sites as earlier releases made them: after the upgrade they publish what they published."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.__main__ import main
from maintenance.kept_site import KEPT, PUBLISHED, published
from tests.site import PROJECT, Site, settings

if TYPE_CHECKING:
    from pathlib import Path

RELEASES = sorted(path.name for path in (PROJECT / KEPT).iterdir() if path.is_dir())


@pytest.mark.parametrize("release", RELEASES)
def test_addresses_feeds_and_dates_are_what_they_were(release: str, tmp_path: Path) -> None:
    site = Site(tmp_path / "site", root="", cards=True)
    shutil.copytree(PROJECT / KEPT / release, site.path, dirs_exist_ok=True)
    assert settings(site.path)["knowledge_centre_release"] == release
    assert main(["upgrade", "-C", str(site.path)]) == 0
    site.build().ok()
    before = json.loads((site.path / PUBLISHED).read_text(encoding="utf-8"))
    now = published(site.out)
    assert set(before["addresses"]) - set(now["addresses"]) == set()
    assert {name: now["feeds"].get(name) for name in before["feeds"]} == before["feeds"]


def test_this_release_is_kept() -> None:
    assert RELEASES
