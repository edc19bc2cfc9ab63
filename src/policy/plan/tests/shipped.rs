//! The plan that ships: complete, in both languages, and the same ids as ever.

use super::*;
use crate::policy::rule::Whose;
use crate::text::width::columns;
use std::collections::BTreeSet;

/// The ids that others rely on: number, leading department, measure. They never change.
const MEASURES: &str = include_str!("../measures.txt");

/// The departments in their order.
const DEPARTMENTS: [&str; 13] = [
    "finance",
    "education",
    "housing-construction",
    "land-housing",
    "civil-affairs",
    "human-social",
    "agriculture",
    "health-fp",
    "trade-union",
    "womens-fed",
    "disabled-fed",
    "fp-association",
    "gov-office",
];

#[test]
fn it_is_sound() {
    if let Err(faults) = Plan::parse(Plan::BUILTIN) {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", faults.join("\n"));
    }
}

#[test]
fn it_has_exactly_the_departments_and_measures() {
    let plan = Plan::builtin();
    let departments: Vec<&str> = plan.departments().iter().map(|department| department.id.as_str()).collect();
    assert_eq!(departments, DEPARTMENTS);
    let numbers = plan.departments().iter().map(|department| usize::from(department.no.0));
    assert!(numbers.eq(1..=13));

    let measure = |measure: &Measure| {
        let department = &plan.department(measure.department()).unwrap().id;
        let (no, id, modality) = (measure.no, &measure.id, measure.modality.key());
        format!("{no} | {department} | {id} | {modality} | {} | {}", measure.clause, measure.title.zh)
    };
    let found: Vec<String> = plan.measures().iter().map(measure).collect();
    let wanted: Vec<&str> = MEASURES.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(found, wanted);
    assert_eq!(found.len(), 65);
}

#[test]
fn measures_and_departments_are_found_by_number_id_and_name() {
    let plan = Plan::builtin();
    for measure in plan.measures() {
        assert_eq!(plan.measure(measure.no), Some(measure));
        assert_eq!(plan.by_id(&measure.id), Some(measure));
    }
    assert_eq!(plan.measure(MeasureNo(0)), None);
    for word in ["health-fp", "区卫生计生委", "卫计", "区卫生健康委", "district health commission"] {
        assert_eq!(plan.department_called(word).unwrap().id, "health-fp", "{word}");
    }
    assert_eq!(plan.department_called("卫生"), None);
}

#[test]
fn every_text_is_there_in_both_languages() {
    let plan = Plan::builtin();
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let sound = |words: &Words| chinese(&words.zh) && !words.en.is_empty() && !chinese(&words.en);
    for measure in plan.measures() {
        let id = &measure.id;
        assert!([&measure.title, &measure.short, &measure.given].into_iter().all(sound), "{id}");
        assert!(measure.note.as_ref().is_none_or(sound), "{id}");
        assert!(columns(&measure.title.zh) <= 28 && columns(&measure.short.en) <= 28, "{id}");
        assert!(measure.clause.starts_with(['二', '三', '四', '五']), "{id}: {}", measure.clause);
        assert!(!measure.tally.is_empty() && measure.tally.iter().all(|tally| sound(&tally.title)), "{id}");
        assert!(!measure.record.is_empty(), "{id}");
    }
    for department in plan.departments() {
        assert!(sound(&department.name) && sound(&department.short), "{}", department.id);
        assert!(department.later.iter().all(|later| sound(&later.name)), "{}", department.id);
    }
    for field in plan.records() {
        assert!(sound(&field.title), "{}", field.key);
        if let RecordKind::Choice(choices) = &field.kind {
            assert!(choices.iter().all(|choice| !choice.title.zh.is_empty() && !choice.title.en.is_empty()));
        }
    }
    assert!(plan.rules().iter().all(|rule| sound(&rule.title)));
    assert!(plan.standards().iter().all(|standard| sound(&standard.title)));
}

#[test]
fn every_record_field_is_used_and_none_is_asked_for_twice() {
    let plan = Plan::builtin();
    let of_measures = plan.measures().iter().flat_map(|measure| &measure.record);
    let of_registers = plan.registers().iter().flat_map(|register| &register.fields);
    let used: BTreeSet<&str> = of_measures.chain(of_registers).map(String::as_str).collect();
    let unused: Vec<&str> =
        plan.records().iter().map(|field| field.key.as_str()).filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
    for measure in plan.measures() {
        let once: BTreeSet<&String> = measure.record.iter().collect();
        assert_eq!(once.len(), measure.record.len(), "{}", measure.id);
    }
    for register in plan.registers() {
        let once: BTreeSet<&String> = register.fields.iter().collect();
        assert_eq!(once.len(), register.fields.len(), "{}", register.id);
    }
}

/// What moves money says how much.
#[test]
fn every_record_of_money_has_an_amount() {
    let plan = Plan::builtin();
    for measure in plan.measures().iter().filter(|measure| measure.delivers.contains(&Delivery::Money)) {
        let fields = measure.record.iter().filter_map(|key| plan.record(key));
        // Two measures of the bodies that include a family in their own policies may give things instead of money.
        let amounts = fields.filter(|field| field.kind == RecordKind::Money).count();
        assert!(amounts > 0, "{} moves money and records no amount", measure.id);
    }
}

/// A check that no record has all the fields of would hold for nothing.
#[test]
fn every_check_is_of_some_record() {
    let plan = Plan::builtin();
    let records: Vec<&Vec<String>> = plan
        .measures()
        .iter()
        .map(|measure| &measure.record)
        .chain(plan.registers().iter().map(|register| &register.fields))
        .collect();
    for check in plan.checks() {
        let holds = records.iter().any(|record| check.keys().iter().all(|key| record.iter().any(|own| own == key)));
        assert!(holds, "{} is of no record", check.id);
    }
}

#[test]
fn money_never_moves_without_approval() {
    for measure in Plan::builtin().measures() {
        let moves = measure
            .delivers
            .iter()
            .any(|what| matches!(what, Delivery::Money | Delivery::Exemption | Delivery::Insurance));
        assert_eq!(measure.approval, moves, "{}", measure.id);
    }
}

#[test]
fn the_plan_is_silent_on_days_and_every_proposal_says_so() {
    for measure in Plan::builtin().measures() {
        let stated = measure.limit.within == Within::YearDay { month: 12, day: 15 };
        assert_eq!(measure.limit.proposal, !stated, "{}", measure.id);
    }
}

#[test]
fn no_amount_is_invented() {
    let plan = Plan::builtin();
    for key in ["dibao_line_urban", "dibao_line_rural"] {
        let standard = plan.standards().iter().find(|standard| standard.key == key).unwrap();
        assert!(standard.figures.is_empty());
    }
}

#[test]
fn a_measure_holds_only_while_it_is_in_force() {
    let plan = Plan::builtin();
    let sample = Sample::new("child.alive=no as_of=2014-11-27");
    let verdict = explain(&plan, "subsidy-first", &sample);
    assert_eq!(verdict.truth, Truth::No);
    assert_eq!(verdict.reasons[0].wanted.zh, "2014-11-28起施行");
    assert_eq!(verdict.reasons[0].found(crate::text::Lang::Zh), "以2014-11-27为准");
    assert_eq!(explain(&plan, "subsidy-first", &sample.with("as_of=2014-11-28")).truth, Truth::Yes);
}

#[test]
fn no_family_is_judged_for_what_is_the_district_s() {
    let plan = Plan::builtin();
    let sample = Sample::new("child.alive=no");
    for measure in plan.measures().iter().filter(|measure| measure.subject == Subject::District) {
        assert_eq!(explain(&plan, &measure.id, &sample).truth, Truth::No);
    }
    assert_eq!(plan.judge(MeasureNo(200), &sample.case()), Truth::No);
    assert_eq!(plan.explain(MeasureNo(200), &sample.case()).truth, Truth::No);
}

#[test]
fn a_verdict_can_be_read() {
    let plan = Plan::builtin();
    let verdict = explain(&plan, "gov-eligibility", &Sample::new("child.alive=yes child.disability_grade=4"));
    let lines: Vec<String> = verdict
        .reasons
        .iter()
        .map(|reason| {
            let zh = crate::text::Lang::Zh;
            let within = reason.within.as_deref().unwrap_or("-");
            format!("{within} | {} | {} | {}", reason.wanted.zh, reason.found(zh), reason.result.title().zh)
        })
        .collect();
    let wanted = [
        "in_plan | 家庭其他存活子女数 = 0 | 家庭其他存活子女数：0（未登记，按此推定） | 符合",
        "no_later_child | 并非“家庭再生育日期已登记” | 家庭再生育日期：未登记 | 符合",
        "no_later_child | 并非“家庭收养日期已登记” | 家庭收养日期：未登记 | 符合",
        "in_plan | 子女是否健在为否 | 子女是否健在：是 | 不符合",
        "in_plan | 子女是否健在为是 | 子女是否健在：是 | 符合",
        "in_plan | 子女残疾等级为1、2或3 | 子女残疾等级：4 | 不符合",
        "in_plan | 子女残疾等级 = 4 | 子女残疾等级：4 | 符合",
        "rural | 家庭按城乡认定已登记 | 家庭按城乡认定：未登记 | 不符合",
        "rural | 家庭按城乡认定为农村 | 家庭按城乡认定：未登记 | 待核实",
        "rural | 并非“家庭按城乡认定已登记” | 家庭按城乡认定：未登记 | 符合",
        "rural | 家庭户籍性质为农村 | 家庭户籍性质：未登记 | 待核实",
        "rural | 家庭户籍性质为居民 | 家庭户籍性质：未登记 | 待核实",
    ];
    assert_eq!(lines, wanted);
    let missing: Vec<String> = verdict.missing.iter().map(|missing| missing.sentence(crate::text::Lang::Zh)).collect();
    assert_eq!(missing, ["家庭户籍性质（凭户口簿）", "家庭按城乡认定（凭城乡认定表）"]);
    assert!(Whose::ALL.iter().all(|whose| Whose::from_key(whose.key()) == Some(*whose)));
}

/// The kinds of emergency, their numbers, and the departments that each reaches at once.
#[test]
fn the_emergencies_are_those_of_the_plan() {
    let plan = Plan::builtin();
    let desk = plan.emergency().unwrap();
    let told = desk.kinds().iter().map(|kind| {
        let mut bodies: Vec<&str> = kind
            .items
            .iter()
            .map(|item| plan.department(plan.measure(item.measure).unwrap().department()).unwrap().id.as_str())
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        format!("{} {} {}: {}", kind.no, kind.key, kind.title.zh, bodies.join(" "))
    });
    let wanted = [
        "1 child-death 子女亡故: civil-affairs fp-association health-fp",
        "2 disaster 灾害: fp-association housing-construction",
        "3 accident 意外事故: fp-association health-fp",
        "4 grave-hardship 重大困难: civil-affairs fp-association",
        "5 hospital 住院: fp-association health-fp",
        "6 funeral 丧事: civil-affairs fp-association",
    ];
    assert_eq!(told.collect::<Vec<_>>(), wanted);
    let day = plan.from;
    assert_eq!((desk.answer_within(day).0, desk.relief_within(day).0, desk.paper_within(day).0), (24, 48, 10));
    assert_eq!((desk.grant_limit(day).to_string().as_str(), desk.alike_within(day)), ("1000.00", 7));
    let silent = plan.departments().iter().filter(|one| desk.called_in(one.no).is_none());
    assert_eq!(silent.map(|one| one.id.as_str()).collect::<Vec<_>>(), ["finance", "gov-office"]);
}
