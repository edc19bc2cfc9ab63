//! `fuzhu review show`: what was sent in beside what the register has.

use super::{conflict, gap, list, twice};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::family::row::{names, role_title};
use crate::cli::output::{Mark, Output};
use crate::cli::sense::Sense;
use crate::cli::table::{Cell, Table, text};
use crate::cli::word::Word;
use crate::domain::member::Role;
use crate::domain::question::QuestionKind;
use crate::domain::review::compare::{Comparison, Line, Standing};
use crate::policy::showing;
use crate::service::answer::{Answer, QuestionPage, ReviewPage};
use crate::service::query::Query;
use crate::text::{Both, Lang};
use clap::Args;
use serde_json::{Value, json};

/// Which question.
#[derive(Debug, Args)]
pub struct Show {
    /// 编号 ‖ its number
    #[arg(value_name = "ID")]
    id: Word,
    /// 与哪个家庭对照（默认为最像的一户） ‖ the family to lay it beside (default: the first that it may be)
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
}

impl Show {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let question = super::id(&self.id)?;
        let mut sense = Sense::of(&plan, &mut client);
        let against = self.family.as_ref().map(|family| sense.family(family)).transpose()?;
        let Answer::Review(page) = client.ask(&Query::Review { question, against })? else { return Ok(()) };
        match (&page, out.json) {
            (QuestionPage::Row(page), true) => out.object(&keys(page, out.lang)),
            (QuestionPage::Row(page), false) => print(page, out),
            (QuestionPage::Twice(page), true) => out.object(&twice::keys(page)),
            (QuestionPage::Twice(page), false) => twice::print(page, &plan, out),
            (QuestionPage::Gap(page), true) => out.object(&gap::page(page)),
            (QuestionPage::Gap(page), false) => gap::print(page, &plan, out),
            (QuestionPage::Conflict(page), true) => out.object(&conflict::keys(page, out.lang)),
            (QuestionPage::Conflict(page), false) => conflict::print(page, out),
        }
    }
}

fn keys(page: &ReviewPage, lang: Lang) -> Value {
    let line = |line: &Line| {
        let value = |value| showing::key(line.field, value);
        json!({
            "spot": spot(&page.comparison, line),
            "field": line.field.key(),
            "title": line.field.title().in_lang(lang),
            "person": (line.nth > 0).then(|| line.nth.to_string()),
            "since": line.since.map(|since| since.to_string()),
            "registered": line.ours.as_ref().map(value),
            "sent_in": value(&line.theirs),
            "standing": standing_key(line.standing),
            "taken": page.comparison.is_taken(line, &[], &[]),
        })
    };
    let mut keys = list::keys(&page.row);
    keys.insert("settled".into(), json!(page.settled.map(|seq| seq.0)));
    keys.insert("against".into(), json!(page.against.as_ref().map(|row| row.family.to_string())));
    keys.insert("version".into(), json!(page.version.map(|seq| seq.0)));
    keys.insert("fields".into(), json!(page.comparison.lines.iter().map(line).collect::<Vec<_>>()));
    Value::Object(keys)
}

fn print(page: &ReviewPage, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let (question, source) = (page.row.question, page.row.source());
    let heading = lang.pick(format!("核对 {question}  {source}"), format!("question {question}  {source}"));
    out.marked(Mark::Strong, heading)?;
    out.line(match page.row.kind() {
        QuestionKind::Duplicate => lang.pick(
            "父母姓名与村居相同，或子女姓名与出生日期相同。",
            "The parents' names and the village are the same, or the child's name and day of birth.",
        ),
        QuestionKind::Twice | QuestionKind::Conflict | QuestionKind::Gap => lang.pick(
            "这些情况一生不变，报送的与名册的必有一项有误；报送的其他内容已经登记。",
            "These do not change in a life: one of the two is wrong. What else was sent in has been recorded.",
        ),
    })?;
    if let Some(seq) = page.settled {
        out.line(lang.pick(format!("已于第 {seq} 条办结。"), format!("Settled by entry {seq}.")))?;
    }
    for row in &page.like {
        let shown = page.against.as_ref().is_some_and(|against| against.family == row.family);
        let mark = if shown { "*" } else { " " };
        out.line(format!("{mark} {}  {}", row.family, names(row, lang)))?;
    }
    if page.against.is_none() {
        out.line(lang.pick("名册中已没有相似的家庭。", "The register has no such family any more."))?;
    }
    let columns = [text("栏目", "field"), text("名册", "register"), text("报送", "sent in"), text("对照", "compared")];
    let mut table = Table::new(columns);
    for line in &page.comparison.lines {
        let shown = |value| showing::show(line.field, value, lang);
        let mark = if line.standing == Standing::Differs { Mark::Alarm } else { Mark::Plain };
        table.row([
            format!("{} {}", who(&page.comparison, line.nth, lang), line.field.title().in_lang(lang)).trim().into(),
            line.ours.as_ref().map(shown).unwrap_or_default().into(),
            shown(&line.theirs).into(),
            Cell::marked(mark, standing(line.standing).in_lang(lang)),
        ]);
    }
    table.print(out)?;
    out.line(lang.pick(
        "不另写明时，名册缺的采用报送内容，不同的保留名册（--take、--keep）。",
        "Unless said otherwise what the register lacks is taken and what differs is kept (--take, --keep).",
    ))
}

/// Whose fact a line is: nothing for the household.
fn who(comparison: &Comparison, nth: u8, lang: Lang) -> String {
    let Some(person) = comparison.person(nth) else { return String::new() };
    let new = if person.member.is_none() { lang.pick("（名册没有）", " (not registered)") } else { "" };
    format!("{}{new}", role_title(person.role, lang))
}

/// The word by which `--take` and `--keep` name a line.
pub(super) fn spot(comparison: &Comparison, line: &Line) -> String {
    let field = line.field.key();
    let Some(person) = comparison.person(line.nth) else { return field.to_string() };
    let whose = match person.role {
        Role::Father => "father".to_string(),
        Role::Mother => "mother".to_string(),
        Role::Child => "child".to_string(),
        Role::Spouse | Role::Other => person.nth.to_string(),
    };
    format!("{whose}.{field}")
}

fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Same => "same",
        Standing::Fills => "fills",
        Standing::Differs => "differs",
    }
}

fn standing(standing: Standing) -> Both {
    match standing {
        Standing::Same => Both::new("相同", "same"),
        Standing::Fills => Both::new("补缺", "fills a gap"),
        Standing::Differs => Both::new("不同", "differs"),
    }
}
