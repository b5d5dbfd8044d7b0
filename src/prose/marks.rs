//! Marks that Markdown takes for markup where their author wrote text: `1. januar` at the beginning of a line is a date, a
//! wrapped `- herunder` a part of its sentence, `2*3*4` a product.
//!
//! In: a text. Out: the same text with a backslash before each such mark, and the [`Doubt`]s: lines that can be read in two
//! ways, whichever was chosen.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What is markup beside CommonMark's.
pub(super) const OPTIONS: Options = Options::ENABLE_FOOTNOTES.union(Options::ENABLE_TABLES);

/// A line that can be read in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A mark begins a line in the midst of a paragraph.
    Interrupts { line: String, mark: String, reading: LineReading },
    /// The numbers of a list do not follow each other.
    Skips { line: String, mark: String, counted: u64 },
    /// A line begins with `>` and a figure: a quotation, or more than so many.
    MoreThan { line: String },
    /// A row of a table has more cells than its head.
    BeyondHead { text: String },
}

/// How a line is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineReading {
    /// As a part of the paragraph above it, its mark as it is written.
    Text,
    /// As a list, a quotation or a heading.
    Markup,
}

/// After a number with a point, these make an ordinal of it, also with a capital.
const MONTHS_AND_PARTS: [&str; 31] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "nov",
    "dec",
    "kvartal",
    "kvartals",
    "kvartalet",
    "kvartaler",
    "halvår",
    "halvårs",
    "halvåret",
];

/// The same, in small letters alone: with a capital they can head an item of a list.
const ORDERED: [&str; 50] = [
    "afsnit",
    "behandling",
    "del",
    "dag",
    "dags",
    "delmål",
    "division",
    "eller",
    "etape",
    "fase",
    "gang",
    "gange",
    "gangs",
    "generation",
    "generations",
    "instans",
    "juledag",
    "klasse",
    "led",
    "lov",
    "måned",
    "måneds",
    "og",
    "person",
    "pinsedag",
    "pkt",
    "plads",
    "prioritet",
    "prioritets",
    "punkt",
    "punktum",
    "påskedag",
    "rate",
    "række",
    "runde",
    "sal",
    "samling",
    "semester",
    "stk",
    "tertial",
    "tertials",
    "til",
    "trin",
    "udgave",
    "uge",
    "version",
    "år",
    "året",
    "årgang",
    "års",
];

/// A text whose marks mean what its author wrote.
pub(super) struct Settled {
    pub text: String,
    /// Where a backslash stands that nobody wrote, in order.
    inserted: Vec<usize>,
}

impl Settled {
    /// A piece of it, as it was written.
    pub fn written(&self, range: Range<usize>) -> String {
        let mut written = String::with_capacity(range.len());
        let mut from = range.start;
        let first = self.inserted.partition_point(|at| *at < range.start);
        for at in self.inserted[first..].iter().take_while(|at| **at < range.end) {
            written.push_str(&self.text[from..*at]);
            from = at + 1;
        }
        written + &self.text[from..range.end]
    }
}

/// Settles what each mark of a text is.
pub(super) fn settle(text: &str) -> (Settled, Vec<Doubt>) {
    let mut settled = Settled { text: text.to_owned(), inserted: Vec::new() };
    let mut doubts = Vec::new();
    loop {
        let mut found = MarksFound::default();
        found.look(&settled.text);
        let (mut text_marks, more) = (found.text_marks, found.doubts);
        doubts.extend(more);
        text_marks.sort_unstable();
        text_marks.dedup();
        if text_marks.is_empty() {
            return (settled, distinct(doubts));
        }
        insert(&mut settled, &text_marks);
    }
}

/// What was doubted before a mark became text may be told again after it.
fn distinct(doubts: Vec<Doubt>) -> Vec<Doubt> {
    let mut told: Vec<Doubt> = Vec::new();
    for doubt in doubts {
        if !told.contains(&doubt) {
            told.push(doubt);
        }
    }
    told
}

/// Puts a backslash before each of these bytes. Every one is ASCII punctuation, which a backslash makes text.
fn insert(settled: &mut Settled, marks: &[usize]) {
    let mut text = String::with_capacity(settled.text.len() + marks.len());
    let mut from = 0;
    for at in marks {
        text.push_str(&settled.text[from..*at]);
        text.push('\\');
        from = *at;
    }
    text.push_str(&settled.text[from..]);
    settled.text = text;
    let moved = |at: &usize| at + marks.partition_point(|mark| mark <= at);
    let mut inserted: Vec<usize> = settled.inserted.iter().map(moved).collect();
    inserted.extend(marks.iter().enumerate().map(|(before, at)| at + before));
    inserted.sort_unstable();
    settled.inserted = inserted;
}

/// What a look at a text finds.
#[derive(Default)]
struct MarksFound {
    /// The bytes of marks that are text.
    text_marks: Vec<usize>,
    doubts: Vec<Doubt>,
}

/// A block that has just ended.
#[derive(Clone, Copy)]
struct Above {
    is_list: bool,
    end: usize,
}

impl MarksFound {
    fn look(&mut self, text: &str) {
        let events: Vec<(Event, Range<usize>)> = Parser::new_ext(text, OPTIONS).into_offset_iter().collect();
        let mut above: Option<Above> = None;
        // How many items of lists are open: a list in an item is put there on purpose.
        let mut items = 0_usize;
        for (index, (event, range)) in events.iter().enumerate() {
            match event {
                Event::Start(Tag::List(start)) => {
                    let above = above.take().filter(|above| follows(text, *above, range.start));
                    self.list(text, *start, &items_of(text, &events[index + 1..]), above.filter(|_| items == 0));
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    let above = above.take().filter(|above| follows(text, *above, range.start));
                    self.quotation(text, range, above.filter(|above| items == 0 && !above.is_list));
                }
                Event::Start(Tag::Heading { .. }) => {
                    let above = above.take().filter(|above| follows(text, *above, range.start));
                    self.heading(text, range, above.filter(|above| !above.is_list));
                }
                Event::Start(Tag::Item) => (above, items) = (None, items + 1),
                Event::End(TagEnd::Item) => (above, items) = (None, items.saturating_sub(1)),
                Event::Start(Tag::Emphasis) => self.emphasis(text, range, 1),
                Event::Start(Tag::Strong) => self.emphasis(text, range, 2),
                Event::End(TagEnd::Paragraph) => above = Some(Above { is_list: false, end: range.end }),
                Event::End(TagEnd::List(_)) => above = Some(Above { is_list: true, end: range.end }),
                Event::Start(_) | Event::End(_) | Event::Rule | Event::Html(_) => above = None,
                _ => {}
            }
        }
    }

    fn list(&mut self, text: &str, start: Option<u64>, items: &[usize], above: Option<Above>) {
        let Some(&first) = items.first() else { return };
        let ordinals: Vec<usize> = items.iter().filter_map(|item| ordinal(text, *item)).collect();
        let is_list = !ordinals.is_empty();
        self.text_marks.extend(ordinals);
        if is_list {
            return;
        }
        if let Some(above) = above.filter(|above| may_interrupt(text, start, *above)) {
            let reading = match items.len() {
                1 if !(above.is_list && start.is_none()) => LineReading::Text,
                _ => LineReading::Markup,
            };
            if reading == LineReading::Text {
                self.text_marks.push(first + digits(text, first).len());
            }
            let (line, mark) = (line_of(text, first), mark_of(text, first));
            self.doubts.push(Doubt::Interrupts { line, mark, reading });
        }
        for (before, item) in items.iter().zip(items.iter().skip(1)) {
            let (Some(last), Some(own)) = (number(text, *before), number(text, *item)) else { continue };
            if own != last + 1 {
                let (line, mark) = (line_of(text, *item), mark_of(text, *item));
                self.doubts.push(Doubt::Skips { line, mark, counted: last + 1 });
            }
        }
    }

    /// `kravet er` and, on the next line, `> 85 pct.`
    fn quotation(&mut self, text: &str, range: &Range<usize>, above: Option<Above>) {
        let start = mark_at(text, range.start);
        let is_one_line = !text[range.clone()].trim_end().contains('\n');
        let figure = text[range.start..].trim_start_matches(['>', ' ']).starts_with(|one: char| one.is_ascii_digit());
        let line = line_of(text, start);
        if above.is_some_and(|above| !ends_in_colon(text, above)) {
            let reading = if is_one_line { LineReading::Text } else { LineReading::Markup };
            if is_one_line {
                self.text_marks.push(start);
            }
            self.doubts.push(Doubt::Interrupts { line, mark: ">".to_owned(), reading });
        } else if is_one_line && figure {
            self.doubts.push(Doubt::MoreThan { line });
        }
    }

    /// `se bilag` and, on the next line, `# 3`
    fn heading(&mut self, text: &str, range: &Range<usize>, above: Option<Above>) {
        let start = mark_at(text, range.start);
        let figure = text[start..].strip_prefix("# ").map(str::trim_start);
        if above.is_some() && figure.is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit())) {
            self.text_marks.push(start);
            let (line, mark) = (line_of(text, start), "#".to_owned());
            self.doubts.push(Doubt::Interrupts { line, mark, reading: LineReading::Text });
        }
    }

    /// `2*3*4`: what stands on a figure is a sign of multiplication.
    fn emphasis(&mut self, text: &str, range: &Range<usize>, width: usize) {
        let is_digit = |one: Option<char>| one.is_some_and(|one| one.is_ascii_digit());
        let before = text[..range.start].trim_end_matches('*').chars().next_back();
        let after = text[range.end..].trim_start_matches('*').chars().next();
        if is_digit(before) || is_digit(after) {
            self.text_marks.extend(range.start..range.start + width);
            self.text_marks.extend(range.end - width..range.end);
        }
    }
}

/// Where the marks of a list's items stand, from the events that follow its beginning.
fn items_of(text: &str, events: &[(Event, Range<usize>)]) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut items = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Item) if depth == 0 => items.push(mark_at(text, range.start)),
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) if depth == 0 => break,
            Event::End(TagEnd::List(_)) => depth -= 1,
            _ => {}
        }
    }
    items
}

/// Whether a block begins on the line below another.
fn follows(text: &str, above: Above, start: usize) -> bool {
    let end = text[..above.end.min(start)].trim_end().len();
    text[end..start].matches('\n').count() == 1
}

/// Whether a list is doubtful where it follows another block without an empty line between them. What a colon announces is
/// no doubt, and lists of other bullets may follow each other.
fn may_interrupt(text: &str, start: Option<u64>, above: Above) -> bool {
    if above.is_list { start.is_some_and(|start| start != 1) } else { !ends_in_colon(text, above) }
}

fn ends_in_colon(text: &str, above: Above) -> bool {
    text[..above.end].trim_end().trim_end_matches(['*', '_']).ends_with(':')
}

/// The digits of an item's number; none of a bullet's.
fn digits(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    &rest[..rest.find(|one: char| !one.is_ascii_digit()).unwrap_or(rest.len())]
}

/// Where the mark of an item stands: an item may begin with the spaces before it.
fn mark_at(text: &str, start: usize) -> usize {
    text[start..].find(|one: char| one != ' ').map_or(start, |spaces| start + spaces)
}

/// The number of an item of a list, as it is written.
pub(super) fn number(text: &str, start: usize) -> Option<u64> {
    digits(text, mark_at(text, start)).parse().ok()
}

/// The point after a number that is no mark of a list: `1. januar`, `2. kvartal`, `007.`
fn ordinal(text: &str, start: usize) -> Option<usize> {
    let digits = digits(text, start);
    let rest = text[start + digits.len()..].strip_prefix('.').filter(|_| !digits.is_empty())?;
    let rest = rest.trim_start_matches(|one: char| one.is_whitespace() || one == '*' || one == '_');
    let word = &rest[..rest.find(|one: char| !one.is_alphabetic()).unwrap_or(rest.len())];
    let is_ordinal = MONTHS_AND_PARTS.contains(&word.to_lowercase().as_str()) || ORDERED.contains(&word);
    let has_zeros = digits.len() > 1 && digits.starts_with('0');
    (is_ordinal || has_zeros).then_some(start + digits.len())
}

/// `-`, `1.`
fn mark_of(text: &str, start: usize) -> String {
    let length = digits(text, start).len();
    text[start..].chars().take(length + 1).collect()
}

fn line_of(text: &str, start: usize) -> String {
    text[start..].lines().next().unwrap_or_default().trim_end().to_owned()
}
