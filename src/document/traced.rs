//! Gives the parts of a view the place that they come from.

use super::trail::Trail;
use super::view::{DataRow, Fact, GoalRow, PageBlock, RequirementPiece, ThresholdMatrix};

/// A part of a view, or several: those that lead nowhere yet are given a trail, with what is in them.
pub(super) trait Traced: Sized {
    fn trace(&mut self, trail: Trail);

    fn traced(mut self, trail: Trail) -> Self {
        self.trace(trail);
        self
    }
}

impl<T: Traced> Traced for Vec<T> {
    fn trace(&mut self, trail: Trail) {
        self.iter_mut().for_each(|one| one.trace(trail));
    }
}

impl Traced for PageBlock {
    fn trace(&mut self, trail: Trail) {
        match self {
            Self::Heading(heading) => heading.from = heading.from.or(trail),
            Self::Paragraph { from, .. } | Self::Verdict { from, .. } => *from = from.or(trail),
            Self::List { items, .. } => items.trace(trail),
            Self::Quotation { body } => body.trace(trail),
            Self::Table(table) => table.from = table.from.or(trail),
            Self::Budget(budget) => {
                budget.total.from = budget.total.from.or(trail);
                budget.rows.iter_mut().for_each(|row| row.from = row.from.or(trail));
                budget.notes.trace(trail);
            }
            Self::Goals(goals) => goals.rows.trace(trail),
            Self::Facts { rows } => rows.trace(trail),
            Self::Requirements { parts } => parts.trace(trail),
            Self::Data(data) => data.rows.trace(trail),
            Self::Squares(squares) => squares.from = squares.from.or(trail),
            Self::Endorsement(endorsement) => {
                endorsement.signers.iter_mut().for_each(|signer| signer.from = signer.from.or(trail));
            }
            Self::Beside { lists } => {
                lists.iter_mut().flat_map(|list| &mut list.from).for_each(|from| *from = from.or(trail));
            }
            Self::Legend { .. } | Self::NewPage => {}
        }
    }
}

impl Traced for RequirementPiece {
    fn trace(&mut self, trail: Trail) {
        match self {
            Self::Group { parts, from, .. } => {
                *from = from.or(trail);
                parts.trace(trail);
            }
            Self::Changed { parts, .. } => parts.trace(trail),
            Self::Prose { body } => body.trace(trail),
            Self::Demand { from, .. }
            | Self::Pairs { from, .. }
            | Self::Grid { from, .. }
            | Self::Remark { from, .. } => *from = from.or(trail),
            Self::Thresholds { rows, .. } => rows.iter_mut().for_each(|row| row.from = row.from.or(trail)),
            Self::Matrix(ThresholdMatrix { rows, .. }) => {
                rows.iter_mut().for_each(|row| row.from = row.from.or(trail));
            }
        }
    }
}

impl Traced for DataRow {
    fn trace(&mut self, trail: Trail) {
        self.from = self.from.or(trail);
    }
}

impl Traced for GoalRow {
    fn trace(&mut self, trail: Trail) {
        self.from = self.from.or(trail);
        self.goal.trace(trail);
        self.requirements.trace(trail);
    }
}

impl Traced for Fact {
    fn trace(&mut self, trail: Trail) {
        self.from = self.from.or(trail);
        self.body.trace(trail);
    }
}
