//! The copies of a document: for signing, for reading, with its data inside, with fields to sign in.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use resultatplan::pdf::{FIELD_NAME, RewriteError, add_fields, narrow, open, save};
use resultatplan::render::CopyKind;

use crate::support::command::{Ran, run};
use crate::support::pdf::{Child, Element, Pdf};
use crate::support::plan::{ALL, Built, Copy, FIELDS, READING, build_copy, contract, documents, files};
use crate::support::text::shows;

const AGENCY: &str = "plans/eksempel/prø/2025";
const OUT: &str = "out/eksempel/prø/2025";

fn here(copy: &Copy, arguments: &[&str]) -> Ran {
    run(&copy.path("."), arguments)
}

fn example() -> Copy {
    Copy::unreported("tests/plans/eksempel")
}

fn bytes(copy: &Copy, path: &str) -> Vec<u8> {
    std::fs::read(copy.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every document that somebody signs.
fn signed() -> impl Iterator<Item = (String, &'static Built)> {
    documents().filter(|(_, built)| built.view.lines_to_sign_on().next().is_some())
}

// The signing copy.

/// An element with all that a screen reader tells of it.
fn told(element: &Element, depth: usize, lines: &mut Vec<String>) {
    let Element { kind, id, alt, actual, language, scope, headers, span, summary, children } = element;
    lines.push(format!(
        "{depth} {kind} {id:?} {alt:?} {actual:?} {language:?} {scope:?} {headers:?} {span:?} {summary:?}"
    ));
    for child in children {
        match child {
            Child::Element(element) => told(element, depth + 1, lines),
            Child::Marked(page, text) => lines.push(format!("{depth} page {page}: {text}")),
            Child::Annotation(annotation) => lines.push(format!("{depth} {annotation:?}")),
        }
    }
}

fn all_told(pdf: &Pdf) -> Vec<String> {
    let mut lines = Vec::new();
    told(&pdf.structure, 0, &mut lines);
    lines
}

/// A file in the subset for signing.
fn narrowed(bytes: &[u8]) -> Vec<u8> {
    let mut file = open(bytes).expect("it can be read");
    narrow(&mut file);
    save(file).expect("it can be written")
}

#[test]
fn a_screen_reader_loses_nothing_by_the_signing_copy() {
    let mut changed = 0;
    // As Typst has written it.
    for (name, before) in READING.iter() {
        let after = narrowed(&before.bytes);
        changed += usize::from(before.bytes != after);
        let (before, after) = (&before.pdf, Pdf::read(&after));
        assert_eq!(all_told(before), all_told(&after), "{name}");
        assert_eq!(before.outline, after.outline, "{name}");
        assert_eq!((&before.language, &before.metadata), (&after.language, &after.metadata), "{name}");
        for (one, other) in before.pages.iter().zip(&after.pages) {
            assert_eq!((&one.text, &one.head, &one.foot), (&other.text, &other.head, &other.foot), "{name}");
        }
    }
    assert!(changed > 10, "{changed}");
}

#[test]
fn a_signing_copy_has_no_type_attribute_or_map_of_its_own() {
    for (name, built) in documents() {
        for object in built.pdf.file.objects.values().filter_map(|object| object.as_dict().ok()) {
            assert!(!object.has(b"RoleMap") && !object.has(b"Namespaces") && !object.has(b"NS"), "{name}");
            let kind = object.get(b"S").and_then(Object::as_name).unwrap_or_default();
            assert!(![b"Strong".as_slice(), b"Em", b"Title"].contains(&kind), "{name}");
            assert_ne!(object.get(b"O").and_then(Object::as_name).unwrap_or_default(), b"List", "{name}");
        }
        assert!(built.bytes.len() < 20_000_000, "{name}");
    }
}

#[test]
fn numbered_points_are_text_where_they_cannot_be_a_list() {
    let view = &ALL["tests/plans/eksempel/prø/2025"].documents["kontrakt"].view;
    let reading = Pdf::read(&build_copy(view, CopyKind::Reading, &[]));
    let signing = Pdf::read(&build_copy(view, CopyKind::Signing, &[]));
    for text in ["1. modtage", "3. svare"] {
        let is_item = |pdf: &Pdf| pdf.all(&["LI"]).iter().any(|item| shows(&item.text(), text));
        assert!(is_item(&reading) && !is_item(&signing), "{text}");
        assert!(shows(&signing.text(), text), "{text}");
    }
    let is_ordered = |object: &Object| {
        object.as_dict().is_ok_and(|own| own.get(b"ListNumbering").is_ok_and(|one| *one == Object::from("Decimal")))
    };
    let attributes =
        reading.file.objects.values().filter_map(|one| one.as_dict().ok()?.get(b"A").ok()?.as_array().ok());
    assert!(attributes.flatten().any(is_ordered), "what has an order says so where it may");
}

#[test]
fn a_layout_of_ones_own_that_the_service_would_refuse_is_told() {
    let copy = example();
    copy.write("egne/layout/facts.typ", "#let facts(rows, lay) = link(\"https://example.org\")[Se her]\n");
    let build = ["build", AGENCY, "--kind", "annex", "--templates", "egne"];
    let ran = here(&copy, &build);
    assert_eq!(ran.status, 1);
    for said in ["NemLog-in Signering would refuse it", "a web link: /URI", "what to do: "] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    assert!(!copy.path(&format!("{OUT}/opgørelsesmetode.pdf")).exists());
    let reading = here(&copy, &[&build[..], &["--copy", "reading"]].concat());
    assert_eq!(reading.status, 0, "{}", reading.stderr);
}

// The reading copy with its data.

/// The files of the plans that a document of the agency was made of.
fn own_files(copy: &Copy, below: &str) -> Vec<(String, Vec<u8>)> {
    let root = copy.path(below);
    let own = files(&root).into_iter().map(|path| {
        let name = path.strip_prefix(&root).expect("it stands below").to_string_lossy().into_owned();
        (name, std::fs::read(path).expect("it can be read"))
    });
    own.filter(|(name, _)| !name.contains("/ekn/")).collect()
}

#[test]
fn the_data_come_out_byte_for_byte_and_build_the_same_document() {
    let copy = example();
    // A byte order mark, and lines as Windows ends them.
    let plan = copy.read(&format!("{AGENCY}/plan.yaml"));
    copy.write(&format!("{AGENCY}/plan.yaml"), format!("\u{feff}{}", plan.replace('\n', "\r\n")));
    let built = here(&copy, &["build", AGENCY, "--copy", "reading", "--attach-data"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    let file = format!("{OUT}/mål-og-resultatplan-læseudgave-med-data.pdf");
    let ran = here(&copy, &["extract", &file, "--out", "ude"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(own_files(&copy, "ude"), own_files(&copy, "plans"));
    assert_eq!(ran.stdout.lines().count(), own_files(&copy, "ude").len());
    for (folder, out) in [("plans", "a"), ("ude", "b")] {
        let plan = format!("{folder}/eksempel/prø/2025");
        let ran = here(&copy, &["build", &plan, "--kind", "contract", "--out", out, "-q"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    let contract = "eksempel/prø/2025/mål-og-resultatplan.pdf";
    assert_eq!(bytes(&copy, &format!("a/{contract}")), bytes(&copy, &format!("b/{contract}")));
    // What is there to the letter may stay; what differs is not written over.
    assert_eq!(here(&copy, &["extract", &file, "--out", "ude"]).status, 0);
    copy.write("ude/eksempel/prø/2025/plan.yaml", "rettet");
    let refused = here(&copy, &["extract", &file, "--out", "ude"]);
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("is there already and differs: nothing is written"), "{}", refused.stderr);
    assert_eq!(copy.read("ude/eksempel/prø/2025/plan.yaml"), "rettet");
}

#[test]
fn an_earlier_year_that_a_report_shows_is_in_its_data() {
    let attached = |plan: &str| {
        let annual = ALL[plan].dossier().annual().expect("it has a report");
        annual.earlier_sources.iter().flat_map(|one| one.files()).count()
    };
    assert!(attached("plans/uim/siri/2024") > 5, "2024 shows 2023");
    let copy = Copy::locked("plans/uim");
    let plan = "plans/uim/siri/2024";
    let ran = here(&copy, &["build", plan, "--kind", "annual", "--copy", "reading", "--attach-data"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let file = "out/uim/siri/2024/målrapportering-læseudgave-med-data.pdf";
    assert_eq!(here(&copy, &["extract", file, "--out", "ude"]).status, 0);
    let again =
        here(&copy, &["build", "ude/uim/siri/2024", "--kind", "annual", "--copy", "reading", "--out", "b", "-q"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    let plain = here(&copy, &["build", plan, "--kind", "annual", "--copy", "reading", "--out", "a", "-q"]);
    assert_eq!(plain.status, 0, "{}", plain.stderr);
    let report = "uim/siri/2024/målrapportering-læseudgave.pdf";
    assert_eq!(bytes(&copy, &format!("a/{report}")), bytes(&copy, &format!("b/{report}")));
}

/// A PDF with files inside.
fn holding(names: &[&str]) -> Vec<u8> {
    let mut file = Document::with_version("1.7");
    let mut leaves = Vec::new();
    for name in names {
        let inside = file.add_object(lopdf::Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"indhold".to_vec()));
        let specification = dictionary! {
            "Type" => "Filespec", "UF" => lopdf::text_string(name), "EF" => dictionary! { "F" => inside },
        };
        leaves.extend([lopdf::text_string(name), file.add_object(specification).into()]);
    }
    let kid = file.add_object(dictionary! { "Names" => leaves });
    // The tree leads back into itself.
    let tree = file.add_object(Dictionary::new());
    *file.get_object_mut(tree).expect("it was added") =
        dictionary! { "Kids" => vec![Object::from(kid), tree.into()] }.into();
    let pages = file.add_object(dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
    let catalog =
        dictionary! { "Type" => "Catalog", "Pages" => pages, "Names" => dictionary! { "EmbeddedFiles" => tree } };
    let catalog = file.add_object(catalog);
    file.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("it can be written");
    bytes
}

#[test]
fn nothing_is_taken_out_that_leads_elsewhere() {
    let copy = example();
    for (names, said) in [
        (&["../ude.yaml"][..], "leads out of the folder"),
        (&["a/../../ude.yaml"], "leads out of the folder"),
        (&["/tmp/ude.yaml"], "leads out of the folder"),
        (&["C:\\ude.yaml"], "leads out of the folder"),
        (&[""], "leads out of the folder"),
        (&["a.yaml", "a.yaml"], "two files `a.yaml`"),
        (&["god.yaml", "../ude.yaml"], "leads out of the folder"),
        (&[], "holds no files"),
    ] {
        copy.write("fil.pdf", holding(names));
        let ran = here(&copy, &["extract", "fil.pdf", "--out", "ude"]);
        assert_eq!(ran.status, 1, "{names:?}");
        assert!(ran.stderr.contains(said), "{names:?}: {}", ran.stderr);
        assert!(!copy.path("ude").exists() && !copy.path("ude.yaml").exists(), "{names:?}");
    }
    copy.write("fil.pdf", holding(&["a/b.yaml"]));
    assert_eq!(here(&copy, &["extract", "fil.pdf", "--out", "ude"]).status, 0);
    assert_eq!(copy.read("ude/a/b.yaml"), "indhold");
    #[cfg(unix)]
    for (link, to) in [("led/a", "../fremmed"), ("led/a/b.yaml", "../../fremmed/b.yaml")] {
        let _ = std::fs::remove_dir_all(copy.path("led"));
        std::fs::create_dir_all(copy.path(link).parent().expect("a folder")).expect("a folder");
        std::fs::create_dir_all(copy.path("fremmed")).expect("a folder");
        std::os::unix::fs::symlink(to, copy.path(link)).expect("a link");
        let ran = here(&copy, &["extract", "fil.pdf", "--out", "led"]);
        assert_eq!(ran.status, 1, "{link}");
        assert!(ran.stderr.contains(&format!("`{link}` is a link")), "{}", ran.stderr);
        assert!(files(&copy.path("fremmed")).is_empty(), "{link}");
    }
    copy.write("fil.pdf", "ikke en PDF");
    assert_eq!(here(&copy, &["extract", "fil.pdf", "--out", "nej"]).status, 2);
    assert_eq!(here(&copy, &["extract", "mangler.pdf", "--out", "nej"]).status, 2);
}

// The copy with fields.

/// A field to sign in, as the file has it.
struct Field {
    id: ObjectId,
    own: Dictionary,
}

fn fields(file: &Document) -> Vec<Field> {
    let form = file.catalog().and_then(|catalog| catalog.get_deref(b"AcroForm", file)).and_then(Object::as_dict);
    let all = form.and_then(|form| form.get(b"Fields")).and_then(Object::as_array).expect("a form");
    let ids = all.iter().map(|field| field.as_reference().expect("a reference"));
    ids.map(|id| Field { id, own: file.get_dictionary(id).expect("a field").clone() }).collect()
}

#[test]
fn each_signer_has_a_field_with_the_words_of_its_line() {
    let mut count = 0;
    for (name, built) in signed() {
        let pdf = &FIELDS[&name].pdf;
        let file = &pdf.file;
        let lines: Vec<&str> = built.view.lines_to_sign_on().collect();
        let fields = fields(file);
        assert_eq!(fields.len(), lines.len(), "{name}");
        for (index, (Field { id, own }, line)) in fields.iter().zip(&lines).enumerate() {
            let text = |key: &[u8]| lopdf::decode_text_string(own.get(key).expect("it is there")).expect("text");
            assert_eq!(text(b"T"), format!("{FIELD_NAME}{}", index + 1), "{name}");
            assert_eq!(text(b"TU"), *line, "{name}");
            assert_eq!(own.get(b"FT").and_then(Object::as_name).ok(), Some(b"Sig".as_slice()), "{name}");
            let page = own.get(b"P").and_then(Object::as_reference).expect("a page");
            let marks = file.get_dictionary(page).and_then(|page| page.get(b"Annots")?.as_array()).expect("marks");
            assert!(marks.contains(&Object::Reference(*id)), "{name}: the page shows it");
            let key = own.get(b"StructParent").and_then(Object::as_i64).expect("a number");
            let element = parent(file, key).unwrap_or_else(|| panic!("{name}: the tree knows {key}"));
            assert_eq!(element.get(b"S").and_then(Object::as_name).ok(), Some(b"Form".as_slice()), "{name}");
            count += 1;
        }
        // A screen reader comes to the line, then to its field.
        let drawn: Vec<(&str, Option<&str>)> =
            pdf.all(&["Figure", "Form"]).into_iter().map(|one| (one.kind.as_str(), one.alt.as_deref())).collect();
        let of_signers = &drawn[drawn.len() - 2 * lines.len()..];
        let expected: Vec<_> = lines.iter().flat_map(|line| [("Figure", Some(*line)), ("Form", Some(*line))]).collect();
        assert_eq!(of_signers, expected, "{name}");
    }
    assert!(count > 12, "{count}");
}

/// The element that the tree of parents gives for a number.
fn parent(file: &Document, key: i64) -> Option<&Dictionary> {
    let root = file.catalog().ok()?.get_deref(b"StructTreeRoot", file).ok()?.as_dict().ok()?;
    let tree = root.get_deref(b"ParentTree", file).ok()?.as_dict().ok()?;
    let pairs = tree.get(b"Nums").ok()?.as_array().ok()?.chunks_exact(2);
    let mut found = pairs.filter(|pair| pair[0] == Object::Integer(key)).map(|pair| &pair[1]);
    let element = found.next().filter(|_| found.next().is_none())?;
    file.get_dictionary(element.as_reference().ok()?).ok()
}

#[test]
fn a_field_lies_over_its_own_line() {
    let file = &FIELDS["plans/uim/siri/2024, kontrakt"].pdf.file;
    let rectangles: Vec<Vec<i64>> = fields(file)
        .iter()
        .map(|field| {
            let numbers = field.own.get(b"Rect").and_then(Object::as_array).expect("a rectangle").iter();
            numbers.map(|one| one.as_float().expect("a number").round() as i64).collect()
        })
        .collect();
    let [[a, low, b, high], [c, other_low, d, other_high]] =
        [0, 1].map(|at| <[i64; 4]>::try_from(rectangles[at].clone()).expect("four numbers"));
    assert!(a < b && b < c && c < d, "beside each other: {rectangles:?}");
    assert_eq!((low, high), (other_low, other_high), "on one height");
    // 18 mm over the line, from the left edge of the text (42 mm).
    assert_eq!((a, high - low), (119, 51));
}

/// A file with a field for each line.
fn with_fields(bytes: &[u8], lines: &[String]) -> Result<Vec<u8>, RewriteError> {
    let mut file = open(bytes)?;
    add_fields(&mut file, lines)?;
    save(file)
}

#[test]
fn two_with_one_title_have_a_field_each_and_a_line_that_is_missing_is_told() {
    let built = contract("plans/uim/siri/2024");
    let plain = build_copy(&built.view, CopyKind::Reading, &[]);
    let mut file = Document::load_mem(&plain).expect("it can be read");
    for object in file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
        if object.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Figure") {
            object.set("Alt", lopdf::text_string("Underskrift"));
        }
    }
    let mut same = Vec::new();
    file.save_to(&mut same).expect("it can be written");
    let with = with_fields(&same, &["Underskrift".to_owned(), "Underskrift".to_owned()]).expect("two lines");
    let places: Vec<Object> = fields(&Document::load_mem(&with).expect("it can be read"))
        .iter()
        .map(|field| field.own.get(b"Rect").expect("a rectangle").clone())
        .collect();
    assert_ne!(places[0], places[1]);
    let missing = with_fields(&same, &["Underskrift, konge".to_owned()]);
    assert!(matches!(missing, Err(RewriteError::NoLine(line)) if line == "Underskrift, konge"));
    assert!(matches!(with_fields(b"ikke en PDF", &[]), Err(RewriteError::Unreadable(_))));
}

// The command.

#[test]
fn each_copy_has_a_name_of_its_own_and_is_kept_up_to_date() {
    let copy = example();
    let built = |arguments: &[&str]| {
        let ran = here(&copy, &[&["build", AGENCY], arguments].concat());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let names = ran.stdout.lines().map(|line| line.strip_prefix(&format!("{OUT}/")).unwrap_or(line).to_owned());
        (names.collect::<Vec<_>>(), ran.stderr)
    };
    assert_eq!(built(&[]).0, ["mål-og-resultatplan.pdf", "opgørelsesmetode.pdf"]);
    assert_eq!(
        built(&["--copy", "reading"]).0,
        ["mål-og-resultatplan-læseudgave.pdf", "opgørelsesmetode-læseudgave.pdf"]
    );
    assert_eq!(
        built(&["--copy", "reading", "--attach-data"]).0,
        ["mål-og-resultatplan-læseudgave-med-data.pdf", "opgørelsesmetode-læseudgave-med-data.pdf"]
    );
    let (fields, _) = built(&["--copy", "fields"]);
    assert_eq!(fields, ["mål-og-resultatplan-med-felter.pdf"], "the annex is signed by nobody");
    for copy in [&["--copy", "signing"][..], &["--copy", "reading"], &["--copy", "fields"]] {
        assert!(built(copy).1.contains("0 built, 0 failed"), "{copy:?}");
    }
    // A comment changes no document, but the data inside one.
    let goal = format!("{AGENCY}/mål/1.3-leverancer.yaml");
    copy.write(&goal, format!("# Ny bemærkning.\n{}", copy.read(&goal)));
    let stale = built(&[]).1;
    assert!(stale.contains("0 built, 0 failed, 2 unchanged"), "{stale}");
    assert!(stale.contains("mål-og-resultatplan-læseudgave-med-data.pdf: stale"), "{stale}");
    assert!(!stale.contains("læseudgave.pdf: stale") && !stale.contains("felter.pdf: stale"), "{stale}");
    // What is of no plan any more is found, whichever copy it is.
    std::fs::remove_dir_all(copy.path(AGENCY)).expect("it was there");
    let cleaned = here(&copy, &["build", "--clean"]);
    assert_eq!(cleaned.stderr.matches(": deleted").count(), 7, "{}", cleaned.stderr);
}

#[test]
fn each_copy_can_be_verified() {
    let copy = example();
    for (arguments, name, word) in [
        (&["--copy", "signing"][..], "", "underskrift"),
        (&["--copy", "reading"], "-læseudgave", "læsning"),
        (&["--copy", "reading", "--attach-data"], "-læseudgave-med-data", "data"),
        (&["--copy", "fields"], "-med-felter", "felter"),
    ] {
        let build = [&["build", AGENCY, "--kind", "contract", "-q"], arguments].concat();
        assert_eq!(here(&copy, &build).status, 0);
        let ran = here(&copy, &["verify", &format!("{OUT}/mål-og-resultatplan{name}.pdf")]);
        assert_eq!(ran.status, 0, "{}", ran.stdout);
        assert!(ran.stdout.contains(&format!("  udgave      {word}\n")), "{}", ran.stdout);
    }
}

#[test]
fn what_cannot_be_a_copy_is_misuse() {
    let copy = example();
    for (arguments, said) in [
        (&["--attach-data"][..], "--attach-data is for the reading copy"),
        (&["--copy", "fields", "--attach-data"], "--attach-data is for the reading copy"),
        (&["--copy", "reading", "--format", "html"], "--copy is for PDF"),
        (&["--copy", "trykt"], "trykt"),
    ] {
        let ran = here(&copy, &[&["build", AGENCY], arguments].concat());
        assert_eq!(ran.status, 2, "{arguments:?}");
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert!(!copy.path("out").exists());
    }
}
