"""The page for addresses that lead nowhere. Hosts show it at any depth, so every address on it begins at the root."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from knowledge_centre import __version__
from knowledge_centre.catalogue.lists import ways_in
from knowledge_centre.compat.sphinx_pages import move_page
from knowledge_centre.content.urls import site_path
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.pipeline.build import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue

NAME = "404"
FILE = f"{NAME}.html"


def on_builder_inited(app: Sphinx) -> None:
    """Hosts look for a file of this name at the top, also where each page is a folder."""
    if is_site(app.builder):
        move_page(app.builder, NAME, FILE)


def on_catalogue_collect_pages(app: Sphinx, catalogue: Catalogue) -> Iterator[Page]:
    yield Page(NAME, {"title": "Page not found", **ways_in(catalogue)}, FILE)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Have all that makes addresses for this page make absolute ones."""
    if pagename != NAME:
        return
    context["content_root"] = root = site_path(app.config.html_baseurl)
    relative: Callable[[str, bool], str] = context["pathto"]

    def pathto(name: str, resource: bool = False) -> str:
        return urljoin(root, relative(name, resource))

    context["pathto"] = pathto
    for name in ("css_tag", "js_tag"):
        context[name] = absolute_tag(context[name], relative, root)
    context["toctree"] = lambda **_options: ""  # Sphinx has no way to make one with absolute addresses
    app.add_js_file("js/not-found.js", type="module")


def absolute_tag(tag: Callable[[Any], str], pathto: Callable[[str, bool], str], root: str) -> Callable[[Any], str]:
    """What links to a style sheet or a script, absolute. Sphinx's own function knows but the relative address."""

    def made(asset: Any) -> str:
        if not (name := getattr(asset, "filename", asset)):
            return tag(asset)
        address = pathto(os.fspath(name), True)
        return tag(asset).replace(f'="{address}', f'="{urljoin(root, address)}', 1)

    return made


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.connect("builder-inited", on_builder_inited)
    app.connect("catalogue-collect-pages", on_catalogue_collect_pages)
    # Before Sphinx asks for the address of the icon, and others for what they add to the page.
    app.connect("html-page-context", for_site(on_html_page_context), priority=300)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
