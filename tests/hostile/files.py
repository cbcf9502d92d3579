"""Files beside articles that are not to be published as pictures or downloads, and some that may be."""

from __future__ import annotations

import gzip

from tests.hostile.bodies import DRAWING

X = '<?xml version="1.0" encoding="{}"?>'
REFUSED_FILES = {
    "cdata.svg": DRAWING.format("<style><![CDATA[@import url(//evil.example/pwned)]]></style>").encode(),
    "cdata2.svg": DRAWING.format("<script><![CDATA[pwned()]]></script>").encode(),
    "utf16.svg": (X.format("UTF-16") + DRAWING.format("<script>pwned()</script>")).encode("utf-16"),
    "utf16ok.svg": (X.format("UTF-16") + DRAWING.format("<g onload='pwned()'/>")).encode("utf-16-le"),
    "utf7.svg": (X.format("UTF-7") + DRAWING.format("+ADw-script+AD4-pwned()+ADw-/script+AD4-")).encode(),
    "utf32.svg": DRAWING.format("<script>pwned()</script>").encode("utf-32"),
    "latin.svg": (X.format("ISO-8859-1") + DRAWING.format("<text>\u00e9</text><g onclick='pwned()'/>")).encode(
        "latin-1"
    ),
    "ebcdic.svg": (X.format("cp037") + DRAWING.format("<script>pwned()</script>")).encode("cp037"),
    "gbk.svg": (X.format("GBK") + DRAWING.format("<g/>")).encode(),
    "entity.svg": b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + DRAWING.format("<text>&x;</text>").encode(),
    "pi.svg": b'<?xml-stylesheet href="https://evil.example/pwned.css"?>' + DRAWING.format("<g/>").encode(),
    "xslt.svg": b'<?xml-stylesheet type="text/xsl" href="#x"?>' + DRAWING.format("<g/>").encode(),
    "use.svg": DRAWING.format('<use xlink:href="data:image/svg+xml;base64,PHN2Zz4=#x"/>').encode(),
    "use2.svg": DRAWING.format('<use href="//evil.example/pwned.svg#a"/>').encode(),
    "feimage.svg": DRAWING.format('<filter id="a"><feImage href="https://evil.example/pwned.png"/></filter>').encode(),
    "pattern.svg": DRAWING.format("<rect style=\"fill:url('https://evil.example/pwned#a')\"/>").encode(),
    "mask.svg": DRAWING.format('<rect mask="url( &quot;//evil.example/pwned#a&quot; )"/>').encode(),
    "escape.svg": DRAWING.format("<style>rect{fill:\\75rl(//evil.example/pwned)}</style>").encode(),
    "escape2.svg": DRAWING.format('<rect fill="\\75rl(//evil.example/pwned)"/>').encode(),
    "comment2.svg": DRAWING.format(
        '<style>@im/**/port "//evil.example/pwned"; @IMPORT "//evil.example/pwned.css"</style>'
    ).encode(),
    "font.svg": DRAWING.format(
        "<style>@font-face{font-family:a;src:url(https://evil.example/pwned.woff)}</style>"
    ).encode(),
    "src.svg": DRAWING.format('<style>rect{fill:src("//evil.example/pwned")}</style>').encode(),
    "imgset.svg": DRAWING.format(
        '<style>rect{background:-webkit-image-set("//evil.example/pwned" 1x)}</style>'
    ).encode(),
    "animate.svg": DRAWING.format('<a><animate attributeName="href" values="javascript:pwned()"/></a>').encode(),
    "animate2.svg": DRAWING.format(
        '<a id="x"/><set xlink:href="#x" attributeName="xlink:href" to="javascript:pwned()"/>'
    ).encode(),
    "animate3.svg": DRAWING.format('<rect><set attributeName="onclick" to="pwned()"/></rect>').encode(),
    "animate4.svg": DRAWING.format(
        '<image><animate attributeName="h&#114;ef" to="//evil.example/pwned"/></image>'
    ).encode(),
    "animate5.svg": DRAWING.format(
        '<rect><animate attributeName="fill" to="url(//evil.example/pwned)"/></rect>'
    ).encode(),
    "animate6.svg": DRAWING.format(
        '<rect><animate attributeName="style" values="fill:red;fill:\\75rl(//evil.example/pwned)"/></rect>'
    ).encode(),
    "ns.svg": b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>pwned()</s:script></s:svg>',
    "ns2.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><h:script xmlns:h="http://www.w3.org/1999/xhtml">pwned()</h:script></svg>',
    "ns3.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="pwned()"/></svg>',
    "ns4.svg": b'<html xmlns="http://www.w3.org/1999/xhtml"><body onload="pwned()"/></html>',
    "ns5.svg": b'<x><script xmlns="http://www.w3.org/2000/svg">pwned()</script></x>',
    "foreign.svg": DRAWING.format("<FOREIGNOBJECT><iframe/></FOREIGNOBJECT>").encode(),
    "handler.svg": DRAWING.format('<handler type="text/javascript">pwned()</handler>').encode(),
    "metadata.svg": DRAWING.format('<metadata><script xmlns="">pwned()</script></metadata>').encode(),
    "base.svg": b'<svg xmlns="http://www.w3.org/2000/svg" xml:base="https://evil.example/"><use href="#a"/></svg>',
    "href.svg": DRAWING.format('<a href="https://evil.example/pwned"><rect/></a>').encode(),
    "href2.svg": DRAWING.format('<a href=" &#9;javascript:pwned()"><rect/></a>').encode(),
    "image.svg": DRAWING.format('<image href="data:image/svg+xml,pwned"/>').encode(),
    "image2.svg": DRAWING.format('<image href="data:image/png,x"/><tref xlink:href="//evil.example/pwned"/>').encode(),
    "video.svg": DRAWING.format('<video src="//evil.example/pwned"/><audio/>').encode(),
    "cursor.svg": DRAWING.format('<cursor xlink:href="//evil.example/pwned"/>').encode(),
    "colour.svg": DRAWING.format('<color-profile xlink:href="//evil.example/pwned"/>').encode(),
    "mpath.svg": DRAWING.format('<animateMotion><mpath href="//evil.example/pwned"/></animateMotion>').encode(),
    "empty.svg": b"",
    "text.svg": b"pwned",
    "html.svg": b"<!doctype html><script>pwned()</script>",
    "two.svg": DRAWING.format("").encode() + b"<script>pwned()</script>",
    "before.svg": b"pwned" + DRAWING.format("").encode(),
    "bom.svg": b"\xef\xbb\xbf" + DRAWING.format("<script>pwned()</script>").encode(),
    "gz.svg": gzip.compress(DRAWING.format("<script>pwned()</script>").encode()),
    "SCRIPT.SVG": DRAWING.format("<script>pwned()</script>").encode(),
    "page.html": b"<script>pwned()</script>",
    "page.xhtml": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>pwned()</script></html>',
    "page.svgz": b"x",
}
"""Neither shown nor offered."""
NO_PICTURES = {
    "page.js": b"pwned()",
    "page.pdf": b"%PDF-1.4 /OpenAction << /S /JavaScript /JS (pwned()) >>",
}
"""Offered, and never shown."""
HARMLESS_FILES = {
    "comment.svg": DRAWING.format("<style>rect{fill:u/**/rl(//evil.example/pwned)}</style>").encode(),
    "ev.svg": DRAWING.format(
        '<ev:listener xmlns:ev="http://www.w3.org/2001/xml-events" event="load" handler="#a"/>'
    ).encode(),
    "html.png": b"<!doctype html><script>pwned()</script>",
    "svg.png": DRAWING.format("<script>pwned()</script>").encode(),
    "svg.gif": b"GIF89a=1;pwned()//",
    "poly.jpg": b"\xff\xd8\xff\xe0<script>pwned()</script>",
    "poly.webp": b"RIFF\0\0\0\0WEBP<script>pwned()</script>",
}
"""By their names they are pictures, and no browser takes them for anything else."""
