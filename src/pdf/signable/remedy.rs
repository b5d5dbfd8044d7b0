//! What a refused thing is, and what to do about it.

use super::NotAccepted;

/// What something is, and what to do about it, in plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remedy {
    pub is: &'static str,
    pub do_this: &'static str,
}

const fn remedy(is: &'static str, do_this: &'static str) -> Remedy {
    Remedy { is, do_this }
}

/// Names that are not on the list and often stand in a PDF, by what they are.
pub(super) const KNOWN: [(Remedy, &[&str]); 12] = [
    (remedy("a web link", "take the link away; the address can stay as text"), &["URI"]),
    (
        remedy("a form", "take the form and its fields away; the service makes its own signature"),
        &[
            "AcroForm",
            "Widget",
            "FT",
            "Tx",
            "Btn",
            "Ch",
            "DR",
            "DV",
            "NeedAppearances",
            "SigFlags",
            "XFA",
            "Opt",
            "TI",
            "MaxLen",
            "TU",
            "TM",
            "SubmitForm",
            "ResetForm",
            "ImportData",
        ],
    ),
    (remedy("a script", "take the script away; a file to sign does nothing by itself"), &["JS", "JavaScript"]),
    (
        remedy("an action that runs by itself or leaves the file", "take the action away"),
        &["OpenAction", "AA", "Launch", "GoToR", "GoToE", "Hide", "Win"],
    ),
    (
        remedy("an attached file", "take the attachment away; it can go beside the file, or its text on a page"),
        &[
            "EmbeddedFiles",
            "EmbeddedFile",
            "FileAttachment",
            "AF",
            "AFRelationship",
            "Filespec",
            "UF",
            "Params",
            "CheckSum",
        ],
    ),
    (
        remedy("sound, film or a model", "take it away, or put a picture in its place"),
        &["RichMedia", "Movie", "Sound", "3D", "U3D", "PRC"],
    ),
    (
        remedy("a remark on a page", "take the remark away, or print it into the page"),
        &["Redact", "Projection", "StateModel"],
    ),
    (
        remedy(
            "a structure type of PDF 2.0",
            "give the element a type of PDF 1.7: /Span in a line, /P, /Note or /Div for itself",
        ),
        &["Strong", "Em", "Sub", "FENote", "Aside", "DocumentFragment", "H7"],
    ),
    (
        remedy(
            "a structure type of the program's own",
            "give the element the type of PDF 1.7 that it stands for, and map none",
        ),
        &["Datetime", "Terms"],
    ),
    (
        remedy("structure of PDF 2.0", "write the file as PDF 1.7, with the structure types of that version"),
        &["Namespaces", "NS", "RoleMapNS", "Namespace", "2.0", "DPartRoot", "DPart"],
    ),
    (
        remedy("an attribute whose owner is not accepted", "take the attribute away, and let the text say it"),
        &["List", "PrintField", "CSS-1.00", "CSS-2.00", "CSS-3.00", "ARIA-1.1", "HTML-4.01", "XML-1.00"],
    ),
    (
        remedy("a signature of before", "let the service sign the file as it was before that signature"),
        &["DSS", "VRI", "Certs", "CRLs", "OCSPs", "DocTimeStamp", "ETSI.CAdES.detached", "ETSI.RFC3161"],
    ),
];

/// What to do about something that is refused.
pub(super) fn of(refused: &NotAccepted) -> Remedy {
    match refused {
        NotAccepted::Size(_) => remedy("a file of more than 20 MiB", "make its pictures smaller, or split the file"),
        NotAccepted::Header => remedy(
            "a file that does not begin with `%PDF-` and a version",
            "save it anew as PDF/A-2: something stands before its beginning, or it is none",
        ),
        NotAccepted::Trailer => remedy(
            "a file whose trailer does not say how many objects there are, or which is the catalog",
            "save it anew as PDF/A-2",
        ),
        NotAccepted::Encrypted => remedy("an encrypted file", "save it without password and restrictions"),
        NotAccepted::Font(_) => {
            remedy("a font that is not embedded", "embed it; written as PDF/A-2, a file brings all its fonts")
        }
        NotAccepted::Property(_) => remedy(
            "a property of the document that is not on the service's list",
            "take it out of the document's properties",
        ),
        NotAccepted::Resource(_) => remedy(
            "a name of the file's own, in a dictionary that is an object of its own",
            "write the dictionary in place, where the service does not look at its names",
        ),
        NotAccepted::Name(name) => {
            let known = KNOWN.iter().find(|(_, names)| names.iter().any(|known| known.as_bytes() == name));
            // A media type, which only attached files have.
            let known = known
                .or_else(|| KNOWN.iter().find(|(_, names)| name.contains(&b'/') && names.contains(&"EmbeddedFile")));
            let unknown = remedy(
                "a name that is not on the service's list",
                "take it away, or write the file with another program as PDF/A-2",
            );
            known.map_or(unknown, |(remedy, _)| *remedy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KNOWN;
    use crate::pdf::signable::is_accepted;

    #[test]
    fn every_known_name_is_refused() {
        for name in KNOWN.iter().flat_map(|(_, names)| *names) {
            assert!(!is_accepted(name.as_bytes()), "{name}");
        }
    }
}
