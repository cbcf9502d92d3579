"""The value of each front-matter field: one method a field, from the located YAML to Python or an error."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from knowledge_centre.content.diagnostics import quoted, suggestion
from knowledge_centre.content.exemptions import ADVICE, no_advice
from knowledge_centre.content.records import Credit, NextRead
from knowledge_centre.content.taxonomies import TAXONOMIES
from knowledge_centre.content.urls import is_web_address
from knowledge_centre.content.vocabulary import SLUG, is_slug, no_old_path, no_web_address, normalise_name, old_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import tzinfo
    from typing import TypeAlias

    from knowledge_centre.content.vocabulary import Vocabulary
    from knowledge_centre.content.yaml_source import Located

    Problem: TypeAlias = tuple[Located, str, str]
    """Where something is wrong, what it is and its remedy."""

DAY = re.compile(r"\d{4}-\d\d-\d\d")
FIRST, END = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 31, 9, tzinfo=UTC)
SUMMARY_LENGTH = 300
MOST_KEYWORDS = 30
TRUE, FALSE = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


class FieldError(Exception):
    """What is wrong with a field, or with some items of its list. The rule is set by who calls the field's method."""

    def __init__(self, located: Located, message: str, remedy: str = "", more: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems: tuple[Problem, ...] = ((located, message, remedy), *more)


class Fields:
    """Reads fields by name. *zone* is that of dates without an offset."""

    def __init__(self, vocabulary: Vocabulary, zone: tzinfo) -> None:
        self.vocabulary = vocabulary
        self.zone = zone

    def title(self, located: Located) -> str:
        return _line(located, "title")

    def summary(self, located: Located) -> str:
        text = _line(located, "summary")
        if len(text) > SUMMARY_LENGTH:
            message, remedy = f"the summary has {len(text)} characters", f"shorten it to {SUMMARY_LENGTH} at most."
            raise FieldError(located, message, remedy)
        return text

    def date(self, located: Located) -> datetime:
        text = _line(located, "date")
        try:
            moment = datetime.fromisoformat(text)
            _check_year(moment)
            if DAY.fullmatch(text):
                moment = moment.replace(tzinfo=_in_minutes(self.zone, moment))
            here = moment.astimezone(UTC).astimezone(self.zone)
        except (ValueError, OverflowError) as error:
            reason = f"{error}; " if DAY.fullmatch(text) else ""
            remedy = f"{reason}write 2026-01-31, or 2026-01-31T09:00+00:00 with the time."
            raise FieldError(located, f"{quoted(text)} is no date", remedy) from error
        if moment.tzinfo is None:
            remedy = f"write {moment.isoformat('T', 'minutes')}+00:00, or +01:00."
            raise FieldError(located, f"{quoted(text)} has no offset from UTC", remedy)
        return here.astimezone(_in_minutes(self.zone, here))

    updated = expires = review_by = date

    def author(self, located: Located) -> tuple[str, ...]:
        authors = tuple(dict.fromkeys(self._known(located, "author", self.vocabulary.authors)))
        if not authors and "authors" not in self.vocabulary.unread:
            raise FieldError(located, "no author", "name one from articles/authors.yml.")
        return authors

    def category(self, located: Located) -> str:
        if located.value is None:
            raise FieldError(located, '"category" is empty', "write its value, or leave the line out.")
        if not isinstance(located.value, str):
            raise FieldError(located, '"category" is one id from articles/categories.yml, not a list')
        return next(self._known(located, "category", self.vocabulary.categories), "")

    def tags(self, located: Located) -> tuple[str, ...]:
        """Slugs, without repeats; a tag named twice under two names is a mistake."""
        names: dict[str, str] = {}
        wrong: list[Problem] = []
        for name, item in _names(located, "tags"):
            tag = self.vocabulary.find_tag(name)
            if tag is None and "tags" in self.vocabulary.unread:
                continue
            if tag is None:
                wrong.append(_unknown(item, "tag", "tags", name, self.vocabulary.tag_names))
            elif tag.id in names:
                message = f"{quoted(names[tag.id])} and {quoted(name)} are the same tag, {tag.id}"
                wrong.append((item, message, "keep one."))
            else:
                names[tag.id] = name
        if wrong:
            raise FieldError(*wrong[0], wrong[1:])
        return tuple(names)

    def draft(self, located: Located) -> bool:
        text = located.value.casefold() if isinstance(located.value, str) else ""
        if text not in TRUE | FALSE:
            raise FieldError(located, "write true or false here")
        return text in TRUE

    featured = search = draft

    def image(self, located: Located) -> str:
        text = _line(located, "image")
        if "://" in text or text.startswith("//"):
            raise FieldError(located, "the image is elsewhere", "put the file beside the article and give its name.")
        return text

    def image_alt(self, located: Located) -> str:
        return _line(located, "image_alt")

    def series(self, located: Located) -> str:
        return _line(located, "series")

    def related(self, located: Located) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _item in _names(located, "related")))

    def next_read(self, located: Located) -> NextRead:
        if isinstance(located.value, dict):
            parts = _parts(located, "next_read", {"url", "title", "lead"}, "url")
        else:
            parts = {"url": _line(located, "next_read")}
        text, title, lead = parts["url"], parts.get("title", ""), parts.get("lead", "")
        if SLUG.fullmatch(text):
            return NextRead(text, "", title, lead)
        if not is_web_address(text):
            raise FieldError(located, f"{quoted(text)} is neither an article's slug nor a web address (https://…)")
        if not title:
            remedy = 'write "url:" and "title:" under "next_read:".'
            raise FieldError(located, "a link to another site needs its title too", remedy)
        return NextRead("", text, title, lead)

    def credit(self, located: Located) -> Credit:
        parts = _parts(located, "credit", {"name", "role", "title", "url", "date"}, "name")
        if (url := parts.get("url", "")) and not is_web_address(url):
            raise FieldError(located, *no_web_address(url))
        day = parts.pop("date", "")
        try:
            return Credit(**parts, date=datetime.fromisoformat(day).date() if day else None)
        except ValueError as error:
            raise FieldError(located, f"{quoted(day)} is no date", "write it as 2026-01-31.") from error

    def redirect_from(self, located: Located) -> tuple[str, ...]:
        paths = []
        for name, item in _names(located, "redirect_from"):
            if not (path := old_path(name)):
                raise FieldError(item, *no_old_path(name))
            paths.append(path)
        return tuple(dict.fromkeys(paths))

    def id(self, located: Located) -> str:
        text = _line(located, "id")
        if not is_slug(text):
            message = f"{quoted(text)} is nothing that feeds know an article by"
            raise FieldError(located, message, "write its first slug, such as names-that-last.")
        return text

    def canonical_url(self, located: Located) -> str:
        text = _line(located, "canonical_url")
        if not is_web_address(text) or text.startswith("mailto:"):
            raise FieldError(located, *no_web_address(text))
        return text

    def keywords(self, located: Located) -> tuple[str, ...]:
        names = list(_names(located, "keywords"))
        for name, item in names:
            if not any(map(str.isalnum, name)):
                message = f"{quoted(name)} has no letter to be found by"
                raise FieldError(item, message, "write words that readers look for.")
        keywords = dict.fromkeys(CONTROL.sub(" ", name) for name, _item in names)
        if len(keywords) > MOST_KEYWORDS:
            remedy = f"keep the {MOST_KEYWORDS} that readers would type; the words of the text are found anyway."
            raise FieldError(located, f"there are {len(keywords)} keywords", remedy)
        return tuple(keywords)

    def check(self, located: Located) -> dict[str, str]:
        if not isinstance(located.value, dict):
            remedy = 'write "check:", and under it "markdown/link: why it is right here".'
            raise FieldError(located, '"check" needs rules and reasons under it', remedy)
        for rule, reason in located.value.items():
            if rule not in ADVICE:
                raise FieldError(reason, *no_advice(rule))
        return {rule: _line(reason, rule) for rule, reason in located.value.items()}

    def _known(self, located: Located, what: str, known: Collection[str]) -> Iterator[str]:
        """The ids that the value names."""
        plural = TAXONOMIES[what].plural
        wrong: list[Problem] = []
        right = []
        for name, item in _names(located, what):
            if (id_ := _id_of(name, known)) is not None:
                right.append(id_)
            elif plural not in self.vocabulary.unread:
                wrong.append(_unknown(item, what, plural, name, known))
        if wrong:
            raise FieldError(*wrong[0], wrong[1:])
        yield from right


def _id_of(name: str, known: Collection[str]) -> str | None:
    """The id that a name means, whatever its case: nearly all are written as they are listed."""
    if name in known:
        return name
    return next((id_ for id_ in known if normalise_name(id_) == normalise_name(name)), None)


def _unknown(item: Located, what: str, plural: str, name: str, known: Collection[str]) -> Problem:
    """What is wrong with a name that the vocabulary doesn't have."""
    near, listed = suggestion(name, known), f"{plural} are listed in articles/{plural}.yml"
    return item, f"unknown {what} {quoted(name)}", f"{near} {listed.capitalize()}" if near else listed


def _in_minutes(zone: tzinfo, moment: datetime) -> tzinfo:
    """The zone; where its offset has seconds then, as before 1900, a fixed offset without: RFC 3339 has no seconds."""
    minute = timedelta(minutes=1)
    offset = moment.replace(tzinfo=zone).utcoffset() or timedelta()
    return timezone(round(offset / minute) * minute) if offset % minute else zone


def _check_year(moment: datetime) -> None:
    """Raise :class:`ValueError` where some time zone has no date of four digits then, whatever the site's zone is."""
    if not FIRST <= (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)) < END:
        msg = "it is too close to where calendars end"
        raise ValueError(msg)


def _line(located: Located, key: str) -> str:
    """One line of text, folded lines joined."""
    if isinstance(located.value, tuple):
        raise FieldError(located, f'"{key}" is one text, not a list', "remove the brackets or dashes.")
    if isinstance(located.value, dict):
        raise FieldError(located, f'"{key}" is text', "put it in quotes if it contains a colon.")
    text = CONTROL.sub(" ", located.value or "")
    text = " ".join(text.split())
    if not text:
        raise FieldError(located, f'"{key}" is empty', "write its value, or leave the line out.")
    return text


def _names(located: Located, key: str) -> Iterator[tuple[str, Located]]:
    """The names in a list or in comma-separated text, each with the value it is in."""
    items = located.value if isinstance(located.value, tuple) else (located,)
    for item in items:
        if item.value is None:
            continue
        if not isinstance(item.value, str):
            raise FieldError(item, f'"{key}" holds something that is no name', "put each in quotes.")
        names = (item.value,) if items is located.value else item.value.split(",")
        yield from ((" ".join(name.split()), item) for name in names if name.strip())


def _parts(located: Located, key: str, known: Collection[str], required: str) -> dict[str, str]:
    if not isinstance(located.value, dict):
        raise FieldError(located, f'"{key}" needs keys and values under it', f"{', '.join(sorted(known))}.")
    parts = {}
    for name, value in located.value.items():
        if name not in known:
            raise FieldError(value, f'unknown key {quoted(name)} in "{key}"', suggestion(name, known))
        if value.value is not None:
            parts[name] = _line(value, name)
    if required not in parts:
        raise FieldError(located, f'"{key}" has no {required}', f'add "{required}:" under it.')
    return parts
