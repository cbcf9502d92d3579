"""What editors and others do to all that is around articles; and the table of all edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.pipeline.changing import articles
from tests.pipeline.changing.sources import FEATURES, OTHERS, PNG, SVG, TAGS, Sources, pick, word

if TYPE_CHECKING:
    from collections.abc import Callable

ICON = {"name": "Code", "url": "https://example.org/code", "html": "<b>c</b>", "class": ""}
SETTINGS: dict[str, tuple[Any, ...]] = {
    "html_title": ("One title", "Another"),
    "project": ("Centre", "Other centre"),
    "html_logo": ("logos/one.svg", "logos/two.svg"),
    "html_favicon": ("logos/one.svg", "_static/favicon.svg"),
    "html_baseurl": ("https://example.org/", "https://example.org/en/latest/"),
    "html_context": (
        {"tagline": "Short.", "sections": [("All", "articles/index"), ("Away", "https://example.org/")]},
        {"preview": True, "licence": ("MIT", "https://example.org/mit")},
    ),
    "html_theme_options": (
        {"announcement": "Soon <b>more</b>"},
        {"light_logo": "day.svg", "dark_logo": "favicon.svg", "footer_icons": [ICON]},
        {"source_repository": "https://github.com/a/b", "source_branch": "main", "source_directory": "docs/"},
    ),
    "html_js_files": (["own.js"],),
    "templates_path": (["_templates", "more-templates"],),
    "numfig": (True,),
    "numfig_format": ({"figure": "Picture %s"},),
    "math_eqref_format": ("Formula {number}",),
    "myst_heading_anchors": (1,),
    "myst_enable_extensions": (["colon_fence", "dollarmath"],),
    "rst_epilog": (".. |day| date::",),
    "exclude_patterns": (["more-too.md"], ["articles/data*"]),
    "html_show_copyright": (False,),
    "html_show_sourcelink": (False,),
    "html_split_index": (True,),
    "knowledge_centre_author_type": ("Person",),
    "knowledge_centre_search": ("readthedocs",),
    "knowledge_centre_search_sites": ({"Data": "../data/"},),
    "knowledge_centre_show_hidden": (True,),
    "knowledge_centre_tag_uri": ("tag:example.org,2026:",),
    "knowledge_centre_trust_articles": (True,),
    "tags_create_badges": (False,),
    "tags_overview_title": ("All topics",),
    "tags_page_title": ("On",),
    "html_copy_source": (True,),
    "html_use_index": (True,),
    "html_last_updated_fmt": ("%d %B %Y",),
    "language": ("de", "en"),
    "pygments_style": ("monokai",),
    "smartquotes": (False,),
    "html_static_path": (["_static"], ["_static", "more-static"]),
    "html_extra_path": (["extra"],),
    "html_css_files": (["own.css"], ["own.css", "more.css"]),
    "knowledge_centre_timezone": ("Asia/Tokyo", "America/New_York"),
    "tags_intro_text": ("About:",),
    "copyright": ("%Y, Somebody",),
    "html_permalinks_icon": ("*",),
    "html_additional_pages": ({"extra": "page.html"},),
}
REPLACED = (
    *("components/card.html", "components/site-footer.html", "components/related.html", "components/byline.html"),
    *("page.html", "listing.html", "search-page.html", "404.html", "css/listing.css", "css/tokens.css"),
    *("js/share.js", "js/search/start.js"),
)
"""Templates and static files that a site may have of its own."""

NAMED = {
    "_static/own.css": ".own { top: 1px }",
    "_static/more.css": ".more { top: 2px }",
    "_static/own.js": "// Own.",
    "_static/day.svg": SVG.format(9),
    "more-templates/components/share.html": "<p>Share it.</p>",
}
"""Files that settings name."""
NEW = {
    "authors": ("eve", {"name": "Eve"}),
    "categories": ("essays", {"label": "Essays"}),
    "tags": ("rust", {"label": "Rust"}),
}
"""What a vocabulary may have more."""


# -- Vocabulary, settings, the look


def rename_a_tag(site: Sources, one: int, other: int) -> None:
    tag = site.vocabulary["tags"][pick(TAGS, one)]
    tag["label"] = f"{word(other)} {pick(TAGS, one)}"
    site.vocabulary_changed("tags")


def describe_a_tag(site: Sources, one: int, other: int) -> None:
    values = {
        "description": f"About {word(one)}.",
        "group": word(one).capitalize(),
        "pinned": [pick(sorted(site.texts), one)],
        "redirect_from": [f"old/tag-{one % 3}.html"],
    }
    field = pick(sorted(values), other)
    site.vocabulary["tags"][pick(TAGS, one)][field] = values[field]
    site.vocabulary_changed("tags")


def give_a_tag_another_name(site: Sources, one: int, other: int) -> None:
    site.vocabulary["tags"][pick(TAGS, one)]["aliases"] = [f"{word(other)} {pick(TAGS, one)} too"]
    site.vocabulary_changed("tags")


def change_an_author(site: Sources, one: int, other: int) -> None:
    author = site.vocabulary["authors"][pick(["ada", "bob"], one)]
    field = pick(["name", "bio", "role", "url", "avatar", "sort_name"], other)
    author[field] = {"url": f"https://example.org/{word(one)}", "avatar": pick(["one.svg", "two.svg"], one)}.get(
        field, f"{word(one)} {field}".capitalize()
    )
    site.vocabulary_changed("authors")


def change_a_category(site: Sources, one: int, other: int) -> None:
    field = pick(["label", "description"], one)
    site.vocabulary["categories"][pick(["articles", "notes"], other)][field] = word(one).capitalize()
    site.vocabulary_changed("categories")


def entry_comes_or_goes(site: Sources, one: int, _other: int) -> None:
    kind = pick(sorted(NEW), one)
    name, entry = NEW[kind]
    if name not in site.vocabulary[kind]:
        site.vocabulary[kind] = {name: dict(entry), **site.vocabulary[kind]}
    elif not any(f"'{name}'" in str(text.front) for text in site.texts.values()):
        del site.vocabulary[kind][name]
    site.vocabulary_changed(kind)


def change_synonyms(site: Sources, one: int, other: int) -> None:
    site.file("articles/synonyms.yml", f"{word(one)}: [x{word(other)}]\n" if other % 3 else "")


def change_a_setting(site: Sources, one: int, other: int) -> None:
    name = pick(sorted(SETTINGS), one)
    if name in site.conf and other % 2:
        del site.conf[name]
    else:
        site.conf[name] = pick(SETTINGS[name], other // 2)
    for folder in ("more-static", "extra"):
        site.file(f"{folder}/{folder}.txt", "More.")
    for file, text in NAMED.items():
        if not site.has(file):
            site.file(file, text)
    site.conf_changed()


def take_a_feature_out_or_in(site: Sources, one: int, _other: int) -> None:
    site.left_out ^= {pick(FEATURES, one)}
    site.conf_changed()


def take_another_extension_in_or_out(site: Sources, one: int, _other: int) -> None:
    site.taken_in ^= {pick(OTHERS, one)}
    site.conf_changed()


def change_the_look(site: Sources, one: int, other: int) -> None:
    name = pick(REPLACED, one)
    place = f"{'_templates' if name.endswith('.html') else '_static'}/{name}"
    if site.has(place) and other % 2:
        site.gone(place)
    else:
        text = site.site.override(name).read_text(encoding="utf-8")
        more = {"html": '<i class="{}"></i>', "css": "\n.{} {{}}\n", "js": "\n// {}\n"}[name.rpartition(".")[2]]
        site.file(place, text + more.format(word(other)) * (other % 4 > 0))


def change_a_static_file(site: Sources, one: int, other: int) -> None:
    name = pick(
        ["_static/own.css", "_static/deep/er.txt", "_static/made.css_t", "extra/extra.txt", "logos/one.svg"], one
    )
    if other % 3 == 0 and not name.startswith("logos"):
        site.gone(name)
    else:
        site.file(name, SVG.format(other) if name.endswith("svg") else f"/* {word(other)} */")


# -- Files that texts name


def change_a_picture(site: Sources, one: int, other: int) -> None:
    site.picture(pick(["one.svg", "two.svg"], one), other)


def picture_comes_or_goes(site: Sources, one: int, other: int) -> None:
    name = pick(["steps.svg", "steps.png", "steps.de.svg", "one.de.svg", "one.svg", "two.en.svg"], one)
    if site.has(f"articles/{name}"):
        site.gone(f"articles/{name}")
    else:
        site.file(f"articles/{name}", PNG if name.endswith("png") else SVG.format(other % 1000))


def included_file_changes(site: Sources, one: int, other: int) -> None:
    if other % 4 == 0:
        site.gone("articles/part.txt")
    else:
        site.file("articles/part.txt", f"A part with {word(one)}.\n")


def download_changes(site: Sources, one: int, other: int) -> None:
    if other % 4 == 0:
        site.gone("articles/data.csv")
    else:
        site.file("articles/data.csv", f"a,{word(one)}\n")


# -- Pages that are no articles


def edit_a_page(site: Sources, one: int, other: int) -> None:
    """Its title, or what is last on it."""
    name = pick(sorted(site.pages), one)
    parts = site.pages[name]
    if other % 2:
        parts[0] = f"# {word(other).capitalize()} *page*"
    else:
        parts[-1] = f"{'## ' if parts[-1].startswith('#') else ''}Words {word(other)}"
    site.page_changed(name)


def change_badges(site: Sources, one: int, _other: int) -> None:
    site.pages["about"][1] = f"```{{tags}} {pick(TAGS, one)}\n```"
    site.page_changed("about")


def change_the_toctree(site: Sources, one: int, _other: int) -> None:
    """More documents, in another order, with numbers and a caption."""
    for name in ("more", "more-too"):
        if name not in site.pages:
            site.pages[name] = [f"# {name}", "```{figure} /articles/one.svg\n\nOf a page.\n```", "## Deeper"]
            site.page_changed(name)
    lines = pick(
        ["about", "about\nmore", "more\nabout", ":numbered:\nmore\nabout", ":caption: Parts\nmore\nmore-too"], one
    )
    site.pages["index"][1] = f"```{{toctree}}\n{lines}\n```"
    site.page_changed("index")


def page_goes(site: Sources, one: int, _other: int) -> None:
    name = pick(["more", "more-too"], one)
    if site.pages.pop(name, None):
        site.gone(f"{name}.md")


def list_changes(site: Sources, one: int, other: int) -> None:
    style = pick(["titles", "list", "cards", "timeline"], other)
    site.pages["index"][2] = f"```{{articles}}\n:tag: {pick(TAGS, one)}\n:style: {style}\n```"
    site.page_changed("index")


AROUND = (
    *(rename_a_tag, describe_a_tag, give_a_tag_another_name, change_an_author, change_a_category, entry_comes_or_goes),
    *(change_synonyms, change_a_setting, take_a_feature_out_or_in, take_another_extension_in_or_out),
    *(change_the_look, change_a_static_file, change_a_picture, picture_comes_or_goes, included_file_changes),
    *(download_changes, edit_a_page, change_badges, change_the_toctree, page_goes, list_changes),
)
OF_ARTICLES = (
    *(articles.add_article, articles.delete_article, articles.rename_article, articles.move_into_a_folder_or_out),
    *(articles.edit_text, articles.add_block, articles.remove_block, articles.move_block),
    *(articles.link_to_an_article, articles.rest_article_comes_or_goes),
)
EDITS: dict[str, Callable[[Sources, int, int], None]] = {edit.__name__: edit for edit in (*OF_ARTICLES, *AROUND)}
EDITS |= {f"set_{name}": articles.set_field(name) for name in articles.FIELDS}
OFTEN = (
    *("edit_text", "add_block", "add_block", "set_draft", "set_draft", "set_date", "set_expires"),
    *("change_a_setting", "change_a_setting", "change_the_look", "move_into_a_folder_or_out", "rename_article"),
)
TEXTUAL = ("edit_text", "edit_text", "edit_a_page", "included_file_changes", "download_changes", "change_a_picture")
"""What changes a page, and often nothing on others."""
CHOICES = (*sorted(EDITS), *OFTEN)
"""What a step takes its edits from."""
