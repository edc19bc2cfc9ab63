//! Where the desk is, as the table of actions sees it: the screens and what may lie on top of them.
//!
//! Not the state of a screen (`screen.rs`) nor of what lies on top (`layer.rs`): only their names.

use crate::text::Both;

/// A screen or a layer on top of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// F2: departments and their queues.
    Queues,
    /// F3: emergencies.
    Emergencies,
    /// F4: the register of families.
    Families,
    /// F5: what falls due.
    Deadlines,
    /// F6: who is entitled to what.
    Entitlements,
    /// The review list.
    Reviews,
    /// F7: the figures of a year.
    Figures,
    /// F8: the allowance batches.
    Batches,
    /// One batch.
    Batch,
    /// Arrears and over-payments.
    Accounts,
    /// What comes of itself in the months ahead.
    Coming,
    /// The small registers.
    Registers,
    /// One item.
    Item,
    /// One family.
    Family,
    /// Help over a screen.
    Help,
    /// The palette.
    Palette,
    /// Searching for a family.
    Find,
    /// A form.
    Form,
    /// What a step on several items would do.
    Preview,
    /// What it did.
    Outcome,
    /// Work on many things that goes on by itself.
    Bulk,
    /// A question before leaving.
    Ask,
    /// Forms left unsent the last time.
    Drafts,
}

/// The places with screens under a function key, or opened from one.
pub const SCREENS: &[Place] = &[
    Place::Queues,
    Place::Emergencies,
    Place::Families,
    Place::Deadlines,
    Place::Entitlements,
    Place::Reviews,
    Place::Figures,
    Place::Batches,
    Place::Batch,
    Place::Accounts,
    Place::Coming,
    Place::Registers,
    Place::Item,
    Place::Family,
];

/// What may lie on a screen.
pub const LAYERS: &[Place] = &[
    Place::Help,
    Place::Palette,
    Place::Find,
    Place::Form,
    Place::Preview,
    Place::Outcome,
    Place::Bulk,
    Place::Ask,
    Place::Drafts,
];

/// What lies on a screen to be read: letters are keys there, and the arrows move.
const READ: &[Place] = &[Place::Help, Place::Preview, Place::Outcome, Place::Bulk, Place::Drafts];

/// The places where no text is typed and the arrows move.
pub const NOT_TYPING: &[Place] = &joined::<{ SCREENS.len() + READ.len() }>(SCREENS, READ);

/// Two lists one after the other; they are as long as the array.
const fn joined<const N: usize>(first: &[Place], second: &[Place]) -> [Place; N] {
    let mut all = [Place::Queues; N];
    let mut at = 0;
    // Worked out while compiling, so a wrong length is no panic but an error of the compiler.
    while at < N {
        all[at] = if at < first.len() { first[at] } else { second[at - first.len()] };
        at += 1;
    }
    all
}

/// The screens where the chosen thing is an item.
pub const ITEMS: &[Place] = &[Place::Queues, Place::Deadlines, Place::Item];

/// The screens where the chosen thing is a family.
pub const HOUSEHOLDS: &[Place] = &[Place::Families, Place::Family];

/// The places where a text is being typed, so that letters are text and not keys.
pub const TEXTS: &[Place] = &[Place::Palette, Place::Find, Place::Form];

impl Place {
    /// Every place: the screens, and what may lie on them.
    pub const ALL: [Place; SCREENS.len() + LAYERS.len()] = joined(SCREENS, LAYERS);

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Place::Queues => Both::new("待办", "Queues"),
            Place::Emergencies => Both::new("急难", "Emergencies"),
            Place::Families => Both::new("家庭", "Families"),
            Place::Deadlines => Both::new("期限", "Deadlines"),
            Place::Entitlements => Both::new("匹配", "Entitlements"),
            Place::Reviews => Both::new("核对", "Review"),
            Place::Figures => Both::new("报表", "Figures"),
            Place::Batches => Both::new("发放", "Payments"),
            Place::Batch => Both::new("发放批次", "Batch"),
            Place::Accounts => Both::new("欠发多发", "Arrears"),
            Place::Coming => Both::new("将至", "Ahead"),
            Place::Registers => Both::new("台账", "Registers"),
            Place::Item => Both::new("事项", "Item"),
            Place::Family => Both::new("家庭详情", "Family"),
            Place::Help => Both::new("帮助", "Help"),
            Place::Palette => Both::new("命令面板", "Palette"),
            Place::Find => Both::new("查找家庭", "Find a family"),
            Place::Form => Both::new("填写", "Form"),
            Place::Preview => Both::new("办理预览", "Preview"),
            Place::Outcome => Both::new("办理结果", "Result"),
            Place::Bulk => Both::new("成批办理", "In bulk"),
            Place::Ask => Both::new("确认", "Question"),
            Place::Drafts => Both::new("未提交的草稿", "Unsent forms"),
        }
    }

    /// Whether letters typed here are text.
    pub fn is_text(self) -> bool {
        TEXTS.contains(&self)
    }
}
