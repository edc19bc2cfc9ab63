//! `fuzhu attach`: small files beside the journal: a photograph of a certificate, a scan of an application.

#[cfg(test)]
mod tests;

use super::Means;
use super::act::{act, done_keys};
use super::failure::Failure;
use super::file;
use super::output::Output;
use super::paging::{Limit, pages};
use super::register::write::WithdrawArgs;
use super::report::wrong::ReportWrong;
use super::sense::Sense;
use super::table::{Table, figure, text};
use super::word::Word;
use super::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::register::{Owner, RegisterCommand, RegisterRefusal};
use crate::ids::{RegisterNo, RowId};
use crate::policy::plan::Plan;
use crate::service::answer::register::{RegisterAnswer, RegisterLine};
use crate::service::answer::{Answer, Done};
use crate::service::attachment::{self, BYTES, HASH, NAME};
use crate::service::client::{Client, Order};
use crate::service::local::Local;
use crate::service::query::Query;
use crate::service::query::register::RegisterQuery;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// What can be done with files.
#[derive(Debug, Subcommand)]
pub enum AttachCommand {
    /// 附上一个文件（不超过 20 MB） ‖ attach a file (at most 20 MB)
    Add(Add),
    /// 查看已附的文件 ‖ the files that are attached
    List(List),
    /// 取出一个文件 ‖ take a copy of a file out
    Get(Get),
    /// 撤销一个误附的文件（内容仍保留） ‖ withdraw a file attached in error (its bytes stay)
    Remove(WithdrawArgs),
}

/// Does one of them.
///
/// # Errors
/// When the words stand for nothing, a file cannot be read or written, or the service refuses.
pub fn run(command: &AttachCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        AttachCommand::Add(add) => add.run(means, out),
        AttachCommand::List(list) => list.run(means, out),
        AttachCommand::Get(get) => get.run(means, out),
        AttachCommand::Remove(withdraw) => act(withdraw, means, out),
    }
}

/// Which file, and whose.
#[derive(Debug, Args)]
pub struct Add {
    /// 文件 ‖ the file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 家庭 ‖ the family
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
    /// 成员：序号、姓名或 father、mother、child ‖ the person: number, name, or father, mother, child
    #[arg(long, value_name = "MEMBER", requires = "family")]
    member: Option<Word>,
    /// 事项编号，如 F12-3 ‖ the item, like F12-3
    #[arg(long, value_name = "ITEM", conflicts_with = "family")]
    item: Option<Word>,
    /// 说明 ‖ what it is
    #[arg(long, value_name = "TEXT")]
    note: Option<Word>,
}

impl Add {
    fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let plan = means.plan()?;
        let owner = self.owner(means.client()?, &plan)?;
        let note = self.note.as_ref().map(|note| note.as_str()).unwrap_or_default();
        let Some(done) = attach(means.local()?, owner, &self.file, note)? else { return Ok(()) };
        if out.json {
            return out.object(&Value::Object(done_keys(&done)));
        }
        let row = done.row.map(|row| row.to_string()).unwrap_or_default();
        let (name, seq) = (attachment::name(&self.file), done.seq);
        out.line(out.lang.pick(
            format!("已附上“{name}”（{row}），记入日志第 {seq} 条。"),
            format!("\"{name}\" is attached ({row}); entry {seq} of the journal."),
        ))
    }

    fn owner(&self, client: &mut dyn Client, plan: &Plan) -> Result<Owner, Failure> {
        let mut client = client;
        let mut sense = Sense::of(plan, &mut client);
        if let Some(item) = &self.item {
            return Ok(Owner::Item(sense.item(item)?));
        }
        let Some(family) = &self.family else {
            return Err(Wrong::Missing("attach add".into(), "--family / --item".into()).into());
        };
        let family = sense.family(family)?;
        let member = self.member.as_ref().map(|word| sense.member(family, word)).transpose()?;
        Ok(member.map_or(Owner::Family(family), |member| Owner::Member(family, member)))
    }
}

/// Keeps a file beside the journal and records whose it is.
///
/// # Errors
/// When the file cannot be read, is empty or too long, or the service refuses.
pub fn attach(local: &mut Local, owner: Owner, path: &Path, note: &str) -> Result<Option<Done>, Failure> {
    let register = register(&Client::plan(local))?;
    let mut opened = file::open(path)?;
    // The bytes are on disk before anything speaks of them.
    let kept = local.attachments().keep(&mut opened)?;
    let mut values = vec![
        (NAME.to_string(), attachment::name(path)),
        (HASH.to_string(), kept.hash),
        (BYTES.to_string(), kept.bytes.to_string()),
    ];
    values.extend((!note.is_empty()).then(|| ("note".to_string(), note.to_string())));
    let command = Command::Register(RegisterCommand::Write { register, owner, values });
    Ok(local.execute(&[Order::from(command)]).into_iter().next().transpose()?)
}

/// Writes a copy of an attached file, under its own name where no other is given. What is there already is not overwritten.
///
/// # Errors
/// When there is no such row, or the file cannot be written.
pub fn take_out(local: &mut Local, row: RowId, to: Option<PathBuf>) -> Result<Option<(PathBuf, String)>, Failure> {
    let answer = local.ask(&Query::Register(RegisterQuery::Row { row }))?;
    let Answer::Register(RegisterAnswer::Row(page)) = answer else { return Ok(None) };
    let (name, hash) = (said(&page.line, NAME).to_string(), said(&page.line, HASH).to_string());
    let mut kept = local.attachments().open(&hash)?;
    // The name was made harmless when it was kept; it is made so again before it names a file.
    let path = to.unwrap_or_else(|| PathBuf::from(attachment::name(Path::new(&name))));
    new_file(&path, &mut kept)?;
    Ok(Some((path, hash)))
}

/// Writes a file that is not there yet, for its owner's eyes alone.
///
/// # Errors
/// When it is there already, or cannot be written.
pub fn new_file(path: &Path, from: &mut dyn Read) -> Result<(), Failure> {
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| io::copy(from, &mut file).and_then(|_| file.sync_all()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => ReportWrong::Taken(path.display().to_string()).into(),
        _ => {
            let (zh, en) = file::why(&error);
            ReportWrong::Unwritable(path.display().to_string(), zh, en).into()
        }
    })
}

/// The register whose rows are files.
fn register(plan: &Plan) -> Result<RegisterNo, Failure> {
    let found = plan.registers().iter().find(|register| register.id == attachment::REGISTER);
    let none = || crate::domain::refusal::Refusal::from(RegisterRefusal::NoSuchRegister(attachment::REGISTER.into()));
    Ok(found.map(|register| register.no).ok_or_else(none)?)
}

/// Which files.
#[derive(Debug, Args)]
pub struct List {
    /// 只看这个家庭的 ‖ only those of this family, its people and its items
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

impl List {
    fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let register = register(&plan)?;
        let family = self.family.as_ref().map(|word| Sense::of(&plan, &mut client).family(word)).transpose()?;
        let mut table = Table::new([
            text("编号", "row"),
            text("归属", "whose"),
            text("文件", "file"),
            figure("字节", "bytes"),
            text("日期", "on"),
            text("说明", "note"),
        ]);
        let query = |page| Query::Register(RegisterQuery::Rows { register, family, page });
        let mut some = false;
        let rest = pages(client, self.limit.rows(out), query, |rows: Vec<RegisterLine>| {
            for line in &rows {
                some = true;
                if out.json {
                    out.object(&keys(line))?;
                    continue;
                }
                table.row([
                    line.row.to_string().into(),
                    format!("{} {}", line.owner, line.subject).into(),
                    said(line, NAME).into(),
                    said(line, BYTES).into(),
                    line.on.to_string().into(),
                    said(line, "note").into(),
                ]);
            }
            table.print(out)
        })?;
        match (out.json, some) {
            (true, _) => Ok(()),
            (false, true) => rest.tell(out),
            (false, false) => out.line(out.lang.pick("还没有附件。", "There are no files.")),
        }
    }
}

fn said<'a>(line: &'a RegisterLine, key: &str) -> &'a str {
    line.values.iter().find(|(name, _)| name == key).map_or("", |(_, text)| text.as_str())
}

fn keys(line: &RegisterLine) -> Value {
    json!({
        "id": line.row.to_string(),
        "owner": line.owner.kind().key(),
        "family": line.owner.family().map(|family| family.to_string()),
        "item": match line.owner { Owner::Item(item) => Some(item.to_string()), _ => None },
        "name": said(line, NAME),
        "hash": said(line, HASH),
        "bytes": said(line, BYTES).parse::<u64>().ok(),
        "note": said(line, "note"),
        "on": line.on.to_string(),
        "actor": line.actor,
    })
}

/// Which file, and where to.
#[derive(Debug, Args)]
pub struct Get {
    /// 附件编号，如 R12 ‖ the file, like R12
    #[arg(value_name = "ROW")]
    row: Word,
    /// 写到哪里（默认为当前目录下的原文件名） ‖ where to (default: its own name in the current directory)
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Get {
    fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let row = Sense::of(&plan, &mut client).row(&self.row)?;
        let Some((path, hash)) = take_out(means.local()?, row, self.out.clone())? else { return Ok(()) };
        match out.json {
            true => out.object(&json!({ "file": path.display().to_string(), "hash": hash })),
            false => {
                out.line(out.lang.pick(format!("已写入 {}", path.display()), format!("written: {}", path.display())))
            }
        }
    }
}
