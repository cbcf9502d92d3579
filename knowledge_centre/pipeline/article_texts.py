"""The HTML of each article's text, kept when its page is written, by the process that writes it.

Feeds, Markdown twins and the search index are made from it, so they say what the page says and no page is read back.
The texts stand beside the doctrees, apart for each output.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_centre import __version__
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.documents.builders import for_site, is_site
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.pipeline.build import build_of

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def article_text(app: Sphinx, docname: str) -> str:
    """The text of an article whose page is written, by this build or an earlier one.

    Raises :class:`OSError` or :class:`ValueError` where it is not there, or is not the one that was kept.
    """
    digest, _line, text = text_path(app, docname).read_bytes().partition(b"\n")
    if digest != digest_of(text):
        msg = f"the text of {docname} is damaged"
        raise ValueError(msg)
    build_of(app.env).texts[docname] = digest.decode()
    return text.decode()


def is_kept(app: Sphinx, docname: str) -> bool:
    try:
        article_text(app, docname)
    except (OSError, ValueError):
        return False
    return True


def text_path(app: Sphinx, docname: str) -> Path:
    return kept_folder(app, "article_texts") / f"{docname}.html"


def text_digest(app: Sphinx, docname: str) -> str:
    """The digest of a text that is kept; nothing where there is none."""
    known = build_of(app.env).texts
    if docname not in known:
        try:
            article_text(app, docname)
        except (OSError, ValueError):
            return ""
    return known[docname]


def digest_of(text: bytes) -> bytes:
    return hashlib.md5(text, usedforsecurity=False).hexdigest().encode()


def kept_folder(app: Sphinx, name: str) -> Path:
    """A folder beside the doctrees for what is kept of the pages of one output from build to build."""
    return _kept_folder(app.doctreedir, name, app.builder.name, app.outdir)


@cache
def _kept_folder(doctreedir: Path, name: str, builder: str, outdir: Path) -> Path:
    output = hashlib.md5(f"{builder} {outdir}".encode(), usedforsecurity=False).hexdigest()[:8]
    return Path(doctreedir, name, output)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if is_site(app.builder) and pagename in article_domain(app.env).catalogue.by_docname:
        text = context["body"].encode()
        digest = digest_of(text)
        write_if_changed(text_path(app, pagename), digest + b"\n" + text)
        build_of(app.env).texts[pagename] = digest.decode()


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Forget what is kept of documents that are none any more: drafts of today, whose doctrees may be in the output."""
    if removed or added == env.found_docs:
        doctrees = Path(app.doctreedir)
        texts = [(path, path.relative_to(doctrees)) for path in doctrees.rglob("*.doctree")]
        texts += [
            (path, Path(*path.relative_to(doctrees).parts[2:])) for path in doctrees.glob(f"*/*/{ARTICLES}/**/*.*")
        ]
        for path, name in texts:
            if name.with_suffix("").as_posix() not in env.found_docs:
                path.unlink()
    return []


def setup(app: Sphinx) -> ExtensionMetadata:
    # After those that change the text.
    app.connect("html-page-context", for_site(on_html_page_context), priority=900)
    app.connect("env-get-outdated", on_env_get_outdated)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
