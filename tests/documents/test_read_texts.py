"""The digest of what was read of a document says what a page shows, and nothing of the machine."""

from __future__ import annotations

from docutils import nodes

from knowledge_centre.documents.read_texts import parts


def read(*candidates: tuple[str, str], text: str = "One.", line: int = 1) -> list[str]:
    paragraph = nodes.paragraph("", text, nodes.image(uri="steps.*", candidates=dict(candidates)))
    paragraph.line, paragraph.source = line, f"/somewhere/{line}.md"
    return parts(nodes.section("", paragraph))


def test_the_order_in_which_a_folder_lists_its_files_is_nothing_to_it() -> None:
    drawing, pixels = ("image/svg+xml", "steps.svg"), ("image/png", "steps.png")
    assert read(drawing, pixels) == read(pixels, drawing, line=7)
    assert read(drawing, pixels) != read(drawing)
    assert read(drawing) != read(drawing, text="Two.")
