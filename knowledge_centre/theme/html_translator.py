"""What the HTML of a text lacks as Sphinx, MyST and Furo write it: sizes of pictures, scopes of headings, names of boxes.

Pictures say their size, so that nothing moves when they arrive, and are fetched when they come near. Those that may be
shown smaller than they are lead to themselves. The link to a heading stands beside it, and is named for it.
"""

from __future__ import annotations

import posixpath
import re
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.locale import _, admonitionlabels
from sphinx.writers.html5 import HTML5Translator

from knowledge_centre import __version__
from knowledge_centre.compat.furo import TABLE_WRAPPER
from knowledge_centre.compat.myst import CHECKBOX
from knowledge_centre.content.images import picture_size
from knowledge_centre.content.light_grounds import has_light_ground
from knowledge_centre.content.smaller_pictures import smaller_name, smaller_size
from knowledge_centre.documents.builders import SITE, for_site
from knowledge_centre.theme.tables import LABEL
from knowledge_centre.theme.widths import without_style

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

SIZES = frozenset({"width", "height", "scale"})
"""What an author can say of a picture's size; then it is left to them."""
OPENED = 480
"""In pixels: narrower pictures are hardly larger than a phone shows them."""
UNLINKED = "no-scaled-link"
"""Sphinx's class for pictures that are not to lead to themselves."""
NUMBERED = re.compile(r"id\d+")
"""The id of what has no name."""
BARE = "is-bare"
LIGHT, AS_DRAWN = "has-light-ground", "as-drawn"
"""The class of pictures that are darker in the dark, and by which an author has one keep its colours there."""


class Translator(HTML5Translator):
    """Sphinx's own, with more to say of pictures and tables."""

    def visit_image(self, node: nodes.image) -> None:
        """A file is one of the document's dependencies already, so the page is written again when it changes."""
        given = SIZES.intersection({*node.attributes, *node.get("html_attributes", ())})
        path = self.builder.srcdir / node["uri"]
        ours = not _elsewhere(node["uri"]) and node["uri"] in self.builder.images
        smaller = smaller_size(path) if ours else (0, 0)
        width, height = (0, 0) if _elsewhere(node["uri"]) else smaller if smaller[0] else picture_size(path)
        if width and not given:
            node["width"], node["height"] = str(width), str(height)
        elif (
            width and given == {"height"} and "height" in node
        ):  # alone it would be none: pictures keep their proportions
            value, unit = nodes.parse_measure(node["height"])
            node["width"] = f"{value * width / height:g}{unit}"
        node["is_smaller"] = smaller[0] > 0
        only = [name for name in node["classes"] if name.startswith("only-")]
        linked = (
            ours and width >= OPENED and node.get("alt") and UNLINKED not in node["classes"] and not _is_linked(node)
        )
        if linked:
            original = posixpath.join(self.builder.imgpath, quote(self.builder.images[node["uri"]]))
            classes = " ".join(["reference internal image-reference", *only])  # or an empty link would be left
            self.body.append(self.starttag(nodes.reference(), "a", "", CLASS=classes, href=original))
        if ours and not only and AS_DRAWN not in node["classes"] and has_light_ground(path):
            node["classes"].append(LIGHT)
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
        if tagname in {"td", "th"} and node.get(LABEL):
            attributes["data-label"] = node[LABEL]
        if tagname == "div" and attributes.get("CLASS", "").startswith("admonition"):
            attributes |= {"role": "note", "aria-label": _admonition_name(node)}
        return super().starttag(node, tagname, suffix, empty, **without_style(tagname, attributes))

    def visit_reference(self, node: nodes.Element) -> None:
        """On paper, links are followed by their address, but for those that show it already."""
        if node.get("refuri") == node.astext():
            node["classes"].append(BARE)
        super().visit_reference(node)

    def visit_title(self, node: nodes.title) -> None:
        if self.heading_link(node):
            self.body.append('<div class="section-heading">\n')
        super().visit_title(node)

    def depart_title(self, node: nodes.title) -> None:
        if not isinstance(node.parent, nodes.section):
            super().depart_title(node)
            return
        super(HTML5Translator, self).depart_title(node)  # not Sphinx's, which has the link within the heading
        if link := self.heading_link(node):
            self.body.append(f"{link}</div>\n")

    def heading_link(self, node: nodes.title) -> str:
        """The link to the heading of a section; nothing for that of the page."""
        if not isinstance(node.parent, nodes.section) or self.section_level == 1:
            return ""
        return self.permalink(node.parent, f"{_('Link to this heading')}: {node.astext()}")

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """Not where the id is a number, which the next figure before it would change."""
        if node["ids"] and not NUMBERED.fullmatch(node["ids"][0]):
            self.body.append(self.permalink(node, title))

    def permalink(self, node: nodes.Element, name: str) -> str:
        """A link to a part of the page, named by what it leads to and not by its sign."""
        if not (node["ids"] and self.config.html_permalinks and self.builder.add_permalinks):
            return ""
        sign = self.config.html_permalinks_icon
        return f'<a class="headerlink" href="#{node["ids"][0]}" aria-label="{escape(name)}">{sign}</a>'


def _elsewhere(uri: str) -> bool:
    """Whether an address is no file of the site."""
    return "://" in uri or uri.startswith("data:")


def _admonition_name(node: nodes.Element) -> str:
    """What stands above a box: the author's words, or what Sphinx is going to write there."""
    title = next(iter(node.findall(nodes.title)), None)
    return title.astext() if title is not None else str(admonitionlabels.get(node.tagname, _("Note")))


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
