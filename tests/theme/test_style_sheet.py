"""The one style sheet: its layers, what stays out of it, and what the theme's sheets may say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge_centre.theme.minified import THEME
from knowledge_centre.theme.style_sheet import LAYER_OF, STYLES
from tests.site import PROJECT

if TYPE_CHECKING:
    from tests.site import Site

SHEETS = {name: (THEME / f"static/css/{name}.css").read_text(encoding="utf-8") for name in STYLES}
TOKEN = re.compile(r"(--kc-[\w-]+):")
ADDITIONS = """
html_css_files = ["own.css", "own-apart.css", "latin.css", "broken.css", "https://fonts.example/a.css"]

def setup(app):
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(str(app.confdir / "extension")))
    for name in ("one.css", "two.css", "three.css", "latin-two.css", "broken-two.css", "marked.css", "from-conf.css"):
        app.add_css_file(name)
"""

LATIN = ".caf\u00e9 { top: 1px }".encode("latin-1")
BROKEN = ".broken { top: 1px "
MARKED = "\ufeff.marked { --empty: ; content: '{' } /* kept } */"


def blocks(css: str) -> dict[str, str]:
    """What each layer of a sheet says; what is in none is at ""."""
    found = {"": re.sub(r"@layer [\w,]+;", "", css)}
    for start in re.finditer(r"@layer (\w+)\{", css):
        depth, end = 1, start.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        found[start[1]] = css[start.end() : end - 1]
        found[""] = found[""].replace(css[start.start() : end], "")
    return found


def test_each_sheet_is_in_its_layer_and_the_site_s_own_in_none(site: Site) -> None:
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + ADDITIONS, encoding="utf-8")
    site.write("_static/own.css", ".own { top: 1px }")
    site.write("_static/own-apart.css", ".own-apart { background: url(a.png) }")
    site.write("_static/from-conf.css", ".from-conf { top: 1px }")
    site.write("extension/one.css", ".one { top: 1px }")
    site.write("extension/two.css", ".two { background: url(a.png) }")
    site.write("extension/three.css", '@import "two.css"; .three { top: 1px }')
    for name in ("_static/latin.css", "extension/latin-two.css"):
        (site.path / name).write_bytes(LATIN)
    for name in ("_static/broken.css", "extension/broken-two.css"):
        site.write(name, BROKEN)
    site.write("extension/marked.css", MARKED)
    site.override("css/print.css").write_text(".printed { top: 1px }", encoding="utf-8")
    site.build().ok()
    css = (site.out / "_static/site.css").read_text(encoding="utf-8")
    assert css.startswith("@layer tokens,furo,extensions,theme;")
    layers = blocks(css)
    assert set(layers) == {"tokens", "furo", "extensions", "theme", ""}
    assert layers[""].startswith("body{--color-code-background:"), (
        "Furo's variables of conf.py, which a page has no style for"
    )
    assert layers[""].endswith(".from-conf { top: 1px }\n.own { top: 1px }")
    assert ".one { top: 1px }" in layers["extensions"]
    assert MARKED[1:] in layers["extensions"], "as it is, but for the mark of its encoding"
    for name in ("latin.css", "latin-two.css"):
        assert (site.out / "_static" / name).read_bytes() == LATIN
    for name in ("broken.css", "broken-two.css"):
        assert (site.out / "_static" / name).read_text(encoding="utf-8") == BROKEN
    assert ".printed{" in layers["theme"]
    assert "@page" not in css, "the sheet of the theme that the site has one for"
    assert "--kc-accent:" in layers["tokens"]
    assert layers["furo"].index("--font-stack:-apple") < layers["furo"].index("--font-stack:var(--kc-font)")
    sent = {name: (site.out / f"_static/{name}.css").read_text(encoding="utf-8") for name in ("two", "three")}
    assert sent["two"] == "@layer extensions{.two { background: url(a.png) }}"
    assert sent["three"].startswith("@import")
    assert "@layer" not in (site.out / "_static/own-apart.css").read_text(encoding="utf-8")
    links = [str(link["href"]).partition("?")[0] for link in site.page("about.html").select("link[rel=stylesheet]")]
    assert links[0] == "_static/site.css"
    apart = {"two", "three", "own-apart", "latin", "latin-two", "broken", "broken-two"}
    assert set(links[1:]) == {"https://fonts.example/a.css", *(f"_static/{name}.css" for name in apart)}


def test_every_sheet_of_the_theme_has_a_layer() -> None:
    assert {f"css/{name}.css" for name in STYLES} <= set(LAYER_OF)
    left_out = {path.stem for path in (THEME / "static/css").glob("*.css")} - set(STYLES)
    assert left_out == {"feed", "formulas"}, "feeds name it themselves, and pages with formulas"


def test_every_token_that_is_used_has_a_default_and_the_site_s_own_are_among_them() -> None:
    defined = set(TOKEN.findall(SHEETS["tokens"]))
    used = {name for text in SHEETS.values() for name in re.findall(r"var\((--kc-[\w-]+)", text)}
    assert used == defined
    path = PROJECT / "_static/tokens.css"
    assert set(TOKEN.findall(path.read_text(encoding="utf-8") if path.is_file() else "")) <= defined


def test_only_a_wish_of_the_reader_s_is_important() -> None:
    """In a layer it would win over a site's own sheet, where all else of the theme gives way."""
    said = {name: re.findall(r"([\w-]+): [^;{}]*!important", text) for name, text in SHEETS.items()}
    assert {name: found for name, found in said.items() if found} == {
        "base": ["scroll-behavior", "transition", "animation"]
    }
