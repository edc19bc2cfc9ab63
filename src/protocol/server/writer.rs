//! The writer: the one thread that touches the store.

use super::Call;
use super::watch::Watch;
use crate::domain::refusal::Refusal;
use crate::protocol::message::{Reply, Request};
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// Requests that are taken together.
const TOGETHER_MAX: usize = 256;

/// How long nothing must come in before what can wait is done: it brings views to disk, which takes some milliseconds that a clerk who
/// works on would wait for. Also how soon the end is noticed.
const QUIET: Duration = Duration::from_millis(50);

/// Takes requests until the end.
pub fn work(local: &mut Local, waiting: &Receiver<Call>, watch: &Watch, stop: &AtomicBool) {
    let mut more = false;
    while !stop.load(Ordering::Relaxed) {
        let patience = if more { Duration::ZERO } else { QUIET };
        match waiting.recv_timeout(patience) {
            Ok(first) => {
                let rest = waiting.try_iter().take(TOGETHER_MAX - 1);
                do_together(local, std::iter::once(first).chain(rest).collect(), watch);
                more = false;
            }
            Err(RecvTimeoutError::Timeout) => more = local.idle(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let beside = local.take_changed();
        watch.look(local, beside);
    }
}

/// Orders first, all of them in one go; then questions, which so see what was just done.
fn do_together(local: &mut Local, calls: Vec<Call>, watch: &Watch) {
    let (ordering, asking): (Vec<Call>, Vec<Call>) =
        calls.into_iter().partition(|call| matches!(call.request, Request::Execute(_)));
    let wanted: Vec<(&str, &[Order])> = ordering.iter().map(|call| (&*call.actor, orders(&call.request))).collect();
    let answers = local.execute_for(&wanted);
    for (call, answers) in ordering.iter().zip(answers) {
        // A client that is gone hears of it when it comes back and asks by its token.
        let _ = call.reply.send(Reply::Executed(answers));
    }
    for call in asking {
        let _ = call.reply.send(answer(local, &call, watch));
    }
}

fn orders(request: &Request) -> &[Order] {
    match request {
        Request::Execute(orders) | Request::Preview(orders) => orders,
        Request::Ask(..) | Request::LastOwn | Request::Watch | Request::Here(_) => &[],
    }
}

/// Answers what changes nothing. A fault of the program costs the one who ran into it an answer, and nobody else anything.
fn answer(local: &mut Local, call: &Call, watch: &Watch) -> Reply {
    let actor = &*call.actor;
    let answered = catch_unwind(AssertUnwindSafe(|| match &call.request {
        Request::Ask(query, today) => Reply::Answered(local.ask_for(actor, *today, query)),
        Request::Preview(orders) => Reply::Previewed(local.preview_for(actor, orders)),
        Request::LastOwn => Reply::LastOwn(local.last_of(actor)),
        Request::Execute(_) => Reply::Executed(Vec::new()),
        Request::Watch => Reply::Watching,
        Request::Here(here) => {
            // What the clerk may not see nobody is told of: neither that the clerk is there, nor the clerk who else is.
            let seen = here.and_then(|here| Some((local.present_at(actor, here.subject)?, here)));
            let (name, here) = seen.map_or_else(Default::default, |(name, here)| (name, Some(here)));
            Reply::Here(watch.put(call.client, &name, here))
        }
    }));
    answered.unwrap_or_else(|_| Reply::Answered(Err(fault())))
}

fn fault() -> Refusal {
    Refusal::Store {
        code: "fault".into(),
        sentence: (
            "服务器程序出错，这个问题没有得到答复。".into(),
            "The server ran into a fault and could not answer this.".into(),
        ),
        hint: (
            "已保存的内容都在；若再次出现，请把服务器日志里的位置报告给维护人员。".into(),
            "Everything that was saved is there; if it happens again, report the place in the server's log.".into(),
        ),
    }
}
