"""Forms of a word have one stem, in the index and, for a word that it has not, in the browser."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from knowledge_centre.compat.sphinx_search import stemmer_module
from knowledge_centre.search.cutting import cut
from knowledge_centre.search.stems import LANGUAGES, SCRIPTS, browsers_stemmer, stem, written_in
from knowledge_centre.theme.minified import THEME
from tests.browser.fixtures import served
from tests.site import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

CODES = [one.partition("=")[0] for codes in LANGUAGES.values() for one in codes.split()]
STEMMERS = sorted({name for code in CODES if (name := browsers_stemmer(code))})
SCRIPT = """async ([root, stemmer, terms]) => {
    const { stem } = await import(`${root}stems.js`);
    const folder = new URL("search-index/", root);
    return JSON.stringify(await Promise.all(terms.map((term) => stem(term, stemmer, folder))));
}"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "backup backups"),
        ("en-GB", "restore restored restoring"),
        ("de", "Häuser Haus"),
        ("fr", "sécurité securites"),
        ("fr", "mangé mangées mange"),
        ("es", "información informaciones informacion"),
        ("pt_BR", "informação informações informacoes"),
        ("ru", "красный красная красного"),
        ("el", "διακομιστής διακομιστές ΔΙΑΚΟΜΙΣΤΗΣ"),
        ("ar", "مدرسة المدرسة"),
        ("hi", "किताब किताबें"),
        ("cs", "servery server"),
        ("en", "красный красная"),  # words in another script are of the language that is likeliest
        ("ja", "servers server"),
    ],
)
def test_forms_have_one_stem(language: str, text: str) -> None:
    assert len({stem(token.term, language) for token in cut(text)}) == 1


@pytest.mark.parametrize(
    ("language", "term"),
    [
        ("en", "c++"),
        ("en", "e-mails"),
        ("en", "sha256s"),
        ("en", "is"),
        ("en", "東京"),
        ("en", "ಸರ್ವರ್"),
        ("en", "שרתים"),
        ("vi", "servers"),  # a language in Latin letters that Snowball does not know
        ("uk", "сервери"),  # is no Russian
        ("xx", "servers"),
        ("", "servers"),
    ],
)
def test_what_has_no_forms_stays(language: str, term: str) -> None:
    assert stem(term, language) == term


def test_the_browser_gets_the_stemmer_of_the_sites_language() -> None:
    names = {code: browsers_stemmer(code) for code in ("en", "pt_BR", "ru", "cs", "ja", "vi")}
    assert {code: name for code, name in names.items() if name} == {
        "en": "english",
        "pt_BR": "portuguese",
        "ru": "russian",
    }


@pytest.fixture(scope="module")
def stem_there(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., list[str]]]:
    """Stems terms in a browser, from files as the site has them: ``stem_there("english", ["a", "b"])``."""
    folder = tmp_path_factory.mktemp("stems") / "js"
    shutil.copytree(THEME / "static/js/search", folder)
    (folder / "search-index").mkdir()
    for name in STEMMERS:
        (folder / f"search-index/{name}-stemmer.js").write_text(stemmer_module(name), encoding="utf-8")
    with served(folder) as root:
        page = browser.new_page()
        page.route("**/blank", lambda route: route.fulfill(content_type="text/html", body=""))
        page.goto(f"{root}blank")

        def stem_there(stemmer: str, terms: list[str]) -> Any:
            return json.loads(page.evaluate(SCRIPT, [root, stemmer, terms]))

        yield stem_there
        page.close()


WORDS = {
    "latin": "servers mangees securites informacion informacoes sicherheiten evlerde don't e-mails sha256 is красная",
    "cyrillic": "красная серверов й servers",
    "greek": "διακομιστησ διακομιστεσ servers",
    "arabic": "المدرسة كتاب كتابه servers",
    "devanagari": "किताबें लड़कों servers",
    "armenian": "գրքերը servers",
    "tamil": "புத்தகங்கள் servers",
}


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "pt", "it", "tr", "ru", "sr", "el", "ar", "hi", "hy", "ta"])
def test_the_browser_stems_words_of_the_sites_script_as_python(stem_there: Callable[..., list[str]], code: str) -> None:
    script, _name = written_in(code)
    terms = [token.term for token in cut(WORDS[script])]
    own = [term if not re.fullmatch(SCRIPTS[script], term) else stem(term, code) for term in terms]
    assert stem_there(browsers_stemmer(code), terms) == own


@pytest.mark.parametrize("name", STEMMERS)
def test_each_stemmer_is_a_module_that_loads(stem_there: Callable[..., list[str]], name: str) -> None:
    assert len(stem_there(name, ["servers", "a1", ""])) == 3


def test_where_the_two_versions_of_snowball_disagree(stem_there: Callable[..., list[str]]) -> None:
    """Python's is newer than Sphinx's scripts. Only for a word that the site never uses does that make a difference."""
    text = " ".join(path.read_text(encoding="utf-8") for path in (PROJECT / "articles").rglob("*.md"))
    terms = sorted({token.term for token in cut(f"{text} internal interval") if re.fullmatch("[a-z]{3,}", token.term)})
    there = stem_there("english", terms)
    different = [term for term, one in zip(terms, there, strict=True) if one != stem(term, "en")]
    assert "internal" in different
    assert [term for term in different if not re.match("inter|skis", term)] == []
