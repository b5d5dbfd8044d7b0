//! Attacks of the public literature by their names: on signatures ([1 Trillion Dollar Refund], 2019), shadow attacks (2021) and
//! attacks on certification (2021). `docs/attacks.md` tells them with pyHanko's verdict, which `.ci/sign/attacks.py` asks for.

use resultatplan::pdf::signature::signatures;
use resultatplan::workspace::write_whole;

use super::{ANNA, BUILT, ONE, after, by_anna, certified, named_in, page, stream, unsigned, updated};
use crate::support::repository;
use crate::support::signing::{Flaw, Form, Table, Update, sign};

/// A name in the table, the file, and a part of what is said of it.
type Named = (&'static str, fn() -> Vec<u8>, &'static str);

const OTHER: &str = "BT (Andet) Tj ET";

fn content() -> u32 {
    named_in(page(1), "/Contents ")
}

/// What is put over a page: text in a box that covers it.
fn over(update: &mut Update, kind: &str) {
    let (look, note) = (update.number(), update.number());
    update.object(
        look,
        "<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Length 28>>\nstream\n1 g 0 0 600 800 re f BT ET   \nendstream",
    );
    update.object(
        note,
        &format!("<</Type/Annot/Subtype/{kind}/F 4/Rect[0 0 600 800]/AP<</N {look} 0 R>>/Contents(Andet)>>"),
    );
    update.annotation(page(1), note);
}

const P2: &str = "/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P 2>>";
const P3: &str = "/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P 3>>";

const NAMED: [Named; 13] = [
    ("signed by one, nothing else", || ONE.clone(), ""),
    (
        "incremental saving",
        || after(|update| update.object(content(), &stream(OTHER))),
        "the content of page 2 was changed",
    ),
    (
        "incremental saving, without a table",
        || [&ONE[..], format!("\n{} 0 obj\n{}\nendobj\n", content(), stream(OTHER)).as_bytes()].concat(),
        "something that is no object",
    ),
    (
        "incremental saving, with the signature copied",
        || {
            let copied = ONE[BUILT.len()..].to_vec();
            [&after(|update| update.object(content(), &stream(OTHER)))[..], &copied].concat()
        },
        "the content of page 2 was changed",
    ),
    (
        "universal forgery, without a range",
        || {
            by_hand(
                &unsigned()
                    .replace("/ByteRange[0 1111111111 2222222222 3333333333]", "it does not say which bytes it covers"),
            )
        },
        "",
    ),
    (
        "universal forgery, without a signature",
        || by_hand("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]>>"),
        "it does not say which bytes it covers",
    ),
    ("signature wrapping", wrapped, "a dictionary has a key twice"),
    (
        "shadow, hide",
        || {
            let covered = by_anna(&updated(&BUILT, |update| over(update, "Stamp")), Form::default());
            updated(&covered, |update| update.again(page(1), "/Annots[", "/Annots_["))
        },
        "an annotation that is no signature field was put on page 2",
    ),
    (
        "shadow, replace",
        || {
            let with_field = updated(&BUILT, |update| {
                let field = update.number();
                update.field(field, "/FT/Tx/T(Tal)/V(95 pct.)/Rect[100 100 200 120]");
            });
            let field = Update::on(&BUILT).number();
            updated(&by_anna(&with_field, Form::default()), |update| update.again(field, "(95 pct.)", "(10 pct.)"))
        },
        "the signature field `Tal` was changed",
    ),
    (
        "shadow, hide and replace",
        || {
            let hidden = Update::on(&BUILT).number();
            let with_hidden = updated(&BUILT, |update| {
                let hidden = update.number();
                update.object(hidden, &stream(OTHER));
            });
            let own = format!("/Contents {} ", content());
            let shown = format!("/Contents {hidden} ");
            updated(&by_anna(&with_hidden, Form::default()), |update| update.again(page(1), &own, &shown))
        },
        "page 2 was changed",
    ),
    (
        "evil annotation, over a certified document",
        || updated(&certified(P3), |update| over(update, "FreeText")),
        "an annotation that is no signature field was put on page 2",
    ),
    (
        "evil annotation, over a signed document",
        || after(|update| over(update, "Stamp")),
        "an annotation that is no signature field was put on page 2",
    ),
    (
        "sneaky signature, over a certified document",
        || {
            sign(&certified(P2), Form { area: "0 0 600 800", ..Form::named("Sig2") }, &|bytes| {
                ANNA.cms(bytes, Flaw::None)
            })
        },
        "nothing new is put on a page after it",
    ),
];

/// A signature field whose signature is written by hand.
fn by_hand(signature: &str) -> Vec<u8> {
    let mut update = Update::on(&BUILT);
    let (field, own) = (update.number(), update.number());
    update.field(field, &format!("/FT/Sig/T(Sig1)/Rect[0 0 0 0]/V {own} 0 R"));
    update.object(own, signature);
    update.close(Table::Text)
}

/// What was signed behind the signature stands further back, as a second range says; in its place is a table that names another
/// text, in what the signature's own dictionary takes for a string.
fn wrapped() -> Vec<u8> {
    const ROOM: usize = 4096;
    let text = String::from_utf8_lossy(&ONE[BUILT.len()..]).into_owned();
    let range = text.split_once("/ByteRange[").and_then(|(_, rest)| rest.split_once(']')).expect("a range").0;
    let numbers = range.split_whitespace().map(|one| one.parse().expect("a number"));
    let [start, length, next, rest]: [usize; 4] = numbers.collect::<Vec<_>>().try_into().expect("four");
    let table = ONE.windows(6).rposition(|window| window == b"\nxref\n").expect("a table") + 1;
    let entry = |offset: usize| format!("xref\n{} 1\n{offset:010} 00000 n \n", content());
    let own = |offset| String::from_utf8_lossy(&ONE[table..]).replacen("xref\n", &entry(offset), 1);
    let other = table + own(0).len();
    let mut file = [&ONE[..next], b"/X("].concat();
    file.resize(table, b' ');
    file.extend(own(other).as_bytes());
    file.extend(format!("{} 0 obj\n{}\nendobj\n", content(), stream(OTHER)).as_bytes());
    file.extend(format!(")/ByteRange[{start} {length} {} {rest}]>>\nendobj\n", next + ROOM).as_bytes());
    file.resize(next + ROOM, b' ');
    file.extend(&ONE[next..]);
    file
}

/// Where `RESULTATPLAN_ATTACKS` names a folder the files are left in it, for other programs to judge.
#[test]
fn every_attack_of_the_literature_is_refused() {
    let table = std::fs::read_to_string(repository("docs/attacks.md")).expect("the table");
    let folder = std::env::var_os("RESULTATPLAN_ATTACKS").map(std::path::PathBuf::from);
    let mut wrong = Vec::new();
    for (name, attack, reason) in NAMED {
        let file = attack();
        let verdict = match signatures(&BUILT, &file) {
            Ok(_) => "taken".to_owned(),
            Err(refused) => refused.to_string(),
        };
        if !verdict.contains(reason) || (verdict == "taken") != (name == NAMED[0].0) {
            wrong.push(format!("{name}: {verdict}"));
        }
        let ours = if verdict == "taken" { "taken" } else { "refused" };
        if !table.contains(&format!("\n| {name} | {ours} | ")) {
            wrong.push(format!("docs/attacks.md does not say that `{name}` is {ours}"));
        }
        if let Some(folder) = &folder {
            write_whole(&folder.join(format!("{name}.pdf")), &file).expect("it can be written");
        }
        println!("{name}: {verdict}");
    }
    let rows = table.lines().filter(|line| line.contains("| refused | ") || line.contains("| taken | ")).count();
    assert_eq!(rows, NAMED.len(), "each row of the table is tried");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
