//! `sign-off`: a signed file comes back, is recorded, and marks and locks its plan.

use std::sync::LazyLock;

use crate::support::command::{Ran, run};
use crate::support::plan::{Copy, Kept};
use crate::support::signing::{Flaw, Form, Key, Signer, sign};

const PLAN: &str = "plans/uim/siri/2024";
const FILE: &str = "plans/uim/siri/2024/plan.yaml";
const RECORD: &str = "plans/uim/siri/2024/underskrifter.yaml";
const LOCK: &str = "plans/uim/siri/2024/lås.yaml";
const CONTRACT: &str = "out/uim/siri/2024/mål-og-resultatplan.pdf";

fn here(copy: &Copy, arguments: &[&str]) -> Ran {
    run(&copy.path("."), arguments)
}

/// The plan of 2024, ready to be signed by two, and its contract.
fn ready() -> (Copy, Vec<u8>) {
    static READY: LazyLock<(Kept, Vec<u8>)> = LazyLock::new(|| {
        let copy = Copy::locked("plans/uim");
        copy.edit(FILE, "status: udkast ", "status: til underskrift ");
        copy.edit(FILE, "    titel: Departementschef\n", "    navn: Bo Friis\n    titel: Departementschef\n");
        let contract = contract(&copy);
        (copy.kept(), contract)
    });
    let (kept, contract) = &*READY;
    (kept.again(), contract.clone())
}

fn contract(copy: &Copy) -> Vec<u8> {
    let ran = here(copy, &["build", PLAN, "--kind", "contract", "-q"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    std::fs::read(copy.path(CONTRACT)).expect("it was built")
}

fn signed_by(file: &[u8], name: &str, field: &str) -> Vec<u8> {
    let signer = Signer::new(name, Key::P256);
    sign(file, Form::named(field), &|bytes| signer.cms(bytes, Flaw::None))
}

fn sign_off(copy: &Copy, name: &str, file: &[u8]) -> Ran {
    copy.write(name, file);
    here(copy, &["sign-off", PLAN, name])
}

/// What stands beside the plan that a sign-off can write.
fn written(copy: &Copy) -> [Option<String>; 3] {
    [FILE, RECORD, LOCK].map(|file| std::fs::read_to_string(copy.path(file)).ok())
}

#[test]
fn a_file_that_both_have_signed_marks_and_locks_the_plan() {
    let (copy, contract) = ready();
    let before = copy.read(FILE);
    let both = signed_by(&signed_by(&contract, "Trine Rask Thygesen", "Sig1"), "Bo Friis", "Sig2");
    let ran = sign_off(&copy, "underskrevet.pdf", &both);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for said in [
        "underskrevet.pdf: kontrakt, as it was built, with nothing but signatures added",
        "signature of Trine Rask Thygesen, Eksempelstyrelsen",
        "given 2025-01-05T09:30:00Z by the signer's own clock",
        "whole: ECDSA P-256, SHA-256, field `Sig2`",
        "issued by Eksempeludsteder; the certificates up to the first issuer are in the file; trust is not judged",
        "signed by 2 of 2: Trine Rask Thygesen, Bo Friis",
        "marked as signed and locked",
    ] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
    assert!(!ran.stdout.contains("is to sign"), "both names are seen: {}", ran.stdout);
    // One word of the plan is another, and the document is the same to the byte.
    assert_eq!(copy.read(FILE), before.replace("status: til underskrift", "status: underskrevet"));
    let verified = here(&copy, &["verify", PLAN]);
    assert_eq!(verified.status, 0, "{}", verified.stdout);
    assert!(verified.stdout.contains("is signed digitally by Trine Rask Thygesen, Bo Friis in underskrevet.pdf"));
    assert!(verified.stdout.contains("as it was locked, "), "{}", verified.stdout);
    std::fs::remove_file(copy.path(CONTRACT)).expect("it was there");
    assert_eq!(self::contract(&copy), contract);
    // Neither a day nor a lock is asked for, and the record is read as it was written.
    let check = here(&copy, &["check", PLAN, "-v"]);
    assert_eq!(check.status, 0, "{}", check.stdout);
    for rule in ["signing-date", "not-locked", "signatures-outdated"] {
        assert!(!check.stdout.contains(rule), "{}", check.stdout);
    }
    let record = written(&copy);
    let again = sign_off(&copy, "underskrevet.pdf", &both);
    assert_eq!((again.status, written(&copy)), (0, record));
    assert!(again.stdout.contains("this file is recorded already"), "{}", again.stdout);
}

#[test]
fn the_record_says_who_signed_in_words_that_people_read() {
    let (copy, contract) = ready();
    let file = signed_by(&contract, "Trine Rask Thygesen", "Sig1");
    assert_eq!(sign_off(&copy, "direktør.pdf", &file).status, 0);
    let record = copy.read(RECORD);
    let is_print = |word: &str| word.len() == 64 && word.chars().all(|one| one.is_ascii_hexdigit());
    let words = record.split(' ').map(|word| if is_print(word.trim_end()) { "…\n" } else { word });
    let shown: String = words.collect::<Vec<_>>().join(" ");
    let lines: Vec<&str> = record.lines().collect();
    assert_eq!(lines[2..5], ["form: 1", "dokumenter:", "  - dokument: mål- og resultatplan"]);
    for line in [
        "      - fil: \"direktør.pdf\"",
        "          - navn: \"Trine Rask Thygesen\"",
        "            organisation: \"Eksempelstyrelsen\"",
        "            tidspunkt: \"2025-01-05T09:30:00Z\"",
        "            tidsstempel: nej",
        "            udsteder: \"Eksempeludsteder\"",
        "            certifikatkæde: hel",
        "            felt: \"Sig1\"",
        "            algoritme: \"ECDSA P-256, SHA-256\"",
    ] {
        assert!(lines.contains(&line), "{line} in {shown}");
    }
}

/// Whom the plan names is what both parties agree on: another signature is nobody's until somebody says whose it is.
#[test]
fn a_signer_whom_the_plan_does_not_name_hinders_the_lock_until_accepted() {
    let (copy, contract) = ready();
    let both = signed_by(&signed_by(&contract, "Trine Rask Thygesen", "Sig1"), "Bo Friis Olsen", "Sig2");
    let ran = sign_off(&copy, "underskrevet.pdf", &both);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    for said in [
        "signed by 2 of 2: Trine Rask Thygesen, Bo Friis Olsen",
        "Bo Friis is to sign, and no certificate has that name",
        "Bo Friis Olsen has signed, and the document does not name them: it is not locked before you give \
         `--accept-signer \"Bo Friis Olsen\"`",
    ] {
        assert!(ran.stdout.contains(said), "{said}: {}", ran.stdout);
    }
    assert!(copy.read(FILE).contains("status: til underskrift ") && !copy.path(LOCK).exists());
    // Nor can it be locked by hand.
    let text = copy.read(FILE);
    copy.write(FILE, text.replace("status: til underskrift ", "status: underskrevet "));
    let ran = here(&copy, &["lock", PLAN]);
    assert!(ran.status == 1 && ran.stderr.contains("Bo Friis Olsen has signed"), "{}", ran.stderr);
    copy.write(FILE, text);
    let accepting = |name| here(&copy, &["sign-off", PLAN, "underskrevet.pdf", "--accept-signer", name]);
    let record = written(&copy);
    let ran = accepting("Bo Olsen");
    let said = "nobody called `Bo Olsen` has signed, but `Trine Rask Thygesen`, `Bo Friis Olsen`";
    assert!(ran.status == 1 && ran.stderr.contains(said), "{}", ran.stderr);
    assert_eq!(written(&copy), record, "nothing is written then");
    let ran = accepting("bo  friis OLSEN");
    assert!(ran.status == 0 && ran.stdout.contains("marked as signed and locked"), "{}{}", ran.stdout, ran.stderr);
    let accepted = "    godkendte underskrivere:\n      - \"Bo Friis Olsen\"\n";
    assert!(copy.read(RECORD).contains(accepted), "{}", copy.read(RECORD));
    let check = here(&copy, &["check", PLAN, "-q"]);
    assert_eq!(check.status, 0, "{}", check.stdout);
}

/// Letters in two forms, and what cannot be seen, make no second signer and no stranger.
#[test]
fn a_name_is_the_same_however_it_is_written() {
    let copy = Copy::locked("plans/uim");
    copy.edit(FILE, "status: udkast ", "status: til underskrift ");
    copy.edit(FILE, "    titel: Departementschef\n", "    navn: Åse Ærø\n    titel: Departementschef\n");
    let contract = contract(&copy);
    let other = ["A\u{30a}se\u{200b} Ærø", "Åse Ærø"].into_iter().enumerate();
    let file = other.fold(contract, |file, (index, name)| signed_by(&file, name, &format!("Sig{}", index + 1)));
    let ran = sign_off(&copy, "under\u{200b}skrevet.pdf", &file);
    assert!(ran.status == 0 && ran.stdout.contains("signed by 1 of 2: "), "{}{}", ran.stdout, ran.stderr);
    assert!(!ran.stdout.contains("does not name them"), "{}", ran.stdout);
    assert!(copy.read(FILE).contains("status: til underskrift ") && !copy.path(LOCK).exists());
    // What is recorded can be read.
    assert_eq!(here(&copy, &["check", PLAN, "-q"]).status, 0);
}

/// A record that was edited is told as any file is.
#[test]
fn a_record_that_cannot_be_read_is_told() {
    let (copy, contract) = ready();
    assert_eq!(sign_off(&copy, "1.pdf", &signed_by(&contract, "Trine Rask Thygesen", "Sig1")).status, 0);
    let record = copy.read(RECORD);
    for (old, new, said) in [
        ("form: 1", "form: 9", "error[unknown-word]: this program knows no record of form 9"),
        (
            "dokument: mål- og resultatplan",
            "dokument: kontrakten",
            "error[unknown-word]: `kontrakten` is not a document",
        ),
        ("2025-01-05T09:30:00Z", "5. januar", "error[malformed-quantity]: `5. januar` is no point in time"),
        ("certifikatkæde: hel", "certifikatkæde: lang", "error[unknown-word]"),
        ("udsteder:", "udsteden:", "error[unknown-key]"),
        ("        aftryk: ", "        aftryk: x", "error[malformed-quantity]"),
    ] {
        copy.write(RECORD, record.replace(old, new));
        let ran = here(&copy, &["check", PLAN, "-q"]);
        assert!(ran.status == 1 && ran.stdout.contains(said), "{said}: {}", ran.stdout);
        assert!(ran.stdout.contains("underskrifter.yaml:"), "{}", ran.stdout);
    }
}

#[test]
fn two_copies_each_signed_by_one_are_taken_one_after_the_other() {
    let (copy, contract) = ready();
    let first = sign_off(&copy, "1.pdf", &signed_by(&contract, "Trine Rask Thygesen", "Sig1"));
    assert_eq!(first.status, 0, "{}", first.stderr);
    assert!(first.stdout.contains("signed by 1 of 2: Trine Rask Thygesen; 1 more must sign"), "{}", first.stdout);
    assert!(first.stdout.contains("Bo Friis is to sign, and no certificate has that name"), "{}", first.stdout);
    assert!(copy.read(FILE).contains("status: til underskrift ") && !copy.path(LOCK).exists());
    assert_eq!(here(&copy, &["check", PLAN, "-q"]).status, 0);
    // The same signer in another file counts once.
    let same = sign_off(&copy, "2.pdf", &signed_by(&contract, "Trine Rask Thygesen", "Sig1"));
    assert!(same.status == 0 && same.stdout.contains("signed by 1 of 2"), "{}", same.stdout);
    let other = sign_off(&copy, "3.pdf", &signed_by(&contract, "Bo Friis", "Sig1"));
    assert!(other.stdout.contains("signed by 2 of 2: Trine Rask Thygesen, Bo Friis"), "{}", other.stdout);
    assert!(copy.read(FILE).contains("status: underskrevet ") && copy.path(LOCK).exists());
}

#[test]
fn a_plan_that_changes_after_the_first_signature_is_told() {
    let (copy, contract) = ready();
    let first = signed_by(&contract, "Trine Rask Thygesen", "Sig1");
    assert_eq!(sign_off(&copy, "1.pdf", &first).status, 0);
    copy.edit(FILE, "titel: Mission, vision og værdier", "titel: Mission og vision");
    let check = here(&copy, &["check", PLAN]);
    assert_eq!(check.status, 1);
    assert!(check.stdout.contains("error[signatures-outdated]: the plan means something else than when it was signed"));
}

/// A run that was cut off is mended by another.
#[test]
fn what_a_run_has_left_undone_the_next_one_does() {
    let (copy, contract) = ready();
    let both = signed_by(&signed_by(&contract, "Trine Rask Thygesen", "Sig1"), "Bo Friis", "Sig2");
    let before = copy.read(FILE);
    assert_eq!(sign_off(&copy, "underskrevet.pdf", &both).status, 0);
    let whole = written(&copy);
    std::fs::remove_file(copy.path(LOCK)).expect("it was there");
    assert_eq!(sign_off(&copy, "underskrevet.pdf", &both).status, 0);
    assert_eq!(written(&copy), whole, "cut off before the lock");
    std::fs::remove_file(copy.path(LOCK)).expect("it was there");
    copy.write(FILE, before);
    assert_eq!(sign_off(&copy, "underskrevet.pdf", &both).status, 0);
    assert_eq!(written(&copy), whole, "cut off before the mark");
}

#[test]
fn a_plan_that_is_marked_already_gets_its_record() {
    let (copy, contract) = ready();
    let both = signed_by(&signed_by(&contract, "Trine Rask Thygesen", "Sig1"), "Bo Friis", "Sig2");
    copy.edit(FILE, "status: til underskrift ", "status: underskrevet ");
    copy.edit(FILE, "    navn: Bo Friis\n", "    navn: Bo Friis\n    dato: ulæselig\n");
    copy.edit(FILE, "    titel: Direktør\n", "    titel: Direktør\n    dato: ulæselig\n");
    let ran = sign_off(&copy, "underskrevet.pdf", &both);
    assert_eq!(ran.status, 0, "a date that cannot be read leaves the document as it was: {}", ran.stderr);
    assert!(copy.path(RECORD).exists() && copy.path(LOCK).exists());
}

#[test]
fn a_refused_file_changes_nothing() {
    let (copy, contract) = ready();
    let signed = signed_by(&contract, "Trine Rask Thygesen", "Sig1");
    let area = Form { area: "0 0 200 100", ..Form::default() };
    let signer = Signer::new("Bo Friis", Key::Ed25519);
    let pictured = sign(&contract, area, &|bytes| signer.cms(bytes, Flaw::None));
    let before = written(&copy);
    let mut altered = signed.clone();
    altered[contract.len() - 2000] ^= 1;
    for (file, status, said) in [
        (&contract, 1, "nobody has signed it"),
        (&altered, 1, "does not begin with the document that was built"),
        (&pictured, 1, "a picture of the signature in field `Sig1` stands on page 1"),
        (&b"%PDF-1.7\n".to_vec(), 2, "it is cut off or damaged: "),
        (&contract[..contract.len() - 9].to_vec(), 1, "it is cut off: it has only the first "),
    ] {
        let ran = sign_off(&copy, "fil.pdf", file);
        assert_eq!((ran.status, ran.stdout.as_str()), (status, ""), "{}", ran.stderr);
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
        assert_eq!(written(&copy), before, "{said}");
    }
    let taken = here(&copy, &["sign-off", PLAN, "fil.pdf", "--allow-pictures"]);
    assert_eq!(taken.status, 1, "what was cut off is refused whatever is allowed: {}", taken.stderr);
    copy.write("fil.pdf", &pictured);
    assert_eq!(here(&copy, &["sign-off", PLAN, "fil.pdf", "--allow-pictures"]).status, 0);
    assert_eq!(here(&copy, &["sign-off", PLAN, "ukendt.pdf"]).status, 2);
}

#[test]
fn a_file_of_something_else_is_refused_by_what_it_is() {
    let (copy, contract) = ready();
    let signed = signed_by(&contract, "Trine Rask Thygesen", "Sig1");
    let of_plan = |plan: &str| {
        copy.write("fil.pdf", &signed);
        here(&copy, &["sign-off", plan, "fil.pdf"]).stderr
    };
    assert!(
        of_plan("plans/uim/siri/2023")
            .contains("`uim/siri/2024/mål-og-resultatplan`, which is no document of this plan")
    );
    let text = copy.read(FILE);
    copy.edit(FILE, "titel: Mission, vision og værdier", "titel: Mission og vision");
    assert!(of_plan(PLAN).contains("it is of another version of the plan"), "{}", of_plan(PLAN));
    copy.write(FILE, text.replace("status: til underskrift", "status: udkast"));
    assert!(of_plan(PLAN).contains("the plan is a draft, and so marked: write `status: til underskrift`"));
    copy.write(FILE, text.replace("status: til underskrift", "status: noget"));
    assert!(of_plan(PLAN).contains("the plan has errors") && of_plan(PLAN).contains("error[unknown-word]"));
    copy.write(FILE, text);
    let ran = here(&copy, &["build", PLAN, "--kind", "annex", "-q"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let annex = std::fs::read(copy.path("out/uim/siri/2024/opgørelsesmetode.pdf")).expect("it was built");
    let ran = sign_off(&copy, "fil.pdf", &signed_by(&annex, "Bo Friis", "Sig1"));
    assert!(
        ran.status == 1 && ran.stderr.contains("which nobody signs: the plan and its allonger are"),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_allonge_is_signed_off_as_its_plan_is() {
    const YEAR: &str = "plans/uim/siri/2023";
    const ALLONGE: &str = "plans/uim/siri/2023/allonger/1.yaml";
    // What is reported of the year is on what the allonge sets.
    let copy = Copy::unreported("plans/uim");
    assert_eq!(here(&copy, &["lock", YEAR]).status, 0);
    let text =
        copy.read(ALLONGE).replace("eksempel: ja\n", "").replace("status: underskrevet", "status: til underskrift");
    let without_days: String = text
        .lines()
        .map(|line| match line.find(", dato: ") {
            Some(at) if line.trim_start().starts_with("- { for:") => format!("{} }}\n", &line[..at]),
            _ => format!("{line}\n"),
        })
        .collect();
    let named = without_days.replace("titel: Direktør", "navn: Anna Hansen, titel: Direktør");
    copy.write(ALLONGE, named.replace("titel: Departementschef", "navn: Bo Friis, titel: Departementschef"));
    let ran = here(&copy, &["build", YEAR, "--kind", "allonge", "-q"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let built = std::fs::read(copy.path("out/uim/siri/2023/allonge-1.pdf")).expect("it was built");
    copy.write("1.pdf", signed_by(&signed_by(&built, "Anna Hansen", "Sig1"), "Bo Friis", "Sig2"));
    let ran = here(&copy, &["sign-off", YEAR, "1.pdf"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("1.pdf: allonge 1, as it was built") && ran.stdout.contains("marked as signed and locked")
    );
    assert!(copy.read(ALLONGE).contains("status: underskrevet"));
    assert!(copy.read("plans/uim/siri/2023/lås.yaml").contains("  - nr: 1\n"));
    assert_eq!(here(&copy, &["check", YEAR, "-q"]).status, 0);
}

/// Results that were reported on what an allonge takes out stand in its way. Nothing of the sign-off is left then.
#[test]
fn what_would_be_wrong_when_signed_is_not_marked() {
    const YEAR: &str = "plans/uim/siri/2023";
    const ALLONGE: &str = "plans/uim/siri/2023/allonger/2.yaml";
    let copy = Copy::locked("plans/uim");
    copy.write(
        ALLONGE,
        "nr: 2
dato: 22. september 2023
status: til underskrift
begrundelse: Ventetiden måles ikke længere.
gælder fra: 1. oktober 2023
ændringer:
  - fjern: 1.1 a Landbrug
påtegning:
  - { for: institution, navn: Anna Hansen, titel: Direktør }
  - { for: departement, navn: Bo Friis, titel: Departementschef }
",
    );
    let ran = here(&copy, &["build", YEAR, "--kind", "allonge", "-q"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let built = std::fs::read(copy.path("out/uim/siri/2023/allonge-2.pdf")).expect("it was built");
    copy.write("2.pdf", signed_by(&signed_by(&built, "Anna Hansen", "Sig1"), "Bo Friis", "Sig2"));
    let before = copy.read(ALLONGE);
    let ran = here(&copy, &["sign-off", YEAR, "2.pdf"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    let said = "marked as signed the plan would have errors, so nothing was changed";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert!(ran.stderr.contains("error[address-unknown]: nothing in the plan is `1.1 a Landbrug`"), "{}", ran.stderr);
    assert_eq!(copy.read(ALLONGE), before);
    assert!(!copy.path("plans/uim/siri/2023/underskrifter.yaml").exists());
}
