"""Holds Word files against other programs: python-docx and LibreOffice read them, two validators look at their parts, their
words and tables are those of the web pages, and a plan that is begun with one has all its words.

check.py PROGRAM FOLDER PAGES PLAN…: makes the Word files of the plans below FOLDER; PAGES has the web pages of the same plans.
"""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import docx
from docx.oxml.ns import qn

program, folder, pages = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
plans = sys.argv[4:]
tools = Path(sys.executable).parent
wrong = []


def run(*arguments, accepted=(0,)):
    ran = subprocess.run([str(one) for one in arguments], capture_output=True, text=True)
    if ran.returncode not in accepted:
        wrong.append(f"{' '.join(map(str, arguments))}: {ran.returncode}: {(ran.stdout + ran.stderr)[-600:]}")
    return ran.stdout + ran.stderr


def tokens(text):
    return {word for word in re.split(r"[\W_]+", text.replace("\u00ad", "")) if word}


class Page(HTMLParser):
    """The text of a page, and the rows of its outermost tables."""

    def __init__(self):
        super().__init__()
        self.text, self.tables, self.depth, self.inside, self.passed = [], [], 0, False, 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id") == "tekst":
            self.inside = True
        if tag == "footer":
            self.inside = False
        if tag in ("style", "title") or tag == "a" and attributes.get("class") in ("back", "note"):
            self.passed += 1
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
        if tag == "caption":
            self.passed += 1
        if tag == "tr" and self.depth == 1:
            self.tables[-1].append([])

    def handle_endtag(self, tag):
        if tag in ("style", "title", "caption") or tag == "a" and self.passed:
            self.passed -= 1
        if tag == "table":
            self.depth -= 1

    def handle_data(self, data):
        if self.passed or not self.inside:
            return
        self.text.append(data)
        if self.depth and self.tables[-1]:
            self.tables[-1][-1].append(data)


def words_of(element):
    """All text of an element, elements that stand for a character among it."""
    parts = []
    for node in element.iter():
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag in (qn("w:br"), qn("w:tab"), qn("w:p"), qn("w:tc")):
            parts.append(" ")
        elif node.tag == qn("w:noBreakHyphen"):
            parts.append("\u2011")
    return "".join(parts)


def notes_of(document):
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes"):
            return re.sub(r"<[^>]+>", " ", relation.target_part.blob.decode("utf-8"))
    return ""


def check(path):
    document = docx.Document(path)
    body = document.element.body
    said = words_of(body) + " " + notes_of(document)
    if not document.core_properties.title or document.core_properties.content_status != "Arbejdskopi":
        wrong.append(f"{path}: its properties do not say what it is")
    page = pages / path.relative_to(folder / "out").with_suffix(".html")
    read = Page()
    read.feed(page.read_text(encoding="utf-8"))
    missing = tokens(" ".join(read.text)) - tokens(said) - {"Fodnoter"}
    if missing:
        wrong.append(f"{path}: the page has words that it lacks: {sorted(missing)[:10]}")
    rows = [[tokens(words_of(row._tr)) for row in table.rows] for table in document.tables]
    for table in read.tables:
        # A footnote's mark is no word of the table, nor is its text.
        own = [tokens(" ".join(row)) for row in table]
        if not any(len(one) == len(own) and all(a <= b for a, b in zip(own, one)) for one in rows):
            if any(own) and not is_nested(own, document):
                wrong.append(f"{path}: no table of it has the rows of {sorted(own[0])[:6]}")


def is_nested(own, document):
    """Whether the rows are those of a table in a cell, as thresholds with heads are."""
    for table in document.element.body.iter(qn("w:tbl")):
        rows = [tokens(words_of(row)) for row in table.iter(qn("w:tr"))]
        if len(rows) == len(own) and all(a <= b for a, b in zip(own, rows)):
            return True
    return False


# The format does not demand what these say is missing.
NOT_DEMANDED = ("fontTable", "theme", "settings.xml")


def validate(path):
    told = run(tools / "ooxml-integrity", "check", path)
    if "clean" not in told:
        wrong.append(f"{path}: ooxml-integrity: {told[-400:]}")
    told = run(tools / "openxml-audit", path, accepted=(0, 1))
    faults = re.split(r"\n(?=\d+\. )", told)[1:]
    for fault in faults:
        if not any(name in fault for name in NOT_DEMANDED):
            wrong.append(f"{path}: openxml-audit: {fault[:300]}")


def main():
    out = folder / "out"
    run(program, "build", "--quiet", "--format", "docx", "--out", out, *plans, accepted=(0, 1))
    made = sorted(out.rglob("*.docx"))
    if len(made) < 10:
        wrong.append(f"{len(made)} Word files")
    for path in made:
        check(path)
    kinds = {path.stem: path for path in made}
    for path in kinds.values():
        validate(path)

    # A ministry's own file: python-docx's has an English Word's identifiers and a page of its own.
    reference = folder / "reference.docx"
    own = docx.Document()
    own.sections[0].page_width = docx.shared.Mm(200)
    own.sections[0].header.paragraphs[0].text = "Ministeriets sidehoved"
    own.save(reference)
    run(program, "build", "--quiet", "--kind", "contract", "--format", "docx", "--reference", reference, "--out", folder / "styled",
        "plans/uim/siri/2023")
    styled = next((folder / "styled").rglob("*.docx"))
    document = docx.Document(styled)
    used = {paragraph.style.style_id for paragraph in document.paragraphs}
    if "Heading1" not in used or round(document.sections[0].page_width.mm) != 200:
        wrong.append(f"{styled}: the reference's styles and page are not used: {sorted(used)}")
    if document.sections[0].header.paragraphs[0].text != "Ministeriets sidehoved":
        wrong.append(f"{styled}: the reference's head is not there")
    validate(styled)

    tracked = folder / "ændringer.docx"
    run(program, "diff", "plans/uim/siri/2020@2020-01-01", "plans/uim/siri/2020", "--format", "docx", "--out", tracked, accepted=(0, 1))
    run(program, "build", "--quiet", "--kind", "consolidated", "--format", "docx", "--track-changes", "--out", folder / "tracked", "plans")
    for path in [tracked, *(folder / "tracked").rglob("*.docx")]:
        body = docx.Document(path).element.body
        if not any(True for _ in body.iter(qn("w:ins"))):
            wrong.append(f"{path}: nothing is tracked")
        validate(path)
        made.append(path)
    made.append(styled)

    # Back again: every word of the file is in the plan.
    for contract in sorted(out.rglob("mål-og-resultatplan.docx")):
        year = contract.parent.name
        name = "-".join(contract.relative_to(out).parts[:-1])
        plan = folder / "plans" / name / "prøve" / year
        run(program, "new", plan, "--from", contract, accepted=(0, 1))
        files = [one.read_text(encoding="utf-8") for one in (folder / "plans" / name).rglob("*.yaml")]
        lost = tokens(words_of(docx.Document(contract).element.body)) - tokens(" ".join(files))
        if lost:
            wrong.append(f"{contract}: lost on the way into a plan: {sorted(lost)[:10]}")

    pdf = folder / "pdf"
    pdf.mkdir(parents=True, exist_ok=True)
    for at, path in enumerate(made):
        (pdf / f"{at:03}-{path.stem}.docx").write_bytes(path.read_bytes())
    run("soffice", "--headless", f"-env:UserInstallation=file://{(folder / 'office').resolve()}", "--convert-to", "pdf", "--outdir", pdf,
        *sorted(pdf.glob("*.docx")))
    for path in sorted(pdf.glob("*.docx")):
        shown = path.with_suffix(".pdf")
        if not shown.exists():
            wrong.append(f"{path}: LibreOffice does not open it")
            continue
        text = run("pdftotext", shown, "-")
        if "Error:" in text or "Fejl!" in text or "Side 1 af" not in text and "reference" not in path.name and "bilag" not in path.name:
            if "Ministeriets sidehoved" not in text:
                wrong.append(f"{path}: LibreOffice shows it without its page numbers")

    print(f"{len(made)} Word files")
    for line in wrong:
        print("!!", line)
    sys.exit(1 if wrong else 0)


main()
