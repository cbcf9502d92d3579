"""What is used of docutils beyond its documentation: how its directives, and Sphinx's, come by the files they read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils.parsers.rst import Directive, DirectiveError
from docutils.parsers.rst.directives.images import Figure
from docutils.parsers.rst.directives.misc import Include, Raw
from docutils.parsers.rst.directives.tables import CSVTable
from docutils.parsers.rst.states import Inliner
from docutils.transforms import Transformer
from sphinx.directives.code import LiteralInclude
from sphinx.directives.other import Include as SphinxInclude
from sphinx.directives.patches import CSVTable as SphinxCSVTable
from sphinx.ext.graphviz import Graphviz

from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.environment import BuildEnvironment

__all__ = ["Directive", "Inliner"]
READERS = (Raw, CSVTable, SphinxCSVTable, Figure, LiteralInclude, Graphviz)


class NamedFile(NamedTuple):
    """A file that a directive is about to read: the place of its name, and the folder that the name begins at."""

    holder: Any
    key: int | str
    folder: str
    """Nothing stands for that of the document."""
    is_text: bool = True

    @property
    def name(self) -> str:
        return str(self.holder[self.key])


def given_up() -> DirectiveError:
    """What a directive raises to end without a word, when all is said. At this level, nothing is shown or kept."""
    return DirectiveError(0, "")


def guard_directives(
    reading: Callable[[BuildEnvironment, Any, NamedFile], None],
    fetching: Callable[[BuildEnvironment, Any, str], None],
    including: Callable[[Callable[[Any], Any], Any], Any],
) -> None:
    """Have *reading* asked for each file that a directive reads, *fetching* for each address, *including* to include.

    Not for those that come by the path of a file by asking Sphinx: see guard_paths.
    """

    def run(method: Callable[[Any], Any], directive: Any) -> Any:
        env = directive.state.document.settings.env
        if hasattr(directive, "is_guarded"):
            return method(directive)
        directive.is_guarded = True  # for the method that this one calls
        if directive.options.get("url") is not None and isinstance(directive, Raw | CSVTable):
            fetching(env, directive, directive.options["url"])
        for named in named_files(directive):
            reading(env, directive, named)
        return method(directive)

    for reader in READERS:
        if not hasattr(reader.run, "around"):
            wrap(reader, "run", run)
    wrap(SphinxInclude, "run", including)


def named_files(directive: Any) -> Iterator[NamedFile]:
    """The files that a directive of READERS reads itself."""
    arguments, options = directive.arguments, directive.options
    match directive:
        case LiteralInclude():
            yield NamedFile(arguments, 0, "")
            if options.get("diff"):
                yield NamedFile(options, "diff", "")
        case Graphviz():
            if arguments:
                yield NamedFile(arguments, 0, "")
        case Raw() | CSVTable():
            if options.get("file") is not None:
                yield NamedFile(options, "file", _folder(directive))
        case Figure():
            if arguments[0].startswith("/"):  # docutils would look for it outside the site, to know how wide it is
                options.pop("figwidth", None)
            elif options.get("figwidth") == "image":
                yield NamedFile(arguments, 0, _folder(directive), is_text=False)


def _folder(directive: Any) -> str:
    """The folder of the text that a directive stands in, be it an included one."""
    return str(Path(directive.state.document.current_source or "").parent)


def forget_what_is_gone() -> None:
    """Have no transform wait for a node that a directive took out again: docutils would look for it in its parent."""
    wrap(Transformer, "apply_transforms", _apply_transforms)


def _apply_transforms(method: Any, transformer: Transformer) -> None:
    transformer.transforms = [
        one
        for one in transformer.transforms
        if one[2] is None or any(child is one[2] for child in getattr(one[2].parent, "children", ()))
    ]
    method(transformer)


def standard_include(name: str) -> Path | None:
    """The file that docutils brings along of that name, ``isonum.txt``; none for the way to another file."""
    path = Include.standard_include_path / name
    return path if name in {one.name for one in Include.standard_include_path.iterdir()} else None


def included_by(directive: Any) -> list[str]:
    """The files of reStructuredText around an include, the outermost first, relative to the working folder."""
    state = getattr(directive, "state", None)
    return [str(path) for path, _part in state.document.include_log] if state is not None else []
