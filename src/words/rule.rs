//! By which rule a point is given.

use minijinja::context;

use super::Words;
use super::danish::{capital, join};
use crate::plan::{
    Clock, CountWithin, Demand, DemandKind, Evaluation, IfNone, Later, Level, LevelTarget, Measure, Share, Step, Tier,
    ValueWithin,
};
use crate::quantity::Number;
use crate::score::{Terms, TraceRule};

impl Words<'_> {
    /// What counts, in a sentence.
    pub fn rule(&self, rule: &TraceRule) -> String {
        match rule {
            TraceRule::Nothing => self.word("regel uden krav"),
            TraceRule::OnePart => self.word("regel for én del"),
            TraceRule::AllParts { parts } => self.say("regel for alle dele", &[("antal", parts)]),
            TraceRule::PartsAtLeast { least, parts } => {
                self.say("regel for nogle dele", &[("mindst", least), ("antal", parts)])
            }
            TraceRule::WeightedParts { parts } => self.say("regel for vægtede dele", &[("antal", parts)]),
            TraceRule::EqualParts { parts } => self.say("regel for lige dele", &[("antal", parts)]),
            TraceRule::WeightsNotSet => self.word("regel uden vægte"),
            TraceRule::CombinationNotSet { parts } => self.say("regel uden samling", &[("antal", parts)]),
            TraceRule::Targets { targets, combined } => {
                self.say("regel for flere mål", &[("antal", targets), ("regel", &self.rule(combined))])
            }
            TraceRule::Path { targets, combined } => {
                self.say("regel for måltal undervejs", &[("antal", targets), ("regel", &self.rule(combined))])
            }
            TraceRule::Removed { allonge, from } => self.say("regel for udgået", &[("nr", allonge), ("dato", from)]),
            TraceRule::Measured(terms) => {
                let (rule, conditions) = (self.terms(terms), self.conditions(terms));
                if conditions.is_empty() {
                    return rule;
                }
                self.tell("regel med vilkår", context! { regel => rule, vilkår => conditions })
            }
        }
    }

    fn terms(&self, terms: &Terms) -> String {
        let clause = match &terms.demand {
            Demand::Share(share) => match share.tiers.get(terms.tier) {
                Some(tier) => self.tier_clause(share, tier),
                None => return self.word("regel uden grænse"),
            },
            Demand::Value(ValueWithin { bound, .. }) | Demand::Count(CountWithin { bound, .. }) => {
                capital(&self.bound_in_full(bound))
            }
            Demand::Deliverable(_) => self.say("regel for leverance", &[("dato", &terms.due)]),
            Demand::Judgement(_) => self.word("regel for vurdering"),
            Demand::Level(level) if level.rank().is_none() && !level.scale.is_empty() => {
                return self.word("regel uden for skalaen");
            }
            Demand::Level(level) => self.say("regel for niveau", &[("niveau", &level_demanded(level))]),
            Demand::Evaluation(schema) => return self.evaluation_rule(schema),
            Demand::Later(Later { set, .. }) => return self.say("regel senere", &[("hvordan", set)]),
            Demand::Parts(parts) => return self.rule(&TraceRule::CombinationNotSet { parts: parts.parts.len() }),
        };
        match self.credit(&terms.credit, terms.demand.measure()) {
            None => self.say("regel alt eller intet", &[("regel", &clause)]),
            Some(credit) => self.say("regel med delvis opfyldelse", &[("regel", &clause), ("delvis", &credit)]),
        }
    }

    /// What a demand counts as where there is nothing to count among, where the plan says so.
    pub fn if_none(&self, demand: &Demand) -> Option<String> {
        demand.measure().if_none().map(|none| {
            self.word(match none {
                IfNone::Met => "ingen er opfyldt",
                IfNone::NotMet => "ingen er ikke opfyldt",
            })
        })
    }

    /// When it is measured, where that is not all the plan's period; what starts the clock; what is left out; and who set it.
    fn conditions(&self, terms: &Terms) -> Vec<String> {
        // A deliverable's rule says its deadline.
        let window = terms.window.filter(|_| terms.demand.kind() != DemandKind::Deliverable);
        let mut said = Vec::new();
        said.extend(window.map(|days| self.say("vilkår om perioden", &[("periode", &days)])));
        said.extend(terms.clock.map(|clock| self.clock(clock)));
        if !terms.excluding.is_empty() {
            said.push(self.excluding(&terms.excluding));
        }
        said.extend(self.if_none(&terms.demand));
        said.extend(terms.allonge.map(|number| self.say("vilkår om allongen", &[("nr", &number)])));
        said
    }

    /// What starts the clock.
    pub fn clock(&self, clock: Clock) -> String {
        self.word(match clock {
            Clock::Application => "uret starter ved ansøgning",
            Clock::FullyInformed => "uret starter fuldt oplyst",
        })
    }

    /// What is left out.
    pub fn excluding(&self, excluding: &[String]) -> String {
        self.say("ikke medregnet", &[("hvad", &join(excluding))])
    }

    fn tier_clause(&self, share: &Share, tier: &Tier) -> String {
        let name = match tier.step {
            Step::Within(_) => "regel for andel",
            Step::AtMost(_) => "regel for andel højst",
        };
        let (least, limit) = (tier.share.to_string(), tier.step.limit().to_string());
        self.tell(name, context! { andel => least, grænse => limit, steder => !share.sites.is_empty() })
    }

    fn evaluation_rule(&self, schema: &Evaluation) -> String {
        let (one, all) = (schema.most_by_one().to_string(), schema.most_by_all().to_string());
        let Some(conversion) = &schema.conversion else {
            return self.say("regel for evaluering uden omregning", &[("hver", &one), ("alle", &all)]);
        };
        let steps: Vec<String> = conversion
            .iter()
            .map(|step| self.say("omregningstrin", &[("fra", &step.from), ("opfyldelse", &step.fulfilment)]))
            .collect();
        self.tell("regel for evaluering", context! { hver => one, alle => all, trin => steps })
    }
}

fn level_demanded(level: &Level) -> String {
    match &level.at_least {
        LevelTarget::Rank(rank) => level.written(Number((*rank).into())),
        LevelTarget::Named(name) => name.clone(),
    }
}
