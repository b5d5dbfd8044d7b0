// Searches documents as Firefox does: node check.mjs <list>
//
// The list is JSON: of each document the file and the words that somebody may look for in it. Each must be found by the search of
// pdf.js itself. The folder with this file's copy has pdfjs-dist below it.

import fs from "node:fs";

// The viewer is written for a window. Its search asks only for these.
globalThis.window = { requestAnimationFrame: (then) => setTimeout(then, 0), isSecureContext: true };
globalThis.document = { createElement: () => ({ style: {}, getContext: () => null }), documentElement: {} };
globalThis.navigator ??= { language: "da", languages: ["da"], platform: "", userAgent: "" };

const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
globalThis.pdfjsLib = await import("pdfjs-dist/legacy/build/pdf.mjs");
const { EventBus, FindState, PDFFindController } = await import("pdfjs-dist/legacy/web/pdf_viewer.mjs");

async function missing({ file, words }) {
  const pdf = await getDocument({ data: new Uint8Array(fs.readFileSync(file)), verbosity: 0 }).promise;
  const eventBus = new EventBus();
  const linkService = { page: 1, pagesCount: pdf.numPages };
  const search = new PDFFindController({ linkService, eventBus });
  search.setDocument(pdf);
  const find = (query) =>
    new Promise((resolve) => {
      const told = ({ state }) => {
        if (state === FindState.PENDING) return;
        eventBus._off("updatefindcontrolstate", told);
        resolve(state !== FindState.NOT_FOUND);
      };
      eventBus._on("updatefindcontrolstate", told);
      const how = { caseSensitive: true, entireWord: false, highlightAll: false, matchDiacritics: true };
      eventBus.dispatch("find", { source: null, type: "diacriticmatchingchange", query, findPrevious: false, ...how });
    });
  const lost = [];
  for (const word of words) {
    if (!(await find(word))) lost.push(word);
  }
  // One that finds everything finds nothing.
  if (await find("ordder ikke findes")) lost.push("(a word that is not there is found)");
  await pdf.destroy();
  return lost;
}

let wrong = 0;
const documents = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
for (const one of documents) {
  const lost = await missing(one);
  if (lost.length > 0) {
    wrong += 1;
    console.log(`${one.file}: pdf.js does not find ${lost.map((word) => `\`${word}\``).join(", ")}`);
  }
}
console.log(`${documents.length} documents, ${documents.reduce((sum, one) => sum + one.words.length, 0)} searches in pdf.js`);
process.exit(wrong > 0 || documents.length === 0 ? 1 : 0);
