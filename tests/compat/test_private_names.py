"""What is used of other projects beyond their documentation is still what it was. A failure here names what changed."""

from __future__ import annotations

import ast
import inspect
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import furo
import pytest
import sphinx_tags
from docutils import nodes
from docutils.parsers.rst.directives.misc import Date, Raw
from docutils.parsers.rst.directives.tables import CSVTable
from markdown_it import MarkdownIt
from mdit_py_plugins.tasklists import tasklists_plugin
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mocking import MockIncludeDirective
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.directives.code import LiteralInclude
from sphinx.environment import BuildEnvironment
from sphinx.ext import viewcode
from sphinx.highlighting import PygmentsBridge
from sphinx.search import SearchLanguage
from sphinx.transforms import DefaultSubstitutions
from sphinx.util.fileutil import copy_asset_file

from knowledge_centre.compat import docutils as compat_docutils
from knowledge_centre.compat import furo as compat_furo
from knowledge_centre.compat import markdown, myst, myst_config, sphinx, sphinx_pages, sphinx_reading, sphinx_search
from knowledge_centre.compat import sphinx_tags as compat_tags

if TYPE_CHECKING:
    from tests.site import Site

PACKAGE = Path(__file__).parents[2] / "knowledge_centre"
NAMED_TUPLES = {"_replace", "_fields", "_asdict"}
"""Public names in spite of their underscore."""


def private_names(source: str) -> list[int]:
    """The lines of a module that use a private name of another one."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=module, names=names) if module and not module.startswith("knowledge_centre"):
                private = any(part.startswith("_") and part != "__future__" for part in module.split("."))
                found += [node.lineno] * (
                    private or any(one.name.startswith("_") and one.name != "_" for one in names)
                )  # gettext's
            case ast.Attribute(attr=name, value=value) if name.startswith("_") and not name.endswith("__"):
                own = isinstance(value, ast.Name) and value.id in {"self", "cls", "etree"}  # lxml's types
                own |= name == "_exit"  # Python has documented it
                found += [node.lineno] * (not own and name not in NAMED_TUPLES)
    return found


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Sphinx:
    """A finished build of two pages with what the names are about."""
    folder = tmp_path_factory.mktemp("compat")
    (folder / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_tags"]\nhtml_theme = "furo"\nmyst_heading_anchors = 2\nnumfig = True\n'
        'myst_enable_extensions = ["dollarmath", "tasklist"]\ntags_create_tags = False\n',
        encoding="utf-8",
    )
    (folder / "index.md").write_text(
        "# Home\n\n```{toctree}\n:numbered:\nother\n```\n\n- [ ] A task\n\n[](other.md#part) and [](#home)\n\n| A |\n| - |\n| b |\n",
        encoding="utf-8",
    )
    (folder / "other.md").write_text("# Other\n\n## Part\n\n$$a$$ (formula)\n", encoding="utf-8")
    with warnings.catch_warnings(action="ignore"):  # of other extensions about Sphinx 11
        made = Sphinx(folder, folder, folder / "out", folder / "doctrees", "html", status=None, freshenv=True)
        made.build()
    return made


@pytest.fixture
def builder(app: Sphinx) -> StandaloneHTMLBuilder:
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    return app.builder


def test_private_names_are_found() -> None:
    assert private_names("from sphinx.util._files import A\nself._b\nc._d\nimport e\nfrom furo import _f") == [1, 5, 3]


def test_no_other_module_uses_a_private_name_of_another_project() -> None:
    others = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "compat"]
    lines = {path.relative_to(PACKAGE): private_names(path.read_text(encoding="utf-8")) for path in others}
    assert {path: found for path, found in lines.items() if found} == {}


def test_a_listener_of_another_extension_can_be_disconnected(app: Sphinx) -> None:
    def handler(app: Sphinx) -> None:
        raise AssertionError(app)

    app.connect("builder-inited", handler)
    sphinx.disconnect(app, "builder-inited", handler)
    with pytest.raises(LookupError, match="does not listen to builder-inited any more"):
        sphinx.disconnect(app, "builder-inited", handler)


def test_an_environment_knows_its_application(app: Sphinx) -> None:
    assert sphinx.application(app.env) is app


def test_settings_are_told_in_their_order_and_alike_in_each_process(app: Sphinx) -> None:
    before = sphinx.settings_told(app)
    assert sphinx.PLACE.search(repr(before)) is None
    for name, value in (("language", "de"), ("html_css_files", ["b.css", "a.css"]), ("nitpicky", True)):
        kept = getattr(app.config, name)
        setattr(app.config, name, value)
        assert sphinx.settings_told(app) != before
        if isinstance(value, list):
            told = repr(sphinx.settings_told(app))
            setattr(app.config, name, value[::-1])
            assert repr(sphinx.settings_told(app)) != told
        setattr(app.config, name, kept)
    assert sphinx.settings_told(app) == before


def test_the_author_that_sphinx_assumes() -> None:
    assert sphinx.default_author() == "Author name not set"


def test_style_sheets_have_names_attributes_and_an_order(builder: StandaloneHTMLBuilder) -> None:
    sheets = sphinx_pages.style_sheets(builder)
    assert [str(sheet.filename) for sheet in sheets][-1] == "_static/styles/furo-extensions.css"
    assert all(isinstance(sheet.attributes, dict) for sheet in sheets)
    assert str(sphinx_pages.style_sheet("a.css").filename) == "_static/a.css"


@pytest.mark.parametrize(
    ("source", "name"), [("a.css_t", "a.css"), ("a.js.jinja", "a.js"), ("a.css", "a.css"), ("a_t.css", "a_t.css")]
)
def test_templates_among_static_files_lose_the_end_of_their_names(
    app: Sphinx, tmp_path: Path, source: str, name: str
) -> None:
    (tmp_path / source).write_text("x", encoding="utf-8")
    (tmp_path / "out").mkdir()
    copy_asset_file(tmp_path / source, tmp_path / "out" / source, context={}, renderer=app.builder.templates)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name] == [sphinx_pages.static_name(source)]


def test_static_paths_are_asked_for_after_write_started(builder: StandaloneHTMLBuilder) -> None:
    source = inspect.getsource(StandaloneHTMLBuilder.copy_html_static_files)
    assert "html_static_path" in source


def test_a_page_that_is_moved_keeps_all_others_where_they_are(builder: StandaloneHTMLBuilder) -> None:
    sphinx_pages.move_page(builder, "moved", "elsewhere.html")
    assert builder.get_target_uri("moved") == "elsewhere.html"
    assert builder.get_target_uri("index") == "index.html"
    assert builder.get_output_path("moved") == builder.outdir / "elsewhere.html"


def test_the_indexes_that_sphinx_makes(builder: StandaloneHTMLBuilder) -> None:
    assert sphinx_pages.index_pages(builder) == ["genindex"]
    assert (builder.outdir / "genindex.html").is_file()


def test_the_page_that_is_written_and_the_variables_of_all(builder: StandaloneHTMLBuilder) -> None:
    docname, variables = sphinx_pages.current_page(builder)
    assert docname in {"index", "other"}
    assert "project" in variables


def test_dates_of_today_and_pictures_that_settings_name(app: Sphinx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    assert sphinx.today(app.config) == "Feb 02, 2026"
    assert sphinx.last_updated(app) == ""
    monkeypatch.setattr(app.config, "html_last_updated_fmt", "%Y")
    assert sphinx.last_updated(app) == "2026"
    monkeypatch.setattr(app.config, "html_logo", "pictures/logo.svg")
    monkeypatch.setattr(app.config, "html_favicon", "https://example.org/icon.svg")
    assert sphinx_pages.named_pictures(app) == ["_static/logo.svg"]


def test_what_day_it_is_is_told_by_a_method_of_sphinx_and_a_directive_of_docutils() -> None:
    """That both are noted is seen in tests/pipeline/test_unnoticed.py."""
    assert list(inspect.signature(DefaultSubstitutions._handle_default_substitution).parameters) == ["self", "name"]
    assert "_handle_default_substitution(name)" in inspect.getsource(DefaultSubstitutions.apply)
    assert "'\\n'.join(self.content) or '%Y-%m-%d'" in inspect.getsource(Date.run)


def test_what_documents_define(app: Sphinx) -> None:
    env: BuildEnvironment = app.env
    assert list(sphinx_reading.toctrees(env).values()) == [["other"]]
    assert sphinx_reading.relations(env)["other"] == ["index", "index", None]
    assert sphinx_reading.section_numbers(env, "other") == {"": (1,), "#part": (1, 1)}
    assert env.titles["other"]["secnumber"] == [1]
    sphinx_reading.forget_section_numbers(env)
    assert "secnumber" not in env.titles["other"]
    assert "secnumber" not in str(env.tocs["other"])
    assert sphinx_reading.equation(env, "formula")[0] == "other"
    sphinx_reading.set_numbers(env, "elsewhere", {"figure": {"one": (1,)}}, over=False)
    assert sphinx_reading.figure_numbers(env, "elsewhere") == {"figure": {"one": (1,)}}
    assert env.toc_fignumbers.pop("elsewhere") == {"figure": {"one": (1,)}}
    assert {"mathjax", "mathml"} >= sphinx_pages.math_renderers(app) >= {"mathjax"}
    entries = list(sphinx_reading.domain_entries(env.domains.standard_domain))
    assert all(isinstance(entry, tuple) for _table, _key, entry in entries)
    assert {"labels", "anonlabels"} <= {table for table, _key, _entry in entries}


def test_languages_of_sphinx_have_stems_and_stop_words() -> None:
    english, none = sphinx_reading.search_language("en-GB"), sphinx_reading.search_language("xx")
    assert english.stem("backups") == "backup"
    assert "the" in english.stopwords
    assert type(none) is SearchLanguage


def test_pictures_are_named_by_a_dictionary_that_can_be_replaced() -> None:
    names = sphinx.FilenameUniqDict()
    assert names.add_file("a", "x/p.png") == "p.png"
    assert names.add_file("b", "y/p.png") == "p1.png"
    names.purge_doc("a")
    assert list(names) == ["y/p.png"]


def test_toctrees_are_parsed_by_these_names() -> None:
    assert sphinx.explicit_title_re.match("Title <page>").group(2) == "page"  # type: ignore[union-attr]
    assert sphinx.glob_re.match("a/*")
    assert sphinx.patfilter(["a/b", "c"], "a/*") == ["a/b"]
    assert sphinx.docname_join("a/b", "../c") == "c"
    assert callable(sphinx.TocTree.run)


def test_keys_of_myst() -> None:
    assert {"html_meta", "substitutions", "heading_anchors", "enable_extensions"} <= myst_config.KEYS
    assert "heading_slug_func" not in myst_config.KEYS


def test_what_myst_keeps_of_headings_and_links(app: Sphinx) -> None:
    assert myst.heading_slugs(app.env, "other")["part"][1:] == ("part", "Part")
    links: list[Any] = [node for node in app.env.get_doctree("index").findall(nodes.Element) if node.get("reftype")]
    assert [myst.anchor_of(node) for node in links if node.get("refdomain") == "doc"] == ["part"]
    assert all(node.get("refdomain") == "doc" or not myst.is_local(node) for node in links)


def test_how_the_box_of_a_task_begins() -> None:
    html = MarkdownIt().use(tasklists_plugin).render("- [ ] A")
    assert myst.CHECKBOX in html


def test_furo_puts_tables_into_a_block_and_colours_code(app: Sphinx) -> None:
    with warnings.catch_warnings(action="ignore"):
        doctree = app.env.get_and_resolve_doctree("index", app.builder)
    blocks = [node for node in doctree.findall(nodes.container) if compat_furo.TABLE_WRAPPER in node["classes"]]
    assert len(blocks) == 1
    assert ".highlight" in compat_furo.get_pygments_stylesheet()
    assert furo.__version__


def test_the_body_of_furos_page_can_be_left_out(site: Site) -> None:
    """``super.super()`` in page.html is the body of Furo's base, without what Furo's page puts into it."""
    site.build().ok()
    page = site.page("articles/first.html")
    assert not page.select(".sidebar-drawer, .mobile-header")
    assert page.select("body > script")


def test_sphinx_tags_searches_for_tags_by_one_listener_and_makes_badges(app: Sphinx) -> None:
    compat_tags.stop_search_for_tags(app)
    with pytest.raises(LookupError):
        compat_tags.stop_search_for_tags(app)
    assert list(inspect.signature(sphinx_tags.TagLinks._get_badge_node).parameters) == [
        "self",
        "tag",
        "file_basename",
        "relative_tag_dir",
    ]
    assert "_get_tag_color" in inspect.getsource(sphinx_tags.TagLinks._get_badge_node)


@pytest.mark.parametrize("reader", compat_docutils.READERS)
def test_directives_that_read_files_do_so_in_a_method_of_their_own(reader: type) -> None:
    assert "run" in vars(reader)


def test_what_directives_name_their_files_by() -> None:
    assert {"file", "url"} <= set(Raw.option_spec or {}) & set(CSVTable.option_spec or {})
    assert "diff" in LiteralInclude.option_spec
    assert "current_source" in inspect.getsource(sys.modules[Raw.__module__])


def test_files_that_docutils_brings_along() -> None:
    assert compat_docutils.standard_include("isonum.txt") is not None
    assert compat_docutils.standard_include("../isonum.txt") is None


def test_a_directive_that_gives_up_says_nothing() -> None:
    given_up = compat_docutils.given_up()
    assert (given_up.level, given_up.msg) == (0, "")


def test_the_way_to_a_file_is_asked_of_sphinx_and_guarded_once(app: Sphinx) -> None:
    asked: list[str] = []
    before = BuildEnvironment.relfn2path
    try:
        sphinx_reading.guard_paths(lambda _env, named, _docname: asked.append(named) or named)  # type: ignore[func-returns-value]
        guarded = BuildEnvironment.relfn2path
        sphinx_reading.guard_paths(lambda _env, named, _docname: named)
        assert BuildEnvironment.relfn2path is guarded
        assert app.env.relfn2path("a.txt", "index")[0] == "a.txt"
    finally:
        BuildEnvironment.relfn2path = before  # type: ignore[method-assign]
    assert asked in (["a.txt"], [])  # guarded by the extension itself, where that was loaded before
    assert not asked or "around" in vars(guarded)


def test_the_language_of_a_picture(app: Sphinx) -> None:
    assert sphinx_reading.language_name(app.env, "a/p.png") == "a/p.en.png"


def test_nothing_asks_where_there_is_no_parser() -> None:
    assert myst.asking() is None
    assert callable(vars(MockIncludeDirective)["run"])


def test_conf_py_is_read_as_sphinx_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "conf.py"
    path.write_text("extensions = ['myst_parser']\n", encoding="utf-8")
    assert sphinx.conf_values(path)["extensions"] == ["myst_parser"]
    path.write_text("extensions = [\n", encoding="utf-8")
    with pytest.raises(ValueError, match="syntax error"):
        sphinx.conf_values(path)


def test_settings_that_conf_py_says_nothing_of(app: Sphinx) -> None:
    sphinx.give(app.config, html_theme="epub", html_title="given")
    assert (app.config.html_theme, app.config.html_title) == ("furo", "given")


def test_doctrees_that_are_kept_in_memory_are_forgotten(app: Sphinx) -> None:
    env = app.env
    assert env.master_doctree is env.master_doctree
    env._write_doc_doctree_cache["index"] = env.get_doctree("index")
    before = env.master_doctree
    sphinx_pages.forget_doctrees(env)
    assert not env._write_doc_doctree_cache
    assert env.master_doctree is not before


def test_code_is_highlighted_by_two_methods() -> None:
    source = inspect.getsource(PygmentsBridge.highlight_block)
    assert source.count("self.get_lexer(source, lang, opts, force, location)") == 2
    sphinx_reading.show_unread_plain()
    lexer = PygmentsBridge("html").get_lexer("{}", "json", None, True, None)
    assert lexer.name == "JSON"


def test_mysts_parser_works_by_itself() -> None:
    env: dict[str, Any] = {}
    tokens = markdown.parse("a [b][c]\n\n[c]: d\n[c]: e", env)
    assert [token.map for token in tokens if token.type == "paragraph_open"] == [[0, 1]]
    assert markdown.link_names(env).keys() == {markdown.link_name("c")}
    assert markdown.repeated_links(env) == [(3, "C")]
    assert markdown.cells("| a | b\\|c | |") == [" a ", " b|c ", " "]
    assert markdown.cells("|") == []


def test_struck_text_is_rendered_by_a_method_of_its_own() -> None:
    assert "render_s" in vars(DocutilsRenderer)


def test_the_pages_of_viewcode() -> None:
    assert viewcode.OUTPUT_DIRNAME == "_modules"
    assert "env._viewcode_modules" in inspect.getsource(viewcode.collect_pages)


def test_where_cells_of_notebooks_draw() -> None:
    assert pytest.importorskip("myst_nb.sphinx_ext").OUTPUT_FOLDER == "jupyter_execute"


def test_copies_of_sources(site: Site) -> None:
    site.build("html", "-D", "html_copy_source=1").ok()
    assert (site.out / "_sources/articles/first.md.txt").is_file()


def test_sphinx_makes_these_files_for_its_own_search(site: Site) -> None:
    conf = site.path / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(text.replace('    "knowledge_centre.search",\n', ""), encoding="utf-8")
    site.write("about.md", "# About\n\n```{glossary}\nThing\n  A meaning.\n```\n")
    site.build().ok()
    site.article("more", "Of wombats and quokkas.")
    site.build().ok()
    site.article("more", "Of quokkas.")
    site.build().ok()
    made = (site.out / "searchindex.js").read_text(encoding="utf-8")
    assert '"thing":[[' in made, "of a page that was not written"
    assert ("quokka" in made, "wombat" in made) == (True, False)
    names = ["searchindex.js", "_static/base-stemmer.js", "_static/english-stemmer.js"]
    assert [name for name in names if not (site.out / name).is_file()] == []
    conf.write_text(text, encoding="utf-8")
    site.build().ok()
    assert [name for name in names if (site.out / name).exists()] == []


def test_sphinx_has_stemmers_in_javascript() -> None:
    """That they work is seen in tests/search/test_stems.py."""
    assert sphinx_search.has_stemmer("english")
    assert not sphinx_search.has_stemmer("klingon")
    assert sphinx_search.stemmer_module("english").endswith("export const stemmer = new EnglishStemmer();\n")
