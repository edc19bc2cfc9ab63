//! How an item goes: the steps it takes, in order, and how far apart. Only legal steps; a test walks every course through the table.

use super::chance::Chance;
use crate::domain::workflow::Verb;

/// The course of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Course {
    /// Delivered and put away.
    Done,
    /// Delivered, not put away yet.
    Given,
    /// Refused and put away.
    Refused,
    /// Refused; the family may come back.
    Declined,
    /// Stood still for a while, then delivered.
    Paused,
    /// Handed to another department, which delivered.
    Passed,
    /// Taken back by the family or entered in error.
    TakenBack,
    /// Taken up by a clerk and then taken back.
    GivenUp,
    /// Delivered, found wanting, delivered again.
    Repeated,
    /// Waits to be taken.
    Waits,
    /// Is being looked at.
    Taken,
    /// Is released and not delivered yet.
    Released,
    /// Stands still.
    Stands,
    /// Is on its way to another department.
    OnItsWay,
    /// Refused, and waits to be looked at again.
    ComesBack,
}

use Verb::{Accept, Approve, Close, Decline, Deliver, Refer, Reopen, Resume, Suspend, Withdraw};

impl Course {
    /// Every course.
    #[cfg(test)]
    pub const ALL: [Course; 15] = [
        Course::Done,
        Course::Given,
        Course::Refused,
        Course::Declined,
        Course::Paused,
        Course::Passed,
        Course::TakenBack,
        Course::GivenUp,
        Course::Repeated,
        Course::Waits,
        Course::Taken,
        Course::Released,
        Course::Stands,
        Course::OnItsWay,
        Course::ComesBack,
    ];

    /// A course that comes to an end; what needs no approval is seldom refused.
    pub fn ended(approval: bool, chance: &mut Chance) -> Course {
        let (refused, declined) = if approval { (44, 26) } else { (8, 5) };
        chance.weighted(&[
            (800, Course::Done),
            (25, Course::Given),
            (refused, Course::Refused),
            (declined, Course::Declined),
            (38, Course::Paused),
            (42, Course::Passed),
            (14, Course::TakenBack),
            (12, Course::GivenUp),
            (18, Course::Repeated),
        ])
    }

    /// A course that is not at its end.
    pub fn open(chance: &mut Chance) -> Course {
        chance.weighted(&[
            (36, Course::Waits),
            (30, Course::Taken),
            (15, Course::Released),
            (8, Course::Stands),
            (8, Course::OnItsWay),
            (3, Course::ComesBack),
        ])
    }

    /// The steps, where money may only be delivered after it was approved.
    pub fn steps(self, approval: bool) -> &'static [Verb] {
        match (self, approval) {
            (Course::Done, true) => &[Accept, Approve, Deliver, Close],
            (Course::Done, false) => &[Accept, Deliver, Close],
            (Course::Given, true) => &[Accept, Approve, Deliver],
            (Course::Given, false) => &[Accept, Deliver],
            (Course::Refused, _) => &[Accept, Decline, Close],
            (Course::Declined, _) => &[Accept, Decline],
            (Course::Paused, true) => &[Accept, Suspend, Resume, Approve, Deliver, Close],
            (Course::Paused, false) => &[Accept, Suspend, Resume, Deliver, Close],
            (Course::Passed, true) => &[Refer, Accept, Approve, Deliver, Close],
            (Course::Passed, false) => &[Refer, Accept, Deliver, Close],
            (Course::TakenBack, _) => &[Withdraw],
            (Course::GivenUp, _) => &[Accept, Withdraw],
            (Course::Repeated, true) => &[Accept, Approve, Deliver, Reopen, Accept, Approve, Deliver, Close],
            (Course::Repeated, false) => &[Accept, Deliver, Reopen, Accept, Deliver, Close],
            (Course::Waits, _) => &[],
            (Course::Taken, _) => &[Accept],
            (Course::Released, _) => &[Accept, Approve],
            (Course::Stands, _) => &[Accept, Suspend],
            (Course::OnItsWay, _) => &[Refer],
            (Course::ComesBack, _) => &[Accept, Decline, Reopen],
        }
    }

    /// Whether the item is not at its end when all the steps are taken.
    pub fn is_open(self) -> bool {
        self >= Course::Waits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workflow::{Status, step};

    #[test]
    fn every_step_of_every_course_is_legal() {
        for course in Course::ALL {
            for approval in [true, false] {
                let (mut status, mut before) = (Status::Pending, Status::Pending);
                for verb in course.steps(approval) {
                    let next = step(status, *verb, approval);
                    assert!(next.is_some(), "{course:?}: {} from {}", verb.key(), status.key());
                    if *verb == Verb::Suspend {
                        before = status;
                    }
                    status = if *verb == Verb::Resume { before } else { next.unwrap() };
                }
                assert_eq!(status.is_open(), course.is_open(), "{course:?}");
            }
        }
    }
}
