"""A Content-Security-Policy, in each page and as files for servers: what slipped into a page would run nothing.

Scripts are the site's own files; those within templates are known by their hashes, as templates are trusted. A site adds
sources by ``knowledge_centre_content_security_sources``. Read the Docs adds scripts of its own to pages, which no page
can know beforehand: there the policy is left out.
"""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx_pages import inline_scripts, registered_scripts, template_parts, template_source
from knowledge_centre.content.kept_answers import KeptAnswers
from knowledge_centre.content.settings import refuse_settings
from knowledge_centre.content.urls import site_path
from knowledge_centre.documents.builders import for_site
from knowledge_centre.outputs.content_security.policy import policy, problems, script_hash
from knowledge_centre.outputs.content_security.server_files import FILES
from knowledge_centre.pipeline.build import build_of
from knowledge_centre.pipeline.output_files import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue

logger = logging.getLogger(__name__)
SETTING = "knowledge_centre_content_security_sources"
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
NO_PROGRAM = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/", re.IGNORECASE)
"""What marks a script that is in a file of its own, or is data."""


def is_on() -> bool:
    return os.environ.get("READTHEDOCS") != "True"


def on_config_inited(app: Sphinx, config: Config) -> None:
    if found := list(problems(config[SETTING])):
        refuse_settings(*(f"{SETTING} in conf.py: {problem}." for problem in found))


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    """Each page is written again where the policy comes or goes."""
    return {"content_security": is_on()}


def added_sources(config: Config) -> dict[str, list[str]]:
    """What conf.py adds, and the hosts of other sites whose search is asked."""
    more = {name: list(sources) for name, sources in config[SETTING].items()}
    others = (urlsplit(address) for address in getattr(config, "knowledge_centre_search_sites", {}).values())
    if hosts := sorted({f"{other.scheme}://{other.netloc}" for other in others if other.netloc}):
        more["connect-src"] = [*more.get("connect-src", ()), *hosts]
    return more


def template_hashes(app: Sphinx, template: str) -> tuple[str, ...]:
    """The hashes of the scripts within a template, and within all that it is made of."""
    build = build_of(app.env)
    known = build.inline_scripts
    if build.template_parts is None:
        build.template_parts = KeptAnswers(Path(app.doctreedir, "kept", "template_parts"))
    if template not in known:
        known[template] = ()  # a template that names itself ends here
        source = template_source(app.builder, template)
        parts = build.template_parts.answer(source.encode(), partial(template_parts, app.builder, source))
        own = [script_hash(text) for text in scripts_in(template, source)]
        known[template] = tuple(dict.fromkeys([*own, *(one for part in parts for one in template_hashes(app, part))]))
    return known[template]


def scripts_in(template: str, source: str) -> Iterator[str]:
    for script in SCRIPT.finditer(source):
        if NO_PROGRAM.search(script["attributes"]):
            continue
        if "{{" in script["text"] or "{%" in script["text"]:
            problem = "%s: browsers will not run a script with template variables in it: put it into a file"
            logger.warning(problem, template, type="knowledge_centre", subtype="content_security")
        yield script["text"]


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if is_on():
        hashes = [*template_hashes(app, templatename), *map(script_hash, inline_scripts(context["script_files"]))]
        context["content_security_policy"] = policy(hashes, added_sources(app.config), header=False)


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[File]:
    """The files for servers know the scripts of all pages."""
    assert isinstance(app.builder, StandaloneHTMLBuilder)
    if not is_on():
        return
    pages = build_of(app.env).pages.values()
    templates = sorted({"page.html", "genindex.html", "domainindex.html", *(page.template for page in pages)})
    hashes: Iterable[str] = (
        *(one for template in templates for one in template_hashes(app, template)),
        *map(script_hash, inline_scripts(registered_scripts(app.builder))),
    )
    if kept := build_of(app.env).template_parts:
        kept.keep()
    whole = policy(sorted(set(hashes)), added_sources(app.config), header=True)
    for name, text_of in FILES.items():
        text = text_of(whole, site_path(app.config.html_baseurl))
        yield File(name, text, partial(str, text))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.add_config_value(SETTING, {}, "html")
    app.connect("config-inited", on_config_inited)
    app.connect("catalogue-site-context", on_catalogue_site_context)
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    # After all that add scripts to a page.
    app.connect("html-page-context", for_site(on_html_page_context), priority=950)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
