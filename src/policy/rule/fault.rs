//! What can be wrong with a rule, and the sentence that says so: what was found, and what to write instead.

use crate::policy::field::{Field, Scope};
use crate::policy::value::Kind;
use crate::text::{Both, Lang};
use std::ops::Range;

/// A fault and its place in the rule's text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// Where.
    pub at: Range<usize>,
    /// What.
    pub fault: Fault,
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written.
    Empty,
    /// The text is longer than `lex::LONGEST`.
    TooLong,
    /// Parentheses and `not` are nested deeper than `parse::DEEPEST`.
    TooDeep,
    /// With the rules it names, it asks more than `check::LARGEST` questions.
    TooLarge,
    /// A character that no rule has.
    Character(char),
    /// Not a number, or one with more than two decimals.
    Number(String),
    /// Not a day of the calendar.
    Day(String),
    /// Something else should stand here.
    Expected(Wanted),
    /// Nobody is called that.
    NoSuchPerson(String),
    /// There is no such field; perhaps the near one is meant.
    NoSuchField(Scope, String, Option<&'static str>),
    /// No rule or standard has this name; perhaps the near one is meant.
    NoSuchName(String, Option<String>),
    /// The field has no such choice.
    NoSuchChoice(Field, String),
    /// The field's numbers do not reach that far.
    OutOfRange(Field, i64),
    /// The field is not of the kind that the question is for.
    WrongKind(Field, Wanted),
    /// The standard is not a yes or no, or is one where a figure is wanted.
    WrongStandard(String, Wanted),
    /// The two sides are not of one kind: money, days, numbers.
    Mixed,
    /// No fact and no standard is asked for.
    NothingAsked,
    /// The same fact twice in one comparison.
    Twice(Field),
    /// The rule speaks of the member, but no single member is judged by it.
    NoMember,
}

/// What should stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `and` or `or`.
    AndOr,
    /// This sign.
    Sign(&'static str),
    /// A relation or `in`.
    Relation,
    /// A fact.
    Fact,
    /// A single fact before `in`, `has_any` and `has_all`.
    FactBeforeList,
    /// A fact, figure or choice.
    Term,
    /// A choice of the field.
    Choice,
    /// Yes or no.
    YesNo,
    /// A number, money or a day.
    Figure,
    /// A day.
    Day,
    /// A field with several choices at once.
    Choices,
    /// A field with choices, or a small number.
    OneOf,
}

impl RuleError {
    /// The sentence for people, without the place.
    pub fn sentence(&self, lang: Lang) -> String {
        self.fault.sentence(lang)
    }
}

impl Fault {
    /// The sentence for people.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Fault::Character(c) => lang.pick(
                format!("规则中不能出现“{c}”，请使用半角英文符号"),
                format!("a rule cannot contain “{c}”; use half-width signs"),
            ),
            Fault::Number(text) => lang.pick(
                format!("“{text}”不是数字，小数最多两位"),
                format!("“{text}” is not a number; at most two decimals are allowed"),
            ),
            Fault::Day(text) => lang.pick(
                format!("“{text}”不是日期，请写成 2014-11-28 的样式；减号两边要留空格"),
                format!("“{text}” is not a day; write it like 2014-11-28, and put blanks around a minus sign"),
            ),
            Fault::Expected(wanted) => {
                let wanted = wanted.name(lang);
                lang.pick(format!("此处应为{wanted}"), format!("{wanted} should stand here"))
            }
            Fault::NoSuchPerson(word) => lang.pick(
                format!("没有“{word}”这一对象，只有 family、child、wife、member"),
                format!("there is no “{word}”; write family, child, wife or member"),
            ),
            Fault::NoSuchField(scope, key, near) => no_such_field(*scope, key, *near, lang),
            Fault::NoSuchName(name, near) => no_such_name(name, near.as_deref(), lang),
            Fault::NoSuchChoice(field, word) => no_such_choice(*field, word, lang),
            Fault::OutOfRange(field, number) => out_of_range(*field, *number, lang),
            Fault::WrongKind(field, wanted) => {
                let (title, wanted) = (field.title().in_lang(lang), wanted.name(lang));
                lang.pick(
                    format!("“{title}”不能这样比较，此处需要{wanted}"),
                    format!("“{title}” cannot be asked that way: {wanted} is wanted"),
                )
            }
            Fault::WrongStandard(key, wanted) => {
                let wanted = wanted.name(lang);
                lang.pick(
                    format!("标准“{key}”不能这样使用，此处需要{wanted}"),
                    format!("the standard “{key}” cannot be used that way: {wanted} is wanted"),
                )
            }
            Fault::Twice(field) => {
                let title = field.title().in_lang(lang);
                lang.pick(
                    format!("“{title}”在同一比较中出现两次，请合并"),
                    format!("“{title}” stands twice in one comparison; name it once"),
                )
            }
            _ => self.fixed().in_lang(lang).to_string(),
        }
    }

    /// The sentences that say nothing of the text.
    fn fixed(&self) -> Both {
        match self {
            Fault::Empty => Both::new("规则是空的，请写明条件", "the rule is empty; write its condition"),
            Fault::TooLong => Both::new(
                "规则过长（最多 4000 字节），请拆成几条命名规则",
                "the rule is too long (at most 4,000 bytes); split it into named rules",
            ),
            Fault::TooDeep => Both::new(
                "括号或 not 嵌套过深（最多 24 层），请拆成几条命名规则",
                "parentheses or “not” are nested too deep (at most 24); split it into named rules",
            ),
            Fault::TooLarge => Both::new(
                "连同所引用的命名规则，条件超过 400 个，请简化",
                "with the rules it names it asks more than 400 questions; make it simpler",
            ),
            Fault::Mixed => Both::new(
                "两边不是同一类：金额只能与金额比较，日期只能与日期比较",
                "the two sides are not of one kind: compare money with money, days with days",
            ),
            Fault::NothingAsked => {
                Both::new("此比较没有用到任何登记项或标准", "this comparison asks for no fact and no standard")
            }
            _ => Both::new(
                "此处不能用 member：该措施不是按人判定的，请用 family、child 或 wife",
                "“member” cannot be used here: the measure is not judged person by person; use family, child or wife",
            ),
        }
    }
}

fn no_such_field(scope: Scope, key: &str, near: Option<&str>, lang: Lang) -> String {
    let whose = if scope == Scope::Family { lang.pick("家庭", "family") } else { lang.pick("成员", "person") };
    let hint = perhaps(near, lang);
    lang.pick(format!("{whose}没有“{key}”这一登记项{hint}"), format!("no field of a {whose} is called “{key}”{hint}"))
}

fn no_such_name(name: &str, near: Option<&str>, lang: Lang) -> String {
    let hint = perhaps(near, lang);
    lang.pick(
        format!("没有名为“{name}”的规则或标准（须写在使用它的规则之前）{hint}"),
        format!("no rule or standard is called “{name}” (it must stand above the rule that uses it){hint}"),
    )
}

fn perhaps(near: Option<&str>, lang: Lang) -> String {
    near.map(|near| lang.pick(format!("，是否为“{near}”？"), format!("; is “{near}” meant?"))).unwrap_or_default()
}

fn no_such_choice(field: Field, word: &str, lang: Lang) -> String {
    let title = field.title().in_lang(lang);
    let keys: Vec<&str> = match field.kind() {
        Kind::Flag => vec!["yes", "no"],
        _ => field.choices().iter().map(|choice| choice.key).collect(),
    };
    let keys = keys.join(lang.pick("、", ", "));
    lang.pick(
        format!("“{title}”没有“{word}”这一选项，只有：{keys}"),
        format!("“{title}” has no choice “{word}”; its choices are {keys}"),
    )
}

fn out_of_range(field: Field, number: i64, lang: Lang) -> String {
    let title = field.title().in_lang(lang);
    let (least, most) = match field.kind() {
        Kind::Number(least, most) => (least, most),
        _ => (0, 0),
    };
    lang.pick(
        format!("“{title}”只能为 {least} 至 {most}，不能为 {number}"),
        format!("“{title}” runs from {least} to {most}; {number} is outside"),
    )
}

impl Wanted {
    fn name(self, lang: Lang) -> String {
        if let Wanted::Sign(sign) = self {
            return lang.pick(format!("“{sign}”"), format!("“{sign}”"));
        }
        let both = match self {
            Wanted::Sign(_) | Wanted::AndOr => Both::new(" and 或 or", "“and” or “or”"),
            Wanted::Relation => Both::new(
                "比较符号（= != < <= > >=）或 in、has_any、has_all",
                "a relation (= != < <= > >=), “in”, “has_any” or “has_all”",
            ),
            Wanted::Fact => Both::new("登记项，如 child.alive", "a fact, such as child.alive,"),
            Wanted::FactBeforeList => Both::new(
                "单独一个登记项（用于 in、has_any、has_all）",
                "a single fact (for “in”, “has_any” and “has_all”)",
            ),
            Wanted::Term => Both::new("登记项、数字、日期或选项", "a fact, number, day or choice"),
            Wanted::Choice => Both::new("该登记项的选项", "a choice of the field"),
            Wanted::YesNo => Both::new(" yes 或 no", "“yes” or “no”"),
            Wanted::Figure => Both::new("数字、金额或日期", "a number, money or a day"),
            Wanted::Day => Both::new("日期", "a day"),
            Wanted::Choices => Both::new("可多选的登记项", "a field that takes several choices"),
            Wanted::OneOf => Both::new("单选的登记项或不大于 63 的数字", "a field with choices, or numbers up to 63"),
        };
        both.in_lang(lang).to_string()
    }
}
