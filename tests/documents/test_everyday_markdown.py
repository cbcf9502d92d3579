"""Markdown as GitHub reads it: bare addresses, struck words, alerts, tasks, footnotes in any place; in every output."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.site import Site

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
BODY = """See https://example.org/a_b?c=d, www.example.org and ada@example.org, not ~~gone~~ here.[^in-box]

- [ ] open
- [x] done[^item]

  [^item]: Said in an item.

:::{note}
[^in-box]: Said in a box.
:::

`https://code.example` and ~ about ~ it.
"""


def test_it_is_read_as_everyone_writes(site: Site) -> None:
    alerts = "\n\n".join(f"> [!{kind}]\n> Mind ~~this~~ {kind.lower()}[^x]." for kind in ALERTS)
    site.article("made", f"{BODY}\n\n{alerts}\n\n[^x]: A note, https://note.example.")
    site.build(READTHEDOCS_CANONICAL_URL="https://kc.example/").ok()
    page = site.page("articles/made.html")
    body = page.select_one(".article-body")
    assert body is not None
    links = {link["href"] for link in body.select("a.external")}
    assert links == {
        "https://example.org/a_b?c=d",
        "http://www.example.org",
        "mailto:ada%40example.org",
        "https://note.example",
    }
    assert [struck.get_text() for struck in body.select("s")] == ["gone", *["this"] * 5]
    assert [box["class"][1] for box in body.select(".admonition")] == ["note", *map(str.lower, ALERTS)]
    assert len(body.select("[role=doc-footnote]")) == 3
    assert len(body.select("input[type=checkbox]")) == 2
    standfirst = page.select_one(".article-standfirst")
    assert standfirst is not None
    assert standfirst.get_text() == "See https://example.org/a_b?c=d, www.example.org and ada@example.org, not here."
    twin = (site.out / "articles/made.html.md").read_text(encoding="utf-8")
    assert "not ~~gone~~ here.[^" in twin
    assert "> **Caution**\n>\n> Mind ~~this~~ caution[^" in twin
    feed = html.unescape((site.out / "feeds/all.atom.xml").read_text(encoding="utf-8"))
    assert "<s>gone</s>" in feed
    assert ">ada@example.org</a>" in feed.replace("<span>", "").replace("</span>", "")


def test_struck_words_are_struck_in_other_outputs(site: Site) -> None:
    site.article("struck", "Not ~~*gone* away~~ here.")
    for builder, name, written in (
        ("text", "articles/struck.txt", "~~*gone* away~~"),
        ("latex", "knowledgecentre.tex", r"\sout{\sphinxstyleemphasis{gone} away}"),
        ("man", "knowledgecentre.1", "~~"),
    ):
        site.build(builder).ok()
        assert written in (site.path / "_build" / builder / name).read_text(encoding="utf-8")
