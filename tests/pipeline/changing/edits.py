"""What authors, editors and others do to a site. Each edit takes two numbers, which say what of many it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.pipeline.changing.sources import FEATURES, PNG, SVG, TAGS, Sources, pick, word

if TYPE_CHECKING:
    from collections.abc import Callable

Edit = "Callable[[Sources, int, int], None]"
DAYS = ("2024-02-11", "2025-12-31", "2026-02-02", "2026-02-04", "2026-03-01")
"""Some are still to come, by the clock of the tests."""
BLOCKS = (
    "See [](/articles/first.md).",
    "See [it](/articles/first.md#part-one) and [](#anchor).",
    "See {ref}`anchor`.",
    "See [](#moving).",
    "(moving)=\n## Moving",
    "![One](/articles/one.svg)",
    "![Steps](/articles/steps.*)",
    "![Two](/articles/two.svg)",
    "```{figure} /articles/one.svg\n:name: figure-one\n\nA caption.\n```",
    "```{figure} /articles/two.svg\n\nAnother.\n```",
    "See {numref}`figure-one`.",
    "```{include} /articles/part.txt\n```",
    "```{literalinclude} /articles/data.csv\n```",
    "Take {download}`it </articles/data.csv>`.",
    "A {term}`Thing`, said again.",
    "A formula $x^2$ and ~~gone~~ text[^1].\n\n[^1]: A note.",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "```python\nprint('x')\n```",
    "See [](/about.md).",
    "See {doc}`/about` and {doc}`/index`.",
    "Read on {sub-ref}`today`.",
)
SETTINGS: dict[str, tuple[Any, ...]] = {
    "html_title": ("One title", "Another"),
    "project": ("Centre", "Other centre"),
    "html_logo": ("logos/one.svg", "logos/two.svg"),
    "html_favicon": ("logos/one.svg", "_static/favicon.svg"),
    "html_baseurl": ("https://example.org/", "https://example.org/en/latest/"),
    "numfig": (True,),
    "html_copy_source": (True,),
    "html_use_index": (True,),
    "html_last_updated_fmt": ("%d %B %Y",),
    "language": ("de", "en"),
    "pygments_style": ("monokai",),
    "smartquotes": (False,),
    "html_static_path": (["_static"], ["_static", "more-static"]),
    "html_extra_path": (["extra"],),
    "html_css_files": (["own.css"],),
    "knowledge_centre_timezone": ("Asia/Tokyo", "America/New_York"),
    "tags_intro_text": ("About:",),
    "copyright": ("%Y, Somebody",),
    "html_permalinks_icon": ("*",),
    "html_additional_pages": ({"extra": "page.html"},),
}
REPLACED = ("components/card.html", "components/site-footer.html", "css/listing.css", "js/share.js")
"""Templates and static files that a site may have of its own."""


# -- Articles


def add_article(site: Sources, one: int, other: int) -> None:
    site.add(one + other)


def delete_article(site: Sources, one: int, _other: int) -> None:
    if len(site.texts) > 3:
        site.delete(pick(site.movable, one))


def rename_article(site: Sources, one: int, _other: int) -> None:
    """Keeps the file's time of change, which Sphinx takes for a file it has read."""
    before = pick(site.movable, one)
    if not site.texts[before].in_folder:
        place = site.path(before)
        site.names += 1
        name = f"made-{site.names}"
        site.texts[name] = site.texts.pop(before)
        place.rename(site.path(name))


def move_into_a_folder_or_out(site: Sources, one: int, _other: int) -> None:
    name = pick(site.movable, one)
    text, place = site.texts[name], site.path(name)
    text.in_folder = not text.in_folder
    site.path(name).parent.mkdir(exist_ok=True)
    place.rename(site.path(name))
    if not text.in_folder:
        place.parent.rmdir()


def edit_text(site: Sources, one: int, other: int) -> None:
    name = pick(sorted(site.texts), one)
    site.texts[name].parts[0] = f"Other {word(other)} and {word(one)}."
    site.changed(name)


def edit_text_at_an_older_time(site: Sources, one: int, other: int) -> None:
    site.clock += 1
    site.then = site.clock
    edit_text(site, one, other)
    site.then = 0


def add_block(site: Sources, one: int, other: int) -> None:
    name = pick(sorted(site.texts), one)
    block = pick(BLOCKS, other)
    if block not in site.texts[name].parts:
        site.texts[name].parts.append(block)
    site.changed(name)


def remove_block(site: Sources, one: int, other: int) -> None:
    long = [name for name in site.movable if len(site.texts[name].parts) > 1]
    if long:
        name = pick(long, one)
        del site.texts[name].parts[1 + other % (len(site.texts[name].parts) - 1)]
        site.changed(name)


def move_block(site: Sources, one: int, other: int) -> None:
    """From one article to another, or among the blocks of one: what has a label or a number as well."""
    names = site.movable
    long = [name for name in names if len(site.texts[name].parts) > 1]
    if long:
        source, target = pick(long, one), pick(names, other)
        block = site.texts[source].parts.pop()
        if block not in site.texts[target].parts:
            site.texts[target].parts.insert(1, block)
        site.changed(source)
        site.changed(target)


FIELDS: dict[str, Callable[[Sources, int], Any]] = {
    "title": lambda _site, number: f"{word(number)} *and* {word(number + 1)} & more".capitalize(),
    "date": lambda _site, number: pick(DAYS, number),
    "tags": lambda _site, number: [pick(TAGS, number)],
    "author": lambda _site, number: pick(["ada", "bob", ["bob", "ada"]], number),
    "category": lambda _site, number: pick(["articles", "notes"], number),
    "draft": lambda _site, _number: True,
    "expires": lambda _site, number: pick(["2026-02-01", "2026-02-03", "2026-04-01"], number),
    "updated": lambda _site, number: pick(["2026-01-01", "2026-01-20"], number),
    "summary": lambda _site, number: f"In short, {word(number)}.",
    "series": lambda _site, number: pick(["A series", "Another"], number),
    "featured": lambda _site, _number: True,
    "image": lambda _site, number: pick(["steps.png", "one.svg"], number),
    "redirect_from": lambda _site, number: [f"old/{number % 3}.html"],
    "related": lambda site, number: [pick(sorted(site.texts), number)],
    "next_read": lambda site, number: pick(sorted(site.texts), number),
    "search": lambda _site, _number: False,
    "keywords": lambda _site, number: [word(number)],
    "canonical_url": lambda _site, _number: "https://example.org/elsewhere",
    "review_by": lambda _site, number: pick(DAYS, number),
}
NEEDED = frozenset({"title", "date", "author"})


def _set_field(name: str) -> Callable[[Sources, int, int], None]:
    def set_field(site: Sources, one: int, other: int) -> None:
        article = pick(sorted(site.texts), one)
        front = site.texts[article].front
        if name in front and name not in NEEDED and other % 2:
            del front[name]
        else:
            front[name] = FIELDS[name](site, other)
        front.pop("image_alt", None)
        if "image" in front:
            front["image"] = f"{'../' * site.texts[article].in_folder}{front['image'].removeprefix('../')}"
            front["image_alt"] = "A picture"
        site.changed(article)

    return set_field


# -- Vocabulary, settings, the look


def rename_a_tag(site: Sources, one: int, other: int) -> None:
    tag = site.vocabulary["tags"][pick(TAGS, one)]
    tag["label"] = f"{word(other)} {pick(TAGS, one)}"
    site.vocabulary_changed("tags")


def describe_a_tag(site: Sources, one: int, other: int) -> None:
    site.vocabulary["tags"][pick(TAGS, one)]["description"] = f"About {word(other)}."
    site.vocabulary_changed("tags")


def give_a_tag_another_name(site: Sources, one: int, other: int) -> None:
    site.vocabulary["tags"][pick(TAGS, one)]["aliases"] = [f"{word(other)} {pick(TAGS, one)} too"]
    site.vocabulary_changed("tags")


def change_an_author(site: Sources, one: int, other: int) -> None:
    author = site.vocabulary["authors"][pick(["ada", "bob"], one)]
    field = pick(["name", "bio", "role", "url", "avatar"], other)
    author[field] = {"url": f"https://example.org/{word(one)}", "avatar": pick(["one.svg", "two.svg"], one)}.get(
        field, f"{word(one)} {field}".capitalize()
    )
    site.vocabulary_changed("authors")


def rename_a_category(site: Sources, one: int, other: int) -> None:
    site.vocabulary["categories"][pick(["articles", "notes"], one)]["label"] = word(other).capitalize()
    site.vocabulary_changed("categories")


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
    site.file("_static/own.css", ".own { top: 1px }")
    site.conf_changed()


def take_a_feature_out_or_in(site: Sources, one: int, _other: int) -> None:
    site.left_out ^= {pick(FEATURES, one)}
    site.conf_changed()


def change_the_look(site: Sources, one: int, other: int) -> None:
    name = pick(REPLACED, one)
    place = f"{'_templates' if name.endswith('.html') else '_static'}/{name}"
    if site.has(place) and other % 2:
        site.gone(place)
    elif (path := site.site.override(name)) and other % 4:
        more = {
            "html": f'<i class="{word(other)}"></i>',
            "css": f"\n.{word(other)} {{}}\n",
            "js": f"\n// {word(other)}\n",
        }
        path.write_text(path.read_text(encoding="utf-8") + more[name.rpartition(".")[2]], encoding="utf-8")


def change_a_static_file(site: Sources, one: int, other: int) -> None:
    name = pick(
        ["_static/own.css", "_static/deep/er.txt", "_static/own.css_t", "extra/extra.txt", "logos/one.svg"], one
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
    name = pick(sorted(site.pages), one)
    site.pages[name][0] = f"# {word(other).capitalize()} *page*"
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


EDITS: dict[str, Callable[[Sources, int, int], None]] = {
    edit.__name__: edit
    for edit in (
        *(add_article, delete_article, rename_article, move_into_a_folder_or_out, edit_text),
        *(edit_text_at_an_older_time, add_block, remove_block, move_block, rename_a_tag, describe_a_tag),
        *(give_a_tag_another_name, change_an_author, rename_a_category, change_synonyms, change_a_setting),
        *(take_a_feature_out_or_in, change_the_look, change_a_static_file, change_a_picture, picture_comes_or_goes),
        *(included_file_changes, download_changes, edit_a_page, change_badges, change_the_toctree, page_goes),
        list_changes,
    )
} | {f"set_{name}": _set_field(name) for name in FIELDS}
