"""What makes the bytes of pages and files: this package's own code, Python, and the packages that it stands on."""

from __future__ import annotations

import os
import platform
import re
import sys
import sysconfig
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_centre.content.fingerprints import digest, digest_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

PACKAGE = Path(__file__).parent.parent
INSTALLED = tuple(
    place
    for folder in {sysconfig.get_path(name) for name in ("purelib", "platlib", "stdlib")}
    for place in {Path(folder), Path(folder).resolve()}
)
"""Where distributions are, which their versions tell of."""
DEFINES = re.compile(r"^\s*(?:async )?def |\blambda\b", re.MULTILINE)
PACKAGES = (
    *("sphinx", "docutils", "myst-parser", "furo", "sphinx-tags", "sphinx-design", "PyYAML", "imagesize", "math-core"),
    *("markdown-it-py", "mdit-py-plugins", "MarkupSafe", "Jinja2", "rjsmin", "rcssmin", "pillow", "resvg-py"),
    *("fontpkg", "fontpkg-noto-serif", "fontpkg-noto-sans", "babel", "tzdata", "Pygments", "snowballstemmer"),
    *("PyStemmer", "lxml", "beautifulsoup4", "accessible-pygments", "roman-numerals", "sphinx-basic-ng"),
)
"""Those that pyproject.toml asks for, and at the end what Sphinx and Furo use in turn."""


@cache
def programs() -> str:
    """A digest of all of it. Where it is another one, nothing that was made before is believed."""
    versions = [(name, _version(name)) for name in PACKAGES]
    return digest(digest_files([PACKAGE]), platform.python_version(), versions)


def own_code(extensions: Iterable[ModuleType], confdir: Path) -> str:
    """A digest of a site's own code: extensions that are not installed, modules below conf.py's folder, and conf.py where
    that has functions. Nobody gives such code another version when it changes.
    """
    own = (module for module in [*sys.modules.values()] if _file(module).startswith(f"{confdir}{os.sep}"))
    found = {path for module in (*extensions, *own) for path in _code(module)}
    try:
        settings = (confdir / "conf.py").read_text(encoding="utf-8", errors="replace")
    except OSError:
        settings = ""
    return digest(
        digest_files([*sorted(found), confdir / "docutils.conf"]), settings if DEFINES.search(settings) else ""
    )


def is_installed(path: Path) -> bool:
    """Whether a file or folder is this package's, or that of another distribution that is installed."""
    return any(f"{path}{os.sep}".startswith(f"{folder}{os.sep}") for folder in (PACKAGE, *INSTALLED))


def _file(module: ModuleType) -> str:
    """Its path; nothing for one without. Without its attributes, which some modules import others for."""
    return getattr(module, "__dict__", {}).get("__file__") or ""


def _code(module: ModuleType) -> Iterator[Path]:
    """The file of a module that is not installed, or the folder of a package."""
    file = Path(_file(module))
    if file.name and not is_installed(file) and module.__name__.partition(".")[0] != PACKAGE.name:
        yield file.parent if hasattr(module, "__path__") else file


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # of another distribution, as a system's own package is
        return ""
