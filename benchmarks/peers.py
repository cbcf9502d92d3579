"""``make bench-peers``: this site and what others make of the same articles, in one run.

``SIZES="250 1000"`` says of how many articles, ``ONLY="hugo pelican"`` which of the others. Each is installed into an
environment of its own by its pins in peers/, which are whole and have hashes. One that cannot be installed or fails is
said, and left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.__main__ import SEARCH, middle, numbers, progress, turns_of
from benchmarks.corpus import Corpus
from benchmarks.peer_sites import PEERS, Peer, posts
from benchmarks.results import OURS, Measured, Row, keep, table
from benchmarks.runs import run
from benchmarks.sites import PROJECT, build, ours
from benchmarks.weights import weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.runs import Run

SIZES = (250, 1_000)
JOBS = 2
"""Processes that may be used where that can be said; the others decide themselves."""


def pins(peer: Peer) -> Path:
    return Path(__file__).parent / f"peers/{peer.name}.txt"


def version(peer: Peer) -> str:
    lines = pins(peer).read_text(encoding="utf-8").splitlines()
    return next(line.split("==")[1].split()[0] for line in lines if line.startswith(f"{peer.name}=="))


def installed(peer: Peer) -> Path:
    """The folder of the programs of a peer's environment, which is made where it is not there."""
    folder = PROJECT / f".venv-peer-{peer.name}"
    stamp = folder / ".made"
    if not stamp.exists() or stamp.read_bytes() != pins(peer).read_bytes():
        progress(f"installing {peer.name} …")
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(pins(peer))], check=True)
        shutil.copy(pins(peer), stamp)
    return folder / "bin"


class Builder(NamedTuple):
    """One that builds the articles: *build* lays its site out in a folder, and builds it there."""

    name: str
    jobs: int
    output: str
    search: Sequence[str]
    has: str
    build: Callable[[Path, Path], Run]


def this_site(articles: Path, folder: Path) -> Run:
    shutil.copytree(articles, folder / "articles")
    return build(ours(folder), JOBS)


def with_peer(peer: Peer, articles: Path, folder: Path) -> Run:
    programs = installed(peer)
    peer.make(folder, posts(articles))
    return run([str(programs / peer.command[0]), *peer.command[1:]], folder)


def builders(peers: Sequence[Peer]) -> list[Builder]:
    has = "a blog, topics, feeds, search, social cards, Markdown twins"
    others = [
        Builder(
            f"{peer.name} {version(peer)}",
            JOBS if "-j" in peer.command else 0,
            peer.output,
            peer.search,
            peer.has,
            partial(with_peer, peer),
        )
        for peer in peers
    ]
    return [Builder(OURS, JOBS, "html", SEARCH, has, this_site), *others]


def measure(scratch: Path, measured: Measured, peers: Sequence[Peer]) -> None:
    """All of them in turns, a row of each one's middle build. Who cannot build is told once, and left out."""
    articles, folder = scratch / "articles", scratch / "site"
    Corpus().write(articles, measured.number)
    working: dict[Builder, list[Run]] = {one: [] for one in builders(peers)}
    turns = turns_of(measured)
    for turn in range(1, turns + 1):
        for one, runs in list(working.items()):
            progress(f"{one.name}, {turn} of {turns} …")
            folder.mkdir()
            try:
                runs.append(one.build(articles, folder))
            except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
                progress(f"{one.name} failed: {error}")
                measured.notes.append(f"{one.name} could not be measured here")
                del working[one]
            else:
                if turn == turns:
                    weights = weigh(folder / one.output, one.search)
                    measured.rows.append(Row.of(one.name, one.jobs, middle(runs), weights, one.has))
                    progress(list(table(measured.rows[-1:]))[-1])
            shutil.rmtree(folder)


def main() -> None:
    wanted = os.environ.get("ONLY", "").split()
    peers = [peer for peer in PEERS if not wanted or peer.name in wanted]
    for number in numbers("SIZES", SIZES):
        measured = Measured("peers", number, command=f"make bench-peers SIZES={number}")
        progress(f"\n{number:,} articles")
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), measured, peers)
        keep(measured)
        print("\n".join([*table(measured.rows), *measured.notes]))


if __name__ == "__main__":
    main()
