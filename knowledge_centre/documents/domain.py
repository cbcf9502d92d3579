"""Articles as Sphinx documents: their records live in a domain, and only the visible ones are read."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain, ObjType
from sphinx.project import Project

from knowledge_centre import __version__
from knowledge_centre.catalogue.queries import Catalogue
from knowledge_centre.compat.sphinx_pages import static_folders
from knowledge_centre.content.body_limits import LIMITS, Limits
from knowledge_centre.content.clock import now_in
from knowledge_centre.content.collection import read_collection
from knowledge_centre.content.diagnostics import counted, report
from knowledge_centre.content.records import Article, ParsedArticle
from knowledge_centre.content.settings import refuse_settings
from knowledge_centre.content.sources import Collection
from knowledge_centre.content.taxonomies import ARTICLES
from knowledge_centre.documents.defined_names import Names, names_of
from knowledge_centre.documents.reading import read_doctree

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.documents.links import Targets


class ArticleDomain(Domain):
    """What reading each document told, in tables by docname; with today's front matter it makes the catalogue.

    This is the one place where something is kept of documents: Sphinx drops it when one is read again, and brings
    together what parallel processes have read.
    """

    name = "article"
    label = "Article"
    object_types: ClassVar[dict[str, ObjType]] = {"article": ObjType("article", "any")}
    initial_data: ClassVar[dict[str, Any]] = {}
    data_version = 5

    collection: Collection = Collection()
    """The articles as their files are today: read again in every build, never stored."""
    targets: Targets | None = None
    """What all documents define, once they are read: see link_targets."""
    build: Any = None
    """What this build makes of the articles. It belongs to ``pipeline.build``, and is never stored."""
    read_now: Sequence[str] = ()
    """The documents that this build reads: see changed_files. Never stored."""
    mistaken: set[str]
    """The documents whose writing told of a mistake in this build: see warnings. Never stored."""
    standfirsts: Mapping[str, str] = {}
    """Of first paragraphs with references, in this build: see standfirsts. Never stored."""
    _catalogue: Catalogue | None = None
    _hidden_names: Names | None = None

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.mistaken = set()

    def table(self, name: str) -> dict[str, Any]:
        """Something that is kept of documents, by docname."""
        table: dict[str, Any] = self.data.setdefault(name, {})
        return table

    @property
    def parsed(self) -> dict[str, ParsedArticle]:
        return self.table("parsed")

    @property
    def catalogue(self) -> Catalogue:
        """All visible articles. Complete once every document is read."""
        if self._catalogue is None:
            found = [
                Article(
                    one.docname,
                    one.slug,
                    one.front,
                    self._reading(one.docname),
                    one.status,
                    one.image,
                    one.image_size,
                )
                for one in self.collection.visible
                if one.docname in self.parsed
            ]
            self._catalogue = Catalogue(found, self.collection.vocabulary, self.env.config.language)
        return self._catalogue

    def _reading(self, docname: str) -> ParsedArticle:
        parsed = self.parsed[docname]
        return replace(parsed, summary=self.standfirsts[docname]) if docname in self.standfirsts else parsed

    def say(self, standfirsts: Mapping[str, str]) -> None:
        """Take these for what articles without a summary say first."""
        self.standfirsts = standfirsts
        self._catalogue = None

    @property
    def hidden_names(self) -> Names:
        """What the hidden articles define for others to refer to."""
        if self._hidden_names is None:
            found = self.collection.found
            self._hidden_names = names_of(found[docname].source.body for docname in sorted(self.collection.hidden))
        return self._hidden_names

    def clear_doc(self, docname: str) -> None:
        for table in self._tables(self.data).values():
            table.pop(docname, None)
        self._catalogue = None

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for name, table in self._tables(otherdata).items():
            self.table(name).update((docname, kept) for docname, kept in table.items() if docname in docnames)
        self._catalogue = None

    @staticmethod
    def _tables(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
        return {name: table for name, table in data.items() if isinstance(table, dict)}

    def resolve_any_xref(self, *_args: object) -> list[tuple[str, nodes.reference]]:
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Slugs, for the inventory that other Sphinx sites link by."""
        for docname, reading in sorted(self.parsed.items()):
            yield docname.rpartition("/")[2], reading.title, "article", docname, "", 1


class ArticleProject(Project):
    """The documents of the site: hidden articles are none, and ``articles/x/index.md`` is ``articles/x``."""

    def __init__(self, project: Project, collection: Collection) -> None:
        super().__init__(project.srcdir, project.source_suffix)
        self.restore(project)
        self.collection = collection
        self.discovering = False

    def __getstate__(self) -> dict[str, Any]:
        """Without the articles: they are read anew in each build, and are no part of the environment that is kept."""
        return {**self.__dict__, "collection": Collection()}

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        self.discovering = True
        try:
            return super().discover(exclude_paths, include_paths)
        finally:
            self.discovering = False

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """The docname of a path. A hidden article has one too, so that links to it can be told from mistakes."""
        path = Path(filename)
        if path.is_absolute() and path.is_relative_to(self.srcdir):
            path = path.relative_to(self.srcdir)
        docname = self.collection.docnames.get(path.as_posix())
        if self.discovering and path.parts[0] == ARTICLES:
            return None if docname in self.collection.hidden else docname
        return docname or super().path2doc(filename)


def on_builder_inited(app: Sphinx) -> None:
    """Read the front matter of every article; stop here, before anything is written, where one has a mistake."""
    try:
        now = now_in(app.config.knowledge_centre_timezone)
    except ValueError as error:
        refuse_settings(str(error))
    # It has drafts too: not in the output, where Sphinx by itself has the doctrees.
    doctrees = Path(app.doctreedir)
    collection = read_collection(
        app.srcdir,
        now,
        show_hidden=app.config.knowledge_centre_show_hidden,
        static=static_folders(app),
        limits=limits(app.config),
        sources=app.config.source_suffix,
        kept=None if doctrees.is_relative_to(app.outdir) else doctrees / "kept/sources",
    )
    if mistakes := report(collection.diagnostics, sys.stderr):
        sys.exit(f"Nothing was built: {counted(mistakes, 'mistake')} in the articles.")
    domain = article_domain(app.env)
    domain.collection = collection
    app.env.project = ArticleProject(app.env.project, collection)


def limits(config: Config) -> Limits:
    """How large an article and its pictures may be, and how deep its text may nest."""
    return Limits(
        config.knowledge_centre_max_article_bytes,
        config.knowledge_centre_max_nesting,
        config.knowledge_centre_max_picture_bytes,
    )


def on_source_read(app: Sphinx, docname: str, content: list[str]) -> None:
    """Give the parser the body and its own keys; the rest of the front matter is read already."""
    if (found := article_domain(app.env).collection.found.get(docname)) is not None:
        source = found.source
        content[0] = source.format.handed_on(found.front, source.body, source.body_line)


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what only the read document tells."""
    domain = article_domain(app.env)
    docname = app.env.current_document.docname
    if docname in domain.collection.found:
        domain.parsed[docname] = read_doctree(doctree, app.config.language)


def article_domain(env: BuildEnvironment) -> ArticleDomain:
    """The domain of the environment."""
    domain = env.domains["article"]
    assert isinstance(domain, ArticleDomain)
    return domain


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_config_value("knowledge_centre_timezone", "Europe/London", "env", types=frozenset({str}))
    app.add_config_value("knowledge_centre_max_article_bytes", LIMITS.size, "env", types=frozenset({int}))
    app.add_config_value("knowledge_centre_max_nesting", LIMITS.nesting, "env", types=frozenset({int}))
    app.add_config_value("knowledge_centre_max_picture_bytes", LIMITS.picture, "env", types=frozenset({int}))
    app.add_config_value("knowledge_centre_show_hidden", False, "env", types=frozenset({bool}))
    app.add_domain(ArticleDomain)
    app.connect("builder-inited", on_builder_inited, priority=100)
    app.connect("source-read", on_source_read)
    app.connect("doctree-read", on_doctree_read)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
