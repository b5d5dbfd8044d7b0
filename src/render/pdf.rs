//! Pages as PDF: tagged PDF 1.7 that is both PDF/A-2a and PDF/UA-1; with files inside, PDF/A-3a.

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{CopyKind, LayoutError, Pages, VERSION};
use crate::pdf::{add_fields, name_spans, narrow, open, signable};

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
                format!("{}{hints}", error.message)
            })
            .collect(),
    };
    let archive = if pages.copy == CopyKind::Data { PdfStandard::A_3a } else { PdfStandard::A_2a };
    let standards = PdfStandards::new(&[archive, PdfStandard::Ua_1])
        .map_err(|error| LayoutError { messages: vec![error.message().to_string()] })?;
    let [year, month, day] = pages.meta.date;
    let time = Datetime::from_ymd_hms(year as i32, month as u8, day as u8, 0, 0, 0);
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
    let rewritten = name_spans(bytes).and_then(|bytes| match pages.copy {
        CopyKind::Signing => narrow(&bytes),
        CopyKind::Fields => add_fields(&bytes, &pages.lines),
        CopyKind::Reading | CopyKind::Data => Ok(bytes),
    });
    let bytes = rewritten.map_err(|error| LayoutError { messages: vec![error.to_string()] })?;
    let reasons = if pages.copy == CopyKind::Signing { reasons(&bytes) } else { Vec::new() };
    if reasons.is_empty() { Ok(bytes) } else { Err(LayoutError { messages: reasons }) }
}

/// Why the signing service would refuse a signing copy, in lines. A layout of the user's own can lead here, by a link to the
/// web.
fn reasons(bytes: &[u8]) -> Vec<String> {
    let refused: Vec<_> = match open(bytes) {
        Ok(file) => signable::too_large(bytes.len() as u64).into_iter().chain(signable::reasons(&file)).collect(),
        Err(error) => return vec![error.to_string()],
    };
    let mut lines = signable::to_text(&refused, false);
    if !lines.is_empty() {
        lines.insert(
            0,
            "NemLog-in Signering would refuse it; `--copy reading` makes a copy that is not to sign".to_owned(),
        );
    }
    lines
}
