"""Files of the output that are no pages: covers, feeds, maps of the site. Each is made when what it is made from changed.

An extension puts them at ``build-finished``, before priority 800; what nobody puts any more is removed then.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_centre.content.fingerprints import digest
from knowledge_centre.pipeline.manifest import Manifest
from knowledge_centre.pipeline.page_contexts import views_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx


class Output:
    """The files of one build beside its pages."""

    def __init__(self, app: Sphinx) -> None:
        self.outdir = Path(app.outdir)
        views = views_of(app)
        self.programs, self.now = views.programs, views.ledger.files
        self.before = Manifest.load(self.outdir).files

    def put(self, name: str, made_from: object, make: Callable[[], bytes | str]) -> None:
        """Have *name* (a path in the output) hold what *make* gives.

        *made_from* is plain data: while it, and the programs, are those of the last build, *make* is not called.
        """
        path = self.outdir / name
        self.now[name] = digest(self.programs, made_from)
        if self.before.get(name) == self.now[name] and path.is_file():
            return
        made = make()
        data = made.encode() if isinstance(made, str) else made
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def no_longer_written(app: Sphinx) -> Iterator[Path]:
    """The files that the last build put and this one did not. A ledger that names others is not believed."""
    outdir, now = Path(app.outdir), views_of(app).ledger.files
    for name in sorted(Manifest.load(outdir).files.keys() - now.keys()):
        path = Path(os.path.normpath(outdir / name))
        if path.is_relative_to(outdir) and path.is_file():
            yield path
