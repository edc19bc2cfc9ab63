use super::*;
use crate::text::Lang;
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn due(from: &str, days: u16) -> String {
    Calendar::built_in().add_working_days(date(from), WorkingDays(days)).due.to_string()
}

/// The notices of two years written out by hand: days off that fall on Monday to Friday, and weekend days that are worked.
const NOTICES: [(i32, &str, &str); 2] = [
    (
        2015,
        "01-01 01-02 02-18 02-19 02-20 02-23 02-24 04-06 05-01 06-22 09-03 09-04 10-01 10-02 10-05 10-06 10-07",
        "01-04 02-15 02-28 09-06 10-10",
    ),
    (
        2026,
        "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
];

#[test]
fn every_day_of_two_years_is_as_the_notice_says() {
    let calendar = Calendar::built_in();
    for (year, off, worked) in NOTICES {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        for day in first.iter_days().take_while(|day| day.year() == year) {
            let text = day.format("%m-%d").to_string();
            let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let expected = if weekday { !off.contains(&text) } else { worked.contains(&text) };
            assert_eq!(calendar.is_working_day(day), expected, "{day}");
        }
    }
}

#[test]
fn a_year_has_the_working_days_it_is_known_for() {
    // Counted from the notices of the State Council.
    let calendar = Calendar::built_in();
    for (year, days) in [(2014, 250), (2015, 249), (2024, 251), (2025, 248), (2026, 248)] {
        let eve = NaiveDate::from_ymd_opt(year - 1, 12, 31).unwrap();
        let end = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        assert_eq!(calendar.working_days_between(eve, end), days, "{year}");
    }
}

#[test]
fn due_dates_around_holidays_and_make_up_days() {
    let cases = [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-20", 1, "2026-11-23"), // Friday to Monday
        ("2026-09-18", 1, "2026-09-20"), // a Sunday that is worked
        ("2026-09-18", 2, "2026-09-21"),
        ("2026-09-24", 5, "2026-10-09"), // over Mid-autumn and National Day
        ("2026-10-09", 1, "2026-10-10"), // a Saturday that is worked
        ("2026-10-09", 2, "2026-10-12"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-02-17", 3, "2026-02-26"), // received during the holiday
        ("2026-02-27", 1, "2026-02-28"),
        ("2026-12-31", 1, "2027-01-01"), // 2027 is not loaded: New Year's Day is taken for a Friday
        ("2015-02-13", 2, "2015-02-16"),
        ("2015-09-02", 1, "2015-09-06"),
        ("2015-09-30", 4, "2015-10-12"),
        ("2020-01-23", 1, "2020-02-03"), // the lengthened Spring Festival
    ];
    for (from, days, expected) in cases {
        assert_eq!(due(from, days), expected, "{from} + {days}");
    }
}

#[test]
fn the_account_names_what_was_passed_over() {
    let counted = Calendar::built_in().add_working_days(date("2026-09-18"), WorkingDays(11));
    assert_eq!(counted.due, date("2026-10-10"));
    assert_eq!(counted.counted_weekend, [date("2026-09-20"), date("2026-10-10")]);
    assert_eq!(counted.not_loaded, Vec::<i32>::new());
    insta::assert_snapshot!(counted.sentence(Lang::Zh), @"自2026年9月18日（周五）的次日起计11个工作日，2026年10月10日（周六）到期。其间不计：中秋节9月25日至27日、国庆节10月1日至7日、周末1天。9月20日（周日）、10月10日（周六）调休上班，照计。");
    insta::assert_snapshot!(counted.sentence(Lang::En), @"11 working days, counted from the day after Fri 18 Sep 2026: due Sat 10 Oct 2026. Not counted: Mid-autumn Festival 25 to 27 Sep, National Day 1 to 7 Oct, 1 weekend day. Counted, being worked to make up for a holiday: Sun 20 Sep, Sat 10 Oct.");
}

#[test]
fn a_year_not_loaded_is_said_aloud() {
    let counted = Calendar::built_in().add_working_days(date("2026-12-30"), WorkingDays(3));
    assert_eq!(counted.not_loaded, [2027]);
    insta::assert_snapshot!(counted.sentence(Lang::Zh), @"自2026年12月30日（周三）的次日起计3个工作日，2027年1月4日（周一）到期。其间不计：周末2天。2027年放假安排未载入，暂按周一至周五推算，请导入后再核。");
    insta::assert_snapshot!(counted.sentence(Lang::En), @"3 working days, counted from the day after Wed 30 Dec 2026: due Mon 4 Jan 2027. Not counted: 2 weekend days. The days off of 2027 are not loaded: Monday to Friday was assumed. Import them and look again.");
}

#[test]
fn an_office_loads_the_next_year() {
    let list = "date,kind,holiday_en,holiday_zh\n2026-12-27,makeup-work,New Year's Day,元旦\n2027-01-01,off,New Year's Day,元旦\n\
                2027-10-01,休,National Day,国庆节\n";
    let calendar = Calendar::built_in();
    assert!(!calendar.year_loaded(2027));
    let calendar = calendar.with(DaysOff::parse(list).unwrap());
    assert!(calendar.year_loaded(2027) && calendar.year_loaded(2026));
    assert!(calendar.is_working_day(date("2026-12-27")));
    assert!(!calendar.is_working_day(date("2027-01-01")));
    assert!(!calendar.is_working_day(date("2026-10-01")), "a single day of 2026 must not displace the rest of 2026");

    let corrected = "date,kind,holiday_en,holiday_zh\n2027-10-01,off,National Day,国庆节\n";
    let calendar = calendar.with(DaysOff::parse(corrected).unwrap());
    assert!(calendar.is_working_day(date("2027-01-01")), "a whole year replaces what was loaded of it before");
}

#[test]
fn a_wrong_list_is_refused_with_its_lines() {
    let heading = "date,kind,holiday_en,holiday_zh\n";
    let cases = [
        ("a,b\n1,2\n".to_owned(), vec![(1, DaysOffFault::Heading)]),
        (String::new(), vec![(1, DaysOffFault::Heading)]),
        (format!("{heading}2027-02-30,off,X,某节\n"), vec![(2, DaysOffFault::Date("2027-02-30".into()))]),
        (format!("{heading}2027-01-01,holiday,X,某节\n"), vec![(2, DaysOffFault::Kind("holiday".into()))]),
        (format!("{heading}2027-01-01,off,,\n"), vec![(2, DaysOffFault::NoName)]),
        (format!("{heading}2027-10-01,off,X\n2027-10-02,off,X,某节\n"), vec![(2, DaysOffFault::Columns)]),
        (
            format!("{heading}2027-10-01,off,X,某节\n2027-10-01,off,X,某节\n2027-10-04,班,X,某节\n"),
            vec![
                (3, DaysOffFault::Repeated { date: date("2027-10-01"), first: 2 }),
                (4, DaysOffFault::MadeUpOnWeekday(date("2027-10-04"))),
            ],
        ),
        (format!("{heading}2027-01-01,off,X,某节\n"), vec![(3, DaysOffFault::NoWholeYear)]),
        (
            format!("{heading}{}", "2027-13-01,off,X,某节\n".repeat(30)),
            (2..22).map(|line| (line, DaysOffFault::Date("2027-13-01".into()))).collect(),
        ),
    ];
    let too_long = format!("{heading}{}", "x".repeat(1 << 20));
    for (list, expected) in cases.into_iter().chain([(too_long, vec![(1, DaysOffFault::TooLong)])]) {
        let faults = DaysOff::parse(&list).unwrap_err();
        let found: Vec<_> = faults.iter().map(|error| (error.line, error.fault.clone())).collect();
        assert_eq!(found, expected, "{list:.80}");
        for fault in faults {
            assert!(fault.sentence(Lang::Zh).contains('行') && !fault.sentence(Lang::En).is_empty());
        }
    }
}

#[test]
fn a_fixed_date_on_a_day_off_moves_forward_in_time_never_back() {
    let calendar = Calendar::built_in();
    for (asked, given) in [
        ("2026-12-15", "2026-12-15"),
        ("2024-12-15", "2024-12-13"), // a Sunday
        ("2026-10-07", "2026-09-30"),
        ("2026-10-10", "2026-10-10"),
        ("2026-02-23", "2026-02-14"),
    ] {
        assert_eq!(calendar.last_working_day_on_or_before(date(asked)), date(given), "{asked}");
    }
}

#[test]
fn hours_run_through_the_night_and_the_holiday() {
    let from = DateTime::parse_from_rfc3339("2026-02-16T22:30:00+08:00").unwrap();
    assert_eq!(due_by_hours(from, ClockHours(24)).to_rfc3339(), "2026-02-17T22:30:00+08:00");
    assert_eq!(
        due_by_hours(DateTime::<FixedOffset>::MAX_UTC.fixed_offset(), ClockHours(1)),
        DateTime::<FixedOffset>::MAX_UTC
    );
}

#[test]
fn the_ends_of_time_do_not_panic() {
    let calendar = Calendar::built_in();
    let counted = calendar.add_working_days(NaiveDate::MAX, WorkingDays(3));
    assert_eq!(counted.due, NaiveDate::MAX);
    assert!(counted.skipped.is_empty());
    calendar.last_working_day_on_or_before(NaiveDate::MIN);
    calendar.working_days_between(NaiveDate::MIN, NaiveDate::MAX);
    assert!(!calendar.year_loaded(i32::MAX));
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0u64..6_000).prop_map(|n| date("2013-06-01") + chrono::Days::new(n))
}

proptest! {
    #[test]
    fn counting_forward_and_measuring_agree(from in days(), n in 0u16..90) {
        let calendar = Calendar::built_in();
        let counted = calendar.add_working_days(from, WorkingDays(n));
        prop_assert_eq!(calendar.working_days_between(from, counted.due), i32::from(n));
        prop_assert_eq!(calendar.working_days_between(counted.due, from), -i32::from(n));
        prop_assert!(n == 0 || calendar.is_working_day(counted.due));
        let span = counted.due.signed_duration_since(from).num_days();
        prop_assert_eq!(span, i64::from(n) + counted.skipped.len() as i64);
    }

    #[test]
    fn no_text_breaks_the_list(text in "\\PC*", rows in "(2027-1[0-2]-[0-3][0-9],(off|休|班|x),a,b\n){0,5}") {
        let _ = DaysOff::parse(&text);
        let _ = DaysOff::parse(&format!("date,kind,holiday_en,holiday_zh\n{rows}"));
    }
}
