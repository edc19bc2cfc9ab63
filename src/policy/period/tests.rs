use super::*;
use crate::policy::plan::Plan;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// As a policy officer would check it: a rhythm, a day, the period it belongs to, its first and last day.
#[test]
fn periods_of_every_rhythm() {
    let rows = [
        (Rhythm::Yearly, "2026-11-24", "2026", "2026-01-01", "2026-12-31"),
        (Rhythm::Standing, "2026-01-01", "2026", "2026-01-01", "2026-12-31"),
        (Rhythm::HalfYearly, "2026-06-30", "2026-H1", "2026-01-01", "2026-06-30"),
        (Rhythm::HalfYearly, "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31"),
        (Rhythm::Quarterly, "2026-03-31", "2026-Q1", "2026-01-01", "2026-03-31"),
        (Rhythm::Quarterly, "2026-11-24", "2026-Q4", "2026-10-01", "2026-12-31"),
        (Rhythm::Seasonal, "2026-05-05", "2026-Q2", "2026-04-01", "2026-06-30"),
        (Rhythm::Monthly, "2024-02-29", "2024-02", "2024-02-01", "2024-02-29"),
        (Rhythm::Monthly, "2026-12-31", "2026-12", "2026-12-01", "2026-12-31"),
        (Rhythm::SchoolYear, "2026-08-31", "2025-school", "2025-09-01", "2026-08-31"),
        (Rhythm::SchoolYear, "2026-09-01", "2026-school", "2026-09-01", "2027-08-31"),
        (Rhythm::EnrolmentSeason, "2026-09-01", "2027-enrolment", "2026-09-01", "2026-12-31"),
        (Rhythm::EnrolmentSeason, "2026-12-31", "2027-enrolment", "2026-09-01", "2026-12-31"),
        (Rhythm::EnrolmentSeason, "2027-02-10", "2027-enrolment", "2026-09-01", "2026-12-31"),
    ];
    for (rhythm, on, key, first, last) in rows {
        let found = Period::of(rhythm, day(on)).unwrap();
        let shown = (found.to_string(), found.first(), found.last());
        assert_eq!(shown, (key.to_string(), Some(day(first)), Some(day(last))), "{rhythm:?} on {on}");
    }
    for rhythm in [Rhythm::PerEvent, Rhythm::OneOff, Rhythm::Festival] {
        assert_eq!(Period::of(rhythm, day("2026-11-24")), None);
    }
}

/// The visits of the plan: before the Spring Festival, Dragon Boat, Mid-autumn, Double Ninth; three days ahead at the latest.
#[test]
fn the_festival_that_a_visit_is_for() {
    let plan = Plan::builtin();
    let visit = plan.by_id("festival-visit").unwrap();
    let rows = [
        ("2026-01-01", "2026-spring", "2026-02-17"),
        ("2026-02-14", "2026-spring", "2026-02-17"),
        ("2026-02-15", "2026-dragonboat", "2026-06-19"),
        ("2026-06-17", "2026-midautumn", "2026-09-25"),
        ("2026-09-23", "2026-doubleninth", "2026-10-18"),
        ("2026-11-24", "2027-spring", "2027-02-06"),
        // The lunar year 2033 has a leap eleventh month: its successor begins late, on 19 February 2034.
        ("2033-12-25", "2034-spring", "2034-02-19"),
        // 2025 has a leap sixth month, which moves mid-autumn into October.
        ("2025-09-20", "2025-midautumn", "2025-10-06"),
        ("2035-01-01", "2035-spring", "2035-02-08"),
    ];
    for (on, key, date) in rows {
        let found = Period::of_measure(visit, day(on)).unwrap();
        assert_eq!((found.to_string().as_str(), found.first()), (key, Some(day(date))), "on {on}");
        assert!(found.suits(visit));
    }
    // Past the calendar that is known nothing is made up.
    assert_eq!(Period::of_measure(visit, day("2035-10-10")), None);
    assert!(!period("2026-lantern").suits(visit));
    assert!(!period("2026-Q1").suits(visit));
}

#[test]
fn a_period_suits_the_measures_of_its_rhythm() {
    let plan = Plan::builtin();
    for (id, suits, others) in [
        ("daily-care", "2026-03", ["2026", "2026-Q1", "2026-spring"]),
        ("allowance-payment", "2026-H2", ["2026", "2026-07", "2026-school"]),
        ("resident-medical-premium", "2027-enrolment", ["2026", "2026-school", "2026-12"]),
        ("education-right", "2026-school", ["2026", "2027-enrolment", "2026-09"]),
        ("gov-annual-report", "2026", ["2026-Q4", "2026-12", "2026-school"]),
    ] {
        let measure = plan.by_id(id).unwrap();
        assert!(period(suits).suits(measure), "{id} {suits}");
        for other in others {
            assert!(!period(other).suits(measure), "{id} {other}");
        }
    }
}

#[test]
fn texts_of_both_languages() {
    for (key, zh, en) in [
        ("2026", "2026年", "2026"),
        ("2026-h1", "2026年上半年", "first half of 2026"),
        ("2026-Q3", "2026年3季度", "Q3 2026"),
        ("2026-03", "2026年3月", "Mar 2026"),
        ("2026-school", "2026—2027学年", "school year 2026–2027"),
        ("2027-enrolment", "2027年度参保", "cover for 2027"),
        ("2026-midautumn", "2026年中秋节", "Mid-autumn Festival 2026"),
    ] {
        let found = period(key);
        assert_eq!((found.text(Lang::Zh).as_str(), found.text(Lang::En).as_str()), (zh, en));
    }
}

#[test]
fn texts_that_name_no_period_are_refused() {
    for text in [
        "",
        "26",
        "+026",
        "1999",
        "2026-",
        "2026-13",
        "2026-00",
        "2026-3",
        "2026-H3",
        "2026-Q5",
        "2026-Q0",
        "2026-q+1",
        "2026-christmas",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
}

/// Whatever bytes say, nothing panics.
#[test]
fn numbers_that_there_are_not_do_no_harm() {
    for period in [
        Period::Half(2026, 0),
        Period::Month(0, 99),
        Period::Quarter(u16::MAX, 255),
        Period::Year(u16::MAX),
        Period::Enrolment(0),
    ] {
        let _ = (
            period.first(),
            period.last(),
            period.next(),
            period.previous(),
            period.text(Lang::Zh),
            period.text(Lang::En),
        );
        assert!(!period.holds(day("2026-01-01")));
    }
}

fn any_period() -> impl Strategy<Value = Period> {
    let year = 2015u16..2034;
    prop_oneof![
        year.clone().prop_map(Period::Year),
        (year.clone(), 1u8..=2).prop_map(|(year, n)| Period::Half(year, n)),
        (year.clone(), 1u8..=4).prop_map(|(year, n)| Period::Quarter(year, n)),
        (year.clone(), 1u8..=12).prop_map(|(year, n)| Period::Month(year, n)),
        year.clone().prop_map(Period::School),
        year.clone().prop_map(Period::Enrolment),
        (year, 0usize..8).prop_map(|(year, at)| Period::Festival(year, Festival::ALL[at])),
    ]
}

proptest! {
    #[test]
    fn a_period_reads_back_and_has_neighbours(period in any_period()) {
        prop_assert_eq!(period.to_string().parse(), Ok(period));
        prop_assert_eq!(period.next().and_then(Period::previous), Some(period));
        prop_assert!(period.next().and_then(Period::first) > period.last());
        let (first, last) = (period.first().unwrap(), period.last().unwrap());
        prop_assert!(first <= last && period.holds(first) && period.holds(last));
        prop_assert!(!period.holds(last.succ_opt().unwrap()));
    }

    #[test]
    fn the_periods_of_a_rhythm_hold_every_day_once(offset in 0u64..6_000, at in 0usize..6) {
        let rhythm = [Rhythm::Yearly, Rhythm::HalfYearly, Rhythm::Quarterly, Rhythm::Monthly, Rhythm::SchoolYear, Rhythm::Standing][at];
        let on = day("2015-01-01") + Days::new(offset);
        let period = Period::of(rhythm, on).unwrap();
        prop_assert!(period.holds(on) && !period.next().unwrap().holds(on) && !period.previous().unwrap().holds(on));
        prop_assert_eq!(Period::of(rhythm, period.first().unwrap()), Some(period));
        prop_assert_eq!(Period::of(rhythm, period.last().unwrap()), Some(period));
        prop_assert_eq!(period.next().unwrap().first(), period.last().unwrap().succ_opt());
    }
}
