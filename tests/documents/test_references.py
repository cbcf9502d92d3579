"""References of every kind follow what they refer to, and what hidden articles define breaks nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge_centre.documents.defined_names import Names, names_of
from tests.site import Site, text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GLOSSARY = "```{glossary}\nTerm\n  What it means.\n```"
EQUATION = "```{math}\n:label: e1\na = b\n```"
FUNCTION = "```{py:function} pack.run(speed)\nRuns.\n```"
MODULE = "```{py:module} pack\n:synopsis: Packs things.\n```"
OPTION = "```{program} tool\n```\n```{option} --fast\nFaster.\n```"


def assert_clean(site: Site, folder: Path) -> None:
    """An incremental build is what a clean build gives."""
    site.build().ok()
    clean = site.clean_copy(folder)
    clean.build().ok()
    ours, theirs = site.tree(), clean.tree()
    assert sorted(ours) == sorted(theirs)
    assert [name for name in theirs if ours[name] != theirs[name]] == []


REFERENCES = {
    "a term": ("{term}`Term`", GLOSSARY),
    "an equation": ("{eq}`e1`", EQUATION),
    "a function": ("{py:func}`pack.run`", FUNCTION),
    "any function": ("{any}`pack.run`", FUNCTION),
    "a function of MyST's": ("[it](#pack.run)", FUNCTION),
    "a module": ("{py:mod}`pack`", MODULE),
    "an option": ("{option}`tool --fast`", OPTION),
    "a label by its anchor": ("[](#here)", "(here)=\n## Here"),
}


def refer(site: Site, references: Iterable[str]) -> list[str]:
    """A page for each, none of them an article: those show one another, and are written again for that."""
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('"about.md"', '"about.md", "refers/**"'), encoding="utf-8")
    names = [f"refers/{number}.md" for number, _reference in enumerate(references)]
    for name, reference in zip(names, references, strict=True):
        site.write(name, f"# Page\n\nSee {reference} here.\n")
    return [name.replace(".md", ".html") for name in names]


def test_references_follow_what_moves(site: Site, tmp_path: Path) -> None:
    pages = refer(site, [reference for reference, _definition in REFERENCES.values()])
    definitions = "\n\n".join(dict.fromkeys(definition for _reference, definition in REFERENCES.values()))
    site.article("g", definitions)
    site.article("other")
    site.build().ok()
    (site.path / "articles/g.md").rename(site.path / "articles/g2.md")
    assert_clean(site, tmp_path / "renamed")
    assert [name for name in pages if "articles/g2.html" not in (site.out / name).read_text(encoding="utf-8")] == []
    site.article("g2")
    site.article("other", definitions)
    assert_clean(site, tmp_path / "moved")
    assert [name for name in pages if "articles/other.html" not in (site.out / name).read_text(encoding="utf-8")] == []


CHANGES = {
    "titled": (["{doc}`/articles/titled`", "{any}`/articles/titled`", "[](../articles/titled)"], "Words."),
    "module": (["{py:mod}`pack`"], MODULE),
    "equation": (["{eq}`e1`"], EQUATION),
    "label": (["[](../articles/label.md#named)"], "## Two\n\n(named)=\n### Named"),
    "deep": (["[](../articles/deep.md#under)"], "## Two\n\n### Three\n\n(under)=\n#### Heading four"),
}
"""Articles, what refers to each, and what it says."""


def test_references_follow_what_changes(site: Site, tmp_path: Path) -> None:
    refer(site, [reference for references, _definition in CHANGES.values() for reference in references])
    for slug, (_references, definition) in CHANGES.items():
        site.article(slug, definition)
    site.build().ok()
    for slug, (_references, definition) in CHANGES.items():
        changed = definition.replace("Packs", "Ships").replace("four", "new").replace("Named", "Called")
        changed = changed.replace(EQUATION, "```{math}\n:label: e0\nb = c\n```\n" + EQUATION)
        site.article(slug, changed, title="New" if slug == "titled" else slug.capitalize())
    assert_clean(site, tmp_path / "clean")


def test_references_are_kept_by_two_processes(site: Site, tmp_path: Path) -> None:
    for number in range(12):
        site.article(f"refers-{number}", "See {term}`Term` and {eq}`e1`.")
    site.article("g", f"{GLOSSARY}\n\n{EQUATION}")
    site.build(jobs=2).ok()
    (site.path / "articles/g.md").rename(site.path / "articles/g2.md")
    site.build(jobs=2).ok()
    clean = site.clean_copy(tmp_path / "clean")
    clean.build().ok()
    assert site.tree() == clean.tree()


UNPUBLISHED = "an article that is not published"
HIDDEN = {
    "a label": ("{ref}`lab`", UNPUBLISHED, "(lab)=\n## Sec"),
    "a label with a text": ("{ref}`Its text <lab>`", "Its text", "(lab)=\n## Sec"),
    "a label of MyST's": ("[its *text*](#lab)", "its text", "(lab)=\n## Sec"),
    "a label of MyST's without a text": ("[](#lab)", UNPUBLISHED, "(lab)=\n## Sec"),
    "a label in a list": ("{ref}`text <lab>`", "text", "- one\n\n  (lab)=\n  ### Sec"),
    "an attribute": ("[text](#lab)", "text", "{#lab}\nA paragraph."),
    "a picture": ("{ref}`text <lab>`", "text", "```{figure} with-picture/inner.svg\n:name: lab\n```"),
    "an equation": ("{eq}`lab`", UNPUBLISHED, "```{math}\n:label: lab\na = b\n```"),
    "a document": ("{doc}`lab-h`", UNPUBLISHED, ""),
    "a document from the root": ("{doc}`its text </articles/lab-h>`", "its text", ""),
    "any document": ("{any}`lab-h`", UNPUBLISHED, ""),
    "a document of MyST's": ("[](lab-h)", UNPUBLISHED, ""),
    "a place in one": ("[text](lab-h.md#sec)", "text", "## Sec"),
    "a term": ("{term}`Lab Term`", "Lab Term", "```{glossary}\nLab *Term*\n  What it means.\n```"),
    "a second term": ("{term}`second`", "second", ":::{glossary}\nFirst : one\nSecond : two\n  What.\n:::"),
    "a term of a list": ("{term}`lab`", "lab", "{.glossary}\nLab\n: What it means."),
    "an option": ("{option}`tool --fast`", "tool --fast", OPTION),
    "a label of reStructuredText": ("{ref}`text <lab>`", "text", "```{eval-rst}\n.. _lab:\n\nA paragraph.\n```"),
}
LAB = re.compile(r"(?<![a-z])(lab)(?![a-z])", re.IGNORECASE)
"""The name in each of these, to be told from those of the others."""


def test_what_hidden_articles_define_is_plain_text_elsewhere(site: Site, tmp_path: Path) -> None:
    shown = {}
    for number, case in enumerate(HIDDEN.values()):
        reference, said, definition = (LAB.sub(rf"\g<1>{number}", one) for one in case)
        shown[f"refers-{number}"] = said
        site.article(f"refers-{number}", f"See {reference} now.")
        site.article(f"lab{number}-h", definition, expires="2026-02-01")
    site.build().ok()
    for slug, said in shown.items():
        page = site.page(f"articles/{slug}.html")
        assert text(page.select_one(".article-body")) == f"See {said} now."
        assert page.select(".article-body a") == []
        assert text(page.select_one(".article-standfirst")).replace("–", "--") == f"See {said} now."
    site.build(now="1769000000").ok()
    assert [slug for slug in shown if not site.page(f"articles/{slug}.html").select(".article-body a")] == []
    assert_clean(site, tmp_path / "clean")


def test_a_mistake_stays_one(site: Site) -> None:
    site.article("refers", "{ref}`nowhere`, {term}`Nothing` and {doc}`none`.")
    site.article("h", "(lab)=\n## Sec", draft=True)
    problems = site.build().problems
    assert all(word in problems for word in ("nowhere", "Nothing", "none"))


def test_what_a_visible_article_defines_too_is_linked(site: Site) -> None:
    site.article("refers", "{ref}`lab`, [](#lab), {term}`Term`.")
    site.article("h", f"(lab)=\n## Draft of it\n\n{GLOSSARY}", draft=True)
    site.article("shown", f"(lab)=\n## Sec\n\n{GLOSSARY}")
    site.build().ok()
    body = site.page("articles/refers.html").select_one(".article-body")
    assert text(body) == "Sec , Sec , Term ."


def test_a_toctree_leaves_out_hidden_articles(site: Site, tmp_path: Path) -> None:
    contents = "# Home\n\n```{toctree}\narticles/first\nA title <articles/h>\n/articles/h2.md\n```\n"
    site.write("index.md", contents + "\n```{toctree}\n:glob:\narticles/h*\n```\n")
    site.article("h", expires="2026-02-01")
    site.article("h2", draft=True)
    (site.path / "articles/hidden.md").unlink()
    site.build().ok()
    assert [text(link) for link in site.page("index.html").select(".toctree-l1 > a")] == ["The first one"]
    site.article("h2", draft=False)
    assert_clean(site, tmp_path / "shown")
    links = [str(link["href"]) for link in site.page("index.html").select(".toctree-l1 > a")]
    assert links == ["articles/first.html", "articles/h2.html", "articles/h2.html"]
    site.article("h2", draft=True)
    assert_clean(site, tmp_path / "hidden")
    site.write("index.md", contents.replace("articles/h>", "articles/none>"))
    assert "nonexisting document 'articles/none'" in site.build().problems


def test_the_summary_does_not_tell_the_name_of_a_hidden_article(site: Site, tmp_path: Path) -> None:
    site.article("refers", "See [](merger-with-acme.md) and {doc}`merger-with-acme` now.")
    site.article("merger-with-acme", draft=True)
    site.build().ok()
    assert not [name for name, content in site.tree().items() if b"merger" in content and name.endswith("html")]
    shown = text(site.page("articles/refers.html").select_one(".article-standfirst"))
    assert shown == f"See {UNPUBLISHED} and {UNPUBLISHED} now."
    for draft in (False, True):
        site.article("merger-with-acme", draft=draft)
        assert_clean(site, tmp_path / f"clean-{draft}")


@pytest.mark.parametrize(
    ("body", "labels", "words"),
    [
        ("", set(), set()),
        ("(A  name)=\n## Sec\n> (in-quote)=\n", {"a name", "in-quote"}, set()),
        ("See (this)= not.", set(), set()),
        ("{#one .two}\nWords [x]{#three}.", {"one", "three"}, set()),
        ("```{figure} a.png\n---\nname: fig\n---\n```", {"fig"}, {"a.png"}),
        (
            "````{glossary}\n:sorted:\n\n`One` thing\n  Text\n\n  more\nTwo : x\n  Text\n````\nAfter",
            set(),
            {"one thing", "two"},
        ),
        ("> ```{glossary}\n> One\n>   Text\n> ```\nAfter", set(), {"one"}),
        ("```{eval-rst}\n.. glossary::\n\n   One\n      Text\n\nAfter\n```", set(), {"one"}),
        ("{.glossary}\nOne\n: Text\n\nTwo\n\n: Text", set(), {"one", "two"}),
        ("No\n: glossary", set(), set()),
        ("```{py:function} pack.run(a, b)\n```", set(), {"pack.run", "b)"}),
        ("```{option} -f <file>, --file=<file>\n```", set(), {"-f", "--file"}),
    ],
)
def test_names_of_a_text(body: str, labels: set[str], words: set[str]) -> None:
    assert names_of([body]) == Names(frozenset(labels), frozenset(words))
