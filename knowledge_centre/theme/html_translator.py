"""What the HTML of a text lacks as Sphinx, MyST and Furo write it: sizes of pictures, scopes of headings, names of boxes.

Pictures say their size, so that nothing moves when they arrive, and are fetched when they come near.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from knowledge_centre import __version__
from knowledge_centre.compat.furo import TABLE_WRAPPER
from knowledge_centre.compat.myst import CHECKBOX
from knowledge_centre.content.images import picture_size
from knowledge_centre.content.smaller_pictures import smaller_name, smaller_size
from knowledge_centre.documents.builders import SITE, for_site
from knowledge_centre.theme.widths import without_style

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SIZES = frozenset({"width", "height", "scale"})
"""What an author can say of a picture's size; then it is left to them."""


class Translator(HTML5Translator):
    """Sphinx's own, with more to say of pictures and tables."""

    def visit_image(self, node: nodes.image) -> None:
        """A file is one of the document's dependencies already, so the page is written again when it changes."""
        given = SIZES.intersection({*node.attributes, *node.get("html_attributes", ())})
        path = self.builder.srcdir / node["uri"]
        smaller = (0, 0) if _elsewhere(node["uri"]) or node["uri"] not in self.builder.images else smaller_size(path)
        if not _elsewhere(node["uri"]) and given <= {"height"}:
            width, height = smaller if smaller[0] else picture_size(path)
            if width and not given:
                node["width"], node["height"] = str(width), str(height)
            elif (
                width and "height" in node
            ):  # a height alone would be none, as pictures keep their proportions by their width
                value, unit = nodes.parse_measure(node["height"])
                node["width"] = f"{value * width / height:g}{unit}"
        node["is_smaller"] = smaller[0] > 0
        linked = smaller[0] > 0 and node.get("alt") and not _is_linked(node)
        if linked:
            original = posixpath.join(self.builder.imgpath, quote(self.builder.images[node["uri"]]))
            self.body.append(
                self.starttag(nodes.reference(), "a", "", CLASS="reference internal image-reference", href=original)
            )
        super().visit_image(node)
        if linked:
            self.body.append("</a>")

    def emptytag(self, node: nodes.Element, tagname: str, suffix: str = "\n", **attributes: Any) -> str:
        if tagname == "img":
            attributes |= node.get("html_attributes", {})
            attributes.setdefault("loading", "lazy")
            if node.get("is_smaller"):
                attributes["src"] = smaller_name(attributes["src"])
            if not _elsewhere(attributes["src"]):
                attributes["decoding"] = "async"
        return super().emptytag(node, tagname, suffix, **attributes)

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: Any
    ) -> str:
        if tagname == "th":
            attributes.setdefault("scope", "col" if isinstance(node.parent.parent, nodes.thead) else "row")
        return super().starttag(node, tagname, suffix, empty, **without_style(tagname, attributes))


def _elsewhere(uri: str) -> bool:
    """Whether an address is no file of the site."""
    return "://" in uri or uri.startswith("data:")


def _is_linked(image: nodes.image) -> bool:
    """Whether a picture stands in a link, be it one of an author's own HTML; a link in a link is none."""
    around = image.parent
    while around is not None and not isinstance(around, nodes.reference):
        around = around.parent
    before = image.parent.children[: image.parent.index(image)]
    html = "".join(raw.astext().lower() for raw in before if isinstance(raw, nodes.raw))
    return around is not None or html.rfind("<a ") > html.rfind("</a")


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """MyST's boxes of task lists have no name; the block that Furo puts around a table has the table's ids again."""
    for raw in doctree.findall(nodes.raw):
        if (html := raw.astext()).startswith(CHECKBOX) and "aria-label" not in html:
            name = "Done" if "checked" in html else "To do"
            raw.children[:] = [nodes.Text(html.replace(CHECKBOX, f'{CHECKBOX} aria-label="{name}"'))]
    for block in doctree.findall(nodes.container):
        if TABLE_WRAPPER in block["classes"]:
            block["ids"] = []


def setup(app: Sphinx) -> ExtensionMetadata:
    for builder in SITE:
        app.set_translator(builder, Translator)
    app.connect("doctree-resolved", for_site(on_doctree_resolved))
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
