"""sphinx-tags, fed from front matter: its directive, names and addresses, with dated lists of the visible articles.

sphinx-tags finds tags by searching raw text, rewrites every tag page in every build and lists by path.
Here the records say who has which tag, and a page is written when its text changes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx_tags import TagLinks, stop_search_for_tags
from knowledge_centre.content.diagnostics import did_you_mean, printable
from knowledge_centre.content.front_matter import escape_markdown
from knowledge_centre.content.settings import refuse_settings
from knowledge_centre.content.taxonomies import TAG, value_of
from knowledge_centre.content.whole_files import write_if_changed
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.vocabulary import Tag

logger = logging.getLogger(__name__)
MARK = "% Written by knowledge_centre.pages.tags from articles/tags.yml. Changes made here are lost."
"""The first line of each page that is ours to rewrite and remove."""
LOOK = ""
"""The name of what is kept of badges besides the tags."""


class TagsDirective(TagLinks):
    """sphinx-tags' ``{tags}`` for pages that are no articles: names from the vocabulary, shown as its badges."""

    def run(self) -> list[nodes.Node]:
        collection = article_domain(self.env).collection
        if self.env.docname in collection.found:
            self._warn(
                'the tags of an article stand in its front matter: write them there, as "tags:", and remove this.'
            )
            return []
        kept = article_domain(self.env).table("badges").setdefault(self.env.docname, {})
        kept[LOOK] = settings(self.config)
        folder = Path("/") / self.config.tags_output_dir
        badges = nodes.paragraph(classes=["tags"])
        badges += nodes.inline(text=f"{self.config.tags_intro_text} ")
        for name in filter(None, map(str.strip, ",".join([*self.arguments, *self.content]).split(","))):
            if (tag := collection.vocabulary.find_tag(name)) is None:
                self._warn(f'unknown tag "{name}"{did_you_mean(name, collection.vocabulary.tag_names)}')
            else:
                kept[name] = shown(tag)
                badges += [*self.badge(tag.label, tag.id, folder), nodes.Text(" ")]
        return [badges]

    def _warn(self, message: str) -> None:
        logger.warning(message, location=self.get_location(), type="knowledge_centre", subtype="tag")
        self.env.note_reread()  # so that the next build tells it too


def settings(config: Config) -> list[tuple[str, str]]:
    """Those of sphinx-tags, by which its badges are made when a document is read, though a change has nothing read again."""
    return sorted((one.name, repr(one.value)) for one in config if one.name.startswith("tags_"))


def shown(tag: Tag | None) -> tuple[str, str] | None:
    """What a badge shows of a tag, and where it leads."""
    return (tag.label, tag.id) if tag else None


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Read documents again whose badges would be others today."""
    domain = article_domain(env)
    find = domain.collection.vocabulary.find_tag
    look = settings(app.config)
    return [
        docname
        for docname, badges in domain.table("badges").items()
        if any((shown(find(name)) if name != LOOK else look) != badge for name, badge in badges.items())
    ]


def tag_page(tag: Tag, heading: str) -> str:
    """The source of a tag's page, with sphinx-tags' label."""
    lines = [MARK, "", f"(sphx_tag_{tag.id})=", f"# {escape_markdown(heading)}: {escape_markdown(tag.label)}", ""]
    if tag.description:
        lines += [escape_markdown(tag.description), ""]
    for style in (":style: overview", ":style: list\n:paginate:"):
        lines += ["```{articles}", f":tag: {tag.id}", style, "```", ""]
    return "\n".join(lines)


def index_page(title: str) -> str:
    """The source of the index of tags, with sphinx-tags' label."""
    return "\n".join(
        [MARK, "", "(tagoverview)=", f"# {escape_markdown(title)}", "", "```{facets} tag", ":style: index", "```", ""]
    )


def write_pages(folder: Path, pages: dict[str, str]) -> None:
    """Make the folder hold these pages; touch none that is right already and none that is not ours."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in pages and is_ours(path):
            path.unlink()
    for name, text in pages.items():
        path = folder / name
        if not path.is_file() or is_ours(path):
            write_if_changed(path, text.encode())


def is_ours(path: Path) -> bool:
    """Whether a page is ours to rewrite and remove: also what is left of one, be it nothing at all."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return text.startswith(MARK) or MARK.startswith(text)


def on_builder_inited(app: Sphinx) -> None:
    """Write a page for each tag that a visible article has, where sphinx-tags would have searched for tags."""
    collection, config = article_domain(app.env).collection, app.config
    used = {tag for article in collection.visible for tag in article.front.tags}
    pages = {"tagsindex.md": index_page(config.tags_overview_title)}
    for tag in collection.vocabulary.tags.values():
        if tag.id in used:
            pages[f"{tag.id}.md"] = tag_page(tag, config.tags_page_title)
    if config.tags_create_tags:
        folder = Path(app.srcdir) / config.tags_output_dir
        try:
            write_pages(folder, pages)
        except OSError as error:
            path = printable(str(error.filename or folder))
            sys.exit(f"{path} cannot be written ({error.strerror}): make this a folder that the build may write to.")


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Have the topics' pages read; without this extension, those of earlier builds are not."""
    if config.tags_output_dir != TAG.folder:
        msg = f'tags_output_dir: the topics are at "{TAG.folder}/", which others link to: leave the setting out.'
        refuse_settings(msg)
    config.include_patterns = [*config.include_patterns, f"{config.tags_output_dir}/**"]


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    """Tells the breadcrumb that a page is a topic's."""
    taxonomy, tag = value_of(docname)
    return {"kind": "tag"} if taxonomy is TAG and tag in catalogue.vocabulary.tags else {}


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pages.listings")
    app.setup_extension("sphinx_tags")
    stop_search_for_tags(app)
    app.add_directive("tags", TagsDirective, override=True)
    app.connect("config-inited", on_config_inited)
    app.connect("builder-inited", on_builder_inited)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("catalogue-page-context", on_catalogue_page_context)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
