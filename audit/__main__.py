"""``make audit``: Lighthouse, the validity of the HTML and the weight of a page of each kind, in one table.

Scores are those of a phone and of a desk. A figure with "!" is not what it should be; the reasons are below the table.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from audit import lighthouse, validator
from audit.budgets import Weight, weigh
from audit.lighthouse import CATEGORIES, Report
from audit.pages import KINDS, Page, find_pages, parse
from audit.server import hosted

PROJECT = Path(__file__).parent.parent
MEASURED = ("home", "article", "index", "year", "topics", "topic", "authors", "author", "search", "subscribe")
"""The kinds that Lighthouse visits: the others are made of the same parts."""
STILL = 0.0005
"""A layout shift below this is none."""
HEADINGS = ("perf.", "access.", "best pr.", "SEO", "CLS", "HTML kB", "CSS kB", "JS kB", "leaving", "unsized", "errors")


class Cell(NamedTuple):
    """One figure of the table."""

    text: str
    ok: bool = True

    def __str__(self) -> str:
        return self.text + (" " if self.ok else "!")


NONE = Cell("–")


def scores(reports: dict[str, Report]) -> list[Cell]:
    """The cells of what Lighthouse measured: "phone/desktop", and the larger shift."""
    if not reports:
        return [NONE] * (len(CATEGORIES) + 1)
    found = [[report.scores[name] for report in reports.values()] for name in CATEGORIES]
    shift = max(report.shift for report in reports.values())
    return [Cell("/".join(map(str, some)), min(some) == 100) for some in found] + [Cell(f"{shift:.3f}", shift < STILL)]


def weights(some: list[Weight], leaving: int = 0) -> list[Cell]:
    """The cells of what pages weigh: of many, the largest sizes and the sums of the rest."""
    wrong = {name for weight in some for name in weight.problems()}
    sizes = [
        Cell(f"{max(getattr(weight, name) for weight in some) / 1000:.1f}", name not in wrong)
        for name in ("html", "css", "js")
    ]
    leaving += sum(len(weight.leaving) for weight in some)
    unsized = sum(len(weight.unsized) for weight in some)
    return [*sizes, Cell(str(leaving), not leaving), Cell(str(unsized), not unsized)]


def print_row(name: str, cells: list[Cell], address: str = "") -> bool:
    ok = all(cell.ok for cell in cells)
    row = f"{name:<14}" + "".join(f"{cell!s:>10}" for cell in cells) + f"   {'ok' if ok else 'FAIL':<6}{address}"
    print(row.rstrip())
    return ok


def visit(site: Path, pages: list[Page]) -> dict[str, dict[str, Report]]:
    """Lighthouse's reports by kind and device; none where there is no Node."""
    if not lighthouse.available():
        return {}
    found: dict[str, dict[str, Report]] = defaultdict(dict)
    with hosted(site) as root:
        for page in pages:
            hidden = parse(site / page.file).select_one('meta[name="robots"][content*="noindex"]') is not None
            for device in lighthouse.DEVICES if page.kind in MEASURED else ():
                print(f"Lighthouse: {page.address}, {device} …", file=sys.stderr, flush=True)
                found[page.kind][device] = lighthouse.measure(root + page.address, device, hidden=hidden)
    return found


def reasons(reports: dict[str, dict[str, Report]], every: dict[str, Weight]) -> None:
    """Why Lighthouse took points off, and which pages are over their budget."""
    for kind, devices in reports.items():
        for device, report in devices.items():
            for category, audits in report.failing.items():
                print(f"\n{kind}, {device}: {category} {report.scores[category]}")
                print("\n".join(f"  {audit}" for audit in audits))
            if report.shift >= STILL:
                print(f"\n{kind}, {device}: what moved {report.shift:.3f}\n  {report.shifted}")
            for address in report.leaving:
                print(f"\n{kind}, {device}: a request left the site: {address}")
    names: dict[str, list[str]] = defaultdict(list)
    for name, weight in every.items():
        for figure, problem in weight.problems().items():
            names[f"{figure}: {problem}"].append(name)
    for problem, some in sorted(names.items()):
        print(f"\n{problem}\n  {', '.join(some[:3])}" + (f" and {len(some) - 3} more pages" if len(some) > 3 else ""))


def complaints(found: dict[str, list[validator.Complaint]]) -> None:
    """What the validator says, by rule, with the first place."""
    rules: dict[str, list[str]] = defaultdict(list)
    for name, some in sorted(found.items()):
        for one in some:
            rules[one.rule].append(f"{name}:{one.line}: {one.message}")
    for rule, places in sorted(rules.items()):
        print(f"\n{rule}: {len(places)} times\n  {places[0]}")


def audit(site: Path, only: list[str]) -> bool:
    """Measure, print, and tell whether all is well."""
    pages, missing = find_pages(site, only)
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    every = {name: weigh(site, name) for name in names}
    valid = validator.available()
    mistakes = validator.validate(site, names) if valid else {}
    reports = visit(site, pages)
    print(f"{'':<14}" + "".join(f"{heading + ' ':>10}" for heading in HEADINGS).rstrip())
    ok = True
    for page in pages:
        some = reports.get(page.kind, {})
        errors = len(mistakes.get(page.file, ()))
        left = sum(len(report.leaving) for report in some.values())
        cells = [*scores(some), *weights([every[page.file]], left), Cell(str(errors), not errors) if valid else NONE]
        ok &= print_row(page.kind, cells, page.address)
    errors = sum(map(len, mistakes.values()))
    cells = [*scores({}), *weights(list(every.values())), Cell(str(errors), not errors) if valid else NONE]
    ok &= print_row(f"all {len(names)} pages", cells)
    reasons(reports, every)
    complaints(mistakes)
    if missing:
        print(f"\nThe site has no page of these kinds: {', '.join(missing)}.")
    if not (valid and lighthouse.available()):
        print("\nLighthouse and the validator were skipped: they need Node and what make audit installs with npm.")
    return ok


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m audit", description=__doc__)
    parser.add_argument("--site", type=Path, default=PROJECT / "_build/html", help="the folder of the built site")
    parser.add_argument("--only", action="append", default=[], choices=KINDS, help="this kind of page; may be repeated")
    options = parser.parse_args()
    if not (options.site / "index.html").is_file():
        parser.error(f"{options.site} is no built site: run make html")
    return 0 if audit(options.site, options.only) else 1


if __name__ == "__main__":
    sys.exit(main())
