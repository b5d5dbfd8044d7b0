//! Folders with commas, quotation marks and blanks in their names: every command works in them, and takes its own files back.

use crate::support::command::{Ran, run};
use crate::support::plan::{Copy, files};
use crate::support::signing::{Flaw, Form, Key, Signer, sign};

/// What a file system lets a name hold, and what else reads names: lists of keywords, XML, shells, formats of lines.
const NAMES: [(&str, &str); 3] =
    [("a, b", "c;d"), (" \"Mål\" & 'told' ", "<x>, y = 100 % #1"), ("en\u{a0}to  tre", "$(ls) {{ titel }} `x` ~*?")];

fn here(copy: &Copy, arguments: &[&str]) -> Ran {
    run(&copy.path("."), arguments)
}

/// The plans of a ministry and an institution of such names, the one of 2024 ready to be signed.
fn named(ministry: &str, institution: &str) -> (Copy, String) {
    let copy = Copy::of("plans/uim");
    std::fs::rename(copy.path("plans/uim/siri"), copy.path("plans/uim").join(institution)).expect("it can be renamed");
    std::fs::rename(copy.path("plans/uim"), copy.path("plans").join(ministry)).expect("it can be renamed");
    let plan = format!("plans/{ministry}/{institution}");
    let file = format!("{plan}/2024/plan.yaml");
    copy.edit(&file, "status: udkast ", "status: til underskrift ");
    copy.edit(&file, "    titel: Departementschef\n", "    navn: Bo Friis\n    titel: Departementschef\n");
    (copy, plan)
}

#[test]
fn every_command_works_in_folders_of_odd_names() {
    for (ministry, institution) in NAMES {
        let (copy, plans) = named(ministry, institution);
        let well = |arguments: &[&str]| {
            let ran = here(&copy, arguments);
            assert_eq!(ran.status, 0, "{arguments:?}: {}{}", ran.stdout, ran.stderr);
            ran
        };
        let (plan, earlier) = (format!("{plans}/2024"), format!("{plans}/2023"));
        copy.write("sager.csv", "Sagstype;Modtaget;Afgjort\nFast-track, 1. gang;02-01-2023;10-01-2023\n");
        well(&["check"]);
        well(&["score", &earlier]);
        well(&["show", "view", &plan]);
        well(&["import", &earlier, "sager.csv", "--updated", "2024-01-12", "--reporter", "X", "--replace"]);
        well(&["lock", &format!("{plans}/2018")]);
        well(&["verify", &format!("{plans}/2018")]);
        well(&["new", &format!("{plans}/2025"), "--from", &plan]);
        well(&["build", &plan, "--kind", "contract"]);
        well(&["build", &plan, "--kind", "contract", "--copy", "reading", "--attach-data"]);
        let built =
            files(&copy.path("out")).into_iter().filter(|file| file.extension().is_some_and(|end| end == "pdf"));
        let built: Vec<String> = built.map(|file| file.to_str().expect("UTF-8").to_owned()).collect();
        assert_eq!(built.len(), 2);
        for file in &built {
            let ran = well(&["verify", file]);
            assert!(ran.stdout.contains("building it again gives the same bytes"), "{}", ran.stdout);
        }
        assert!(well(&["build", &plan, "--kind", "contract"]).stderr.contains("0 built, 0 failed, 1 unchanged"));
        let with_data = built.iter().find(|file| file.ends_with("med-data.pdf")).expect("a copy with data");
        well(&["extract", with_data, "--out", "ude"]);
        assert!(copy.path("ude").join(format!("{ministry}/{institution}/2024/plan.yaml")).is_file());
        let contract = built.iter().find(|file| file.ends_with("resultatplan.pdf")).expect("the contract");
        let mut signed = std::fs::read(contract).expect("it was built");
        for (name, field) in [("Trine Rask Thygesen", "Sig1"), ("Bo Friis", "Sig2")] {
            let signer = Signer::new(name, Key::P256);
            signed = sign(&signed, Form::named(field), &|bytes| signer.cms(bytes, Flaw::None));
        }
        copy.write("under, \"skrevet\" .pdf", signed);
        let ran = well(&["sign-off", &plan, "under, \"skrevet\" .pdf"]);
        assert!(ran.stdout.contains("marked as signed and locked"), "{}", ran.stdout);
        well(&["check", &plan]);
    }
}
