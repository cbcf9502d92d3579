"""sphinx-tags stays the tag engine people know, each row of what it gets wrong has a test."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.pages.tags import MARK
from tests.links import broken
from tests.site import text

if TYPE_CHECKING:
    from tests.site import Site


def sources(site: Site) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (site.path / "_tags").iterdir()}


def test_tags_of_one_letter_have_pages_of_their_own(site: Site) -> None:
    for number, name in enumerate(["C", "C#", "C++"]):
        site.article(f"on-{number}", tags=[name], date="2025-01-01")
    site.build().ok()
    found = {name: text(site.page(f"_tags/{name}.html").select_one("h1")) for name in ("c", "c-sharp", "cpp")}
    assert found == {"c": "Topic: C", "c-sharp": "Topic: C#", "cpp": "Topic: C++"}
    assert text(site.page("_tags/cpp.html").select_one("p")) == "A *language*, with <brackets>."


def test_tags_come_from_front_matter_and_not_from_examples(site: Site) -> None:
    site.article("example", "````markdown\n```{tags} nonsense\n```\n````", tags=["ZTNA"])
    site.build().ok()
    assert "nonsense" not in {name.removesuffix(".md") for name in sources(site)}
    assert text(site.page("articles/example.html").select_one(".tags a")) == "Zero trust"


def test_a_page_is_written_when_its_text_changes_and_only_then(site: Site) -> None:
    site.build().ok()
    before = sources(site)
    site.article("another", tags=["cpp"])
    site.build().ok()
    assert sources(site) == before
    vocabulary = site.path / "articles/tags.yml"
    vocabulary.write_text(
        vocabulary.read_text(encoding="utf-8").replace("label: Zero trust", "label: Trust none"), encoding="utf-8"
    )
    site.build().ok()
    assert {name for name, time in sources(site).items() if time != before[name]} == {"zero-trust.md"}


def test_only_its_own_stale_pages_are_removed(site: Site) -> None:
    site.build().ok()
    site.write("_tags/notes.md", "# Mine\n\nKept.\n")
    assert (site.path / "_tags/c-sharp.md").read_text(encoding="utf-8").startswith(MARK)
    site.article("second", tags=["cpp"])
    site.build().ok()
    assert "c-sharp.md" not in sources(site)
    assert not (site.out / "_tags/c-sharp.html").exists()
    assert text(site.page("_tags/notes.html").select_one("h1")) == "Mine"


def test_tag_pages_list_by_date_and_count_what_is_visible(site: Site) -> None:
    site.article("a-late-one", tags=["cpp"], date="2025-12-01")
    site.article("b-draft", tags=["cpp"], date="2025-12-02", draft=True)
    site.article("c-future", tags=["cpp"], date="2027-12-02")
    site.build().ok()
    titles = [text(card) for card in site.page("_tags/cpp.html").select(".card-title")]
    assert titles[0] == "A late one"
    assert titles[-1] == "The first one"
    assert len(titles) == 3
    assert "C++ 3 articles" in text(site.page("_tags/tagsindex.html").select_one(".facets"))


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_links_are_right_under_both_builders(site: Site, builder: str) -> None:
    site.write(
        "about.md",
        "# About\n\n```{tags} ZTNA, cpp\n```\n\n{ref}`sphx_tag_cpp`, {ref}`tagoverview`, {any}`_tags/cpp`.\n",
    )
    site.build(builder).ok()
    page = site.page("about.html" if builder == "html" else "about/index.html", builder)
    assert [text(badge) for badge in page.select("p.tags a.sd-badge")] == ["Zero trust", "C++"]
    assert "Topic: C++" in text(page.select_one("main"))
    assert broken(site.path / "_build" / builder) == []


def test_a_colon_fence_is_a_fence_too(site: Site) -> None:
    site.write("about.md", "# About\n\n:::{tags} ZTNA\n:::\n")
    site.build().ok()
    assert [text(badge) for badge in site.page("about.html").select("p.tags a.sd-badge")] == ["Zero trust"]


def test_nothing_deprecated_is_used(site: Site) -> None:
    """sphinx-tags 0.4 asks for env.app, which Sphinx 11 removes; what is left of it here does not."""
    site.write("about.md", "# About\n\n```{tags} ZTNA\n```\n")
    warnings = "error::PendingDeprecationWarning:sphinx_tags"
    site.build(PYTHONWARNINGS=f"{warnings},error::DeprecationWarning:sphinx_tags").ok()


def test_labels_are_in_the_inventory(site: Site) -> None:
    site.build().ok()
    inventory = zlib.decompress((site.out / "objects.inv").read_bytes().split(b"zlib.\n", 1)[1]).decode()
    assert "sphx_tag_cpp std:label" in inventory
    assert "tagoverview std:label" in inventory
    assert "first article:article" in inventory


@pytest.mark.parametrize(
    ("page", "source", "problem"),
    [
        ("about.md", "# About\n\n```{tags} cppp\n```\n", 'unknown tag "cppp": did you mean "cpp"?'),
        ("articles/x.md", "---\ntitle: X\ndate: 2025-01-01\nauthor: ada\n---\n\n```{tags} cpp\n```\n", "front matter"),
    ],
)
def test_the_directive_knows_the_vocabulary(site: Site, page: str, source: str, problem: str) -> None:
    site.write(page, source)
    built = site.build()
    assert built.status != 0
    assert problem in built.problems
    assert page in built.problems
