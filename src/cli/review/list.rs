//! `fuzhu review list`: the questions that wait.

use super::gap;
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::paging::{Limit, pages};
use crate::cli::table::{Table, text};
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::event::Matter;
use crate::domain::question::QuestionKind;
use crate::service::answer::{Answer, Asked, ReviewRow};
use crate::service::client::Client;
use crate::service::query::Query;
use clap::Args;
use serde_json::{Map, Value, json};

/// Which, and how many.
#[derive(Debug, Args)]
pub struct List {
    /// 只列一类：twice 同期重复、conflict 信息不一致、duplicate 疑似重复、gap 缺资料 ‖ only one kind: twice, conflict, duplicate, gap (missing facts)
    #[arg(long, value_name = "KIND")]
    kind: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

impl List {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let limit = self.limit.rows(out);
        let kind = self.kind.as_ref().map(kind).transpose()?;
        let mut table = Table::new([
            text("编号", "question"),
            text("家庭", "family"),
            text("姓名", "names"),
            text("问题", "what is asked"),
            text("来源", "from"),
        ]);
        let mut any = false;
        let rest = pages(
            client,
            limit,
            |page| Query::Reviews { kind, page },
            |rows: Vec<ReviewRow>| {
                any |= !rows.is_empty();
                if out.json {
                    return rows.iter().try_for_each(|row| out.object(&Value::Object(keys(row))));
                }
                for row in &rows {
                    let families: Vec<String> = row.families().iter().map(ToString::to_string).collect();
                    let between = out.lang.pick("、", ", ");
                    table.row([
                        row.question.to_string().into(),
                        families.join(between).into(),
                        row.names().join(between).into(),
                        row.about(out.lang).into(),
                        row.source().into(),
                    ]);
                }
                table.print(out)
            },
        )?;
        if out.json {
            return Ok(());
        }
        if kind == Some(QuestionKind::Gap) {
            let percent = judged(means.client()?);
            if percent < 100 {
                out.line(out.lang.pick(
                    format!("名册只判定了 {percent}%，其余的缺项还不知道：用 fuzhu sweep 判定全部家庭。"),
                    format!("{percent}% of the register is judged; what the others lack is not known yet: `fuzhu sweep` judges all."),
                ))?;
                return rest.tell(out);
            }
        }
        if !any {
            return out.line(out.lang.pick("没有待核对的问题。", "No question waits."));
        }
        rest.tell(out)
    }
}

/// Percent of the register of which it is known what is lacking. Where that cannot be told nothing is said.
fn judged(client: &mut dyn Client) -> u8 {
    let Ok(Answer::Sweep(counts)) = client.ask(&Query::Sweep { township: None }) else { return 100 };
    counts.standing.map_or(0, |standing| if standing.rest.is_some() { 100 } else { standing.percent })
}

/// The kind that a word names.
fn kind(word: &Word) -> Result<QuestionKind, Failure> {
    let text = word.as_str().trim();
    let words = || QuestionKind::ALL.into_iter().map(QuestionKind::key).collect();
    QuestionKind::from_key(text)
        .ok_or_else(|| Wrong::NotOneOf { name: "kind", text: text.to_string(), words: words() }.into())
}

/// A question for programs.
pub(super) fn keys(row: &ReviewRow) -> Map<String, Value> {
    let matter = match &row.asked {
        Asked::Row(Matter::LikelyDuplicate { .. }) => "likely_duplicate",
        Asked::Row(Matter::Contradicts { .. }) => "contradicts",
        Asked::Conflict(..) => "conflict",
        Asked::Twice(..) | Asked::Row(Matter::Twice { .. }) => "twice",
        Asked::Gap(_) => "gap",
    };
    let mut keys = Map::new();
    keys.insert("id".into(), json!(row.question.to_string()));
    keys.insert("kind".into(), json!(row.kind().key()));
    keys.insert("matter".into(), json!(matter));
    keys.insert("like".into(), json!(row.families().iter().map(ToString::to_string).collect::<Vec<_>>()));
    keys.insert("source".into(), json!(row.source()));
    keys.insert("names".into(), json!(row.names()));
    if let Asked::Twice(_, items, _) = &row.asked {
        keys.insert("items".into(), json!(items.iter().map(ToString::to_string).collect::<Vec<_>>()));
    }
    if let Asked::Gap(asked) = &row.asked {
        keys.extend(gap::keys(asked));
    }
    if let Asked::Conflict(conflict, _) = &row.asked {
        let title = conflict.title();
        keys.insert("about".into(), json!({ "zh": title.zh, "en": title.en }));
    }
    keys
}
