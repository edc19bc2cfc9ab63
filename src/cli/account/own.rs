//! `fuzhu account own`: what whoever asks is today.

use super::{keys, scope};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::domain::access::Account;
use crate::service::answer::Answer;
use crate::service::answer::access::AccessAnswer;
use crate::service::query::Query;
use crate::service::query::access::AccessQuery;
use clap::Args;
use serde_json::json;

/// Nothing is to be said.
#[derive(Debug, Args)]
pub struct Own {}

impl Own {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let Answer::Access(AccessAnswer::Own(own)) = client.ask(&Query::Access(AccessQuery::Own))? else {
            return Ok(());
        };
        if out.json {
            return out.object(&json!({
                "user": own.user,
                "limited": own.limited,
                "account": own.account.as_ref().map(|account| keys(account, &plan)),
                "stands_in_for": own.stands_in_for.iter().map(|account| keys(account, &plan)).collect::<Vec<_>>(),
            }));
        }
        let lang = out.lang;
        let told = |account: &Account| {
            format!("{}（{}）", account.role.title().in_lang(lang), scope(account, &plan, lang))
                .replace('（', lang.pick("（", " ("))
                .replace('）', lang.pick("）", ")"))
        };
        let user = &own.user;
        match own.account.as_ref().filter(|account| account.is_open() && own.limited) {
            Some(account) => out.line(format!("{user} {}{}{}", account.name, lang.pick("：", ": "), told(account)))?,
            None => out
                .line(lang.pick(format!("{user}：权限不受限制。"), format!("{user}: nothing is withheld from you.")))?,
        }
        for away in &own.stands_in_for {
            out.line(lang.pick(
                format!("正在代理 {} {}：{}", away.user, away.name, told(away)),
                format!("stands in for {} {}: {}", away.user, away.name, told(away)),
            ))?;
        }
        Ok(())
    }
}
