"""The rules that diagnostics name. Their names are stable."""

from __future__ import annotations

from dataclasses import fields

from knowledge_centre.content.front_matter import OWN_KEYS, PASSED_KEYS
from knowledge_centre.content.vocabulary import Author, Category, Tag

RULES = frozenset(
    {
        "address",
        "body/nesting",
        "encoding",
        "file",
        "format",
        "golden-query",
        "front-matter",
        "front-matter/unknown-key",
        "html/attribute",
        "html/element",
        "html/unfinished",
        "html/value",
        *(f"markdown/{kind}" for kind in ("fence", "footnote", "heading", "language", "left-behind", "link", "list")),
        *(f"markdown/{kind}" for kind in ("reference", "table", "text-alternative")),
        "interrupted-move",
        *(f"link/{kind}" for kind in ("file", "heading", "page")),
        "published-address",
        "vocabulary/entry",
        "vocabulary/synonyms",
        "vocabulary/unknown-key",
        "yaml",
        *(f"front-matter/{key}" for key in OWN_KEYS | PASSED_KEYS),
        *(f"reference/{key}" for key in ("id", "image", "next_read", "redirect_from", "related", "series")),
        *(f"vocabulary/{field.name}" for record in (Author, Category, Tag) for field in fields(record)),
    }
)
