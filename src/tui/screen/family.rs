//! The page of a family; beside it whatever the chosen line stands for: facts, reasons, an item, an entry.

use super::entitlements::explain;
use super::{Opening, Pane};
use crate::ids::{FamilyId, ItemId, MemberNo};
use crate::service::answer::register::RegisterLine;
use crate::service::answer::{Answer, EntitlementRow, FamilyPage};
use crate::service::query::Query;
use crate::tui::compose;
use crate::tui::list::{Listed, Step};
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Sheet, Target};
use crate::tui::tone::Tone;

/// The state of the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct FamilyScreen {
    /// The family.
    pub family: FamilyId,
    /// Its page.
    pub page: Option<Box<FamilyPage>>,
    /// The text of the page.
    pub sheet: Sheet,
    /// What the chosen line stands for.
    pub detail: Sheet,
    /// The line that `detail` belongs to.
    detailed: Option<Target>,
    /// The pane in use.
    pub pane: Pane,
}

impl FamilyScreen {
    /// The page of a family, empty until it comes.
    pub fn new(family: FamilyId) -> Self {
        Self { family, page: None, sheet: Sheet::default(), detail: Sheet::default(), detailed: None, pane: Pane::Main }
    }

    /// Asks for the page.
    pub fn again(&mut self, _: &Session) -> Vec<Query> {
        self.detailed = None;
        vec![Query::Family { family: self.family }]
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, _: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Side => self.detail.go(step),
            _ => self.sheet.go(step),
        }
        Vec::new()
    }

    /// Lets the detail follow the chosen line.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        let target = self.sheet.target();
        let (Some(page), true) = (&self.page, self.detailed != target) else { return Vec::new() };
        self.detailed = target;
        let (lines, query) = detail(page, target, session);
        self.detail.show(lines);
        query.into_iter().collect()
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match (query, answer) {
            (Query::Family { family }, Answer::Family(page)) if *family == self.family => {
                self.sheet.renew(compose::family::page(page, session));
                self.page = Some(page.clone());
                self.detailed = None;
            }
            (Query::Item { item }, Answer::Item(page)) if self.detailed == Some(Target::Item(*item)) => {
                self.detail.show(compose::item::page(page, session));
            }
            (query, Answer::Entitlements(rows)) => {
                let Some(wanted) = self.chosen_entitlement().map(Listed::id) else { return };
                if *query == explain(wanted)
                    && let Some(row) = rows.rows.iter().find(|row| row.id() == wanted)
                {
                    self.detail.show(compose::family::entitlement_reasons(row, session));
                }
            }
            _ => {}
        }
    }

    /// What Enter opens: the item of the chosen line, or else the pane beside.
    pub fn opening(&self) -> Option<Opening> {
        if let Some(Target::Emergency(emergency)) = self.sheet.target() {
            return Some(Opening::Emergency(emergency));
        }
        match self.chosen_item() {
            Some(item) => Some(Opening::Item(item)),
            None if self.pane == Pane::Main => Some(Opening::Pane(Pane::Side)),
            None => None,
        }
    }

    /// The item that the chosen line stands for or leads to.
    pub fn chosen_item(&self) -> Option<ItemId> {
        match self.sheet.target()? {
            Target::Item(item) => Some(item),
            Target::Entitlement(_) => self.chosen_entitlement().and_then(|row| row.item),
            _ => None,
        }
    }

    /// The person that the chosen line stands for.
    pub fn chosen_member(&self) -> Option<MemberNo> {
        match self.sheet.target()? {
            Target::Member(member) => Some(member),
            _ => None,
        }
    }

    /// The row of a small register that the chosen line stands for.
    pub fn chosen_row(&self) -> Option<&RegisterLine> {
        match (self.sheet.target()?, &self.page) {
            (Target::Row(row), Some(page)) => page.registers.iter().find(|line| line.row == row),
            _ => None,
        }
    }

    fn chosen_entitlement(&self) -> Option<&EntitlementRow> {
        match (self.sheet.target()?, &self.page) {
            (Target::Entitlement(at), Some(page)) => page.entitlements.get(at),
            _ => None,
        }
    }

    /// The family.
    pub fn family(&self) -> Option<FamilyId> {
        Some(self.family)
    }
}

/// What can be said of a line at once, and what has to be asked for it.
fn detail(page: &FamilyPage, target: Option<Target>, session: &Session) -> (Vec<Line>, Option<Query>) {
    match target {
        Some(Target::Family(_)) => (compose::family::facts(page, None, session), None),
        Some(Target::Standing) => (compose::family::standing_reasons(page, session), None),
        Some(Target::Member(member)) => (compose::family::facts(page, Some(member), session), None),
        Some(Target::Entitlement(at)) => match page.entitlements.get(at) {
            Some(row) => (compose::family::entitlement_reasons(row, session), Some(explain(row.id()))),
            None => (Vec::new(), None),
        },
        Some(Target::Item(item)) => (Vec::new(), Some(Query::Item { item })),
        Some(Target::Event(at)) => {
            let whole = |row| compose::happened::whole(row, &page.row.members, session);
            (page.timeline.get(at).map(whole).unwrap_or_default(), None)
        }
        Some(Target::Emergency(emergency)) => {
            let row = page.emergencies.iter().find(|row| row.emergency == emergency);
            (row.map(|row| Line::text(row.line.clone(), Tone::Plain)).into_iter().collect(), None)
        }
        Some(Target::Text | Target::Spot(_) | Target::Part(_) | Target::Action(_)) | None => (Vec::new(), None),
        Some(Target::Row(row)) => {
            let line = page.registers.iter().find(|line| line.row == row);
            (line.map(|line| compose::register::full(line, session)).unwrap_or_default(), None)
        }
    }
}
