"""Writes the cover of every article that has no picture of its own: ``covers/<slug>.svg``."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from knowledge_centre import __version__
from knowledge_centre.content.settings import refuse_settings
from knowledge_centre.pictures.covers.design import PALETTES, Palette, cover
from knowledge_centre.pictures.covers.shapes import svg
from knowledge_centre.pipeline.output_files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def palettes_of(config: Config) -> list[Palette]:
    """The palettes of the settings. Ends the build where one is not a palette."""
    given = config.knowledge_centre_cover_palettes
    if not isinstance(given, list | tuple) or not given:
        msg = "knowledge_centre_cover_palettes is a list of palettes: write one at least, or leave the setting out."
        refuse_settings(msg)
    for number, palette in enumerate(given, 1):
        if not isinstance(palette, list | tuple) or len(palette) != len(Palette._fields):
            names = ", ".join(Palette._fields)
            msg = f"knowledge_centre_cover_palettes: palette {number} has to be five colours: {names}."
            refuse_settings(msg)
        for name, colour in zip(Palette._fields, palette, strict=True):
            if not isinstance(colour, str) or not COLOUR.fullmatch(colour):
                msg = (
                    f"knowledge_centre_cover_palettes: {colour!r}, the {name} of palette {number}, is no colour: "
                    f'write "#" and six hexadecimal digits, such as "{PALETTES[0].deep}".'
                )
                refuse_settings(msg)
    return [Palette(*palette) for palette in given]


def on_config_inited(app: Sphinx, config: Config) -> None:
    """Report a wrong setting before anything is read, and tell templates that there are covers."""
    palettes_of(config)
    config.html_context["covers"] = True


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[File]:
    """The nth category has the nth palette; after the last palette comes the first again."""
    palettes = palettes_of(app.config)
    of_category = {name: palettes[n % len(palettes)] for n, name in enumerate(catalogue.vocabulary.categories)}
    for article in catalogue.articles:
        if not article.image:
            palette = of_category[article.front.category]
            yield File(f"covers/{article.slug}.svg", tuple(palette), partial(make, article.slug, palette))


def make(slug: str, palette: Palette) -> str:
    return svg(cover(slug, palette))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    palettes = [tuple(palette) for palette in PALETTES]
    app.add_config_value("knowledge_centre_cover_palettes", palettes, "html", types=frozenset({list, tuple}))
    app.connect("config-inited", on_config_inited)
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
