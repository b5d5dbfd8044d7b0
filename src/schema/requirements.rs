//! Requirements: what is common to all kinds, what each kind adds, and partial credit.

use super::form::{self, words};
use super::key::Form;
use super::key::{Optional, Record, RecordKind, record};
use super::methods::method;
use crate::plan::{
    BoundKind, Clock, Combination, ComparisonForm, DemandKind, Denominators, Direction, Gathering, IfNone, Parts,
    Quotient, Unit,
};

record! {
    requirement, "krav", "a requirement", "Et resultatkrav: hvad der kræves, og hvornår.", kinds;
    optional LABEL "nr", Form::Text, "a", "Kravets bogstav eller nummer inden for målet.";
    optional TITLE "titel", Form::Text, "Hurtige svar", "Hvad kravet kaldes.";
    optional NAME "navn", Form::Text, "Svartid", "Hvad kravet kaldes i resultater og rapporter, hvor dets egne ord er lange. Det trykkes ikke i kontrakten.";
    optional WEIGHT "vægt", PART_WEIGHT, "10 point", "Kravets del af målets vægt: i point, i pct. eller som en brøk.";
    optional PERIOD "måles", form::PART_OF_YEAR, "hele året", "Den del af året, som kravet måles over.";
    optional DEADLINE "frist", form::DEADLINE, "udgangen af 2. kvartal", "Hvornår kravet senest skal være nået.";
    optional CLOCK "uret starter", CLOCKS, "ansøgning", "Hvornår sagsbehandlingstiden begynder.";
    optional EXCLUDING "uden", Form::List(&Form::Text), "[klagesager]", "Hvad der ikke tælles med.";
    optional BASELINE "udgangspunkt", Form::Record(|| &baseline::RECORD), "{ tal: 82 pct., opgjort: 5. september 2024 }", "Hvad tallet var, før planen begyndte. Det trykkes, og et mål kan sættes efter det: `sammenlignes med: udgangspunktet`.";
    optional WORDING "ordlyd", Form::Prose, "90 pct. af ansøgningerne afgøres inden for 31 dage.", "Kravet med planens egne ord, i stedet for den sætning som programmet danner.";
    optional WORDING_COVERS "ordlyden dækker delene", form::YES, "ja", "Om `ordlyd` også siger, hvad delene kræver, eller hvad en evaluerings skema indeholder. Delene måles og rapporteres, men trykkes ikke igen.";
    optional WORDING_ALONE "ordlyden står alene", form::YES, "ja", "Om kontrakten kun har `ordlyd`: hvornår og hvordan der måles, står så kun i bilaget.";
    optional LEAD "indledning", Form::Prose, "Kravet gælder fra 1. marts.", "Tekst før kravet.";
    optional REMARK "bemærkning", Form::Prose, "Kravet er skærpet.", "Tekst efter kravet.";
    optional METHOD "opgørelse", Form::Record(|| &method::RECORD), "{ kilde: Sagssystemet }", "Hvordan kravet opgøres.";
    optional CREDIT "opfyldelse", Form::OneOf(&[Form::Words(|| words(["alt eller intet", "proportional"])), Form::Record(|| &credit::RECORD)]), "alt eller intet", "Hvad kravet giver, når det ikke er nået helt. Uden nøglen er det alt eller intet.";
    optional GATHERING "kvartaler samles", Form::Words(|| words(Gathering::ALL.map(Gathering::word))), "sum", "Hvordan kvartalernes tal bliver til årets.";
    optional PATH "måltal", Form::List(&Form::Record(|| &stage::RECORD)), "[{ frist: udgangen af 2. kvartal, mindst: 20 }, { frist: udgangen af 4. kvartal, mindst: 50 }]", "Flere måltal undervejs, i stedet for ét: for hvert kvartal eller hvert år.";
    optional PATH_COMBINATION "måltal samles", COMBINATIONS, "ligeligt", "Hvordan flere måltal undervejs bliver til én opfyldelse.";
}

record! {
    baseline, "udgangspunkt", "a baseline", "Et tal fra før planen begyndte.";
    needed FIGURE "tal", form::AMOUNT, "82 pct.", "Tallet.";
    needed ON "opgjort", form::DATE, "5. september 2024", "Hvornår det er opgjort.";
}

record! {
    stage, "måltal", "a target on the way", "Et måltal undervejs. Enten `måles` eller `frist` står der, og præcis én af de seks grænser.";
    optional PERIOD "måles", form::PART_OF_YEAR, "2. kvartal", "Den periode, hvis eget tal måltallet er for.";
    optional DEADLINE "frist", form::DEADLINE, "udgangen af 2. kvartal", "Hvornår måltallet skal være nået; alt fra planens begyndelse tæller.";
    optional WEIGHT "vægt", PART_WEIGHT, "25 pct.", "Måltallets del af kravet.";
    optional AT_LEAST BoundKind::AtLeast.word(), form::AMOUNT, "12", "Den mindste værdi, der er nok.";
    optional AT_MOST BoundKind::AtMost.word(), form::AMOUNT, "12", "Den største værdi, der er nok.";
    optional BELOW BoundKind::Below.word(), form::AMOUNT, "12", "Værdien skal være mindre.";
    optional ABOVE BoundKind::Above.word(), form::AMOUNT, "12", "Værdien skal være større.";
    optional EXACTLY BoundKind::Exactly.word(), form::AMOUNT, "12", "Værdien skal være netop den.";
    optional BETWEEN BoundKind::Between.word(), form::RANGE, "3-4", "Værdien skal ligge imellem; begge ender er med.";
    optional TOLERANCE "tolerance", form::AMOUNT, "2 pct.", "Hvor langt ved siden af der er nær nok.";
    optional BESIDE "sammenlignes med", Form::Text, "landsgennemsnittet", "Et andet tal, som måltallet er så mange pct. af.";
    optional BESIDE_AS "sammenlignes som", Form::Words(|| words(ComparisonForm::ALL.map(ComparisonForm::word))), "forskel", "`andel` eller `forskel`.";
}

/// What each kind of requirement adds.
fn kinds() -> Vec<RecordKind> {
    DemandKind::ALL
        .iter()
        .map(|kind| RecordKind { said_by: kind.keys(), record: of_kind(*kind), besides: besides(*kind) })
        .collect()
}

/// What a requirement of a kind says of itself.
pub fn of_kind(kind: DemandKind) -> &'static Record {
    match kind {
        DemandKind::Parts => &parts::RECORD,
        DemandKind::Share => &share::RECORD,
        DemandKind::Value => &value::RECORD,
        DemandKind::Count => &count::RECORD,
        DemandKind::Deliverable => &deliverable::RECORD,
        DemandKind::Evaluation => &evaluation::RECORD,
        DemandKind::Level => &level::RECORD,
        DemandKind::Judgement => &judgement::RECORD,
        DemandKind::Later => &later::RECORD,
    }
}

/// What can stand in a requirement of the kind as the short form of a list of one.
fn besides(kind: DemandKind) -> Option<&'static Record> {
    match kind {
        DemandKind::Share => Some(&tier::RECORD),
        DemandKind::Value | DemandKind::Count => Some(&bound::RECORD),
        DemandKind::Parts
        | DemandKind::Deliverable
        | DemandKind::Evaluation
        | DemandKind::Level
        | DemandKind::Judgement
        | DemandKind::Later => None,
    }
}

const PART_WEIGHT: Form = Form::OneOf(&[form::POINTS, form::PERCENT, form::FRACTION, form::NOT_SET]);
pub(super) const CLOCKS: Form = Form::Words(|| words(Clock::ALL.map(Clock::word)));
const COMBINATIONS: Form =
    Form::OneOf(&[Form::Words(|| words(Combination::WORDS.map(|(word, _)| word))), form::AT_LEAST_OF]);
pub(super) const COMBINATIONS_OR_ASSUMED: Form = Form::OneOf(&[
    Form::Words(|| words(Combination::WORDS.map(|(word, _)| word))),
    form::AT_LEAST_OF,
    Form::Record(|| &assumed_combination::RECORD),
]);

record! {
    assumed_combination, "antaget samling", "how parts are combined", "En regel, som ikke står i det aftalte. Point efter planen regnes uden den; rapporterne viser ved siden af, hvad den giver.";
    needed RULE "antaget", Form::OneOf(&[Form::Words(|| words(Combination::RULES.map(|(word, _)| word))), form::AT_LEAST_OF]), "ligeligt", "Den regel, der antages.";
    needed REASON "fordi", Form::Text, "Planen siger det ikke.", "Hvorfor den antages.";
}

record! {
    parts, "krav i dele", "a requirement of parts", "Et krav af flere dele.";
    needed PARTS "krav", Form::List(&Form::Record(|| &requirement::RECORD)), "[{ nr: a, leverance: En plan. }, { nr: b, leverance: En rapport. }]", "Kravets dele, hver for sig et krav.";
    optional FORM "som", Form::Words(|| words([Parts::POINTS])), "punkter", "`punkter`, hvis delene står som punkterne i én liste.";
    optional COMBINATION "samles", COMBINATIONS_OR_ASSUMED, "alle", "Hvordan delene bliver til én opfyldelse.";
}

record! {
    share, "andel", "a share", "En andel, der skal nås inden for en grænse.";
    optional CASES Unit::Cases.word(), Form::Text, "Ansøgninger", "Hvilke sager der måles på.";
    optional WORKING_DAYS Unit::WorkingDays.word(), Form::Text, "Åbne hverdage", "Hvilke hverdage der måles på.";
    optional CALLS Unit::Calls.word(), Form::Text, "Opkald til vejledningen", "Hvilke opkald der måles på.";
    optional ENQUIRIES Unit::Enquiries.word(), Form::Text, "Skriftlige henvendelser", "Hvilke henvendelser der måles på.";
    optional COMBINATION "samles", COMBINATIONS_OR_ASSUMED, "alle", "Hvordan flere trin bliver til én opfyldelse.";
    optional TIERS "trin", Form::List(&Form::Record(|| &tier::RECORD)), "[{ mindst: 55 pct., inden for: 31 dage }, { mindst: 75 pct., inden for: 92 dage }]", "Flere grænser for de samme sager.";
    optional SITES "steder", Form::Pairs(&form::PERCENT), "{ Valby: 60 pct., Odense: 40 pct. }", "Steder, der vægtes hver for sig.";
    optional IF_NONE "hvis ingen", Form::Words(|| words(IfNone::ALL.map(IfNone::word))), "opfyldt", "Hvad det tæller som, når der ingen er at tælle iblandt. Uden nøglen er det ikke afgjort.";
}

record! {
    tier, "trin", "a tier", "En grænse: hvor stor en andel, og hvor lang tid.";
    needed SHARE "mindst", form::PERCENT, "90 pct.", "Den mindste andel, der skal nås.";
    optional WITHIN "inden for", form::TIME_LIMIT, "31 dage", "Den længste tid. Grænsen selv er med.";
    optional AT_MOST "højst", form::TIME_LIMIT, "10 dage", "Det samme, hvor planen siger `højst`.";
    optional WEIGHT "vægt", PART_WEIGHT, "50 pct.", "Trinnets del af kravet.";
}

record! {
    value, "værdi", "a measured value", "En målt værdi, der skal holde sig inden for en grænse.";
    optional WHAT "værdi", Form::Text, "Sygefravær", "Hvad der måles.";
    optional SHARE Quotient::SHARE, Form::Text, "Fejlfri sager", "Hvad der er så mange af; indberettes som `tæller` og `nævner`.";
    optional OF "af", Form::Text, "kontrollerede sager", "Hvad en andel er af: nævneren.";
    optional MEAN Quotient::MEAN, Form::Text, "Sygedage", "Hvad der er så meget af for hver; indberettes som `tæller` og `nævner`.";
    optional PER "pr", Form::Text, "årsværk", "Hvad et gennemsnit er for hver af: nævneren.";
    optional DENOMINATORS "nævneren samles", Form::Words(|| words(Denominators::ALL.map(Denominators::word))), "gennemsnit", "Hvordan kvartalernes nævnere bliver årets: `sum` af det, der sker (sager), `gennemsnit` af det, der er (årsværk).";
    optional IF_NONE "hvis ingen", Form::Words(|| words(IfNone::ALL.map(IfNone::word))), "opfyldt", "Hvad det tæller som, når der ingen er at tælle iblandt. Uden nøglen er det ikke afgjort.";
}

record! {
    count, "antal", "a number of things", "Et antal, der skal holde sig inden for en grænse.";
    needed WHAT "antal", Form::Text, "Gennemførte tilsyn", "Hvad der tælles.";
}

record! {
    bound, "grænse", "a bound", "Den grænse, som en værdi eller et antal holdes op mod. Præcis én af de seks grænser står der.";
    optional AT_LEAST BoundKind::AtLeast.word(), form::AMOUNT, "12", "Den mindste værdi, der er nok.";
    optional AT_MOST BoundKind::AtMost.word(), form::AMOUNT, "12", "Den største værdi, der er nok.";
    optional BELOW BoundKind::Below.word(), form::AMOUNT, "12", "Værdien skal være mindre.";
    optional ABOVE BoundKind::Above.word(), form::AMOUNT, "12", "Værdien skal være større.";
    optional EXACTLY BoundKind::Exactly.word(), form::AMOUNT, "12", "Værdien skal være netop den.";
    optional BETWEEN BoundKind::Between.word(), form::RANGE, "3-4", "Værdien skal ligge imellem; begge ender er med.";
    optional TOLERANCE "tolerance", form::AMOUNT, "2 pct.", "Hvor langt ved siden af der er nær nok: i pct. af grænsen eller i dens egen enhed. For en grænse i pct. er det procentpoint.";
    optional BESIDE "sammenlignes med", Form::Text, "landsgennemsnittet", "Et andet tal, som først kendes senere og indberettes som `sammenligning`. Grænsen er så mange pct. af det.";
    optional BESIDE_AS "sammenlignes som", Form::Words(|| words(ComparisonForm::ALL.map(ComparisonForm::word))), "forskel", "`andel`, hvis grænsen er så mange pct. af det andet tal; `forskel`, hvis den er, hvor meget mere eller mindre. Uden nøglen er det en andel.";
}

record! {
    deliverable, "leverance", "a deliverable", "Noget, der skal leveres.";
    needed WHAT "leverance", Form::Prose, "En ny vejledning er sendt ud.", "Hvad der skal leveres.";
}

record! {
    evaluation, "evaluering", "an evaluation", "Et skema, som nogen udfylder med karakterer.";
    needed WHAT "evaluering", Form::Text, "Samarbejdet", "Hvad der vurderes.";
    needed TOPICS "emner", Form::List(&Form::Text), "[Kvalitet, Rettidighed]", "Skemaets rækker.";
    needed SUBJECTS "på", Form::List(&Form::Text), "[Kontor A, Kontor B]", "Skemaets kolonner: dem, der vurderes.";
    needed EVALUATORS "evalueres af", Form::List(&Form::Text), "[Departementet]", "Dem, der udfylder skemaet.";
    needed SCALE "skala", Form::Pairs(&Form::Text), "{ 1: Ikke tilfredsstillende, 2: Tilfredsstillende, 3: Meget tilfredsstillende }", "Karaktererne, og hvad de betyder.";
    needed CONVERSION "omregning", Form::OneOf(&[form::NOT_SET, Form::List(&Form::Record(|| &conversion::RECORD))]), "[{ fra: \"2,5\", opfyldelse: 100 pct. }, { fra: 1, opfyldelse: 0 pct. }]", "Hvad gennemsnittet giver i opfyldelse.";
}

record! {
    conversion, "omregning", "a step of the conversion", "Et trin i omregningen fra karakter til opfyldelse.";
    needed FROM "fra", form::NUMBER, "2,5", "Det laveste gennemsnit, som trinnet gælder for.";
    needed FULFILMENT "opfyldelse", form::PERCENT, "100 pct.", "Opfyldelsen fra det gennemsnit og op.";
}

record! {
    level, "niveau", "a level", "Et niveau på en skala, der skal nås eller holdes.";
    needed WHAT "niveau", Form::Text, "Digital modenhed", "Hvad der vurderes.";
    needed AT_LEAST "mindst", Form::Text, "niveau 3", "Det niveau, der skal nås: dets navn på skalaen, eller `niveau 3`.";
    optional SCALE "skala", Form::List(&Form::Text), "[begyndt, i drift, udbredt]", "Skalaens navne, det laveste først.";
}

record! {
    judgement, "vurdering", "a judgement", "Noget, som en person vurderer.";
    needed WHAT "vurdering", Form::Prose, "Samarbejdet er styrket.", "Hvad der vurderes.";
    optional CRITERIA "kriterier", Form::Record(|| &criteria::RECORD), "{ opfyldt: Alle aftaler er holdt. }", "Hvornår det er opfyldt, delvist opfyldt og ikke opfyldt.";
    optional DEGREES "grader", Form::Pairs(&Form::Text), "{ 100 pct.: Alle aftaler er holdt., 50 pct.: De fleste er holdt., 0 pct.: Få er holdt. }", "De grader af opfyldelse, som vurderingen kan give, og hvornår: i stedet for `kriterier`.";
    optional BY "vurderes af", Form::Text, "Departementet", "Hvem der vurderer.";
}

record! {
    criteria, "kriterier", "criteria", "Hvad der skal til for hver vurdering.";
    optional MET "opfyldt", Form::Text, "Alle aftaler er holdt.", "Hvornår kravet er opfyldt.";
    optional PARTLY "delvist opfyldt", Form::Text, "De fleste aftaler er holdt.", "Hvornår kravet er delvist opfyldt.";
    optional NOT_MET "ikke opfyldt", Form::Text, "Få aftaler er holdt.", "Hvornår kravet ikke er opfyldt.";
}

record! {
    later, "senere", "a requirement that is set later", "Et krav, der først fastsættes i løbet af året.";
    needed WHAT "senere", Form::Text, "Måltal for ventetid", "Hvad der kommer et krav om.";
    needed SET "fastsættes", Form::Text, "senest 1. juni", "Hvornår det fastsættes.";
}

record! {
    credit, "opfyldelse", "a rule of partial credit", "Hvad et krav giver, når det ikke er nået helt. Præcis én af nøglerne står der.";
    optional STEPS "trin", Form::List(&Form::Record(|| &step::RECORD)), "[{ fra: 80 pct., opfyldelse: 50 pct. }]", "Trin på vej mod målet.";
    optional LINE "lineær", Form::Record(|| &line::RECORD), "{ fra: 80 pct., til: 90 pct. }", "En ret linje fra ingen til fuld opfyldelse.";
    optional LATE "forsinket", Form::List(&Form::Record(|| &late_step::RECORD)), "[{ højst: 14 dage, opfyldelse: 50 pct. }]", "Hvad en leverance giver, når den kommer for sent.";
    optional PARTLY_FROM "delvist fra", form::STEP, "80 pct.", "Det dårligste tal, som er delvist opfyldt, når mere er bedre, hvor planen ikke siger, hvad det giver.";
    optional PARTLY_TO "delvist til", form::STEP, "12", "Det samme, når mindre er bedre.";
    optional PARTLY "delvist", form::PERCENT, "50 pct.", "Hvad `delvist opfyldt` giver i en vurdering.";
}

record! {
    step, "delvis", "a step of partial credit", "Et trin af delvis opfyldelse. Hvor det bedre er det mindre, hedder første nøgle `til`.";
    optional FROM "fra", form::STEP, "80 pct.", "Det dårligste tal, som trinnet gælder for, når mere er bedre.";
    optional DOWN_TO "til", form::STEP, "12", "Det dårligste tal, som trinnet gælder for, når mindre er bedre.";
    needed FULFILMENT "opfyldelse", form::PERCENT, "50 pct.", "Hvad trinnet giver.";
}

/// The key of a step: from this value on, or down to it where less is better.
pub fn step_key(bound: BoundKind) -> Optional {
    match bound.direction() {
        Some(Direction::Down) => step::DOWN_TO,
        Some(Direction::Up) | None => step::FROM,
    }
}

/// The key of what is partly met, by which way is better.
pub fn partly_key(bound: BoundKind) -> Optional {
    match bound.direction() {
        Some(Direction::Down) => credit::PARTLY_TO,
        Some(Direction::Up) | None => credit::PARTLY_FROM,
    }
}

record! {
    line, "lineær", "a line of partial credit", "En ret linje af delvis opfyldelse.";
    needed FROM "fra", form::STEP, "80 pct.", "Tallet, der giver 0 pct.";
    needed TO "til", form::STEP, "90 pct.", "Tallet, der giver 100 pct.";
}

record! {
    late_step, "forsinket", "a step of lateness", "Et trin af forsinkelse.";
    needed AT_MOST "højst", form::TIME_LIMIT, "14 dage", "Den længste forsinkelse, som trinnet gælder for.";
    needed FULFILMENT "opfyldelse", form::PERCENT, "50 pct.", "Hvad trinnet giver.";
}
