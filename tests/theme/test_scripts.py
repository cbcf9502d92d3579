"""Scripts: the theme's are minified, a site's own win over them and are sent as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.site import Site

AWKWARD = "// kept\nconst scheme = /^https?:\\/\\//;\nconst text = `a // b`;\n"


def test_a_sites_own_script_is_sent_as_it_is(site: Site) -> None:
    site.write("_static/js/share.js", AWKWARD)
    site.write("_static/own.js", AWKWARD)
    site.build().ok()
    for name in ("js/share.js", "own.js"):
        assert (site.out / "_static" / name).read_text(encoding="utf-8") == AWKWARD
    assert "/**" not in (site.out / "_static/js/site.js").read_text(encoding="utf-8")
