//! From structured plan data to the *mål- og resultatplan* that a Danish ministry's department and one of its
//! institutions sign.
//!
//! # Steps
//!
//! ```text
//! plans/*.yaml ── load ──── amend ──── score ─── check ──── document ──── render ── out/*.pdf
//!                 files →   the plan   pure      every      one view      Typst →
//!                 plan,     on each    score-    rule       model each;   PDF, PNG,
//!                 results,  day        card                 its words     SVG; or
//!                 report                                    by minijinja  a web page
//!                 + places
//! ```
//!
//! 1. [`load::load`] reads a plan's folder, and what it shares with its ministry, into a [`dossier::Dossier`]: a valid
//!    [`plan::Plan`], the [`plan::Results`] reported on it, and the [`plan::AnnualReport`] that is written of them.
//! 2. [`amend`] makes of the plan and its allonger the plan as it reads on each day: an [`amend::Amended`]. `load` calls it,
//!    for what an allonge or a result names depends on how the plan reads by then.
//! 3. [`score::score`] makes a [`score::Scorecard`] of the two: points that can be traced, spans where something is open.
//! 4. [`check::check_versions`] holds every rule against plan, results and scorecard, for each version of the plan.
//! 5. [`words::Words`] says facts and fixed phrases in sentences, the same wherever they are printed: by `templates/text/`, or a
//!    ministry's own words.
//! 6. [`document::document`] decides what each document says: a [`document::view::Document`], every figure ready to
//!    print.
//! 7. [`render::render`] lays it out and [`render::pdf`] writes it; [`render::html`] makes a web page of the same view, and
//!    [`render::docx`] a Word file.
//!
//! [`workspace::Workspace`] joins them over plans on disk, in memory or unsaved, and [`cli`] asks it over a command line. Beside them, [`import::import`] counts what
//! an agency has, in CSV or Excel, into results for [`load`](mod@load) to read; [`diff`](mod@diff) tells two plans apart,
//! and [`draft`] begins plans and allonger, both in the plan's own keys and words, which [`write`](mod@write) gives.
//!
//! # Invariants
//!
//! - Data flows one way. A room uses only the rooms above it in this list: [`language`], [`files`], [`fingerprint`], [`pdf`], [`quantity`], [`source`],
//!   [`diagnostic`], [`prose`], [`word`], [`assets`], [`plan`], [`schema`], [`write`](mod@write), [`amend`], [`lock`], [`dossier`], [`load`],
//!   [`diff`](mod@diff), [`draft`], [`blank`], [`import`], [`score`], [`check`], [`words`], [`document`], [`workbook`], [`render`], [`workspace`], [`desk`], [`editor`], [`lsp`], [`serve`], [`cli`].
//! - Points are ratios until they are shown. What is not known is a span, never 0; what is missing is no panic.
//! - Nothing after `load` sees YAML or an unparsed quantity. Domain types hold no line numbers.
//! - No binary floating point, no clock, no order of a hash map: the same input gives the same bytes.
//! - No text of a plan is ever source of a template or a layout.
//! - Every stage gathers all that it finds wrong. Nothing panics on what a user wrote.
//! - What was signed and locked keeps its meaning: a change of it is an error.
//! - A document with a finding of level error is not built. What is unchanged is not built again. Files are written whole or not at all.
//!
//! # Where is …?
//!
//! - what a requirement can demand, and what each kind answers for itself (its key, target, tiers, how its results are told):
//!   [`plan::Demand`], [`plan::Measure`], `plan/measure/<kind>.rs`; how YAML says it: `load/measure.rs`; how documents do:
//!   `document/demand.rs`
//! - what the program says, in Danish and in English: `language/da.yaml`, `language/en.yaml`; how a room says it:
//!   [`language::Message`]
//! - where files are read from, and how their names are compared: `files/`
//! - what is reported on it, and how YAML says it: [`plan::Figure`], `load/results/`
//! - how case files are counted: `import/`, what a column or a case type can be called: `import/column.rs`,
//!   `import/target.rs`, `load/mapping.rs`
//! - what a quarter's workbook asks for: `blank/`; how it is written: `workbook/blank.rs`; how it is read back: `import/filled/`
//! - the query that counts cases in a database: `import/query/`
//! - figures as workbooks: `workbook/points.rs`, `workbook/report.rs`
//! - what the annual report says beside the figures: [`plan::AnnualReport`], and how YAML says it:
//!   `load/annual_report.rs`
//! - what an allonge can change: [`plan::Act`], how YAML says it: `load/allonge/`, and what comes of it: `amend/`, with cases
//!   in `tests/amend/`
//! - a target that held for a part of the year: [`plan::History`], and how it is scored: `score/targets.rs`
//! - how a kind is scored: `score/measure/<kind>.rs`, with worked examples in `tests/scoring/<kind>/`
//! - which keys a record has, what each is for and what can stand behind it: `schema/`; in English: `schema/en.yaml`
//! - how a part of a plan is written as YAML: `write/`; what differs between two plans: `diff/`
//! - what a new plan or allonge begins as: `draft/`
//! - a rule: `check/rules/<code>.rs` beside its page; what is wrong with YAML itself: `load/rules/`
//! - where a point comes from, as facts: [`score::Trace`]; in sentences: `words/rule.rs`, `words/figure.rs`, `words/step.rs`
//! - the words of documents and of `score`: `templates/text/`, filled by [`words::Words`]; a document's looks: `templates/layout/`; as a web page: `templates/html/`
//! - a Word file, as a tree: `word/`; how a view becomes one: `render/word/`, in the parts of `templates/word/`; how one becomes a
//!   plan: `draft/word/`
//! - how a change is told, old beside new: `document/change.rs`; how changed places are marked: `document/requirement.rs`
//! - where a word may be broken at the end of a line: `render/joints.rs`, by the parts in `templates/layout/led.txt`
//! - a document's content: `document/contract.rs`, `annex.rs`, `allonge.rs`, `consolidated.rs`, `follow_up.rs`, `annual.rs`, `department/`; what reports share:
//!   `document/report/`
//! - what is locked of a signed plan, part by part: `lock/parts.rs`; how a fingerprint is taken: [`fingerprint`]
//! - what can be asked of plans (findings, documents, build, score, import, amend, sign off): `workspace/facade.rs` and the
//!   file of each; when a view is made: `workspace/views.rs`
//! - how runs at the same time are kept apart: `workspace/hold.rs`; work on all cores: `workspace/workers.rs`
//! - why a document is built again: `workspace/rebuild.rs`; what in `out/` is out of date: `workspace/outdated.rs`
//! - what a PDF says of its data: `workspace/inputs.rs`, `render/provenance.rs`
//! - what may be added to a PDF by signing it: `pdf/revision/`; how a signature is verified: `pdf/signature/`
//! - what is recorded of digital signatures: `lock/signatures.rs`; how a signed file is taken: `workspace/sign_off.rs`
//! - which copies there are of a document: [`render::CopyKind`]; how one is made of what Typst writes: `pdf/rewrite/`; what
//!   goes inside one: `workspace/input_files.rs`
//! - how a PDF is read that anybody may have made: `pdf/open/`; what the signing service accepts: `pdf/signable/`, its names in
//!   `accepted_names.txt`, what to do about a refused one in `remedy.rs`
//! - what a screen reader gets of a PDF: `pdf/structure/`
//! - what is filled in as in a form, and becomes what a person would have written: `desk/`; where a file of YAML is changed at
//!   its values: `desk/yaml.rs`
//! - a page of the workbench: `serve/pages/<page>.rs` and `templates/serve/<page>.html.jinja`; who is let in: `serve/guard.rs`
//! - a command: `cli/<command>.rs`
//!
//! # Glossary
//!
//! | Danish (documents, YAML) | Code | Meaning |
//! |---|---|---|
//! | mål- og resultatplan, plan | [`plan::Plan`] | the yearly contract between a ministry's department and one institution |
//! | departement, styrelse, nævn (parter) | [`plan::Party`], [`plan::Institution`] | who signs; an institution's kind decides which sections apply |
//! | afsnit | [`plan::Section`] | numbered prose, 1.0–5.0 (6.0) |
//! | målgruppe (faglige, koncernfælles …) | [`plan::GoalGroup`] | one goal table: 3.1, 3.2 |
//! | mål (nr., område, mål) | [`plan::Goal`] | one row: `1.1 Sagsbehandlingstider` |
//! | resultatkrav | [`plan::Requirement`] | what must be reached; a), b), c) inside a row |
//! | opgørelse, opgørelsesmetode | [`plan::Method`] | how it is computed, from what source, by whom |
//! | periode, kvartaler | [`quantity::PlanPeriod`] | the plan's days, and where its years, half-years and quarters lie in them |
//! | måltal undervejs | [`plan::Path`] | a target for each of several periods of one measure |
//! | sammenligning | [`plan::Comparison`] | another figure, known later, that a target is set by |
//! | vægt | [`plan::Weight`], [`quantity::Points`] | points; all weights of a plan add up to 100 |
//! | resultat, måling | [`plan::Observation`] | a figure for a period |
//! | målopfyldelse, grad | [`quantity::Fulfilment`] | 0–1, exact |
//! | point | [`score::Mark::points`] | weight × fulfilment, a [`score::Span`] while something is open |
//! | opfyldt, delvist opfyldt, ikke opfyldt, udgået | [`score::Status`] | how far something is fulfilled |
//! | på målet, under målet, ikke forfalden, ikke indberettet, ikke afgjort | [`score::MarkState`] | how it stands while it is open: the one word for it everywhere |
//! | allonge | [`plan::Allonge`] | a numbered, signed amendment |
//! | ændring | [`plan::Change`] | one thing that an allonge changes, with old and new content |
//! | konsolideret plan | [`amend::Version`] | the plan as it reads on some days, with the allonger in force |
//! | udgået | [`plan::Removed`] | what an allonge has taken out: a gap that counts nothing |
//! | udgiftsopfølgning I, II, III | [`document::FOLLOW_UP`] | status after each quarter but the last, with the expectation for the year |
//! | årsrapport, målrapportering | [`plan::AnnualReport`] | what is written of the year: analyses, who signs, how it is bound in |
//! | analyse (2. del) | [`plan::Analysis`] | why a goal is met or not |
//! | lås, aftryk | [`lock::Lock`], [`fingerprint::Fingerprint`] | what was signed, part by part, as SHA-256 of its meaning |
//! | påtegning | [`plan::Signer`] | the signing page |
//! | underskrifter | [`lock::Signatures`], [`pdf::signature::Signature`] | who has signed digitally, as the signed files say |

pub mod amend;
pub mod assets;
pub mod blank;
pub mod check;
pub mod cli;
pub mod desk;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod dossier;
pub mod draft;
pub mod editor;
pub mod files;
pub mod fingerprint;
pub mod import;
pub mod language;
pub mod load;
pub mod lock;
pub mod lsp;
pub mod pdf;
pub mod plan;
pub mod prose;
pub mod quantity;
pub mod render;
pub mod schema;
pub mod score;
pub mod serve;
pub mod source;
pub mod word;
pub mod words;
pub mod workbook;
pub mod workspace;
pub mod write;

/// Every rule of every stage: what `explain` knows.
pub fn rules() -> impl Iterator<Item = &'static diagnostic::Rule> {
    let checks = check::rules::ALL.iter().map(|check| &check.rule);
    load::RULES
        .iter()
        .copied()
        .chain(checks)
        .chain(words::RULES.iter().copied())
        .chain(workspace::RULES.iter().copied())
}
