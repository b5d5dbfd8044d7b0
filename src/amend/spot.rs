//! A spot in a plan: found by address, good until the plan is changed.

use crate::plan::{Goal, Plan, Requirement};

/// Where in a plan something stands, or is to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// Its goals are added to.
    Group(usize),
    Goal {
        group: usize,
        goal: usize,
    },
    /// The path leads from the goal's requirements into their parts; it has at least one step.
    Requirement {
        group: usize,
        goal: usize,
        path: Vec<usize>,
    },
    /// The signers are added to.
    Signers,
    Signer(usize),
}

impl Spot {
    /// The goal that it lies in.
    pub fn goal<'a>(&self, plan: &'a Plan) -> Option<&'a Goal> {
        match self {
            Self::Goal { group, goal } | Self::Requirement { group, goal, .. } => {
                plan.groups.get(*group)?.goals.get(*goal)
            }
            Self::Group(_) | Self::Signers | Self::Signer(_) => None,
        }
    }

    pub(super) fn goal_mut<'a>(&self, plan: &'a mut Plan) -> Option<&'a mut Goal> {
        match self {
            Self::Goal { group, goal } | Self::Requirement { group, goal, .. } => {
                plan.groups.get_mut(*group)?.goals.get_mut(*goal)
            }
            Self::Group(_) | Self::Signers | Self::Signer(_) => None,
        }
    }

    /// The requirement that stands there.
    pub fn requirement<'a>(&self, plan: &'a Plan) -> Option<&'a Requirement> {
        let Self::Requirement { path, .. } = self else { return None };
        let mut siblings: &[Requirement] = &self.goal(plan)?.requirements;
        let (last, outer) = path.split_last()?;
        for step in outer {
            siblings = siblings.get(*step)?.parts();
        }
        siblings.get(*last)
    }
}

/// The requirements at the end of a path of whole ones: a goal's own for the empty path.
pub(super) fn parts_mut<'a>(goal: &'a mut Goal, path: &[usize]) -> Option<&'a mut Vec<Requirement>> {
    let mut siblings = &mut goal.requirements;
    for step in path {
        siblings = siblings.get_mut(*step)?.demand.measure_mut().parts_mut()?;
    }
    Some(siblings)
}
