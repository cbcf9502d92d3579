"""``live``: shows the site while it is written, and shows it again after each change."""

from __future__ import annotations

import os
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge_centre.commands.frame import DONE, MISUSED, examples, say, site_option
from knowledge_centre.commands.live.builds import Builds, is_only_text
from knowledge_centre.commands.live.server import Shown, serve

if TYPE_CHECKING:
    from collections.abc import Collection

BUILDERS = "html", "dirhtml"
PORT = 8000


def rebuild(builds: Builds, shown: Shown, changed: Collection[Path] = ()) -> None:
    """Build the site, show it where that went well, and say what is wrong with it."""
    told = [Path(os.path.relpath(path, builds.site)).as_posix() for path in sorted(changed)]
    if told:
        say(f"Changed: {', '.join(told[:3])}{f' and {len(told) - 3} more' if len(told) > 3 else ''}")
    built = builds.build(changed)
    if built.problems:
        say(built.problems.rstrip())
    say(f"Built in {built.seconds:.1f} s." if built.ok else "The pages are those of the last build that went well.")
    shown.tell(built.problems, anew=built.ok and not is_only_text(changed))


@click.command(
    epilog=examples(
        "knowledge-centre live  # at http://127.0.0.1:8000/, in the browser",
        "knowledge-centre live --port 8001 --no-open  # elsewhere, and opened by you",
        "knowledge-centre live --builder dirhtml  # addresses that end in a slash",
    )
)
@site_option
@click.option("-b", "--builder", type=click.Choice(BUILDERS), default="html", help="Which kind of addresses.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Where to show it.")
@click.option("--open/--no-open", "opens", default=True, help="Open it in the browser.")
def live_command(site: Path, builder: str, port: int, opens: bool) -> int:
    """Show the site as you write, drafts and scheduled articles included."""
    if not find_spec("watchfiles"):
        say("This watches your files with watchfiles, which is not here: pip install 'sphinx-knowledge-centre[live]'")
        return MISUSED
    from knowledge_centre.commands.live.watching import Watch  # noqa: PLC0415 - not everyone has watchfiles

    site = site.resolve()
    output = site / "_build/live" if builder == "html" else site / f"_build/live-{builder}"
    shown = Shown()
    with Builds(site, output, builder) as builds, Watch(site) as watch, serve(output, shown, port) as address:
        say(f"The site will be at {address}; Ctrl C ends it.")
        try:
            rebuild(builds, shown)
            if opens:
                webbrowser.open(address)
            say(f"Watching {site.name}. Save a file, and look at {address}")
            while True:
                rebuild(builds, shown, watch.changes())
        except KeyboardInterrupt:
            return DONE
