"""What the search engine answers, asked in a browser about an index of a few articles."""

from __future__ import annotations

import json
import shutil
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from playwright.sync_api import Error

from knowledge_centre.search import parts
from knowledge_centre.theme.minified import THEME
from tests.browser.fixtures import served
from tests.search.made_index import Text, make_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

FILLER = "<p>Plain words that many have: gateway, network, project and library.</p>"
TEXTS = [
    Text(
        "Sovereignty",
        "<p>Who decides about records is sovereignty of data. Encryption keys matter.</p>",
        ("Law",),
        2023,
    ),
    Text("Gateways", "<p>A zero trust network access gateway checks every request.</p>", ("Network",), 2023),
    Text(
        "Tunnels", "<p>A private network uses tunnels and one gateway. Trust zero hosts there.</p>", ("Network",), 2023
    ),
    Text("Libraries", "<p>The library lends books in Łódź and Zürich, and has a café. L’œuvre d’art.</p>"),
    Text("Letters by wire", "<p>Send an e-mail to the desk.</p>"),
    Text("Post office", "<p>An email is a letter.</p>"),
    Text("Old spelling", "<p>They wrote e mail in two words.</p>"),
    Text("Caches", "<p>The header Cache-Control: no-cache asks again.</p><p>max-age=0 is another.</p>"),
    Text("Without", "<p>There is no cache here, and a cache, a cache, a cache is no harm.</p>"),
    Text("Crawlers", "<p>A robots.txt file tells crawlers. Settings: html_baseurl and SOURCE_DATE_EPOCH.</p>"),
    Text("Robots", "<p>Robots read txt files and other robots.</p>"),
    Text("Java", "<p>Java is a language of many classes.</p>"),
    Text("JavaScript in the browser", "<p>JavaScript is not what its name says. JavaScript, JavaScript.</p>"),
    Text("C++ for beginners", "<p>C++ potoroo here. No. 5 is alive.</p>"),
    Text("C and its history", "<p>C is old. C has pointers.</p>"),
    Text("Errors of a compiler", "<p>error[E0597]: borrowed value. Use sha256, log4j, k8s.</p>"),
    Text("Vulnerabilities", "<p>CVE-2024-3094 was in xz, at 192.168.0.1.</p>"),
    Text("Release of 2026-06-03", "<p>The release of 2026-06-03 is at 09:00 sharp, for Python 3.11.</p>"),
    Text("Containers", "<p>Type <code>docker run -d nginx</code>, or <code>tar -xzf a.tar.gz</code>.</p>"),
    Text(
        "Commands",
        "<p>Say <code>git commit --amend</code>. The exit code -1 is an error. Use <code>a &amp;&amp; b</code>.</p>",
    ),
    Text("Databases", "<p>A database holds tables.</p>"),
    Text("Two words", "<p>A data base in two words, and a code base.</p>"),
    Text("Apps", "<p>The filename matters. DNS names. A server has .htaccess for itself.</p>"),
    Text("Spaced", "<p>A file name has no limits.</p>"),
    Text("東京都の図書館", "<p>東京都には図書館がある。猫も住んでいる。</p>"),
    Text("京都の寺", "<p>京都には寺がある。</p>"),
    Text("Кириллица", "<p>Резервные копии данных хранятся отдельно.</p>"),
    Text("Ελληνικά", "<p>Η ασφάλεια των δεδομένων είναι σημαντική.</p>"),
    Text("학교", "<p>학교에서 보안을 배운다.</p>"),
    Text("Hebrew", "<p>צה״ל הוא צבא. אבטחת מידע.</p>"),
    Text("Arabic", "<p>أمن المعلومات مهم للشركات.</p>"),
    Text("Thai", "<p>ความปลอดภัยของข้อมูลสำคัญมาก</p>"),
    Text("Hindi", "<p>सूचना सुरक्षा महत्वपूर्ण है।</p>"),
    Text("Emoji", "<p>We ship it 🚀 now. What ?? means, and a =&gt; b.</p>"),
    Text(
        "Restoring backups",
        "<p>How to restore a backup.</p><h2 id='test'>Testing</h2><p>Backups are tested on Mondays.</p>",
    ),
    Text("Backups", "<p>Backups, backups, backups, restored and restoring.</p>"),
    Text("Prototypes", "<p>Each __proto__ and constructor of an object.</p>"),
]
SYNONYMS = [["ztna", "zero trust network access"]]
FIRST = {
    # Words, in other forms and other letters.
    "sovereignty": "Sovereignty",
    "What, please, is a LIBRARY?": "Libraries",
    "lodz": "Libraries",
    "ŁÓDŹ": "Libraries",
    "zurich cafe": "Libraries",
    "oeuvre": "Libraries",
    "l'oeuvre": "Libraries",
    "encrypt": "Sovereignty",
    "restore a backup": "Restoring backups",
    "what is it": "JavaScript in the browser",
    # Typos, with a wrong first letter too; unfinished words.
    "soverienty": "Sovereignty",
    "ecnryption": "Sovereignty",
    "dovereignty": "Sovereignty",
    "ssovereignty": "Sovereignty",
    "librar": "Libraries",
    "sovere": "Sovereignty",
    "E05": "Errors of a compiler",
    "sha25": "Errors of a compiler",
    "log4": "Errors of a compiler",
    "k8": "Errors of a compiler",
    "CVE-2024-30": "Vulnerabilities",
    "SOURCE_DATE_EP": "Crawlers",
    # Hyphens.
    "e-mail": "Letters by wire",
    "email": "Post office",
    "data base": "Two words",
    "database": "Databases",
    "codebase": "Two words",
    "file name": "Spaced",
    # Identifiers: whole before parts.
    "no-cache": "Caches",
    "robots.txt": "Crawlers",
    "html_baseurl": "Crawlers",
    "source date epoch": "Crawlers",
    "SOURCE_DATE_EPOCH": "Crawlers",
    ".htaccess": "Apps",
    "htaccess": "Apps",
    "C++": "C++ for beginners",
    "c++ potoroo": "C++ for beginners",
    "java": "Java",
    "javascript": "JavaScript in the browser",
    "E0597": "Errors of a compiler",
    "CVE-2024-3094": "Vulnerabilities",
    "192.168.0.1": "Vulnerabilities",
    "3.11": "Release of 2026-06-03",
    "2026-06-03": "Release of 2026-06-03",
    "09:00": "Release of 2026-06-03",
    "--amend": "Commands",
    # Phrases, as they were typed.
    '"zero trust"': "Gateways",
    '"trust zero" gateway': "Tunnels",
    '"no-cache"': "Caches",
    '"robots.txt"': "Crawlers",
    '"max-age"': "Caches",
    '"2026-06-03"': "Release of 2026-06-03",
    '"09:00"': "Release of 2026-06-03",
    "“file name”": "Spaced",
    '"no cache"': "Without",
    '"soverienty"': None,
    # Commands.
    "docker run -d nginx": "Containers",
    "tar -xzf": "Containers",
    "exit code -1": "Commands",
    "git commit --amend": "Commands",
    # Other scripts.
    "東京都": "東京都の図書館",
    "図書館": "東京都の図書館",
    "京都": "京都の寺",
    "猫": "東京都の図書館",
    "копия": "Кириллица",
    "данные": "Кириллица",
    "ασφαλεια": "Ελληνικά",
    "학교": "학교",
    "보안": "학교",
    'צה"ל': "Hebrew",
    "אבטחת": "Hebrew",
    "امن": "Arabic",
    "المعلومات": "Arabic",
    "ข้อมูล": "Thai",
    "सुरक्षा": "Hindi",
    "🚀": "Emoji",
    "=>": "Emoji",
    "??": "Emoji",
    "&&": "Commands",
    # Synonyms, exact titles, names of JavaScript's own.
    "ZTNA": "Gateways",
    "c and its history": "C and its history",
    "backups": "Backups",
    "__proto__": "Prototypes",
    "constructor": "Prototypes",
    "hasOwnProperty": None,
    "xqzzkv wvvplq": None,
    "ggrrtty": None,
    "||": None,
}
"""The first article for a question; nothing found where it is None."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    shutil.copytree(THEME / "static/js/search", folder / "js")
    (folder / "blank.html").write_text("<!doctype html><title>Blank</title>", encoding="utf-8")
    make_index(folder, TEXTS, SYNONYMS)
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    with served(folder, caches=False) as root:
        page = browser.new_page()
        page.goto(f"{root}blank.html")
        yield page
        page.close()


@pytest.fixture
def ask(page: Page) -> Callable[..., dict[str, Any]]:
    """Asks a question of a new reader, or of the *same* one; results are titles, best first."""

    def ask(q: str, *, same: bool = False, shown: bool = False, **more: Any) -> dict[str, Any]:
        question = {"q": q, "sort": "relevance", "facets": {}, "from": "", "to": "", **more}
        answer = page.evaluate(
            """async ([question, same, shown]) => {
                const { ask } = await import("/js/engine.js");
                const { show } = await import("/js/excerpt.js");
                const { Index } = await import("/js/index.js");
                if (!same || !window.index) window.index = new Index(new URL("/", location.href));
                const { worth, ...answer } = await ask(question, window.index);
                if (shown) answer.shown = await show(answer.results[0], { worth, ...answer }, window.index, true);
                return JSON.stringify(answer, (_, v) => (v instanceof Map ? Object.fromEntries(v) : v));
            }""",
            [question, same, shown],
        )
        found: dict[str, Any] = json.loads(answer)
        found["titles"] = [TEXTS[one["number"]].title for one in found["results"] if one["number"] < len(TEXTS)]
        return found

    return ask


def test_what_comes_first(ask: Callable[..., dict[str, Any]]) -> None:
    found = {question: next(iter(ask(question, same=True)["titles"]), None) for question in FIRST}
    assert found == FIRST


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("e-mail", {"Letters by wire", "Post office", "Old spelling"}),
        ("email", {"Letters by wire", "Post office", "Old spelling"}),
        ("e mail", {"Letters by wire", "Post office", "Old spelling"}),
        ("database", {"Databases"}),
        ('"zero trust"', {"Gateways"}),
        ('"no-cache"', {"Caches"}),
        ("ZTNA", {"Gateways", "Tunnels"}),
        ("encryption unobtanium", {"Sovereignty"}),
        ("gateway -tunnels", {"Gateways"}),
        ('gateway -"trust zero"', {"Gateways"}),
        ("-tunnels", {"Tunnels"}),
        ("図書館", {"東京都の図書館"}),
        ("京都", {"東京都の図書館", "京都の寺"}),
    ],
)
def test_what_is_found(ask: Callable[..., dict[str, Any]], question: str, titles: set[str]) -> None:
    assert set(ask(question)["titles"]) == titles


def test_what_was_made_of_a_question_is_in_the_answer(ask: Callable[..., dict[str, Any]]) -> None:
    answer = ask("the soverienty of encrypt datta")
    assert answer["corrections"] == {"soverienty": "sovereignty", "datta": "data"}
    assert answer["asTyped"] == 'the "soverienty" of encrypt "datta"'
    assert answer["units"] == ["soverienty", "encrypt", "datta"]
    assert {"sovereignty", "encryption", "data"} <= set(answer["wordsToMark"])
    answer = ask("librar xqzzkv")
    assert answer["completed"] == {"librar": ["libraries", "library"]}
    assert answer["unknown"] == ["xqzzkv"]
    assert ask("zero trust")["missing"] is False


@pytest.mark.parametrize(
    ("question", "excluded", "options", "without"),
    [
        ("gateway -tunnels", ["tunnels"], [], "gateway tunnels"),
        ('gateway −"trust zero"', ["trust zero"], [], 'gateway "trust zero"'),
        ("docker run -d nginx", [], ["-d"], "docker run -d nginx"),
        ("tar -xzf", [], ["-xzf"], "tar -xzf"),
        ("gcc -Wall -O2 main.c", [], ["-Wall", "-O2"], "gcc -Wall -O2 main.c"),
        ("git commit --amend", [], [], "git commit --amend"),
        ("exit code -1", [], [], "exit code -1"),
        ("-tunnels", [], [], "-tunnels"),
        ("e-mail - letter", [], [], "e-mail - letter"),
    ],
)
def test_a_minus_leaves_words_out_and_no_options(
    ask: Callable[..., dict[str, Any]], question: str, excluded: list[str], options: list[str], without: str
) -> None:
    answer = ask(question)
    assert (answer["excluded"], answer["options"], answer["withoutMinus"]) == (excluded, options, without)


@pytest.mark.parametrize(
    ("question", "nothing"), [("||", True), ("!", True), ("??", False), ("", False), ("xqzzkv", False)]
)
def test_signs_alone_are_no_question_unless_the_site_has_them(
    ask: Callable[..., dict[str, Any]], question: str, nothing: bool
) -> None:
    answer = ask(question)
    assert answer["nothing"] is nothing
    assert bool(answer["results"]) == (question == "??")


def test_results_know_how_many_words_they_have(ask: Callable[..., dict[str, Any]]) -> None:
    answer = ask("private gateway request")
    has = {title: one["has"] for title, one in zip(answer["titles"], answer["results"], strict=True)}
    assert (has["Gateways"], has["Tunnels"]) == (2, 2)
    assert sorted(one["has"] for one in ask("zero trust network access")["results"])[-2:] == [3, 4]
    assert [one["has"] for one in ask("ZTNA")["results"]].count(1) == 1  # the other has its words too, but not the name


def test_facets_years_and_dates(ask: Callable[..., dict[str, Any]]) -> None:
    assert ask("gateway", facets={"tag": ["network"]}, sort="newest")["titles"] == ["Tunnels", "Gateways"]
    assert ask("gateway", facets={"tag": ["network"]}, sort="oldest")["titles"] == ["Gateways", "Tunnels"]
    assert ask("", facets={"tag": ["law", "network"]}, sort="newest")["titles"] == [
        "Tunnels",
        "Gateways",
        "Sovereignty",
    ]
    assert ask("gateway", facets={"tag": ["gone"]})["titles"]
    assert ask("gateway", facets={"tag": ["law"]})["titles"] == []
    years = {text.title: text.year for text in TEXTS}
    assert {years[title] for title in ask("", **{"from": "2023", "to": "2023"})["titles"]} == {2023}
    assert {years[title] for title in ask("gateway", **{"from": "2023"})["titles"]} == {2023}
    assert ask("gateway", **{"from": "2024"})["titles"] == []


def test_passages_and_sections(ask: Callable[..., dict[str, Any]]) -> None:
    shown = ask("tested mondays", shown=True)["shown"]
    assert (shown["url"], shown["title"]) == ("/articles/restoring-backups.html", "Restoring backups")
    assert shown["anchor"] == "test"
    assert [part["text"] for part in shown["passage"] if part["marked"]] == ["tested", "Mondays"]
    assert shown["sections"] == [{"anchor": "test", "text": "Testing"}]
    shown = ask("c++ potoroo", shown=True)["shown"]
    assert "".join(part["text"] for part in shown["passage"]) == "C++ potoroo here. No. 5 is alive."
    assert [part["text"] for part in shown["passage"] if part["marked"]] == ["C++", "potoroo"]


HOSTILE = [
    "a" * 10_000,
    "word " * 2_000,
    "- " * 5_000,
    '"' * 10_001,
    "-a " * 3_000,
    "東" * 10_000,
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u202egateway\u202c \u2067zero\u2069",
    "\ud800 gateway \udfff",
    "\0gateway\0",
    "__proto__ constructor toString hasOwnProperty",
    '"__proto__" -constructor',
    "%00 %FF &amp; \\u0000",
    "🚀" * 3_000,
    "e\u0301" * 3_000,
]


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_questions_are_answered(ask: Callable[..., dict[str, Any]], question: str) -> None:
    answer = ask(question, same=True, facets={"__proto__": ["constructor"], "tag": ["__proto__"]})
    assert answer["missing"] is False
    assert len(answer["units"]) <= 64


def test_a_part_that_does_not_come_is_told_and_asked_for_again(ask: Callable[..., dict[str, Any]], page: Page) -> None:
    whole = ask('"zero trust" gateway')["titles"]
    page.route("**/places/**", lambda route: route.abort())
    broken = ask('"zero trust" gateway')
    assert broken["missing"] is True
    assert broken["titles"]
    page.unroute("**/places/**")
    assert ask('"zero trust" gateway', same=True)["missing"] is False
    assert ask('"zero trust" gateway', same=True)["titles"] == whole


def test_a_damaged_part_is_noticed(ask: Callable[..., dict[str, Any]], page: Page, folder: Path) -> None:
    def cut_short(route: Route) -> None:
        route.fulfill(body=(folder / "search-index/terms" / route.request.url.split("/")[-1]).read_bytes()[:-9])

    def changed(route: Route) -> None:
        data = bytearray((folder / "search-index/terms" / route.request.url.split("/")[-1]).read_bytes())
        data[-1] ^= 1
        route.fulfill(body=bytes(data))

    for damaged in (cut_short, changed):
        page.route("**/terms/**", damaged)
        assert ask("gateway")["missing"] is True
        page.unroute("**/terms/**")
        assert ask("gateway", same=True)["missing"] is False


def test_a_filter_that_does_not_come_narrows_nothing_and_the_others_do(
    ask: Callable[..., dict[str, Any]], page: Page
) -> None:
    page.route("**/facets/**", lambda route: route.abort())
    answer = ask("gateway", facets={"tag": ["law"], "year": ["2023"]})
    page.unroute("**/facets/**")
    assert (answer["missing"], list(answer["facets"])) == (True, ["year"])
    years = {text.title: text.year for text in TEXTS}
    assert {years[title] for title in answer["titles"]} == {2023}


def test_what_a_browser_kept_of_an_earlier_index_is_fetched_anew(
    ask: Callable[..., dict[str, Any]], page: Page, folder: Path
) -> None:
    asked: set[str] = set()

    def kept(route: Route) -> None:
        old = zlib.compress(json.dumps({"u": "old.html", "t": "Old", "m": {}, "x": "", "r": "old"}).encode())
        if route.request.url in asked:
            route.continue_()
        else:
            asked.add(route.request.url)
            route.fulfill(body=old)

    page.route("**/heads/**", kept)
    assert ask("c++ potoroo", shown=True)["shown"]["title"] == "C++ for beginners"
    page.unroute("**/heads/**")
    directory = json.loads((folder / "search-index/index.json").read_text(encoding="utf-8"))
    page.route("**/index.json", lambda route: route.fulfill(json={**directory, "version": 2}))
    with pytest.raises(Error, match="The index has version 2"):
        ask("gateway")
    page.unroute("**/index.json")


def test_a_file_that_a_host_forbids_is_gone(ask: Callable[..., dict[str, Any]], page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.route("**/terms/**", lambda route: route.fulfill(status=403))
    assert ask("gateway")["missing"] is True
    page.unroute("**/terms/**")
    assert asked.count("index.json") == 2


@contextmanager
def replaced(folder: Path, texts: Sequence[Text]) -> Iterator[None]:
    """Another index in the place of the one that all tests ask."""
    kept = folder.parent / "kept"
    (folder / "search-index").rename(kept)
    try:
        make_index(folder, texts, SYNONYMS)
        yield
    finally:
        shutil.rmtree(folder / "search-index")
        kept.rename(folder / "search-index")


def test_an_index_that_was_made_anew_is_fetched_anew(
    ask: Callable[..., dict[str, Any]], page: Page, folder: Path
) -> None:
    ask("sovereignty")
    quokkas = Text("Quokkas", f"<p>A quokka and its gateway.</p>{FILLER}")
    with replaced(folder, [*TEXTS, quokkas]):
        answer = ask("quokka", same=True)
        assert (answer["results"][0]["number"], answer["missing"]) == (len(TEXTS), False)
    ask("sovereignty")
    spaced = next(number for number, text in enumerate(TEXTS) if text.title == "Spaced")
    with replaced(folder, [quokkas, *TEXTS]):  # all others have other numbers now, as their heads say
        answer = ask("Spaced", same=True)
        assert (answer["results"][0]["number"], answer["missing"]) == (spaced + 1, False)


def test_places_of_much_used_words_are_in_files_of_their_own(
    ask: Callable[..., dict[str, Any]], page: Page, folder: Path
) -> None:
    questions = ['"zero trust" gateway', '"and a cache, a cache"', "private network tunnels", '"no-cache asks again"']
    whole = [ask(question)["titles"] for question in questions]
    asked: list[str] = []
    with patch.multiple(parts, MANY_PLACES=2, PIECE=8), replaced(folder, TEXTS):
        page.on("request", lambda request: asked.append(request.url))
        assert [ask(question)["titles"] for question in questions] == whole
        pieces = [url for url in asked if "/places/" in url and "-" in url.rpartition("/")[2]]
        assert 0 < len(set(pieces)) < len([*(folder / "search-index/places").glob("*-*.bin")])


def test_a_last_word_may_be_unfinished_though_it_is_one(
    ask: Callable[..., dict[str, Any]], page: Page, folder: Path
) -> None:
    marked = [Text(f"Records {number}", "<p>Libraries keep MARC.</p>") for number in range(12)]
    with replaced(folder, [Text("Months", "<p>Libraries open in Mar.</p>"), *marked, Text("Of MARC", "<p>A way.</p>")]):
        answer = ask("libraries mar")
        assert answer["completed"] == {"mar": ["marc"]}
        assert answer["results"][0]["number"] == 0
        assert len(answer["results"]) == 14
