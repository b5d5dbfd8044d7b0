//! Fonts that a file does not bring along.

use lopdf::{Dictionary, Document, Object};

/// Every program that shows PDF has these.
const STANDARD: [&[u8]; 14] = [
    b"Times-Roman",
    b"Times-Bold",
    b"Times-Italic",
    b"Times-BoldItalic",
    b"Helvetica",
    b"Helvetica-Bold",
    b"Helvetica-Oblique",
    b"Helvetica-BoldOblique",
    b"Courier",
    b"Courier-Bold",
    b"Courier-Oblique",
    b"Courier-BoldOblique",
    b"Symbol",
    b"ZapfDingbats",
];

/// The name of the font that an object is, where it has to be embedded and is not.
pub(super) fn not_embedded<'a>(file: &'a Document, object: &'a Object) -> Option<&'a [u8]> {
    let own = object.as_dict().ok()?;
    let (is_there, name) = match name(file, own, b"Type")? {
        // Glyphs that are drawn in the file itself; a font of several parts, each looked at by itself.
        b"Font" if name(file, own, b"Subtype") == Some(b"Type3") => return None,
        b"Font" => (own.has(b"FontDescriptor") || own.has(b"DescendantFonts"), b"BaseFont".as_slice()),
        b"FontDescriptor" => (
            // A key that leads nowhere brings no font.
            [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"]
                .iter()
                .any(|key| own.get_deref(key, file).and_then(Object::as_stream).is_ok()),
            b"FontName".as_slice(),
        ),
        _ => return None,
    };
    let name = self::name(file, own, name).unwrap_or(b"?");
    (!is_there && !STANDARD.contains(&name)).then_some(name)
}

fn name<'a>(file: &'a Document, own: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    own.get_deref(key, file).and_then(Object::as_name).ok()
}
