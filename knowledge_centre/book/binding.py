"""Gives the environment the tree of the book while it is written.

Documents are read for the site, where articles are in no toctree, and Read the Docs makes the book from the same
doctrees. So the tree is put in once all is read and kept, and is in no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri

from knowledge_centre.book.contents import contents
from knowledge_centre.book.leaves import page, tree_of, with_head, without_trees
from knowledge_centre.catalogue.queries import display_date
from knowledge_centre.compat.sphinx_pages import forget_doctrees
from knowledge_centre.content.clock import now_in
from knowledge_centre.documents.domain import article_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from knowledge_centre.book.contents import Contents


def bind(app: Sphinx) -> Contents:
    """Have a builder find the book where it looks for the site's documents."""
    env, catalogue = app.env, article_domain(app.env).catalogue
    titled = [name for name in env.found_docs if env.tocs[name].children]
    book = contents(catalogue, app.config.root_doc, titled)
    parts = {part.docname: part for part in book.parts}
    read = env.get_doctree
    first = first_page(app, book)

    def get_doctree(docname: str) -> nodes.document:
        if docname == book.root:
            document = first.deepcopy()
        elif docname in parts:
            part = parts[docname]
            document = page(docname, docname, part.title, tree_of(docname, part.documents))
        else:
            document = without_trees(read(docname))
            if article := catalogue.by_docname.get(docname):
                with_head(document, catalogue, article)
        document.settings.env = env
        return document

    forget_doctrees(env)
    env.get_doctree = get_doctree  # type: ignore[method-assign]
    env.project.docnames = book.docnames
    enter(env, book)
    keep_inside(app.builder, book)
    return book


def first_page(app: Sphinx, book: Contents) -> nodes.document:
    """The page that the book begins with: its name, what it is about, of which day it is, and its contents.

    LaTeX has a page for that of its own.
    """
    config = app.config
    tagline, edition = config.html_context.get("tagline", ""), edition_of(config)
    lines = [
        nodes.paragraph("", text, classes=[name])
        for name, text in (("tagline", tagline), ("edition", edition))
        if text and app.builder.name != "latex"
    ]
    tree = tree_of(book.root, [part.docname for part in book.parts])
    return page(book.root, book.root, config.project, *lines, *([tree] if book.parts else []))


def edition_of(config: Config) -> str:
    """The day of the build, for readers."""
    return display_date(now_in(config.knowledge_centre_timezone).date(), config.language)


def enter(env: BuildEnvironment, book: Contents) -> None:
    """Enter the titles and the tree of the book, as reading toctrees would have done."""
    env.toctree_includes = {book.root: [part.docname for part in book.parts]}
    env.files_to_rebuild = {}
    for part in book.parts:
        env.toctree_includes[part.docname] = list(part.documents)
        env.all_docs[part.docname] = 0
        env.titles[part.docname] = env.longtitles[part.docname] = nodes.title("", part.title)
        link = nodes.reference("", part.title, internal=True, refuri=part.docname, anchorname="")
        entry = nodes.list_item("", addnodes.compact_paragraph("", "", link))
        entry += nodes.bullet_list("", tree_of(part.docname, part.documents))
        env.tocs[part.docname] = nodes.bullet_list("", entry)
        env.toc_num_entries[part.docname] = 1
        env.domains.index_domain.entries[part.docname] = []
        for docname in part.documents:
            for tree in list(env.tocs[docname].findall(addnodes.toctree)):
                tree.parent.remove(tree)
    env.titles[book.root] = env.longtitles[book.root] = nodes.title("", env.config.project)


def keep_inside(builder: Builder, book: Contents) -> None:
    """Nothing links to documents that are not in the book; Sphinx shows the text of a link that leads nowhere."""
    uri_of, inside = builder.get_target_uri, book.docnames

    def get_target_uri(docname: str, typ: str | None = None) -> str:
        if docname in builder.env.all_docs and docname not in inside:
            raise NoUri(docname, typ)
        return uri_of(docname, typ)

    builder.get_target_uri = get_target_uri  # type: ignore[method-assign]
