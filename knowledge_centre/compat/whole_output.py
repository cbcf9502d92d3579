"""How Sphinx's builder for HTML puts files into the output: by functions of ours, which put them there whole."""

from __future__ import annotations

import filecmp
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders import html
from sphinx.util import fileutil, osutil
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sphinx.builders.html import StandaloneHTMLBuilder

COPY = osutil.copyfile
"""Sphinx's own, under the name by which each of its modules knows it."""
USERS = (osutil, fileutil, html)


def whole_path(write: Callable[[Path, bytes], None]) -> type[Path]:
    """A class of paths whose texts are written by *write*."""

    class WholePath(type(Path())):  # type: ignore[misc]
        def write_text(self, data: str, encoding: str | None = None, errors: str | None = None, *_args: Any) -> int:
            write(Path(self), data.encode(encoding or "utf-8", errors or "strict"))
            return len(data)

    return WholePath


def write_pages_by(builder: StandaloneHTMLBuilder, write: Callable[[Path, bytes], None]) -> None:
    """Have pages written by *write*. Sphinx asks the builder for the path of a page and calls its ``write_text``."""
    path_of, made = builder.get_output_path, whole_path(write)

    def get_output_path(page_name: str, /) -> Path:
        return made(path_of(page_name))

    builder.get_output_path = get_output_path  # type: ignore[method-assign]


def copy_files_by(
    write: Callable[[Path, bytes], None],
    replacing: Callable[[Path], AbstractContextManager[Path]],
    is_superseded: Callable[[Path, Path], bool],
) -> None:
    """Have files copied to *replacing*'s place first, and those made from templates written by *write*.

    A file that *is_superseded*, given source and target, is not copied.
    """

    def copyfile(source: str | os.PathLike[str], dest: str | os.PathLike[str], *, force: bool = False) -> None:
        path, target = Path(source), Path(dest)
        if is_superseded(path, target):
            return
        if target.exists() and (not force or filecmp.cmp(path, target, shallow=False)):
            COPY(source, dest, force=force)
            return
        with replacing(target) as part:
            COPY(source, part, force=True)

    for module in USERS:
        vars(module)["copyfile"] = copyfile
    vars(fileutil)["Path"] = whole_path(write)


def dump_inventory_by(
    builder: StandaloneHTMLBuilder, replacing: Callable[[Path], AbstractContextManager[Path]]
) -> None:
    """The same of ``objects.inv``."""

    def dump_inventory() -> None:
        with replacing(Path(builder.outdir, html.INVENTORY_FILENAME)) as part:
            InventoryFile.dump(part, builder.env, builder)

    builder.dump_inventory = dump_inventory  # type: ignore[method-assign]
