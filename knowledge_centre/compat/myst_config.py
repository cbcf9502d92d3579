"""What is used of MyST-Parser's settings beyond its documentation. This needs no Sphinx."""

from __future__ import annotations

from myst_parser.config.main import MdParserConfig

KEYS = frozenset(field.name for field in MdParserConfig.get_fields() if not field.metadata.get("global_only"))
"""The keys that front matter can have under ``myst``."""
