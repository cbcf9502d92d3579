"""``knowledge-centre upgrade``: names of earlier releases, what stops it, and what a build says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre import __version__
from knowledge_centre.__main__ import main
from knowledge_centre.content import renames
from knowledge_centre.content.renames import KEY, SETTING, Rename
from knowledge_centre.content.settings import problems
from knowledge_centre.content.whole_files import write_if_changed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site import Site

OLD, NEW = "knowledge_centre_old", "knowledge_centre_include_levels"


@pytest.fixture(autouse=True)
def _renames(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (Rename(SETTING, OLD, NEW, __version__), Rename(KEY, "abstract", "summary", __version__))
    monkeypatch.setattr(renames, "RENAMES", rows)


@pytest.fixture
def older(site: Site) -> Site:
    """A site of a release before this one."""
    site.article("first", "## Part two", abstract="What it says.")
    site.article("second", abstract="What it says too.")
    with (site.path / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f'\n{OLD} = 5  # are enough\nknowledge_centre_release = "0.9.0"\n')
    return site


def test_names_are_moved_and_the_site_is_right_again(older: Site, capsys: Any) -> None:
    assert main(["check", "-C", str(older.path)]) == 1
    assert (
        f'unknown key "abstract": it is "summary" since {__version__}: "knowledge-centre upgrade"'
        in capsys.readouterr().out
    )
    assert main(["upgrade", "-C", str(older.path)]) == 0
    said = capsys.readouterr()
    assert 'articles/first.md:5: "abstract" is "summary" now' in said.out
    assert f'"{OLD}" is "{NEW}" now' in said.out
    assert "0.9.0 left no digests" in said.err
    assert main(["check", "-C", str(older.path)]) == 0
    conf = (older.path / "conf.py").read_text(encoding="utf-8")
    assert f'{NEW} = 5  # are enough\nknowledge_centre_release = "{__version__}"\n' in conf


def test_a_build_refuses_a_setting_of_an_earlier_release() -> None:
    assert list(problems({OLD: None})) == [
        f'{OLD} in conf.py does nothing: it is "{NEW}" since {__version__}: "knowledge-centre upgrade" renames it.'
    ]


def test_what_was_stopped_is_finished_by_the_next_call(older: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Path] = []

    def stopped(path: Path, data: bytes) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(path)
        write_if_changed(path, data)

    with monkeypatch.context() as patch:
        patch.setattr("knowledge_centre.commands.upgrade.write_if_changed", stopped)
        assert main(["upgrade", "-C", str(older.path)]) == 130
    assert [path.name for path in done] == ["first.md"]
    assert 'release = "0.9.0"' in (older.path / "conf.py").read_text(encoding="utf-8")
    assert main(["upgrade", "-C", str(older.path)]) == 0
    assert main(["check", "-C", str(older.path)]) == 0


def test_two_names_for_one_thing_are_told(older: Site, capsys: Any) -> None:
    older.article("third", abstract="One.", summary="Other.")
    assert main(["upgrade", "-C", str(older.path)]) == 1
    assert "which is there as well: keep one" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("conf", "told"),
    [
        ("", "does not say which release this site fits: say it, as --from 1.0.0."),
        ('knowledge_centre_release = "soon"\n', '"soon" is no release'),
        ('knowledge_centre_release = "99.0.0"\n', "This site fits 99.0.0, and"),
        ("a = (\n", "There is a syntax error"),
    ],
)
def test_what_stops_it_is_a_sentence(site: Site, conf: str, told: str, capsys: Any) -> None:
    site.write("conf.py", conf)
    assert main(["upgrade", "-C", str(site.path)]) == 2
    assert told in capsys.readouterr().err
