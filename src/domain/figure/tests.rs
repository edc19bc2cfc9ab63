//! Figures as a policy officer would check them: what was done, and what the year's figures then say.

use super::book::Book;
use super::ledger::Ledger;
use super::reading::{self, Quantity};
use super::{ALL_BODIES, case, part};
use crate::domain::emergency::event::{EmergencyEvent, Lodged};
use crate::domain::emergency::{Emergency, Moment};
use crate::domain::event::{Event, Move};
use crate::domain::facts::Change;
use crate::domain::family::Family;
use crate::domain::item::{Due, Item, Urgency};
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, ItemId, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use crate::text::Lang;
use chrono::{DateTime, Duration, FixedOffset, NaiveDate};

/// An item told in a line: `measure family/person opened [due DATE] : day verb key=value … ; day verb …`.
fn items(plan: &Plan, told: &str) -> Vec<(Item, Family)> {
    let lines = told.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.enumerate().map(|(number, line)| item(plan, number as u32 + 1, line)).collect()
}

fn moment(text: &str) -> DateTime<FixedOffset> {
    let text = if text.contains('T') { format!("{text}:00+08:00") } else { format!("{text}T09:00:00+08:00") };
    DateTime::parse_from_rfc3339(&text).unwrap()
}

fn item(plan: &Plan, number: u32, line: &str) -> (Item, Family) {
    let (head, steps) = line.split_once(" : ").unwrap_or((line, ""));
    let words: Vec<&str> = head.split_whitespace().collect();
    let measure = plan.by_id(words[0]).unwrap();
    let (family, member) = words[1].split_once('/').map_or((words[1], None), |(f, m)| (f, Some(m)));
    let family: FamilyId = family.parse().unwrap();
    let opened = moment(words[2]);
    let after = |word: &str| words.iter().position(|other| *other == word).map(|at| words[at + 1]);
    let id = ItemId { family, number };
    let department = after("by").map_or(measure.department(), |id| plan.department_called(id).unwrap().no);
    let event = Event::ItemOpened {
        item: id,
        measure: measure.no,
        department,
        member: member.map(|member| MemberNo(member.parse().unwrap())),
        urgency: Urgency::Normal,
        opened: opened.date_naive(),
        due: after("due").map(|day| Due::on(day.parse().unwrap())),
        note: String::new(),
    };
    let mut item = Item::open(Seq(1), opened, "zhou", &event).unwrap();
    for (seq, step) in (2..).map(Seq).zip(steps.split(';').map(str::trim).filter(|step| !step.is_empty())) {
        let words: Vec<&str> = step.split_whitespace().collect();
        let at = moment(words[0]);
        if words[1] == "taken-back" {
            let of = item.counted().next_back().unwrap().seq;
            item.apply(seq, at, "zhou", &Event::StepWithdrawn { item: id, of });
            continue;
        }
        let record = words[2..].iter().map(|pair| pair.split_once('=').unwrap());
        let record = record.map(|(key, text)| (key.to_string(), text.to_string())).collect();
        let step = Move { record, ..Move::new(Verb::from_key(words[1]).unwrap()) };
        item.apply(seq, at, "zhou", &Event::ItemMoved { item: id, step });
    }
    let mut household = Family::new(family);
    let township = 500_119_001 + i64::from(family.0 % 2);
    let changes =
        vec![Change { field: Field::Township, since: None, before: None, after: Some(Value::Number(township)) }];
    household.apply(Seq(1), &Event::FactsChanged { family, member: None, changes });
    (item, household)
}

/// The figures of a measure in a year: each tally as `title value` or `title part value, part value`.
fn figures(plan: &Plan, told: &str, measure: &str, year: u16, body: Option<&str>) -> Vec<String> {
    let book = Book::of(plan);
    let mut ledger = Ledger::new(book.clone());
    items(plan, told).iter().for_each(|(item, family)| ledger.add(item, family));
    let measure = plan.by_id(measure).unwrap();
    let body = body.map_or(ALL_BODIES, |id| plan.department_called(id).unwrap().no);
    let shown = |(at, tally): (u8, &crate::policy::plan::Tally)| {
        let figure = reading::figure(&book, ledger.amounts(), measure.no, body, at, year).unwrap();
        let parts = figure.parts.iter().filter(|(_, quantity)| !quantity.is_nothing());
        let parts: Vec<String> = parts
            .map(|(part, quantity)| format!("{} {}", part::name(plan, tally, *part).1.zh, quantity.text(Lang::Zh)))
            .collect();
        let whole = figure.whole.map_or_else(|| parts.join("，"), |whole| whole.text(Lang::Zh));
        format!("{} {whole}", tally.title.zh)
    };
    (0u8..).zip(&measure.tally).map(shown).collect()
}

#[test]
fn what_was_given_counts_in_the_year_that_the_record_names() {
    let plan = Plan::builtin();
    // The condolence belongs to the calendar year of the death, whenever it was handed over.
    let told = "
        death-condolence F1 2025-12-30 : 2026-01-04 deliver died_on=2025-12-28 visited_on=2026-01-02 amount=5000.00 paid_on=2026-01-04
        death-condolence F2 2026-03-02 : 2026-03-04 deliver died_on=2026-03-01 visited_on=2026-03-02 amount=5000.00 paid_on=2026-03-04
        death-condolence F3 2026-05-02 : 2026-05-09 deliver died_on=2026-05-01 visited_on=2026-05-05 amount=6000.00 paid_on=2026-05-09";
    assert_eq!(
        figures(&plan, told, "death-condolence", 2025, None),
        ["户数 1", "抚慰金合计 5,000.00元", "从亡故到慰问天数（中位） 5天"]
    );
    assert_eq!(
        figures(&plan, told, "death-condolence", 2026, None),
        ["户数 2", "抚慰金合计 11,000.00元", "从亡故到慰问天数（中位） 2.5天"]
    );
    // Premiums go by the insured year.
    let told = "
        resident-medical-premium F1/1 2025-11-03 : 2025-12-01 deliver year=2026 amount=400.00 paid_on=2025-12-01
        resident-medical-premium F1/2 2025-11-03 : 2025-12-01 deliver year=2026 amount=400.00 paid_on=2025-12-01
        resident-medical-premium F2/1 2025-11-03 : 2025-12-01 deliver year=2025 amount=380.00 paid_on=2025-12-01
        resident-medical-premium F3/1 2025-11-03";
    assert_eq!(
        figures(&plan, told, "resident-medical-premium", 2026, None),
        ["补贴人数 2", "补贴金额 800.00元", "补贴覆盖率 67%（2/3）"]
    );
}

#[test]
fn people_and_households_count_once_and_times_count_each() {
    let plan = Plan::builtin();
    let visit = |person: &str, day: &str, way: &str| {
        format!("follow-up {person} {day} : {day} deliver contact_on={day} contact_way={way}\n")
    };
    let mut told: String =
        ["2026-01-05", "2026-04-06", "2026-07-07", "2026-10-08"].map(|day| visit("F1/1", day, "phone")).concat();
    told += &visit("F1/2", "2026-01-05", "home");
    // Taken back: it was the other parent.
    told +=
        "follow-up F2/1 2026-02-01 : 2026-02-02 deliver contact_on=2026-02-02 contact_way=home ; 2026-02-03 taken-back";
    assert_eq!(
        figures(&plan, &told, "follow-up", 2026, None),
        ["随访人数 2", "随访次数 5", "按方式分 上门 1，电话 4", "逾期未随访件数 0", "全年随访四次以上人数 1"]
    );
    let told = "
        gov-eligibility F1 2026-01-05 : 2026-02-01 deliver checked_on=2026-02-01 family_kind=died treated_as=urban
        gov-eligibility F1 2026-06-05 : 2026-06-20 deliver checked_on=2026-06-20 family_kind=died treated_as=rural
        gov-eligibility F2 2026-01-05 : 2026-02-01 deliver checked_on=2026-02-01 family_kind=disabled";
    let found = figures(&plan, told, "gov-eligibility", 2026, None);
    assert_eq!(found[0], "户数 2");
    assert_eq!(found[1], "按类别分 死亡 1，伤残 1");
    // A household that moved between town and country is counted under both.
    assert_eq!(found[2], "按城乡分 城镇 1，农村 1，未登记 1");
    assert_eq!(found[5], "按乡镇街道分 东城街道 1，南城街道 1");
}

#[test]
fn what_waits_is_what_waits_at_the_end_of_the_year() {
    let plan = Plan::builtin();
    let told = "
        public-rental F1 2024-05-06
        public-rental F2 2024-05-06 : 2025-02-03 deliver moved_on=2025-02-01 address=安居苑
        public-rental F3 2024-05-06 : 2024-06-06 decline ; 2025-01-07 reopen
        public-rental F4 2025-05-06 : 2025-06-06 withdraw
        public-rental F5 2025-05-06 : 2025-06-06 suspend";
    let of = |year| figures(&plan, told, "public-rental", year, None);
    assert_eq!(of(2023), ["入住户数 0", "轮候户数 0", "申请件数 0"]);
    assert_eq!(of(2024), ["入住户数 0", "轮候户数 2", "申请件数 3"]);
    assert_eq!(of(2025), ["入住户数 1", "轮候户数 3", "申请件数 1"]);
    assert_eq!(of(2026), ["入住户数 0", "轮候户数 3", "申请件数 0"]);
}

#[test]
fn only_some_deliveries_balances_and_hours() {
    let plan = Plan::builtin();
    let told = "
        subsidy-first F1 2026-01-05 : 2026-02-01 deliver granted_on=2026-02-01 outcome=granted
        subsidy-first F2 2026-01-05 : 2026-02-01 deliver granted_on=2026-02-01 outcome=refused";
    assert_eq!(
        figures(&plan, told, "subsidy-first", 2026, None),
        ["优先办理件数 2", "按结果分 已落实 1，未获批准 1", "已落实件数 1"]
    );
    let told = "
        care-fund F1 2026-01-05 : 2026-02-01 deliver amount=3000.00 paid_on=2026-02-01
        care-fund F2 2026-01-05 : 2026-03-01 deliver amount=8000.50 paid_on=2026-03-01";
    let found = figures(&plan, told, "care-fund", 2026, None);
    assert_eq!(found[1..], ["支出合计 11,000.50元", "筹集合计 0.00元", "收支结余 -11,000.50元"]);
    // Nights and days off are counted: the plan's emergency clock runs through them.
    let told = "
        emergency-relief F1 2026-10-01T22:00 : 2026-10-02T04:30 accept ; 2026-10-02T10:00 deliver misfortune=accident amount=2000.00 paid_on=2026-10-02
        emergency-relief F2 2026-10-05T08:00 : 2026-10-05T09:59 accept ; 2026-10-06T10:00 deliver misfortune=accident amount=1000.00 paid_on=2026-10-06
        emergency-relief F3 2026-10-05T08:00 : 2026-10-06T10:00 deliver misfortune=disaster amount=1000.00 paid_on=2026-10-06";
    let found = figures(&plan, told, "emergency-relief", 2026, None);
    assert_eq!(found[0], "救助件数 3");
    assert_eq!(found[3], "首次响应小时数（中位） 3.5小时");
}

#[test]
fn a_duty_of_every_body_counts_for_each() {
    let plan = Plan::builtin();
    let told = "
        gov-annual-report D 2026-11-02 by finance due 2026-12-15 : 2026-12-10 deliver unit=财政 year=2026 sent_on=2026-12-10
        gov-annual-report D 2026-11-02 by education due 2026-12-15 : 2026-12-20 deliver unit=教委 year=2026 sent_on=2026-12-18
        gov-annual-report D 2026-11-02 by civil-affairs due 2026-12-15";
    let of = |body| figures(&plan, told, "gov-annual-report", 2026, body);
    assert_eq!(of(None), ["已报单位数 2", "未报单位数 1", "迟报单位数 1"]);
    assert_eq!(of(Some("finance")), ["已报单位数 1", "未报单位数 0", "迟报单位数 0"]);
    assert_eq!(of(Some("education")), ["已报单位数 1", "未报单位数 0", "迟报单位数 1"]);
    assert_eq!(of(Some("civil-affairs")), ["已报单位数 0", "未报单位数 1", "迟报单位数 0"]);
}

#[test]
fn a_day_that_cannot_be_is_taken_for_a_slip_of_the_pen() {
    let plan = Plan::builtin();
    let told = "
        bonding-activities F1 2026-03-02 : 2026-03-09 deliver held_on=0206-03-08 activity=茶话会
        resident-medical-premium F1/1 2026-03-03 : 2026-03-09 deliver year=20266 amount=1.00 paid_on=2026-03-09";
    assert_eq!(figures(&plan, told, "bonding-activities", 2026, None)[0], "活动场次 1");
    assert_eq!(figures(&plan, told, "resident-medical-premium", 2026, None)[0], "补贴人数 1");
}

#[test]
fn a_household_entered_in_error_counts_nowhere() {
    let plan = Plan::builtin();
    let book = Book::of(&plan);
    let mut ledger = Ledger::new(book);
    for (item, mut family) in items(&plan, "follow-up F1/1 2026-01-05 : 2026-01-06 deliver contact_on=2026-01-06") {
        family.withdrawn = true;
        ledger.add(&item, &family);
    }
    assert_eq!(ledger.amounts().iter().count(), 0);
}

#[test]
fn numbers_as_people_read_them() {
    for (quantity, zh, en) in [
        (Quantity::Count(12), "12", "12"),
        (Quantity::Money(crate::policy::money::Fen(123_450)), "1,234.50元", "1,234.50 yuan"),
        (Quantity::Share { part: 17, of: 20 }, "85%（17/20）", "85% (17/20)"),
        (Quantity::Share { part: 0, of: 0 }, "-", "-"),
        (Quantity::Median { twice: Some(7), hours: false, over: 2 }, "3.5天", "3.5 d"),
        (Quantity::Median { twice: Some(8), hours: true, over: 1 }, "4小时", "4 h"),
        (Quantity::Median { twice: None, hours: true, over: 0 }, "-", "-"),
    ] {
        assert_eq!((quantity.text(Lang::Zh).as_str(), quantity.text(Lang::En).as_str()), (zh, en));
    }
}

/// Every tally of the plan has a title of its own within its measure, so that a report never says one name twice.
#[test]
fn no_two_figures_of_a_measure_have_one_name() {
    let plan = Plan::builtin();
    for measure in plan.measures() {
        let titles: std::collections::BTreeSet<&str> =
            measure.tally.iter().map(|tally| tally.title.zh.as_str()).collect();
        assert_eq!(titles.len(), measure.tally.len(), "{}", measure.id);
        assert!(measure.departments.iter().all(|no| *no != DepartmentNo(0)));
        let counted = measure.counted_on.as_ref().is_none_or(|key| measure.record.contains(key));
        assert!(counted, "{}", measure.id);
    }
    assert!(NaiveDate::from_ymd_opt(2026, 1, 1).is_some_and(|day| plan.measures().iter().all(|one| one.in_force(day))));
}

/// An emergency lodged at a moment, answered and relieved so many hours later.
fn lodged(at: &str, answered: Option<i64>, relieved: Option<i64>, withdrawn: bool) -> Emergency {
    let at = moment(at);
    let event = EmergencyEvent::Lodged(Lodged {
        emergency: EmergencyId(1),
        family: FamilyId(1),
        kind: EmergencyKindNo(1),
        member: None,
        line: "邻居来电".into(),
        happened_on: None,
        severity: 2,
        because: ("人身受到伤害".into(), "body is hurt".into()),
        department: DepartmentNo(12),
        answer_by: at + Duration::hours(24),
        relief_by: at + Duration::hours(48),
    });
    let after = |hours: Option<i64>| hours.map(|hours| Moment(at + Duration::hours(hours)));
    let lodged = Emergency::lodge(Seq(1), at, "zhou", &event).unwrap();
    Emergency { answered_at: after(answered), relieved_at: after(relieved), withdrawn, ..lodged }
}

#[test]
fn emergencies_count_in_the_year_in_which_they_were_lodged() {
    let plan = Plan::builtin();
    let book = Book::of(&plan);
    let mut ledger = Ledger::new(book.clone());
    for one in [
        lodged("2026-05-01T10:00", Some(2), Some(47), false),
        // The last minute is still in time, the next one is not.
        lodged("2026-05-02T10:00", Some(24), Some(49), false),
        lodged("2026-12-31T23:00", Some(25), None, false),
        lodged("2026-05-03T10:00", None, None, false),
        lodged("2026-05-04T10:00", Some(1), Some(1), true),
        lodged("2025-12-31T23:59", Some(1), Some(1), false),
    ] {
        ledger.add_emergency(&one, None);
    }
    let measure = plan.by_id("gov-emergency-volunteers").unwrap();
    let count = |title: &str, year| {
        let tally = measure.tally.iter().position(|tally| tally.title.zh == title).unwrap();
        reading::figure(&book, ledger.amounts(), measure.no, ALL_BODIES, tally as u8, year).unwrap().whole.unwrap()
    };
    for (title, of_2026) in [("登记的紧急情况", 4), ("其中限时内回应", 2), ("其中限时内救助到位", 1)]
    {
        assert_eq!(count(title, 2026), Quantity::Count(of_2026), "{title}");
        assert_eq!(count(title, 2025), Quantity::Count(1), "{title}");
    }
    let mistaken = Family { withdrawn: true, ..Family::new(FamilyId(1)) };
    assert_eq!(case::marks(&book, &lodged("2026-05-01T10:00", None, None, false), Some(&mistaken)), []);
}
