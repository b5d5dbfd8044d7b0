//! Resultatløn: a paper of its own on what fulfilment comes to for the one who answers for it, for those who may see it. No
//! other document says any of it.

use super::kind::{Basis, DocumentKind, Numbering, Scope, Signing, one_if};
use super::table::{table, words_cell};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{Cover, DataRow, Document, Heading, Meta, PageBlock, RowRank, WeightBar};
use super::{contract, page, prose};
use crate::dossier::Dossier;
use crate::language::say;
use crate::plan::{Pay, PayFrame, PayRule, PayStep, Plan};
use crate::quantity::{Kroner, Ratio};
use crate::score::{PaidFrame, Scorecard, Span, adjusted, paid, paid_in_all, score};
use crate::words::Words;
use crate::words::danish::{bind, join};

pub static PAY: DocumentKind = DocumentKind {
    name: "pay",
    about: "The result pay, for those who may see it: built only when it is asked for by name",
    title: "resultatløn",
    file: "resultatløn",
    numbering: Numbering::Single,
    layout: "rapport",
    why_none: || say!("build.none.pay"),
    is_confidential: true,
    signing: Signing::Nobody,
    scope: Scope::Institution {
        numbers: |dossier| one_if(dossier.pay().is_some()),
        basis: Basis::Year,
        view: |dossier, plan, _, words| Some(view(dossier, dossier.pay()?, plan, words)),
    },
};

fn view(dossier: &Dossier, pay: &Pay, plan: &Plan, words: &Words) -> Document {
    let computed = score(plan, dossier.results(), None);
    // What was set by those who answer for it holds here too.
    let card = match dossier.annual() {
        Some(annual) => adjusted(&computed, &annual.report),
        None => computed,
    };
    let title = words.word("resultatlønnens titel");
    let mut marks = vec![words.word("fortroligt")];
    marks.extend(card.is_example.then(|| words.word("eksempel")));
    let meta = contract::meta(plan, &title, words.word("beskrivelse af resultatløn"));
    let date = match &pay.decision {
        Some(decision) => decision.on,
        None => meta.date,
    };
    Document {
        layout: PAY.layout,
        meta: Meta { date, ..meta },
        look: contract::look(plan),
        cover: Cover {
            title: title.clone(),
            subtitle: contract::full_name(plan),
            period: bind(&words.say("resultatlønnens plan", &[("titel", &plan.title)])),
            marks,
            bar: WeightBar::default(),
            from: Trail::to(plan.at),
        },
        contents: None,
        running: contract::running(plan, &title, words),
        page: page::view(words),
        body: body(pay, &card, plan, words),
    }
}

fn body(pay: &Pay, card: &Scorecard, plan: &Plan, words: &Words) -> Vec<PageBlock> {
    let frames = paid(pay, card);
    let total = paid_in_all(&frames);
    let mut blocks = vec![Heading::new(1, words.word("aftalen")).into()];
    blocks.push(prose::paragraph(words.say("resultatlønnen er til", &[("hvem", &pay.to)])));
    let basis = pay.basis.as_ref().map(|basis| words.say("resultatlønnen bygger på", &[("hvad", basis)]));
    blocks.extend(basis.map(prose::paragraph));
    blocks.extend(rule(&pay.rule, words));
    blocks.push(Heading::new(1, words.word("beregningen af resultatløn")).into());
    if pay.rule != PayRule::Decided && card.is_weighed() {
        blocks.push(prose::paragraph(words.say("opfyldelsen bag", &[("resultat", &words.result(card))])));
    }
    blocks.push(computed(pay, &frames, total.as_ref(), plan, words));
    let is_rounded = |span: &Span<Ratio>| ![&span.least, &span.most].iter().all(|one| Kroner::rounded(one).1);
    if frames.iter().filter_map(|frame| frame.amount.as_ref()).any(is_rounded) {
        blocks.push(prose::paragraph(words.word("afrundet til kroner")));
    }
    blocks.push(Heading::new(1, words.word("fastsættelsen")).into());
    blocks.extend(decided(pay, total.as_ref(), words));
    blocks.traced(Trail::to(pay.at))
}

/// How fulfilment becomes a share.
fn rule(rule: &PayRule, words: &Words) -> Vec<PageBlock> {
    match rule {
        PayRule::Proportional => vec![prose::paragraph(words.word("udmøntes proportionalt"))],
        PayRule::Decided => vec![prose::paragraph(words.word("udmøntes efter skøn"))],
        PayRule::Steps(steps) => {
            let mut steps: Vec<_> = steps.iter().collect();
            steps.sort_by_key(|step| std::cmp::Reverse(step.from));
            let step = |step: &PayStep| {
                let text = words.say("udmøntningstrin", &[("fra", &step.from), ("andel", &step.share)]);
                vec![prose::paragraph(text)]
            };
            let items = steps.into_iter().map(step).collect();
            vec![prose::paragraph(words.word("udmøntes i trin")), PageBlock::List { start: None, items }]
        }
    }
}

/// A row a frame, and their sum where there are several.
fn computed(pay: &Pay, frames: &[PaidFrame], total: Option<&Span<Ratio>>, plan: &Plan, words: &Words) -> PageBlock {
    let columns = [
        ("ramme", "left"),
        ("rammens mål", "left"),
        ("loft", "right"),
        ("opfyldelse", "right"),
        ("andel af loftet", "right"),
        ("beregnet beløb", "right"),
    ];
    let mut data = table("pay", words.word("resultatlønnen læses"), &columns, words);
    let mut row = |rank, of, cells: [String; 6]| {
        let cells = cells.map(words_cell).to_vec();
        data.rows.push(DataRow { rank, depth: 0, cells, from: Trail::to(of) });
    };
    let share = |span: Option<&Span<Ratio>>| {
        span.map_or_else(|| words.word("beregnes ikke"), |span| words.share_span(span, plan.decimals))
    };
    for (frame, paid) in pay.frames.iter().zip(frames) {
        let cells = [
            frame.name.clone().unwrap_or_else(|| words.word("ramme for hele planen")),
            goals(frame, words),
            frame.ceiling.to_string(),
            share(paid.fulfilment.as_ref()),
            share(paid.share.as_ref()),
            amount(paid.amount.as_ref(), words),
        ];
        row(RowRank::Row, frame.at, cells);
    }
    if pay.frames.len() > 1 {
        let ceiling = pay.ceiling();
        let empty = String::new;
        row(
            RowRank::Total,
            pay.at,
            [words.word("rammerne i alt"), empty(), ceiling.to_string(), empty(), empty(), amount(total, words)],
        );
    }
    PageBlock::Data(data)
}

fn goals(frame: &PayFrame, words: &Words) -> String {
    if frame.goals.is_empty() {
        return words.word("rammens mål er alle");
    }
    join(&frame.goals.iter().map(ToString::to_string).collect::<Vec<_>>())
}

/// In whole kroner.
fn amount(span: Option<&Span<Ratio>>, words: &Words) -> String {
    let Some(span) = span else { return words.word("beregnes ikke") };
    let shown = span.map(|one| Kroner::rounded(one).0);
    if span.is_closed() {
        return shown.least.to_string();
    }
    words.say("beløb fra og til", &[("mindst", &shown.least), ("højst", &shown.most)])
}

/// What was decided, and how that stands to what was computed.
fn decided(pay: &Pay, total: Option<&Span<Ratio>>, words: &Words) -> Vec<PageBlock> {
    let Some(decision) = &pay.decision else {
        return vec![prose::paragraph(words.word("resultatlønnen er ikke fastsat"))];
    };
    let set = decision.amount;
    // Held against what is printed above: in whole kroner.
    let computed = total.map_or(set, |total| Kroner::rounded(&total.least).0);
    let phrase = match total {
        Some(total) if !total.is_closed() => "fastsat, mens noget er åbent",
        None => "fastsat efter skøn",
        Some(_) if set > computed => "fastsat over beregningen",
        Some(_) if set < computed => "fastsat under beregningen",
        Some(_) => "fastsat som beregnet",
    };
    let difference = set.apart(computed);
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("hvem", &decision.by), ("dato", &decision.on), ("beløb", &decision.amount), ("forskel", &difference)];
    let mut blocks = vec![prose::paragraph(words.say(phrase, &values))];
    blocks.extend(prose::blocks(&decision.reason, 1));
    blocks.traced(Trail::to(decision.at))
}
