"""``serve``: the built site on this computer, as a host serves it."""

from __future__ import annotations

import errno
from pathlib import Path

import click

from knowledge_centre.commands.frame import DONE, examples, refuse, say, site_option

BUILDERS = ("html", "dirhtml")
PORT = 8000


def built_site(site: Path, output: Path | None) -> Path:
    """The folder of the built site, or a sentence that says how to get one."""
    for folder in [output] if output else [site / "_build" / builder for builder in BUILDERS]:
        if (folder / "index.html").is_file():
            return folder
    where = output or site / "_build/html"
    raise refuse(f'There is no built site in {where}: "make html" builds it, or "python -m sphinx . _build/html".')


@click.command(
    epilog=examples(
        "knowledge-centre serve  # what make html built, at http://127.0.0.1:8000/",
        "knowledge-centre serve --port 0  # at any port that is free",
        "knowledge-centre serve --output _build/dirhtml",
    )
)
@site_option
@click.option(
    "--output", type=click.Path(path_type=Path), help="The built site.  [default: _build/html or _build/dirhtml]"
)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 is any that is free.")
def serve_command(site: Path, output: Path | None, port: int) -> int:
    """Serve the built site on this computer, with its headers and its 404 page.

    Search, feeds and previews work as they will at a host. Nothing is built here and nothing is opened: "live" shows a
    site while it is written.
    """
    folder = built_site(site, output)
    from knowledge_centre.commands.web_server import HOST, server  # noqa: PLC0415 - only who serves waits for it

    try:
        running = server(folder, port)
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        taken = "is taken" if error.errno == errno.EADDRINUSE else "is not yours to use"
        raise refuse(f"Port {port} {taken}: give another one, such as --port {max(port, PORT) + 1}.") from error
    with running:
        click.echo(f"http://{HOST}:{running.server_port}/")
        say(f"serves {folder}; Ctrl-C ends it.")
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            say("")
    return DONE
