"""Pictures in the text: with their own size, so that nothing moves when they arrive, and fetched when they come near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.writers.html5 import HTML5Translator

from knowledge_centre import __version__
from knowledge_centre.picture_sizes import picture_size

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

BUILDERS = ("html", "dirhtml")
SIZES = frozenset({"width", "height", "scale"})
"""What an author can say of a picture's size; then it is left to them."""


class PictureTranslator(HTML5Translator):
    """Sphinx's own, with more to say of a picture."""

    def visit_image(self, node: nodes.image) -> None:
        """A file is one of the document's dependencies already, so the page is written again when it changes."""
        if not _elsewhere(node["uri"]) and SIZES.isdisjoint(node.attributes):
            width, height = picture_size(self.builder.srcdir / node["uri"])
            if width:
                node["width"], node["height"] = str(width), str(height)
        super().visit_image(node)

    def emptytag(self, node: nodes.Element, tagname: str, suffix: str = "\n", **attributes: Any) -> str:
        if tagname == "img":
            attributes.setdefault("loading", "lazy")
            if not _elsewhere(attributes["src"]):
                attributes["decoding"] = "async"
        return super().emptytag(node, tagname, suffix, **attributes)


def _elsewhere(uri: str) -> bool:
    """Whether an address is no file of the site."""
    return "://" in uri or uri.startswith("data:")


def setup(app: Sphinx) -> ExtensionMetadata:
    for builder in BUILDERS:
        app.set_translator(builder, PictureTranslator)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
