//! What a signed file may be: the document that was built, whole, with signatures and what belongs to them. Everything else is
//! refused, and says why.

mod named;
mod refused;

use std::sync::LazyLock;

use resultatplan::document::CONTRACT;
use resultatplan::pdf::signature::{Chain, SignatureKind, SignedCopy, TimeSource, signatures};

use crate::support::plan::{Copy, build, views};
use crate::support::signing::{Flaw, Form, Key, Signer, Table, Update, fill, object, put, sign, to_ber};

/// A contract as it was built.
static BUILT: LazyLock<Vec<u8>> = LazyLock::new(|| contract("tests/plans/eksempel", "plans/eksempel/prø/2025"));
static ANNA: LazyLock<Signer> = LazyLock::new(|| Signer::new("Anna Hansen", Key::P256));
static BO: LazyLock<Signer> = LazyLock::new(|| Signer::new("Bo Friis", Key::Ed25519));
static SERVICE: LazyLock<Signer> = LazyLock::new(|| Signer::time_stamps("Eksempeltjenesten"));
/// The contract, signed by one.
static ONE: LazyLock<Vec<u8>> = LazyLock::new(|| by_anna(&BUILT, Form::default()));

fn contract(ministry: &str, plan: &str) -> Vec<u8> {
    let inspected = Copy::of(ministry).inspect(plan);
    let contract = views(&inspected).into_iter().find(|(id, _)| *id.kind == CONTRACT);
    build(&contract.expect("there is a contract").1)
}

fn by_anna(file: &[u8], form: Form) -> Vec<u8> {
    sign(file, form, &|bytes| ANNA.cms(bytes, Flaw::None))
}

fn read(file: &[u8]) -> SignedCopy {
    signatures(&BUILT, file).unwrap_or_else(|refused| panic!("{refused}"))
}

fn names(signed: &SignedCopy) -> Vec<&str> {
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

fn named_in_trailer(key: &str) -> u32 {
    let text = String::from_utf8_lossy(&BUILT);
    let at = text.rfind(key).expect("the trailer has it") + key.len();
    text[at..].split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
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
        // As long as the hash, none, as older programs have it, and as long as there is room.
        (Key::RsaPss(32), "RSA-PSS, SHA-256"),
        (Key::RsaPss(0), "RSA-PSS, SHA-256"),
        (Key::RsaPss(20), "RSA-PSS, SHA-256"),
        (Key::RsaPss(222), "RSA-PSS, SHA-256"),
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
    assert_eq!((signature.kind, signature.field.as_str()), (SignatureKind::Approval, "Sig1"));
    let time = signature.time.as_ref().expect("a time");
    assert_eq!((time.at.to_string().as_str(), &time.by), ("2025-01-05T09:30:00Z", &TimeSource::Signer));
    assert!(signed.pictures.is_empty());
}

#[test]
fn a_timestamp_gives_the_time_of_its_service() {
    let signed = read(&sign(&BUILT, Form::default(), &|bytes| ANNA.cms_at(bytes, &SERVICE, false)));
    let time = signed.signatures[0].time.as_ref().expect("a time");
    assert_eq!(time.to_string(), "2025-01-06T12:00:00Z by the timestamp service Eksempeltjenesten");
}

/// BouncyCastle writes so, and with it PDFBox.
#[test]
fn a_signature_in_ber_is_read_as_the_same_in_der() {
    let signed = |write: fn(&[u8]) -> Vec<u8>| {
        let cms = |bytes: &[u8]| write(&ANNA.cms_at(bytes, &SERVICE, false));
        read(&sign(&BUILT, Form::default(), &cms)).signatures
    };
    let (ber, der) = (signed(to_ber), signed(<[u8]>::to_vec));
    assert_eq!(format!("{ber:?}"), format!("{der:?}"));
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
        update.stream(held, ANNA.certificate());
        update.object(list, &format!("<</Type/DSS/Certs[{held} 0 R]>>"));
        update.again(update.root(), "<<", &format!("<</DSS {list} 0 R"));
    });
    let stamped = sign(&certificates, Form::time_stamp("Tid"), &|bytes| SERVICE.token(bytes));
    let signed = read(&stamped);
    assert_eq!(names(&signed), ["Anna Hansen", "Eksempeltjenesten"]);
    assert_eq!(signed.signatures[1].kind, SignatureKind::TimeStamp);
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

/// iText names in the field's resources what its look shows; a signature has no text that they would be for.
#[test]
fn resources_of_a_field_bring_nothing_in_that_its_look_does_not_show() {
    let with = |resources: &dyn Fn([u32; 3]) -> String| {
        let mut update = Update::on(&BUILT);
        let [field, signature, look, inner, other] = std::array::from_fn(|_| update.number());
        let resources = resources([look, inner, other]);
        let look_of = format!("/AP<</N {look} 0 R>>{resources}");
        update.field(field, &format!("/FT/Sig/T(Sig1)/Rect[100 100 200 150]/F 132/V {signature} 0 R{look_of}"));
        update.object(signature, &unsigned());
        let form =
            format!("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</FRM {inner} 0 R>>>>/Length 7>>");
        update.object(look, &format!("{form}\nstream\n/FRM Do\nendstream"));
        update.object(inner, &stream("0 0 9 9 re f"));
        update.object(other, &stream("0 0 9 9 re f"));
        let file = fill(update.close(Table::Text), &|bytes| ANNA.cms(bytes, Flaw::None));
        signatures(&BUILT, &file).map(|signed| signed.pictures.len()).map_err(|refused| refused.to_string())
    };
    for resources in ["", "/DR<<>>", "/DR<</XObject<<>>/Font<<>>>>"] {
        assert_eq!(with(&|_| resources.to_owned()), Ok(1), "{resources}");
    }
    assert_eq!(with(&|[look, inner, _]| format!("/DR<</XObject<</FRM {inner} 0 R/N {look} 0 R>>>>")), Ok(1));
    let refused = Err("the signature field `Sig1` was changed: `DR`".to_owned());
    assert_eq!(with(&|[_, inner, other]| format!("/DR<</XObject<</A {inner} 0 R/B {other} 0 R>>>>")), refused);
    assert_eq!(with(&|[.., other]| format!("/DR {other} 0 R")), refused);
    assert_eq!(with(&|_| "/DR<</Font<</F<</Andet(x)>>>>>>".to_owned()), refused);
}

/// The first signature can say what may come after it.
#[test]
fn a_signature_that_certifies_is_taken() {
    let mut update = Update::on(&BUILT);
    let (field, signature) = (update.number(), update.number());
    update.field(field, &format!("/FT/Sig/T(Sig1)/Rect[0 0 0 0]/V {signature} 0 R"));
    update.object(signature, &unsigned());
    update.again(update.root(), "<<", &format!("<</Perms<</DocMDP {signature} 0 R>>"));
    let file = fill(update.close(Table::Text), &|bytes| ANNA.cms(bytes, Flaw::None));
    assert_eq!(names(&read(&file)), ["Anna Hansen"]);
}

#[test]
fn a_picture_is_told_with_its_page() {
    let pictures = |area, more| read(&by_anna(&BUILT, Form { area, more, ..Form::default() })).pictures;
    let seen = pictures("100 100 200 150", "");
    assert_eq!((seen.len(), seen[0].page, seen[0].field.as_str()), (1, 1, "Sig1"));
    assert!(pictures("100 100 100 150", "").is_empty(), "no width");
}

/// A later revision can show what an earlier one hides: an area counts, whatever its flags and its look say.
#[test]
fn an_area_that_is_hidden_is_a_picture_too() {
    for flags in ["/F 2", "/F 32", "/F 1", ""] {
        let mut update = Update::on(&BUILT);
        let field = update.number();
        update.field(field, &format!("/FT/Sig/T(Sig1)/Rect[0 0 595 842]{flags}"));
        let mut update = Update::on(&update.close(Table::Text));
        let (signature, look) = (update.number(), update.number());
        update.again(field, &format!("]{flags}"), &format!("]/F 4/V {signature} 0 R/AP<</N {look} 0 R>>"));
        update.object(signature, &unsigned());
        update.object(look, &stream("0 0 595 842 re f"));
        let file = fill(update.close(Table::Text), &|bytes| ANNA.cms(bytes, Flaw::None));
        let told = signatures(&BUILT, &file).map(|signed| signed.pictures.len()).map_err(|refused| refused.to_string());
        assert!(matches!(told, Ok(1)) || told.as_ref().is_err_and(|why| why.contains("`Sig1`")), "{flags}: {told:?}");
    }
    // Hidden to the end.
    let hidden = updated(&BUILT, |update| {
        let field = update.number();
        update.field(field, "/FT/Sig/T(Sig9)/Rect[0 0 595 842]/F 2");
    });
    assert_eq!(read(&by_anna(&hidden, Form::default())).pictures.len(), 1);
}

/// The contract, certified by Anna with what she permits to follow.
fn certified(parameters: &str) -> Vec<u8> {
    let mut update = Update::on(&BUILT);
    let (field, signature) = (update.number(), update.number());
    update.field(field, &format!("/FT/Sig/T(Sig1)/Rect[0 0 0 0]/V {signature} 0 R"));
    let reference = format!("<</Type/Sig/Reference[<</Type/SigRef{parameters}>>]");
    update.object(signature, &unsigned().replacen("<</Type/Sig", &reference, 1));
    fill(update.close(Table::Text), &|bytes| ANNA.cms(bytes, Flaw::None))
}

/// What a signature permits is held against what follows it, and the signature is named.
#[test]
fn what_a_signature_forbids_is_refused_after_it() {
    let mdp = |level: &str| format!("/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2{level}>>");
    let fields = |action: &str| format!("/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams{action}>>");
    let nothing = Err("nothing is changed and nobody signs");
    let no_area = Err("others sign, but nothing new is put on a page");
    let not_sig2 = Err("nobody signs the field `Sig2`");
    for (permitted, area, expected) in [
        (mdp("/P 1"), "0 0 0 0", nothing),
        (mdp("/P 7"), "0 0 0 0", nothing),
        (mdp("/P 2"), "0 0 0 0", Ok(())),
        (mdp(""), "0 0 0 0", Ok(())),
        (mdp("/P 2"), "100 100 200 150", no_area),
        (mdp("/P 3"), "100 100 200 150", Ok(())),
        (fields("/Action/All"), "0 0 0 0", not_sig2),
        (fields("/Action/Include/Fields[(Sig2)]"), "0 0 0 0", not_sig2),
        (fields("/Action/Include/Fields[(Sig3)]"), "0 0 0 0", Ok(())),
        (fields("/Action/Exclude/Fields[(Sig3)]"), "0 0 0 0", not_sig2),
        (fields("/Action/Exclude/Fields[(Sig2)]"), "0 0 0 0", Ok(())),
    ] {
        let file = certified(&permitted);
        assert_eq!(names(&read(&file)), ["Anna Hansen"], "{permitted}");
        let two = sign(&file, Form { area, ..Form::named("Sig2") }, &|bytes| BO.cms(bytes, Flaw::None));
        match (signatures(&BUILT, &two), expected) {
            (Ok(signed), Ok(())) => assert_eq!(names(&signed), ["Anna Hansen", "Bo Friis"], "{permitted}"),
            (Err(refused), Err(why)) => {
                let told = refused.to_string();
                assert!(told.contains(why) && told.contains("`Sig1`"), "{permitted}: {told}");
            }
            (outcome, expected) => panic!("{permitted}, {area}: {outcome:?}, not {expected:?}"),
        }
    }
    // What keeps signatures for long may follow even what is closed.
    let stamped = sign(&certified(&mdp("/P 1")), Form::time_stamp("Tid"), &|bytes| SERVICE.token(bytes));
    assert_eq!(names(&read(&stamped)), ["Anna Hansen", "Eksempeltjenesten"]);
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
    let (area, name) = ("/Rect[100 100 300 150]", "/T(Felt)/TU<FEFF00F8>");
    let mut update = Update::on(&BUILT);
    let field = update.number();
    update.field(field, &format!("/FT/Sig/F 4{name}{area}"));
    // As one revision, which the program would have built.
    let built = as_built(&update.close(Table::Text));
    let page = Update::on(&built).pages()[0];
    let signed = |says: &str| {
        let mut update = Update::on(&built);
        let signature = update.number();
        update.object(
            field,
            &format!("<</Type/Annot/Subtype/Widget/P {page} 0 R/FT/Sig{says}/V {signature} 0 R/AP<<>>>>"),
        );
        update.object(signature, &unsigned());
        let file = fill(update.close(Table::Text), &|bytes| ANNA.cms(bytes, Flaw::None));
        signatures(&built, &file).map(|signed| signed.pictures.len()).map_err(|refused| refused.to_string())
    };
    assert_eq!(signed(&format!("/F 132{name}{area}")), Ok(0));
    // The same text as another program writes it.
    assert_eq!(signed(&format!("/F 132/T<46656c74>/TU(\\370){area}")), Ok(0));
    let refused = |key: &str| Err(format!("the signature field `Felt` was changed: `{key}`"));
    assert_eq!(signed(&format!("/F 132{name}/Rect[0 0 900 900]")), refused("Rect"));
    assert_eq!(signed(&format!("/F 132/T(Felt)/TU(Andet){area}")), refused("TU"));
    assert_eq!(signed(&format!("/F 132{name}{area}/AA<<>>")), refused("AA"));
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
