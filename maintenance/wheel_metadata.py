"""What the package's metadata takes from the lock: the extra ``locked``, the very versions that a release was tested with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LOCK = "locked/requirements.txt"
ENTRY = re.compile(r"^([a-z0-9-]+==[^ ]+(?: ; .+?)?) \\$", re.MULTILINE)


class LockedExtra(MetadataHookInterface):
    """Hatchling finds it by its base."""

    def update(self, metadata: dict[str, Any]) -> None:
        text = (Path(self.root) / LOCK).read_text(encoding="utf-8")
        metadata["optional-dependencies"]["locked"] = ENTRY.findall(text)
