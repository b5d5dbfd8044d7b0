//! The verdict: how a plan stands, in a few sentences made from the figures alone.

use minijinja::context;

use super::Standing;
use super::deviation::Deviation;
use super::line::Line;
use super::squares::measured;
use crate::document::view::PageBlock;
use crate::plan::Direction;
use crate::quantity::Date;
use crate::score::{Delivery, MarkState};
use crate::words::Words;
use crate::words::danish::{bind, capital};

/// What everything that is measured comes to.
pub fn view(standings: &[Standing], words: &Words) -> PageBlock {
    let from = standings.first().map(Standing::trail).unwrap_or_default();
    PageBlock::Verdict { text: bind(&sentences(standings, words).join(" ")), from }
}

/// The same, sentence by sentence; at the end of the year the results first.
fn sentences(standings: &[Standing], words: &Words) -> Vec<String> {
    let Some(day) = standings.iter().filter(|one| one.card.as_of.is_some()).map(|one| one.day).max() else {
        return vec![words.word("intet indberettet")];
    };
    let all: Vec<Line> = standings.iter().flat_map(measured).collect();
    let with = |state: MarkState| all.iter().filter(|line| line.mark.state() == state).collect::<Vec<_>>();
    let decided = [MarkState::Met, MarkState::Partly, MarkState::NotMet].map(with);
    let [met, partly, not_met] = decided.each_ref().map(Vec::len);
    let is_over = standings.iter().all(Standing::has_ended);
    let mut said = Vec::new();
    if is_over && !all.is_empty() {
        said.push(words.tell("dom over året", context! { opfyldt => met, alle => all.len() }));
    }
    said.extend(below(&with(MarkState::BelowTarget), words));
    for (count, phrase) in [(partly, "dom delvist opfyldt"), (not_met, "dom ikke opfyldt")] {
        let number = words.in_words(count, true);
        said.extend((count > 0).then(|| words.tell(phrase, context! { antal => count, ord => number })));
    }
    let on_target = with(MarkState::OnTarget).len();
    if on_target > 0 && with(MarkState::BelowTarget).is_empty() {
        said.push(words.tell("dom på målet", context! { antal => on_target, ord => words.in_words(on_target, true) }));
    }
    said.extend(delivered(&all, day, is_over, words));
    let missing = with(MarkState::NotReported).len();
    let number = words.in_words(missing, true);
    said.extend((missing > 0).then(|| words.tell("dom uden tal", context! { antal => missing, ord => number })));
    if said.is_empty() && met > 0 {
        said.push(words.tell("dom opfyldt", context! { antal => met, ord => words.in_words(met, true) }));
    }
    if said.is_empty() {
        said.push(words.word("dom før noget er forfaldent"));
    }
    said.iter().map(|sentence| capital(sentence)).collect()
}

/// `Fire resultatkrav ligger under måltallet, alle med højst 1 procentpoint.`
fn below(lines: &[&Line], words: &Words) -> Option<String> {
    let deviations: Vec<Deviation> = lines.iter().filter_map(|line| Deviation::of(line)).collect();
    let in_points = deviations.len() == lines.len() && deviations.iter().all(Deviation::is_of_share);
    let most = deviations.iter().map(Deviation::points_away).max().filter(|_| in_points);
    let is_up = |line: &&Line| {
        let series = line.progress().and_then(|progress| progress.series.as_ref());
        series.is_some_and(|series| series.target.bound.direction() == Some(Direction::Up))
    };
    let phrase =
        if lines.iter().copied().all(|line| is_up(&line)) { "dom under måltallet" } else { "dom ikke på målet" };
    let values = context! {
        antal => lines.len(),
        ord => words.in_words(lines.len(), true),
        afstand => most.map(|most| most.to_string()),
    };
    (!lines.is_empty()).then(|| words.tell(phrase, values))
}

/// `Alle fire leverancer med frist til og med 30. juni 2023 er leveret til tiden.`
fn delivered(all: &[Line], day: Date, is_over: bool, words: &Words) -> Option<String> {
    let due = all.iter().filter(|line| {
        let progress = line.progress().filter(|progress| progress.due <= day);
        progress.is_some_and(|progress| progress.delivery.is_some_and(|one| one != Delivery::Awaited))
    });
    let due: Vec<&Line> = due.collect();
    let in_time = due.iter().filter(|line| line.mark.state() == MarkState::Met).count();
    let values = context! {
        alle => due.len(),
        alle_ord => words.in_words(due.len(), false),
        antal => in_time,
        ord => words.in_words(in_time, false),
        dato => day.to_string(),
        året_er_gået => is_over,
    };
    (!due.is_empty()).then(|| words.tell("dom over leverancer", values))
}
