"""What the project takes from others is pinned: packages by the hashes of their files, actions by their commits."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from maintenance.licences import page
from maintenance.locks import PROJECT, REQUIREMENTS, Locked, lock_of, locked
from maintenance.vulnerabilities import NOTHING, Answer, told_by_npm, told_by_pip_audit

if TYPE_CHECKING:
    from pathlib import Path

PIN = re.compile(r"(?P<pin>[A-Za-z0-9_.-]+(\[[a-z]+\])?==[^ ;]+) +# \S.*")
LOCK_LINE = re.compile(r"[a-z0-9-]+==[^ :]+( ; [^:]+)? \\| {4}--hash=sha256:[0-9a-f]{64}( \\)?|( *#.*)?")
"""A package with its version, a hash, or a comment: no option of pip's, and no package from elsewhere."""
ACTION = re.compile(r"\s*(?:- )?uses: (?P<name>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # v\d+\.\d+\.\d+")
WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def entries(requirements: str) -> list[Locked]:
    return locked(lock_of(requirements).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_what_is_asked_for_is_pinned_explained_and_locked(name: str) -> None:
    pins = [line for line in lines(PROJECT / name) if not line.startswith(("#", "-r "))]
    assert [line for line in pins if not PIN.fullmatch(line)] == []
    asked = [Requirement(PIN.fullmatch(line)["pin"]) for line in pins]  # type: ignore[index]
    there = {(one.name, one.version) for one in chain(entries("requirements.txt"), entries(name))}
    assert [one for one in asked if (canonicalize_name(one.name), str(one.specifier)[2:]) not in there] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_pip_reads_the_lock_first(name: str) -> None:
    read = [line for line in lines(PROJECT / name) if not line.startswith("#")]
    assert read[0] == f"-r {lock_of(name).relative_to(PROJECT).as_posix()}"


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    assert [line for line in lines(lock_of(name)) if "://" in line or not LOCK_LINE.fullmatch(line)] == []
    assert entries(name)
    assert [one.name for one in entries(name) if not one.hashes] == []


def test_a_package_that_two_locks_have_is_the_same() -> None:
    site, dev = entries("requirements.txt"), entries("requirements-dev.txt")
    shared = {one.name for one in site} & {one.name for one in dev}
    assert {one[:3] for one in site if one.name in shared} == {one[:3] for one in dev if one.name in shared}


def test_the_licence_of_each_package_is_named() -> None:
    text = (PROJECT / "LICENCES.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| ([a-z0-9][a-z0-9-]*) \| (\S.*) \|$", text, re.MULTILINE))
    assert told.keys() == {one.name for name in REQUIREMENTS for one in entries(name)}
    assert text == page(told)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_read_and_runs_what_it_names(path: Path) -> None:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())
    used = [line for line in lines(path) if "uses:" in line]
    assert used
    assert [line for line in used if not ACTION.fullmatch(line)] == []
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert [step for step in checkouts if step.get("with", {}).get("persist-credentials") is not False] == []


def test_workflows_use_one_commit_of_an_action() -> None:
    used = {match for path in WORKFLOWS for match in map(ACTION.fullmatch, lines(path)) if match}
    assert len({match["name"] for match in used}) == len({(match["name"], match["commit"]) for match in used})


def test_what_is_locked_is_read_as_it_is_written() -> None:
    text = f"a-b==1.0 \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n    # via c\n"
    text += "c==2 ; sys_platform == 'none' \\\n    --hash=sha256:" + "c" * 64 + "\n"
    first, second = Locked("a-b", "1.0", ("a" * 64, "b" * 64), True), Locked("c", "2", ("c" * 64,), False)
    assert locked(text) == [first, second]


SOUND = {"name": "b", "version": "2", "vulns": []}
VULNERABLE = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "answer"),
    [
        ([SOUND], Answer([], "")),
        ([VULNERABLE, SOUND], Answer(["a 1: PYSEC-1, mended in 1.1"], "")),
        ([VULNERABLE, UNKNOWN], Answer(["a 1: PYSEC-1, mended in 1.1"], "the service does not know c")),
        ([UNKNOWN], Answer([], f"{NOTHING}: the service knows none of them")),
    ],
)
def test_what_pip_audit_says(packages: list[object], answer: Answer) -> None:
    assert told_by_pip_audit(json.dumps({"dependencies": packages}), "") == answer


@pytest.mark.parametrize(
    ("output", "answer"),
    [
        ('{"vulnerabilities": {}}', Answer([], "")),
        ('{"vulnerabilities": {"a": {"range": "<2", "severity": "high"}}}', Answer(["a <2: high"], "")),
        ('{"message": "405"}', Answer([], f"{NOTHING}: no")),
    ],
)
def test_what_npm_says(output: str, answer: Answer) -> None:
    assert told_by_npm(output, "no") == answer


@pytest.mark.parametrize("tell", [told_by_pip_audit, told_by_npm])
def test_no_answer_is_not_a_good_one(tell: Any) -> None:
    assert tell("", "no network") == Answer([], f"{NOTHING}: no network")
