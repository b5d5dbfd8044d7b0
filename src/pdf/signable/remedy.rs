//! What a refused thing is, and what to do about it.

use super::NotAccepted;
use crate::language::{Message, say};

/// What something is, and what to do about it, in plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    pub is: Message,
    pub do_this: Message,
}

fn remedy(is: Message, do_this: Message) -> Remedy {
    Remedy { is, do_this }
}

/// What to do about names, and the names.
type KnownNames = (fn() -> Remedy, &'static [&'static str]);

/// Names that are not on the list and often stand in a PDF, by what they are.
pub(super) const KNOWN: [KnownNames; 12] = [
    (|| remedy(say!("remedy.link"), say!("remedy.link-do")), &["URI"]),
    (
        || remedy(say!("remedy.form"), say!("remedy.form-do")),
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
    (|| remedy(say!("remedy.script"), say!("remedy.script-do")), &["JS", "JavaScript"]),
    (
        || remedy(say!("remedy.action"), say!("remedy.action-do")),
        &["OpenAction", "AA", "Launch", "GoToR", "GoToE", "Hide", "Win"],
    ),
    (
        || remedy(say!("remedy.attachment"), say!("remedy.attachment-do")),
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
    (|| remedy(say!("remedy.media"), say!("remedy.media-do")), &["RichMedia", "Movie", "Sound", "3D", "U3D", "PRC"]),
    (|| remedy(say!("remedy.remark"), say!("remedy.remark-do")), &["Redact", "Projection", "StateModel"]),
    (
        || remedy(say!("remedy.type"), say!("remedy.type-do")),
        &["Strong", "Em", "Sub", "FENote", "Aside", "DocumentFragment", "H7"],
    ),
    (|| remedy(say!("remedy.own-type"), say!("remedy.own-type-do")), &["Datetime", "Terms"]),
    (
        || remedy(say!("remedy.structure"), say!("remedy.structure-do")),
        &["Namespaces", "NS", "RoleMapNS", "Namespace", "2.0", "DPartRoot", "DPart"],
    ),
    (
        || remedy(say!("remedy.attribute"), say!("remedy.attribute-do")),
        &["List", "PrintField", "CSS-1.00", "CSS-2.00", "CSS-3.00", "ARIA-1.1", "HTML-4.01", "XML-1.00"],
    ),
    (
        || remedy(say!("remedy.signature"), say!("remedy.signature-do")),
        &["DSS", "VRI", "Certs", "CRLs", "OCSPs", "DocTimeStamp", "ETSI.CAdES.detached", "ETSI.RFC3161"],
    ),
];

/// What to do about something that is refused.
pub(super) fn of(refused: &NotAccepted) -> Remedy {
    match refused {
        NotAccepted::Size(_) => remedy(say!("remedy.size"), say!("remedy.size-do")),
        NotAccepted::Header => remedy(say!("remedy.header"), say!("remedy.header-do")),
        NotAccepted::Trailer => remedy(say!("remedy.trailer"), say!("remedy.trailer-do")),
        NotAccepted::Encrypted => remedy(say!("remedy.encrypted"), say!("remedy.encrypted-do")),
        NotAccepted::Font(_) => remedy(say!("remedy.font"), say!("remedy.font-do")),
        NotAccepted::Property(_) => remedy(say!("remedy.property"), say!("remedy.property-do")),
        NotAccepted::Resource(_) => remedy(say!("remedy.resource"), say!("remedy.resource-do")),
        NotAccepted::Name(name) => {
            let known = KNOWN.iter().find(|(_, names)| names.iter().any(|known| known.as_bytes() == name));
            // A media type, which only attached files have.
            let known = known
                .or_else(|| KNOWN.iter().find(|(_, names)| name.contains(&b'/') && names.contains(&"EmbeddedFile")));
            let unknown = remedy(say!("remedy.name"), say!("remedy.name-do"));
            known.map_or(unknown, |(remedy, _)| remedy())
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
