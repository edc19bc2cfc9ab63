//! A family on one page, to be taken along to a visit: its people, what is known, what it is entitled to, what is under way. Numbers that
//! are personal come masked from the service.

use super::{COLUMNS, LINES, centred, columns, fitted, rule};
use crate::policy::division::{TownshipCode, VillageCode};
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::showing;
use crate::policy::value::Value;
use crate::policy::verdict::Truth;
use crate::service::answer::{FamilyKind, FamilyPage, MemberRow};
use crate::text::{Lang, date};
use chrono::NaiveDate;

/// Lines that each part may have, so that the page has room for all of them.
const PEOPLE: usize = 8;
const FACTS: usize = 8;
const DUE: usize = 9;
const ITEMS: usize = 9;
const ROWS: usize = 8;

/// The page.
pub fn family(page: &FamilyPage, plan: &Plan, today: NaiveDate, lang: Lang) -> Vec<String> {
    let row = &page.row;
    let mut lines = vec![
        centred(lang.pick("计划生育特殊家庭情况表", "Family sheet")),
        columns(
            [
                &row.family.to_string(),
                &row.case_number,
                &place(row.township, row.village),
                &date::day_and_weekday(today, lang),
            ],
            [8, 14, 26, 0],
        ),
        rule(),
    ];
    let kind = match row.kind {
        FamilyKind::Died => lang.pick("子女亡故", "the child died"),
        FamilyKind::Disabled => lang.pick("子女残疾", "the child is disabled"),
        FamilyKind::None => lang.pick("未登记", "not recorded"),
    };
    let standing = page.standing.truth.title().in_lang(lang);
    lines.push(fitted(
        &lang.pick(format!("情况：{kind}　认定：{standing}"), format!("{kind}; in the plan: {standing}")),
        COLUMNS,
    ));
    part(&mut lines, lang.pick("成员", "People"), people(&row.members, lang), PEOPLE, lang);
    part(&mut lines, lang.pick("家庭情况", "The household"), facts(page, lang), FACTS, lang);
    part(&mut lines, lang.pick("可享措施", "Entitled to"), due(page, plan, lang), DUE, lang);
    part(&mut lines, lang.pick("事项", "Items"), items(page, plan, today, lang), ITEMS, lang);
    part(
        &mut lines,
        lang.pick("记事、联系人及其他台账", "Notes, contacts and other registers"),
        rows(page, plan, lang),
        ROWS,
        lang,
    );
    while lines.len() < LINES - 2 {
        lines.push(String::new());
    }
    lines.push(rule());
    lines.push(
        lang.pick(
            "走访人：                    家庭签名：                    日期：",
            "Visited by:                 Signed:                       Date:",
        )
        .to_string(),
    );
    lines
}

/// A heading and its lines; how many are left out is said in the last one.
fn part(lines: &mut Vec<String>, title: &str, mut body: Vec<String>, most: usize, lang: Lang) {
    if body.is_empty() {
        return;
    }
    if body.len() > most {
        let more = body.len() - (most - 1);
        body.truncate(most - 1);
        body.push(lang.pick(format!("  另有 {more} 项未列"), format!("  {more} more are not listed")));
    }
    lines.push(String::new());
    lines.push(fitted(title, COLUMNS));
    lines.append(&mut body);
}

fn place(township: i64, village: i64) -> String {
    let township = TownshipCode::from_number(township).filter(|_| township > 0).map(|code| code.name().into_owned());
    let village = VillageCode::from_number(village).filter(|_| village > 0).map(|code| code.name().into_owned());
    [township.unwrap_or_default(), village.unwrap_or_default()].join(" ").trim().to_string()
}

fn people(members: &[MemberRow], lang: Lang) -> Vec<String> {
    let line = |member: &MemberRow| {
        let role = showing::show(Field::Role, &member.role.value(), lang);
        let sex = member.sex.map(|sex| showing::show(Field::Sex, &Value::Choice(sex), lang)).unwrap_or_default();
        let alive = match member.alive {
            Some(false) => lang.pick("已故", "has died"),
            Some(true) => lang.pick("健在", "living"),
            None => "",
        };
        let born = member.born.map(|born| born.to_string()).unwrap_or_default();
        columns(
            [&format!("  {role}"), &member.name, &sex, &born, alive, &member.identity_number],
            [10, 14, 6, 10, 8, 0],
        )
    };
    members.iter().map(line).collect()
}

/// Two facts a line.
fn facts(page: &FamilyPage, lang: Lang) -> Vec<String> {
    let said = |(field, dated): &(Field, crate::policy::value::Dated)| {
        let value = showing::show(*field, &dated.value, lang);
        format!("  {}：{value}", field.title().in_lang(lang))
    };
    let shown = page.facts.iter().filter(|(field, _)| {
        !matches!(field, Field::CaseNumber | Field::Township | Field::Village | Field::DeclaredKind)
    });
    let shown: Vec<String> = shown.map(said).collect();
    let pair = |pair: &[String]| {
        let [left, right] = [0, 1].map(|at| pair.get(at).map_or("", String::as_str));
        columns([left, right], [39, 0])
    };
    shown.chunks(2).map(pair).collect()
}

fn due(page: &FamilyPage, plan: &Plan, lang: Lang) -> Vec<String> {
    let entitled = page.entitlements.iter().filter(|row| row.verdict.truth == Truth::Yes);
    let line = |row: &crate::service::answer::EntitlementRow| {
        let measure = plan.measure(row.measure);
        let department = measure.and_then(|measure| plan.department(measure.department()));
        let item = row.item.map_or_else(|| lang.pick("未开办", "no item").to_string(), |item| item.to_string());
        columns(
            [
                &format!("  {}", measure.map_or("", |measure| measure.title.in_lang(lang))),
                &row.subject,
                department.map_or("", |department| department.short.in_lang(lang)),
                &item,
            ],
            [34, 16, 12, 0],
        )
    };
    entitled.map(line).collect()
}

fn items(page: &FamilyPage, plan: &Plan, today: NaiveDate, lang: Lang) -> Vec<String> {
    let line = |row: &crate::service::answer::QueueRow| {
        let measure = plan.measure(row.measure).map_or("", |measure| measure.title.in_lang(lang));
        let due = row.due.filter(|_| row.status.is_live()).map(|due| (due.on, due.days_left(today)));
        let due = due.map_or_else(String::new, |(on, left)| match left {
            left if left < 0 => lang.pick(format!("{on} 逾期{}天", -left), format!("{on}, {} d late", -left)),
            _ => on.to_string(),
        });
        columns([&format!("  {}", row.item), measure, row.status.title().in_lang(lang), &due], [11, 32, 10, 0])
    };
    page.items.iter().map(line).collect()
}

fn rows(page: &FamilyPage, plan: &Plan, lang: Lang) -> Vec<String> {
    let line = |row: &crate::service::answer::register::RegisterLine| {
        let register = plan.register(row.register);
        let title = register.map_or("", |register| register.title.in_lang(lang));
        let heading = register.and_then(|register| row.values.iter().find(|(key, _)| *key == register.heading));
        columns(
            [&format!("  {title}"), &row.on.to_string(), heading.map_or("", |(_, text)| text.as_str())],
            [22, 10, 0],
        )
    };
    page.registers.iter().map(line).collect()
}
