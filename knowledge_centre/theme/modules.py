"""The theme's JavaScript modules are sent without comments, each together with what it imports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.content.kept_answers import KeptAnswers
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.theme.minified import THEME, minified, source_of
from knowledge_centre.theme.module_text import needed, stripped, together, with_digests

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

FOLDER = "js"


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """A site's own module in the place of one of the theme's keeps its text, but for what it imports."""
    if not is_site(builder):
        return
    sources, own = dict[str, str](), set[str]()
    for path in sorted((THEME / "static" / FOLDER).rglob("*.js")):
        name = path.relative_to(THEME / "static").as_posix()
        source = source_of(app, name)
        try:
            sources[name] = source.read_text(encoding="utf-8") if source else ""
        except UnicodeDecodeError:
            continue
        if not source or not source.samefile(path):
            own.add(name)
    kept = KeptAnswers(Path(app.doctreedir, "kept", "modules"))
    made = kept.answer(repr((sorted(sources.items()), sorted(own))).encode(), lambda: made_of(sources, own))
    kept.keep()
    minified(app).update({name: text for name, text in made.items() if text != sources[name]})


def made_of(sources: Mapping[str, str], own: Container[str]) -> dict[str, str]:
    """The modules as they are sent, by name."""
    return with_digests(
        {name: text if name in own else stripped(together(sources, name)) for name, text in sources.items()}
    )


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    texts, known = minified(app), build_of(app.env).preloaded
    scripts = [
        getattr(script, "filename", "") or "" for script in (context.get("head_script"), *context["script_files"])
    ]
    names = tuple(str(script).removeprefix("_static/") for script in scripts)
    if names not in known:
        known[names] = [f"_static/{one}" for one in dict.fromkeys(one for name in names for one in needed(texts, name))]
    context["preloaded"] = known[names]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.theme.minified")
    app.connect("write-started", on_write_started)
    app.connect("html-page-context", for_site(on_html_page_context), priority=950)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
