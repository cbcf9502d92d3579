"""The Sphinx extensions of a knowledge centre: one extension a module or folder, one job an extension."""

from __future__ import annotations

__version__ = "1.0.0"
