"""What an article's front matter and files must not do: each is one line with its place, and nothing is built."""

from __future__ import annotations

from tests.hostile.bodies import DRAWING, DRAWINGS

KEYS = [
    "myst: {enable_extensions: [substitution]}",
    "myst: {url_schemes: [javascript]}",
    "myst: {disable_syntax: [html_block]}",
    "myst: {substitutions: {a: b}}",
    "myst: {sub_delimiters: ['[', ']']}",
    "myst: {fence_as_directive: [raw]}",
    "myst: {gfm_only: true}",
    "myst: {commonmark_only: true}",
    "myst: {all_links_external: true}",
    "myst: {words_per_minute: 0}",
    "myst: {ref_domains: [x]}",
    "myst: {suppress_warnings: [myst]}",
    "myst: {heading_slug_func: os.system}",
    "myst: {title_to_header: true}",
    "myst: {heading_anchors: x}",
    "myst: {html_meta: {http-equiv=refresh: 0}}",
    "myst: [a]",
    "html_meta: {http-equiv=refresh: '0;url=https://evil.example'}",
    "html_meta: {'http-equiv=Content-Security-Policy': x}",
    "html_meta: {google-site-verification: x}",
    "html_meta: {property=og:title: x}",
    "html_meta: {referrer: unsafe-url}",
    "html_meta: {description: [x]}",
    'html_meta: {description: "a\\nb"}',
    "substitutions: {a: '<script>'}",
    "tocdepth: 999999999",
    "tocdepth: [1]",
    "orphan: {a: b}",
    "hide-toc: '<script>'",
    "no-search: 3",
    "date: 0001-01-01",
    "date: 9999-12-31T23:59+00:00",
    "updated: 0001-01-01",
    "expires: 0001-01-01T00:00+14:00",
    "next_read: {url: 'javascript:x', title: x}",
    "canonical_url: javascript:x",
    "credit: {name: x, url: 'data:text/html,x'}",
    "image: script.svg\nimage_alt: x",
    "image: onload.svg\nimage_alt: x",
    "image: bomb.svg\nimage_alt: x",
]
NESTED = [
    ":::{note}\n" * 390,
    "\n".join(f"{'`' * length}{{note}}" for length in range(393, 3, -1)),
    "~~~{note}\n" * 390,
    "*" * 500 + "a" + "*" * 500,
    "_a *b " * 300 + "b* a_ " * 300,
    "~~a *b " * 300 + "b* a~~ " * 300,
    "> " * 500 + "a",
    "- " * 500 + "a",
    "1. " * 500 + "a",
    "> - " * 200 + "a",
    "*a" * 200_000,
    "x" * 1_000_000,
]
FILES = {
    "bomb.svg": '<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + DRAWING.format("&b;"),
    **{f"{name}.svg": DRAWING.format(inner) for name, inner in DRAWINGS.items()},
}
