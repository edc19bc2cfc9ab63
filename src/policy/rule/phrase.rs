//! What a leaf wants, in words of both languages. Made once, when a plan is loaded.

use super::fact::Fact;
use super::node::Quantity;
use super::standard::Standard;
use super::syntax::{Relation, Sign};
use super::terms::Terms;
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::showing::show;
use crate::policy::value::{Kind, Value};
use crate::policy::words::Words;
use crate::text::Lang;

/// `子女残疾等级为 1、2 或 3`
pub(super) fn one_of(fact: Fact, listed: u64, except: bool) -> Words {
    Words::made(|lang| {
        let values = (0..64u8).filter(|code| listed >> code & 1 == 1).map(|code| shown(fact.field, code, lang));
        let values = alternatives(values.collect(), lang);
        let is = match except {
            true => lang.pick("不为", "is not"),
            false => lang.pick("为", "is"),
        };
        format!("{}{}{}", fact.whose.name_of(fact.field, lang), lang.pick(is.to_string(), format!(" {is} ")), values)
    })
}

fn shown(field: Field, code: u8, lang: Lang) -> String {
    let value = match field.kind() {
        Kind::Flag => Value::Flag(code == 1),
        Kind::Number(..) => Value::Number(i64::from(code)),
        _ => Value::Choice(code),
    };
    show(field, &value, lang)
}

/// `1、2 或 3`
fn alternatives(values: Vec<String>, lang: Lang) -> String {
    match values.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => {
            format!("{}{}{last}", rest.join(lang.pick("、", ", ")), lang.pick("或", " or "))
        }
        None => String::new(),
    }
}

/// `家庭从事产业含种植或养殖`
pub(super) fn has(fact: Fact, mask: u32, all: bool) -> Words {
    Words::made(|lang| {
        let name = fact.whose.name_of(fact.field, lang);
        let values = match all {
            true => show(fact.field, &Value::Choices(mask), lang),
            false => {
                let values = (0..32u8).filter(|code| mask >> code & 1 == 1);
                alternatives(values.map(|code| shown(fact.field, code, lang)).collect(), lang)
            }
        };
        let verb = match all {
            true => lang.pick("同时含", " has all of "),
            false => lang.pick("含", " has "),
        };
        format!("{name}{verb}{values}")
    })
}

/// `家庭再生育日期已登记`
pub(super) fn recorded(fact: Fact) -> Words {
    Words::made(|lang| {
        let name = fact.whose.name_of(fact.field, lang);
        lang.pick(format!("{name}已登记"), format!("{name} is recorded"))
    })
}

/// `按年度计满龄为是`
pub(super) fn standard(standard: &Standard, yes: bool) -> Words {
    Words::made(|lang| {
        let figure = show(Field::Alive, &Value::Flag(yes), lang);
        format!("{}{}{figure}", standard.title.in_lang(lang), lang.pick("为", " is "))
    })
}

/// `家庭人均月收入 − 家庭扶助金 < 农村低保标准`
pub(super) fn compare(left: &Words, relation: Relation, right: &Words) -> Words {
    Words::made(|lang| format!("{} {} {}", left.in_lang(lang), relation.read(), right.in_lang(lang)))
}

/// Adds a term to one side of a comparison.
pub(super) fn add_term(side: &mut Words, follows: bool, sign: Sign, term: &Words) {
    let sign = match (follows, sign) {
        (false, _) => "",
        (true, Sign::Plus) => " + ",
        (true, Sign::Minus) => " − ",
    };
    side.zh.push_str(sign);
    side.zh.push_str(&term.zh);
    side.en.push_str(sign);
    side.en.push_str(&term.en);
}

/// The name of a quantity.
pub(super) fn quantity(quantity: Quantity, terms: &Terms) -> Words {
    match quantity {
        Quantity::Plain(fact) | Quantity::Day(fact) => Words::made(|lang| fact.whose.name_of(fact.field, lang)),
        Quantity::Year(fact) => Words::made(|lang| {
            let name = fact.whose.name_of(fact.field, lang);
            lang.pick(format!("{name}所在年份"), format!("year of {name}"))
        }),
        Quantity::Age(fact) => {
            let whose = fact.whose.title();
            Words::new(format!("{}年龄", whose.zh), format!("{}: age", whose.en))
        }
        Quantity::Standard(at) => terms.standards.get(at).map(|standard| standard.title.clone()).unwrap_or_default(),
        Quantity::ThisYear => Words::new("当年", "this year"),
        Quantity::Today => Words::new("当日", "today"),
    }
}

/// An amount of money.
pub(super) fn money(fen: i64) -> Words {
    let amount = Fen(fen);
    Words::new(format!("{amount}元"), format!("{amount} yuan"))
}
