//! Accounts as they are answered.

use super::{Desk, Unanswered};
use crate::service::answer::access::{AccessAnswer, OwnAccess};
use crate::service::permission::Right;
use crate::service::query::access::AccessQuery;

/// Answers a question.
pub fn ask(desk: Desk<'_>, query: &AccessQuery) -> Result<AccessAnswer, Unanswered> {
    let accounts = desk.store.views()?.accounts();
    match query {
        AccessQuery::Accounts => Ok(AccessAnswer::Accounts(accounts.all().cloned().collect())),
        AccessQuery::Own => {
            let away = accounts.all().filter(|account| account.is_deputised_to(desk.actor, desk.today));
            Ok(AccessAnswer::Own(Box::new(OwnAccess {
                user: desk.actor.to_string(),
                limited: desk.bearer.is_limited(),
                account: accounts.get(desk.actor).cloned(),
                stands_in_for: away.cloned().collect(),
                departments: desk.bearer.hull(Right::SeeItems).departments,
            })))
        }
    }
}
