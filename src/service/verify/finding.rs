//! What looking over a data directory finds, as findings.

use crate::ids::RowId;
use crate::journal::{Holder, JournalError};
use crate::service::failure::Failure;
use crate::service::maintenance::Finding;
use crate::text::Lang;
use crate::views::ViewsError;

/// A finding without a place, worded in both languages.
pub(in crate::service) fn told(
    code: &'static str,
    grave: bool,
    sentence: impl Fn(Lang) -> String,
    hint: impl Fn(Lang) -> String,
) -> Finding {
    let both = |text: &dyn Fn(Lang) -> String| (text(Lang::Zh), text(Lang::En));
    Finding { code, grave, place: None, sentence: both(&sentence), hint: both(&hint) }
}

pub(super) fn store_finding(code: &'static str, failure: &Failure) -> Finding {
    told(code, true, |lang| failure.sentence(lang), |lang| failure.hint(lang))
}

pub(super) fn journal_finding(error: &JournalError) -> Finding {
    let place = match error {
        JournalError::Damaged(damage) => Some(format!("{}:{}", damage.file.display(), damage.offset)),
        _ => None,
    };
    Finding { place, ..told("journal", true, |lang| error.sentence(lang), |lang| error.advice(lang).to_string()) }
}

pub(super) fn views_finding(error: &ViewsError) -> Finding {
    told("views", true, |lang| error.sentence(lang), rebuild_hint)
}

pub(super) fn views_disagree() -> Finding {
    told(
        "views-disagree",
        true,
        |lang| lang.pick("视图与日志不一致。", "The views are not what the journal says they should be.").to_string(),
        rebuild_hint,
    )
}

pub(super) fn file_finding(code: &'static str, row: RowId, (zh, en): (&str, &str)) -> Finding {
    told(
        code,
        true,
        |lang| lang.pick(format!("附件 {row} 的文件{zh}。"), format!("The file of {row} {en}.")),
        |lang| {
            lang.pick(
                "请从备份中取回，或用 fuzhu attach add 重新附上同一文件。",
                "Take it from a backup, or attach the same file again with `fuzhu attach add`.",
            )
            .to_string()
        },
    )
}

pub(super) fn views_missing() -> Finding {
    told(
        "views-missing",
        false,
        |lang| lang.pick("还没有视图。", "There are no views yet.").to_string(),
        |lang| {
            lang.pick("下次打开时会按日志建立。", "They are folded from the journal at the next opening.").to_string()
        },
    )
}

pub(super) fn unfinished(bytes: u64) -> Finding {
    told(
        "unfinished",
        false,
        |lang| {
            lang.pick(
                format!("日志末尾有 {bytes} 字节是一次未完成的写入，当时没有确认保存。"),
                format!("The last {bytes} bytes of the journal are a write that was not finished, and had not been confirmed."),
            )
        },
        |lang| lang.pick("下次打开时会去掉。", "They are cut off at the next opening.").to_string(),
    )
}

fn rebuild_hint(lang: Lang) -> String {
    lang.pick(
        "日志完好，请运行 fuzhu rebuild 重建视图。",
        "The journal is sound: run `fuzhu rebuild` to fold the views again.",
    )
    .to_string()
}

/// That somebody is at work, so that the views were left alone.
pub(super) fn in_use(holder: Option<&Holder>) -> Finding {
    let who = |lang: Lang| {
        let nobody = lang.pick("另一个程序", "another program").to_string();
        holder.map_or(nobody, |holder| {
            lang.pick(
                format!("{}（进程 {}）", holder.user, holder.pid),
                format!("{} (process {})", holder.user, holder.pid),
            )
        })
    };
    told(
        VIEWS_NOT_COMPARED,
        false,
        |lang| {
            lang.pick(
                format!("数据目录正由{}使用，已核对日志和附件，没有比对视图。", who(lang)),
                format!(
                    "The data directory is in use by {}: journal and files were checked, the views were not compared.",
                    who(lang)
                ),
            )
        },
        |lang| {
            lang.pick(
                "视图由正在使用的程序自行核对；要在这里比对，请停下它后再运行 fuzhu verify。",
                "The program at work checks its views by itself; to compare them here, run `fuzhu verify` when it has stopped.",
            )
            .to_string()
        },
    )
}

/// That nothing may be written, so that the views were left alone.
pub(super) fn only_read() -> Finding {
    told(
        VIEWS_NOT_COMPARED,
        false,
        |lang| {
            lang.pick(
                "只读核对：已核对日志和附件，没有比对视图。",
                "Nothing was written here: journal and files were checked, the views were not compared.",
            )
            .to_string()
        },
        |lang| lang.pick("视图可以随时按日志重建。", "Views can be folded from the journal at any time.").to_string(),
    )
}

/// The code of a finding that says so.
const VIEWS_NOT_COMPARED: &str = "views-not-compared";
