"""Pictures in few colours as PNG files.

Pillow hands the rows of a picture to zlib one by one, which takes a third longer than all of them at once.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DEPTH, INDEXED = 8, 3
"""Bits a pixel, and that they are numbers of colours in the palette."""
EDGE = 1
"""Columns before the picture: in the file a byte stands before each row, and 0 there says that the row is as it is."""
MEMORY = 5
"""Of zlib's: with more, flat colours take longer."""


def png(image: Image.Image, palette: bytes, strategy: int) -> bytes:
    """The file of a greyscale image whose values are numbers of colours in a palette. *strategy* is one of zlib's.

    The first column of the image is the edge.
    """
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, MEMORY, strategy)
    packed = packer.compress(image.tobytes()) + packer.flush()
    header = struct.pack(">IIBBBBB", image.width - EDGE, image.height, DEPTH, INDEXED, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", packed), (b"IEND", b""))
    return SIGNATURE + b"".join(part for name, data in chunks for part in chunk(name, data))


def chunk(name: bytes, data: bytes) -> Iterator[bytes]:
    yield struct.pack(">I", len(data))
    yield name
    yield data
    yield struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))
