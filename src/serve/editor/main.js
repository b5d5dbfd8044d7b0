// The editor of a file of a plan: CodeMirror, told by the program what is wrong, what can stand somewhere and what it means.
// It stands over the text field of the form, which is what is sent: without this script the field itself is written in.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, Language, LanguageSupport, bracketMatching, defineLanguageFacet, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, linter } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { parser } from "@lezer/markdown";

const form = document.querySelector("form[data-editor]");
const lineField = document.getElementById("felt-linje");
const field = form.querySelector("textarea");
const said = JSON.parse(form.dataset.words);
// What the editor says, by its own words for it.
const words = {
  Find: said.find,
  Replace: said.replace,
  next: said.next,
  previous: said.previous,
  all: said.all,
  "match case": said.case,
  regexp: said.pattern,
  "by word": said.word,
  replace: said["replace-one"],
  "replace all": said["replace-all"],
  close: said.close,
  Completions: said.completions,
  Diagnostics: said.findings,
  "No diagnostics": said["no-findings"],
};
const nonce = document.querySelector("meta[name='nonce']").content;
const isYaml = form.dataset.editor.endsWith(".yaml");

async function ask(what, view, more) {
  const body = new URLSearchParams({ tekst: view.state.doc.toString(), ...more });
  // Who leaves the page while it is asked needs no answer.
  const response = await fetch(`${form.dataset.address}?spm=${what}`, { method: "POST", body }).catch(() => null);
  return response?.ok ? response.json() : null;
}

// Contrast of at least 7:1 on white.
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.heading], color: "#1d4f6e", fontWeight: "600" },
  { tag: [tags.string, tags.content], color: "#1a1a1a" },
  { tag: [tags.comment, tags.meta], color: "#4b555e", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.keyword, tags.atom], color: "#6a1b4d" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: [tags.link, tags.url], color: "#1d4f6e", textDecoration: "underline" },
]);

const look = EditorView.theme({
  "&": { border: "1px solid #6b6b6b", fontSize: "0.9375rem", backgroundColor: "#fff" },
  "&.cm-focused": { outline: "3px solid #454545", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace", lineHeight: "1.5", maxHeight: "70vh" },
  ".cm-gutters": { backgroundColor: "#f5f5f5", color: "#4b555e", borderRight: "1px solid #bfbfbf" },
  ".cm-activeLine": { backgroundColor: "#f2f6f9" },
  ".cm-tooltip": { backgroundColor: "#fff", border: "1px solid #6b6b6b", maxWidth: "36rem" },
  ".cm-told": { padding: "0.5rem 0.75rem", whiteSpace: "pre-wrap" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "#1d4f6e", color: "#fff" },
});

const inside = (view, at) => Math.max(0, Math.min(at, view.state.doc.length));

const findings = linter(
  async (view) => {
    const told = await ask("fund", view, {});
    return (told?.fund ?? []).map((one) => ({
      from: inside(view, one.fra),
      to: inside(view, one.til),
      severity: one.niveau,
      source: one.kode,
      message: one.tekst,
    }));
  },
  { delay: 200 },
);

async function complete(context) {
  if (!context.explicit && !context.matchBefore(/[\wæøåÆØÅ]+|[:-] /)) return null;
  const told = await ask("muligt", context.view, { sted: context.pos });
  if (!told || told.muligt.length === 0) return null;
  return {
    from: told.fra,
    to: told.til,
    filter: true,
    options: told.muligt.map((one) => ({ label: one.navn, detail: one.kort, info: one.langt || undefined, apply: one.tekst })),
  };
}

const meaning = hoverTooltip(async (view, at) => {
  const told = await ask("betydning", view, { sted: at });
  if (!told || !told.tekst) return null;
  const dom = document.createElement("div");
  dom.className = "cm-told";
  dom.textContent = told.tekst;
  return { pos: told.fra, end: told.til, create: () => ({ dom }) };
});

const isReadOnly = field.readOnly;
const view = new EditorView({
  doc: field.value,
  extensions: [
    EditorView.cspNonce.of(nonce),
    EditorState.phrases.of(words),
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    EditorView.lineWrapping,
    indentUnit.of("  "),
    isYaml ? yaml() : new LanguageSupport(new Language(defineLanguageFacet(), parser)),
    syntaxHighlighting(colours),
    look,
    lintGutter(),
    findings,
    isReadOnly ? EditorState.readOnly.of(true) : autocompletion({ override: [complete] }),
    meaning,
    EditorView.contentAttributes.of({ "aria-label": field.labels[0].textContent.trim(), tabindex: "0" }),
    EditorView.updateListener.of((update) => {
      if (update.selectionSet) lineField.value = update.state.doc.lineAt(update.state.selection.main.head).number;
      if (!update.docChanged) return;
      field.value = update.state.doc.toString();
      form.dataset.changed = "";
    }),
    // Tab leaves the editor, as it leaves any field.
    keymap.of([
      { key: "Mod-s", preventDefault: true, run: () => (form.requestSubmit(), true) },
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
  ],
});
field.hidden = true;
field.labels[0].removeAttribute("for");
field.after(view.dom);

const line = Math.min(Number(form.dataset.line) || 1, view.state.doc.lines);
const start = view.state.doc.line(line).from;
view.dispatch({ selection: EditorSelection.cursor(start), effects: EditorView.scrollIntoView(start, { y: "center" }) });
if (line > 1) view.focus();

let isSent = false;
form.addEventListener("submit", () => {
  isSent = true;
});
window.addEventListener("beforeunload", (event) => {
  if ("changed" in form.dataset && !isSent) event.preventDefault();
});
// For who tries the page from outside.
window.workbenchEditor = view;
