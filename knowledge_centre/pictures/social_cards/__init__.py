"""Social cards: the picture that other sites show beside a link to an article, ``cards/<slug>.png``.

Pages that are not articles share one, ``cards/site.png``. A site that does not know its own address has none: no page
could say where its card is.
"""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL

from knowledge_centre import __version__
from knowledge_centre.content.fingerprints import digest
from knowledge_centre.content.urls import site_address
from knowledge_centre.documents.builders import is_site
from knowledge_centre.pictures.covers import palettes_of
from knowledge_centre.pictures.covers.design import PALETTES, Palette
from knowledge_centre.pictures.social_cards.drawing import CardDesign, draw
from knowledge_centre.pictures.social_cards.fonts import find_fonts
from knowledge_centre.pipeline.output_files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.catalogue.queries import Catalogue
    from knowledge_centre.content.records import Article

SITE = "cards/site.png"
SETTING = "knowledge_centre_cover_palettes"
"""A setting of the extension of covers, which may be left out."""


def card_name(slug: str) -> str:
    """The card of an article. That of an article called "site" has a "_", which no slug has."""
    name = f"cards/{slug}.png"
    return name if name != SITE else "cards/site_.png"


def on_catalogue_site_context(app: Sphinx, catalogue: Catalogue) -> dict[str, Any]:
    return {"social_card": SITE} if wanted(app) else {}


def on_catalogue_page_context(app: Sphinx, catalogue: Catalogue, docname: str) -> dict[str, Any]:
    article = catalogue.by_docname.get(docname)
    return {"social_card": card_name(article.slug)} if article and wanted(app) else {}


def on_catalogue_collect_files(app: Sphinx, catalogue: Catalogue) -> Iterator[File]:
    """A card is drawn again when it shows something else, or when the fonts or Pillow are others."""
    if not wanted(app):
        return
    fonts = find_fonts(app.config.language)
    palettes = palettes_of(app.config) if SETTING in app.config else list(PALETTES)
    of_category = {name: palettes[n % len(palettes)] for n, name in enumerate(catalogue.vocabulary.categories)}
    machine = digest(PIL.__version__, fonts.shaping, [Path(face.path).name for face in fonts.faces])

    def file(name: str, card: CardDesign) -> File:
        picture = hashlib.md5(card.picture, usedforsecurity=False).hexdigest() if card.picture else ""
        return File(name, (tuple(card._replace(picture=None)), picture, machine), partial(draw, card, fonts))

    yield file(SITE, site_card(app.config, palettes[0]))
    for article in catalogue.articles:
        palette = of_category[article.front.category]
        yield file(card_name(article.slug), article_card(catalogue, article, app, palette))


def article_card(catalogue: Catalogue, article: Article, app: Sphinx, palette: Palette) -> CardDesign:
    card = catalogue.card(article)
    return CardDesign(
        site=app.config.project,
        kicker=card.category_label,
        title=card.title,
        authors=tuple(name for _id, name in card.authors),
        note=card.date_text,
        palette=palette,
        seed=article.slug,
        picture=(app.srcdir / article.image).read_bytes() if raster(article.image) else None,
    )


def site_card(config: Config, palette: Palette) -> CardDesign:
    """A card with the name of the site and its tagline."""
    tagline = str(config.html_context.get("tagline", ""))
    return CardDesign("", "", config.project, (), tagline, palette, config.project)


def raster(image: str) -> bool:
    """Whether there is a picture that Pillow may read: it cannot read SVG."""
    return bool(image) and not image.lower().endswith(".svg")


def wanted(app: Sphinx) -> bool:
    """Whether the setting asks for cards, and the builder makes pages that can be shared and say where their cards are."""
    config = app.config
    return bool(config.knowledge_centre_social_cards and site_address(config.html_baseurl)) and is_site(app.builder)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("knowledge_centre.pipeline")
    app.add_config_value("knowledge_centre_social_cards", True, "html", types=frozenset({bool}))
    app.connect("catalogue-site-context", on_catalogue_site_context)
    app.connect("catalogue-page-context", on_catalogue_page_context)
    app.connect("catalogue-collect-files", on_catalogue_collect_files)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
