//! What can be wrong with the words of a command before the service is asked: typed, with a sentence and a hint in both languages.
//!
//! What the service refuses is `domain::refusal`; what the parser of the arguments refuses is `usage`.

use super::checkpoint::wrong::CheckpointWrong;
use super::report::wrong::ReportWrong;
use crate::text::Lang;

/// What is wrong with the words of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No family is found by this text.
    NobodyFound(String),
    /// Several families are found by this text: those, and whether there are more.
    SeveralFound {
        /// What was typed.
        text: String,
        /// The first of them, each with its id and its people.
        like: Vec<String>,
        /// Whether there are others.
        more: bool,
    },
    /// Not the number of an item.
    NotAnItem(String),
    /// Not the number of a row of a small register.
    NotARow(String),
    /// Not the number of an emergency.
    NotAnEmergency(String),
    /// Not the number of a batch.
    NotABatch(String),
    /// Not the number of a line of a batch.
    NotALine(String),
    /// No such kind of emergency: what was typed, and the kinds.
    NoSuchKind(String, Vec<String>),
    /// Not an amount: what was typed, and what is wrong with it (Chinese, English).
    NotMoney(String, String, String),
    /// Nobody of the family is meant by this text.
    NotAMember(String),
    /// Not a day.
    NotADay(String),
    /// Not a period.
    NotAPeriod(String),
    /// Not a day with a time.
    NotAMoment(String),
    /// Not a whole number.
    NotANumber(String),
    /// Not the name of a question.
    NotAQuestion(String),
    /// Not `name=value`.
    NotAPair(String),
    /// No such field: what was typed, and the names that come near.
    NoSuchField {
        /// What was typed.
        text: String,
        /// Whether a person's fields were searched, or the household's.
        of_member: bool,
        /// Names that come near.
        near: Vec<&'static str>,
    },
    /// No such township: what is wrong, Chinese and English, without a full stop.
    NoSuchTownship(String, String),
    /// The command does not take this: the command, the name of the argument.
    NotTaken(String, String),
    /// The command needs this: the command, the name of the argument.
    Missing(String, String),
    /// A word that is not one of those possible.
    NotOneOf {
        /// What the word is for.
        name: &'static str,
        /// What was typed.
        text: String,
        /// What can be typed.
        words: Vec<&'static str>,
    },
    /// The list of days off has no year whole enough to be shown.
    YearNotLoaded(i32),
    /// A file cannot be read: its name and why, Chinese and English.
    Unreadable(String, String, String),
    /// A file was read and cannot be taken: its name and the faults, Chinese and English.
    BadFile {
        /// The file.
        path: String,
        /// What is wrong with it, one sentence each.
        faults: Vec<(String, String)>,
    },
    /// A line is not JSON from this column on.
    NotJson(usize),
    /// A line is JSON but no object.
    NotAnObject,
    /// A line names no command; those that there are.
    NoCommand(Vec<String>),
    /// There is no such command; those that there are.
    NoSuchCommand(String, Vec<String>),
    /// The command of a line has no such key.
    NoSuchKey {
        /// The command.
        command: String,
        /// The key.
        key: String,
        /// The keys that it has.
        keys: Vec<String>,
    },
    /// A key of the command's line holds something of the wrong kind: the command, the reader's words.
    BadShape(String, String),
    /// A token that is no text of at most so many characters.
    BadToken(usize),
    /// A line of more than so many bytes.
    LineTooLong(usize),
    /// A line that is not UTF-8.
    NotUtf8,
    /// Nobody reads the answers any more: after this line nothing was done.
    Unheard(u64),
    /// A report cannot be made as asked.
    Report(ReportWrong),
    /// A checkpoint or a key.
    Checkpoint(CheckpointWrong),
}

impl Wrong {
    /// A word for programs that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Wrong::NobodyFound(_) => "no-such-family",
            Wrong::SeveralFound { .. } => "ambiguous-family",
            Wrong::NotAnItem(_) => "not-an-item",
            Wrong::NotARow(_) => "not-a-row",
            Wrong::NotAnEmergency(_) => "not-an-emergency",
            Wrong::NotABatch(_) => "not-a-batch",
            Wrong::NotALine(_) => "not-a-line",
            Wrong::NoSuchKind(..) => "no-such-emergency-kind",
            Wrong::NotMoney(..) => "not-money",
            Wrong::NotAMember(_) => "no-such-member",
            Wrong::NotADay(_) => "not-a-day",
            Wrong::NotAPeriod(_) => "not-a-period",
            Wrong::NotAMoment(_) => "not-a-moment",
            Wrong::NotANumber(_) => "not-a-number",
            Wrong::NotAQuestion(_) => "not-a-question",
            Wrong::NotAPair(_) => "not-a-pair",
            Wrong::NoSuchField { .. } => "no-such-field",
            Wrong::NoSuchTownship(..) => "no-such-township",
            Wrong::NotTaken(..) => "not-taken",
            Wrong::Missing(..) => "missing",
            Wrong::NotOneOf { .. } => "not-one-of",
            Wrong::YearNotLoaded(_) => "year-not-loaded",
            Wrong::NotJson(_) => "not-json",
            Wrong::NotAnObject => "not-an-object",
            Wrong::NoCommand(_) => "no-command",
            Wrong::NoSuchCommand(..) => "no-such-command",
            Wrong::NoSuchKey { .. } => "no-such-key",
            Wrong::BadShape(..) => "bad-shape",
            Wrong::BadToken(_) => "bad-token",
            Wrong::LineTooLong(_) => "line-too-long",
            Wrong::NotUtf8 => "not-utf8",
            Wrong::Unheard(_) => "unheard",
            Wrong::Unreadable(..) => "unreadable",
            Wrong::BadFile { .. } => "bad-file",
            Wrong::Report(wrong) => wrong.code(),
            Wrong::Checkpoint(wrong) => wrong.code(),
        }
    }

    /// What is wrong, as one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    /// What to do next, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        let (zh, en) = self.hints();
        lang.pick(zh, en)
    }

    fn chinese(&self) -> String {
        match self {
            Wrong::NobodyFound(text) => format!("没有找到“{text}”这个家庭。"),
            Wrong::SeveralFound { text, like, more } => {
                format!("“{text}”对应不止一个家庭：{}{}。", like.join("；"), if *more { "；等" } else { "" })
            }
            Wrong::NotAnItem(text) => format!("“{text}”不是事项编号。"),
            Wrong::NotARow(text) => format!("“{text}”不是台账记录编号。"),
            Wrong::NotAnEmergency(text) => format!("“{text}”不是急难编号。"),
            Wrong::NotABatch(text) => format!("“{text}”不是批次编号。"),
            Wrong::NotALine(text) => format!("“{text}”不是发放明细编号。"),
            Wrong::NoSuchKind(text, _) => format!("没有“{text}”这类急难。"),
            Wrong::NotMoney(text, zh, _) => format!("“{text}”：{zh}。"),
            Wrong::NotAMember(text) => format!("该家庭没有“{text}”这名成员。"),
            Wrong::NotADay(text) => format!("“{text}”不是日期。"),
            Wrong::NotAPeriod(text) => format!("“{text}”不是期间。"),
            Wrong::NotAMoment(text) => format!("“{text}”不是日期和时间。"),
            Wrong::NotANumber(text) => format!("“{text}”不是整数。"),
            Wrong::NotAQuestion(text) => format!("“{text}”不是核对问题的编号。"),
            Wrong::NotAPair(text) => format!("“{text}”不是“栏目=内容”的写法。"),
            Wrong::NoSuchField { text, of_member: false, .. } => format!("家庭情况没有“{text}”这一栏。"),
            Wrong::NoSuchField { text, of_member: true, .. } => format!("成员情况没有“{text}”这一栏。"),
            Wrong::NoSuchTownship(zh, _) => format!("{zh}。"),
            Wrong::NotTaken(command, name) => format!("“{command}”不需要 {name}。"),
            Wrong::Missing(command, name) => format!("“{command}”还须写明 {name}。"),
            Wrong::NotOneOf { name, text, .. } => format!("{name} 不能是“{text}”。"),
            Wrong::YearNotLoaded(year) => format!("{year}年的放假安排未载入。"),
            Wrong::Unreadable(path, why, _) => format!("无法读取文件“{path}”：{why}。"),
            Wrong::NotJson(column) => format!("第 {column} 个字节处起不是 JSON。"),
            Wrong::NotAnObject => "这一行不是 JSON 对象。".into(),
            Wrong::NoCommand(_) => "这一行没有写明命令（command）。".into(),
            Wrong::NoSuchCommand(word, _) => format!("没有“{word}”这个命令。"),
            Wrong::NoSuchKey { command, key, .. } => format!("“{command}”没有“{key}”这一项。"),
            Wrong::BadShape(command, what) => format!("“{command}”中有一项的类型不对（{what}）。"),
            Wrong::BadToken(most) => format!("token 应为不超过 {most} 个字符的文字。"),
            Wrong::LineTooLong(most) => format!("这一行超过 {most} 字节。"),
            Wrong::NotUtf8 => "这一行不是 UTF-8 文字。".into(),
            Wrong::Report(wrong) => wrong.sentence(Lang::Zh),
            Wrong::Checkpoint(wrong) => wrong.sentence(Lang::Zh),
            Wrong::Unheard(line) => format!("答复到第 {line} 行已无人接收，以后的各行没有办理。"),
            Wrong::BadFile { path, faults } => {
                let faults: Vec<&str> = faults.iter().map(|(zh, _)| zh.as_str()).collect();
                format!("文件“{path}”不能使用，未作任何更改。\n{}", faults.join("\n"))
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Wrong::NobodyFound(text) => format!("No family is found by \"{text}\"."),
            Wrong::SeveralFound { text, like, more } => {
                let more = if *more { "; and others" } else { "" };
                format!("\"{text}\" stands for several families: {}{more}.", like.join("; "))
            }
            Wrong::NotAnItem(text) => format!("\"{text}\" is not the number of an item."),
            Wrong::NotARow(text) => format!("\"{text}\" is not the number of a row."),
            Wrong::NotAnEmergency(text) => format!("\"{text}\" is not the number of an emergency."),
            Wrong::NotABatch(text) => format!("\"{text}\" is not the number of a batch."),
            Wrong::NotALine(text) => format!("\"{text}\" is not the number of a line."),
            Wrong::NoSuchKind(text, _) => format!("There is no kind of emergency \"{text}\"."),
            Wrong::NotMoney(text, _, en) => format!("\"{text}\": {en}."),
            Wrong::NotAMember(text) => format!("Nobody of the family is \"{text}\"."),
            Wrong::NotADay(text) => format!("\"{text}\" is not a day."),
            Wrong::NotAPeriod(text) => format!("\"{text}\" is no period."),
            Wrong::NotAMoment(text) => format!("\"{text}\" is not a day with a time."),
            Wrong::NotANumber(text) => format!("\"{text}\" is not a whole number."),
            Wrong::NotAQuestion(text) => format!("\"{text}\" names no question."),
            Wrong::NotAPair(text) => format!("\"{text}\" is not of the form field=value."),
            Wrong::NoSuchField { text, of_member: false, .. } => format!("A household has no field \"{text}\"."),
            Wrong::NoSuchField { text, of_member: true, .. } => format!("A person has no field \"{text}\"."),
            Wrong::NoSuchTownship(_, en) => format!("{en}."),
            Wrong::NotTaken(command, name) => format!("\"{command}\" takes no {name}."),
            Wrong::Missing(command, name) => format!("\"{command}\" needs {name}."),
            Wrong::NotOneOf { name, text, .. } => format!("{name} cannot be \"{text}\"."),
            Wrong::YearNotLoaded(year) => format!("The days off of {year} are not loaded."),
            Wrong::Unreadable(path, _, why) => format!("The file \"{path}\" cannot be read: {why}."),
            Wrong::NotJson(column) => format!("From byte {column} on this is not JSON."),
            Wrong::NotAnObject => "The line is not a JSON object.".into(),
            Wrong::NoCommand(_) => "The line names no command.".into(),
            Wrong::NoSuchCommand(word, _) => format!("There is no command \"{word}\"."),
            Wrong::NoSuchKey { command, key, .. } => format!("\"{command}\" has no key \"{key}\"."),
            Wrong::BadShape(command, what) => format!("A key of \"{command}\" holds the wrong kind of value ({what})."),
            Wrong::BadToken(most) => format!("A token is a text of at most {most} characters."),
            Wrong::LineTooLong(most) => format!("The line is longer than {most} bytes."),
            Wrong::NotUtf8 => "The line is not UTF-8 text.".into(),
            Wrong::Report(wrong) => wrong.sentence(Lang::En),
            Wrong::Checkpoint(wrong) => wrong.sentence(Lang::En),
            Wrong::Unheard(line) => format!("Nobody read the answer to line {line}: the lines after it were not done."),
            Wrong::BadFile { path, faults } => {
                let faults: Vec<&str> = faults.iter().map(|(_, en)| en.as_str()).collect();
                format!("The file \"{path}\" cannot be taken; nothing was changed.\n{}", faults.join("\n"))
            }
        }
    }

    /// How the number of something is written, and where it is found.
    fn how_written(&self) -> (String, String) {
        let (zh, en) = match self {
            Wrong::NotABatch(_) => {
                ("批次编号的写法是 B3，用 fuzhu batch list 查看。", "A batch is written B3; see `fuzhu batch list`.")
            }
            Wrong::NotALine(_) => (
                "明细编号的写法是 B3-12，用 fuzhu batch show B3 查看。",
                "A line is written B3-12; see `fuzhu batch show B3`.",
            ),
            _ => (
                "急难编号的写法是 E12，用 fuzhu emergency list 查看。",
                "An emergency is written E12; see `fuzhu emergency list`.",
            ),
        };
        (zh.to_string(), en.to_string())
    }

    fn hints(&self) -> (String, String) {
        let both = |zh: &str, en: &str| (zh.to_string(), en.to_string());
        match self {
            Wrong::NobodyFound(_) => both(
                "用 fuzhu search 按姓名、拼音或证件号末几位查找。",
                "Look with `fuzhu search` by name, sound or last digits.",
            ),
            Wrong::SeveralFound { .. } => both("请用家庭编号（如 F12）指明。", "Name it by its number, like F12."),
            Wrong::NotAnEmergency(_) | Wrong::NotABatch(_) | Wrong::NotALine(_) => self.how_written(),
            Wrong::NoSuchKind(_, kinds) => {
                (format!("种类有：{}。", kinds.join("、")), format!("The kinds: {}.", kinds.join(", ")))
            }
            Wrong::NotMoney(..) => both("请填以元为单位的金额。", "Give an amount in yuan."),
            Wrong::NotAnItem(_) => {
                both("事项编号的写法是 F12-3，用 fuzhu queue 查看。", "An item is written F12-3; see `fuzhu queue`.")
            }
            Wrong::NotARow(_) => both(
                "台账记录编号的写法是 R12，用 fuzhu register list 查看。",
                "A row is written R12; see `fuzhu register list`.",
            ),
            Wrong::NotAMember(_) => both(
                "可写成员序号、姓名，或 father、mother、child。",
                "Give the person's number, name, or father, mother, child.",
            ),
            Wrong::NotADay(_) => both("请写成 2026-11-24 的样子。", "Write it like 2026-11-24."),
            Wrong::NotAPeriod(_) => both(
                "请写成 2026、2026-H1、2026-Q3、2026-03、2026-school、2027-enrolment、2026-spring 的样子。",
                "Write it like 2026, 2026-H1, 2026-Q3, 2026-03, 2026-school, 2027-enrolment or 2026-spring.",
            ),
            Wrong::NotAMoment(_) => both("请写成 2026-11-24T09:30 的样子。", "Write it like 2026-11-24T09:30."),
            Wrong::NotANumber(_) => both("请填整数。", "Give a whole number."),
            Wrong::NotAQuestion(_) => both("请照 fuzhu review list 填写。", "Copy it from `fuzhu review list`."),
            Wrong::NotAPair(_) => both("请写成 hukou=rural 的样子。", "Write it like hukou=rural."),
            Wrong::NoSuchField { near, .. } if near.is_empty() => {
                both("用 fuzhu family add --help 查看全部栏目。", "`fuzhu family add --help` lists the fields.")
            }
            Wrong::NoSuchField { near, .. } => {
                (format!("是否为 {}？", near.join("、")), format!("Perhaps {}?", near.join(", ")))
            }
            Wrong::NoSuchTownship(..) => both("请写乡镇（街道）名称或代码。", "Give the name or code of a township."),
            Wrong::NotTaken(..) => both("请去掉后重试。", "Leave it out."),
            Wrong::Missing(..) => both("请补上后重试。", "Add it."),
            Wrong::NotOneOf { words, .. } => {
                (format!("可以写：{}。", words.join("、")), format!("Possible: {}.", words.join(", ")))
            }
            Wrong::YearNotLoaded(_) => {
                both("用 fuzhu calendar import 载入该年的放假通知。", "Load the notice with `fuzhu calendar import`.")
            }
            Wrong::NotJson(_) | Wrong::NotAnObject | Wrong::NotUtf8 => both(
                "每行写一个 JSON 对象，如 {\"command\":\"accept\",\"item\":\"F12-3\"}。",
                "One JSON object a line, like {\"command\":\"accept\",\"item\":\"F12-3\"}.",
            ),
            Wrong::NoCommand(words) | Wrong::NoSuchCommand(_, words) | Wrong::NoSuchKey { keys: words, .. } => {
                (format!("可以写：{}。", words.join("、")), format!("Possible: {}.", words.join(", ")))
            }
            Wrong::BadShape(..) => both("请写文字、数字或列表。", "Write a text, a number or a list."),
            Wrong::BadToken(_) => both("请换一个 token。", "Take another token."),
            Wrong::LineTooLong(_) => both("请拆成几行。", "Write it as several lines."),
            Wrong::Unheard(_) => both(
                "请从下一行起重新提交；带 token 的行不会重复办理。",
                "Send the lines after it again; lines with a token are not done twice.",
            ),
            Wrong::Unreadable(..) => both("请核对文件名和权限。", "Check the name and the rights."),
            Wrong::Report(wrong) => wrong.hints(),
            Wrong::Checkpoint(wrong) => wrong.hints(),
            Wrong::BadFile { .. } => both("请改正文件后重试。", "Correct the file and try again."),
        }
    }
}
