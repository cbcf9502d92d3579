"""conf.py is looked at before anything is done with it: a wrong setting is one sentence, and nothing is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx import is_given
from knowledge_centre.content import renames
from knowledge_centre.content.settings import SETTINGS, problems, refuse_settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Those of features that a site leaves out are not there."""
    given = {name: getattr(config, name) for name in SETTINGS if name in config}
    given |= {one.old: None for one in renames.RENAMES if is_given(config, one.old)}
    if wrong := list(problems(given)):
        refuse_settings(*wrong)


def setup(app: Sphinx) -> ExtensionMetadata:
    # Before Sphinx and other extensions use them.
    app.connect("config-inited", on_config_inited, priority=0)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
