"""Other extensions, added to conf.py: their parts of a page work, look right light and dark, and ask nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.contrast import lacking
from tests.browser.fixtures import served
from tests.pipeline.test_other_extensions import CODE, DOT
from tests.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    OpenPage = Callable[..., Page]

for needed in ("sphinx_copybutton", "sphinx_tabs", "sphinx_togglebutton", "sphinxcontrib.mermaid", "myst_nb"):
    pytest.importorskip(needed)

CONF = """
import sys
sys.path.insert(0, ".")
extensions += [
    "sphinx.ext.autodoc", "sphinx.ext.autosectionlabel", "sphinx.ext.extlinks", "sphinx.ext.graphviz",
    "sphinx.ext.intersphinx", "sphinx.ext.todo", "sphinx.ext.viewcode", "sphinx_copybutton", "sphinx_design",
    "sphinx_reredirects", "sphinx_tabs.tabs", "sphinx_togglebutton", "sphinxcontrib.bibtex",
]
todo_include_todos = True
autosectionlabel_prefix_document = True
bibtex_bibfiles = ["articles/books.bib"]
extlinks = {"issue": ("https://issues.example/%s", "issue %s")}
graphviz_dot = "./dot"
intersphinx_mapping = {"other": ("https://other.example/", "other.inv")}
redirects = {"old-place": "about.html"}
"""
MERMAID = """
export default {
  initialize() {},
  registerIconPacks() {},
  async run() {
    for (const drawing of document.querySelectorAll(".mermaid")) drawing.innerHTML = "<svg><text y='9'>Drawn</text></svg>";
  },
};
"""
"""As mermaid's own file does, without the styles within its drawings, which a policy has to let through."""
BODIES = {
    "words": """
```{todo}
A thing to do.
```

```{eval-rst}
.. automodule:: machine
   :members:

See :issue:`12`, :ref:`articles/words:A section`, :external+other:py:func:`far.away` and :cite:`knuth`.
```

## A section

```{bibliography}
```
""",
    "design": """
::::{grid} 2
:::{grid-item-card} First card
In a card.
:::
::::

::::{tab-set}
:::{tab-item} One
In the first tab.
:::
:::{tab-item} Two
In the second tab.
:::
::::

:::{dropdown} More
In a dropdown.
:::
""",
    "tabs": """
````{tabs}
```{tab} Apples
Apples are green.
```
```{tab} Pears
Pears are yellow.
```
````

```{toggle}
Shown by a button.
```
""",
    "code": """
```python
print("copy me")
```

```{graphviz}
digraph { a -> b }
```
""",
}
INVENTORY = b"# Sphinx inventory version 2\n# Project: other\n# Version: 1\n# The rest is compressed by zlib.\n"


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    import zlib  # noqa: PLC0415

    site = Site(tmp_path_factory.mktemp("extended"))
    conf = site.path / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + CONF, encoding="utf-8")
    site.write("machine.py", CODE)
    site.write("articles/dot", DOT).chmod(0o755)
    site.write(
        "articles/books.bib", "@book{knuth, title={The Art}, author={Donald Knuth}, year={1968}, publisher={AW}}\n"
    )
    (site.path / "other.inv").write_bytes(INVENTORY + zlib.compress(b"far.away py:function 1 far.html#$ -\n"))
    for slug, body in BODIES.items():
        site.article(slug, body)
    site.build().ok()
    with served(site.out) as root:
        yield root


@pytest.fixture(params=["light", "dark"])
def open_article(extended: str, open_page: OpenPage, request: pytest.FixtureRequest) -> OpenPage:
    def open_article(slug: str, **options: Any) -> Page:
        return open_page(f"{extended}articles/{slug}.html", color_scheme=request.param, **options)

    return open_article


def test_sphinxs_own(open_article: OpenPage) -> None:
    """Autodoc, viewcode, todo, extlinks, autosectionlabel, intersphinx; and sphinxcontrib-bibtex."""
    page = open_article("words")
    links = {"issue 12": "https://issues.example/12", "far.away()": "https://other.example/far.html#far.away"}
    assert {text: page.get_by_role("link", name=text).get_attribute("href") for text in links} == links
    assert page.get_by_role("link", name="A section", exact=True).first.get_attribute("href") == "#a-section"
    expect(page.get_by_text("A thing to do.")).to_be_visible()
    expect(page.get_by_text("The Art", exact=True)).to_be_visible()
    assert lacking(page, ["dl.py dt .descname .pre", "dl.py dd p", ".admonition p", "div.citation em"]) == {}
    page.locator(".viewcode-link").click()
    expect(page.get_by_role("heading", name="Source code for machine")).to_be_visible()
    expect(page.get_by_role("link", name="[docs]")).to_be_visible()


def test_sphinx_design(open_article: OpenPage) -> None:
    page = open_article("design")
    expect(page.get_by_text("In a card.")).to_be_visible()
    page.get_by_text("Two", exact=True).click()
    expect(page.get_by_text("In the second tab.")).to_be_visible()
    expect(page.get_by_text("In the first tab.")).to_be_hidden()
    page.get_by_text("More", exact=True).click()
    expect(page.get_by_text("In a dropdown.")).to_be_visible()
    assert lacking(page, [".sd-card-title", ".sd-card-text", ".sd-tab-set label", ".sd-summary-text"]) == {}


def test_tabs_and_toggles(open_article: OpenPage) -> None:
    page = open_article("tabs")
    page.get_by_role("tab", name="Pears").click()
    expect(page.get_by_text("Pears are yellow.")).to_be_visible()
    expect(page.get_by_text("Apples are green.")).to_be_hidden()
    expect(page.get_by_text("Shown by a button.")).to_be_hidden()
    page.get_by_text("Click to show").first.click()
    expect(page.get_by_text("Shown by a button.")).to_be_visible()
    assert lacking(page, [".sphinx-tabs-tab", ".sphinx-tabs-panel:not([hidden]) p", "details.toggle-details p"]) == {}


def test_one_button_that_copies_and_a_graph(open_article: OpenPage) -> None:
    page = open_article("code", permissions=["clipboard-read", "clipboard-write"])
    page.locator("div.highlight").first.hover()
    assert page.locator(".copybtn").count() == 1
    expect(page.locator(".code-copy").first).to_be_hidden()
    page.locator(".copybtn").click()
    expect(page.locator(".copybtn")).to_have_class(re.compile("success"))
    assert page.evaluate("navigator.clipboard.readText()") == 'print("copy me")'
    assert page.locator(".graphviz img").get_attribute("alt") == "digraph { a -> b }"


def test_a_page_of_reredirects_leads_on(extended: str, open_page: OpenPage) -> None:
    page = open_page(f"{extended}old-place.html")
    page.wait_for_url(f"{extended}about.html")


PAGE = """---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
language_info: {name: python, pygments_lexer: ipython3}
---
# A notebook

```{code-cell} ipython3
print("made by a cell")
```

```{mermaid}
graph TD; A-->B;
```
"""
MORE = """
extensions += ["sphinxcontrib.mermaid"]
include_patterns.append("lab.md")
knowledge_centre_content_security_sources = {"style-src": ["'unsafe-inline'"]}
mermaid_use_local = "mermaid.mjs"
nb_execution_mode = "off"
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_cells_and_a_diagram(site: Site, open_page: OpenPage, scheme: str) -> None:
    """Myst-nb takes MyST's place; mermaid, from the site's own files, needs styles within the page."""
    conf = site.path / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('    "myst_parser",', '    "myst_nb",')
    conf.write_text(text + MORE, encoding="utf-8")
    site.write("_static/mermaid.mjs", MERMAID)
    site.write("lab.md", PAGE)
    site.build().ok()
    with served(site.out) as root:
        page = open_page(f"{root}lab.html", color_scheme=scheme)
        assert 'print("made by a cell")' in page.locator(".cell_input").inner_text()
        assert lacking(page, [".cell_input pre .nb"]) == {}
        page.get_by_text("Drawn").wait_for()
