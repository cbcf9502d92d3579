"""What pages of other systems fetch from other sites becomes a link: no page here asks another site for anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from knowledge_centre.content.front_matter import escape_markdown
from knowledge_centre.content.urls import is_web_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from urllib.parse import SplitResult

NAMES = {
    "youtube": ("Video on YouTube", "https://www.youtube.com/watch?v={}"),
    "vimeo": ("Video on Vimeo", "https://vimeo.com/{}"),
    "tweet": ("Post on X", "https://twitter.com/i/status/{}"),
    "instagram": ("Picture on Instagram", "https://www.instagram.com/p/{}/"),
    "gist": ("Code in a gist on GitHub", "https://gist.github.com/{}"),
    "codepen": ("Code on CodePen", "https://codepen.io/{}"),
}
ALSO = {
    "twitter": "tweet",
    "x": "tweet",
    "yt": "youtube",
    "youtube_embed": "youtube",
    "vimeo_simple": "vimeo",
    "instagram_simple": "instagram",
    "twitter_simple": "tweet",
    "youtubeplayer": "youtube",
    "lite-youtube": "youtube",
}
"""Names of the same in themes and plug-ins."""
SAFE = re.compile(r"[\w./-]+")
HOSTS = (
    (re.compile(r"(?:www\.)?youtube(?:-nocookie)?\.com$|youtu\.be$"), "Video on YouTube"),
    (re.compile(r"(?:player\.)?vimeo\.com$"), "Video on Vimeo"),
    (re.compile(r"(?:platform\.)?(?:twitter|x)\.com$"), "Post on X"),
    (re.compile(r"gist\.github\.com$"), "Code in a gist on GitHub"),
    (re.compile(r"(?:www\.)?slideshare\.net$|speakerdeck\.com$"), "Slides"),
    (re.compile(r"(?:open\.)?spotify\.com$|(?:w\.)?soundcloud\.com$"), "Sound"),
    (re.compile(r"codepen\.io$"), "Code on CodePen"),
    (re.compile(r"asciinema\.org$"), "Terminal session on asciinema"),
)
SCRIPTS = frozenset({"Code in a gist on GitHub", "Terminal session on asciinema"})
"""What a script of these sites would show."""
VIDEO = re.compile(r"/(?:embed|v|video|shorts|live)/([\w-]+)")


def embed(name: str, named: Mapping[str, str], rest: Sequence[str]) -> str:
    """The link, as Markdown, that a shortcode of this name stands for; nothing where it is none of these."""
    name = ALSO.get(name, name)
    if name not in NAMES:
        return ""
    words, address = NAMES[name]
    given = next(filter(None, (named.get(key, "") for key in ("id", "video_id", "url", "src", "gist"))), "")
    parts = [given] if given else [one for one in rest if one]
    if name == "tweet" and "user" in named and given:
        return link(words, f"https://twitter.com/{named['user']}/status/{given}", named.get("title", ""))
    if name == "gist" and len(parts) > 1 and "/" not in parts[0]:
        parts = ["/".join(parts[:2])]
    elif name == "codepen" and named.get("user") and given:
        parts = [f"{named['user']}/pen/{given}"]
    if not parts:
        return ""
    if is_web_address(parts[0]):
        return link(words, watched(parts[0])[1], named.get("title", ""))
    return link(words, address.format(parts[0]), named.get("title", "")) if SAFE.fullmatch(parts[0]) else ""


def watched(address: str) -> tuple[str, str]:
    """Words for what a frame shows, and the address of the page where people see it."""
    whole = f"https:{address}" if address.startswith("//") else address
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    if not is_web_address(whole):
        return "", ""
    words = next((words for pattern, words in HOSTS if pattern.search(host)), f"To be seen at {host}")
    return words, _page(words, parts, whole)


def _page(words: str, parts: SplitResult, whole: str) -> str:
    """The address of the page that shows to people what another one gives to frames and scripts."""
    found = VIDEO.search(parts.path)
    if words == "Video on YouTube" and found:
        series = parse_qs(parts.query).get("list", [""])[0]
        return f"https://www.youtube.com/{f'playlist?list={series}' if found[1] == 'videoseries' else f'watch?v={found[1]}'}"
    if words == "Video on Vimeo" and found:
        return f"https://vimeo.com/{found[1]}"
    return whole.removesuffix(".js") if words in SCRIPTS else whole


def link(words: str, address: str, title: str = "") -> str:
    shown = f"{words}: {escape_markdown(title)}" if title else words
    return f"[{shown}](<{address}>)" if any(char in address for char in " ()") else f"[{shown}]({address})"
