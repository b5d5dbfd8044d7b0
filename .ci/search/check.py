"""Searches the signing copies of plans for every word that the plans say, as MuPDF does; and lists the words for check.mjs.

usage: check.py PROGRAM OUT LIST PLAN...

PROGRAM is resultatplan. The documents of each PLAN go to OUT, and to LIST in JSON the file of each with its words.
"""

import json
import subprocess
import sys
from pathlib import Path

import pymupdf

# What is not printed: how a piece is laid out, and what is said of it to those who do not see it.
UNPRINTED = {
    *("kind", "align", "role", "rank", "tag", "url", "alt", "signature_label", "name_label", "caption", "layout"),
    *("shape", "squares", "bar"),
}
EDGES = "-.,:;()[]”“»«\"'!?–…*"


def strings(value, key=None):
    """Every text that is printed."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in UNPRINTED:
                yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)
    elif isinstance(value, str):
        yield value


def words(view):
    """Each word once, as somebody types it."""
    # A part of another document has no cover.
    cover = [] if view["layout"] == "indlæg" else view["cover"]
    texts = strings([cover, view["body"]])
    told = " ".join(texts).replace("\u00ad", "").replace("\u2011", "-").replace("\u200b", "")
    found = {word.strip(EDGES) for word in told.split()}
    return sorted(word for word in found if any(letter.isalnum() for letter in word))


def views(program, plan):
    """What `show view` tells of a plan: one JSON after the other."""
    told = subprocess.run([program, "show", "view", plan], check=True, capture_output=True, text=True).stdout.strip()
    decoder, at = json.JSONDecoder(), 0
    while at < len(told):
        one, at = decoder.raw_decode(told, at)
        yield one["view"]
        at += len(told[at:]) - len(told[at:].lstrip())


def lost(file, wanted):
    """The words that the text which MuPDF gives has not. At the end of a line a soft hyphen, a hyphen and a slash are
    where a word goes on."""
    with pymupdf.open(file) as document:
        text = "".join(page.get_text() for page in document).replace("\u00ad\n", "").replace("-\n", "-").replace("/\n", "/")
        return [word for word in wanted if word not in text]


def main():
    program, out, listed, *plans = sys.argv[1:]
    documents, wrong, count = [], 0, 0
    for plan in plans:
        built = subprocess.run([program, "build", "--quiet", "--out", out, plan], check=True, capture_output=True, text=True)
        # The department's view, one folder further up, is of all institutions.
        files = [file for file in built.stdout.splitlines() if len(Path(file).relative_to(out).parts) == 4]
        for file, view in zip(files, views(program, plan), strict=True):
            documents.append({"file": file, "words": words(view)})
    for document in documents:
        count += len(document["words"])
        missing = lost(document["file"], [*document["words"], "ordder ikke findes"])
        if missing != ["ordder ikke findes"]:
            wrong += 1
            print(f"{document['file']}: MuPDF does not find", ", ".join(f"`{word}`" for word in missing[:-1]))
    Path(listed).write_text(json.dumps(documents), encoding="utf-8")
    print(f"{len(documents)} documents, {count} searches in MuPDF")
    sys.exit(1 if wrong or not documents else 0)


main()
