"""What is used of sphinx-tags beyond its documentation, which is a directive and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sphinx_tags

from knowledge_centre.compat.sphinx import disconnect

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx


class TagLinks(sphinx_tags.TagLinks):
    """The directive, for one that finds the tags by itself."""

    def badge(self, label: str, slug: str, folder: Path) -> list[nodes.Node]:
        """A badge that is a cross-reference to a tag's page in *folder*."""
        nodes_: list[nodes.Node] = self._get_badge_node(label, slug, folder)
        return nodes_

    def _get_tag_color(self, tag: str) -> str:  # noqa: ARG002 (sphinx-tags' signature)
        return "primary"


def stop_search_for_tags(app: Sphinx) -> None:
    """Keep sphinx-tags from searching raw text and writing pages of its own."""
    disconnect(app, "builder-inited", sphinx_tags.update_tags)
