//! The rules. A rule's code is its file's name, its page's name and what `explain` takes.

mod adjustment_twice;
mod allonge_backdated;
mod allonge_out_of_order;
mod allonge_unsigned;
mod allonge_without_changes;
mod analysis_missing;
mod analysis_twice;
mod bound_always_met;
mod bound_impossible;
mod budget_off_total;
mod budget_rounded;
mod colour_too_pale;
mod comma_splits_text;
mod conversion_impossible;
mod counts_impossible;
mod credit_off_target;
mod dangling_footnote;
mod dangling_reference;
mod deadline_outside_period;
mod deliverable_overdue;
mod delivery_after_period;
mod delivery_after_update;
mod earlier_year_unknown;
mod expectation_contradicts_figures;
mod gathering_missing;
mod glyph_missing;
mod group_off_declared;
mod level_off_scale;
mod markup_kept;
mod method_missing;
mod not_locked;
mod nothing_required;
mod number_twice;
mod open_placeholder;
mod owner_missing;
mod parts_off_weight;
mod parts_without_rule;
mod party_without_signer;
mod pay_contradictory;
mod pay_not_computed;
mod pay_over_ceiling;
mod period_outside_plan;
mod period_without_year;
mod plan_twice;
mod quarters_without_rule;
mod report_before_results;
mod report_open;
mod result_older_than_period;
mod result_outside_period;
mod result_twice;
mod section_without_text;
mod signature_on_draft;
mod signatures_outdated;
mod signed_plan_changed;
mod signer_missing;
mod signing_date_implausible;
mod signing_date_missing;
mod signing_date_open;
mod signing_page_missing;
mod sites_off_whole;
mod target_days_unclear;
mod target_not_set;
mod target_shares_off_whole;
mod targets_without_rule;
mod tiers_out_of_order;
mod too_few_parts;
mod unclear_line;
mod weight_assumed;
mod weight_not_set;
mod weight_unused;
mod weights_off_total;
mod whole_contradicts_parts;
mod wording_contradicts_figures;
mod year_contradicted;

use super::Check;

/// The rule that `resultatplan lock` is there to answer.
pub use signed_plan_changed::CHECK as SIGNED_PLAN_CHANGED;

/// Every rule, by name. A new rule is registered here and nowhere else.
pub static ALL: &[&Check] = &[
    &adjustment_twice::CHECK,
    &allonge_backdated::CHECK,
    &allonge_out_of_order::CHECK,
    &allonge_unsigned::CHECK,
    &allonge_without_changes::CHECK,
    &analysis_missing::CHECK,
    &analysis_twice::CHECK,
    &bound_always_met::CHECK,
    &bound_impossible::CHECK,
    &budget_off_total::CHECK,
    &budget_rounded::CHECK,
    &colour_too_pale::CHECK,
    &comma_splits_text::CHECK,
    &conversion_impossible::CHECK,
    &counts_impossible::CHECK,
    &credit_off_target::CHECK,
    &dangling_footnote::CHECK,
    &dangling_reference::CHECK,
    &deadline_outside_period::CHECK,
    &deliverable_overdue::CHECK,
    &delivery_after_period::CHECK,
    &delivery_after_update::CHECK,
    &earlier_year_unknown::CHECK,
    &expectation_contradicts_figures::CHECK,
    &gathering_missing::CHECK,
    &glyph_missing::CHECK,
    &group_off_declared::CHECK,
    &level_off_scale::CHECK,
    &markup_kept::CHECK,
    &method_missing::CHECK,
    &not_locked::CHECK,
    &nothing_required::CHECK,
    &number_twice::CHECK,
    &open_placeholder::CHECK,
    &owner_missing::CHECK,
    &parts_off_weight::CHECK,
    &parts_without_rule::CHECK,
    &party_without_signer::CHECK,
    &pay_contradictory::CHECK,
    &pay_not_computed::CHECK,
    &pay_over_ceiling::CHECK,
    &period_outside_plan::CHECK,
    &period_without_year::CHECK,
    &plan_twice::CHECK,
    &quarters_without_rule::CHECK,
    &report_before_results::CHECK,
    &report_open::CHECK,
    &result_older_than_period::CHECK,
    &result_outside_period::CHECK,
    &result_twice::CHECK,
    &section_without_text::CHECK,
    &signature_on_draft::CHECK,
    &signatures_outdated::CHECK,
    &signed_plan_changed::CHECK,
    &signer_missing::CHECK,
    &signing_date_implausible::CHECK,
    &signing_date_missing::CHECK,
    &signing_date_open::CHECK,
    &signing_page_missing::CHECK,
    &sites_off_whole::CHECK,
    &target_days_unclear::CHECK,
    &target_not_set::CHECK,
    &target_shares_off_whole::CHECK,
    &targets_without_rule::CHECK,
    &tiers_out_of_order::CHECK,
    &too_few_parts::CHECK,
    &unclear_line::CHECK,
    &weight_assumed::CHECK,
    &weight_not_set::CHECK,
    &weight_unused::CHECK,
    &weights_off_total::CHECK,
    &whole_contradicts_parts::CHECK,
    &wording_contradicts_figures::CHECK,
    &year_contradicted::CHECK,
];
