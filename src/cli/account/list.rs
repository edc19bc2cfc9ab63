//! `fuzhu account list`: every account, open ones first.

use super::{keys, scope};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::table::{Table, text};
use crate::domain::access::Account;
use crate::service::answer::Answer;
use crate::service::answer::access::AccessAnswer;
use crate::service::query::Query;
use crate::service::query::access::AccessQuery;
use crate::text::Lang;
use clap::Args;

/// Which accounts.
#[derive(Debug, Args)]
pub struct List {
    /// 停用的也列出 ‖ closed ones too
    #[arg(long)]
    all: bool,
}

impl List {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let Answer::Access(AccessAnswer::Accounts(accounts)) = client.ask(&Query::Access(AccessQuery::Accounts))?
        else {
            return Ok(());
        };
        let accounts: Vec<Account> = accounts.into_iter().filter(|account| self.all || account.is_open()).collect();
        if out.json {
            return accounts.iter().try_for_each(|account| out.object(&keys(account, &plan)));
        }
        if accounts.is_empty() {
            return out.line(out.lang.pick(
                "还没有账户：凡能打开数据目录的人都可办理全部事项。",
                "There is no account: whoever can open the data directory may do everything.",
            ));
        }
        let mut table = Table::new([
            text("用户", "user"),
            text("姓名", "name"),
            text("岗位", "role"),
            text("范围", "for"),
            text("救助限额", "limit"),
            text("代理", "deputy"),
            text("状态", "state"),
        ]);
        for account in &accounts {
            let limit = account.limit.map(|limit| limit.to_string()).unwrap_or_default();
            table.row([
                account.user.clone().into(),
                account.name.clone().into(),
                account.role.title().in_lang(out.lang).to_string().into(),
                scope(account, &plan, out.lang).into(),
                limit.into(),
                deputies(account, out.lang).into(),
                state(account, out.lang).into(),
            ]);
        }
        table.print(out)
    }
}

fn deputies(account: &Account, lang: Lang) -> String {
    let one = |deputy: &crate::domain::access::Deputy| format!("{} {}—{}", deputy.user, deputy.from, deputy.until);
    account.deputies.iter().map(one).collect::<Vec<_>>().join(lang.pick("、", ", "))
}

fn state(account: &Account, lang: Lang) -> String {
    match &account.closed {
        None => lang.pick("可用", "open").to_string(),
        Some(reason) => lang.pick(format!("停用：{reason}"), format!("closed: {reason}")),
    }
}
