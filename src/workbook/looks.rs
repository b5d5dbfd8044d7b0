//! How cells look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

const HEAD: u32 = 0x00_DD_E5_EC;
const CLOSED: u32 = 0x00_EF_EF_EF;
const OPEN: u32 = 0x00_FF_FB_E6;
const LINE: u32 = 0x00_A6_A6_A6;

pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(14)
}

pub(super) fn head() -> Format {
    let format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    format.set_background_color(HEAD).set_border_bottom(FormatBorder::Thin)
}

/// What is said, and cannot be changed.
pub(super) fn said() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// Where a row has nothing to report.
pub(super) fn closed() -> Format {
    Format::new().set_background_color(CLOSED)
}

/// Where something is reported, by the form of its numbers.
pub(super) fn open(form: &str) -> Format {
    let format = Format::new().set_unlocked().set_align(FormatAlign::Top).set_background_color(OPEN);
    format.set_border(FormatBorder::Thin).set_border_color(LINE).set_num_format(form).set_text_wrap()
}

/// A cell of a table; in a row of sums it is bold, under a line.
pub(super) fn cell(form: &str, is_total: bool) -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format(form);
    if is_total { format.set_bold().set_border_top(FormatBorder::Thin) } else { format }
}

/// What holds for a whole table.
pub(super) fn note() -> Format {
    Format::new().set_italic()
}
