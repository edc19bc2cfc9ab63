//! The rows of the service as rows of a list: their place and the name that outlives it.

use crate::domain::batch::LineId;
use crate::ids::{BatchId, FamilyId, ItemId, MeasureNo, MemberNo, RowId};
use crate::policy::period::Period;
use crate::service::answer::batch::{BalanceLine, BatchLine, PaymentLine};
use crate::service::answer::register::RegisterLine;
use crate::service::answer::rhythm::ComingRow;
use crate::service::answer::{EntitlementRow, FamilyRow, QueueRow};
use crate::service::query::Cursor;
use crate::tui::list::Listed;

impl Listed for QueueRow {
    type Id = ItemId;

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> ItemId {
        self.item
    }
}

impl Listed for FamilyRow {
    type Id = FamilyId;

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> FamilyId {
        self.family
    }
}

impl Listed for EntitlementRow {
    type Id = (FamilyId, Option<MemberNo>, MeasureNo);

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> Self::Id {
        (self.family, self.member, self.measure)
    }
}

impl Listed for RegisterLine {
    type Id = RowId;

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> RowId {
        self.row
    }
}

impl Listed for BatchLine {
    type Id = BatchId;

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> BatchId {
        self.batch.id
    }
}

impl Listed for PaymentLine {
    type Id = LineId;

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> LineId {
        self.line.id()
    }
}

impl Listed for BalanceLine {
    type Id = (FamilyId, MemberNo, Period);

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> Self::Id {
        (self.balance.family, self.balance.member, self.balance.period)
    }
}

/// What comes has no name of its own: its place, by its day and what it was worked out from, is one.
impl Listed for ComingRow {
    type Id = Cursor;

    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn id(&self) -> Cursor {
        self.cursor.clone()
    }
}
