//! Pages as PDF: tagged PDF 1.7 that is both PDF/A-2a and PDF/UA-1; with files inside, PDF/A-3a.

use chrono::Datelike;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{CopyKind, LayoutError, Pages, VERSION};
use crate::language::{Message, Telling, say};
use crate::pdf::signable::{self, RefusalReason};
use crate::pdf::{RewriteError, add_fields, name_spans, narrow, open, part_hyphens, save, tidy};

/// Writes a PDF. Its identifier and its time come from the document, so that the same document is the same file.
///
/// # Errors
/// What keeps the pages from conforming, such as a glyph that no font has.
pub fn pdf(pages: &Pages) -> Result<Vec<u8>, LayoutError> {
    let fail = |errors: &[SourceDiagnostic]| LayoutError {
        messages: errors
            .iter()
            .map(|error| {
                let hints: String = error.hints.iter().map(|hint| format!("\n  hint: {}", hint.v)).collect();
                say!("layout.line", text = format!("{}{hints}", error.message))
            })
            .collect(),
    };
    let archive = if pages.copy == CopyKind::Data { PdfStandard::A_3a } else { PdfStandard::A_2a };
    let standards = PdfStandards::new(&[archive, PdfStandard::Ua_1])
        .map_err(|error| LayoutError { messages: vec![say!("layout.line", text = error.message().to_string())] })?;
    let day = pages.meta.date.0;
    let time = Datetime::from_ymd_hms(day.year(), day.month() as u8, day.day() as u8, 0, 0, 0);
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}\n{}", pages.meta.title, pages.meta.description)),
        creator: Smart::Custom(Some(VERSION.to_owned())),
        timestamp: time.map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let bytes = typst_pdf::pdf(&pages.paged, &options).map_err(|errors| fail(&errors))?;
    rewritten(bytes, pages).map_err(|error| LayoutError { messages: error })
}

/// What a copy makes of what Typst has written; or why it cannot be that copy, in lines.
fn rewritten(bytes: Vec<u8>, pages: &Pages) -> Result<Vec<u8>, Vec<Message>> {
    let fail = |error: RewriteError| vec![error.message()];
    let mut file = open(&bytes).map_err(|error| fail(error.into()))?;
    let is_mended = [name_spans(&mut file), tidy(&mut file), part_hyphens(&mut file)].contains(&true);
    match pages.copy {
        CopyKind::Signing => narrow(&mut file),
        CopyKind::Fields => add_fields(&mut file, &pages.lines).map_err(fail)?,
        CopyKind::Reading | CopyKind::Data if is_mended => {}
        CopyKind::Reading | CopyKind::Data => return Ok(bytes),
    }
    let mut reasons = if pages.copy == CopyKind::Signing { signable::reasons(&file) } else { Vec::new() };
    let bytes = save(file).map_err(fail)?;
    if pages.copy == CopyKind::Signing {
        reasons.extend(signable::too_large(bytes.len() as u64));
    }
    if reasons.is_empty() { Ok(bytes) } else { Err(refused(&reasons)) }
}

/// Why the signing service would refuse a signing copy. A layout of the user's own can lead here, by a link to the web.
fn refused(reasons: &[RefusalReason]) -> Vec<Message> {
    let head = say!("layout.refused");
    std::iter::once(head).chain(signable::to_text(reasons, false)).collect()
}
