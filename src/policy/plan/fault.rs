//! What can be wrong with a plan file, where, and the sentence that says so. A plan is taken whole or not at all; all faults come
//! together, so that an office mends a file in one go.

use crate::policy::rule::Fault as RuleFault;
use crate::text::Lang;
use std::fmt;

/// A fault of a plan file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What the place belongs to, such as `measure.dibao.rule`.
    pub place: String,
    /// The text that stands there, cut short.
    pub text: String,
    /// What is wrong.
    pub fault: PlanFault,
}

/// What is wrong with a plan file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// The file is longer than `load::LONGEST`.
    TooLong,
    /// It is not TOML; the reader's own words, which are English.
    NotToml(String),
    /// This key must be there.
    MissingKey(&'static str),
    /// This key is not known; perhaps the near one is meant.
    UnknownKey(String, Option<&'static str>),
    /// The value is not of the kind that is wanted.
    Wanted(Shape),
    /// The word is none of those allowed.
    NotOneOf(String, Vec<&'static str>),
    /// The number is outside these limits.
    OutOfRange(i64, i64, i64),
    /// The text is wider than so many cells of a terminal.
    TooWide(usize),
    /// The same number was given before, to this one.
    NumberTaken(i64, String),
    /// The word cannot be a name: it is one of the language's own, or has other signs than `a-z 0-9 _ -`.
    BadName(String),
    /// There is no such department.
    NoSuchDepartment(String),
    /// There is no such field of the register.
    NoSuchField(String),
    /// There is no such record field, or it is not among those that this measure records.
    NoSuchRecord(String),
    /// There is no such small register.
    NoSuchRegister(String),
    /// The record field is of another kind than the tally needs.
    WrongRecord(String, &'static str),
    /// The record field and the field of the register are of different kinds.
    Unlike(String, String),
    /// A register whose rows are facts must belong to such owners and no others.
    WrongOwner(&'static str),
    /// There is no such measure.
    NoSuchMeasure(String),
    /// There is no standard of this key that has a figure and is of the kind that is wanted.
    NoSuchStandard(String, &'static str),
    /// There is no such kind of emergency.
    NoSuchKind(String),
    /// The last line of the severity table must apply to every emergency.
    SeverityOpen,
    /// An item for these people, and the measure is for others.
    WrongWhom,
    /// A measure that is judged needs a rule.
    RuleWanted,
    /// A measure of the district is judged for no family and has no rule.
    RuleUnwanted,
    /// A measure of the district as a whole, or of a kind that has no end, needs no more than one of these.
    ManyLimits,
    /// A median runs from one moment to another.
    TwoMoments,
    /// What is not delivered has no record to choose or to count apart by.
    OnlyDelivered,
    /// What comes once, or when something happens, has no periods to be opened for.
    NoPeriods,
    /// The plan needs a named rule of this name.
    MissingRule(&'static str),
    /// Two figures of a standard begin on one day, or out of order.
    FiguresOutOfOrder,
    /// A rule is wrong.
    Rule(RuleFault),
}

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text that is not empty.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// A day like 2014-11-28.
    Day,
    /// A day of every year like "12-15".
    YearDay,
    /// Money like "350.00".
    Money,
    /// A list.
    List,
    /// A table.
    Table,
}

impl PlanError {
    /// The sentence for people: where, what, and what to do.
    pub fn sentence(&self, lang: Lang) -> String {
        let what = self.fault.sentence(lang);
        // Many sentences quote the text already.
        let text = match self.text.as_str() {
            text if text.is_empty() || what.contains(text) => String::new(),
            text => lang.pick(format!("“{text}”："), format!("“{text}”: ")),
        };
        let place = if self.place.is_empty() {
            String::new()
        } else {
            lang.pick(format!("（{}）", self.place), format!(" ({})", self.place))
        };
        lang.pick(
            format!("第 {} 行第 {} 列{place}：{text}{what}", self.line, self.column),
            format!("line {}, column {}{place}: {text}{what}", self.line, self.column),
        )
    }
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}

impl std::error::Error for PlanError {}

impl PlanFault {
    /// The sentence for people, without the place.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            PlanFault::TooLong => lang.pick("方案文件超过 1 MiB，请精简".into(), "the plan file is longer than 1 MiB; shorten it".into()),
            PlanFault::NotToml(words) => lang.pick(format!("不符合 TOML 格式：{words}"), format!("this is not TOML: {words}")),
            PlanFault::MissingKey(key) => lang.pick(format!("缺少“{key}”，请补上"), format!("“{key}” is missing; add it")),
            PlanFault::UnknownKey(key, near) => unknown_key(key, *near, lang),
            PlanFault::Wanted(shape) => lang.pick(format!("此处应为{}", shape.name(lang)), format!("{} is wanted here", shape.name(lang))),
            PlanFault::NotOneOf(word, allowed) => not_one_of(word, allowed, lang),
            PlanFault::OutOfRange(number, least, most) => lang.pick(
                format!("只能为 {least} 至 {most}，不能为 {number}"),
                format!("it runs from {least} to {most}; {number} is outside"),
            ),
            PlanFault::TooWide(most) => lang.pick(format!("过长，最多 {most} 列（一个汉字占两列）"), format!("it is too long: at most {most} columns of a terminal")),
            PlanFault::NumberTaken(number, by) => lang.pick(format!("编号 {number} 已属于“{by}”，请换一个"), format!("number {number} belongs to “{by}”; take another")),
            PlanFault::BadName(name) => lang.pick(
                format!("“{name}”不能用作名称：只能用小写字母、数字、下划线和连字符，以字母开头，且不能是规则用语"),
                format!("“{name}” cannot be a name: use small letters, digits, _ and -, begin with a letter, and take no word of the rule language"),
            ),
            PlanFault::NoSuchDepartment(id) => lang.pick(format!("没有“{id}”这个部门"), format!("there is no department “{id}”")),
            PlanFault::NoSuchField(key) => lang.pick(
                format!("没有“{key}”这一登记项，请写成 family.键 或 person.键"),
                format!("there is no field “{key}”; write family.KEY or person.KEY"),
            ),
            PlanFault::NoSuchRecord(key) => lang.pick(
                format!("没有“{key}”这一记录项，或该措施未列入它"),
                format!("there is no record field “{key}”, or the measure does not list it"),
            ),
            PlanFault::NoSuchRegister(id) => lang.pick(format!("没有“{id}”这本台账"), format!("there is no register “{id}”")),
            PlanFault::WrongRecord(key, wanted) => lang.pick(
                format!("记录项“{key}”应为 {wanted} 类"),
                format!("the record field “{key}” should be of kind {wanted}"),
            ),
            PlanFault::Unlike(key, field) => lang.pick(
                format!("记录项“{key}”与登记项“{field}”的类型或选项不一致"),
                format!("the record field “{key}” and the field “{field}” differ in kind or choices"),
            ),
            PlanFault::WrongOwner(owner) => lang.pick(
                format!("写入登记项的台账，owners 只能是 [\"{owner}\"]"),
                format!("a register that writes facts must have owners = [\"{owner}\"]"),
            ),
            PlanFault::NoSuchMeasure(id) => lang.pick(format!("没有“{id}”这项措施"), format!("there is no measure “{id}”")),
            PlanFault::NoSuchStandard(key, kind) => lang.pick(
                format!("没有“{key}”这项已写明数值的标准（{kind} 类）"),
                format!("there is no standard “{key}” of kind {kind} with a figure"),
            ),
            PlanFault::NoSuchKind(key) => lang.pick(format!("没有“{key}”这类急难"), format!("there is no kind of emergency “{key}”")),
            PlanFault::Rule(fault) => fault.sentence(lang),
            _ => self.fixed(lang),
        }
    }

    fn fixed(&self, lang: Lang) -> String {
        let sentence = match self {
            PlanFault::RuleWanted => lang.pick(
                "该措施须有 rule；若不针对家庭，请写 subject = \"district\"",
                "this measure needs a rule; if it is judged for no family, write subject = \"district\"",
            ),
            PlanFault::RuleUnwanted => lang.pick(
                "subject = \"district\" 的措施不判定家庭，请去掉 rule",
                "a measure with subject = \"district\" is judged for no family; take the rule out",
            ),
            PlanFault::SeverityOpen => lang.pick(
                "轻重表最后一条须适用于一切急难：不写 kinds，也不写 rule",
                "the last line of the severity table must apply to everything: no kinds and no rule",
            ),
            PlanFault::WrongWhom => lang.pick(
                "for 与措施的对象不符：family 对全户，child 对子女，member、parents 对个人",
                "“for” does not fit whom the measure is for: family, child, or member and parents for a person",
            ),
            PlanFault::NoPeriods => {
                lang.pick("这种节奏没有期间，不能自动开办", "this rhythm has no periods and cannot open by itself")
            }
            PlanFault::ManyLimits => lang.pick(
                "clock 只能写一种期限：working_days、hours、by、before_festival_days 或 none = true",
                "a clock takes exactly one of working_days, hours, by, before_festival_days or none = true",
            ),
            PlanFault::TwoMoments => lang.pick(
                "median 须写两个时点，如 [\"opened\", \"paid_on\"]",
                "a median takes two moments, like [\"opened\", \"paid_on\"]",
            ),
            PlanFault::OnlyDelivered => lang.pick(
                "未落实的事项没有落实记录，不能用 where，也不能按记录项分列",
                "what is not delivered has no record: neither “where” nor “by” a record field fits here",
            ),
            PlanFault::MissingRule(name) => {
                return lang.pick(
                    format!("方案须有命名规则 [rule.{name}]"),
                    format!("the plan needs a named rule [rule.{name}]"),
                );
            }
            _ => lang.pick(
                "标准须按起始日期从早到晚排列，且日期不得重复",
                "the figures of a standard must follow each other by their first day, each day once",
            ),
        };
        sentence.to_string()
    }
}

fn unknown_key(key: &str, near: Option<&str>, lang: Lang) -> String {
    let hint =
        near.map(|near| lang.pick(format!("，是否为“{near}”？"), format!("; is “{near}” meant?"))).unwrap_or_default();
    lang.pick(format!("不认识“{key}”{hint}"), format!("“{key}” is not known here{hint}"))
}

fn not_one_of(word: &str, allowed: &[&str], lang: Lang) -> String {
    let allowed = allowed.join(lang.pick("、", ", "));
    lang.pick(
        format!("没有“{word}”这一选项，只有：{allowed}"),
        format!("“{word}” is not allowed here; it is one of {allowed}"),
    )
}

impl Shape {
    fn name(self, lang: Lang) -> &'static str {
        match self {
            Shape::Text => lang.pick("非空文字", "text that is not empty"),
            Shape::Flag => lang.pick(" true 或 false", "true or false"),
            Shape::Number => lang.pick("整数", "a whole number"),
            Shape::Day => lang.pick("日期（如 2014-11-28，不加引号）", "a day (like 2014-11-28, without quotes)"),
            Shape::YearDay => lang.pick("月日（如 \"12-15\"）", "a day of the year (like \"12-15\")"),
            Shape::Money => lang.pick("金额（如 \"350.00\"）", "money (like \"350.00\")"),
            Shape::List => lang.pick("列表 [ … ]", "a list [ … ]"),
            Shape::Table => lang.pick("表 { … }", "a table { … }"),
        }
    }
}
