//! The rules. A rule's code is its file's name, its page's name and what `explain` takes.

mod weights_off_total;

use super::Check;

/// Every rule, by name. A new rule is registered here and nowhere else.
pub static ALL: &[&Check] = &[&weights_off_total::CHECK];
