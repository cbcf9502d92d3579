"""The contrast of text as it is painted, measured in pictures of the page, for what axe cannot tell.

A part of the page is taken as it is, without its text, and with it in black and in white. Where the last two differ
most, ink covers all; there the first two show its colour and what is behind it. The worst pixel counts.
"""

from __future__ import annotations

import json
import math
from base64 import b64decode
from functools import reduce
from io import BytesIO
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter, ImageOps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, JSHandle, Page

    Colour = tuple[int, ...]
    Box = tuple[float, float, float, float]

STAGE = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
SCALES = (1, 4)
"""Pixels of a picture for one of the page. With few, thin strokes look paler: what fails then is looked at closer."""
LEAST = 8
"""Of 255: text that differs less than this in black and in white is covered."""


def lacking(page: Page, selectors: list[str]) -> dict[str, str]:
    """What is wrong with the contrast of the text of these nodes, for those where something is."""
    if not selectors:
        return {}
    stage = page.evaluate_handle(STAGE, selectors)
    camera = page.context.new_cdp_session(page)
    try:
        lowest = measured(stage, camera)
    finally:
        stage.evaluate("stage => stage.leave()")
        camera.detach()
    wrong = {}
    behind = stage.evaluate("stage => stage.behind()")
    for node, need in enumerate(stage.evaluate("stage => stage.needed")):
        contrast = math.floor(lowest.get(node, 0) * 100) / 100
        if contrast < need and (contrast or node not in behind):
            wrong[selectors[node]] = f"contrast {contrast} of {need}" if contrast else "text that is not to be seen"
    return wrong


def measured(stage: JSHandle, camera: CDPSession) -> dict[int, float]:
    """The lowest contrast of each node: of the words in sight, then of those that have to be scrolled to."""
    needed = stage.evaluate("stage => stage.needed")
    waiting = set(range(stage.evaluate("stage => stage.count")))
    lowest: dict[int, float] = {}
    sought: int | None = None
    done: list[int] = []
    while waiting:
        ready = json.loads(stage.evaluate("(stage, [sought, done]) => stage.places(sought, done)", [sought, done]))
        done = []
        for scale in SCALES:
            unsure = []
            boxes = [one["box"] for one in ready]
            for one, contrast in zip(ready, contrasts(stage, camera, boxes, scale), strict=True):
                if 0 < contrast < needed[one["node"]] and scale != SCALES[-1]:
                    unsure.append(one)
                elif contrast or one["word"] == sought:
                    lowest[one["node"]] = min(contrast, lowest.get(one["node"], math.inf))
                    done.append(one["word"])
            ready = unsure
        if sought is not None and sought not in done:
            done.append(sought)  # it is cut off for good, as by an ellipsis, or behind something that is open
        waiting.difference_update(done)
        sought = min(waiting, default=None)
    return lowest


def contrasts(stage: JSHandle, camera: CDPSession, boxes: list[Box], scale: int) -> Iterator[float]:
    """The contrast in each box of the screen; 0 where no ink is to be seen."""
    if not boxes:
        return
    left, top = (math.floor(min(box[side] for box in boxes)) - 1 for side in (0, 1))
    right, bottom = (math.ceil(max(box[side] for box in boxes)) + 1 for side in (2, 3))
    pictures = []
    for ink in ("", "transparent", "black", "white"):
        x, y = stage.evaluate("(stage, ink) => stage.paint(ink)", ink)
        clip = {"x": left + x, "y": top + y, "width": right - left, "height": bottom - top, "scale": scale}
        taken = camera.send("Page.captureScreenshot", {"clip": clip, "optimizeForSpeed": True})
        pictures.append(Image.open(BytesIO(b64decode(taken["data"]))).convert("RGB"))
    for x1, y1, x2, y2 in boxes:
        start = (round((x1 - left - 1) * scale), round((y1 - top - 1) * scale))
        around = (*start, round((x2 - left + 1) * scale), round((y2 - top + 1) * scale))
        yield contrast_in(scale, *(picture.crop(around) for picture in pictures))


def contrast_in(edge: int, text: Image.Image, bare: Image.Image, black: Image.Image, white: Image.Image) -> float:
    """The lowest contrast of what is inked in full; 0 where nothing is, 21 where that is a picture, as an emoji is.

    A pixel that has less ink than one as near as *edge*, which is cut off from the pictures, is not inked in full.
    """
    ink = reduce(ImageChops.lighter, ImageChops.subtract(white, black).split())
    less = ImageChops.subtract(ink.filter(ImageFilter.MaxFilter(2 * edge + 1)), ink)
    text, bare, ink, less = (ImageOps.crop(one, edge) for one in (text, bare, ink, less))
    full = [much >= LEAST and not little for much, little in zip(ink.tobytes(), less.tobytes(), strict=True)]
    if not any(full):
        return 21 if ImageChops.difference(text, bare).getbbox() else 0
    return min(ratio(*pair) for pair in set(compress(zip(colours(text), colours(bare), strict=True), full)))


def colours(picture: Image.Image) -> Iterator[Colour]:
    return zip(*[iter(picture.tobytes())] * 3, strict=True)


def ratio(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """How light a colour is, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (byte / 255 for byte in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
