//! Attacks on signed files, and what is said of each.

use std::sync::LazyLock;

use resultatplan::language::{Language, Telling};
use resultatplan::pdf::signature::signatures;

use super::{
    ANNA, BO, BUILT, ONE, SERVICE, after, by_anna, contract, named_in, named_in_trailer, number_in_root, number_of,
    page, read, stream, then_signed, updated,
};
use crate::language::english_in;
use crate::support::signing::{Flaw, Form, Key, Signer, object, put, sign, to_ber};

fn with(flaw: Flaw) -> Vec<u8> {
    sign(&BUILT, Form::default(), &|bytes| ANNA.cms(bytes, flaw))
}

/// The catalog with one more entry.
fn catalog(entry: &str) -> Vec<u8> {
    after(|update| update.again(update.root(), "<<", &format!("<<{entry}")))
}

/// An attack, and what is said of it.
type Attack = (&'static str, fn() -> Vec<u8>, &'static str);

fn refused(attacks: &[Attack]) {
    let mut wrong = Vec::new();
    for (name, attack, reason) in attacks {
        match signatures(&BUILT, &attack()) {
            Ok(signed) => wrong.push(format!("{name}: taken: {signed:?}")),
            Err(refused) if refused.to_string().contains(reason) => {
                let danish = [refused.message(), refused.way_out()].map(|one| one.say_in(Language::Danish)).join(" ");
                let english = english_in(&danish);
                wrong.extend((!english.is_empty()).then(|| format!("{name}: {english:?} in {danish}")));
            }
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
        ("a part of the document", || ONE[..BUILT.len() - 30].to_vec(), "it is cut off: it has only the first "),
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

/// Nobody has signed what stands behind the last signature: only what keeps signatures for long may.
#[test]
fn what_nobody_has_signed_is_refused() {
    refused(&[
        (
            "a stream",
            || {
                after(|update| {
                    let number = update.number();
                    update.object(number, &stream("hidden"));
                })
            },
            "a stream that belongs to no signature",
        ),
        (
            "a stream among the certificates",
            || {
                after(|update| {
                    let (held, list) = (update.number(), update.number());
                    update.object(held, &stream("no certificate"));
                    update.object(list, &format!("<</Type/DSS/Certs[{held} 0 R]>>"));
                    update.again(update.root(), "<<", &format!("<</DSS {list} 0 R"));
                })
            },
            "`DSS` whose `Certs` holds something else",
        ),
        (
            "something else among the certificates",
            || {
                after(|update| {
                    let list = update.number();
                    update.object(list, "<</Type/DSS/Andet(x)>>");
                    update.again(update.root(), "<<", &format!("<</DSS {list} 0 R"));
                })
            },
            "`DSS` with `Andet`",
        ),
        (
            "an object that nobody needs",
            || {
                after(|update| {
                    let number = update.number();
                    update.object(number, "<</Andet(x)>>");
                })
            },
            "something that belongs to no signature",
        ),
        (
            "a comment with an object in it",
            || {
                after(|update| {
                    let number = update.number();
                    update.object(number, "<</Type/DSS>> % 5 0 obj <</Andet(x)>> endobj");
                })
            },
            "a comment that holds more than a program's name",
        ),
        (
            "another program",
            || after(|update| update.again(named_in_trailer("/Info "), "<<", "<</Producer(Et program)")),
            "another `Producer` of the document",
        ),
        (
            "another look of what is written in fields",
            || {
                let form = number_in_root(&ONE, "/AcroForm ");
                updated(&ONE, |update| update.again(form, "<<", "<</DA(/Helv 0 Tf 0 g)"))
            },
            "was added after the last signature: nobody has signed it",
        ),
        (
            "other fonts of fields",
            || {
                let form = number_in_root(&ONE, "/AcroForm ");
                updated(&ONE, |update| update.again(form, "<<", "<</DR<</Font<<>>>>"))
            },
            "was added after the last signature: nobody has signed it",
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
        (
            "of other bytes, in BER",
            || sign(&BUILT, Form::default(), &|bytes| to_ber(&ANNA.cms(bytes, Flaw::OtherBytes))),
            "what it covers is not what was signed",
        ),
        (
            "with another's key, in BER",
            || sign(&BUILT, Form::default(), &|bytes| to_ber(&ANNA.cms(bytes, Flaw::OtherKey(&OTHER)))),
            "it was not made with the key of its certificate",
        ),
        (
            "BER without an end",
            || sign(&BUILT, Form::default(), &|_| vec![0x30, 0x80, 4, 0x82, 0x7f, 0x7f]),
            "it is cut off",
        ),
        (
            "with a salt of another length than it says",
            || {
                sign(&BUILT, Form::default(), &|bytes| {
                    Signer::new("Anna Hansen", Key::RsaPss(32)).cms(bytes, Flaw::OtherSalt)
                })
            },
            "it was not made with the key of its certificate",
        ),
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

/// Every byte that is signed counts: another in its place is refused, and so is a file that ends before its end. The file
/// is read anew for each: a plan of a page is enough.
#[test]
fn no_byte_can_be_another() {
    let built = contract("tests/pages/eks", "plans/eks/prø/2025");
    let one = by_anna(&built, Form::default());
    assert_eq!(signatures(&built, &one).expect("it is sound").signatures.len(), 1);
    let place = one.windows(11).rposition(|window| window == b"/Contents<3").expect("the signature") + 9;
    let end = place + one[place..].iter().position(|byte| *byte == b'>').expect("its end");
    for at in (built.len()..one.len()).filter(|at| !(place + 1..end).contains(at)) {
        let mut file = one.clone();
        file[at] ^= 1;
        assert!(signatures(&built, &file).is_err(), "byte {at} of {}", one.len());
    }
    for end in (built.len()..one.len()).step_by(97) {
        assert!(signatures(&built, &one[..end]).is_err(), "the first {end} bytes of {}", one.len());
    }
    // What stands in the signature itself is read whatever it is.
    for at in (place + 1..place + 2400).step_by(7) {
        let mut file = one.clone();
        file[at] = if file[at] == b'0' { b'7' } else { b'0' };
        let _: Result<_, _> = signatures(&built, &file);
    }
}
