"""``make fuzz``: the fuzzers with new inputs, round after round, until one fails, it is stopped or its time is over."""

from __future__ import annotations

import argparse
import os
import re
import secrets
import subprocess
import sys
import time
from pathlib import Path

FOLDERS = Path(__file__).parent, Path(__file__).parent.parent / "pipeline/changing"
"""Inputs, and edits of a whole site."""
INPUTS = re.compile(r"- (\d+) passing")
KEEP = """
Found with the seed {seed}. To keep it as a test, copy what stands behind "Failing test case" into the line

    @example(…)

above the test's @given, mend the cause, and run:  FUZZ=test python -m pytest {folder} -n 0
"""


def one_round(seed: int, arguments: list[str]) -> tuple[int, str]:
    """Run the fuzzers once; gives pytest's exit status and what it said."""
    command = [sys.executable, "-m", "pytest", *map(str, FOLDERS), "-n", "0", "-x", "--hypothesis-show-statistics"]
    command += [f"--hypothesis-seed={seed}", *arguments]
    environment = {**os.environ, "FUZZ": "fuzz"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    return done.returncode, done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no round after so many seconds")
    options, arguments = parser.parse_known_args()
    start, inputs, rounds = time.monotonic(), 0, 0
    try:
        while not rounds or time.monotonic() - start < options.seconds:
            seed, rounds = secrets.randbelow(10**9), rounds + 1
            status, said = one_round(seed, arguments)
            inputs += sum(map(int, INPUTS.findall(said)))
            if status:
                print(said, KEEP.format(seed=seed, folder="tests/fuzz tests/pipeline/changing"))
                return status
            print(
                f"round {rounds}: {inputs:,} inputs so far, {time.monotonic() - start:.0f} seconds, no fault",
                flush=True,
            )
    except KeyboardInterrupt:
        print(f"\n{inputs:,} inputs in {time.monotonic() - start:.0f} seconds, no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
