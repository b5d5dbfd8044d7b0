#!/usr/bin/env python3
"""How the cost of `resultatplan` grows: with goals, allonger, results by week, institutions; and a whole state.

    cargo build --release
    python3 benches/growth.py [--small] [--instructions] [--state [15 10 5]] [--binary target/release/resultatplan]

Plans are made here, always the same. Every run is a fresh process that must end well and find no error. Time is that of the
processor, memory the peak resident set. `--instructions` counts instructions with valgrind in place of time: the same in
each run, whatever else the machine does. The exponent says how cost grows from one size to the next: 1 is a straight line.
What the smallest plan of a table costs is taken off first, so that starting the program does not hide the growth.

`--state` builds every document of 15 ministries with 10 institutions each in 5 years, or of as many as are named, each with results
and allonger, and builds again when nothing has changed and when one ministry has changed a word. `--small` does little of each.
"""

import argparse
import datetime
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST = datetime.date(2025, 1, 1)
SIGNERS = """\
påtegning:
  - { for: institution, titel: Direktør, navn: Ida Eksempel, dato: 2. januar 2025 }
  - { for: departement, titel: Departementschef, navn: Ib Eksempel, dato: 2. januar 2025 }
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def plan(folder: Path, goals: int = 1) -> Path:
    """A plan of one institution with so many goals; the first is the example's."""
    shutil.copytree(ROOT / "tests/pages/eks", folder / "eks")
    year = folder / "eks/prø/2025"
    text = (year / "mål/1.1.yaml").read_text(encoding="utf-8")
    weight = f"{100 / goals:g}".replace(".", ",")
    for number in range(1, goals + 1):
        goal = text.replace('"1.1"', f'"1.{number}"').replace("vægt: 100", f"vægt: {weight}")
        write(year / f"mål/1.{number}.yaml", goal)
    listed = ", ".join(f"mål/1.{number}.yaml" for number in range(1, goals + 1))
    own = (year / "plan.yaml").read_text(encoding="utf-8")
    write(year / "plan.yaml", own.replace("[mål/1.1.yaml]", f"[{listed}]"))
    return year


def with_allonger(folder: Path, count: int) -> Path:
    """Allonger that each move the target, a day apart as far as the year has days."""
    year = plan(folder)
    share = lambda number: "80 pct." if number % 2 else "85 pct."
    for number in range(1, count + 1):
        day = FIRST + datetime.timedelta(days=min(number, 364))
        write(
            year / f"allonger/{number:04}.yaml",
            f"nr: {number}\ndato: 2. januar 2025\neksempel: ja\nstatus: underskrevet\nbegrundelse: Målet flyttes.\n"
            f"gælder fra: {day}\nændringer:\n  - ændr: 1.1 Alle sager\n    fra: {{ mindst: {share(number - 1)} }}\n"
            f"    til: {{ mindst: {share(number)} }}\n    målene samles: det nye\n{SIGNERS}",
        )
    return year


def with_weeks(folder: Path, goals: int) -> Path:
    """Results for each week of the year on each goal."""
    year = plan(folder, goals)
    for week in range(52):
        first = FIRST + datetime.timedelta(weeks=week)
        last = first + datetime.timedelta(days=6)
        observed = "".join(
            f"  - krav: 1.{number} Alle sager\n    i alt: 100\n    inden for: {{ 31 dage: {80 + (week + number) % 20} }}\n"
            for number in range(1, goals + 1)
        )
        write(
            year / f"resultater/uge-{week + 1:02}.yaml",
            f"periode: {first} til {last}\neksempel: ja\nopdateret: {last + datetime.timedelta(days=1)}\n"
            f"indberettet af: Sekretariatet\nresultater:\n{observed}",
        )
    return year


def institutions(folder: Path, count: int, years: tuple = (2023,), ministry: str = "uim") -> Path:
    """The plan of 2023, with results, an allonge and an annual report, for so many institutions."""
    source = ROOT / "plans/uim"
    target = folder / ministry
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("siri"))
    for number in range(1, count + 1):
        own = target / f"i{number:04}"
        own.mkdir()
        shutil.copy(source / "siri/institution.yaml", own)
        for year in years:
            copied(source / "siri/2023", own / str(year), year)
    for year in years:
        if year != 2023:
            copied(source / "koncern/2023", target / f"koncern/{year}", year)
            write(target / f"koncern/{year}.yaml", moved(source / "koncern/2023.yaml", year))
    return target


def copied(source: Path, target: Path, year: int) -> None:
    """A folder of 2023 as it reads for another year: each year in it moves by as many. Nothing is locked."""
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("lås.yaml"))
    for path in target.rglob("*"):
        if path.suffix in (".yaml", ".md"):
            write(path, moved(path, year))


def moved(path: Path, year: int) -> str:
    return re.sub(r"\b20[12]\d\b", lambda found: str(int(found[0]) + year - 2023), path.read_text(encoding="utf-8"))


class Bench:
    def __init__(self, options: argparse.Namespace) -> None:
        self.binary, self.counts = options.binary.resolve(), options.instructions

    def run(self, *arguments: object) -> tuple[float, float]:
        """Seconds of processor, or instructions in billions; and peak memory in MB."""
        command = [self.binary, *arguments]
        if self.counts:
            command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        told = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}\n{told}")
        memory = usage.ru_maxrss / 1024
        if self.counts:
            return int(re.search(r"Collected : (\d+)", told)[1]) / 1e9, memory
        return usage.ru_utime + usage.ru_stime, memory

    def table(self, what: str, sizes: list, make) -> None:
        unit = "instructions" if self.counts else "processor"
        print(f"\n| {what} | {unit} | memory | exponent |\n|---|---|---|---|")
        first, before = None, None
        for size in sizes:
            with tempfile.TemporaryDirectory() as scratch:
                path = make(Path(scratch), size)
                cost, memory = min(self.run("check", "--quiet", path) for _ in range(1 if self.counts else 3))
            exponent = ""
            if before and before[1] > first:
                exponent = f"{math.log((cost - first) / (before[1] - first)) / math.log(size / before[0]):.2f}"
            first = cost if first is None else first
            before = (size, cost)
            shown = f"{cost * 1000:,.0f} million" if self.counts else f"{cost * 1000:,.0f} ms"
            print(f"| {size:,} | {shown} | {memory:.0f} MB | {exponent} |", flush=True)


def state(bench: Bench, ministries: int, each: int, years: tuple) -> None:
    """Every document of a state's institutions."""
    with tempfile.TemporaryDirectory() as scratch:
        plans, out = Path(scratch) / "plans", Path(scratch) / "out"
        for number in range(ministries):
            institutions(plans, each, years, f"m{number:02}")
        count = ministries * each * len(years)
        print(f"\n{ministries * each} institutions, {len(years)} years: {count} plans\n")
        print("| what | processor | memory | documents | bytes |\n|---|---|---|---|---|")

        def line(what: str, *arguments: object) -> None:
            cost, memory = bench.run(*arguments)
            made = list(out.rglob("*.pdf"))
            size = sum(path.stat().st_size for path in made) / 1e6
            print(f"| {what} | {cost:,.1f} s | {memory:.0f} MB | {len(made)} | {size:.1f} MB |", flush=True)

        build = ("build", "--quiet", "--out", out, plans)
        line("`check`", "check", "--quiet", plans)
        line("`build`, from nothing", *build)
        line("`build`, nothing has changed", *build)
        words = plans / "m00/ministerium.yaml"
        text = words.read_text(encoding="utf-8")
        write(words, text.replace("inisteriet", "inisteriets departement", 1))
        if words.read_text(encoding="utf-8") == text:
            sys.exit(f"no word to change in {words}")
        line("`build`, one ministry has changed a word", *build)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--binary", type=Path, default=ROOT / "target/release/resultatplan")
    arguments.add_argument("--small", action="store_true", help="little of each")
    arguments.add_argument("--instructions", action="store_true", help="count them with valgrind")
    arguments.add_argument(
        "--state", type=int, nargs="*", metavar="N", help="every document of a state, and nothing else: ministries, institutions each, years"
    )
    options = arguments.parse_args()
    bench, small = Bench(options), options.small
    if options.state is not None:
        bench.counts = False
        ministries, each, years = options.state or ([2, 1, 1] if small else [15, 10, 5])
        state(bench, ministries, each, tuple(range(2026 - years, 2026)))
        return
    bench.table("goals", [1, 10, 20] if small else [1, 10, 100, 1000], plan)
    bench.table("allonger", [1, 10, 20] if small else [1, 10, 100, 300, 1000], with_allonger)
    bench.table("goals with results by week", [1, 4] if small else [1, 10, 100], with_weeks)
    bench.table("institutions", [1, 4] if small else [1, 10, 100, 1000], institutions)


if __name__ == "__main__":
    main()
