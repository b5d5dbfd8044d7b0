//! *Planen på én side*: every goal with its weight as a bar, and its deadlines on the line of the plan's days.

use std::collections::BTreeSet;

use super::prose;
use super::table::{aligned, spanning, table, thousandths, without_empty, words_cell};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{Bar, Cell, DataRow, Heading, PageBlock, RowRank, YearLine};
use crate::plan::{Goal, Plan, Requirement, Weight, window};
use crate::quantity::{Date, Ratio};
use crate::words::Words;
use crate::words::danish::{bind, join, short_day};
use chrono::Datelike;

/// So many lines of contents leave room for it on their page.
const MOST_LINES: usize = 20;
/// So many lines of contents and goals fill a good half of their page: with fewer, the text goes on below them.
const LEAST_LINES: usize = 13;

/// What stands under the contents of these pieces; only a new page where the contents fill their own.
pub(super) fn view(plan: &Plan, body: &[PageBlock], words: &Words) -> Vec<PageBlock> {
    let lines = body.iter().filter(|block| matches!(block, PageBlock::Heading(heading) if heading.listed)).count();
    let goals_told = plan.goals().count();
    if lines > MOST_LINES || goals_told == 0 {
        return vec![PageBlock::NewPage];
    }
    let text = words.word("planen på én side");
    let heading = Heading { listed: false, ..Heading::new(1, text) };
    let lead = prose::paragraph(words.word("planen på én side læses"));
    let is_full = lines + goals_told >= LEAST_LINES;
    let end = is_full.then_some(PageBlock::NewPage);
    [PageBlock::Heading(heading), lead, goals(plan, words)].into_iter().chain(end).collect()
}

fn goals(plan: &Plan, words: &Words) -> PageBlock {
    let columns = [
        ("nr", "left"),
        ("mål", "left"),
        ("vægt", "right"),
        ("vægten som søjle", "left"),
        ("frister", "left"),
        ("året", "left"),
    ];
    let phrase = if plan.is_weighed { "planen på én side i ord" } else { "planen på én side uden vægte" };
    let caption = words.say(phrase, &[("titel", &plan.title)]);
    let mut data = table("overview", caption, &columns, words);
    let widest = plan.goals().filter_map(|(_, goal)| goal.weight.worth()).max().unwrap_or_else(Ratio::one);
    for group in plan.groups.iter().filter(|group| !group.goals.is_empty()) {
        let name = spanning(RowRank::Group, format!("{} {}", group.number, group.title));
        data.rows.push(name.traced(Trail::to(group.at)));
        data.rows.extend(group.goals.iter().map(|goal| row(plan, goal, &widest, words)));
    }
    PageBlock::Data(aligned(without_empty(data), &[]))
}

fn row(plan: &Plan, goal: &Goal, widest: &Ratio, words: &Words) -> DataRow {
    let weight = words.weight(&goal.weight);
    let bar = goal.weight.worth().map(|worth| {
        let phrase = match goal.weight {
            Weight::Points(_) | Weight::Assumed { .. } => "vægten som søjle i ord",
            Weight::Fraction(_) | Weight::Share(_) | Weight::None | Weight::NotSet => "vægten som del i ord",
        };
        let alt = words.say(phrase, &[("nr", &goal.number), ("vægt", &weight)]);
        Bar { reached: thousandths(&worth, widest), open: 0, lost: 0, alt }
    });
    let days = deadlines(plan, goal);
    let told: Vec<String> = days.iter().map(|day| told(*day, plan)).collect();
    let line = (!days.is_empty()).then(|| YearLine {
        ends: plan.period.quarters().iter().map(|quarter| place(plan, quarter.days.last)).collect(),
        days: days.iter().map(|day| place(plan, *day)).collect(),
        alt: words.say("frister i ord", &[("frister", &join(&told))]),
    });
    let nothing = || words_cell("");
    let cells = vec![
        words_cell(goal.number_in_contract()),
        words_cell(&goal.area),
        words_cell(&weight),
        bar.map_or_else(nothing, Cell::Bar),
        words_cell(bind(&told.join(", "))),
        line.map_or_else(nothing, Cell::Year),
    ];
    DataRow { rank: RowRank::Row, depth: 0, cells, from: Trail::to(goal.at) }
}

/// The last days in time of all that a goal sets a deadline for.
fn deadlines(plan: &Plan, goal: &Goal) -> BTreeSet<Date> {
    fn add<'a>(plan: &Plan, one: &'a Requirement, above: &[&'a Requirement], days: &mut BTreeSet<Date>) {
        let chain = [above, &[one]].concat();
        days.extend(one.deadline.map(|_| window(plan, &chain).1));
        one.parts().iter().for_each(|part| add(plan, part, &chain, days));
    }
    let mut days = BTreeSet::new();
    goal.requirements.iter().for_each(|one| add(plan, one, &[], &mut days));
    days
}

/// `30. juni`; with its year where the plan has several, or another.
fn told(day: Date, plan: &Plan) -> String {
    let days = plan.period.days;
    let is_plain = days.first.0.year() == days.last.0.year() && day.0.year() == days.last.0.year();
    if is_plain { short_day(day) } else { format!("{} {}", short_day(day), day.0.year()) }
}

/// Where a day ends on the line of the plan's days, in thousandths.
fn place(plan: &Plan, day: Date) -> u32 {
    let days = plan.period.days;
    let length = days.last.days_after(days.first) + 1;
    let gone = (day.days_after(days.first) + 1).clamp(0, length);
    thousandths(&Ratio::from(gone.unsigned_abs()), &Ratio::from(length.unsigned_abs().max(1)))
}
