//! `fuzhu family show`: everything about one household on a page.

use super::row::{self, kind_title, role_title, village_name};
use crate::cli::Means;
use crate::cli::batch::line_keys;
use crate::cli::batch::list::{lines_table, print_line};
use crate::cli::failure::Failure;
use crate::cli::item::show::{label, timeline, timeline_keys};
use crate::cli::matching;
use crate::cli::output::{Mark, Output};
use crate::cli::queue::{self, place_name};
use crate::cli::sense::Sense;
use crate::cli::table::{Table, text};
use crate::cli::word::Word;
use crate::domain::access::AccessCommand;
use crate::domain::command::Command;
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::showing;
use crate::policy::value::{Dated, Value as Known};
use crate::policy::verdict::Truth;
use crate::service::answer::{Answer, FamilyPage};
use crate::service::client::Order;
use crate::service::query::Query;
use crate::text::{Lang, clean};
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value, json};

/// Which household.
#[derive(Debug, Args)]
pub struct Show {
    /// 家庭：编号、家庭编号、身份证号或可唯一确定的姓名、拼音 ‖ the family: id, case number, identity number or a search text that finds no other
    #[arg(value_name = "FAMILY")]
    family: Word,
    /// 显示完整证件号和账号，须写明原因；谁看过会记入日志 ‖ show in full what is masked, with the reason; the journal keeps who looked
    #[arg(long, value_name = "REASON")]
    reveal: Option<Word>,
}

impl Show {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let today = client.now().date_naive();
        let family = Sense::of(&plan, &mut client).family(&self.family)?;
        if let Some(reason) = &self.reveal {
            let reason = clean::free_text(reason.as_str());
            let reveal = Order::from(Command::Access(AccessCommand::Reveal { family, reason }));
            client.execute(&[reveal]).into_iter().next().transpose()?;
        }
        let Answer::Family(page) = client.ask(&Query::Family { family })? else { return Ok(()) };
        match out.json {
            true => out.object(&Value::Object(keys(&page, &plan, today, out.lang))),
            false => print(&page, &plan, today, out),
        }
    }
}

fn keys(page: &FamilyPage, plan: &Plan, today: NaiveDate, lang: Lang) -> Map<String, Value> {
    let mut keys = row::keys(&page.row);
    let facts: Vec<Value> = page.facts.iter().map(fact).collect();
    let of_members = |(member, facts): &(MemberNo, Vec<(Field, Dated)>)| json!({ "id": member.to_string(), "facts": facts.iter().map(fact).collect::<Vec<_>>() });
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("version", json!(page.version.0));
    let mut standing = Map::new();
    standing.insert("verdict".into(), json!(page.standing.truth.key()));
    standing.extend(matching::reasons(&page.standing, lang));
    put("standing", Value::Object(standing));
    put("facts", json!(facts));
    put("member_facts", json!(page.member_facts.iter().map(of_members).collect::<Vec<_>>()));
    let entitlements = page.entitlements.iter().map(|row| Value::Object(matching::keys(row, plan, lang)));
    put("entitlements", Value::Array(entitlements.collect()));
    let items = page.items.iter().map(|row| Value::Object(queue::keys(row, plan, today)));
    put("items", Value::Array(items.collect()));
    let payments = page.payments.iter().map(|row| Value::Object(line_keys(&row.line)));
    put("payments", Value::Array(payments.collect()));
    let happened = page.timeline.iter().map(|line| timeline_keys(line, &page.row.members, plan, lang));
    put("timeline", Value::Array(happened.collect()));
    keys
}

fn fact((field, dated): &(Field, Dated)) -> Value {
    json!({
        "field": field.key(),
        "value": showing::key(*field, &dated.value),
        "since": dated.since.map(|since| since.to_string()),
    })
}

fn print(page: &FamilyPage, plan: &Plan, today: NaiveDate, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let row = &page.row;
    out.marked(Mark::Strong, format!("{}  {}", row.family, row::names(row, lang)))?;
    label(out, "家庭编号", "case number", &row.case_number)?;
    label(out, "所在", "lives in", format!("{} {}", place_name(row.township), village_name(row.village)).trim())?;
    label(out, "情况", "kind", kind_title(row.kind).in_lang(lang))?;
    facts(&page.facts, out)?;
    heading(out, "成员", "People")?;
    members(page, out)?;
    let standing = page.standing.truth.title().in_lang(lang);
    heading(out, &format!("认定：{standing}"), &format!("In the plan: {standing}"))?;
    matching::explain(&page.standing, out)?;
    heading(out, "可享措施", "Entitlements")?;
    entitlements(page, plan, out)?;
    heading(out, "事项", "Items")?;
    let mut items = queue::List::new(plan, today);
    items.print(&page.items, out)?;
    items.end(out)?;
    if !page.payments.is_empty() {
        heading(out, "发放记录", "Payments")?;
        let mut table = lines_table();
        page.payments.iter().for_each(|row| print_line(&mut table, &row.line, lang));
        table.print(out)?;
    }
    heading(out, "经过", "Timeline")?;
    timeline(&page.timeline, &row.members, plan, out)
}

/// What the family may have; what is not known yet is only counted here.
fn entitlements(page: &FamilyPage, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let (due, open): (Vec<_>, Vec<_>) =
        page.entitlements.iter().cloned().partition(|row| row.verdict.truth == Truth::Yes);
    let mut list = matching::List::new(plan);
    list.print(&due, out)?;
    list.end(out)?;
    if open.is_empty() {
        return Ok(());
    }
    let (count, family) = (open.len(), page.row.family);
    out.line(out.lang.pick(
        format!("另有 {count} 项待核实，用 fuzhu match --family {family} --verdict unknown 查看。"),
        format!("{count} more are not known yet: see `fuzhu match --family {family} --verdict unknown`."),
    ))
}

fn heading(out: &mut Output<'_>, zh: &str, en: &str) -> Result<(), Failure> {
    out.line("")?;
    let title = out.lang.pick(zh, en).to_string();
    out.marked(Mark::Strong, title)
}

/// Facts that the head of the page has not said already.
fn facts(facts: &[(Field, Dated)], out: &mut Output<'_>) -> Result<(), Failure> {
    for (field, dated) in facts {
        if !matches!(field, Field::CaseNumber | Field::Township | Field::Village) {
            let value = with_day(*field, dated, out.lang);
            label(out, field.title().zh, field.title().en, &value)?;
        }
    }
    Ok(())
}

fn with_day(field: Field, dated: &Dated, lang: Lang) -> String {
    let value = showing::show(field, &dated.value, lang);
    match dated.since {
        Some(since) => lang.pick(format!("{value}（{since} 起）"), format!("{value} (from {since})")),
        None => value,
    }
}

fn members(page: &FamilyPage, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let mut table = Table::new([
        text("序号", "no"),
        text("关系", "role"),
        text("姓名", "name"),
        text("身份证号", "identity number"),
        text("性别", "sex"),
        text("出生日期", "born"),
        text("健在", "living"),
        text("其他情况", "more"),
    ]);
    for member in &page.row.members {
        let sex = member.sex.map(|sex| showing::show(Field::Sex, &Known::Choice(sex), lang));
        let alive = member.alive.map(|alive| showing::show(Field::Alive, &Known::Flag(alive), lang));
        table.row([
            member.member.to_string().into(),
            role_title(member.role, lang).into(),
            member.name.as_str().into(),
            member.identity_number.as_str().into(),
            sex.unwrap_or_default().into(),
            member.born.map(|born| born.to_string()).unwrap_or_default().into(),
            alive.unwrap_or_default().into(),
            more_of(page, member.member, lang).into(),
        ]);
    }
    table.print(out)
}

/// What is known of a person beyond the columns.
fn more_of(page: &FamilyPage, member: MemberNo, lang: Lang) -> String {
    let in_columns = [Field::Name, Field::Role, Field::IdentityNumber, Field::Sex, Field::BornOn, Field::Alive];
    let known = page.member_facts.iter().find(|(number, _)| *number == member).map(|(_, facts)| facts);
    let known = known.into_iter().flatten().filter(|(field, _)| !in_columns.contains(field));
    let said = known.map(|(field, dated)| format!("{}={}", field.title().in_lang(lang), with_day(*field, dated, lang)));
    said.collect::<Vec<_>>().join(lang.pick("，", ", "))
}
