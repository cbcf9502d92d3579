"""Broken Markdown is told with its line and what to write; what is ordinary stays silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge_centre.commands.check import check
from knowledge_centre.content.markdown_checks import build_diagnostics, lint_diagnostics
from knowledge_centre.content.rules import RULES
from knowledge_centre.content.told_words import reworded
from tests.hostile.ordinary import ORDINARY
from tests.site import PROJECT

if TYPE_CHECKING:
    from tests.site import Site

BROKEN = {
    "an open fence": (
        "Text\n\n```python\nx = 1\n\nMore text.\n",
        '3 markdown/fence "```python" has no end, and takes in what follows: end it with a line "```".',
    ),
    "one of tildes in a quotation": (
        "> ~~~\n> x\n\nText",
        '1 markdown/fence "~~~" has no end, and takes in what follows: end it with a line "~~~".',
    ),
    "an open directive": (
        ":::{note}\nText\n\nThe rest.",
        '1 markdown/fence ":::{note}" has no end, and takes in what follows: end it with a line ":::".',
    ),
    "a fence whose end has fewer signs": (
        "````text\nx\n```\n\nText",
        '1 markdown/fence "````text" has no end, and takes in what follows: end it with a line "````"; '
        "line 3 has 3 signs, not 4.",
    ),
    "one that is ended too far in": (
        "```text\nx\n    ```\n\nText",
        '1 markdown/fence "```text" has no end, and takes in what follows: end it with a line "```"; '
        "line 3 is indented too far.",
    ),
    "one that another one ends": (
        "```python\nx\n``\n\nText\n\n```bash\ny\n```\n",
        '1 markdown/fence "```python" is not ended where another one begins, in line 7: end it before with "```", '
        'or begin and end it with "````".',
    ),
    "a box in a box with as many colons": (
        "::::{note}\n:::{tip}\nx\n:::\n::::\n\n:::{note}\n:::{tip}\nx\n:::\n:::\n\nText",
        '8 markdown/fence ":::{tip}" has no end, and takes in what follows: end it with a line ":::".',
        '11 markdown/fence ":::" ends nothing, and takes in what follows: remove it, or give the block around others '
        "more colons than they have.",
    ),
    "headings without a space": (
        "##Heading\n\nText\n###Another\n\n#Not a hashtag",
        '1 markdown/heading "##Heading" is no heading: put a space behind "##".',
        '4 markdown/heading "###Another" is no heading: put a space behind "###".',
        '6 markdown/heading "#Not a hashtag" is no heading: put a space behind "#".',
    ),
    "rows of other lengths": (
        "| a | b |\n| - | - |\n| c |\n| d | e \\| f | g |\nText",
        "3 markdown/table this row has 1 cell of 2: write one for each column; it may be empty.",
        '4 markdown/table this row has 3 cells, and the table 2 columns: write "\\|" for a "|" that ends no cell, '
        "or give the table another column.",
        "5 markdown/table this line is taken for a row of the table above it: put an empty line between.",
    ),
    "rows in a quotation and a list": (
        "> | a | b |\n> | - | - |\n> | c |\n\n- | a | b |\n  | - | - |\n  | c |",
        "3 markdown/table this row has 1 cell of 2: write one for each column; it may be empty.",
        "7 markdown/table this row has 1 cell of 2: write one for each column; it may be empty.",
    ),
    "a table without a line under its heads": (
        "| a | b |\n| c | d |",
        '1 markdown/table this is no table, as its heads are not marked: put a line "| --- | --- |" under the heads.',
    ),
    "one whose line is too short": (
        "| a | b |\n| --- |\n| c | d |",
        "1 markdown/table this is no table, as it has 2 heads, and 1 column below them: give each column a head and a line.",
    ),
    "lists without spaces": (
        "-one\n-two\n\n1.one\n2.two",
        '1 markdown/list these lines are no list: put a space behind each sign, as in "- ".',
        '4 markdown/list these lines are no list: put a space behind each sign, as in "1. ".',
    ),
    "links that are none": (
        "[a] (https://x.example),\n![b] (x.png), [c](my file.md) and (d)[https://x.example]",
        '1 markdown/link "[a] (https://x.example)" is no link: leave no space between "]" and "(".',
        '2 markdown/link "![b] (x.png)" is no picture: leave no space between "]" and "(".',
        '2 markdown/link "(d)[https://x.example]" is no link: write [the words](the address).',
        '2 markdown/link "[c](my file.md)" is no link, as its address has a space: write <my file.md> in the parentheses.',
    ),
    "links to nowhere": (
        "[one][undefined], [the `code` here][], [two][my-nme], [the docs][1]\n\n[my-name]: x.md",
        '1 markdown/reference "[one][undefined]" names a link that is nowhere: add a line "[undefined]: https://…"',
        '1 markdown/reference "[the `code` here][]" names a link that is nowhere: add a line "[the `code` here]: https://…"',
        '1 markdown/reference "[the docs][1]" names a link that is nowhere: add a line "[1]: https://…"',
        '1 markdown/reference "[two][my-nme]" names a link that is nowhere: did you mean "my-name"?',
    ),
    "what is in a directive": (
        "> Text\n\n:::{note}\n:class: x\n\n[one][undefined]\n\n```{tip}\n##Heading\n```\n:::",
        '6 markdown/reference "[one][undefined]" names a link that is nowhere: add a line "[undefined]: https://…"',
        '9 markdown/heading "##Heading" is no heading: put a space behind "##".',
    ),
    "a picture without words": (
        "Text and\n![](x.png)",
        '2 markdown/text-alternative the picture "x.png" has no text alternative: write ![what it shows](x.png).',
    ),
    "kramdown": (
        "Text\n{: .lead}",
        '2 markdown/left-behind "{: .lead}" is syntax of kramdown, and nothing here: '
        "write {.its-class}, in the line before a block or right behind a link.",
    ),
    "shortcodes": (
        '{{< youtube abc >}}\n\n{{% notice tip %}}\n\n{% include "x.html" %} and {{ site.url }}',
        '1 markdown/left-behind "{{< youtube abc >}}" is syntax of Hugo, and nothing here: '
        "write it in Markdown, or link to it.",
        '3 markdown/left-behind "{{% notice tip %}}" is syntax of Hugo, and nothing here: '
        "write it in Markdown, or link to it.",
        '5 markdown/left-behind "{% include "x.html" %}" is syntax of Jekyll or Liquid, and nothing here: '
        "write it in Markdown, or leave it out.",
        '5 markdown/left-behind "{{ site.url }}" is syntax of Jekyll or Hugo, and nothing here: '
        "write out what it stands for.",
    ),
    "boxes and more": (
        '!!! note "Title"\n    Text\n\n:::warning\nText\n:::\n\n[TOC]\n\n![[x.png]]',
        '1 markdown/left-behind "!!! note "Title"" is syntax of MkDocs, and nothing here: '
        'write ":::{note}", the text, and ":::".',
        '4 markdown/left-behind ":::warning" is syntax of another system, and nothing here: '
        'write ":::{note}", the text, and ":::".',
        '8 markdown/left-behind "[TOC]" is syntax of another system, and nothing here: '
        "leave it out, as pages have their contents.",
        '10 markdown/left-behind "![[x.png]]" is syntax of Obsidian, and nothing here: '
        "write ![what it shows](its-file.png).",
    ),
}
LINT_ONLY = {
    "a jump": ("## A\n\n#### B", '3 markdown/heading "####" stands below "##": write "###".'),
    "two definitions": (
        "[a][x]\n\n[x]: y.md\n[x]: z.md",
        '4 markdown/reference "[x]:" is defined twice: keep one of the lines.',
    ),
    "footnotes": (
        "a[^1] b[^2]\n\n[^1]: x\n\n[^3]: y\n\n[^1]: z",
        '1 markdown/footnote there is no footnote or target "2": add one, such as "[^2]: …"',
        "5 markdown/footnote this footnote is called nowhere: "
        'put its mark, such as "[^1]", where it belongs, or remove it.',
        '7 markdown/footnote "[^1]:" is defined twice: keep one of them, or give the other another name.',
    ),
    "languages": (
        "```pyton\n```\n\n```mermaid\n```\n\n```{code-block} javscript\n```",
        '1 markdown/language no language is called "pyton": did you mean "python"?',
        '7 markdown/language no language is called "javscript": did you mean "javascript"?',
    ),
    "HTML": (
        "Text\n<center>x</center>\n\n<!-- open",
        "2 html/element <center> may not stand in an article: say it in Markdown, or show it as `code`.",
        '4 html/unfinished "<!-- open" is no whole tag: end it with ">" or "-->" and put values in quotes; '
        'a "<" that is none is written \\< or in `code`.',
    ),
}
ORDINARY_MARKDOWN = [
    *ORDINARY,
    "# Title\n\n## Part\n\n### Smaller\n\n## Part",
    "#hashtag and\n\n#one #two\n\n#1 is the first\n\n#sphinx\n\n\\##Not a heading\n\n`##Heading`\n\n    ##Code",
    "a[i][j], [a-z][0-9], [1][2], \\[x\\]\\[undefined\\], `[x][undefined]`, matrix[row][column]",
    "[one][x], [two][ X ], [x][], [x]\n\n[x]: y.md",
    "![alt][pic], [![alt](x.png)][x] and [*em*][x]\n\n[pic]: x.png\n[x]: y.md",
    "[unused]: https://example.org",
    "See [1] (and more), [sic] (as he wrote), [a] (b), f[x] (y).",
    "[a](b.md \"A title\"), [a](<my file.md>), [a](b.md 't'), [a](my%20file.md), [sic](so it is)",
    "-v is an option\n-q is another, as in `ls`\n\n-5 and\n-6\n\n- one\n-not this\n\n3.14 and\n2.71",
    "| a | b |\n| - | - |\n| `x\\|y` | c |\n| \\| | d |\n|  | e |\n\n| a |\n| - |\n| |\n\na | b\n-|-\nc | d",
    "```{table} A caption\n| a | b | c |\n| :--- | :---: | ---: |\n| d | e | f |\n```",
    "One | two\n\n| not a table |\n\na || b\nc || d",
    "```text\n~~~\n```\n\n~~~\n```\n~~~\n\n````markdown\n```python\nx\n```\n````\n\n- ```\n  x\n  ```\n\n1. a\n\n   ~~~sh\n   b\n   ~~~",
    "> ```text\n> x\n> ```\n\n```\n    ```\n```\n\n   ```text\n   x\n   ```",
    "::::{grid} 2\n:::{grid-item}\nx\n:::\n::::\n\n:::{admonition} Title\n---\nclass: x\n---\nText\n:::\n\n:::{.wide}\nx\n:::",
    "```{code-block} jinja\n:caption: x\n\n{% include x %} {{< y >}} {: .z} [a][b] ##x\n```",
    "```\n{% include x %}\n| a |\n| b |\n```\n\nIn `{% raw %}` and `{{ site.x }}`.",
    "Format with {:.2f}, {name}, {0}, {{ name }}, {.wide} and 100%.",
    "Call[^1] and[^note].\n\n[^1]: One.\n[^note]: Two, with\n\n    more.\n\n[text[^1]](x.md)",
    "Called[^one][^two] at once.\n\n[^one]: One.\n[^two]: Two.",
    "Before :::{note} after, and ::: in a line.\n\n* * *\n\n---\n\n+ a\n+ b\n\n1) x\n2) y\n\n1. a\n1. b",
    "Costs $5 or [x][y] $6, \\$1, and $a_{[i][j]}$.\n\n[y]: z.md",
    "Term\n: What it means\n\n:field: text\n\n(label)=\n\n## Part\n\n% a comment\n\n+++\n\nText.",
    "See https://example.org/a[b][c]d and <https://example.org/[x][y]>.",
    "| [a][x] | ![alt](x.png) |\n| --- | --- |\n| [text] | (more) |\n\n[x]: y.md",
    "Line one\\\nLine two  \nLine three\n***\nx\n===\n",
    "!!! That is loud\n\n??? Really\n\n[[1, 2], [3, 4]] and [[x]]",
    "---\n\nText after a rule.\n\n---\n",
    "<details>\n<summary>More</summary>\n\n- [ ] a\n- [x] b\n\n</details>\n\n<!-- {% hidden %} [a][b]\n-->",
    "```default\n```\n\n```python title=x\n```\n\n```Python\n```\n\n```{code-block}\nx\n```",
    "\tcode\n\n\t[a][b]\n\n*a `b*c` d*, **open, `open, ~~open, _open, 2 * 3 * 4",
    "",
]


def told(body: str, *, whole: bool = False) -> list[str]:
    found = lint_diagnostics(body, 1) if whole else build_diagnostics(body, 1)
    return [f"{one.line} {one.rule} {one.text}" for one in found]


@pytest.mark.parametrize("name", BROKEN)
def test_broken_markdown_is_told(name: str) -> None:
    body, *expected = BROKEN[name]
    assert told(body) == expected


@pytest.mark.parametrize("name", LINT_ONLY)
def test_lint_tells_what_the_build_tells(name: str) -> None:
    body, *expected = LINT_ONLY[name]
    assert told(body) == []
    assert told(body, whole=True) == expected


@pytest.mark.parametrize("body", ORDINARY_MARKDOWN)
def test_ordinary_markdown_stays_silent(body: str) -> None:
    assert told(body, whole=True) == []


def test_the_articles_here_stay_silent() -> None:
    assert check(PROJECT).diagnostics == []


def test_every_rule_has_a_sample() -> None:
    samples = [line for _body, *lines in [*BROKEN.values(), *LINT_ONLY.values()] for line in lines]
    assert {line.split()[1] for line in samples} >= {rule for rule in RULES if rule.startswith("markdown/")}


def test_check_and_build_say_the_same(site: Site) -> None:
    body = "## A\n\n#### B\n\n[one][two] x[^1] <center>\n\n[c]: d.md\n[c]: e.md\n\n[^2]: x\n\n```python\nx\n"
    path = site.article("made", body)
    linted = {f"{one.line}: {one.text}" for one in check(site.path).diagnostics}
    built = site.build()
    assert built.status == 1
    said = built.problems.replace("ERROR: ", "WARNING: ").splitlines()
    assert {line.rpartition(" [")[0].replace("WARNING: ", "").replace(f"{path}:", "") for line in said} == linted
    assert len(said) == len(linted) == 7
    again = site.build()
    assert '"```python" has no end' in again.problems
    assert again.status == 1


def test_a_site_that_trusts_its_articles_has_any_html(site: Site) -> None:
    site.article("made", "<center>x</center>")
    assert check(site.path).diagnostics
    conf = (site.path / "conf.py").read_text(encoding="utf-8")
    site.write("conf.py", f"{conf}\nknowledge_centre_trust_articles = True  # all of us\n")
    assert not check(site.path).diagnostics


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Unknown directive type: 'nte'", 'there is no directive "nte": did you mean "note"?'),
        ('Unknown interpreted text role "dwnload".', 'there is no role "dwnload": did you mean "download"?'),
        ("Pygments lexer name 'pyton' is not known", 'no language is called "pyton": did you mean "python"?'),
        ("Pygments lexer name 'zzzz' is not known", 'no language is called "zzzz": write "text" where it is none.'),
        (
            "'note': Unknown option key: 'clas' (allowed: ['class', 'name'])",
            '"note" has no option "clas": did you mean "class"?',
        ),
        ("Too many autonumbered footnote references: only 0 corresponding footnote available.", ""),
        ("Something else.", "Something else."),
    ],
)
def test_warnings_of_others_have_a_remedy(message: str, words: str) -> None:
    assert reworded(message) == words


def test_the_lines_are_those_of_the_file_whoever_parses_the_text(site: Site) -> None:
    """MyST's tokens serve for the checks where a site has the language of articles; otherwise the text is parsed again."""
    site.article("told", "Text.\n\n!!! note\n\n:::{note}\n\n{{< figure >}}\n:::\n", title="Told")
    text = (site.path / "articles/told.md").read_text(encoding="utf-8").split("\n")
    lines = [text.index(line) + 1 for line in ("!!! note", "{{< figure >}}")]
    conf = site.path / "conf.py"
    for more in ("", "\nmyst_enable_extensions = ['colon_fence']\n"):
        conf.write_text(conf.read_text(encoding="utf-8") + more, encoding="utf-8")
        said = site.build().problems
        assert [f"told.md:{line}:" in said for line in lines] == [True, True]
