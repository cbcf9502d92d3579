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

ATTACK = "</script><script>alert('pwned')</script><img src=x onerror=pwned()>]]>{{ 7*7 }}\u2028--><b onclick=pwned()>"
BREAK = "'\"onmouseover=pwned() `x` [x](javascript:pwned())"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


SHOWN = {
    "articles/authors.yml": f"ada: {{name: {_quoted(ATTACK)}, role: {_quoted(BREAK)}, bio: {_quoted(ATTACK)}, "
    f"url: 'https://example.org/?%22onclick=pwned()&amp;'}}\nbob: {{name: {_quoted(BREAK)}}}\n",
    "articles/categories.yml": f"articles: {{label: {_quoted(ATTACK)}, description: {_quoted(BREAK)}}}\nnotes:\n",
    "articles/tags.yml": f"c: {{label: {_quoted(ATTACK)}, description: {_quoted(ATTACK)}}}\n"
    f"c-sharp: {{label: {_quoted(BREAK)}, aliases: [csharp]}}\ncpp: {{label: C++, aliases: [cplusplus], description: '{{{{raw}}}} html'}}\nzero-trust: {{aliases: [ZTNA]}}\n",
    "articles/synonyms.yml": f"{_quoted(ATTACK)}: [one, {_quoted(BREAK)}]\n",
    **{
        f"articles/shown-{number}.md": "\n".join(
            [
                "---",
                f"title: {_quoted(text)}",
                "date: 2025-06-01",
                "author: [ada, bob]",
                "tags: [c, c-sharp, cpp]",
                f"summary: {_quoted(text)}",
                f"series: {_quoted(text)}",
                "image: good.svg",
                f"image_alt: {_quoted(text)}",
                f"credit: {{name: {_quoted(text)}, role: {_quoted(text)}, title: {_quoted(text)}, url: 'https://example.org/?a=&#x22;'}}",
                f"next_read: {{url: 'https://example.org/', title: {_quoted(text)}, lead: {_quoted(text)}}}",
                f"redirect_from: [{_quoted('old-' + str(number) + '/' + text.replace('/', '').replace('?', ''))}]"
                if text.isprintable()
                else "featured: true",
                f"html_meta: {{description: {_quoted(text)}, keywords: {_quoted(text)}}}"
                if text.isprintable()
                else "featured: true",
                "---",
                "",
                "Words.",
                "",
            ]
        ).replace("featured: true\nfeatured: true", "featured: true")
        for number, text in enumerate([ATTACK, ATTACK, BREAK, BREAK])
    },
}
"""Plain texts, which may be anything, in every field that pages, feeds, data and twins show."""
