//! `resultatløn.yaml`: what is agreed of result pay, and what was decided.

use std::path::Path;

use crate::language::say;
use crate::plan::{Pay, PayDecision, PayFrame, PayRule, PayStep, Plan};
use crate::schema::{self, folder};
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{results, rules};

/// None where the plan has none, and when something is wrong with it.
pub(super) fn read(reader: &mut Reader, folder: &Path, plan: &Plan) -> Option<Pay> {
    let path = reader.find(folder, folder::PAY)?;
    let at = reader.yaml(&path, None)?;
    let mut fields = Fields::open(reader, at, &schema::pay::RECORD)?;
    let to = fields.text(reader, schema::pay::TO);
    let basis = fields.maybe_text(reader, schema::pay::BASIS);
    let frames = read_frames(reader, &mut fields, plan);
    let rule = fields.needed(reader, schema::pay::RULE, read_rule);
    let decision = fields.maybe(reader, schema::pay::DECISION, read_decision);
    fields.close(reader);
    Some(Pay { at, to: to?, basis: basis?, frames: frames?, rule: rule?, decision: decision? })
}

/// `loft` for the whole plan, or `rammer`.
fn read_frames(reader: &mut Reader, fields: &mut Fields, plan: &Plan) -> Option<Vec<PayFrame>> {
    match (fields.take(schema::pay::CEILING), fields.take(schema::pay::FRAMES)) {
        (Some(at), None) => {
            let ceiling = reader.quantity(at)?;
            Some(vec![PayFrame { at, name: None, ceiling, goals: Vec::new() }])
        }
        (None, Some(at)) => {
            let items = reader.list(at)?;
            if items.is_empty() {
                let finding = rules::MISSING_KEY.finding(at, say!("pay.no-frame"));
                reader.push(finding.help(say!("pay.no-frame-help")));
                return None;
            }
            all(items.into_iter().map(|item| read_frame(reader, item, plan)).collect())
        }
        (Some(ceiling), Some(at)) => {
            let finding = rules::UNKNOWN_KEY.finding(ceiling, say!("pay.both"));
            let finding = finding.also(at, say!("pay.amounts-here"));
            reader.push(finding.help(say!("pay.both-help")));
            None
        }
        (None, None) => {
            let near = [schema::pay::CEILING, schema::pay::FRAMES].map(|key| key.name());
            if !fields.tell_mistyped(reader, &near) {
                let finding = rules::MISSING_KEY.finding(fields.at, say!("pay.no-amount"));
                reader.push(finding.help(say!("pay.no-amount-help")));
            }
            None
        }
    }
}

fn read_frame(reader: &mut Reader, at: At, plan: &Plan) -> Option<PayFrame> {
    let mut fields = Fields::open(reader, at, &schema::pay_frame::RECORD)?;
    let name = fields.text(reader, schema::pay_frame::NAME);
    let ceiling = fields.quantity(reader, schema::pay_frame::CEILING);
    let goals = fields.needed(reader, schema::pay_frame::GOALS, |reader, at| {
        let items = reader.list(at)?;
        let goals = items.into_iter().map(|item| Some(results::goal_at(reader, item, plan)?.number.clone()));
        all(goals.collect())
    });
    fields.close(reader);
    Some(PayFrame { at, name: Some(name?), ceiling: ceiling?, goals: goals? })
}

fn read_rule(reader: &mut Reader, at: At) -> Option<PayRule> {
    if reader.is_list(at) {
        let items = reader.list(at)?;
        return all(items.into_iter().map(|item| read_step(reader, item)).collect()).map(PayRule::Steps);
    }
    let words = [(schema::PROPORTIONAL, true), (schema::DECIDED, false)];
    let is_proportional = reader.word(at, &words)?;
    Some(if is_proportional { PayRule::Proportional } else { PayRule::Decided })
}

fn read_step(reader: &mut Reader, at: At) -> Option<PayStep> {
    let mut fields = Fields::open(reader, at, &schema::pay_step::RECORD)?;
    let from = fields.quantity(reader, schema::pay_step::FROM);
    let share = fields.quantity(reader, schema::pay_step::SHARE);
    fields.close(reader);
    Some(PayStep { at, from: from?, share: share? })
}

fn read_decision(reader: &mut Reader, at: At) -> Option<PayDecision> {
    let mut fields = Fields::open(reader, at, &schema::pay_decision::RECORD)?;
    let amount = fields.quantity(reader, schema::pay_decision::AMOUNT);
    let by = fields.text(reader, schema::pay_decision::BY);
    let on = fields.quantity(reader, schema::pay_decision::ON);
    let reason = fields.needed(reader, schema::pay_decision::REASON, Reader::prose);
    fields.close(reader);
    Some(PayDecision { at, amount: amount?, by: by?, on: on?, reason: reason? })
}
