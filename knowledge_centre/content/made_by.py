"""What makes the bytes of pages and files: this package's own code, Python, and the packages that it stands on."""

from __future__ import annotations

import platform
from functools import cache
from importlib import metadata
from pathlib import Path

from knowledge_centre.content.fingerprints import digest, digest_files

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
    return digest(digest_files([Path(__file__).parent.parent]), platform.python_version(), versions)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # of another distribution, as a system's own package is
        return ""
