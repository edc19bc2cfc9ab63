//! What happened to accounts and who looked, frozen as first written.

use super::*;
use crate::domain::access::{AccessEvent, Deputy, Role, Scope};

fn accesses() -> Body {
    let user = || "zhou".to_string();
    let granted = |role, scope, limit| AccessEvent::Granted { user: user(), name: "n".into(), role, scope, limit };
    let scope = Scope::new(vec![DepartmentNo(3), DepartmentNo(4)], vec![500_119_001]);
    let mut events: Vec<AccessEvent> = Role::ALL.into_iter().map(|role| granted(role, Scope::ALL, None)).collect();
    events.extend([
        granted(Role::Clerk, scope, Some(Fen(50_000))),
        AccessEvent::Closed { user: user(), reason: "r".into() },
        AccessEvent::Deputised {
            user: user(),
            deputy: Deputy { user: "wu".into(), from: day(2026, 11, 24), until: day(2026, 12, 4) },
        },
        AccessEvent::Recalled { user: user(), deputy: "wu".into() },
        AccessEvent::Revealed { family: FamilyId(7), reason: "r".into() },
    ]);
    let events = events.into_iter().map(Event::Access).collect();
    Body { command: "account grant".into(), token: None, events, ..everything() }
}

/// The bytes of events of accounts, as first written, must decode for good.
#[test]
fn events_of_accounts_are_frozen() {
    let golden = include_str!("../../../../tests/fixtures/journal/access-1.hex");
    assert_eq!(hex_of(&accesses()), golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), accesses());
}
