"""The browser of the tests: one that is there, else one that is installed here. ``make test`` calls this first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""The first is the browser without its windows, and a third faster."""
PACKAGES = ("chromium-headless-shell", "chromium")
"""Debian's: newer releases have the first."""


def find() -> str | None:
    """The path of a Chromium or Chrome: ``CHROMIUM``, then PATH; ``None`` where there is none."""
    if wished := os.environ.get("CHROMIUM"):
        return shutil.which(wished)
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install Debian's package where this is root, otherwise Playwright's own browser."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        for package in PACKAGES:
            if find() is None:
                subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], check=False)
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def playwrights_own() -> str | None:
    """The browser that Playwright installed, if it did."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (starting it takes a moment)

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if shutil.which(path) else None


def main() -> int:
    if os.environ.get("CHROMIUM") and find() is None:
        print(f"CHROMIUM names no program: {os.environ['CHROMIUM']}", file=sys.stderr)
        return 1
    if find() is None and playwrights_own() is None:
        install()
        if find() is None and playwrights_own() is None:
            print(
                "The tests need a Chromium and none could be installed.\n"
                "Install Chromium or Chrome, or give the path of one: make test CHROMIUM=/path/to/chrome",
                file=sys.stderr,
            )
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
