//! The figures as they were on a day: the journal is folded in memory up to then, by the code that keeps the views, and added up.

use super::Figures;
use crate::domain::emergency::Emergency;
use crate::domain::entry::Entry;
use crate::domain::family::Family;
use crate::domain::figure::Amounts;
use crate::domain::figure::book::Book;
use crate::domain::figure::ledger::Ledger;
use crate::domain::item::Item;
use crate::domain::register::Row;
use crate::ids::Seq;
use crate::views::rebuild::{GROUP, Memory, tell};
use crate::views::{Progress, Stage, Views, ViewsError, codec};
use std::ops::ControlFlow;

/// Figures of a past day.
#[derive(Clone, Debug)]
pub struct AsOf {
    /// The last entry that is in them.
    pub head: Seq,
    /// The amounts.
    pub amounts: Amounts,
}

impl Views {
    /// The figures that these entries make, counted by a book. `progress` is told every few hundred entries, and stops the work by
    /// answering `Break`.
    ///
    /// # Errors
    /// What the entries bring; `Interrupted`.
    pub fn figures_of<E: From<ViewsError>>(
        book: &Book,
        entries: impl Iterator<Item = Result<Entry, E>>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<AsOf, E> {
        let mut memory = Memory::new();
        let mut group = Vec::with_capacity(GROUP);
        for entry in entries {
            group.push(entry?);
            if group.len() == GROUP {
                fold(&mut memory, &mut group, progress)?;
            }
        }
        fold(&mut memory, &mut group, progress)?;
        Ok(AsOf { head: memory.applied, amounts: added(&memory, book)? })
    }

    /// Whether the kept figures are what these amounts say.
    pub fn figures_agree(&self, found: &AsOf) -> bool {
        self.figures.as_ref().is_none_or(|Figures { amounts, .. }| *amounts == found.amounts)
    }
}

fn fold(
    memory: &mut Memory,
    group: &mut Vec<Entry>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), ViewsError> {
    memory.fold(group)?;
    group.clear();
    // Figures ask for neither.
    memory.lines.clear();
    memory.buckets.clear();
    tell(progress, Stage::Folding, memory.applied.0)
}

fn added(memory: &Memory, book: &Book) -> Result<Amounts, ViewsError> {
    let mut ledger = Ledger::new(book.clone());
    let mut family: Option<Family> = None;
    for (id, bytes) in &memory.items {
        if family.as_ref().map(|family| family.id) != Some(id.family) {
            family = memory.families.get(&id.family).map(|bytes| codec::decode(bytes)).transpose()?;
        }
        if let Some(family) = &family {
            ledger.add(&codec::decode::<Item>(bytes)?, family);
        }
    }
    for bytes in memory.entered.values() {
        let row: Row = codec::decode(bytes)?;
        if book.of_register(row.register).next().is_some() {
            let family = row.owner.family().and_then(|family| memory.families.get(&family));
            let family: Option<Family> = family.map(|bytes| codec::decode(bytes)).transpose()?;
            ledger.add_row(&row, family.as_ref());
        }
    }
    for bytes in memory.emergencies.values() {
        let emergency: Emergency = codec::decode(bytes)?;
        let family = memory.families.get(&emergency.family());
        let family: Option<Family> = family.map(|bytes| codec::decode(bytes)).transpose()?;
        ledger.add_emergency(&emergency, family.as_ref());
    }
    Ok(ledger.into_amounts())
}
