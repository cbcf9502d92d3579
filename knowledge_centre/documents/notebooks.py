"""Notebooks run nothing and show nothing that runs, unless articles are trusted. MyST-NB reads them, where a site has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.content.notebooks import NOTEBOOK, without_programs
from knowledge_centre.content.settings import refuse_settings
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def on_config_inited(app: Sphinx, config: Config) -> None:
    """MyST-NB runs the code of notebooks and of Markdown unless it is told not to."""
    if (
        "nb_execution_mode" in config
        and config.nb_execution_mode != "off"
        and not config.knowledge_centre_trust_articles
    ):
        refuse_settings(
            f"nb_execution_mode in conf.py is {config.nb_execution_mode!r}, so that articles would run programs when the "
            'site is built: write "off", or trust articles (knowledge_centre_trust_articles = True).'
        )


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    found = article_domain(app.env).collection.found.get(docname)
    if found and found.source.format is NOTEBOOK and not app.config.knowledge_centre_trust_articles:
        content[0] = without_programs(content[0])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    app.connect("config-inited", on_config_inited)
    # After the front matter is taken out.
    app.connect("source-read", on_source_read, priority=600)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
