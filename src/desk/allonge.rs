//! A new target for a requirement → the next allonge, with the old beside the new, checked before it is written.

use super::field::{FieldChoice, FieldError, FieldForm, Filled, FormField};
use super::form::{demanded, measured};
use super::levels::as_written;
use super::path::{WordPath, value_of};
use super::sheet::FileDraft;
use super::standing::{DeskError, RowStanding, stands_in};
use super::typed::{day, prose};
use crate::amend::Amended;
use crate::diagnostic::{Finding, Severity};
use crate::document::targets;
use crate::draft::{AllongeWords, of_target};
use crate::language::{Message, say};
use crate::plan::{Address, Joined, Plan, Requirement, TargetSpread};
use crate::quantity::{Date, Percent, YES};
use crate::schema;
use crate::source::{At, NodeKind};
use crate::words::Words;
use crate::workspace::{Edit, Inspected, Workspace};
use crate::write::requirement_words;

/// What can be given another target: its address, and its name in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendable {
    pub address: Address,
    pub name: String,
    pub targets: Vec<String>,
}

/// What is to be filled in to give a requirement another target.
#[derive(Debug, Clone)]
pub struct AllongeForm {
    pub number: u32,
    pub address: Address,
    pub name: String,
    /// As they are before it.
    pub targets: Vec<String>,
    pub fields: Vec<FormField>,
    /// Each field of the target, with where its value stands in the requirement's words.
    paths: Vec<(String, WordPath)>,
}

/// What comes of it.
#[derive(Debug)]
pub struct AllongeAnswer {
    pub errors: Vec<FieldError>,
    /// What is to be thought of, though it can be written.
    pub remarks: Vec<Message>,
    /// The targets as they are then; none while something is wrong.
    pub targets: Vec<String>,
    /// How it stands before and after by what is reported already; none while something is wrong.
    pub stands: Option<[RowStanding; 2]>,
    pub file: Option<FileDraft>,
}

const DATE: &str = "dato";
const FROM: &str = "fra-dag";
const UNTIL: &str = "til-dag";
const REASON: &str = "begrundelse";
const JOINED: &str = "samles";
const SHARES: &str = "samles-andele";
const SPREAD: &str = "er-for";
const EXAMPLE: &str = "eksempel";
const BY_SHARES: &str = "andele";

impl Workspace {
    /// What of the only plan can be given another target, as it reads when its drafts are signed.
    ///
    /// # Errors
    /// There is no such plan.
    pub fn amendable(&self) -> Result<Vec<Amendable>, DeskError> {
        let inspected = self.plan()?;
        let (amended, from) = first_day(inspected)?;
        let plan = amended.proposed_on(from);
        let words = words(inspected, plan)?;
        let all = demanded(plan).into_iter().filter_map(|(_, address, chain)| {
            let requirement = measured(&chain)?;
            let has_target = !WordPath::all(&requirement_words(requirement)).is_empty();
            let targets = targets(requirement, chain.iter().rev().find_map(|one| one.deadline), &words);
            has_target.then(|| Amendable { address, name: requirement.words(), targets })
        });
        Ok(all.collect())
    }

    /// The form that gives a requirement another target. None where the plan has no such requirement.
    ///
    /// # Errors
    /// There is no such plan.
    pub fn allonge_form(&self, address: &str, today: Date) -> Result<Option<AllongeForm>, DeskError> {
        let inspected = self.plan()?;
        let (amended, from) = first_day(inspected)?;
        let from = from.max(today.min(amended.signed().period.days.last));
        form(inspected, amended, address, from, today)
    }

    /// What comes of what was typed. Nothing is written.
    ///
    /// # Errors
    /// There is no such plan, or no such requirement in it any more.
    pub fn allonge(&self, address: &str, filled: &Filled, today: Date) -> Result<AllongeAnswer, DeskError> {
        let inspected = self.plan()?;
        let (amended, first) = first_day(inspected)?;
        let mut errors = Vec::new();
        let typed = |name: &str| filled.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
        let from = needed_day(FROM, &typed(FROM), &mut errors);
        let period = amended.signed().period.days;
        if let Some(from) = from.filter(|from| !period.contains(*from)) {
            let message = say!("amend.outside-period", day = from, period = period);
            errors.push(FieldError { field: FROM.to_owned(), message, help: None });
        }
        // What it changes reads as on the day from which it holds.
        let day = from.filter(|from| period.contains(*from)).unwrap_or(first);
        let form = form(inspected, amended, address, day, today)?.ok_or(DeskError::Changed)?;
        let plan = amended.proposed_on(day);
        let requirement = find(plan, address).ok_or(DeskError::Changed)?;
        let mut new = requirement_words(requirement);
        for (name, path) in &form.paths {
            let field = form.fields.iter().find(|field| field.name == *name);
            let typed = field.map(|field| field.typed(filled)).unwrap_or_default();
            if typed.is_empty() {
                errors.push(FieldError { field: name.clone(), message: say!("desk.target-missing"), help: None });
            }
            path.put(&mut new, &typed);
        }
        let words = read_words(&form, filled, from, &mut errors);
        let is_new = new != requirement_words(requirement);
        if !is_new && let Some((name, _)) = form.paths.first() {
            errors.push(FieldError { field: name.clone(), message: say!("desk.target-same"), help: None });
        }
        let nothing =
            |errors| AllongeAnswer { errors, remarks: Vec::new(), targets: Vec::new(), stands: None, file: None };
        let Some(words) = words.filter(|_| errors.is_empty()) else { return Ok(nothing(errors)) };
        let text = of_target(plan, &form.address, &new, &words).ok_or(DeskError::Changed)?;
        let path = inspected.allonge_file(form.number);
        let after = self.inspect_with(inspected, &[Edit::replacing(path.clone(), text.as_str())]);
        let found: Vec<&Finding> = after.report.findings().iter().filter(|one| is_in(one, &after, &path)).collect();
        let wrong = found.iter().filter(|finding| finding.level == Severity::Error);
        errors.extend(wrong.map(|finding| at_field(finding, &after, &path, &form)));
        let remarks = found.iter().filter(|finding| finding.level != Severity::Error);
        let remarks = remarks.map(|finding| finding.message.clone()).collect();
        let proposed = after.known.amended().map(|amended| amended.proposed_on(day));
        let targets = proposed.and_then(|plan| said_targets(&after, plan, address));
        let (Some(targets), true) = (targets, errors.is_empty()) else {
            if errors.is_empty() {
                return Err(DeskError::Unreadable);
            }
            return Ok(AllongeAnswer { remarks, ..nothing(errors) });
        };
        let before = stands_in(inspected, plan, &form.address);
        let stands = before.zip(proposed.and_then(|plan| stands_in(&after, plan, &form.address)));
        let stands = stands.map(|(before, after)| [before, after]);
        let edit = Edit::new(path.clone(), text.clone());
        let file = FileDraft { path, before: None, after: text, edit };
        Ok(AllongeAnswer { errors, remarks, targets, stands, file: Some(file) })
    }
}

/// The plan with its allonger, and the day that the next one holds from at the earliest: that of the last.
fn first_day(inspected: &Inspected) -> Result<(&Amended, Date), DeskError> {
    let amended = inspected.known.amended().ok_or(DeskError::Unreadable)?;
    let first = amended.signed().period.days.first;
    let last = amended.allonger().iter().map(|allonge| allonge.from).max().unwrap_or(first);
    Ok((amended, last.max(first)))
}

fn words<'a>(inspected: &'a Inspected, plan: &Plan) -> Result<Words<'a>, DeskError> {
    let dossier = inspected.known.whole().ok_or(DeskError::Unreadable)?;
    Ok(Words::new(&dossier.texts, plan))
}

fn find<'a>(plan: &'a Plan, address: &str) -> Option<&'a Requirement> {
    let all = demanded(plan);
    let found = all.into_iter().find(|(_, one, _)| one.to_string() == address);
    found.and_then(|(_, _, chain)| measured(&chain))
}

fn said_targets(inspected: &Inspected, plan: &Plan, address: &str) -> Option<Vec<String>> {
    let words = words(inspected, plan).ok()?;
    let all = demanded(plan);
    let (_, _, chain) = all.iter().find(|(_, one, _)| one.to_string() == address)?;
    Some(targets(measured(chain)?, chain.iter().rev().find_map(|one| one.deadline), &words))
}

fn form(
    inspected: &Inspected,
    amended: &Amended,
    address: &str,
    from: Date,
    today: Date,
) -> Result<Option<AllongeForm>, DeskError> {
    let plan = amended.proposed_on(from);
    let words = words(inspected, plan)?;
    let all = demanded(plan);
    let Some((_, own, chain)) = all.iter().find(|(_, one, _)| one.to_string() == address) else { return Ok(None) };
    let Some(requirement) = measured(chain) else { return Ok(None) };
    let paths = WordPath::all(&requirement_words(requirement));
    if paths.is_empty() {
        return Ok(None);
    }
    let count = match requirement.demand.measure().tiers().len() {
        0 => requirement.stages().count(),
        tiers => tiers,
    };
    let target = paths.iter().enumerate().map(|(place, (path, text))| {
        let label = path.label(count);
        let form = FieldForm::Line;
        let previous = Some(text.clone());
        FormField { name: format!("maal-{place}"), label, hint: None, form, value: text.clone(), previous }
    });
    let mut fields: Vec<FormField> = target.collect();
    let field = |name: &str, label, hint, form, value: String| FormField {
        name: name.to_owned(),
        label,
        hint,
        form,
        value,
        previous: None,
    };
    fields.push(field(FROM, say!("desk.label.from"), Some(say!("desk.date-hint")), FieldForm::Date, from.to_string()));
    let until = say!("desk.until-hint");
    fields.push(field(UNTIL, say!("desk.label.until"), Some(until), FieldForm::Date, String::new()));
    fields.push(field(REASON, say!("desk.label.allonge-reason"), None, FieldForm::Prose, String::new()));
    let choice = |(value, label): (&str, Message)| FieldChoice { value: value.to_owned(), label };
    let ways = [
        ("alle", say!("desk.label.joined-all")),
        ("ligeligt", say!("desk.label.joined-equal")),
        ("det nye", say!("desk.label.joined-newest")),
        ("det nye hele året", say!("desk.label.joined-all-year")),
        (BY_SHARES, say!("desk.label.joined-shares")),
    ];
    let ways = FieldForm::Choice(ways.map(choice).into());
    fields.push(field(JOINED, say!("desk.label.joined"), Some(say!("desk.joined-hint")), ways, String::new()));
    let hint = Some(say!("desk.shares-hint"));
    fields.push(field(SHARES, say!("desk.label.shares"), hint, FieldForm::Line, String::new()));
    if requirement.adds_up() {
        let spreads = TargetSpread::ALL.map(|spread| as_written(spread.word()));
        let spreads = FieldForm::Choice(spreads.into());
        fields.push(field(SPREAD, say!("desk.label.spread"), Some(say!("desk.spread-hint")), spreads, String::new()));
    }
    let date = Some(say!("desk.date-hint"));
    fields.push(field(DATE, say!("desk.label.agreed-on"), date, FieldForm::Date, today.min(from).to_string()));
    let yes = FieldForm::Choice(vec![FieldChoice { value: YES.to_owned(), label: say!("desk.label.yes") }]);
    fields.push(field(EXAMPLE, say!("desk.label.allonge-example"), None, yes, String::new()));
    let names = paths.into_iter().enumerate().map(|(place, (path, _))| (format!("maal-{place}"), path));
    Ok(Some(AllongeForm {
        number: amended.allonger().iter().map(|allonge| allonge.number).max().unwrap_or(0) + 1,
        address: own.clone(),
        name: requirement.words(),
        targets: targets(requirement, chain.iter().rev().find_map(|one| one.deadline), &words),
        fields,
        paths: names.collect(),
    }))
}

fn needed_day(field: &str, text: &str, errors: &mut Vec<FieldError>) -> Option<Date> {
    let mut wrong = |message, help| errors.push(FieldError { field: field.to_owned(), message, help });
    if text.is_empty() {
        wrong(say!("desk.day-missing"), Some(say!("desk.date-hint")));
        return None;
    }
    day(text).map_err(|malformed| wrong(malformed.problem, Some(malformed.help))).ok()
}

fn read_words(
    form: &AllongeForm,
    filled: &Filled,
    from: Option<Date>,
    errors: &mut Vec<FieldError>,
) -> Option<AllongeWords> {
    let field = |name: &str| form.fields.iter().find(|field| field.name == name);
    let typed = |name: &str| field(name).map(|field| field.typed(filled)).unwrap_or_default();
    let date = needed_day(DATE, &typed(DATE), errors);
    let until = typed(UNTIL);
    let until = if until.is_empty() { None } else { Some(needed_day(UNTIL, &until, errors)?) };
    let reason = prose(&typed(REASON));
    if reason.is_empty() {
        errors.push(FieldError { field: REASON.to_owned(), message: say!("desk.reason-missing"), help: None });
    }
    let (joined, shares) = (typed(JOINED), typed(SHARES));
    let joined = match joined.as_str() {
        BY_SHARES => Some(Joined::Shares(read_shares(&shares, errors)?)),
        word => Joined::WORDS.iter().find(|(one, _)| *one == word).map(|(_, joined)| joined.clone()),
    };
    let spread = TargetSpread::ALL.into_iter().find(|spread| spread.word() == typed(SPREAD));
    let is_example = typed(EXAMPLE) == YES;
    let words =
        AllongeWords { number: form.number, date: date?, is_example, reason, from: from?, until, joined, spread };
    Some(words).filter(|words| !words.reason.is_empty())
}

/// `75 pct. og 25 pct.`, the old target first.
fn read_shares(text: &str, errors: &mut Vec<FieldError>) -> Option<Vec<Percent>> {
    let parts = text.split([';', '/', '\n']).flat_map(|part| part.split(" og ")).flat_map(|part| part.split(", "));
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    let read = |part: &&str| {
        let with_unit = if Percent::is_meant(part) { (*part).to_owned() } else { format!("{part} {}", Percent::UNIT) };
        with_unit.parse::<Percent>().ok()
    };
    let shares: Option<Vec<Percent>> = parts.iter().map(read).collect();
    let shares = shares.filter(|shares| shares.len() > 1);
    if shares.is_none() {
        let (message, help) = (say!("desk.shares-missing"), Some(say!("desk.shares-hint")));
        errors.push(FieldError { field: SHARES.to_owned(), message, help });
    }
    shares
}

/// Whether a finding is about a file, or about how the plan reads with it.
fn is_in(finding: &Finding, inspected: &Inspected, path: &std::path::Path) -> bool {
    let place = inspected.sources.locate(&finding.primary.place);
    place.is_some_and(|place| inspected.sources.file(place.file).path == path)
}

/// At the field whose value it stands at; else where the old and the new are said to count together, or at the target.
fn at_field(finding: &Finding, inspected: &Inspected, path: &std::path::Path, form: &AllongeForm) -> FieldError {
    let error = |field: &str| FieldError {
        field: field.to_owned(),
        message: finding.message.clone(),
        help: finding.help.clone(),
    };
    let (sources, place) = (&inspected.sources, inspected.sources.locate(&finding.primary.place));
    let first = form.paths.first().map_or(FROM, |(name, _)| name.as_str());
    let Some(place) = place else { return error(first) };
    let root = sources.files().find(|(_, file)| file.path == path).and_then(|(id, _)| sources.root(id));
    let covers = |at: At| {
        sources.node(at).is_some_and(|node| node.span.start <= place.span.start && place.span.end <= node.span.end)
    };
    let Some(root) = root else { return error(first) };
    let fields = [
        (schema::allonge::DATE.name(), DATE),
        (schema::allonge::FROM.name(), FROM),
        (schema::allonge::UNTIL.name(), UNTIL),
        (schema::allonge::REASON.name(), REASON),
    ];
    for (key, field) in fields {
        if value_of(sources, root, key).is_some_and(covers) {
            return error(field);
        }
    }
    let change =
        value_of(sources, root, schema::allonge::CHANGES.name()).and_then(|list| match &sources.node(list)?.kind {
            NodeKind::List(items) => items.first().copied(),
            NodeKind::Map(_) | NodeKind::Scalar(_) | NodeKind::Empty => None,
        });
    let Some(change) = change else { return error(first) };
    if value_of(sources, change, schema::change::JOINED.name()).is_some_and(covers) {
        return error(JOINED);
    }
    if value_of(sources, change, schema::change::SPREAD.name()).is_some_and(covers) {
        return error(SPREAD);
    }
    let new = value_of(sources, change, schema::alter::NEW.name());
    let found = new.and_then(|new| form.paths.iter().find(|(_, path)| path.find(sources, new).is_some_and(covers)));
    // What is asked for and does not stand there is how the two count together.
    let is_missing = finding.rule.name.starts_with("target");
    error(found.map_or(if is_missing { JOINED } else { first }, |(name, _)| name.as_str()))
}
