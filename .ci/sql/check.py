"""Cases counted by `import` and by the query that it prints, run by PostgreSQL and by DuckDB (from a table and from Parquet):
on ten random files both give the same results, figure for figure, and reject as many rows. The query for SQL Server is read by
sqlglot: there is no server of it here.

    check.py PROGRAM PLANS FOLDER SEED
"""

import csv
import datetime
import glob
import os
import pathlib
import pwd
import random
import re
import shutil
import subprocess
import sys

import duckdb
import sqlglot

HERE = pathlib.Path(__file__).parent
PROGRAM, SOURCE, FOLDER, SEED = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], pathlib.Path(sys.argv[3]).resolve(), int(sys.argv[4])
PLAN = FOLDER / "eks/prø/2025"
COLUMNS = ["Sagsnr.", "Forretningsgang", "Kontor", "Ansøgningsdato", "fuldt oplyst", "afgjort", "Holdes ude"]
DATES = COLUMNS[3:6]


def run(*arguments, good=(0,)):
    done = subprocess.run([PROGRAM, *map(str, arguments), "--language", "en"], capture_output=True, text=True, cwd=FOLDER)
    assert done.returncode in good, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done


class Postgres:
    """A server of its own: its files in a private folder, reached by a socket in it, run by who is not root."""

    def __init__(self, folder):
        self.binaries = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
        self.folder = folder
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        folder.mkdir(parents=True)
        folder.chmod(0o700)
        if os.getuid() == 0:
            shutil.chown(folder, self.user)
            # What leads to it may be closed to others.
            self.as_user = ["runuser", "-u", self.user, "--"]
        else:
            self.as_user = []
        self.call("initdb", "-D", folder / "data", "-E", "UTF8", "--locale", "C.UTF-8", "-A", "trust")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c port=54329 -c fsync=off"
        self.call("pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")

    def call(self, program, *arguments, **more):
        command = [*self.as_user, f"{self.binaries}/{program}", *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd="/", **more)

    def sql(self, text):
        more = ["-h", self.folder, "-p", "54329", "-d", "postgres", "-U", self.user, "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        return self.call("psql", *more, "--csv", input=text).stdout

    def close(self):
        self.call("pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")


def rows(chance):
    """Cases as an agency has them, and what is wrong with some of them."""
    kinds = ["FT", "ft ", "Fast-track, 1. gang", "FAST-TRACK", "Studie's \"ph.d.\"", "Klager", "Bio", "Biometri", "TURIST", "Turist"]
    kinds = chance.sample(kinds, chance.randint(3, len(kinds))) + chance.choice([[], ["Ukendt"], ["", "Ukendt"]])
    left = ["", "", "", "", "nej", "ja", "Frafaldet", "sagen er overdraget", "x", "1", "0", "måske"]
    made = []
    for number in range(chance.choice([3, 40, 400, 2000])):
        first = datetime.date(2024, 9, 1) + datetime.timedelta(chance.randrange(500))
        spans = [0, 1, 9, 10, 11, 13, 14, 15, 27, 28, 29, 30, 31, 32, 59, 61, 89, 90, 91, 92, 93, chance.randrange(200)]
        informed = first + datetime.timedelta(chance.choice([0, 0, 3, 20]))
        decided = first + datetime.timedelta(chance.choice(spans) + chance.choice([0, 0, 0, 20]))
        if chance.random() < 0.02:
            decided = first - datetime.timedelta(1)
        day = lambda day, empty: "" if chance.random() < empty else day.isoformat()
        closed = "9999-12-31" if chance.random() < 0.1 else day(decided, 0.1)
        kind, place = chance.choice(kinds), chance.choice(["Valby", "AARHUS", " Aarhus", "Valby", "Odense" if chance.random() < 0.1 else "Valby"])
        made.append([f"S{number}", kind, place, day(first, 0.02), day(informed, 0.05), closed, chance.choice(left)])
    return made


def counted(name, path, mapping):
    """What comes of a file: the results without their comments and without the names of files; and how many are rejected."""
    out = FOLDER / "results" / name
    shutil.rmtree(out, ignore_errors=True)
    done = run("import", PLAN, path, "--updated", "2026-02-01", "--map", mapping, "--out", out, "--rejected", FOLDER / "afvist.csv", good=(0, 1))
    said = re.search(r"^ *([\d,]+) rejected$", done.stderr, re.M)
    texts = {}
    for file in sorted(out.glob("*.yaml")):
        lines = [line for line in file.read_text().splitlines() if not line.startswith(("#", "kilde:"))]
        texts[file.name] = "\n".join(lines)
    return texts, int(said[1].replace(",", "")), done.stderr


def left_out(result):
    """How many rows the query itself says that it has not counted."""
    return sum(int(row["i alt"]) for row in csv.DictReader(result.splitlines()) if row["ikke talt, fordi"])


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    shutil.copytree(SOURCE, FOLDER / "eks")
    shutil.copy(HERE / "mål.yaml", PLAN / "mål/1.1.yaml")
    mapping = HERE / "indlæsning.yaml"
    queries = {}
    for dialect, reads in [("postgres", "postgres"), ("duckdb", "duckdb"), ("mssql", "tsql")]:
        query = run("import", PLAN, "--sql", dialect, "--map", mapping).stdout
        parsed = sqlglot.parse(query, read=reads, error_level=sqlglot.ErrorLevel.RAISE)
        assert len(parsed) == 1 and len(parsed[0].ctes) >= 5, f"{dialect}: {len(parsed)} statements"
        queries[dialect] = query
        (FOLDER / f"{dialect}.sql").write_text(query)
    server = Postgres(pathlib.Path("/tmp") / f"resultatplan-sql-{os.getpid()}")
    wrong = figures = 0
    try:
        for number in range(10):
            made = rows(random.Random(SEED * 1000 + number))
            path = FOLDER / "sager.csv"
            with open(path, "w", newline="") as file:
                # As the agency's own export writes the day that is none.
                plain = [["31-12-9999" if one == "9999-12-31" else one for one in row] for row in made]
                csv.writer(file, delimiter=";").writerows([COLUMNS, *plain])
            wanted, rejected, said = counted("sager", path, mapping)
            typed = ", ".join(f'"{name}" {"date" if name in DATES else "varchar"}' for name in COLUMNS)
            with open(FOLDER / "rows.csv", "w", newline="") as file:
                csv.writer(file).writerows(made)
            text = (FOLDER / "rows.csv").read_text()
            results = {"PostgreSQL": server.sql(
                f"DROP TABLE IF EXISTS sager;\nCREATE TABLE sager ({typed});\n"
                f"COPY sager FROM STDIN WITH (FORMAT csv);\n{text}\\.\n{queries['postgres']}\n"
            )}
            database = duckdb.connect()
            database.execute(f"CREATE TABLE sager ({typed})")
            database.executemany(f"INSERT INTO sager VALUES ({', '.join('?' * len(COLUMNS))})", [[one or None for one in row] for row in made])
            for name in ["DuckDB", "Parquet"]:
                if name == "Parquet":
                    parquet = FOLDER / "sager.parquet"
                    database.execute(f"COPY sager TO '{parquet}' (FORMAT parquet)")
                    database.execute(f"DROP TABLE sager; CREATE VIEW sager AS SELECT * FROM read_parquet('{parquet}')")
                out = FOLDER / "duckdb.csv"
                database.execute(f"COPY ({queries['duckdb'].rstrip().rstrip(';')}) TO '{out}' (FORMAT csv, HEADER)")
                results[name] = out.read_text()
            for name, result in results.items():
                (FOLDER / "resultat.csv").write_text(result)
                found, _, told = counted(name, FOLDER / "resultat.csv", mapping)
                if found != wanted or left_out(result) != rejected:
                    wrong += 1
                    (FOLDER / f"wrong-{number}-{name}.csv").write_text(result)
                    shutil.copy(path, FOLDER / f"wrong-{number}.csv")
                    print(f"{name}, file {number}: {left_out(result)} rejected, not {rejected}\n{wanted}\n{found}\n{said}\n{told}")
            figures += sum(text.count("i alt:") for text in wanted.values())
            print(f"file {number}: {len(made)} rows, {len(wanted)} quarters, {rejected} rejected")
    finally:
        server.close()
        shutil.rmtree(server.folder, ignore_errors=True)
    print(f"{figures} figures, each by three engines; SQL Server: syntax only")
    return wrong == 0 and figures > 50


sys.exit(0 if main() else 1)
