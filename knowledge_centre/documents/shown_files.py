"""Pictures and downloads: those that may not be published are taken out before Sphinx collects their files."""

from __future__ import annotations

import glob
import os
import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes

from knowledge_centre import __version__
from knowledge_centre.compat.sphinx_reading import language_name
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.images import shown_problem, weight_problem
from knowledge_centre.content.own_files import download_problem, is_missing
from knowledge_centre.content.svg_policy import drawing_file_problem
from knowledge_centre.documents.domain import article_domain
from knowledge_centre.documents.own_files import accept, folder_of, own_files, refuse
from knowledge_centre.documents.refusals import is_trusted, with_link

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.content.own_files import OwnFiles, Refusal

ANY_TYPE = ".*"
"""What the name of a picture ends in that is there as files of several types."""


def found_pictures(own: OwnFiles, named: str, folder: str) -> list[str] | Refusal:
    """The files that a picture's name may mean, or why it may mean none."""
    found = own.find(named, folder)
    if not named.endswith(ANY_TYPE):
        return [found] if isinstance(found, str) else found
    if not isinstance(found, str) and not is_missing(found):
        return found
    if glob.has_magic(stem := named.removesuffix(ANY_TYPE)):
        return f"{quoted(named)} may mean any file", f'keep the "{ANY_TYPE}" at its end and write out the rest.'
    place = own.site / stem[1:] if stem.startswith("/") else own.site / folder / stem
    names = sorted(PurePosixPath(path).name for path in glob.glob(f"{glob.escape(str(place))}{ANY_TYPE}"))  # noqa: PTH207 (as Sphinx does)
    paths = [own.find(posixpath.join(posixpath.dirname(stem), name), folder) for name in names]
    if (refused := next((path for path in paths if not isinstance(path, str)), None)) is not None:
        return refused
    return [path for path in paths if isinstance(path, str)] or (found if not isinstance(found, str) else [found])


def look_again(env: BuildEnvironment, docname: str, *names: str) -> None:
    """Keep what names of pictures mean today: another file may come to be meant by them."""
    article_domain(env).table("pictures").setdefault(docname, {}).update(
        (one, there(env, docname, one)) for one in names
    )


def there(env: BuildEnvironment, docname: str, named: str) -> object:
    """What is there under a name."""
    own, folder = own_files(env), folder_of(env, docname)
    if named.endswith(ANY_TYPE):
        return found_pictures(own, named, folder)
    return os.path.exists(own.place(named, folder))  # noqa: PTH110 - it raises nothing for what can be no name


def on_env_get_outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> Sequence[str]:
    """Read documents again whose pictures may be others, as files came and went."""
    kept = article_domain(env).table("pictures").items()
    return [
        docname
        for docname, names in kept
        if docname in env.found_docs and any(there(env, docname, named) != found for named, found in names.items())
    ]


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    env, docname = app.env, app.env.current_document.docname
    images, downloads = list(doctree.findall(nodes.image)), list(doctree.findall(addnodes.download_reference))
    if not images and not downloads:
        return
    own, folder = own_files(env), folder_of(env, docname)
    for image in images:
        named = image["uri"]
        if named.startswith("data:"):
            continue
        found = found_pictures(own, named, folder)
        if is_missing(found) and (plain := unquote(named)) != named:  # a name with spaces, as Markdown has it
            named, found = plain, found_pictures(own, plain, folder)
        translated = language_name(env, named)
        look_again(env, docname, named, translated)
        if isinstance(found, list) and not is_missing(other := found_pictures(own, translated, folder)):
            found = [*found, *other] if isinstance(other, list) else other
        if isinstance(found, list):
            most = app.config.knowledge_centre_max_picture_bytes
            found = next(filter(None, (weight_problem(own.site / path, most) for path in found)), found)
        if isinstance(found, list) and not is_trusted(env):
            found = next(filter(None, (picture_refusal(own, named, path) for path in found)), found)
        if isinstance(found, list):
            image["uri"] = named
            for one in found:
                accept(env, docname, one)
            continue
        refuse(env, docname, found, image)
        take_out(image, image.get("alt", ""))
    for download in downloads:
        path = own.find(download["reftarget"], folder)
        if isinstance(path, str) and not is_trusted(env):
            path = download_refusal(own, download["reftarget"], path) or path
        if isinstance(path, str):
            accept(env, docname, path)
            continue
        refuse(env, docname, path, download)
        download.replace_self(download.children or nodes.Text(""))


def download_refusal(own: OwnFiles, named: str, path: str) -> Refusal | None:
    """Why a file may not be offered under a name. What is among the static files is published anyway, and trusted."""
    if any(path.startswith(f"{folder}/") for folder in own.static):
        return None
    return download_problem(named) or download_problem(path) or drawing_refusal(own.site / path)


def picture_refusal(own: OwnFiles, named: str, path: str) -> Refusal | None:
    """Why a file may not be shown as a picture: Sphinx would publish it whatever it is."""
    return shown_problem(path if named.endswith(ANY_TYPE) else named, path) or drawing_refusal(own.site / path)


def drawing_refusal(path: Path) -> Refusal | None:
    """Why a drawing may not be published: it holds more than a drawing."""
    message, _colon, remedy = drawing_file_problem(path).rpartition(": ")
    return (f"{quoted(path.name)} may not be published, as {message}", remedy) if message else None


def take_out(image: nodes.image, text: str) -> None:
    """Have a text stand for a picture, or nothing."""
    whole = with_link(image)
    if isinstance(whole.parent, nodes.TextElement):
        whole.replace_self(nodes.inline(text=text))
    elif text:
        whole.replace_self(nodes.paragraph(text=text))
    else:
        whole.parent.remove(whole)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("env-get-outdated", on_env_get_outdated)
    # Before Sphinx's own collectors, which copy what they find.
    app.connect("doctree-read", on_doctree_read, priority=300)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
