"""Workbooks as other programs read them: openpyxl reads every cell of each, LibreOffice opens it, recalculates every formula and
saves it anew; what it has come to is what we have stored. A quarter's workbook that LibreOffice has saved is imported again.

    check.py PROGRAM FOLDER
"""

import pathlib
import shutil
import subprocess
import sys

import openpyxl

PROGRAM, FOLDER = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
PLANS = ["plans/uim/siri/2023", "plans/uim/siri/2020", "plans/eksempel/prø/2025", "plans/eksempel/ekn/2025", "plans/skole/gym/2025"]


def run(*arguments, good=(0,)):
    done = subprocess.run([PROGRAM, *map(str, arguments), "--language", "en"], capture_output=True, text=True, cwd=FOLDER)
    assert done.returncode in good, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done


def office(paths):
    """Each as LibreOffice saves it, with its formulas recalculated."""
    out = FOLDER / "saved"
    profile = f"-env:UserInstallation=file://{FOLDER}/profile"
    command = ["soffice", profile, "--headless", "--calc", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    return {path: out / path.name for path in paths}


def cells(path, formulas=False):
    book = openpyxl.load_workbook(path, data_only=not formulas)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet for cell in row if cell.value is not None}


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-9
    return one == other or str(one).strip() == str(other).strip()


def back(plan, path):
    """The results that a workbook holds, without their comments; none where nothing is reported in it."""
    out = FOLDER / "back"
    shutil.rmtree(out, ignore_errors=True)
    done = run("import", plan, path, "--out", out, "--updated", "2026-01-15", "--reporter", "A", good=(0, 1))
    assert done.returncode == 0 or "no row was counted" in done.stderr, f"{path.name}: {done.stderr}"
    files = sorted(out.glob("*.yaml"))
    return None if done.returncode else [line for line in files[0].read_text().splitlines() if not line.startswith("#")]


def check_sheet(path):
    """What a quarter's workbook holds: what is open, what is locked, lists, frozen rows, texts that stay texts."""
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["Indberetning", "Vejledning"] and book["resultatplan"].sheet_state == "hidden"
    sheet = book["Indberetning"]
    assert sheet.protection.sheet and sheet.freeze_panes and sheet.column_dimensions["A"].hidden
    head = next(row for row in sheet.iter_rows() if row[0].value == "Rækkens nøgle")
    rows = list(sheet.iter_rows(min_row=head[0].row + 1))
    assert rows and all(isinstance(cell.value, str) for row in rows for cell in row[:2]), "numbers of goals are texts"
    open_cells = [cell for row in rows for cell in row if not cell.protection.locked]
    assert open_cells and all(cell.column > 6 for cell in open_cells)
    assert len(sheet.data_validations.dataValidation) >= len(open_cells) / 2
    return len(open_cells)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    (FOLDER / "saved").mkdir(parents=True)
    for source in ["plans", "tests/plans"]:
        shutil.copytree(source, FOLDER / "plans", dirs_exist_ok=True)
    made, quarters = [], []
    for plan in PLANS:
        name = plan.removeprefix("plans/").replace("/", "-")
        for quarter in ["1", "4"]:
            path = FOLDER / f"{name}-{quarter}.xlsx"
            run("sheet", plan, "--quarter", quarter, "--out", path)
            open_cells = check_sheet(path)
            print(f"{path.name}: {open_cells} open cells")
            quarters.append((plan, quarter, path))
        path = FOLDER / f"{name}-point.xlsx"
        run("score", plan, "--format", "xlsx", "--out", path)
        made.append(path)
    for plan in ["plans/uim/siri/2023", "plans/eksempel/prø/2025"]:
        for kind in ["follow-up", "annual"]:
            run("build", plan, "--kind", kind, "--format", "xlsx", "--out", FOLDER / "out", "--quiet")
    made += sorted((FOLDER / "out").rglob("*.xlsx"))
    assert len(made) >= len(PLANS) + 6, made
    # Names of their own: all are saved into one folder.
    made = [path.rename(FOLDER / "-".join(path.relative_to(FOLDER).parts)) for path in made]
    saved = office(made + [path for _, _, path in quarters])
    wrong = formulas = 0
    for path, again in saved.items():
        ours, theirs = cells(path), cells(again)
        own = {place for place, value in cells(path, formulas=True).items() if str(value).startswith("=") and value != ours.get(place)}
        formulas += len(own)
        for place, value in ours.items():
            if not same(value, theirs.get(place)):
                wrong += 1
                print(f"{path.name} {place}: {value!r}, LibreOffice has {theirs.get(place)!r}")
    taken = 0
    for plan, _, path in quarters:
        ours, theirs = back(plan, path), back(plan, saved[path])
        taken += ours is not None
        if ours != theirs:
            wrong += 1
            print(f"{path.name}: {ours}\nas LibreOffice has saved it:\n{theirs}")
    assert taken >= 5, f"only {taken} of {len(quarters)} have anything reported"
    print(f"{len(saved)} workbooks, {formulas} formulas recalculated")
    return wrong == 0 and formulas > len(made)


sys.exit(0 if main() else 1)
