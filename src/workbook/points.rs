//! A scorecard as a workbook: points with their sums, and the figures that they come from.

use rust_decimal::Decimal;

use super::table::{Figured, SheetTable, TableCell, write};
use super::{WorkbookError, begin, end};
use crate::plan::Plan;
use crate::quantity::{Number, Percent, Points, Ratio};
use crate::score::{Mark, Scorecard, Span, percent, points, points_of, together};
use crate::words::Words;

/// Digits behind the comma that are kept of what is not shown whole: a sum of them is the sum.
const KEPT: u32 = 12;

/// # Errors
/// A text of the plan that is longer than a cell can be.
pub fn scorecard(plan: &Plan, card: &Scorecard, words: &Words) -> Result<Vec<u8>, WorkbookError> {
    let mut book = begin(&plan.title)?;
    let writer = PointsWriter { plan, card, words };
    write(&mut book, &writer.marks())?;
    if card.is_weighed() {
        write(&mut book, &writer.groups())?;
    }
    let measured = writer.measured();
    if !measured.rows.is_empty() {
        write(&mut book, &measured)?;
    }
    end(book)
}

struct PointsWriter<'a> {
    plan: &'a Plan,
    card: &'a Scorecard,
    words: &'a Words<'a>,
}

impl PointsWriter<'_> {
    fn caption(&self, what: &str) -> String {
        format!("{}, {}: {what}", self.plan.title, self.plan.institution.name)
    }

    fn notes(&self) -> Vec<String> {
        let seen = match self.card.as_of {
            Some(day) => self.words.say("scorekortets dag", &[("dato", &day)]),
            None => self.words.word("scorekort uden indberetning"),
        };
        let example = self.card.is_example.then(|| self.words.word("scorekort med eksempler"));
        let exact = "Tallene er regnet ud uden afrunding; kun visningen er afrundet.".to_owned();
        [seen].into_iter().chain(example).chain([exact]).collect()
    }

    /// Goals and what is in them, a row each.
    fn marks(&self) -> SheetTable {
        let heads = [
            ("Nr.", 20),
            ("Mål og resultatkrav", 50),
            ("Niveau", 8),
            ("Vægt", 10),
            ("Opfyldelse mindst", 12),
            ("Opfyldelse højst", 12),
            ("Point mindst", 10),
            ("Point højst", 10),
            ("Status", 18),
            ("Forventet", 18),
        ];
        let mut rows = Vec::new();
        let mut goals = Vec::new();
        for goal in &self.card.goals {
            goals.push(rows.len());
            self.push(&goal.mark, 1, &mut rows);
        }
        for mark in &self.card.removed {
            self.push(mark, mark.address.steps.len() + 1, &mut rows);
        }
        let mut totals = Vec::new();
        if let Some(total) = &self.card.total {
            let (worth, _) = together(self.card.goals.iter());
            let whole = Ratio::from(Points::WHOLE_PLAN);
            let sum = |ratio: &Ratio| self.sum(&goals, ratio, points_of(ratio, &whole, self.card.decimals));
            let mut row = vec![TableCell::Nothing; heads.len()];
            row[1] = TableCell::Text(self.words.word("mål i alt"));
            row[3] = worth.map_or(TableCell::Nothing, |worth| sum(&worth));
            row[6] = sum(&total.least);
            row[7] = sum(&total.most);
            totals.push(rows.len());
            rows.push(row);
        }
        let heads = heads.map(|(head, width)| (head.to_owned(), width)).into();
        SheetTable {
            name: "Point".to_owned(),
            caption: self.caption("point"),
            heads,
            rows,
            totals,
            notes: self.notes(),
        }
    }

    fn push(&self, mark: &Mark, depth: usize, rows: &mut Vec<Vec<TableCell>>) {
        let decimals = self.card.decimals;
        let figure = |ratio: &Ratio, shown: Number| TableCell::Figure(figured(ratio, shown, ""));
        let of_points = |pick: fn(&Span<Ratio>) -> &Ratio| match (&mark.points, &mark.worth) {
            (Some(points), Some(worth)) => figure(pick(points), points_of(pick(points), worth, decimals)),
            (Some(_) | None, _) => TableCell::Nothing,
        };
        let share =
            |ratio: &Ratio| TableCell::Figure(figured(&ratio.in_percent(), percent(ratio, decimals), Percent::UNIT));
        rows.push(vec![
            TableCell::Text(mark.address.to_string()),
            TableCell::Text(self.words.name(&mark.name)),
            TableCell::Figure(Figured { value: Decimal::from(depth), decimals: 0, unit: String::new() }),
            mark.worth.as_ref().map_or(TableCell::Nothing, |worth| figure(worth, points(worth, decimals))),
            share(mark.fulfilment.least.ratio()),
            share(mark.fulfilment.most.ratio()),
            of_points(|span| &span.least),
            of_points(|span| &span.most),
            TableCell::Text(self.words.state(mark.state())),
            mark.expected.as_ref().map_or(TableCell::Nothing, |one| TableCell::Text(self.words.expectation(one.what))),
        ]);
        mark.parts.iter().for_each(|part| self.push(part, depth + 1, rows));
    }

    fn sum(&self, of: &[usize], ratio: &Ratio, shown: Number) -> TableCell {
        TableCell::Sum { of: of.to_vec(), is: figured(ratio, shown, "") }
    }

    /// What the goals of each group weigh and reach together.
    fn groups(&self) -> SheetTable {
        let heads = [("Nr.", 8), ("Målgruppe", 50), ("Vægt", 10), ("Point mindst", 10), ("Point højst", 10)];
        let mut rows = Vec::new();
        for group in &self.plan.groups {
            let is_own = |number| group.goals.iter().any(|goal| goal.number == number);
            let goals = self.card.goals.iter().filter(|goal| is_own(goal.number.clone()));
            let (worth, reached) = together(goals);
            let cell = |ratio: &Ratio| TableCell::Figure(figured(ratio, points(ratio, self.card.decimals), ""));
            rows.push(vec![
                TableCell::Text(group.number.to_string()),
                TableCell::Text(group.title.clone()),
                worth.as_ref().map_or(TableCell::Nothing, &cell),
                reached.as_ref().map_or(TableCell::Nothing, |span| cell(&span.least)),
                reached.as_ref().map_or(TableCell::Nothing, |span| cell(&span.most)),
            ]);
        }
        let own: Vec<usize> = (0..rows.len()).collect();
        let (worth, reached) = together(self.card.goals.iter());
        let whole = Ratio::from(Points::WHOLE_PLAN);
        let sum = |ratio: &Ratio| self.sum(&own, ratio, points_of(ratio, &whole, self.card.decimals));
        rows.push(vec![
            TableCell::Nothing,
            TableCell::Text(self.words.word("mål i alt")),
            worth.as_ref().map_or(TableCell::Nothing, sum),
            reached.as_ref().map_or(TableCell::Nothing, |span| sum(&span.least)),
            reached.as_ref().map_or(TableCell::Nothing, |span| sum(&span.most)),
        ]);
        let totals = vec![rows.len() - 1];
        let heads = heads.map(|(head, width)| (head.to_owned(), width)).into();
        let caption = self.caption("målgrupper");
        SheetTable { name: "Målgrupper".to_owned(), caption, heads, rows, totals, notes: self.notes() }
    }

    /// Each number that was reached in a period, beside its target.
    fn measured(&self) -> SheetTable {
        let heads =
            [("Nr.", 20), ("Resultatkrav", 50), ("Periode", 16), ("Nået", 12), ("Mål", 28), ("Målet er nået", 14)];
        let mut rows = Vec::new();
        let marks = self.card.goals.iter().flat_map(|goal| goal.mark.walk());
        for mark in marks.filter(|mark| mark.parts.is_empty()) {
            let Some(series) = mark.progress.as_ref().and_then(|progress| progress.series.as_ref()) else { continue };
            let unit = series.target.unit();
            for point in &series.points {
                let Some(reached) = &point.reached else { continue };
                rows.push(vec![
                    TableCell::Text(mark.address.to_string()),
                    TableCell::Text(self.words.name(&mark.name)),
                    TableCell::Text(point.period.to_string()),
                    TableCell::Figure(figured(&reached.value, reached.shown, unit.trim())),
                    TableCell::Text(self.words.bound(&series.target.bound)),
                    TableCell::Text(if reached.meets { "ja" } else { "nej" }.to_owned()),
                ]);
            }
        }
        let heads = heads.map(|(head, width)| (head.to_owned(), width)).into();
        let caption = self.caption("målinger");
        SheetTable { name: "Målinger".to_owned(), caption, heads, rows, totals: Vec::new(), notes: self.notes() }
    }
}

/// The number itself, shown with as many decimals as it is shown with elsewhere.
fn figured(ratio: &Ratio, shown: Number, unit: &str) -> Figured {
    Figured { value: ratio.round_half_away(KEPT).0.normalize(), decimals: shown.0.scale(), unit: unit.to_owned() }
}
