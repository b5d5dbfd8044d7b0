#!/usr/bin/env python3
"""Puts `resultatplan import` beside DuckDB and Polars on one file of cases: time and memory of a fresh process.

    cargo build --release
    python3 -m venv target/bench && target/bench/bin/pip install duckdb polars
    target/bench/bin/python benches/against_tables.py [--rows 5000000] [--runs 5]

All count the same: by case type and quarter, the cases that were decided and those decided within 31 days. The two others
are written for this file and this one question; they drop a row whose date is none without a word. `import` accounts for
every row, writes the results of the four quarters into a plan's folder and reads them back. The three must agree on
each quarter's count. The runs are interleaved; time is the median of wall time and of processor time, which other
programs disturb less; memory is that of the peak resident set.
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = [
    "Fast-track, 1. gang", "Landbrug, 1. gang", "Beløbsordningen, 1. gang", "Positivlisterne, 1. gang",
    "Medfølgende familiemedlem, erhverv, 1. gang", "Studie, 1. gang", "Ph.d., 1. gang",
]  # fmt: skip
DUCKDB = """
import sys, duckdb
rows = duckdb.sql(f\"\"\"
    with cases as (
        select Sagstype, try_strptime(Modtaget, '%d-%m-%Y') as received, try_strptime(Afgjort, '%d-%m-%Y') as decided
        from read_csv('{sys.argv[1]}', delim=';', all_varchar=true)
        where coalesce("Ikke medregnet", '') = '')
    select quarter(decided), Sagstype, count(*), count(*) filter (datediff('day', received, decided) <= 31)
    from cases where year(decided) = 2023 and received is not null group by all\"\"\").fetchall()
counts = [sum(row[2] for row in rows if row[0] == quarter) for quarter in (1, 2, 3, 4)]
print(*counts)
"""
POLARS = """
import sys, polars as pl
day = lambda name: pl.col(name).str.to_date("%d-%m-%Y", strict=False)
cases = pl.scan_csv(sys.argv[1], separator=";", infer_schema=False)
cases = cases.filter(pl.col("Ikke medregnet").fill_null("") == "")
cases = cases.with_columns(received=day("Modtaget"), decided=day("Afgjort"))
cases = cases.filter(pl.col("decided").dt.year() == 2023, pl.col("received").is_not_null())
within = (pl.col("decided") - pl.col("received")).dt.total_days() <= 31
counts = cases.group_by(pl.col("decided").dt.quarter().alias("quarter"), "Sagstype").agg(pl.len(), within.sum().alias("in"))
counts = counts.collect(engine="streaming")
print(*[counts.filter(pl.col("quarter") == quarter)["len"].sum() for quarter in (1, 2, 3, 4)])
"""


def generate(path: Path, rows: int) -> None:
    """Always the same cases of a year, one in a thousand of them with a day that is none."""
    state = 2023
    with path.open("w", encoding="utf-8") as file:
        file.write("Sagsnr;Sagstype;Modtaget;Afgjort;Ikke medregnet\n")
        for row in range(rows):
            # The linear congruence of Knuth's MMIX.
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            word = state >> 33
            day, month, later = word % 28 + 1, word // 28 % 12 + 1, word // 336 % 28 + 1
            decided = f"{later:02}-{min(month + word // 9408 % 4, 12):02}-2023" if word % 1000 else "30-02-2023"
            year = 2022 if later < day else 2023
            file.write(f"{row};{KINDS[word // 37632 % len(KINDS)]};{day:02}-{month:02}-{year};{decided};\n")


def measure(command: list) -> tuple[float, float, float, str]:
    """Seconds on the wall and of processor, peak memory in MB, and what a fresh process prints."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    told = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    # 1: rows were rejected, as the file has it.
    if child.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))} ended with {child.returncode}\n{told}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, told


def counted(folder: Path) -> str:
    """The cases of each quarter in the results that `import` has written."""
    sums = []
    for path in sorted(folder.glob("*.yaml")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        sums.append(sum(int(line.removeprefix("i alt: ").replace(".", "")) for line in lines if line.startswith("i alt: ")))
    return " ".join(map(str, sums))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--binary", type=Path, default=ROOT / "target/release/resultatplan")
    arguments.add_argument("--rows", type=int, default=5_000_000)
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    for name in ("duckdb", "polars"):
        # Not imported: a child begins with the memory of its parent, and that would be measured.
        if importlib.util.find_spec(name) is None:
            sys.exit(f"{name} is not installed")

    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        shutil.copytree(ROOT / "plans/uim", work / "uim")
        plan, results, file = work / "uim/siri/2023", work / "results", work / "sager.csv"
        (plan / "indlæsning.yaml").write_text("uret starter: ansøgning\n", encoding="utf-8")
        results.mkdir()
        generate(file, options.rows)
        candidates = {
            "resultatplan": [
                options.binary.resolve(), "import", plan, file, "--updated", "2024-01-12", "--reporter", "Styring",
                "--replace", "--out", results, "--rejected", work / "rejected.csv",
            ],
            "DuckDB": [sys.executable, "-c", DUCKDB, file],
            "Polars": [sys.executable, "-c", POLARS, file],
        }  # fmt: skip
        runs = {name: [] for name in candidates}
        for turn in range(options.runs + 1):
            told = {}
            for name, command in candidates.items():
                *measured, told[name] = measure(command)
                if turn > 0:  # the first turn reads from disk; it does not count
                    runs[name].append(measured)
            told["resultatplan"] = counted(results)
        if len({text.strip() for text in told.values()}) != 1:
            sys.exit(f"they have not counted the same: {told}")
        size = file.stat().st_size / 1e6
        print(f"{options.rows:,} cases, {size:.0f} MB; {options.runs} runs each, interleaved; medians\n")
        first = None
        for name, measured in runs.items():
            wall, cpu, memory = (statistics.median(column) for column in zip(*measured))
            first = first or (wall, cpu)
            print(
                f"{name:14} {wall * 1000:6.0f} ms {cpu * 1000:6.0f} ms of processor {memory:6.0f} MB"
                f" {wall / first[0]:6.2f}x {cpu / first[1]:6.2f}x"
            )


if __name__ == "__main__":
    main()
