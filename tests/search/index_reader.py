"""Reads the index as it is described, slowly and plainly: nothing of the program that writes it is used."""

from __future__ import annotations

import base64
import json
import zlib
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = ("title", "headings", "standfirst", "topics", "body", "code")


class Hit(NamedTuple):
    """A term in one article."""

    counts: dict[str, int]
    places: list[int]


class Form(NamedTuple):
    term: str
    stem: str
    articles: int
    hits: dict[int, Hit]


class Bytes:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        found = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            found += (byte & 127) << shift
            shift += 7
            if byte < 128:
                return found

    def take(self, length: int) -> bytes:
        self.at += length
        assert self.at <= len(self.data)
        return self.data[self.at - length : self.at]

    def text(self) -> str:
        return self.take(self.number()).decode()

    @property
    def more(self) -> bool:
        return self.at < len(self.data)


class Index:
    """The files of an index, by their names in it."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.directory: dict[str, Any] = json.loads(files["index.json"])
        lines: list[str] = self.directory["parts"].split("\n")[:-1]
        self.parts = [(first, name) for first, name, _size in (line.split(" ") for line in lines)]

    @classmethod
    def of(cls, folder: Path) -> Index:
        paths = (path for path in folder.rglob("*") if path.is_file())
        return cls({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})

    def unpacked(self, name: str) -> bytes:
        return zlib.decompress(self.files[f"{name}.bin"])

    def data(self, name: str) -> Any:
        return json.loads(self.unpacked(name))

    def lengths(self) -> list[int]:
        return list(base64.b64decode(self.directory["lengths"]))

    def forms(self, name: str) -> tuple[list[Form], dict[str, str]]:
        """The forms of a part, and its pointers."""
        terms, places = Bytes(self.unpacked(f"terms/{name}")), Bytes(self.unpacked(f"places/{name}"))
        forms: list[Form] = []
        pointers: dict[str, str] = {}
        keys = []
        owns = 0
        for _group in range(terms.number()):
            key = terms.text()
            keys.append(key)
            heads = []
            for _form in range(terms.number()):
                head = terms.text() or key, terms.number(), terms.number()
                long, own = divmod(terms.number(), 2)
                where = Bytes(self.own_places(name, owns, terms.number()) if own else places.take(long))
                assert len(where.data) == long
                owns += own
                heads.append((*head, where))
            if not heads:
                pointers[key] = terms.text()
            for term, articles, length, where in heads:
                hits = dict(postings(Bytes(terms.take(length)), where))
                assert not where.more
                forms.append(Form(term, key, articles, hits))
        assert not terms.more
        assert not places.more
        assert keys == sorted(keys)
        return forms, pointers

    def own_places(self, name: str, number: int, _shift: int) -> bytes:
        """The places of a form that has files of its own for them."""
        begin = f"places/{name}-{number}-"
        pieces = sorted(int(one.removeprefix(begin)[:-4]) for one in self.files if one.startswith(begin))
        return b"".join(self.unpacked(f"{begin}{piece}") for piece in pieces)

    def part_of(self, text: str) -> str:
        """The name of the part in which a text is looked up."""
        return self.parts[bisect_right([first for first, _name in self.parts], text) - 1][1]

    def look_up(self, term: str) -> Form | None:
        """A form, as a reader finds it: in the part of its own spelling, or where a pointer there leads."""
        name = self.part_of(term)
        forms, pointers = self.forms(name)
        if term in pointers:
            forms += self.forms(self.part_of(pointers[term]))[0]
        return next((form for form in forms if form.term == term), None)

    def all_forms(self) -> dict[str, Form]:
        found = [form for _first, name in self.parts for form in self.forms(name)[0]]
        assert len({form.term for form in found}) == len(found)
        return {form.term: form for form in found}

    def found_by(self, term: str) -> list[int]:
        """The numbers of the articles that have a term."""
        form = self.look_up(term)
        return list(form.hits) if form else []

    def spelling(self) -> dict[str, int]:
        """Each word with the number of its articles."""
        found = {}
        for letter, name in self.directory["spelling"].items():
            before = ""
            for line in self.unpacked(f"spelling/{name}").decode().splitlines():
                rest, articles = line[1:].split(" ")
                before = before[: int(line[0], 36)] + rest
                assert before.startswith(letter)
                found[before] = int(articles)
        return found

    def facets(self) -> dict[str, dict[str, list[int]]]:
        """Of each facet, which articles have a value."""
        return {
            facet: _numbers({value: steps for value, (_label, steps) in self.data(f"facets/{name}").items()})
            for facet, name in self.directory["facets"].items()
        }

    def addresses(self) -> list[str]:
        return [str(self.article(number)["u"]) for number in range(self.directory["articles"])]

    def shown(self, address: str) -> str:
        """All that a result can show of an article."""
        return json.dumps(self.article(self.addresses().index(address)), ensure_ascii=False)

    def article(self, number: int) -> dict[str, Any]:
        head = self.data(f"heads/{number}")
        text = self.data(f"texts/{head['x']}")
        return {**head, "s": text["s"], "text": text["b"]}


def _numbers(values: dict[str, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for value, steps in values.items():
        number = 0
        for step in steps.split():
            number += int(step, 36)
            found.setdefault(value, []).append(number)
    return found


def postings(said: Bytes, where: Bytes) -> list[tuple[int, Hit]]:
    found, number = [], 0
    while said.more:
        step = said.number()
        number += step // 2
        counts = {"body": 1}
        if not step % 2:
            bits = said.take(1)[0]
            fields = [field for place, field in enumerate(FIELDS) if bits >> place & 1]
            assert fields
            counts = {field: 1 if bits & 64 else said.number() for field in fields}
        places: list[int] = []
        for _place in range(sum(counts.values())):
            places.append(where.number() + (places[-1] if places else 0))
        found.append((number, Hit(counts, places)))
    return found
