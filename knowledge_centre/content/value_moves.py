"""What changes when a topic, an author or a category gets another id, or becomes one with another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.content.markdown_text import FENCES, read_markdown
from knowledge_centre.content.moves import Fields, other_path
from knowledge_centre.content.taxonomies import ARTICLES, AUTHOR, CATEGORY, TAG
from knowledge_centre.content.text_edits import replaced
from knowledge_centre.content.urls import normal
from knowledge_centre.content.vocabulary import normalise_name
from knowledge_centre.content.yaml_edits import as_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from knowledge_centre.content.moves import Move
    from knowledge_centre.content.taxonomies import Taxonomy
    from knowledge_centre.content.text_edits import Edit
    from knowledge_centre.content.yaml_source import Located

KINDS = {"tag": TAG, "author": AUTHOR, "category": CATEGORY}
LISTING = re.compile(r"\{(?:articles|facets)\}")


def move_value(move: Move, taxonomy: Taxonomy, old: str, new: str) -> None:
    """Plan that what was called *old* is called *new*; where *new* is there already, the two become one."""
    vocabulary = move.collection.vocabulary
    path = f"{ARTICLES}/{taxonomy.plural}.yml"
    known: dict[str, Any] = dict(getattr(vocabulary, taxonomy.plural))
    fields = move.file(path)
    assert fields is not None
    edits = _merged if new in known else _renamed
    move.edit(path, *edits(fields, taxonomy, known, old, new))
    if new in known and known[old] != known[new]:
        described = known[old].bio if taxonomy is AUTHOR else known[old].description
        if described:
            move.notes.append(f"{path}: what described {old} is gone, which was: {described}")
    _in_articles(move, taxonomy, old, new, default=_default(known, old, new))
    _in_texts(move, taxonomy, old, new)
    move.look_for(taxonomy.page(old), ("conf.py", "_templates/**/*.html"))


def _default(known: dict[str, Any], old: str, new: str) -> bool:
    """Whether articles that name no category would get another one than *new*."""
    left = [one for one in known if one != old]
    return next(iter(known)) == old and new in known and left[0] != new


def _renamed(fields: Fields, taxonomy: Taxonomy, known: dict[str, Any], old: str, new: str) -> Iterator[Edit]:
    entry, record = fields.located[old], known[old]
    yield fields.yaml.rename_key(old, entry, new)
    back = {one for one in record.redirect_from if normal(one) == taxonomy.page(new)}
    kept = [one for one in record.redirect_from if one not in back]
    keys = {"redirect_from": [*kept, f"{taxonomy.page(old)}.html"]}
    if not record.feed_id:
        keys["feed_id"] = [old]
    if taxonomy is TAG:
        names = [name for name in record.aliases if normalise_name(name) != normalise_name(new)]
        keys["aliases"] = [*names, *([old] if normalise_name(record.label) != normalise_name(old) else [])]
    yield from _keys(fields, entry, keys)


def _merged(fields: Fields, taxonomy: Taxonomy, known: dict[str, Any], old: str, new: str) -> Iterator[Edit]:
    gone, kept = known[old], known[new]
    yield fields.yaml.remove_entry(fields.located[old])
    keys = {"redirect_from": [*kept.redirect_from, *gone.redirect_from, f"{taxonomy.page(old)}.html"]}
    if taxonomy is TAG:
        names = {normalise_name(name): name for name in (old, gone.label, *gone.aliases)}
        own = {normalise_name(name) for name in (new, kept.label, *kept.aliases)}
        keys["aliases"] = [*kept.aliases, *(name for one, name in names.items() if one not in own)]
        keys["pinned"] = list(dict.fromkeys([*kept.pinned, *gone.pinned]))
    yield from _keys(fields, fields.located[new], keys)


def _keys(fields: Fields, entry: Located, keys: dict[str, list[str]]) -> Iterator[Edit]:
    """Have an entry's keys hold these names: added where nothing goes, written anew where something does."""
    members: dict[str, Located] = entry.value if isinstance(entry.value, dict) else {}
    added = {}
    for key, names in keys.items():
        one = members.get(key)
        if one is None:
            if names:
                single = key == "feed_id"
                added[key] = as_yaml(names[0]) if single else f"[{', '.join(map(as_yaml, names))}]"
            continue
        items = one.value if isinstance(one.value, tuple) else (one,)
        before = [name.strip() for item in items for name in str(item.value or "").split(",") if name.strip()]
        if names[: len(before)] == before and len(names) > len(before):
            yield fields.yaml.add_items(one, names[len(before) :])
        elif names != before:
            goes = [name for name in before if name not in names]
            if isinstance(one.value, tuple) and len(goes) < len(before):
                for item in one.value:
                    if str(item.value) in goes:
                        yield from fields.yaml.remove_item(one, item)
                if more := [name for name in names if name not in before]:
                    yield fields.yaml.add_items(one, more)
            else:
                yield fields.yaml.replace_value(one, f"[{', '.join(map(as_yaml, names))}]")
    if added:
        yield fields.yaml.add_keys(entry, list(members.values()), added)


def _in_articles(move: Move, taxonomy: Taxonomy, old: str, new: str, *, default: bool) -> None:
    key = {TAG.name: "tags"}.get(taxonomy.name, taxonomy.name)
    names = move.collection.vocabulary.tag_names

    def rename(name: str) -> str | None:
        """The id instead of the old one. Other names of a topic stay, unless the article has the new topic, too."""
        meant = names.get(normalise_name(name)) if taxonomy is TAG else normalise_name(name)
        return new if normalise_name(name) == old or (both and meant in {old, new} and name != new) else None

    for article in move.collection.found.values():
        values = article.front.values(taxonomy.name)
        if old not in values:
            continue
        both = new in values
        fields = move.fields(article)
        if fields is None:
            move.notes.append(f"{article.path}: this is no Markdown: write {new} instead of {old} there.")
        elif key in fields.located:
            move.edit(article.path, *fields.renamed(fields.located[key], rename))
        elif default:
            move.edit(article.path, fields.yaml.add_keys(None, list(fields.located.values()), {key: new}))


def _in_texts(move: Move, taxonomy: Taxonomy, old: str, new: str) -> None:
    """Lists that name it in an option, the label of a topic's page, and links to that page's source."""
    option = re.compile(rf"^[ \t>]*:(?:{taxonomy.name}|near):[ \t]+(?P<name>{re.escape(old)})[ \t]*$")
    label = re.compile(rf"(?<![\w-])sphx_tag_(?P<name>{re.escape(old)})(?![\w-])")
    for path, _docname, body, first_line in move.texts():
        text, lines = read_markdown(body, first_line), dict(enumerate(body.split("\n"), first_line))
        for block in text.blocks:
            if block.token.type in FENCES and LISTING.match(block.token.info):
                inside = range(block.line + 1, block.first_line + block.last + 1)
                move.edit(path, *_named({number: lines.get(number, "") for number in inside}, option, new))
        if taxonomy is TAG:
            move.edit(path, *_named({number: lines[number] for number in text.lines}, label, new))
    start, end = f"{taxonomy.page(old)}.md", f"{taxonomy.page(new)}.md"

    def lead_on(path: str, docname: str, link: Any) -> Edit | None:
        here = docname if link.role == "doc" else path
        folder = "" if link.path.startswith("/") else here.rpartition("/")[0]
        pages = (taxonomy.page(old), taxonomy.page(new)) if link.role == "doc" else (start, end)
        changed = other_path(link.path, folder, *pages)
        return replaced(link.line, link.column, len(link.path), changed) if changed else None

    move.links(lead_on)


def _named(lines: dict[int, str], pattern: re.Pattern[str], new: str) -> Iterator[Edit]:
    """Edits of what a pattern calls "name", in lines by their number."""
    for number, line in lines.items():
        for found in pattern.finditer(line):
            yield replaced(number, found.start("name") + 1, len(found["name"]), new)
