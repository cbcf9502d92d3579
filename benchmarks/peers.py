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
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.__main__ import SEARCH, numbers, progress
from benchmarks.corpus import Corpus
from benchmarks.peer_sites import PEERS, Peer, posts
from benchmarks.results import OURS, Measured, Row, keep, table
from benchmarks.runs import run
from benchmarks.sites import PROJECT, build, ours
from benchmarks.weights import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def row_of(peer: Peer, articles: Path, folder: Path) -> Row:
    programs = installed(peer)
    progress(f"{peer.name} …")
    folder.mkdir()
    peer.make(folder, posts(articles))
    taken = run([str(programs / peer.command[0]), *peer.command[1:]], folder)
    jobs = JOBS if "-j" in peer.command else 0
    return Row.of(f"{peer.name} {version(peer)}", jobs, taken, weigh(folder / peer.output, peer.search), peer.has)


def measure(scratch: Path, measured: Measured, peers: Sequence[Peer]) -> None:
    articles = scratch / "articles"
    Corpus().write(articles, measured.number)
    progress(f"{OURS} …")
    folder = scratch / "ours"
    folder.mkdir()
    shutil.copytree(articles, folder / "articles")
    taken = build(ours(folder), JOBS)
    has = "a blog, topics, feeds, search, social cards, Markdown twins"
    measured.rows.append(Row.of(OURS, JOBS, taken, weigh(folder / "html", SEARCH), has))
    progress(list(table(measured.rows))[-1])
    for peer in peers:
        try:
            row = row_of(peer, articles, scratch / peer.name)
        except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
            progress(f"{peer.name} failed: {error}")
            measured.notes.append(f"{peer.name} {version(peer)} could not be measured here")
        else:
            measured.rows.append(row)
            progress(list(table([row]))[-1])
        shutil.rmtree(scratch / peer.name, ignore_errors=True)


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
