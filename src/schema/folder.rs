//! What files and folders are called: of a ministry, of its institutions, of their plans.

/// Makes a folder a ministry's.
pub const MINISTRY: &str = "ministerium.yaml";
/// The ministry's folder of koncernfælles goals, a file a year.
pub const SHARED: &str = "koncern";
/// Makes a folder an institution's.
pub const INSTITUTION: &str = "institution.yaml";
/// Makes a folder a plan's.
pub const PLAN: &str = "plan.yaml";
/// The folder of a plan's results.
pub const RESULTS: &str = "resultater";
/// The folder of a plan's allonger, each called by its number.
pub const ALLONGER: &str = "allonger";
pub const ANNUAL_REPORT: &str = "årsrapport.yaml";
pub const PAY: &str = "resultatløn.yaml";
/// How an institution's own files are read into results.
pub const MAPPING: &str = "indlæsning.yaml";
/// The folder of a ministry's or a plan's own words.
pub const TEXTS: &str = "tekster";
/// The phrases in [`TEXTS`].
pub const PHRASES: &str = "ord.yaml";
pub const LOCK: &str = "lås.yaml";
pub const SIGNATURES: &str = "underskrifter.yaml";
/// What the program keeps beside a plan: nobody writes it for it.
pub const KEPT: [&str; 2] = [LOCK, SIGNATURES];
