//! `fuzhu apply`: one command a line in, one answer a line out, in order, each after it is on disk.
//!
//! A line that cannot be taken is answered and the rest goes on. Commands that already wait share one sync; an answer never waits for a
//! command that has not come yet.

mod group;
mod line;
#[cfg(test)]
mod tests;
pub(super) mod verb;

use super::Means;
use super::failure::Failure;
use super::file;
use super::output::Output;
use super::wrong::Wrong;
use clap::Args;
use group::Group;
use line::{Line, Lines};
use std::io::Read;
use std::path::PathBuf;
use verb::Verbs;

/// Where the commands come from.
#[derive(Debug, Args)]
pub struct Apply {
    /// 命令文件，每行一个 JSON；写 - 则从标准输入读取 ‖ the commands, one JSON object a line; - reads standard input
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
}

impl Apply {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let input: Box<dyn Read> =
            if self.file.as_os_str() == "-" { means.input() } else { Box::new(file::open(&self.file)?) };
        let client = means.client()?;
        let plan = client.plan();
        let verbs = Verbs::new();
        let mut lines = Lines::new(input);
        let mut group = Group::new(client, out, &plan);
        loop {
            let next = lines.next().map_err(|error| {
                let (zh, en) = file::why(&error);
                Failure::from(Wrong::Unreadable(self.file.display().to_string(), zh, en))
            })?;
            let Some((number, line)) = next else { break };
            match line {
                Line::Blank => {}
                Line::Text(text) => group.take(number, &text, &verbs)?,
                Line::TooLong => group.refuse(number, &Wrong::LineTooLong(line::BYTES_MAX).into())?,
                Line::NotUtf8 => group.refuse(number, &Wrong::NotUtf8.into())?,
            }
            if !lines.another_waits() {
                group.settle()?;
            }
        }
        group.end()
    }
}
