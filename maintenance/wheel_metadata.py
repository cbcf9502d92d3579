"""The extras of the package: ``locked``, the very versions that a release was tested with, and ``live``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LOCK = "locked/requirements.txt"
ENTRY = re.compile(r"^([a-z0-9-]+==[^ ]+(?: ; .+?)?) \\$", re.MULTILINE)


LIVE = "watchfiles>=1.1,<2"
"""What ``knowledge-centre live`` is told of changed files by."""


class Extras(MetadataHookInterface):
    """Hatchling finds it by its base."""

    def update(self, metadata: dict[str, Any]) -> None:
        text = (Path(self.root) / LOCK).read_text(encoding="utf-8")
        metadata["optional-dependencies"] = {"live": [LIVE], "locked": ENTRY.findall(text)}
