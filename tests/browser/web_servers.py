"""nginx and Caddy, as the site's files for them have them serve it. ``make test`` calls this first, to install them."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAMS = {"nginx": "nginx-light", "caddy": "caddy"}
"""Each with Debian's package."""
NGINX = """
daemon off; {user} pid {folder}/nginx.pid; error_log stderr error;
events {{}}
http {{
    include {types};
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        error_page 404 {path}404.html;
        include {site}/headers.nginx.conf;
    }}
}}
"""
CADDY = """
{{
    admin off
    auto_https off
    storage file_system {folder}/storage
}}
http://127.0.0.1:{port} {{
    root * {root}
    import {site}/headers.Caddyfile
    file_server
    handle_errors {{
        rewrite * {path}404.html
        file_server
    }}
}}
"""


def find(program: str) -> str | None:
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def install() -> None:
    """Install what is missing, where this is root of a Debian; elsewhere the tests of it are left out."""
    missing = [package for program, package in PROGRAMS.items() if find(program) is None]
    if missing and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        for package in missing:
            subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], check=False)


@contextmanager
def nginx(site: Path, folder: Path, path: str) -> Iterator[str]:
    """Serve a site at a path of its host; gives the address of its home page. *folder* is an empty one to work in."""
    config, types = folder / "nginx.conf", folder / "types"
    types.write_text("types { text/html html; text/css css; text/javascript js; image/svg+xml svg; }")
    port = _free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    root = _root(site, folder, path)
    names = {"folder": folder, "root": root, "site": site, "path": path, "port": port}
    config.write_text(NGINX.format(types=types, user=user, **names))
    with _running([str(find("nginx")), "-p", str(folder), "-c", str(config), "-e", "stderr"], port):
        yield f"http://127.0.0.1:{port}{path}"


@contextmanager
def caddy(site: Path, folder: Path, path: str) -> Iterator[str]:
    config, port = folder / "Caddyfile", _free_port()
    root = _root(site, folder, path)
    config.write_text(CADDY.format(folder=folder, root=root, site=site, path=path, port=port))
    with _running([str(find("caddy")), "run", "--config", str(config), "--adapter", "caddyfile"], port):
        yield f"http://127.0.0.1:{port}{path}"


SERVERS: dict[str, Callable[[Path, Path, str], object]] = {"nginx": nginx, "caddy": caddy}


def _root(site: Path, folder: Path, path: str) -> Path:
    """A folder in which the site is at its path."""
    place = folder / "root" / path.strip("/")
    place.parent.mkdir(parents=True)
    place.symlink_to(site)
    return folder / "root"


def _free_port() -> int:
    """A port that is free, and below those that a system gives to whoever asks for any: it stays free a while."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as asking, suppress(OSError):
            asking.bind(("127.0.0.1", port))
            return port


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """A program that listens at a port."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            until = time.monotonic() + 60
            while not _listens(port):
                if process.poll() is not None or time.monotonic() > until:
                    process.kill()
                    raise AssertionError(process.stderr.read() if process.stderr else "")
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    install()
