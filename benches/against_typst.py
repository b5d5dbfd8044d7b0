#!/usr/bin/env python3
"""Puts `resultatplan build` beside Typst itself on one contract: time and memory of a fresh process.

    cargo build --release
    python3 -m venv target/bench && target/bench/bin/pip install 'typst==0.15.*'
    target/bench/bin/python benches/against_typst.py [--runs 15] [--typst path/to/typst] [--documents 100] [--plans]

Every candidate makes the same contract, with the same layouts (templates/layout), the same data
(`resultatplan show view`), the same fonts and the same standards (PDF/A-2a and PDF/UA-1):

- resultatplan: everything from the YAML on: read, check, fill the words, lay out, write.
- typst (PyPI): the `typst` package of the Python that runs this script, in a Python process of its own.
- typst (CLI):  the compiler's own command line, if there is one in PATH or by --typst
                (`cargo install --locked typst-cli`). The closest match: no interpreter around it.

The two Typsts get the view ready made: reading and checking the plan is work that only resultatplan does.
The package on PyPI cannot switch on Typst's feature `a11y-extras`. Its copy of the layouts therefore has functions in
place of `pdf.header-cell`, `pdf.data-cell` and `pdf.table-summary` that give their content as it is: its PDF lacks the row
headers and the summaries of the tables, and has a little less to do. The command line takes the layouts as they are.

With `--documents`, so many different contracts are made instead, once: by resultatplan in one process, by the package on PyPI in
a process each, as many at a time as there are cores. Memory is then what one process needs at most.

With `--plans`, all documents of four plans are made, from nothing and again after one changed target. The package on PyPI lays out
the same views: all of them, and then those that say something else, a process each. It sets each once; resultatplan sets a
document whose last page would hold little once more, with less room between things.

The runs are interleaved, so that a busy machine hits all alike. Nothing is subtracted from any of them. Time is the
median of wall time, and of processor time, which other programs disturb less; memory is the median of the peak
resident set. Each run must make its file anew, and all of them must have as many pages, which poppler's `pdfinfo` counts.
"""

import argparse
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = "plans/uim/siri/2023"
SHIM = """
#let header-cell(level: 1, scope: "both", cell) = cell
#let data-cell(cell) = cell
#let table-summary(summary: none, body) = body
"""
COMPILE = """
import sys, typst
root, fonts, out, layout = sys.argv[1:]
typst.compile(f"{root}/layout/{layout}.typ", output=out, root=root, font_paths=[fonts], ignore_system_fonts=True,
              pdf_standards=["a-2a", "ua-1"])
"""


def documents(binary: Path, plan: object) -> list[dict]:
    """What the layouts get for each document of a plan: `show view` prints them one after another."""
    text = subprocess.run([binary, "show", "view", plan], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    decoder, text, found = json.JSONDecoder(), text.strip(), []
    while text:
        document, end = decoder.raw_decode(text)
        found.append(document)
        text = text[end:].lstrip()
    return found


def contract(binary: Path, plan: object = PLAN) -> dict:
    """The same of the contract alone."""
    return next(one for one in documents(binary, plan) if one["view"]["layout"] == "kontrakt")


def project(folder: Path, document: dict, shim: bool) -> Path:
    """A folder that Typst can compile: layouts and data."""
    layout = folder / "layout"
    shutil.copytree(ROOT / "templates/layout", layout)
    for name, part in [("document.json", "view"), ("copy.json", "copy"), ("words.json", "words")]:
        (folder / name).write_text(json.dumps(document[part]), encoding="utf-8")
    if shim:
        for file in layout.glob("*.typ"):
            text = file.read_text(encoding="utf-8")
            for name in ("header-cell", "data-cell", "table-summary"):
                text = text.replace(f"pdf.{name}", name)
            file.write_text(text + (SHIM if file.name == "look.typ" else ""), encoding="utf-8")
    return folder


def measure(command: list, made: Path) -> tuple[float, float, float]:
    """Seconds on the wall, seconds of processor, peak memory in MB of one fresh process that makes a file."""
    made.unlink(missing_ok=True)
    begin = time.perf_counter()
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    told = " ".join(map(str, command))
    if child.returncode != 0:
        sys.exit(f"{told} ended with {child.returncode}")
    if not made.is_file() or not made.read_bytes().startswith(b"%PDF-1.7"):
        sys.exit(f"{told} has not made {made}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def count_pages(pdf: Path) -> int:
    """As poppler's `pdfinfo` counts them."""
    info = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    return next(int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages:"))


def different(folder: Path, count: int) -> list[Path]:
    """Plans like that of 2023, each with another name of its institution in all its texts."""
    shutil.copytree(ROOT / "plans/uim", folder / "uim", ignore=shutil.ignore_patterns("siri"))
    plans = []
    for number in range(count):
        own = folder / f"uim/i{number:04}"
        shutil.copytree(ROOT / PLAN, own / "2023", ignore=shutil.ignore_patterns("lås.yaml"))
        shutil.copy(ROOT / "plans/uim/siri/institution.yaml", own)
        for path in [own / "institution.yaml", *(own / "2023").rglob("*.yaml"), *(own / "2023").rglob("*.md")]:
            path.write_text(path.read_text(encoding="utf-8").replace("SIRI", f"SIRI{number}"), encoding="utf-8")
        plans.append(own / "2023")
    return plans


def typst_of_each(views: list[dict], work: Path) -> tuple[float, float, float]:
    """The package on PyPI lays each out, a process each, as many at a time as there are cores: seconds of all on the wall
    and of processor, and the memory of the process that needs most."""
    jobs = []
    for number, view in enumerate(views):
        root = project(work / str(number), view, shim=True)
        pdf = work / f"{number}.pdf"
        jobs.append(([sys.executable, "-c", COMPILE, root, ROOT / "fonts", pdf, view["view"]["layout"]], pdf))
    begin = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = list(pool.map(lambda job: measure(*job), jobs))
    return time.perf_counter() - begin, sum(run[1] for run in runs), max(run[2] for run in runs)


def plans(options: argparse.Namespace, work: Path) -> None:
    """All documents of four plans, and then those that one changed target changes."""
    ministry, out = work / "plans/uim", work / "out"
    shutil.copytree(ROOT / "plans/uim", ministry, ignore=shutil.ignore_patterns("lås.yaml"))
    years = sorted(path.parent for path in ministry.glob("siri/*/plan.yaml"))
    goal = ministry / "siri/2023/mål/1.4-kvalitet.yaml"
    kinds = [part for kind in ("contract", "annex", "allonge", "consolidated", "follow-up", "annual") for part in ("--kind", kind)]
    command = [options.binary, "build", ministry, *kinds, "--quiet", "--out", out]
    views = lambda: [view for year in years for view in documents(options.binary, year)]
    made = out / "uim/siri/2023/mål-og-resultatplan.pdf"
    before = views()
    print(f"{'':34} {'documents':>9} {'wall':>9} {'processor':>9} {'memory':>9}")

    def line(what: str, count: int, measured: tuple[float, float, float]) -> None:
        wall, cpu, memory = measured
        print(f"{what:34} {count:9} {wall:7.2f} s {cpu:7.2f} s {memory:6.0f} MB", flush=True)

    measured = measure(command, made)
    files = {path: path.read_bytes() for path in out.rglob("*.pdf")}
    if len(files) != len(before):
        sys.exit(f"{len(files)} documents were made of {len(before)} views")
    line("from nothing, resultatplan", len(files), measured)
    line("from nothing, typst (PyPI)", len(before), typst_of_each(before, work / "before"))
    text = goal.read_text(encoding="utf-8")
    goal.write_text(text.replace("mellem: 3-4", "mellem: 3-5"), encoding="utf-8")
    measured = measure(command, made)
    changed = [path for path, bytes_before in files.items() if path.read_bytes() != bytes_before]
    other = [view for view, known in zip(views(), before) if view["view"] != known["view"]]
    if not changed or len(other) > len(changed):
        sys.exit(f"{len(changed)} documents are new of {len(other)} changed views")
    line("a target changed, resultatplan", len(changed), measured)
    line("a target changed, typst (PyPI)", len(other), typst_of_each(other, work / "after"))


def many(options: argparse.Namespace, work: Path) -> None:
    made_plans = different(work / "plans", options.documents)
    out = work / "out"
    command = [options.binary, "build", work / "plans", "--kind", "contract", "--quiet", "--out", out]
    wall, cpu, memory = measure(command, out / "uim/i0000/2023/mål-og-resultatplan.pdf")
    made = len(list(out.rglob("*.pdf")))
    if made != options.documents:
        sys.exit(f"{made} documents were made")
    views = [contract(options.binary, plan) for plan in made_plans]
    of_typst = typst_of_each(views, work / "typst")
    print(f"{options.documents} contracts, {os.cpu_count()} at a time; a document each\n")
    for name, wall, cpu, memory in [
        ("resultatplan", wall, cpu, memory),
        ("typst (PyPI)", *of_typst),
    ]:
        each = options.documents / 1000
        print(f"{name:14} {wall / each:6.0f} ms {cpu / each:6.0f} ms of processor {memory:6.0f} MB")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=15)
    arguments.add_argument("--binary", type=Path, default=ROOT / "target/release/resultatplan")
    arguments.add_argument("--typst", default=shutil.which("typst"), help="Typst's command line")
    arguments.add_argument("--documents", type=int, help="make so many different ones, once")
    arguments.add_argument("--plans", action="store_true", help="make all documents of four plans, once")
    options = arguments.parse_args()
    # Not imported: a child begins with the memory of its parent, and that would be measured.
    if importlib.util.find_spec("typst") is None:
        sys.exit("typst is not installed")

    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        if options.documents:
            many(options, work)
            return
        if options.plans:
            plans(options, work)
            return
        document = contract(options.binary)
        plain = project(work / "plain", document, shim=False)
        shimmed = project(work / "shimmed", document, shim=True)
        fonts = ROOT / "fonts"
        own, pypi, cli = work / "out/uim/siri/2023/mål-og-resultatplan.pdf", work / "pypi.pdf", work / "cli.pdf"
        candidates = {
            "resultatplan": (
                # What is there already would not be built again.
                [options.binary, "build", PLAN, "--kind", "contract", "--force", "--out", work / "out"],
                own,
            ),
            "typst (PyPI)": ([sys.executable, "-c", COMPILE, shimmed, fonts, pypi, "kontrakt"], pypi),
        }
        if options.typst:
            candidates["typst (CLI)"] = ([
                options.typst, "compile", "--root", plain, "--features", "a11y-extras", "--ignore-system-fonts",
                "--font-path", fonts, "--pdf-standard", "a-2a,ua-1", plain / "layout/kontrakt.typ", cli,
            ], cli)  # fmt: skip
        for command, made in candidates.values():
            measure(command, made)  # the first turn reads from disk; it does not count
        runs = {name: [] for name in candidates}
        for _ in range(options.runs):
            for name, (command, made) in candidates.items():
                runs[name].append(measure(command, made))
        # They are one document: their pages are as many.
        pages = {name: count_pages(made) for name, (_, made) in candidates.items()}
        if len(set(pages.values())) != 1:
            sys.exit(f"they have not made the same document: {pages}")

        print(f"{PLAN}, contract; {options.runs} runs each, interleaved; medians\n")
        print(f"{'':14} {'wall':>9} {'cpu':>9} {'memory':>9} {'wall':>7} {'memory':>7} {'PDF':>9}")
        first = None
        for name, measured in runs.items():
            file = candidates[name][1]
            wall, cpu, memory = (statistics.median(column) for column in zip(*measured))
            first = first or (wall, memory)
            print(
                f"{name:14} {wall * 1000:6.0f} ms {cpu * 1000:6.0f} ms {memory:6.0f} MB"
                f" {wall / first[0]:6.2f}x {memory / first[1]:6.2f}x {file.stat().st_size / 1024:6.0f} kB"
            )


if __name__ == "__main__":
    main()
