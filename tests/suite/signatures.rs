//! What a signed file may be: the document that was built, whole, with signatures and what belongs to them. Everything else is
//! refused, and says why.

use std::sync::LazyLock;

use resultatplan::pdf::signature::{Chain, Clock, Kind, Signed, signatures};
use resultatplan::plan::DocumentKind;

use crate::support::plan::{Copy, build};
use crate::support::signing::{Flaw, Form, Key, Signer, Table, Update, fill, object, put, sign};

/// A contract as it was built.
static BUILT: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let inspected = Copy::of("tests/plans/eksempel").inspect("plans/eksempel/prø/2025");
    let contract = inspected.documents.iter().find(|(kind, _)| *kind == DocumentKind::Contract);
    build(&contract.expect("there is a contract").1)
});
static ANNA: LazyLock<Signer> = LazyLock::new(|| Signer::new("Anna Hansen", Key::P256));
static BO: LazyLock<Signer> = LazyLock::new(|| Signer::new("Bo Friis", Key::Ed25519));
static SERVICE: LazyLock<Signer> = LazyLock::new(|| Signer::time_stamps("Eksempeltjenesten"));
/// The contract, signed by one.
static ONE: LazyLock<Vec<u8>> = LazyLock::new(|| by_anna(&BUILT, Form::default()));

fn by_anna(file: &[u8], form: Form) -> Vec<u8> {
    sign(file, form, &|bytes| ANNA.cms(bytes, Flaw::None))
}

fn with(flaw: Flaw) -> Vec<u8> {
    sign(&BUILT, Form::default(), &|bytes| ANNA.cms(bytes, flaw))
}

fn read(file: &[u8]) -> Signed {
    signatures(&BUILT, file).unwrap_or_else(|refused| panic!("{refused}"))
}

fn names(signed: &Signed) -> Vec<&str> {
    signed.signatures.iter().map(|one| one.holder.name.as_str()).collect()
}

/// An update of a file, written by a function.
fn updated(file: &[u8], write: impl FnOnce(&mut Update)) -> Vec<u8> {
    let mut update = Update::on(file);
    write(&mut update);
    update.close(Table::Text)
}

/// An update before the signature, which signs it too.
fn then_signed(write: impl FnOnce(&mut Update)) -> Vec<u8> {
    by_anna(&updated(&BUILT, write), Form::default())
}

/// An update behind the signature.
fn after(write: impl FnOnce(&mut Update)) -> Vec<u8> {
    updated(&ONE, write)
}

/// The catalog with one more entry.
fn catalog(entry: &str) -> Vec<u8> {
    after(|update| update.again(update.root(), "<<", &format!("<<{entry}")))
}

/// The number of the first object with some words in it.
fn number_of(words: &str) -> u32 {
    let text = String::from_utf8_lossy(&BUILT);
    let at = text.find(words).unwrap_or_else(|| panic!("`{words}` stands in the document"));
    let head = text[..at].rfind(" 0 obj").expect("in an object");
    let start = text[..head].rfind('\n').expect("on a line") + 1;
    text[start..head].parse().expect("a number")
}

/// The first number after a key, in an object of the document.
fn named_in(number: u32, key: &str) -> u32 {
    let text = object(&BUILT, number);
    let rest = text.split_once(key).unwrap_or_else(|| panic!("`{key}` stands in {text}")).1;
    rest.trim_start_matches([' ', '[']).split(' ').next().and_then(|number| number.parse().ok()).expect("a reference")
}

fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
}

fn page(index: usize) -> u32 {
    Update::on(&BUILT).pages()[index]
}

#[test]
fn each_kind_of_key_is_read() {
    for (key, algorithm) in [
        (Key::P256, "ECDSA P-256, SHA-256"),
        (Key::P384, "ECDSA P-384, SHA-384"),
        (Key::Ed25519, "Ed25519"),
        (Key::RsaSha256, "RSA, SHA-256"),
        (Key::RsaSha512, "RSA, SHA-512"),
        (Key::RsaPss, "RSA-PSS, SHA-256"),
    ] {
        let signer = Signer::new("Anna Hansen", key);
        let signed = read(&sign(&BUILT, Form::default(), &|bytes| signer.cms(bytes, Flaw::None)));
        assert_eq!(signed.signatures[0].algorithm, algorithm);
    }
}

#[test]
fn a_signature_tells_who_when_and_by_whom_issued() {
    let signed = read(&ONE);
    let [signature] = &signed.signatures[..] else { panic!("{signed:?}") };
    let holder = &signature.holder;
    assert_eq!((holder.name.as_str(), holder.organisation.as_deref()), ("Anna Hansen", Some("Eksempelstyrelsen")));
    assert_eq!((holder.issuer.as_str(), holder.chain), ("Eksempeludsteder", Chain::Complete));
    assert_eq!((signature.kind, signature.field.as_str()), (Kind::Approval, "Sig1"));
    let time = signature.time.as_ref().expect("a time");
    assert_eq!((time.at.to_string().as_str(), &time.by), ("2025-01-05T09:30:00Z", &Clock::Signer));
    assert!(signed.pictures.is_empty());
}

#[test]
fn a_timestamp_gives_the_time_of_its_service() {
    let signed = read(&sign(&BUILT, Form::default(), &|bytes| ANNA.cms_at(bytes, &SERVICE, false)));
    let time = signed.signatures[0].time.as_ref().expect("a time");
    assert_eq!(time.to_string(), "2025-01-06T12:00:00Z by the timestamp service Eksempeltjenesten");
}

#[test]
fn two_sign_one_after_the_other() {
    for table in [Table::Text, Table::Stream] {
        let form = Form { table, ..Form::named("Sig2") };
        let two = sign(&ONE, form, &|bytes| BO.cms(bytes, Flaw::None));
        assert_eq!(names(&read(&two)), ["Anna Hansen", "Bo Friis"]);
    }
}

#[test]
fn what_keeps_a_signature_for_long_can_follow_it() {
    let certificates = after(|update| {
        let (held, list) = (update.number(), update.number());
        update.object(held, &stream("a certificate"));
        update.object(list, &format!("<</Type/DSS/Certs[{held} 0 R]>>"));
        update.again(update.root(), "<<", &format!("<</DSS {list} 0 R"));
    });
    let stamped = sign(&certificates, Form::time_stamp("Tid"), &|bytes| SERVICE.token(bytes));
    let signed = read(&stamped);
    assert_eq!(names(&signed), ["Anna Hansen", "Eksempeltjenesten"]);
    assert_eq!(signed.signatures[1].kind, Kind::TimeStamp);
    // And the certificates of the timestamp, in the same place.
    let list = number_in_root(&stamped, "/DSS ");
    read(&updated(&stamped, |update| update.again(list, "<<", "<</OCSPs[]")));
}

fn number_in_root(file: &[u8], key: &str) -> u32 {
    let update = Update::on(file);
    let text = update.text(update.root());
    text.split_once(key).expect("it is there").1.split(' ').next().and_then(|one| one.parse().ok()).expect("a number")
}

#[test]
fn what_programs_that_sign_write_besides_is_taken() {
    let info = named_in_trailer("/Info ");
    read(&then_signed(|update| {
        // An object again as it is, in other spaces; who saved the file; an extension; a newer version.
        let page = update.pages()[1];
        update.again(page, "<<", "<<  ");
        update.again(info, "<<", "<</Producer(Et program)");
        update.again(update.root(), "<<", "<</Version/2.0/Extensions<</ESIC<</BaseVersion/1.7>>>>");
    }));
    let packed = by_anna(&BUILT, Form { table: Table::Stream, ..Form::default() });
    assert_eq!(names(&read(&packed)), ["Anna Hansen"]);
}

#[test]
fn a_picture_is_told_with_its_page() {
    let pictures = |area, more| read(&by_anna(&BUILT, Form { area, more, ..Form::default() })).pictures;
    let seen = pictures("100 100 200 150", "");
    assert_eq!((seen.len(), seen[0].page, seen[0].field.as_str()), (1, 1, "Sig1"));
    assert!(pictures("100 100 100 150", "").is_empty(), "no width");
}

/// An attack, and what is said of it.
type Attack = (&'static str, fn() -> Vec<u8>, &'static str);

fn refused(attacks: &[Attack]) {
    let mut wrong = Vec::new();
    for (name, attack, reason) in attacks {
        match signatures(&BUILT, &attack()) {
            Ok(signed) => wrong.push(format!("{name}: taken: {signed:?}")),
            Err(refused) if refused.to_string().contains(reason) => {}
            Err(refused) => wrong.push(format!("{name}: `{refused}`, not `{reason}`")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_document_that_was_changed_is_refused() {
    refused(&[
        ("nobody has signed", || BUILT.clone(), "nobody has signed it"),
        (
            "a byte of the document is another",
            || {
                let mut file = ONE.clone();
                file[BUILT.len() / 2] ^= 1;
                file
            },
            "it does not begin with the document that was built",
        ),
        ("a part of the document", || ONE[..BUILT.len() - 30].to_vec(), "it does not begin with the document"),
        (
            "another text on a page",
            || after(|update| update.object(named_in(page(1), "/Contents "), &stream("BT (Andet) Tj ET"))),
            "the content of page 2 was changed",
        ),
        (
            "another text before anybody has signed",
            || then_signed(|update| update.object(named_in(page(1), "/Contents "), &stream("BT (Andet) Tj ET"))),
            "the content of page 2 was changed",
        ),
        (
            "a page with another content",
            || {
                after(|update| {
                    let content = update.number();
                    update.object(content, &stream("BT (Andet) Tj ET"));
                    let own = format!("/Contents {} ", named_in(page(1), "/Contents "));
                    update.again(page(1), &own, &format!("/Contents {content} "));
                })
            },
            "page 2 was changed",
        ),
        (
            "other pages",
            || after(|update| update.again(number_of("/Type/Pages"), "/Kids[", &format!("/Kids[{} 0 R ", page(1)))),
            "the page tree (object",
        ),
        (
            "a catalog with other pages",
            || {
                after(|update| {
                    let tree = update.number();
                    update.object(tree, &format!("<</Type/Pages/Count 1/Kids[{} 0 R]>>", page(1)));
                    update.again(update.root(), "/Pages ", &format!("/Pages {tree} 0 R/Before "));
                })
            },
            "the catalog has another `Pages`: other pages than those that were built",
        ),
        (
            "a font that shows other letters",
            || after(|update| update.object(named_in(number_of("/FontFile"), "/FontFile2 "), &stream("font"))),
            "a font (object",
        ),
        (
            "other bookmarks",
            || after(|update| update.again(number_of("/Title(Indhold)"), "(Indhold)", "(Andet)")),
            "the bookmarks (object",
        ),
        (
            "another structure for screen readers",
            || after(|update| update.again(number_of("/StructElem"), "<<", "<</Alt(Andet)")),
            "the structure for screen readers (object",
        ),
        (
            "another title",
            || after(|update| update.again(named_in_trailer("/Info "), "/Title", "/Title(Andet)/Other")),
            "the document's `Other` was changed",
        ),
        (
            "other keywords in XMP",
            || {
                after(|update| {
                    let number = named_in(update.root(), "/Metadata ");
                    update.object(number, "<</Type/Metadata/Subtype/XML/Length 9>>\nstream\n<x>y</x> \nendstream");
                })
            },
            "the document's `",
        ),
        (
            "something that happens on opening",
            || catalog("/OpenAction[1 0 R/Fit]"),
            "another `OpenAction`: something happens",
        ),
        ("an action of the document", || catalog("/AA<<>>"), "another `AA`: something happens"),
        ("layers", || catalog("/OCProperties<<>>"), "another `OCProperties`: layers"),
        ("scripts", || catalog("/Names<</JavaScript<<>>>>"), "another `Names`: scripts"),
        (
            "a deleted object",
            || raw_table("0 1\n0000000000 65535 f \n5 1\n0000000000 00001 f \n"),
            "object 5 was deleted",
        ),
        ("an object put back", || raw_table("5 1\n0000000017 00000 n \n"), "object 5 was put back"),
    ]);
}

fn named_in_trailer(key: &str) -> u32 {
    let text = String::from_utf8_lossy(&BUILT);
    let at = text.rfind(key).expect("the trailer has it") + key.len();
    text[at..].split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
}

/// An update behind the signature whose table is written by hand.
fn raw_table(entries: &str) -> Vec<u8> {
    let empty = after(|_| {});
    let text = String::from_utf8_lossy(&empty[ONE.len()..]).into_owned();
    [&ONE[..], text.replacen("xref\n", &format!("xref\n{entries}"), 1).as_bytes()].concat()
}

/// The update behind the signature with some words in place of others.
fn misspelt(old: &str, new: &str) -> Vec<u8> {
    let file = after(|update| {
        let number = update.number();
        update.object(number, "<</Type/DSS>>");
    });
    let text = String::from_utf8_lossy(&file[ONE.len()..]).into_owned();
    assert!(text.contains(old), "`{old}` stands in {text}");
    [&ONE[..], text.replacen(old, new, 1).as_bytes()].concat()
}

#[test]
fn what_is_laid_over_a_page_is_refused() {
    refused(&[
        (
            "a text over the page",
            || {
                after(|update| {
                    let note = update.number();
                    update.object(note, "<</Type/Annot/Subtype/FreeText/Rect[0 0 500 500]/Contents(Andet)>>");
                    update.annotation(page(1), note);
                })
            },
            "an annotation that is no signature field was put on page 2",
        ),
        (
            "a field for text",
            || {
                after(|update| {
                    let field = update.number();
                    update.field(field, "/FT/Tx/T(Tal)/V(100)/Rect[0 0 500 500]");
                })
            },
            "the signature field `Tal` was changed: `FT`",
        ),
        (
            "a field that does something",
            || by_anna(&BUILT, Form { more: "/A<</S/JavaScript/JS(x)>>", ..Form::default() }),
            "the signature field `Sig1` was changed: `A`",
        ),
        (
            "a form of another kind",
            || {
                let form = number_in_root(&ONE, "/AcroForm ");
                updated(&ONE, |update| update.again(form, "<<", "<</XFA(x)"))
            },
            "the form was changed: `XFA`",
        ),
        (
            "the area of a signature, moved",
            || {
                let field = field_of(&ONE);
                updated(&ONE, |update| update.again(field, "/Rect[0 0 0 0]", "/Rect[0 0 500 500]"))
            },
            "the signature field `Sig1` was changed: `Rect`",
        ),
        (
            "a signature with another look",
            || {
                let field = field_of(&ONE);
                updated(&ONE, |update| update.again(field, "<<", "<</AP<</N 1 0 R>>"))
            },
            "the signature field `Sig1` was changed: `AP`",
        ),
        (
            "a field taken away",
            || {
                let form = number_in_root(&ONE, "/AcroForm ");
                let field = field_of(&ONE);
                updated(&ONE, |update| update.again(form, &format!("[{field} 0 R"), "["))
            },
            "the signature field `Sig1` was changed: `Fields`",
        ),
        ("permissions of another", || catalog("/Perms<</UR3 1 0 R>>"), "the permissions name `UR3`"),
        (
            "a field after the last signature",
            || {
                after(|update| {
                    let field = update.number();
                    update.field(field, "/FT/Sig/T(Sig9)/Rect[0 0 0 0]");
                })
            },
            "the field `Sig9` was added after the last signature",
        ),
    ]);
}

/// The number of the first field of a file.
fn field_of(file: &[u8]) -> u32 {
    let form = object(file, number_in_root(file, "/AcroForm "));
    form.split_once("/Fields[").expect("a list").1.split(' ').next().and_then(|one| one.parse().ok()).expect("a number")
}

#[test]
fn a_file_that_two_readers_can_take_for_two_documents_is_refused() {
    refused(&[
        ("bytes behind the end", || [&ONE[..], b"5 0 obj"].concat(), "what was added cannot be read for sure"),
        (
            "a revision that is not whole",
            || [&ONE[..], b"\n5 0 obj\n<<>>\nendobj\n"].concat(),
            "something that is no object",
        ),
        (
            "an object twice",
            || after(|update| [1, 2].iter().for_each(|one| update.object(9999, &one.to_string()))),
            "object 9999 stands twice",
        ),
        (
            "an object that no table names",
            || misspelt("xref\n", "xref\n9"),
            "is in the file, and its revision's table does not name it",
        ),
        (
            "a table that names nothing",
            || misspelt("trailer", "998 1\n0000999999 00000 n \ntrailer"),
            "object 998 is not where",
        ),
        ("another table than its own", || misspelt("startxref\n", "startxref\n1"), "names another table than its own"),
        ("no table", || misspelt("xref\n", "yref\n"), "something that is no object"),
        ("another catalog", || misspelt("/Root ", "/Root 1 0 R/Rod "), "does not go on from the one before: `Root`"),
        ("another beginning", || misspelt("/Prev ", "/Prev 1"), "does not go on from the one before: `Prev`"),
        ("another document's identity", || misspelt("/ID[<", "/ID[<00"), "does not go on from the one before: `ID`"),
        ("encryption", || misspelt("/Root ", "/Encrypt 1 0 R/Root "), "does not go on from the one before: `Encrypt`"),
        ("two tables", || misspelt("/Root ", "/XRefStm 17/Root "), "does not go on from the one before: `XRefStm`"),
        ("a key twice", || misspelt("<</Type/DSS>>", "<</Type/DSS/Type/XX>>"), "a dictionary has a key twice"),
        ("another generation", || misspelt(" 0 obj", " 1 obj"), "another generation than 0"),
        (
            "a stream of another length",
            || misspelt("<</Type/DSS>>", "<</Length 3>>\nstream\n12345\nendstream"),
            "a stream is not as long as it says",
        ),
        (
            "two signatures in one place",
            || {
                let mut file = ONE.clone();
                let at = BUILT.len();
                let text = String::from_utf8_lossy(&file[at..]).into_owned();
                let start = at + text.find("/SubFilter/ETSI.CAdES.detached").expect("the form");
                file.splice(start..start, *b"/Contents<00>");
                file
            },
            "a dictionary has a key twice",
        ),
    ]);
}

#[test]
fn a_signature_that_covers_something_else_is_refused() {
    refused(&[
        (
            "a byte of what is signed is another",
            || {
                let mut file = ONE.clone();
                put(&mut file, "/SigFlags 3", "/SigFlags 1");
                file
            },
            "what it covers is not what was signed",
        ),
        (
            "it leaves out a part",
            || ranged(|[_, start, next, rest]| [0, start - 100, next, rest]),
            "it leaves out other bytes",
        ),
        (
            "it leaves out more behind",
            || ranged(|[_, start, next, rest]| [0, start, next + 9, rest - 9]),
            "other bytes than itself",
        ),
        (
            "it does not begin at the beginning",
            || ranged(|[_, start, next, rest]| [9, start - 9, next, rest]),
            "only a part of the document",
        ),
        (
            "it leaves out the document",
            || ranged(|[_, _, next, rest]| [0, 100, next, rest]),
            "only a part of the document",
        ),
        (
            "it ends before the end",
            || ranged(|[_, start, next, rest]| [0, start, next, rest - 9]),
            "than the end of its own revision",
        ),
        (
            "it covers what is not there",
            || ranged(|[_, start, next, rest]| [0, start, next, rest + 999]),
            "than the end of its own revision",
        ),
        (
            "a signature used again for a later revision",
            || {
                let text = String::from_utf8_lossy(&ONE[BUILT.len()..]).into_owned();
                let head = text.find(" 0 obj\n<</Type/Sig/").expect("the signature");
                let number: u32 = text[text[..head].rfind('\n').expect("a line") + 1..head].parse().expect("a number");
                after(|update| {
                    let field = update.number();
                    update.field(field, &format!("/FT/Sig/T(Sig2)/Rect[0 0 0 0]/V {number} 0 R"));
                })
            },
            "the signature field `Sig2` was changed: `V`",
        ),
        (
            "a signature written again",
            || {
                let text = String::from_utf8_lossy(&ONE[BUILT.len()..]).into_owned();
                let head = text.find(" 0 obj\n<</Type/Sig/").expect("the signature");
                let number: u32 = text[text[..head].rfind('\n').expect("a line") + 1..head].parse().expect("a number");
                after(|update| update.again(number, "<<", "<</Reason(Andet)"))
            },
            "a signature (object",
        ),
        (
            "the signature of another file",
            || {
                let other = by_anna(&BUILT, Form::named("Sig7"));
                let cms = read(&other).signatures.len();
                assert_eq!(cms, 1);
                sign(&BUILT, Form::default(), &|bytes| ANNA.cms(&[bytes, b" "].concat(), Flaw::None))
            },
            "what it covers is not what was signed",
        ),
        (
            "a form that is not read",
            || by_anna(&BUILT, Form { sub_filter: "adbe.pkcs7.sha1", ..Form::default() }),
            "its form `adbe.pkcs7.sha1` is not read",
        ),
    ]);
}

/// The contract signed, with another range in the signature.
fn ranged(change: fn([usize; 4]) -> [usize; 4]) -> Vec<u8> {
    let text = String::from_utf8_lossy(&ONE[BUILT.len()..]).into_owned();
    let (_, rest) = text.split_once("/ByteRange[").expect("a range");
    let range = rest.split_once(']').expect("its end").0;
    let numbers: Vec<usize> = range.split_whitespace().map(|one| one.parse().expect("a number")).collect();
    let changed = change(numbers.try_into().expect("four")).map(|one| one.to_string()).join(" ");
    let mut file = ONE.clone();
    put(&mut file, range, &format!("{changed:<width$}", width = range.len()));
    file
}

static OTHER: LazyLock<Signer> = LazyLock::new(|| Signer::new("Anna Hansen", Key::P256));

#[test]
fn a_signature_that_does_not_hold_is_refused() {
    refused(&[
        ("of other bytes", || with(Flaw::OtherBytes), "what it covers is not what was signed"),
        ("SHA-1", || with(Flaw::Sha1), "it is made with SHA-1, which can be forged"),
        ("with another's key", || with(Flaw::OtherKey(&OTHER)), "it was not made with the key of its certificate"),
        ("with another's certificate", || with(Flaw::Swapped(&OTHER)), "it was made for another certificate"),
        ("for no certificate", || with(Flaw::Unnamed), "it does not say `signing-certificate-v2`"),
        ("of another kind of content", || with(Flaw::OtherContent), "it is for another kind of content"),
        ("BER", || with(Flaw::Indefinite), "it cannot be read: "),
        ("no signature", || sign(&BUILT, Form::default(), &|_| b"no signature".to_vec()), "it cannot be read: "),
        (
            "something behind it",
            || sign(&BUILT, Form::default(), &|bytes| [ANNA.cms(bytes, Flaw::None), b"more".to_vec()].concat()),
            "something stands behind its end",
        ),
        (
            "a timestamp of something else",
            || sign(&BUILT, Form::default(), &|bytes| ANNA.cms_at(bytes, &SERVICE, true)),
            "its timestamp: what it covers is not what was signed",
        ),
        (
            "a timestamp by somebody",
            || sign(&BUILT, Form::default(), &|bytes| ANNA.cms_at(bytes, &BO, false)),
            "its timestamp: its certificate is not for timestamps",
        ),
        (
            "a timestamp alone",
            || sign(&BUILT, Form::time_stamp("Tid"), &|bytes| SERVICE.token(bytes)),
            "nobody has signed it",
        ),
    ]);
}

/// In the older form a signature need not say for which certificate it is.
#[test]
fn the_older_form_is_read() {
    let form = Form { sub_filter: "adbe.pkcs7.detached", ..Form::default() };
    assert_eq!(names(&read(&sign(&BUILT, form, &|bytes| ANNA.cms(bytes, Flaw::Unnamed)))), ["Anna Hansen"]);
}

/// Shadow: what the document names and does not have is put there after the signature.
#[test]
fn what_the_document_waits_for_cannot_be_added() {
    let mut built = BUILT.clone();
    let old = "/Title(Indhold)";
    put(&mut built, old, &format!("{:<width$}", "/Title 9999 0 R", width = old.len()));
    let signed = by_anna(&built, Form::default());
    assert!(signatures(&built, &signed).is_ok());
    let shown = updated(&signed, |update| update.object(9999, "(Andet)"));
    let refused = signatures(&built, &shown).expect_err("it is refused").to_string();
    assert_eq!(refused, "object 9999 was added, which the document already named without having it");
}

/// A field that the document has is signed in its place; it can be seen there, and nothing else of it changes.
#[test]
fn a_field_of_the_document_is_signed_in_its_place() {
    let place = "/FT/Sig/T(Underskriver)/Rect[100 100 300 150]/F 4";
    let mut built = Vec::new();
    for signs in ["", "/Rect[0 0 900 900]"] {
        let mut update = Update::on(&BUILT);
        let field = update.number();
        update.field(field, place);
        // As one revision, which the program would have built.
        built = as_built(&update.close(Table::Text));
        let mut update = Update::on(&built);
        let signature = update.number();
        update.again(
            field,
            place,
            &format!(
                "{}{signs}/V {signature} 0 R",
                if signs.is_empty() { place } else { "/FT/Sig/T(Underskriver)/F 4" }
            ),
        );
        update.object(signature, &unsigned());
        let file = fill(update.close(Table::Text), &|bytes| ANNA.cms(bytes, Flaw::None));
        match signatures(&built, &file) {
            Ok(signed) => assert!(signs.is_empty() && signed.pictures.is_empty(), "{signed:?}"),
            Err(refused) => {
                assert_eq!(refused.to_string(), "the signature field `Underskriver` was changed: `Rect`");
                assert!(!signs.is_empty(), "{refused}");
            }
        }
    }
    assert!(!built.is_empty());
}

fn unsigned() -> String {
    format!(
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached\
         /ByteRange[0 1111111111 2222222222 3333333333]/Contents<{}>>>",
        "0".repeat(12_000)
    )
}

/// A file written anew, with all its revisions as one.
fn as_built(file: &[u8]) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(file).expect("the file can be read");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("it can be written");
    bytes
}
