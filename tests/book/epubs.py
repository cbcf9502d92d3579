"""An EPUB file taken apart."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urlsplit
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"


class Epub:
    """Its files, its manifest and its pages in the order in which they are read. What is no XML raises an error."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            self.first = archive.infolist()[0]
            self.files = {name: archive.read(name) for name in archive.namelist()}
        root: Any = etree.fromstring(self.files["META-INF/container.xml"]).find(f".//{CONTAINER}rootfile")
        self.package: Any = etree.fromstring(self.files[root.get("full-path")])
        items: list[Any] = self.package.findall(f"{OPF}manifest/{OPF}item")
        self.manifest = {item.get("id"): unquote(item.get("href")) for item in items}
        self.spine = [self.manifest[one.get("idref")] for one in self.package.findall(f"{OPF}spine/{OPF}itemref")]
        self.pages = {
            name: etree.fromstring(text, etree.XMLParser(resolve_entities=False))
            for name, text in self.files.items()
            if name.endswith((".xhtml", ".ncx"))
        }

    def metadata(self, name: str) -> str:
        return self.package.findtext(f"{OPF}metadata/{DC}{name}") or ""

    def problems(self) -> list[str]:
        """What no reader of EPUBs may meet: files out of order or not listed, and addresses that lead nowhere."""
        first = self.first.filename, self.first.compress_type, self.files["mimetype"]
        found = [] if first == ("mimetype", ZIP_STORED, b"application/epub+zip") else ["mimetype is not the first file"]
        listed = {*self.manifest.values(), "mimetype", "META-INF/container.xml", "content.opf"}
        found += [f"{name} is not in both" for name in sorted(listed ^ self.files.keys())]
        ids = {name: {node.get("id") for node in page.iter() if node.get("id")} for name, page in self.pages.items()}
        for name, page in self.pages.items():
            for node in page.iter(f"{XHTML}a", f"{XHTML}img", f"{XHTML}link"):
                address = node.get("href") or node.get("src") or ""
                if urlsplit(address).scheme:
                    continue
                path, fragment = urldefrag(address)
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
                if target not in self.files or (fragment and unquote(fragment) not in ids[target]):
                    found.append(f"{name}: {address}")
        return found
