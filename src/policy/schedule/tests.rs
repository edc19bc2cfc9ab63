use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The plan that ships, opening by itself from another day.
fn plan(from: &str) -> Plan {
    let text = Plan::BUILTIN.replace("{ from = 2026-11-01, value = true", &format!("{{ from = {from}, value = true"));
    Plan::parse(&text).unwrap()
}

/// The periods of a measure that are open on a day.
fn open(plan: &Plan, id: &str, today: &str) -> String {
    let no = plan.by_id(id).unwrap().no;
    let found = rounds(plan, day(today)).into_iter().filter(|round| round.measure == no);
    found.map(|round| round.period.to_string()).collect::<Vec<_>>().join(" ")
}

/// As a policy officer would check it: the office has opened by itself since 1 September 2026.
#[test]
fn rounds_of_a_year() {
    let plan = plan("2026-09-01");
    let rows = [
        // Contact passes: only the month that runs.
        ("daily-care", "2026-11-24", "2026-11"),
        ("daily-care", "2026-12-01", "2026-12"),
        ("follow-up", "2027-01-01", "2027-Q1"),
        // Money stays owed: what was missed since September is caught up.
        ("pension-supplement", "2026-09-01", "2026-09"),
        ("pension-supplement", "2026-11-24", "2026-09 2026-10 2026-11"),
        ("allowance-payment", "2026-12-31", "2026-H2"),
        ("allowance-payment", "2027-01-01", "2026-H2 2027-H1"),
        // A school year begins on 1 September, the season of enrolment too, for the year after.
        ("education-right", "2026-08-31", ""),
        ("education-right", "2026-09-01", "2026-school"),
        ("education-right", "2027-09-01", "2026-school 2027-school"),
        ("resident-medical-premium", "2026-12-31", "2027-enrolment"),
        ("resident-medical-premium", "2027-01-01", "2027-enrolment"),
        // Visits: thirty days before the festival, to its day. The Spring Festival of 2027 is 6 February.
        ("festival-visit", "2026-09-20", "2026-midautumn 2026-doubleninth"),
        ("festival-visit", "2026-11-24", ""),
        ("festival-visit", "2027-01-06", ""),
        ("festival-visit", "2027-01-07", "2027-spring"),
        ("festival-visit", "2027-02-06", "2027-spring"),
        ("festival-visit", "2027-02-07", ""),
        // Each unit's report from 1 November, its leader from 1 February.
        ("gov-annual-report", "2026-10-31", ""),
        ("gov-annual-report", "2026-11-01", "2026"),
        ("gov-annual-report", "2027-02-10", "2026"),
        ("gov-unit-duty", "2027-01-31", "2026"),
        ("gov-unit-duty", "2027-02-01", "2026 2027"),
        ("gov-leading-group", "2027-01-01", "2026 2027"),
        // To be explored, with the seasons, once, or when something happens: never by themselves.
        ("accident-insurance", "2026-11-24", ""),
        ("bonding-activities", "2026-11-24", ""),
        ("health-record", "2026-11-24", ""),
        ("care-fund", "2026-11-24", ""),
    ];
    for (id, today, wanted) in rows {
        assert_eq!(open(&plan, id, today), wanted, "{id} on {today}");
    }
}

/// The server slept from September to the next September: what is still owed is there, as of the days it was owed for.
#[test]
fn a_long_sleep() {
    let plan = plan("2026-09-01");
    let today = day("2027-09-10");
    let no = plan.by_id("dibao").unwrap().no;
    let months: Vec<Round> = rounds(&plan, today).into_iter().filter(|round| round.measure == no).collect();
    assert_eq!(months.len(), 13, "{months:?}");
    assert_eq!(months[0].as_of, day("2026-09-30"));
    assert!(months[0].is_missed(today) && !months[12].is_missed(today));
    assert_eq!(months[12].as_of, today);
    // Not further back than the plan says, however long it was.
    let later = rounds(&plan, day("2031-01-01"));
    assert_eq!(later.iter().filter(|round| round.measure == no).count(), 14, "from December two years before");
}

#[test]
fn a_leap_month_does_not_move_a_festival_twice() {
    let plan = plan("2020-01-01");
    // 2033 has a leap eleventh month; the Spring Festival after it is as late as it can be.
    assert_eq!(open(&plan, "festival-visit", "2034-01-19"), "");
    assert_eq!(open(&plan, "festival-visit", "2034-01-20"), "2034-spring");
    // 2025 has a leap sixth month.
    assert_eq!(open(&plan, "festival-visit", "2025-09-06"), "2025-midautumn");
    // Past the calendar that is known nothing is made up.
    assert_eq!(open(&plan, "festival-visit", "2036-01-20"), "");
}

#[test]
fn an_office_that_does_not_open_by_itself() {
    assert_eq!(rounds(&plan("2026-09-01"), day("2026-08-31")), []);
    let off = Plan::BUILTIN.replace("{ from = 2026-11-01, value = true", "{ from = 2026-11-01, value = false");
    assert_eq!(rounds(&Plan::parse(&off).unwrap(), day("2026-11-24")), []);
}
