//! The columns of a blank, and the fields above it, by the names that stand in the sheet.

use serde::Serialize;

/// A column that something is reported in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Column {
    Total,
    Kept,
    Share,
    Value,
    Over,
    Under,
    Count,
    Compared,
    Delivered,
    Evidence,
    Level,
    Mark,
    Verdict,
    By,
    On,
    Reason,
    Expected,
    Comment,
    Source,
}

impl Column {
    /// In the order of the sheet.
    pub const ALL: [Self; 19] = [
        Self::Total,
        Self::Kept,
        Self::Share,
        Self::Value,
        Self::Over,
        Self::Under,
        Self::Count,
        Self::Compared,
        Self::Delivered,
        Self::Evidence,
        Self::Level,
        Self::Mark,
        Self::Verdict,
        Self::By,
        Self::On,
        Self::Reason,
        Self::Expected,
        Self::Comment,
        Self::Source,
    ];

    /// Columns that no row is reported in: what a row is, as its reader sees it.
    pub const NUMBER: &str = "Nr.";
    pub const REQUIREMENT: &str = "Resultatkrav";
    pub const PART: &str = "Del";
    pub const TARGET: &str = "Mål";
    pub const LAST: &str = "Forrige kvartal";
    /// The hidden one.
    pub const KEY: &str = "Rækkens nøgle";

    /// Its name in the sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "I alt",
            Self::Kept => "Inden for grænsen",
            Self::Share => "Andel",
            Self::Value => "Værdi",
            Self::Over => "Tæller",
            Self::Under => "Nævner",
            Self::Count => "Antal",
            Self::Compared => "Sammenligning",
            Self::Delivered => "Leveret",
            Self::Evidence => "Bevis",
            Self::Level => "Niveau",
            Self::Mark => "Karakter",
            Self::Verdict => "Vurdering",
            Self::By => "Vurderet af",
            Self::On => "Vurderet den",
            Self::Reason => "Begrundelse",
            Self::Expected => "Forventet for året",
            Self::Comment => "Kommentar",
            Self::Source => "Kilde",
        }
    }

    /// What whoever stands in one of its cells is told.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Total => "Hvor mange der var i alt i kvartalet.",
            Self::Kept => "Hvor mange af dem der holdt grænsen i kolonnen Del.",
            Self::Share => "Andelen, hvis antallene ikke kendes. Lad så I alt og Inden for grænsen stå tomme.",
            Self::Value => "Den målte værdi i samme enhed som målet.",
            Self::Over => "Hvor mange, eller hvor meget.",
            Self::Under => "Af hvor mange, eller for hvor mange.",
            Self::Count => "Hvor mange der var i kvartalet.",
            Self::Compared => "Det andet tal, som planen sammenligner med, når det kendes.",
            Self::Delivered => "Dagen for leveringen, eller nej.",
            Self::Evidence => "Hvor man kan se, at det er leveret.",
            Self::Level => "Det niveau, der er nået.",
            Self::Mark => "Karakteren på skalaen.",
            Self::Verdict => "Hvad vurderingen er.",
            Self::By => "Hvem der har vurderet.",
            Self::On => "Hvornår der blev vurderet.",
            Self::Reason => "Hvorfor vurderingen er, som den er.",
            Self::Expected => "Hvad der ventes for hele året: et af ordene på listen eller en andel, fx 90 pct.",
            Self::Comment => "Hvad der er at sige om kravet i kvartalet.",
            Self::Source => "Kun hvis tallet kommer et andet sted fra end resten.",
        }
    }

    /// How many letters fit into it.
    pub const fn width(self) -> u32 {
        match self {
            Self::Total
            | Self::Kept
            | Self::Share
            | Self::Value
            | Self::Over
            | Self::Under
            | Self::Count
            | Self::Mark => 11,
            Self::Compared | Self::Delivered | Self::On => 15,
            Self::Level | Self::Verdict | Self::By | Self::Expected | Self::Source => 20,
            Self::Evidence | Self::Reason | Self::Comment => 40,
        }
    }
}

/// What is said of all rows, above them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum HeadField {
    Updated,
    Reporter,
    Source,
    Remark,
    Example,
}

impl HeadField {
    pub const ALL: [Self; 5] = [Self::Updated, Self::Reporter, Self::Source, Self::Remark, Self::Example];

    /// Its name in the sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Updated => "Opgjort den",
            Self::Reporter => "Indberettet af",
            Self::Source => "Tallenes kilde",
            Self::Remark => "Om kvartalet",
            Self::Example => "Tallene er eksempler",
        }
    }
}
