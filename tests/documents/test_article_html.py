"""The text of an article as feeds have it: it needs nothing of its page."""

from __future__ import annotations

import pytest

from knowledge_centre.documents.article_html import full_text
from tests.feeds import CANONICAL, HERE


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p class="x" id="y">A</p>', "<p>A</p>"),
        ('<h2>Part<a class="headerlink" href="#part" title="Link">#</a></h2>', "<h2>Part</h2>"),
        ('<div class="section-heading"><h2>Part</h2><a class="headerlink" href="#part">#</a></div>', "<h2>Part</h2>"),
        ('<a href="a.png"><img src="a.png"></a>', '<img src="https://kc.example/en/latest/articles/a.png">'),
        (
            '<pre><button>Copy</button><span class="linenos">1</span><span class="k">def</span> f</pre>',
            "<pre>def f</pre>",
        ),
        ('<p>A<script>1</script><style>b</style><i popover id="note">c</i> d</p>', "<p>A d</p>"),
        ('<p><span class="a">b</span> <span dir="rtl" class="c">d</span></p>', '<p>b <span dir="rtl">d</span></p>'),
        ("<p>A<!-- comment --> &lt;b&gt; &amp; c</p>", "<p>A &lt;b&gt; &amp; c</p>"),
        ("1 &lt; 2", "1 &lt; 2"),
        (
            '<ul><li><input checked="checked" disabled type="checkbox"> A</li><li><input type="checkbox"> B</li></ul>',
            "<ul><li>☑ A</li><li>☐ B</li></ul>",
        ),
        (
            '<a class="footnote-reference brackets" href="#id2" id="id1"><span class="fn-bracket">[</span>1</a>',
            f'<a href="{HERE}#id2">[1</a>',
        ),
        ('<a href="b.html#c">d</a>', '<a href="https://kc.example/en/latest/articles/b.html#c">d</a>'),
        ('<img src="../_images/a.png" alt="">', '<img src="https://kc.example/en/latest/_images/a.png" alt="">'),
        ('<img srcset="a.png, ../b.png 2x" alt="">', None),
        ('<a href="mailto:a@b.example">c</a>', '<a href="mailto:a@b.example">c</a>'),
        ('<a href="https://a.example/?b=1&amp;c=2">d</a>', '<a href="https://a.example/?b=1&amp;c=2">d</a>'),
        ('<a href="http://[broken">c</a>', None),
        ("<p>\U0001f468\u200d\U0001f469 שלום</p>", "<p>\U0001f468\u200d\U0001f469 שלום</p>"),
    ],
)
def test_the_text_needs_nothing_of_its_page(body: str, expected: str | None) -> None:
    found = full_text(body, HERE).removeprefix('<div dir="auto">').removesuffix("</div>").strip()
    if expected is not None:
        assert found == expected
    elif "srcset" in body:
        first, second = f"{CANONICAL}articles/a.png", f"{CANONICAL}b.png"
        assert found == f'<img srcset="{first}, {second} 2x" alt="">'
    else:
        assert "broken" in found


def test_what_its_author_ended_early_is_whole() -> None:
    assert full_text("<p>A</p></div></div>b<p>C</p>", HERE) == '<div dir="auto">\n<p>A</p>b<p>C</p>\n</div>'
