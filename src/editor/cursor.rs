//! Where a cursor stands in YAML that is being written, and so need not be YAML yet: told by indentation, from the lines
//! above it.

use std::ops::Range;

/// A step from the file's root to where the cursor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorStep {
    Key(String),
    Item,
}

/// Where a cursor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The keys and lists that it stands in, from the outside in; that of its own line is the last where it stands behind
    /// the colon.
    pub steps: Vec<CursorStep>,
    pub place: CursorPlace,
    /// The bytes of what is written there: a key, or the value behind one.
    pub word: Range<usize>,
    /// The other keys of the map that it stands in.
    pub siblings: Vec<String>,
}

/// What is written where a cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorPlace {
    /// A key, or an item of a list that may become one.
    Key,
    /// What stands behind a colon, or in a list within brackets.
    Value,
    /// Text of several lines, or a comment.
    Prose,
}

/// A line as far as its place in the file goes: dashes, a key, and what stands behind its colon.
struct YamlLine<'a> {
    dashes: Vec<usize>,
    /// Where what is no dash begins.
    column: usize,
    key: Option<&'a str>,
    /// What stands behind the colon, or the whole where there is none; and where it begins.
    value: &'a str,
    value_at: usize,
}

impl<'a> YamlLine<'a> {
    /// None of an empty line or a comment.
    fn read(line: &'a str) -> Option<Self> {
        let mut dashes = Vec::new();
        let mut column = indent(line);
        while let Some(rest) = line[column..].strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '))
        {
            dashes.push(column);
            column += 1 + indent(rest);
        }
        let rest = &line[column..];
        if rest.starts_with('#') || rest.is_empty() && dashes.is_empty() {
            return None;
        }
        let (key, value_at) = match key_of(rest) {
            Some((key, length)) => (Some(key), column + length),
            None => (None, column),
        };
        let value_at = value_at + if key.is_some() { indent(&line[value_at..]) } else { 0 };
        Some(Self { dashes, column, key, value: &line[value_at..], value_at })
    }

    fn opens_block(&self) -> bool {
        let mark = self.value.split('#').next().unwrap_or_default().trim_end();
        mark.starts_with(['|', '>']) && mark.len() <= 3
    }

    fn is_empty(&self) -> bool {
        self.value.is_empty() || self.value.starts_with('#')
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// `vægt: 5` → `vægt`, and the length with the colon.
fn key_of(text: &str) -> Option<(&str, usize)> {
    if let Some(quote) = text.chars().next().filter(|first| ['"', '\''].contains(first)) {
        let end = text[1..].find(quote)? + 2;
        return text[end..].starts_with(':').then(|| (&text[1..end - 1], end + 1));
    }
    if text.starts_with(['{', '[', '|', '>', '#']) {
        return None;
    }
    let end = text.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = &text[at + 1..];
        after.is_empty() || after.starts_with(' ')
    })?;
    Some((text[..end].trim_end(), end + 1))
}

impl Cursor {
    /// Where a byte of a text stands.
    pub fn at(text: &str, byte: usize) -> Self {
        let byte = floor(text, byte);
        let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
        let end = text[byte..].find('\n').map_or(text.len(), |at| byte + at);
        let line = text[start..end].trim_end_matches('\r');
        let above: Vec<&str> = text[..start].lines().collect();
        let column = (byte - start).min(line.len());
        let prose = |steps| Self { steps, place: CursorPlace::Prose, word: byte..byte, siblings: Vec::new() };
        if is_comment(&line[..column]) {
            return prose(Vec::new());
        }
        let own = YamlLine::read(line);
        // An empty line belongs to what its cursor is indented to.
        let (limit, begins) = match &own {
            None => (column, Begins::Map),
            Some(own) => own.dashes.first().map_or((own.column, Begins::Map), |dash| (*dash, Begins::List)),
        };
        let mut found = LinesAbove::of(&above, limit, begins);
        if found.is_prose {
            return prose(found.steps);
        }
        let Some(own) = own else {
            found.siblings.extend(below(&text[end..], limit));
            return Self { steps: found.steps, place: CursorPlace::Key, word: byte..byte, siblings: found.siblings };
        };
        for _ in own.dashes.iter().filter(|dash| **dash < column) {
            found.steps.push(CursorStep::Item);
        }
        let mut siblings = if own.dashes.is_empty() { found.siblings } else { Vec::new() };
        siblings.extend(below(&text[end..], own.column));
        match own.key {
            Some(key) if column >= own.value_at.min(line.len()) && column > own.column + key.len() => {
                found.steps.push(CursorStep::Key(key.to_owned()));
                Self::within(found.steps, siblings, line, &own, column, start)
            }
            Some(key) => {
                let word = start + own.column..start + own.column + key.len();
                Self { steps: found.steps, place: CursorPlace::Key, word, siblings }
            }
            None => Self::within(found.steps, siblings, line, &own, column, start),
        }
    }

    /// In what stands behind a key or a dash, which may be lists and maps within brackets.
    fn within(
        mut steps: Vec<CursorStep>,
        mut siblings: Vec<String>,
        line: &str,
        own: &YamlLine,
        column: usize,
        start: usize,
    ) -> Self {
        let value = &line[own.value_at.min(column)..column];
        let after = &line[column..];
        let whole = own.value_at..line.trim_end().len().max(own.value_at);
        if !value.starts_with(['{', '[']) {
            let is_bare = own.key.is_none();
            let place = if is_bare { CursorPlace::Key } else { CursorPlace::Value };
            return Self { steps, place, word: start + whole.start..start + whole.end, siblings };
        }
        // Each bracket that is open, with the keys of its map.
        let mut open: Vec<(char, Vec<String>)> = Vec::new();
        let mut begin = own.value_at;
        let mut quote: Option<char> = None;
        let mut is_value = false;
        for (at, one) in value.char_indices() {
            let at = own.value_at + at;
            match (quote, one) {
                (Some(mark), one) if mark == one => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(one),
                (None, '{' | '[') => {
                    if open.last().is_some_and(|(bracket, _)| *bracket == '[') {
                        steps.push(CursorStep::Item);
                    }
                    open.push((one, Vec::new()));
                    (begin, is_value) = (at + 1, one == '[');
                }
                (None, '}' | ']') => {
                    open.pop();
                    match open.last() {
                        Some(('[', _)) => {
                            steps.pop();
                        }
                        Some(_) => is_value = true,
                        None => {}
                    }
                }
                (None, ':') if line[at + 1..].starts_with(' ') => {
                    if let Some((_, keys)) = open.last_mut() {
                        let key = line[begin..at].trim().trim_matches(['"', '\'']).to_owned();
                        keys.push(key.clone());
                        steps.push(CursorStep::Key(key));
                        (begin, is_value) = (at + 1, true);
                    }
                }
                (None, ',') => {
                    if let Some(('{', _)) = open.last()
                        && is_value
                    {
                        steps.pop();
                        is_value = false;
                    }
                    begin = at + 1;
                }
                (None, _) => {}
            }
        }
        let Some((bracket, keys)) = open.pop() else {
            return Self { steps, place: CursorPlace::Value, word: start + column..start + column, siblings };
        };
        if bracket == '[' {
            steps.push(CursorStep::Item);
        }
        let begin = begin + indent(&line[begin.min(column)..column]);
        let stop = after.find([',', '}', ']', ':']).unwrap_or(after.trim_end().len());
        siblings.clear();
        siblings.extend(keys);
        let place = if is_value { CursorPlace::Value } else { CursorPlace::Key };
        Self { steps, place, word: start + begin..start + column + stop, siblings }
    }
}

/// What the lines above say of a place that is indented so far.
struct LinesAbove {
    steps: Vec<CursorStep>,
    siblings: Vec<String>,
    is_prose: bool,
}

/// What begins at the column that lines above are held against.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    Map,
    /// Its key can stand as far to the right as its dashes.
    List,
}

impl LinesAbove {
    fn of(lines: &[&str], mut limit: usize, mut begins: Begins) -> Self {
        let mut found = Self { steps: Vec::new(), siblings: Vec::new(), is_prose: false };
        for line in lines.iter().rev().filter_map(|line| YamlLine::read(line)) {
            if let Some(key) = line.key {
                let is_sibling = begins == Begins::Map && line.column == limit;
                let is_parent = line.column < limit || begins == Begins::List && line.column == limit;
                if is_sibling && found.steps.is_empty() {
                    found.siblings.push(key.to_owned());
                } else if is_parent && line.opens_block() {
                    // A text on several lines holds neither keys nor lists.
                    found.is_prose = true;
                    break;
                } else if is_parent && line.is_empty() {
                    found.steps.push(CursorStep::Key(key.to_owned()));
                    (limit, begins) = (line.column, Begins::Map);
                }
            }
            for dash in line.dashes.iter().rev().filter(|dash| **dash <= line.column) {
                if *dash < limit {
                    found.steps.push(CursorStep::Item);
                    (limit, begins) = (*dash, Begins::List);
                }
            }
        }
        found.steps.reverse();
        found
    }
}

/// The keys below that stand in the same map.
fn below(text: &str, column: usize) -> Vec<String> {
    let lines = text.lines().skip(1).map(|text| (text, YamlLine::read(text)));
    let mut keys = Vec::new();
    for (text, line) in lines {
        let Some(line) = line else { continue };
        if indent(text) < column || indent(text) == column && !line.dashes.is_empty() {
            break;
        }
        if line.column == column && line.dashes.is_empty() {
            keys.extend(line.key.map(str::to_owned));
        }
    }
    keys
}

/// Whether what stands before it makes it part of a comment.
fn is_comment(before: &str) -> bool {
    before.trim_start().starts_with('#') || before.contains(" #")
}

/// The nearest boundary of a letter that is not behind it.
fn floor(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
