//! The query that counts cases in an agency's own database: what it says, for each database, and how its result is read back.
//! `.ci/sql` runs it by PostgreSQL and by DuckDB.

use std::path::{Path, PathBuf};

use resultatplan::files::Memory;
use resultatplan::import::{QueryRequest, Request, SqlDialect, import, query};
use resultatplan::load::{Mapping, mapping};
use resultatplan::plan::Plan;

use crate::support::{ASSETS, copy_of, repository};

/// The plan that `.ci/sql` counts for, and what its agency calls things.
fn plan() -> (Plan, Mapping) {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let own = |name: &str| std::fs::read_to_string(repository(".ci/sql").join(name)).unwrap();
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), own("mål.yaml"));
    files.write(ministry.join("prø/2025/indlæsning.yaml"), own("indlæsning.yaml"));
    let plan = resultatplan::load::load(&files, &ministry.join("prø/2025"), &ASSETS).known.plan().unwrap().clone();
    let mapping = mapping(&files, &ministry.join("prø/2025/indlæsning.yaml"), &plan).0.unwrap();
    (plan, mapping)
}

fn of(dialect: SqlDialect) -> String {
    let (plan, mapping) = plan();
    query(&QueryRequest { plan: &plan, mapping: &mapping, periods: &[], dialect, table: "esdh.sager" }).unwrap()
}

#[test]
fn a_query_says_step_by_step_what_is_counted() {
    insta::assert_snapshot!(of(SqlDialect::Postgres));
}

#[test]
fn databases_differ_in_names_texts_and_days_alone() {
    let (postgres, mssql) = (of(SqlDialect::Postgres), of(SqlDialect::Mssql));
    assert_eq!(postgres, of(SqlDialect::Duckdb));
    assert_eq!(postgres.lines().count(), mssql.lines().count());
    for said in [
        "FROM [esdh].[sager]",
        "DATEDIFF(day, s.fra, s.afgjort) <= 31",
        "DATEADD(month, 3, s.fra)",
        "N'Studie''s \"ph.d.\"'",
    ] {
        assert!(mssql.contains(said), "{said} in:\n{mssql}");
    }
    assert!(!mssql.contains("INTERVAL"), "{mssql}");
    insta::assert_snapshot!("for_sql_server", mssql);
}

#[test]
fn no_text_of_a_plan_or_a_mapping_ends_the_text_or_the_comment_that_it_stands_in() {
    let (mut plan, mut mapping) = plan();
    plan.title = "Plan\n; DROP TABLE sager; --".to_owned();
    mapping.kinds.push(("x'); DROP TABLE sager; --".to_owned(), resultatplan::load::Meaning::LeftOut));
    mapping.columns.push(("afgjort".to_owned(), "a\"; DROP TABLE sager; --".to_owned()));
    let request =
        QueryRequest { plan: &plan, mapping: &mapping, periods: &[], dialect: SqlDialect::Postgres, table: "a\"b" };
    let text = query(&request).unwrap();
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("-- ") && first.contains("Plan ; DROP TABLE sager; --"), "{first}");
    for said in ["('x''); DROP TABLE sager; --'", "CAST(\"a\"\"; DROP TABLE sager; --\" AS date)", "FROM \"a\"\"b\""] {
        assert!(text.contains(said), "{said} in:\n{text}");
    }
}

#[test]
fn its_result_is_read_as_sums_with_the_cases_that_were_undecided() {
    let (plan, mapping) = plan();
    let head = "kvartal,sagstype,sted,i alt,inden for 31 dage,inden for 3 måneder,uafgjorte,uafgjorte over 31 dage,\"ikke talt, fordi\"\n";
    let rows = "1. kvartal,\"1.1 a Fast-track, 1. gang\",,40,30,35,7,2,\n,Ukendt,,3,,,,,ukendt sagstype\n";
    let path = PathBuf::from("sager.csv");
    let files = Memory::from_iter([(&path, format!("{head}{rows}").into_bytes())]);
    let mut rejected = Vec::new();
    let request = Request { files: &files, plan: &plan, mapping: &mapping, periods: &[], sheet: None };
    let imported = import(request, &[path], &mut |_: &Path, one| rejected.push(one.reason.to_string())).unwrap();
    let (_, figures) = &imported.counted[0].requirements[0];
    assert_eq!(figures.counts[0].1.within.iter().map(|one| one.0).collect::<Vec<_>>(), [30, 35]);
    assert_eq!((figures.open.total, figures.open.over.clone()), (7, vec![2, 0]));
    assert_eq!(rejected, ["the database has not counted 3 of the case type `Ukendt`: ukendt sagstype"]);
    assert_eq!(imported.files[0].notes, []);
}
