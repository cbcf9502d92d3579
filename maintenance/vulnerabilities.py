"""``make vulnerabilities``: which packages in the locks are known to be vulnerable.

pip-audit and npm ask public services. Where one does not answer, that is said, and is no failure: nothing is known then.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from maintenance.locks import PROJECT, REQUIREMENTS, lock_of

if TYPE_CHECKING:
    from pathlib import Path

NPM = {"the check of types": PROJECT, "make audit": PROJECT / "audit"}
"""The folders with a package-lock.json, by what they are for."""
NOTHING = "could not be asked about"


class Answer(NamedTuple):
    """What is known of some packages."""

    vulnerable: list[str]
    """A line for each fault."""
    unanswered: str
    """Why nothing is known of some, or of all; else empty."""


def told_by_pip_audit(output: str, complaint: str) -> Answer:
    """Read the JSON of pip-audit, which calls sound what its service does not know."""
    try:
        packages = json.loads(output)["dependencies"]
    except ValueError:
        return Answer([], f"{NOTHING}: {complaint}")
    silent = [package["name"] for package in packages if "skip_reason" in package]
    if len(silent) == len(packages):
        return Answer([], f"{NOTHING}: the service knows none of them")
    vulnerable = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in {' or '.join(fault['fix_versions']) or '–'}"
        for package in packages
        for fault in package.get("vulns", [])
    ]
    return Answer(vulnerable, f"the service does not know {', '.join(silent)}" if silent else "")


def told_by_npm(output: str, complaint: str) -> Answer:
    """Read the JSON of ``npm audit``."""
    try:
        packages: dict[str, Any] = json.loads(output)["vulnerabilities"]
    except (ValueError, KeyError):
        return Answer([], f"{NOTHING}: {complaint}")
    return Answer([f"{name} {one['range']}: {one['severity']}" for name, one in packages.items()], "")


def python_packages() -> Answer:
    locks = [part for name in REQUIREMENTS for part in ("-r", str(lock_of(name)))]
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--desc", "off", "--progress-spinner", "off"]
    output, complaints = run(sys.executable, "-m", "pip_audit", *options, *locks)
    return told_by_pip_audit(output, complaints[-1])  # of a traceback, what it is about


def npm_packages(folder: Path) -> Answer:
    if not (npm := shutil.which("npm")):
        return Answer([], f"{NOTHING}: npm was not found")
    output, complaints = run(npm, "audit", "--json", "--prefix", str(folder))
    return told_by_npm(output, complaints[0])  # what follows is about logs


def run(*command: str) -> tuple[str, list[str]]:
    """What a program printed, and the lines of what it complained of. Its status tells no more."""
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    return done.stdout, done.stderr.strip().splitlines() or ["no answer"]


def main() -> int:
    answers = {"Python packages": python_packages()}
    answers |= {f"npm packages of {purpose}": npm_packages(folder) for purpose, folder in NPM.items()}
    for packages, (vulnerable, unanswered) in answers.items():
        sound = "" if unanswered else "none is known to be vulnerable"
        print(f"{packages}: {'; '.join(filter(None, [*vulnerable, unanswered])) or sound}.")
    return 1 if any(answer.vulnerable for answer in answers.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
