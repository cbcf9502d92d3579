"""A description of the search page, from which a browser learns to ask the site from its address bar."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import partial
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.output_files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue

NAME = "opensearch.xml"
SHORT_NAME = 16
"""Letters that OpenSearch 1.1 lets a name have."""


def description(project: str, search: str) -> bytes:
    """What OpenSearch 1.1 asks for: whom one asks, and at which address."""
    top = ET.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    ET.SubElement(top, "ShortName").text = project[:SHORT_NAME].strip()
    ET.SubElement(top, "Description").text = f"Search the articles of {project}."
    ET.SubElement(top, "InputEncoding").text = "UTF-8"
    ET.SubElement(top, "Url", type="text/html", template=f"{search}?q={{searchTerms}}")
    ET.indent(top)
    data: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    """For the head of every page, where the site has an address: the description has to name it whole."""
    return {"opensearch": NAME if build_of(app.env).urls.root else ""}


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[File]:
    if search := build_of(app.env).urls.page("search"):
        yield File(NAME, (app.config.project, search), partial(description, app.config.project, search))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("catalogue-site-context", on_catalogue_site_context)
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
