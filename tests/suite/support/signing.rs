//! Signs PDFs as a signing program does: keys, certificates and signatures made by the test, written behind a file's end.

mod message;
mod pss;
mod update;

pub use message::{Flaw, Key, Signer, to_ber};
pub use update::{Table, Update, object};

/// The place that is kept for a signature, in hexadecimal digits.
const KEPT: usize = 12_000;

/// What a signature's dictionary says and where it is put.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    pub field: &'a str,
    pub sub_filter: &'a str,
    /// Of its area on page 1.
    pub area: &'a str,
    pub table: Table,
    /// What the field's dictionary says beside the usual.
    pub more: &'a str,
}

impl Default for Form<'_> {
    fn default() -> Self {
        Self { field: "Sig1", sub_filter: "ETSI.CAdES.detached", area: "0 0 0 0", table: Table::Text, more: "" }
    }
}

impl<'a> Form<'a> {
    pub fn named(field: &'a str) -> Self {
        Self { field, ..Self::default() }
    }

    pub fn time_stamp(field: &'a str) -> Self {
        Self { field, sub_filter: "ETSI.RFC3161", ..Self::default() }
    }
}

/// Puts a signature on a file: `sign` makes it of the bytes that it covers.
pub fn sign(file: &[u8], form: Form, sign: &dyn Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut update = Update::on(file);
    let (field, signature) = (update.number(), update.number());
    update.field(field, &format!("/FT/Sig/T({})/Rect[{}]/F 132/V {signature} 0 R{}", form.field, form.area, form.more));
    let kind = if form.sub_filter == "ETSI.RFC3161" { "DocTimeStamp" } else { "Sig" };
    update.object(
        signature,
        &format!(
            "<</Type/{kind}/Filter/Adobe.PPKLite/SubFilter/{}/M(D:20250105103000+01'00')\
             /ByteRange[0 1111111111 2222222222 3333333333]/Contents<{}>>>",
            form.sub_filter,
            "0".repeat(KEPT)
        ),
    );
    fill(update.close(form.table), sign)
}

/// Fills in the range and the signature that a file keeps a place for.
pub fn fill(mut file: Vec<u8>, sign: &dyn Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let place = format!("/Contents<{}>", "0".repeat(KEPT));
    let start = file.windows(place.len()).rposition(|window| window == place.as_bytes()).expect("a place is kept") + 9;
    let next = start + KEPT + 2;
    for (mark, number) in [("1111111111", start), ("2222222222", next), ("3333333333", file.len() - next)] {
        put(&mut file, mark, &format!("{number:<10}"));
    }
    let covered = [&file[..start], &file[next..]].concat();
    let digits: String = sign(&covered).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(digits.len() <= KEPT, "{}", digits.len());
    file[start + 1..start + 1 + digits.len()].copy_from_slice(digits.as_bytes());
    file
}

/// Writes over what stands last in a file, in as many bytes.
pub fn put(file: &mut [u8], old: &str, new: &str) {
    assert_eq!(old.len(), new.len(), "{old} and {new}");
    let at = file.windows(old.len()).rposition(|window| window == old.as_bytes());
    let at = at.unwrap_or_else(|| panic!("`{old}` stands in the file"));
    file[at..at + new.len()].copy_from_slice(new.as_bytes());
}
