//! Since the last report, and the next deadlines: days with what belongs to each.

use super::Standing;
use super::days::short_day;
use super::line::{Line, lines};
use super::squares::measured;
use crate::document::trail::Trail;
use crate::document::view::{DatedList, PageBlock};
use crate::plan::Goal;
use crate::quantity::{Date, Period};
use crate::score::{Delivery, MarkState, score};
use crate::words::danish::{bind, capital};

/// So many of each have room on a first page.
const MOST: usize = 4;

/// Both lists beside each other; None where there is nothing in either.
pub fn view(standing: &Standing, level: usize) -> Option<PageBlock> {
    let lists: Vec<DatedList> = [since_last(standing, level), next(standing, level)].into_iter().flatten().collect();
    (!lists.is_empty()).then_some(PageBlock::Beside { lists })
}

/// Something on a day.
struct Event<'a> {
    day: Date,
    goal: &'a Goal,
    what: String,
    from: Trail,
}

/// A row of a list, and where it comes from.
type DatedRow = ([String; 2], Trail);

/// What was delivered in the quarter that ends on the day, and what has come to its target or fallen below it.
fn since_last(standing: &Standing, level: usize) -> Option<DatedList> {
    let words = standing.words;
    let today = standing.card.as_of?.min(standing.plan.period.days.last);
    let quarter = standing.plan.period.quarter_of(today)?.days;
    let delivered = measured(standing).into_iter().filter_map(|line| match line.progress()?.delivery? {
        Delivery::On(day) if quarter.contains(day) => {
            let from = line.trail(standing);
            Some(Event { day, goal: line.goal, what: capital(&line.own_name(words)), from })
        }
        Delivery::On(_) | Delivery::Overdue | Delivery::Unreported | Delivery::Awaited => None,
    });
    let mut rows = listed(delivered.collect(), false, standing);
    rows.extend(turned(standing, quarter, today));
    list("siden sidst", rows, level, standing)
}

/// What has changed sides since the quarter before.
fn turned(standing: &Standing, quarter: Period, today: Date) -> Vec<DatedRow> {
    let words = standing.words;
    let Some(before) = quarter.first.day_before().filter(|day| standing.plan.period.days.contains(*day)) else {
        return Vec::new();
    };
    let earlier = score(standing.plan, standing.results, Some(before));
    let of = |goal: &Goal| earlier.goals.iter().find(|one| one.number == goal.number);
    let lines_before = standing.goals().filter_map(|(goal, _)| Some((goal, of(goal)?)));
    let lines_before: Vec<Line> = lines_before.flat_map(|(goal, scored)| lines(goal, scored)).collect();
    let told = measured(standing).into_iter().filter_map(|line| {
        let full_name = line.full_name(words);
        let was = lines_before.iter().find(|one| one.full_name(words) == full_name && one.days == line.days)?;
        let (was, is) = (was.mark.state(), line.mark.state());
        let has_fallen = was == MarkState::OnTarget && is == MarkState::BelowTarget;
        let has_come = was == MarkState::BelowTarget && is == MarkState::OnTarget;
        let phrase = if has_fallen { "er kommet under målet" } else { "er kommet på målet" };
        let day = (has_fallen || has_come).then(|| short_day(today, standing))?;
        Some(([day, bind(&words.say(phrase, &[("hvad", &full_name)]))], line.trail(standing)))
    });
    told.collect()
}

/// What is due after the day.
fn next(standing: &Standing, level: usize) -> Option<DatedList> {
    let words = standing.words;
    let awaited = measured(standing).into_iter().filter_map(|line| {
        let progress = line.progress().filter(|progress| progress.delivery == Some(Delivery::Awaited))?;
        let (day, from) = (progress.due, line.trail(standing));
        Some(Event { day, goal: line.goal, what: capital(&line.own_name(words)), from })
    });
    list("næste frister", listed(awaited.collect(), true, standing), level, standing)
}

/// In order of time; of one goal on one day together where there are several.
fn listed(mut events: Vec<Event>, are_due: bool, standing: &Standing) -> Vec<DatedRow> {
    let words = standing.words;
    events.sort_by_key(|event| event.day);
    let mut rows = Vec::new();
    let mut rest = events.as_slice();
    while let [first, ..] = rest {
        let of_goal = rest.iter().filter(|one| one.day == first.day && one.goal.number == first.goal.number).count();
        let together = rest.iter().take(of_goal).all(|one| one.goal.number == first.goal.number);
        let taken = if together { of_goal } else { 1 };
        let text = match taken {
            1 => format!("{} {}", first.goal.number, first.what),
            count => {
                let phrase = if are_due { "leverancer under mål" } else { "leverancer leveret under mål" };
                let number = words.in_words(count, false);
                words.say(phrase, &[("nr", &first.goal.number), ("område", &first.goal.area), ("antal", &number)])
            }
        };
        let from = if taken == 1 { first.from } else { standing.trail_of(first.goal) };
        rows.push(([short_day(first.day, standing), bind(&text)], from));
        rest = rest.get(taken..).unwrap_or_default();
    }
    rows
}

/// None where there is nothing; what has no room is counted.
fn list(heading: &str, mut rows: Vec<DatedRow>, level: usize, standing: &Standing) -> Option<DatedList> {
    let words = standing.words;
    if rows.len() > MOST {
        let more = rows.len() - (MOST - 1);
        rows.truncate(MOST - 1);
        let text = words.say("og flere", &[("antal", &words.in_words(more, false))]);
        rows.push(([String::new(), text], standing.trail()));
    }
    let (rows, from): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    (!rows.is_empty()).then(|| DatedList { level, heading: words.word(heading), rows, from })
}
