//! `resultatløn.yaml`.

use super::form::{self, words};
use super::key::{Form, record};

/// The words of `udmøntes`, but for steps.
pub const PROPORTIONAL: &str = "proportional";
pub const DECIDED: &str = "efter skøn";

record! {
    pay, "resultatløn", "the result pay", "Resultatlønnen: filen `resultatløn.yaml`. Den trykkes kun i sit eget dokument, som dannes med `build --kind pay`, og følger ikke med, når andre dokumenter offentliggøres.";
    needed TO "til", Form::Text, "Direktør N. N.", "Hvem lønnen er til.";
    optional BASIS "grundlag", Form::Text, "10 pct. af lønrammeløn og varige tillæg", "Hvad beløbet bygger på.";
    optional CEILING "loft", form::MONEY, "100.000 kr.", "Beløbet ved fuld opfyldelse, hvor hele planen tæller i ét beløb.";
    optional FRAMES "rammer", Form::List(&Form::Record(|| &pay_frame::RECORD)), "[{ navn: Basisramme, loft: 60.000 kr., mål: [\"1.1\"] }, { navn: Ekstraramme, loft: 40.000 kr., mål: [\"1.2\"] }]", "Flere beløb, som hver hviler på nogle af målene, i stedet for `loft`.";
    needed RULE "udmøntes", Form::OneOf(&[Form::Words(|| words([PROPORTIONAL, DECIDED])), Form::List(&Form::Record(|| &pay_step::RECORD))]), "proportional", "Hvordan opfyldelsen bliver til en andel af beløbet: `proportional`, trin, eller `efter skøn`, hvor intet følger af opfyldelsen.";
    optional DECISION "fastsat", Form::Record(|| &pay_decision::RECORD), "{ beløb: 95.000 kr., af: Departementschefen, dato: 20. marts 2026, begrundelse: Direktøren har løst uforudsete opgaver. }", "Det beløb, der er fastsat efter et skøn.";
}

record! {
    pay_frame, "ramme", "a frame of the result pay", "Et beløb og de mål, det hviler på.";
    needed NAME "navn", Form::Text, "Basisramme", "Hvad rammen hedder.";
    needed CEILING "loft", form::MONEY, "60.000 kr.", "Beløbet ved fuld opfyldelse af rammens mål.";
    needed GOALS "mål", Form::List(&Form::Address), "[\"1.1\"]", "Numrene på de mål, der tæller i rammen.";
}

record! {
    pay_step, "udmøntningstrin", "a step of the result pay", "Et trin fra opfyldelse til andel af beløbet.";
    needed FROM "fra", form::PERCENT, "80 pct.", "Den laveste opfyldelse, som trinnet gælder for.";
    needed SHARE "andel", form::PERCENT, "75 pct.", "Andelen af beløbet fra den opfyldelse og op.";
}

record! {
    pay_decision, "fastsat resultatløn", "the decision on result pay", "Beløbet, som den, der bestemmer det, har fastsat.";
    needed AMOUNT "beløb", form::MONEY, "95.000 kr.", "Hvad der udbetales.";
    needed BY "af", Form::Text, "Departementschefen", "Hvem der har fastsat det.";
    needed ON "dato", form::DATE, "20. marts 2026", "Hvornår det er fastsat.";
    needed REASON "begrundelse", Form::Prose, "Direktøren har løst uforudsete opgaver.", "Hvorfor beløbet er sat op eller ned, eller hvad skønnet bygger på.";
}
