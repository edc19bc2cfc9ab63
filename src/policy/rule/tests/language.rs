//! What can be said, what it means, and what is refused.

use super::super::parse::DEEPEST;
use super::*;
use crate::policy::verdict::Truth::{self, No, Unknown, Yes};
use proptest::prelude::*;

#[test]
fn leaves_and_what_they_mean() {
    let table: &[(&str, &str, Truth)] = &[
        ("child.disability_grade in [1, 2]", "child.disability_grade=2", Yes),
        ("child.disability_grade in [1, 2]", "child.disability_grade=3", No),
        ("child.disability_grade in [1, 2]", "", Unknown),
        ("child.disability_grade not in [1, 2]", "child.disability_grade=3", Yes),
        ("child.disability_grade <= 2", "child.disability_grade=2", Yes),
        ("family.house_grade in [c, d]", "family.house_grade=b", No),
        ("family.house_grade = c", "family.house_grade=c", Yes),
        ("family.house_grade != c", "family.house_grade=c", No),
        ("family.house_grade != c", "", Unknown),
        ("child.alive = no", "child.alive=no", Yes),
        ("child.alive != no", "child.alive=no", No),
        ("member.age < 60", "member.born_on=1955-06-02", Yes),
        ("member.age < 60", "member.born_on=1955-06-01", No),
        ("member.age >= 0", "", Yes),
        ("member.age > 150", "", No),
        ("year(child.died_on) = this_year", "child.died_on=2015-01-01", Yes),
        ("year(child.died_on) = this_year", "child.died_on=2014-12-31", No),
        ("family.trades has_any [planting, breeding]", "family.trades=breeding,handicraft", Yes),
        ("family.trades has_any [planting, breeding]", "family.trades=handicraft", No),
        ("family.trades has_all [planting, breeding]", "family.trades=breeding,handicraft", No),
        ("family.trades has_all [planting, breeding]", "family.trades=breeding,planting", Yes),
        ("recorded(family.later_birth_on)", "", No),
        ("recorded(family.later_birth_on)", "family.later_birth_on=2015-06-01", Yes),
        ("recorded(family.later_birth_on)", "family.later_birth_on=2015-06-02", No),
        ("recorded(family.phone)", "family.phone=13800000000", Yes),
        ("member.stay_total - member.stay_basic > 0", "member.stay_total=10 member.stay_basic=10", No),
        ("member.stay_total - member.stay_basic > 0", "member.stay_total=10 member.stay_basic=9", Yes),
        ("member.stay_total - member.stay_basic > 0.99", "member.stay_total=10 member.stay_basic=9", Yes),
        ("member.stay_total - member.stay_basic > 0", "member.stay_total=10", Unknown),
        ("member.stay_total - member.stay_basic > 0", "member.stay_total=0", No),
        ("family.income_per_head < line", "family.income_per_head=299", Yes),
        ("family.income_per_head < line", "family.income_per_head=300", No),
        ("family.income_per_head < line", "family.income_per_head=300 as_of=2016-01-01", Yes),
        ("family.income_per_head < line", "family.income_per_head=1 as_of=2014-12-31", Unknown),
        ("family.income_per_head < unset", "family.income_per_head=1", Unknown),
        ("counted = yes", "", Yes),
        ("counted = no", "", No),
        ("counted != no", "", Yes),
        ("year(member.born_on) + limit <= this_year", "member.born_on=1966-12-31", Yes),
        ("year(member.born_on) + limit <= this_year", "member.born_on=1967-01-01", No),
        ("member.stay_out - member.stay_in > 3", "member.stay_in=2015-05-01 member.stay_out=2015-05-05", Yes),
        ("today - member.stay_in <= 31", "member.stay_in=2015-05-01", Yes),
        ("member.born_on >= 1933-01-01", "member.born_on=1932-12-31", No),
        ("family.other_living_children = 0", "", Yes),
        ("family.other_living_children = 0", "family.other_living_children=1", No),
    ];
    for (text, facts, wanted) in table {
        assert_eq!(verdict(text, facts).truth, *wanted, "{text} / {facts}");
    }
}

#[test]
fn and_binds_closer_than_or_and_not_closest() {
    let (yes, no) = ("child.alive = yes", "child.alive = no");
    let table = [
        (format!("{yes} or {no} and {no}"), Yes),
        (format!("({yes} or {no}) and {no}"), No),
        (format!("not {no} and {yes}"), Yes),
        (format!("not ({no} or {yes})"), No),
        (format!("not not {yes}"), Yes),
    ];
    for (text, wanted) in table {
        assert_eq!(verdict(&text, "child.alive=yes").truth, wanted, "{text}");
    }
}

/// Column (from 1) and English sentence of each fault.
fn faults(text: &str) -> Vec<(usize, String)> {
    let errors = Rule::read(text, &terms()).err().unwrap_or_default();
    errors.iter().map(|error| (error.at.start + 1, error.sentence(Lang::En))).collect()
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let table: &[(&str, usize, &str)] = &[
        ("", 1, "the rule is empty"),
        ("child.alive == yes", 14, "a fact, number, day or choice should stand here"),
        ("child.alive = yes and", 22, "a fact, number, day or choice should stand here"),
        ("(child.alive = yes", 19, "“)” should stand here"),
        ("child.alive = yes child.alive = no", 19, "“and” or “or” should stand here"),
        ("child.alive", 12, "a relation (= != < <= > >=), “in”, “has_any” or “has_all” should stand here"),
        ("child.alive = yes；", 18, "a rule cannot contain “；”"),
        ("family.house_grad = c", 1, "no field of a family is called “house_grad”; is “house_grade” meant?"),
        ("parent.alive = yes", 1, "there is no “parent”; write family, child, wife or member"),
        ("family.alive = yes", 1, "no field of a family is called “alive”"),
        ("family.house_grade in [c, e]", 27, "“House grade” has no choice “e”; its choices are a, b, c, d"),
        ("child.disability_grade in [1, 5]", 31, "“Disability grade” runs from 0 to 4; 5 is outside"),
        ("child.alive = maybe", 15, "“Living” has no choice “maybe”; its choices are yes, no"),
        ("family.income_per_head < linne", 26, "no rule or standard is called “linne”"),
        ("family.income_per_head < linne", 26, "is “line” meant?"),
        ("in_plan and child.alive = yes", 1, "no rule or standard is called “in_plan”"),
        ("family.income_per_head < limit", 1, "the two sides are not of one kind"),
        ("member.born_on > 60", 1, "the two sides are not of one kind"),
        ("member.age < 60.5", 1, "the two sides are not of one kind"),
        ("1 < 2", 1, "asks for no fact and no standard"),
        ("member.stay_total - member.stay_total > 0", 1, "“Stay: total” stands twice"),
        ("year(member.age) = 2015", 1, "no field of a person is called “age”"),
        ("year(child.alive) = 2015", 1, "“Living” cannot be asked that way: a day is wanted"),
        ("family.trades in [planting]", 1, "“Trades” cannot be asked that way"),
        ("family.house_grade has_any [c]", 1, "“House grade” cannot be asked that way"),
        ("family.phone = 5", 1, "“Telephone” cannot be asked that way"),
        ("line = yes", 1, "the standard “line” cannot be used that way"),
        ("member.born_on > 2014-2-3", 18, "“2014-2-3” is not a day; write it like 2014-11-28"),
        ("member.born_on > 2015-02-29", 18, "“2015-02-29” is not a day"),
        ("member.stay_total > 1.234", 21, "“1.234” is not a number"),
        ("member.stay_total + 1 in [1]", 1, "a single fact (for “in”"),
    ];
    for (text, column, sentence) in table {
        let faults = faults(text);
        let found = faults.iter().any(|(at, said)| at == column && said.contains(sentence));
        assert!(found, "{text}\nwanted {column}: {sentence}\nfound {faults:?}");
    }
}

#[test]
fn all_faults_come_together() {
    let text = "family.huku = rural and (child.aliv = no or child.disability_grade in [7, 8])";
    assert_eq!(faults(text).len(), 4);
}

#[test]
fn every_fault_has_both_languages() {
    for text in ["", "x", "a.b = c", "child.alive = 3", "(", "1 < 2", "member.age < line"] {
        for error in Rule::read(text, &terms()).err().unwrap() {
            let (zh, en) = (error.sentence(Lang::Zh), error.sentence(Lang::En));
            assert!(!zh.is_ascii() && zh != en && !en.is_empty(), "{zh} / {en}");
        }
    }
}

#[test]
fn depth_length_and_size_are_bounded() {
    let nested = |depth: usize| format!("{}child.alive = yes{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Rule::read(&nested(DEEPEST - 1), &terms()).is_ok());
    assert!(faults(&nested(DEEPEST))[0].1.contains("nested too deep"));
    assert!(faults(&"not ".repeat(900))[0].1.contains("nested too deep"));
    assert!(faults(&"child.alive = yes and ".repeat(400))[0].1.contains("too long"));

    // Rules that name each other twice over double at each step; they are refused long before they hurt.
    let mut terms = terms();
    terms.predicates.push(rule("child.alive = yes").named("r0", Words::default()));
    let refused = (1..64).find_map(|step| {
        let text = format!("r{last} and r{last}", last = step - 1);
        match Rule::read(&text, &terms) {
            Ok(rule) => {
                terms.predicates.push(rule.named(&format!("r{step}"), Words::default()));
                None
            }
            Err(errors) => Some(errors[0].fault.clone()),
        }
    });
    assert_eq!(refused, Some(Fault::TooLarge));
}

#[test]
fn a_leaf_says_what_it_wants_and_what_it_found() {
    let text = "family.income_per_head - family.family_planning_money < line";
    let verdict = verdict(text, "family.income_per_head=400 family.family_planning_money=150");
    let reason = &verdict.reasons[0];
    assert_eq!(reason.wanted.zh, "家庭人均月收入 − 家庭其中扶助金奖励金（月人均） < line");
    assert_eq!(
        reason.found(Lang::Zh),
        "家庭人均月收入：400.00元；家庭其中扶助金奖励金（月人均）：150.00元；line：300.00元"
    );
    assert_eq!(
        reason.found(Lang::En),
        "family: monthly income per head 400.00 yuan; family: of it, allowance and reward money per head 150.00 yuan; line 300.00 yuan"
    );
    assert_eq!(reason.result, Yes);
}

#[test]
fn a_presumed_value_is_said_to_be_presumed() {
    let reason = verdict("family.refuses_visit = no", "").reasons.remove(0);
    assert_eq!(reason.wanted.zh, "家庭谢绝走访为否");
    assert_eq!(reason.found(Lang::Zh), "家庭谢绝走访：否（未登记，按此推定）");
    assert_eq!(reason.found(Lang::En), "family: declines visits no (not recorded, presumed)");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,120}") {
        let _ = Rule::read(&text, &terms());
    }

    #[test]
    fn nor_does_one_made_of_the_words_of_the_language(
        words in proptest::collection::vec(proptest::sample::select(vec![
            "and", "or", "not", "in", "not in", "has_any", "recorded", "year", "(", ")", "[", "]", ",", ".", "+", "-", "<", "<=", "=",
            "!=", "family", "child", "member", "alive", "age", "born_on", "hukou", "trades", "planting", "rural", "yes", "no", "today",
            "this_year", "line", "counted", "limit", "0", "3", "4.5", "2014-11-28", "family.income_per_head", "member.age", "999999999999",
        ]), 0..24)
    ) {
        if let Err(errors) = Rule::read(&words.join(" "), &terms()) {
            for error in errors {
                prop_assert!(!error.sentence(Lang::Zh).is_empty() && !error.sentence(Lang::En).is_empty());
            }
        }
    }
}
