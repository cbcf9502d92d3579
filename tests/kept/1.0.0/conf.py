"""The settings of this site. What each is for is told here:

https://sphinx-knowledge-centre.readthedocs.io/en/latest/articles/making-it-your-own.html
"""

import os

# -- Names ---------------------------------------------------------------------------------------------------------
project = "Payments knowledge"
author = project
copyright = f"%Y, {author}"  # %Y is the year of the build
language = "en"
html_title = project

# -- What is built -------------------------------------------------------------------------------------------------
# The folder of the site is the source folder, so documents are named one by one.
include_patterns = ["index.md", "about.md", "articles/**"]
# Sections are named below; articles are found by their front matter. Neither needs a toctree.
suppress_warnings = ["toc.not_included"]

extensions = [
    "myst_parser",
    "knowledge_centre",  # the core: records, pages, the theme
    # Features: leave one out, and the rest still works.
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

# -- Articles ------------------------------------------------------------------------------------------------------
# The zone of dates without an offset, and of the moment a scheduled article appears.
knowledge_centre_timezone = "America/New_York"
# What the identity of each article begins with in feeds: a domain of yours, and a year in which it was (RFC 4151).
# Readers of feeds know articles by it, so set it before the first of them, and leave it when the site moves.
knowledge_centre_tag_uri = "tag:payments.example.org,2026:"
# What those who sign articles are, for search engines: "Organization", as teams and desks are, or "Person".
knowledge_centre_author_type = "Organization"
# The release of sphinx-knowledge-centre that this file and _templates/ fit. Written by: knowledge-centre upgrade
knowledge_centre_release = "1.0.0"

# -- Tags (sphinx-tags) --------------------------------------------------------------------------------------------
tags_create_tags = True
tags_create_badges = True
tags_overview_title = "Topics"
tags_page_title = "Topic"
tags_intro_text = "Topics:"
tags_extension = ["md"]

# -- Look ----------------------------------------------------------------------------------------------------------
html_theme = "knowledge_centre"  # a child of Furo's
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["tokens.css"]  # colours and type
html_show_sphinx = True
html_logo = "_static/logo.svg"
html_favicon = "_static/favicon.svg"
# The covers of articles without a picture, a palette a category: a paper, three tones, and what stands out from them.
knowledge_centre_cover_palettes = [
    ("#d8d5bf", "#0f3f22", "#63826f", "#b7c5bd", "#f08a3c"),
    ("#d8d4c2", "#103c42", "#648084", "#b7c4c6", "#f08a3c"),
]
# Draw a picture of each article's title and cover, for where links to it are shown.
knowledge_centre_social_cards = True
html_copy_source = False
html_use_index = False
html_permalinks_icon = "#"

# -- Hosting -------------------------------------------------------------------------------------------------------
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "https://payments.example.org/")
html_context = {
    # What the header shows: a name and a page of this site, or a whole address.
    "sections": [
        ("Articles", "articles/index"),
        ("Topics", "_tags/tagsindex"),
        ("Authors", "authors/index"),
        ("About", "about"),
    ],
    # What the footer says: a line about the site, and the licence of its words with its address, as ("CC BY 4.0", "https://…").
    "tagline": "What we learned, written down.",
    "licence": None,
    # Its search on the server is offered where ours finds nothing.
    "readthedocs_project": os.environ.get("READTHEDOCS_PROJECT", ""),
    # Previews of pull requests are for reviewers, not for search engines.
    "preview": os.environ.get("READTHEDOCS_VERSION_TYPE") == "external",
}
