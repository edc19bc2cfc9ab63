//! `fuzhu standard for`: which standard applies to one person on a day, and what that rests on.

use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::sense::Sense;
use crate::cli::word::Word;
use crate::policy::allowance::Monthly;
use crate::service::answer::Answer;
use crate::service::answer::batch::{Applies, BatchAnswer};
use crate::service::query::Query;
use crate::service::query::batch::BatchQuery;
use crate::text::Lang;
use clap::Args;
use serde_json::{Value, json};

/// Whose standard.
#[derive(Debug, Args)]
pub struct For {
    /// 家庭 ‖ the family
    #[arg(value_name = "FAMILY")]
    family: Word,
    /// 成员：序号、姓名或 father、mother ‖ the person: number, name, or father, mother
    #[arg(value_name = "MEMBER")]
    member: Word,
    /// 哪一天（默认今天） ‖ the day (default: today)
    #[arg(long, value_name = "DATE")]
    on: Option<Word>,
}

impl For {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let mut sense = Sense::of(&plan, &mut client);
        let family = sense.family(&self.family)?;
        let member = sense.member(family, &self.member)?;
        let on = self.on.as_ref().map(|word| sense.day(word)).transpose()?.unwrap_or(sense.today);
        let answer = client.ask(&Query::Batch(BatchQuery::Standard { family, member, on }))?;
        let Answer::Batch(BatchAnswer::Standard(applies)) = answer else { return Ok(()) };
        if out.json {
            return out.object(&json!({
                "family": family.to_string(), "member": member.to_string(), "name": applies.name, "on": on.to_string(),
                "kind": applies.kind.map(|kind| kind.key()), "since": applies.since.map(|day| day.to_string()),
                "treated_as": applies.settlement.map(|one| one.key()),
                "ended": applies.ended.map(|ended| json!({ "how": ended.key(), "on": ended.on().to_string() })),
                "standard": applies.standard.as_ref().map(keys),
                "before": applies.before.iter().map(keys).collect::<Vec<_>>(),
            }));
        }
        out.marked(Mark::Strong, format!("{} {}  {on}", applies.name, family))?;
        for line in told(&applies, out.lang) {
            out.line(line)?;
        }
        Ok(())
    }
}

fn keys(one: &Monthly) -> Value {
    json!({
        "kind": one.kind.key(), "treated_as": one.settlement.map(|one| one.key()), "level": one.level.key(),
        "monthly": one.amount.to_string(), "from": one.from.to_string(), "until": one.until.map(|day| day.to_string()),
        "source": one.source, "document_no": one.document,
    })
}

fn standard(one: &Monthly, lang: Lang) -> String {
    let (level, from, source) = (one.level.title().in_lang(lang), one.from, &one.source);
    let document = Some(&one.document).filter(|text| !text.is_empty());
    let document = document.map(|text| lang.pick(format!("，{text}"), format!(", {text}"))).unwrap_or_default();
    lang.pick(
        format!("每月 {} 元（{level}标准，{from} 起；{source}{document}）", one.amount),
        format!("{} yuan a month ({level}, from {from}; {source}{document})", one.amount),
    )
}

fn told(applies: &Applies, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(kind) = applies.kind else {
        return vec![lang.pick("这一天不享受特扶。".into(), "Not on the allowance that day.".into())];
    };
    let since = applies.since.map(|day| lang.pick(format!("，{day} 确认"), format!(", confirmed {day}")));
    let title = kind.title().in_lang(lang);
    let since = since.unwrap_or_default();
    lines.push(lang.pick(format!("特扶类别：{title}{since}"), format!("On the allowance: {title}{since}")));
    let settlement = applies.settlement.map_or(lang.pick("未登记", "not recorded"), |one| one.title().in_lang(lang));
    lines.push(lang.pick(format!("按城乡认定：{settlement}"), format!("Counts as: {settlement}")));
    match &applies.standard {
        Some(one) => {
            let one = standard(one, lang);
            lines.push(lang.pick(format!("执行标准：{one}"), format!("Standard: {one}")));
        }
        None => lines.push(lang.pick("没有对应的标准。".into(), "There is no standard for it.".into())),
    }
    for one in &applies.before {
        let one = standard(one, lang);
        lines.push(lang.pick(format!("不用：{one}"), format!("Not used: {one}")));
    }
    if let Some(ended) = applies.ended {
        lines.push(lang.pick(format!("资格终止：{}", ended.text(lang)), format!("Ended: {}", ended.text(lang))));
    }
    lines
}
