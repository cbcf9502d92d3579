"""What toctrees have pages show of other documents: the titles around a document, and all that is below it; as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

from knowledge_centre.compat.sphinx_reading import figure_numbers, relations, section_numbers, toctrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


class Toctrees:
    """Asked once every document is read and numbered."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.includes = toctrees(env)
        self.relations = relations(env)

    def menu(self) -> list[Any]:
        """What a list of all pages shows, as templates may have it on any page."""
        shown = [
            str(one)
            for name in self.includes
            if name in self.env.tocs
            for one in self.env.tocs[name].findall(addnodes.toctree)
        ]
        named = {name for names in self.includes.values() for name in names}
        return [shown, [(name, self._title(name), section_numbers(self.env, name)) for name in sorted(named)]]

    def around(self, docname: str) -> list[Any]:
        """What the page of a document shows of those around and below it, and its own numbers."""
        parent, *sides = self.relations.get(docname, (None, None, None))
        shown: list[Any] = [self._title(name) for name in sides]
        while parent:
            shown.append((parent, self._title(parent)))
            parent = self.relations.get(parent, (None,))[0]
        below = [(name, str(self.env.tocs.get(name)), section_numbers(self.env, name)) for name in self._below(docname)]
        return [shown, below, section_numbers(self.env, docname), figure_numbers(self.env, docname)]

    def _title(self, docname: str | None) -> str:
        return str(self.env.titles[docname]) if docname in self.env.titles else ""

    def _below(self, docname: str) -> Iterator[str]:
        """The documents that its toctrees lead to, and theirs, each once."""
        seen, todo = {docname}, [docname]
        while todo:
            for name in self.includes.get(todo.pop(), ()):
                if name not in seen:
                    seen.add(name)
                    todo.append(name)
                    yield name
