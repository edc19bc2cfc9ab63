//! `fuzhu register list`: which registers there are and how many rows they have; or the rows of one of them, or of a family.

use super::{keys, shown, titled, whose};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::happened::register_title;
use crate::cli::output::Output;
use crate::cli::paging::{Limit, Listed, pages};
use crate::cli::sense::Sense;
use crate::cli::table::{Table, figure, text};
use crate::cli::word::Word;
use crate::ids::{FamilyId, RegisterNo};
use crate::policy::plan::{OwnerKind, Plan};
use crate::service::answer::register::{RegisterAnswer, RegisterLine};
use crate::service::answer::{Answer, Rows};
use crate::service::client::Client;
use crate::service::query::register::RegisterQuery;
use crate::service::query::{Cursor, Page, Query};
use clap::Args;
use serde_json::{Value, json};

/// Which rows.
#[derive(Debug, Args)]
pub struct List {
    /// 哪一本台账（编号或名称） ‖ the register: id or title
    #[arg(long, value_name = "REGISTER")]
    register: Option<Word>,
    /// 只看这个家庭的 ‖ only the rows of this family
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

impl Listed for RegisterLine {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Register(RegisterAnswer::Rows(rows)) = answer { Some(rows) } else { None }
    }
}

impl List {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let mut sense = Sense::of(&plan, &mut client);
        let register = self.register.as_ref().map(|word| sense.register(word)).transpose()?.map(|one| one.no);
        let family = self.family.as_ref().map(|word| sense.family(word)).transpose()?;
        match (family, register) {
            (Some(family), only) => of_family(client, family, only, &plan, out),
            (None, Some(register)) => {
                let query = |page| Query::Register(RegisterQuery::Rows { register, family: None, page });
                every(client, self.limit, query, out)
            }
            (None, None) => counts(client, &plan, out),
        }
    }
}

/// Prints the rows that a question brings, page by page.
pub fn every(
    client: &mut dyn Client,
    limit: Limit,
    query: impl Fn(Page) -> Query,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let plan = client.plan();
    let mut table = rows_table();
    let mut some = false;
    let rest = pages(client, limit.rows(out), query, |rows: Vec<RegisterLine>| {
        some |= !rows.is_empty();
        print(&rows, &mut table, &plan, out)
    })?;
    nothing(some, out)?;
    if out.json { Ok(()) } else { rest.tell(out) }
}

fn counts(client: &mut dyn Client, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let Answer::Register(RegisterAnswer::Counts(counts)) =
        client.ask(&Query::Register(RegisterQuery::Counts { family: None }))?
    else {
        return Ok(());
    };
    let mut table =
        Table::new([text("台账", "register"), text("编号", "id"), text("归属", "belongs to"), figure("条数", "rows")]);
    for (no, rows) in counts {
        let Some(register) = plan.register(no) else { continue };
        if out.json {
            let owners: Vec<&str> = register.owners.iter().map(|owner| owner.key()).collect();
            out.object(&json!({
                "id": register.id, "title": register.title.zh, "title_en": register.title.en, "owners": owners,
                "fields": register.fields, "required": register.required, "rows": rows,
            }))?;
        } else {
            let owner = |owner: &OwnerKind| owner.title().in_lang(out.lang);
            let owners = register.owners.iter().map(owner).collect::<Vec<_>>().join(out.lang.pick("、", ", "));
            table.row([
                register.title.in_lang(out.lang).into(),
                register.id.as_str().into(),
                owners.into(),
                rows.to_string().into(),
            ]);
        }
    }
    table.print(out)
}

fn of_family(
    client: &mut dyn Client,
    family: FamilyId,
    only: Option<RegisterNo>,
    plan: &Plan,
    out: &mut Output<'_>,
) -> Result<(), Failure> {
    let query = Query::Register(RegisterQuery::OfFamily { family });
    let Answer::Register(RegisterAnswer::Rows(mut found)) = client.ask(&query)? else { return Ok(()) };
    found.rows.retain(|line| only.is_none_or(|register| line.register == register));
    print(&found.rows, &mut rows_table(), plan, out)?;
    nothing(!found.rows.is_empty(), out)
}

fn nothing(some: bool, out: &mut Output<'_>) -> Result<(), Failure> {
    if some || out.json {
        return Ok(());
    }
    out.line(out.lang.pick("没有这样的记录。", "There is no such row."))
}

fn rows_table() -> Table<5> {
    Table::new([
        text("记录", "row"),
        text("日期", "on"),
        text("台账", "register"),
        text("对象", "subject"),
        text("内容", "says"),
    ])
}

fn print(lines: &[RegisterLine], table: &mut Table<5>, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    for line in lines {
        if out.json {
            out.object(&Value::Object(keys(line, plan)))?;
        } else {
            let day = plan.register(line.register).and_then(|register| register.day.as_deref());
            let said = line.values.iter().filter(|(key, _)| Some(key.as_str()) != day);
            let said =
                said.map(|(key, text)| format!("{} {}", titled(plan, key, out.lang), shown(plan, key, text, out.lang)));
            table.row([
                line.row.to_string().into(),
                line.on.to_string().into(),
                register_title(plan, line.register, out.lang).into(),
                whose(line, plan, out.lang).into(),
                said.collect::<Vec<_>>().join(out.lang.pick("，", ", ")).into(),
            ]);
        }
    }
    table.print(out)
}
