"""What is worked out once for all documents is what would be worked out for each."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser
from docutils.utils import new_document, smartquotes
from docutils.writers.html5_polyglot import Writer
from mdit_py_plugins import wordcount
from sphinx import transforms
from sphinx.application import Sphinx
from sphinx.highlighting import PygmentsBridge

from knowledge_centre.compat import repeated_work
from knowledge_centre.compat.plain_texts import count_words, educate_active, load_by_libyaml, texts_to_educate
from knowledge_centre.compat.repeated_work import (
    SHORTCUTS,
    FormatterOnce,
    SettingsOnce,
    TagsOnce,
    find_by_class,
    source_digest,
    walk_about,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def app(tmp_path: Path) -> Sphinx:
    (tmp_path / "conf.py").write_text('extensions = ["myst_parser"]\n', encoding="utf-8")
    (tmp_path / "index.rst").write_text("Home\n====\n", encoding="utf-8")
    return Sphinx(tmp_path, tmp_path, tmp_path / "out", tmp_path / "doctrees", "html", status=None, freshenv=True)


def test_each_function_is_the_one_that_is_known(app: Sphinx) -> None:
    """Where this fails, look at what is new in the function that is named, and at what takes its place."""
    assert repeated_work.take_shortcuts(app) == []
    assert repeated_work.take_shortcuts(app) == [], "once is enough"


def test_of_another_function_nothing_takes_the_place(app: Sphinx, monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        @staticmethod
        def asked() -> str:
            return "theirs"

    theirs = vars(Other)["asked"]
    shortcut = SHORTCUTS[0]._replace(owner=Other, name="asked", source="of before")
    monkeypatch.setattr(repeated_work, "SHORTCUTS", (shortcut,))
    assert repeated_work.take_shortcuts(app) == ["Other.asked"]
    assert vars(Other)["asked"] is theirs


def test_the_digest_of_a_function_is_of_its_text() -> None:
    def one() -> list[int]:
        return [number for number in (1, 2)]  # noqa: C416

    def other() -> list[int]:
        return [number for number in (1, 3)]  # noqa: C416

    assert source_digest(one) != source_digest(other)
    assert source_digest(len) == ""


def test_settings_are_a_documents_own() -> None:
    made: list[str] = []

    def settings(*components: Any, defaults: dict[str, Any]) -> Any:
        made.append("once")
        return frontend.get_default_settings(*components)

    once = SettingsOnce(settings)
    first, second = (once(Parser(), Writer(), defaults={"a": [1]}) for _ in range(2))
    assert made == ["once"]
    assert vars(first).keys() == vars(second).keys()
    assert first.stylesheet_dirs == second.stylesheet_dirs
    assert first.stylesheet_dirs is not second.stylesheet_dirs
    assert first.record_dependencies is not second.record_dependencies
    once(Parser(), Writer(), defaults={"a": [1, 2]})
    once(Writer(), defaults={"a": [1]})
    assert made == ["once"] * 3, "other settings, or other parts, are others"
    once.forget()
    once(Parser(), Writer(), defaults={"a": [1]})
    assert made == ["once"] * 4


TREE = nodes.section("", nodes.title("", "A"), nodes.paragraph("", "b ", nodes.emphasis("", "c"), nodes.Text(" d")))


@pytest.mark.parametrize("kind", [nodes.Node, nodes.Text, nodes.section, nodes.emphasis, nodes.image])
def test_nodes_are_found_in_the_order_of_the_text(kind: type[nodes.Node]) -> None:
    def searched(node: nodes.Node) -> list[nodes.Node]:
        return [node] * isinstance(node, kind) + [one for child in node.children for one in searched(child)]

    found = find_by_class(lambda: None)(TREE, kind)
    assert [*map(id, found)] == [*map(id, searched(TREE))]


def test_nodes_may_be_replaced_while_they_are_found() -> None:
    tree = TREE.deepcopy()
    for text in find_by_class(lambda: None)(tree, nodes.Text):
        text.parent.replace(text, nodes.Text(text.astext().upper()))
    assert tree.astext() == "A\n\nB C D"


class Noting(nodes.GenericNodeVisitor):
    """Notes what it visits, and leaves out what is under or behind some of it."""

    def __init__(self, document: nodes.document, at: dict[str, type[Exception]]) -> None:
        super().__init__(document)
        self.at, self.noted = at, list[str]()

    def default_visit(self, node: nodes.Node) -> None:
        self.noted.append(f"+{node.__class__.__name__}")
        if error := self.at.get(node.__class__.__name__):
            raise error

    def default_departure(self, node: nodes.Node) -> None:
        self.noted.append(f"-{node.__class__.__name__}")


@pytest.mark.parametrize(
    "error",
    [None, nodes.SkipNode, nodes.SkipDeparture, nodes.SkipSiblings, nodes.SkipChildren, nodes.StopTraversal],
)
def test_a_tree_is_walked_as_docutils_walks_it(error: type[Exception] | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def noted(walkabout: Callable[..., Any]) -> list[str]:
        monkeypatch.setattr(nodes.Node, "walkabout", walkabout)
        visitor = Noting(new_document(""), {"emphasis": error} if error else {})
        TREE.walkabout(visitor)
        return visitor.noted

    wrapped = vars(nodes.Node)["walkabout"]
    docutils_own = getattr(wrapped, "__wrapped__", wrapped)
    assert noted(walk_about(docutils_own)) == noted(docutils_own)


def test_a_text_within_a_text_has_a_parser_of_its_own() -> None:
    """The parser of one document is used for the next; one that is read within another must not disturb it."""
    made: list[object] = []
    once = repeated_work.ParserOnce(lambda config, _renderer: made.append(config) or object())  # type: ignore[arg-type, return-value, func-returns-value]
    first, renderer = object(), object()

    def parse(inner: object) -> list[object]:
        found: list[object] = [once(first, renderer)]  # type: ignore[arg-type]
        if inner:
            once.parse(lambda: found.append(once(first, renderer)))  # type: ignore[arg-type]
        return found

    def read(inner: object = None) -> list[object]:
        got: list[object] = []
        once.parse(lambda: got.extend(parse(inner)))
        return got

    assert read()[0] is read()[0]
    outer, within = read("inner")
    assert outer is read()[0]
    assert within is not outer


TEXTS = (
    "Plain words, and 3 more.",
    "\"Quoted\" and 'single', it's the '80s...",
    "a -- b --- c . . . d",
    "``old'' ways",
    "R&D &quot; \\' é…",
    "",
    "x\x00'y",
)


@pytest.mark.parametrize("attr", ["1", "qDe", "2", "-1", "qw"])
def test_quotation_marks_are_those_of_docutils(attr: str) -> None:
    def educated(educate: Callable[..., Any]) -> list[str]:
        kinds = ("plain", "plain", "literal", "plain")
        return list(educate(zip(kinds * len(TEXTS), TEXTS * len(kinds), strict=False), attr, "en"))

    docutils_own = inspect.unwrap(vars(smartquotes)["educate_tokens"])
    assert educated(educate_active(docutils_own)) == educated(docutils_own)
    assert len(set(educated(docutils_own))) > len(TEXTS)


def test_texts_with_quotation_marks_are_those_of_sphinx() -> None:
    paragraph = nodes.paragraph("", *map(nodes.Text, TEXTS), nodes.literal("", '"code"'))
    texts = [*paragraph.findall(nodes.Text)]
    sphinx_own = inspect.unwrap(vars(transforms.SphinxSmartQuotes)["get_tokens"])
    assert list(texts_to_educate(sphinx_own)(None, texts)) == list(sphinx_own(None, texts))


def test_words_are_counted_as_for_myst() -> None:
    own = inspect.unwrap(vars(wordcount)["basic_count"])
    texts = [*TEXTS, "one (two) three-four 5 “six” ... A1 end.", "日本 語。"]
    assert [*map(count_words(own), texts)] == [*map(own, texts)]


def test_yaml_is_read_and_refused_as_ever() -> None:
    own = inspect.unwrap(vars(yaml)["safe_load"])
    load = load_by_libyaml(own)
    for text in ("a: 1\nb: [x, 2025-01-02]", "", "- é\n- 'q'", "t: no\nn: ~"):
        assert load(text) == own(text)
    for text in ("a: [", "\tx: 1", "a: b: c", "&a *b"):
        with pytest.raises(yaml.YAMLError) as told:
            load(text)
        with pytest.raises(yaml.YAMLError) as ever:
            own(text)
        assert str(told.value) == str(ever.value)


def test_a_formatter_is_made_once_for_the_same_options() -> None:
    own = inspect.unwrap(vars(PygmentsBridge)["get_formatter"])
    once, bridge = FormatterOnce(own), PygmentsBridge("html", "default")
    first = once(bridge, linenos=False)
    assert once(bridge, linenos=False) is first
    assert once(bridge, linenos="inline") is not first
    assert once(bridge, linenos=False, hl_lines=[1]) is not first
    assert once(PygmentsBridge("html", "monokai"), linenos=False) is not first
    assert vars(first).keys() == vars(own(bridge, linenos=False)).keys()


def test_tags_of_a_language_are_a_callers_own() -> None:
    tags = TagsOnce(inspect.unwrap(vars(utils)["normalize_language_tag"]))
    tags("de-CH").append("x")
    assert tags("de-CH") == ["de-ch", "de"]
