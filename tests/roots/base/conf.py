"""The settings of the test sites. They are the tests' own: what a site says in its conf.py changes no test."""

import os

project = "Knowledge Centre"
author = "The Knowledge Centre desks"
copyright = f"%Y, {author}"  # noqa: A001 (Sphinx's name)
language = "en"
html_title = project

include_patterns = ["index.md", "about.md", "articles/**"]
suppress_warnings = ["toc.not_included"]
extensions = [
    "myst_parser",
    "knowledge_centre",
    # Features.
    "knowledge_centre.pages.listings",
    "knowledge_centre.pages.archives",
    "knowledge_centre.pages.tags",
    "knowledge_centre.pages.byline",
    "knowledge_centre.pages.navigation",
    "knowledge_centre.outputs.metadata",
    "knowledge_centre.pictures.covers",
    "knowledge_centre.pictures.social_cards",
    "knowledge_centre.search",
    "knowledge_centre.outputs.feeds",
    "knowledge_centre.pages.not_found",
    "knowledge_centre.outputs.sitemap",
    "knowledge_centre.outputs.content_security",
    "knowledge_centre.outputs.redirects",
    "knowledge_centre.outputs.markdown_twins",
    "knowledge_centre.book",
]
myst_enable_extensions = [
    *("attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"),
    *("alert", "gfm_autolink", "strikethrough", "tasklist"),  # as GitHub reads Markdown
]
# "$5 to $10" is no formula: $x^2$ and $$x^2$$ are.
myst_dmath_allow_digits = False
myst_dmath_allow_space = False
myst_heading_anchors = 3

knowledge_centre_timezone = "Europe/London"
knowledge_centre_tag_uri = "tag:knowledge-centre.example,2026:"
knowledge_centre_author_type = "Organization"

tags_create_tags = True
tags_create_badges = True
tags_overview_title = "Topics"
tags_page_title = "Topic"
tags_intro_text = "Topics:"
tags_extension = ["md"]

html_theme = "knowledge_centre"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_copy_source = False
html_use_index = False
html_permalinks_icon = "#"

html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_context = {
    "sections": [
        ("Articles", "articles/index"),
        ("Topics", "_tags/tagsindex"),
        ("Authors", "authors/index"),
        ("About", "about"),
    ],
    "tagline": "Engineering, security and data, in articles that end with something you can do.",
    "licence": ("MIT licence", ""),
    "readthedocs_project": os.environ.get("READTHEDOCS_PROJECT", ""),
    "preview": os.environ.get("READTHEDOCS_VERSION_TYPE") == "external",
}
