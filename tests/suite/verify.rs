//! `verify`: whether a lock holds, what a PDF was made of, and whether it can be made again.

use crate::support::command::{Ran, run};
use crate::support::plan::Copy;
use crate::support::signing::{Flaw, Form, Key, Signer, sign};

const PLAN: &str = "plans/uim/siri/2023";
const CONTRACT: &str = "out/uim/siri/2023/mål-og-resultatplan.pdf";

fn here(copy: &Copy, arguments: &[&str]) -> Ran {
    run(&copy.path("."), arguments)
}

fn built(kind: &str) -> Copy {
    let copy = Copy::locked("plans/uim");
    let ran = here(&copy, &["build", PLAN, "--kind", kind, "-q"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    copy
}

#[test]
fn a_lock_that_holds_ends_in_0_and_one_that_does_not_in_1() {
    let copy = Copy::locked("plans/uim");
    let holds = here(&copy, &["verify", PLAN]);
    assert_eq!(holds.status, 0, "{}", holds.stderr);
    assert!(holds.stdout.starts_with("plans/uim/siri/2023: as it was locked, "), "{}", holds.stdout);
    let draft = here(&copy, &["verify", "plans/uim/siri/2024"]);
    assert_eq!((draft.status, draft.stdout.as_str()), (0, "plans/uim/siri/2024: a draft, not locked\n"));
    copy.edit("plans/uim/siri/2024/plan.yaml", "status: udkast", "status: til underskrift");
    copy.edit(
        "plans/uim/siri/2024/plan.yaml",
        "    titel: Departementschef",
        "    navn: NN\n    titel: Departementschef",
    );
    let ready = here(&copy, &["verify", "plans/uim/siri/2024"]);
    assert_eq!((ready.status, ready.stdout.as_str()), (0, "plans/uim/siri/2024: to be signed, not locked\n"));
    copy.edit("plans/uim/siri/2023/mål/1.4-kvalitet.yaml", "mellem: 3-4", "mellem: 3-5");
    let changed = here(&copy, &["verify", PLAN]);
    assert_eq!(changed.status, 1);
    assert!(changed.stdout.contains("`mål 1.4` of the plan has changed since it was signed"), "{}", changed.stdout);
    std::fs::remove_file(copy.path("plans/uim/siri/2023/lås.yaml")).expect("it was there");
    let open = here(&copy, &["verify", PLAN]);
    let told = "plans/uim/siri/2023: the plan is signed and not locked: nothing holds it; `resultatplan lock` does\n";
    assert_eq!((open.status, open.stdout.as_str()), (1, told));
}

#[test]
fn a_pdf_tells_what_it_was_made_of_and_can_be_made_again() {
    let copy = built("contract");
    let ran = here(&copy, &["verify", CONTRACT]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let locked = copy.read("plans/uim/siri/2023/lås.yaml");
    let whole = locked.lines().find_map(|line| line.trim().strip_prefix("aftryk: ")).expect("the whole is locked");
    let lines: Vec<&str> = ran.stdout.lines().map(str::trim).collect();
    assert_eq!(lines[0], CONTRACT);
    assert_eq!(lines[1], "dokument    uim/siri/2023/mål-og-resultatplan");
    assert_eq!(lines[2], format!("plan        {whole}  (the same now)"), "what the file says is what is locked");
    assert!(lines[3].starts_with("skabeloner  ") && lines[3].ends_with("(the same now)"), "{lines:?}");
    assert_eq!(lines[4], format!("program     resultatplan {}  (the same now)", env!("CARGO_PKG_VERSION")));
    assert_eq!(lines[5], "udgave      underskrift");
    assert_eq!(lines[6], "building it again gives the same bytes");
    assert_eq!(lines.len(), 7);
}

#[test]
fn a_pdf_of_other_data_tells_which() {
    let copy = built("follow-up");
    let third = "out/uim/siri/2023/opfølgning-3.pdf";
    assert_eq!(here(&copy, &["verify", third]).status, 0);
    let results = "plans/uim/siri/2023/resultater/3-kvartal.yaml";
    copy.edit(results, "\nkilde: Sagssystemet\n", "\nkilde: Et andet system\n");
    let ran = here(&copy, &["verify", third]);
    assert_eq!(ran.status, 1, "{}", ran.stdout);
    let line = |name: &str| ran.stdout.lines().find(|line| line.trim().starts_with(name)).unwrap_or_default();
    assert!(
        line("resultater").ends_with("(another now)") && line("plan ").ends_with("(the same now)"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("building it again gives other bytes"), "{}", ran.stdout);
    // What the status after the first quarter is made of has not changed.
    assert_eq!(here(&copy, &["verify", "out/uim/siri/2023/opfølgning-1.pdf"]).status, 0);
}

#[test]
fn a_signed_and_renamed_pdf_is_known() {
    let copy = built("contract");
    let built = std::fs::read(copy.path(CONTRACT)).expect("it was built");
    let signer = Signer::new("Anna Hansen", Key::P256);
    let mut bytes = sign(&built, Form::default(), &|bytes| signer.cms(bytes, Flaw::None));
    copy.write("underskrevet.PDF", &bytes);
    let ran = here(&copy, &["verify", "underskrevet.PDF"]);
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    for said in ["  signature of Anna Hansen, ", "the same bytes, and nothing but signatures was added since"] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
    copy.write("mere.pdf", [&built[..], b"\n% something else\n"].concat());
    let ran = here(&copy, &["verify", "mere.pdf"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("the same bytes, and what was added since is refused: "), "{}", ran.stdout);
    bytes[2000] ^= 1;
    copy.write("andet.pdf", &bytes);
    assert_eq!(here(&copy, &["verify", "andet.pdf"]).status, 1);
}

#[test]
fn what_the_program_did_not_make_ends_in_2() {
    let copy = Copy::locked("plans/uim");
    copy.write("fremmed.pdf", "%PDF-1.7\nintet");
    for (file, said) in [("fremmed.pdf", "it is cut off or damaged: "), ("ukendt.pdf", "cannot read")] {
        let ran = here(&copy, &["verify", file]);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

#[test]
fn a_pdf_whose_plan_is_not_there_says_so() {
    let copy = built("contract");
    let ran = here(&copy, &["verify", CONTRACT, "--plans", "out"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("cannot be built again: `out` holds no plan of"), "{}", ran.stdout);
}
