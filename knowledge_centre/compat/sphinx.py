"""What is used of Sphinx beyond its documentation: its names, events and settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sphinx.config import Config, eval_config_file
from sphinx.directives.other import TocTree, glob_re
from sphinx.errors import ConfigError
from sphinx.locale import _
from sphinx.util import docname_join
from sphinx.util._files import FilenameUniqDict
from sphinx.util.i18n import format_date
from sphinx.util.logging import (
    suppress_logging,
)
from sphinx.util.matching import patfilter
from sphinx.util.nodes import explicit_title_re
from sphinx.util.tags import Tags

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

OTHERS = ("applehelp_", "devhelp_", "epub_", "htmlhelp_", "latex_", "linkcheck_", "man_", "qthelp_", "texinfo_")
"""How settings begin that other builders alone have."""
PLACE = re.compile(r" at 0x[0-9a-f]+")
"""Where an object is in memory, as Python shows it."""

__all__ = [
    "FilenameUniqDict",
    "TocTree",
    "docname_join",
    "explicit_title_re",
    "glob_re",
    "patfilter",
    "suppress_logging",
]


def disconnect(app: Sphinx, event: str, handler: Callable[..., Any]) -> None:
    """Undo another extension's ``app.connect``, which only tells its caller the number to undo it by."""
    for listener in app.events.listeners[event]:
        if listener.handler is handler:
            app.disconnect(listener.id)
            return
    msg = f"{handler.__module__}.{handler.__qualname__} does not listen to {event} any more"
    raise LookupError(msg)


def application(env: BuildEnvironment) -> Sphinx:
    """The build that an environment is for: what ``env.app`` gives until Sphinx 11."""
    return env._app


# -- Settings


def settings_told(app: Sphinx) -> tuple[object, ...]:
    """Plain data of all settings that may decide what is read and written, in their order, which Sphinx's digest leaves out."""
    settings = app.config.filter(frozenset({"html", "env", ""}))
    told = [(one.name, _told(one.value)) for one in settings if not one.name.startswith(OTHERS)]
    return tuple(told), tuple(sorted(app.tags))


def _told(value: object) -> object:
    """A value by what it says, the same in each process."""
    if isinstance(value, Mapping):
        return tuple((_told(key), _told(one)) for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(map(_told, value))
    if isinstance(value, (set, frozenset)):
        return tuple(sorted(repr(_told(one)) for one in value))
    if name := getattr(value, "__qualname__", ""):
        return f"{getattr(value, '__module__', '')}.{name}"
    return PLACE.sub("", repr(value))


def last_updated(app: Sphinx) -> str:
    """What pages say of today, where ``html_last_updated_fmt`` asks for it."""
    config = app.config
    if (wanted := config.html_last_updated_fmt) is None:
        return ""
    local = not config.html_last_updated_use_utc
    return format_date(wanted or _("%b %d, %Y"), language=config.language, local_time=local)


def today(config: Config) -> str:
    """What ``|today|`` stands for."""
    return config.today or format_date(config.today_fmt or _("%b %d, %Y"), language=config.language)


def conf_values(path: Path) -> dict[str, Any]:
    """What a conf.py sets. Raises :class:`ValueError` where Sphinx could not read it either."""
    try:
        return eval_config_file(path.absolute(), Tags())  # it goes into that folder
    except ConfigError as error:
        raise ValueError(str(error).strip().splitlines()[-1]) from error


def default_author() -> str:
    """What ``author`` is where conf.py says nothing."""
    return str(Config.config_values["author"].default)


def is_given(config: Config, name: str) -> bool:
    """Whether conf.py or the command line says something under a name, which need not be that of a setting."""
    return name in config._raw_config or name in config.overrides


def give(config: Config, **settings: Any) -> None:
    """Give settings to a build whose conf.py and command line say nothing of them."""
    for name, value in settings.items():
        if not is_given(config, name):
            config[name] = value
