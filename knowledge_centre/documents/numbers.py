"""Numbers of figures, tables, code and formulas, with ``numfig = True`` in conf.py.

Sphinx numbers what the toctree of its first document reaches. Articles are in no toctree: what Sphinx does not reach is
numbered within its document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx_reading import forget_section_numbers, set_numbers
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

Numbers = dict[str, dict[str, tuple[int, ...]]]
"""By the kind and the id of what has one."""


def numbers_of(env: BuildEnvironment, doctree: nodes.document) -> Numbers:
    found: Numbers = {}
    for kind, node in numbered(env, doctree):
        numbers = found.setdefault(kind, {})
        numbers[node["ids"][0]] = (len(numbers) + 1,)
    return found


def numbered(env: BuildEnvironment, doctree: nodes.document) -> Iterator[tuple[str, nodes.Element]]:
    """What can be referred to by a number: of figures, tables and code, what has a caption."""
    standard = env.domains.standard_domain
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.section) or not node.get("ids"):
            continue
        for domain in env.domains.sorted():
            kind = domain.get_enumerable_node_type(node)
            if kind and (domain is not standard or standard.get_numfig_title(node)):
                yield kind, node
                break


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    if app.config.numfig:
        article_domain(app.env).table("numbers")[app.env.current_document.docname] = numbers_of(app.env, doctree)


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Standfirsts may say numbers, before Sphinx has given any: then each document's own."""
    give_numbers(app, env, over=True)


def on_env_get_updated_first(app: Sphinx, env: BuildEnvironment) -> list[str]:
    forget_section_numbers(env)
    return []


def on_env_get_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """References in other documents show the numbers: see link_targets."""
    give_numbers(app, env, over=False)
    return []


def give_numbers(app: Sphinx, env: BuildEnvironment, *, over: bool) -> None:
    if app.config.numfig:
        for docname, numbers in sorted(article_domain(env).table("numbers").items()):
            set_numbers(env, docname, numbers, over=over)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.documents.domain")
    app.connect("doctree-read", on_doctree_read)
    app.connect("env-updated", on_env_updated, priority=100)
    app.connect("env-get-updated", on_env_get_updated_first, priority=100)
    # After Sphinx, which begins anew each time.
    app.connect("env-get-updated", on_env_get_updated, priority=900)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
