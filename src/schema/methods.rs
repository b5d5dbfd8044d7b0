//! How a goal or a requirement is measured.

use super::key::{Form, record};

record! {
    method, "opgørelse", "a method", "Hvordan et mål eller et resultatkrav opgøres. Det står i bilaget.";
    optional PURPOSE "formål", Form::Prose, "Borgerne skal kende svaret hurtigt.", "Hvad der skal opnås.";
    optional MET_WHEN "opfyldt når", Form::Prose, "Kravet er opfyldt, når 90 pct. er afgjort i tide.", "Hvornår kravet er opfyldt.";
    optional COMPUTATION "metode", Form::Prose, "Tiden regnes fra ansøgning til afgørelse.", "Hvordan tallet regnes ud.";
    optional SOURCE "kilde", Form::Text, "Sagssystemet", "Hvor tallet kommer fra.";
    optional OWNER "ansvarlig", Form::Text, "Kontor A", "Hvem der opgør det.";
    optional FREQUENCY "hyppighed", Form::Text, "Hvert kvartal", "Hvor tit det opgøres.";
    optional REPORTING "rapportering", Form::Prose, "Tallet meldes til departementet.", "Hvordan der rapporteres.";
}
