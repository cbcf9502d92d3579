"""The list of all feeds in OPML, which readers of feeds can take in at once."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import groupby
from typing import TYPE_CHECKING

from knowledge_centre.outputs.feeds.records import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge_centre.content.urls import SiteUrls
    from knowledge_centre.outputs.feeds.channels import Channel

NAME = "feeds/all.opml"


def opml(title: str, channels: Iterable[Channel], urls: SiteUrls) -> bytes:
    """One outline a feed, in its first format; under one a taxonomy."""
    top = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(top, "head"), "title").text = title
    body = ET.SubElement(top, "body")
    for taxonomy, some in groupby(channels, key=lambda one: one.taxonomy):
        above = ET.SubElement(body, "outline", text=taxonomy.label_plural) if taxonomy else body
        for one in some:
            address = urls.file(one.name + FORMATS[0].suffix)
            outline = ET.SubElement(above, "outline", text=one.label, title=one.title, type="rss", xmlUrl=address)
            if page := urls.page(one.page):
                outline.set("htmlUrl", page)
    ET.indent(top)
    data: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
