"""The line of ``requirements.txt`` that names the package: by its release, or as a wheel by its address and hash."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from knowledge_centre import __version__
from knowledge_centre.content.diagnostics import quoted

PACKAGE = "sphinx-knowledge-centre"
WISH = f"{PACKAGE}[live,locked]"
WHEELS = "wheels"
"""Where a site keeps the wheel of a release that is at no address."""
WEB_ADDRESS = re.compile(r"https://\S+\.whl#sha256=[0-9a-f]{64}")


class Pin(NamedTuple):
    """The line, and the file that it names where that has to come along."""

    line: str
    wheel: Path | None = None

    @property
    def copied(self) -> dict[str, bytes]:
        """The file, by its path in the site."""
        return {f"{WHEELS}/{self.wheel.name}": self.wheel.read_bytes()} if self.wheel else {}


def pin(wheel: str = "") -> Pin:
    """The pin of a wheel, by its address or path. Without one, of the release that is running here.

    Raises :class:`ValueError` where there is no such wheel, or no hash of it.
    """
    wheel = wheel or installed_from()
    if not wheel:
        return Pin(f"{WISH}=={__version__}")
    if "://" in wheel:
        if not WEB_ADDRESS.fullmatch(wheel):
            msg = f"{quoted(wheel)} is no address of a wheel with its hash: write https://…whl#sha256=…; pip hash tells it."
            raise ValueError(msg)
        return Pin(f"{WISH} @ {wheel}")
    path = Path(wheel)
    if not path.is_file() or path.suffix != ".whl":
        msg = f"There is no wheel at {quoted(wheel)}: give the path of one, or its address and #sha256=…."
        raise ValueError(msg)
    # pip takes extras after a path, and what is in the repository needs no hash.
    return Pin(f"./{WHEELS}/{path.name}[live,locked]", path)


def installed_from() -> str:
    """The wheel that pip took the package from: its address and hash, or its path; nothing where it was an index."""
    try:
        told = distribution(PACKAGE).read_text("direct_url.json")  # PEP 610
    except PackageNotFoundError:
        return ""
    source = json.loads(told or "{}")
    address = str(source.get("url", ""))
    if not address.endswith(".whl"):
        return ""
    if address.startswith("file:"):
        path = Path(url2pathname(unquote(urlsplit(address).path)))
        return str(path) if path.is_file() else ""
    digest = source.get("archive_info", {}).get("hashes", {}).get("sha256", "")
    return f"{address}#sha256={digest}" if digest else ""
