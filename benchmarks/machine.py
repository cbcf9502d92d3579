"""What a measurement ran on, without the names of machines, people and folders."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("sphinx", "myst-parser", "furo", "docutils")


def described() -> dict[str, str]:
    """In the words of RESULTS.md."""
    cpu, memory = _text("/proc/cpuinfo"), _text("/proc/meminfo")
    model = re.search(r"^model name\s*: (.+)", cpu, re.MULTILINE)
    total = re.search(r"^MemTotal:\s+(\d+) kB", memory, re.MULTILINE)
    return {
        "processor": model[1].strip() if model else platform.machine(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": f"{int(total[1]) / 1024**2:.0f} GiB" if total else "unknown",
        "system": platform.system(),
        "Python": platform.python_version(),
        "packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    }


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""
