"""What pyHanko says of attacks on signed files, held against the table in docs/attacks.md.

usage: attacks.py FOLDER [TABLE]

FOLDER holds a PDF for each attack, by its name. Without TABLE the rows are printed.
"""

import logging
import sys
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)


def of_signature(signature):
    """The verdict on a signature: whether it fits, and what was changed since."""
    try:
        status = validate_pdf_signature(signature, signer_validation_context=ValidationContext(trust_roots=[]))
    except Exception as error:  # Whatever it is: the file is not taken.
        return f"refused: {type(error).__name__}"
    if not (status.intact and status.valid):
        return "refused: what it covers was changed"
    level = status.modification_level
    if level is None or level.name == "OTHER":
        return "refused: changed since"
    if status.docmdp_ok is False:
        return f"refused: {level.name}, which it forbids"
    return f"taken: {level.name}"


def verdict(path):
    """Of all signatures the worst."""
    try:
        with path.open("rb") as file:
            signatures = PdfFileReader(file).embedded_regular_signatures
            verdicts = [of_signature(signature) for signature in signatures]
    except Exception as error:
        return f"refused: {type(error).__name__}"
    refused = [one for one in verdicts if one.startswith("refused")]
    return (refused + verdicts + ["refused: no signature"])[0]


def main():
    folder = Path(sys.argv[1])
    found = {path.stem: verdict(path) for path in sorted(folder.glob("*.pdf"))}
    for name, said in found.items():
        print(f"{name} | {said}")
    if len(sys.argv) < 3:
        return 0
    rows = [row.strip("| ").split(" | ") for row in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    told = {row[0]: row[2] for row in rows if len(row) == 3 and row[1] in ("taken", "refused")}
    for name in sorted(told.keys() | found.keys()):
        if told.get(name) != found.get(name):
            print(f"{name}: the table says {told.get(name)!r}, pyHanko {found.get(name)!r}")
    return 0 if told == found and len(told) > 10 else 1


if __name__ == "__main__":
    sys.exit(main())
