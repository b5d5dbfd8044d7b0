//! What the state's signing service refuses, and how that is told.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use resultatplan::language::Language;
use resultatplan::pdf::open;
use resultatplan::pdf::signable::{
    MOST_BYTES, RefusalReason, is_accepted, malformed, names, reasons, to_json, too_large,
};

use crate::support::command::run;
use crate::support::pdf::refusal_lines;
use crate::support::plan::documents;
use crate::support::{repository, write};

/// A file of three pages, catalog 1, page tree 2, pages 3 to 5; nothing in it is refused.
fn plain() -> Document {
    let mut file = Document::with_version("1.7");
    let page = || dictionary! { "Type" => "Page", "Parent" => (2, 0), "MediaBox" => numbers(4) };
    file.objects.insert((1, 0), dictionary! { "Type" => "Catalog", "Pages" => (2, 0) }.into());
    let kids: Vec<Object> = (3..6).map(|number| Object::Reference((number, 0))).collect();
    file.objects.insert((2, 0), dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 3 }.into());
    for number in 3..6 {
        file.objects.insert((number, 0), page().into());
    }
    file.trailer.set("Root", Object::Reference((1, 0)));
    file.max_id = 5;
    file
}

fn numbers(count: i64) -> Vec<Object> {
    (0..count).map(Object::Integer).collect()
}

fn text(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

fn set(file: &mut Document, number: u32, key: &str, value: impl Into<Object>) {
    file.get_dictionary_mut((number, 0)).expect("it is there").set(key, value);
}

/// Written and read again, as a file that comes from anywhere.
fn judged(mut file: Document) -> Vec<RefusalReason> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("it can be written");
    reasons(&open(&bytes).expect("it can be read"))
}

/// A reason in short: kind, name, object, keys, pages.
fn short(reason: &RefusalReason) -> String {
    let object = reason.object.map_or("-".to_owned(), |id| id.0.to_string());
    let pages: Vec<String> = reason.pages.first.iter().map(usize::to_string).collect();
    let name = reason.refused.name().unwrap_or_default();
    format!("{} {name} {object} {} [{}]", reason.refused.kind(), reason.path, pages.join(" "))
}

fn shorts(file: Document) -> Vec<String> {
    judged(file).iter().map(short).collect()
}

/// A thing that is put into a plain file; what is found; a word of what it is, and a word of what to do about it.
struct Case {
    put: fn(&mut Document),
    found: &'static [&'static str],
    is: &'static str,
    to_do: &'static str,
}

fn link(file: &mut Document, page: u32, action: Dictionary) {
    let link = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => numbers(4), "A" => action };
    let link = file.add_object(link);
    set(file, page, "Annots", vec![link.into()]);
}

const CASES: &[Case] = &[
    Case {
        put: |file| link(file, 4, dictionary! { "S" => "URI", "URI" => text("https://example.org") }),
        found: &["name /URI 6 /A/S [2]", "name /URI 6 /A [2]"],
        is: "web link",
        to_do: "stay as text",
    },
    Case {
        put: |file| set(file, 1, "AcroForm", dictionary! { "Fields" => numbers(0) }),
        found: &["name /AcroForm 1  []"],
        is: "form",
        to_do: "take the form",
    },
    Case {
        put: |file| {
            let field = file.add_object(dictionary! { "Subtype" => "Widget", "FT" => "Tx", "T" => text("navn") });
            set(file, 5, "Annots", vec![field.into()]);
        },
        found: &["name /Widget 6 /Subtype [3]", "name /FT 6  [3]", "name /Tx 6 /FT [3]"],
        is: "form",
        to_do: "take the form",
    },
    Case {
        put: |file| link(file, 3, dictionary! { "S" => "JavaScript", "JS" => text("app.alert(1)") }),
        found: &["name /JavaScript 6 /A/S [1]", "name /JS 6 /A [1]"],
        is: "script",
        to_do: "take the script away",
    },
    Case {
        put: |file| link(file, 3, dictionary! { "S" => "Launch", "F" => text("program") }),
        found: &["name /Launch 6 /A/S [1]"],
        is: "leaves the file",
        to_do: "take the action away",
    },
    Case {
        put: |file| {
            let names = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => numbers(0) } };
            set(file, 1, "Names", names);
        },
        found: &["name /EmbeddedFiles 1 /Names []"],
        is: "attached file",
        to_do: "beside the file",
    },
    Case {
        put: |file| {
            file.add_object(Stream::new(dictionary! { "Subtype" => "text/x-web-markdown" }, Vec::new()));
        },
        found: &["name /text#2Fx-web-markdown 6 /Subtype []"],
        is: "attached file",
        to_do: "beside the file",
    },
    Case {
        put: |file| {
            let root = file.add_object(dictionary! { "Type" => "StructTreeRoot" });
            let part = file.add_object(dictionary! { "S" => "Sect", "P" => root });
            let strong =
                file.add_object(dictionary! { "S" => "Strong", "P" => part, "Pg" => (4, 0), "K" => numbers(2) });
            let em = file.add_object(dictionary! { "S" => "Em", "P" => part, "K" => vec![
                dictionary! { "Type" => "MCR", "Pg" => (5, 0), "MCID" => 0 }.into(),
            ] });
            set(file, part.0, "K", vec![strong.into(), em.into()]);
            set(file, part.0, "NS", 1);
            set(file, root.0, "K", part);
            set(file, 1, "StructTreeRoot", root);
        },
        // What is inside a part stands on its pages.
        found: &["name /NS 7  [2 3]", "name /Strong 8 /S [2]", "name /Em 9 /S [3]"],
        is: "PDF 2.0",
        to_do: "PDF 1.7",
    },
    Case {
        put: |file| {
            let root = file.add_object(dictionary! { "Type" => "StructTreeRoot", "Namespaces" => numbers(0) });
            set(file, 1, "StructTreeRoot", root);
        },
        found: &["name /Namespaces 6  []"],
        is: "PDF 2.0",
        to_do: "PDF 1.7",
    },
    Case {
        put: |file| {
            let root = file.add_object(dictionary! { "Type" => "StructTreeRoot" });
            let attributes = file.add_object(dictionary! { "O" => "List", "ListNumbering" => "Decimal" });
            let list = file.add_object(dictionary! { "S" => "L", "P" => root, "Pg" => (3, 0), "A" => attributes });
            set(file, root.0, "K", list);
            set(file, 1, "StructTreeRoot", root);
        },
        found: &["name /List 7 /O [1]"],
        is: "owner",
        to_do: "take the attribute away",
    },
    Case {
        put: |file| {
            let font = dictionary! { "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "Arial" };
            let font = file.add_object(font);
            let fonts = dictionary! { "Font" => dictionary! { "F1" => font } };
            // The page tree gives its resources to every page.
            set(file, 2, "Resources", fonts);
        },
        found: &["font /Arial 6  [1 2 3]"],
        is: "not embedded",
        to_do: "PDF/A-2",
    },
    Case {
        put: |file| {
            file.add_object(dictionary! { "Type" => "FontDescriptor", "FontName" => "Symbola" });
        },
        found: &["font /Symbola 6  []"],
        is: "not embedded",
        to_do: "PDF/A-2",
    },
    Case {
        put: |file| {
            let nowhere = [Object::Null, Object::Reference((99, 0)), Object::Reference((1, 0))];
            for (key, value) in ["FontFile", "FontFile2", "FontFile3"].into_iter().zip(nowhere) {
                file.add_object(dictionary! { "Type" => "FontDescriptor", "FontName" => "Symbola", key => value });
            }
        },
        found: &["font /Symbola 6  []", "font /Symbola 7  []", "font /Symbola 8  []"],
        is: "not embedded",
        to_do: "PDF/A-2",
    },
    Case {
        put: |file| {
            let info = file.add_object(dictionary! { "Title" => text("x"), "Company" => text("y") });
            file.trailer.set("Info", info);
        },
        found: &["property /Company 6  []"],
        is: "property",
        to_do: "properties",
    },
    Case {
        put: |file| {
            let form = file.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, Vec::new()));
            let forms = file.add_object(dictionary! { "Bilag" => form });
            set(file, 4, "Resources", dictionary! { "XObject" => forms });
        },
        found: &["resource /Bilag 7  [2]"],
        is: "an object of its own",
        to_do: "in place",
    },
    Case {
        put: |file| set(file, 4, "Egen", vec![Object::Name(b"a b".to_vec())]),
        found: &["name /Egen 4  [2]", "name /a#20b 4 /Egen [2]"],
        is: "not on the service's list",
        to_do: "take it away",
    },
    Case {
        put: |file| file.trailer.set("Encrypt", dictionary! { "Filter" => "Standard" }),
        found: &["encrypted  -  []"],
        is: "encrypted",
        to_do: "without password",
    },
];

#[test]
fn a_file_that_begins_or_ends_as_none_does_is_refused() {
    let kinds = |bytes: &[u8]| -> Vec<&str> {
        // Where its objects cannot be found there is nothing to judge: it is told as damaged.
        let Ok(file) = open(bytes) else { return vec!["damaged"] };
        malformed(bytes, &file).iter().map(|reason| reason.refused.kind()).collect()
    };
    let mut bytes = Vec::new();
    plain().save_to(&mut bytes).expect("it can be written");
    assert_eq!(kinds(&bytes), [""; 0]);
    for (old, new, found) in [
        ("%PDF-1.7\n", "%PDF-x.7\n", "header"),
        ("%PDF-1.7\n", "%PDF-17 \n", "header"),
        ("%PDF-1.7\n", "%PDF-1.7x", "header"),
        ("/Size ", "/Sise ", "damaged"),
    ] {
        let at = bytes.windows(old.len()).rposition(|part| part == old.as_bytes()).expect(old);
        let mut changed = bytes.clone();
        changed[at..at + new.len()].copy_from_slice(new.as_bytes());
        assert_eq!(kinds(&changed), [found], "{new}");
    }
    let mut small = bytes.clone();
    let size = small.windows(6).rposition(|part| part == b"/Size ").expect("a trailer") + 6;
    small[size] = b'1';
    small[size + 1..].iter_mut().take_while(|byte| byte.is_ascii_digit()).for_each(|byte| *byte = b' ');
    assert_eq!(kinds(&small), ["trailer"], "fewer objects than there are");
    let behind = [b"\n".as_slice(), &bytes].concat();
    assert_eq!(kinds(&behind), ["header"]);
}

#[test]
fn each_refused_thing_is_told_with_object_pages_and_what_to_do() {
    assert_eq!(shorts(plain()), [""; 0]);
    for case in CASES {
        let mut file = plain();
        (case.put)(&mut file);
        let reasons = judged(file);
        let found: Vec<String> = reasons.iter().map(short).collect();
        assert_eq!(found, case.found);
        let text = refusal_lines(&reasons, false).join("\n");
        assert!(text.contains(case.is) && text.contains(case.to_do), "{text}");
    }
}

#[test]
fn what_the_service_passes_over_is_passed_over() {
    let mut file = plain();
    let own = || dictionary! { "Egen" => "Navn" };
    for key in ["Font", "FontDescriptor", "Metadata", "XObject", "ColorSpace", "Properties", "Dests", "Encoding"] {
        set(&mut file, 3, key, own());
    }
    set(&mut file, 3, "BaseFont", Object::Name(b"ABCDEF+Arial".to_vec()));
    set(&mut file, 3, "F12", 1);
    set(&mut file, 3, "K", Object::Name(b"F0".to_vec()));
    assert_eq!(shorts(file), [""; 0]);
    // A key that is passed over is no name; one that is not looked into is.
    for name in ["F12", "F0", "Type", "Sect"] {
        assert!(is_accepted(name.as_bytes()), "{name}");
    }
    for name in ["F", "FX", "Fx1", "", "Typ", "type"] {
        assert_eq!(is_accepted(name.as_bytes()), name == "F", "{name}");
    }
}

#[test]
fn fonts_that_every_program_has_need_not_be_embedded() {
    let mut file = plain();
    file.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    file.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type3" });
    file.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type0", "DescendantFonts" => numbers(0) });
    let font = file.add_object(Stream::new(dictionary! {}, Vec::new()));
    file.add_object(dictionary! { "Type" => "FontDescriptor", "FontName" => "Arial", "FontFile2" => font });
    assert_eq!(shorts(file), [""; 0]);
}

#[test]
fn a_file_over_20_megabytes_is_refused() {
    assert_eq!(too_large(MOST_BYTES), None);
    let reason = too_large(MOST_BYTES + 1).expect("one byte too many");
    assert_eq!(short(&reason), "size  -  []");
    assert!(refusal_lines(&[reason], false).concat().contains("split the file"));
}

#[test]
fn many_findings_of_one_kind_are_told_together() {
    let mut file = plain();
    for number in 3..6 {
        set(&mut file, number, "Annots", vec![dictionary! { "A" => dictionary! { "S" => "URI" } }.into()]);
    }
    set(&mut file, 1, "OpenAction", 1);
    let reasons = judged(file);
    let text = refusal_lines(&reasons, false);
    assert_eq!(
        text,
        [
            "an action that runs by itself or leaves the file: /OpenAction",
            "    object 1, of the document as a whole",
            "    what to do: take the action away",
            "a web link: /URI (3 times)",
            "    objects 3, 4, 5, on pages 1, 2, 3",
            "    what to do: take the link away; the address can stay as text",
        ]
    );
    assert_eq!(
        refusal_lines(&reasons, true)[4..7].join("\n"),
        "    object 3, /URI at /Annots/A/S, on page 1\n    object 4, /URI at /Annots/A/S, on page 2\n    object 5, /URI at /Annots/A/S, on page 3"
    );
    assert_eq!(to_json(&reasons[1], Language::English)["pages"], serde_json::json!([1]));
}

#[test]
fn the_command_says_it_and_ends_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let save = |name: &str, mut file: Document| {
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).expect("it can be written");
        write(&folder.path().join(name), bytes);
    };
    save("god.pdf", plain());
    let mut linked = plain();
    (CASES[0].put)(&mut linked);
    save("link.pdf", linked);
    write(&folder.path().join("tekst.pdf"), "hej");
    let ran = run(folder.path(), &["signable", "god.pdf"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (0, "god.pdf: accepted\n"));
    let ran = run(folder.path(), &["signable", "god.pdf", "link.pdf", "-v"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout.contains(
            "link.pdf: refused, 2 reasons\n  a web link: /URI (2 times)\n      object 6, /URI at /A/S, on page 2"
        ),
        "{}",
        ran.stdout
    );
    let ran = run(folder.path(), &["signable", "link.pdf", "tekst.pdf", "der-er-ingen.pdf"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("tekst.pdf: it is no PDF") && ran.stderr.contains("der-er-ingen.pdf: "),
        "{}",
        ran.stderr
    );
    let ran = run(folder.path(), &["signable", "--format", "json", "god.pdf", "link.pdf", "tekst.pdf"]);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(told[0]["accepted"], true);
    assert_eq!((&told[1]["reasons"][0]["object"], &told[1]["reasons"][0]["pages"][0]), (&6.into(), &2.into()));
    assert!(told[2]["error"].as_str().is_some_and(|error| error.contains("no PDF")));
}

/// The two parts of the project's list.
fn list() -> (BTreeSet<String>, BTreeSet<String>) {
    let list = std::fs::read_to_string(repository("src/pdf/signable/accepted_names.txt")).expect("the list");
    let (own, others) = list.split_once("# Other names").expect("two parts");
    let names = |part: &str| part.lines().filter(|line| line.starts_with('/')).map(str::to_owned).collect();
    (names(own), names(others))
}

#[test]
fn every_document_is_accepted() {
    for (name, built) in documents() {
        let file = open(&built.bytes).expect("a document can be read");
        assert_eq!(refusal_lines(&reasons(&file), true), [""; 0], "{name}");
        assert_eq!(too_large(built.bytes.len() as u64), None, "{name}");
    }
}

#[test]
fn the_lists_first_part_is_what_our_documents_use() {
    let mut used = BTreeSet::new();
    for (_, built) in documents() {
        used.extend(names(&open(&built.bytes).expect("a document can be read")));
    }
    let (own, others) = list();
    assert_eq!(
        used.iter().filter(|name| !own.contains(*name)).collect::<Vec<_>>(),
        [""; 0],
        "used, and not in the part"
    );
    assert_eq!(
        own.iter().filter(|name| !used.contains(*name)).collect::<Vec<_>>(),
        [""; 0],
        "in the part, and not used"
    );
    assert_eq!(own.intersection(&others).count(), 0);
}

/// Where the guideline's own list lies beside the repository, the project's list is the same.
#[test]
fn the_list_is_the_services_own() {
    let Ok(theirs) = std::fs::read_to_string(repository("../shared/signing/allowed-names.txt")) else { return };
    let (own, others) = list();
    assert_eq!(own.union(&others).map(String::as_str).collect::<BTreeSet<_>>(), theirs.split_whitespace().collect());
}
