//! Standards and months as a policy officer would check them.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_standard_in_force() {
    let urban = Some(Settlement::Urban);
    let rural = Some(Settlement::Rural);
    for (kind, settlement, on, wanted) in [
        (Kind::Died, None, "2007-12-31", None),
        (Kind::Died, None, "2010-01-01", Some(("nation", 100))),
        // In 2014 and 2015 the nation paid town and country apart; before it is known which, the older one for all stands.
        (Kind::Died, urban, "2015-06-01", Some(("nation", 340))),
        (Kind::Died, rural, "2015-06-01", Some(("nation", 170))),
        (Kind::Disabled, rural, "2015-06-01", Some(("nation", 150))),
        (Kind::Died, None, "2015-06-01", Some(("nation", 100))),
        // The city's is what is paid, whatever the nation raises.
        (Kind::Died, urban, "2018-01-01", Some(("city", 700))),
        (Kind::Disabled, urban, "2019-12-31", Some(("city", 560))),
        (Kind::Disabled, urban, "2020-01-01", Some(("city", 680))),
        (Kind::Died, None, "2021-12-31", Some(("city", 850))),
        (Kind::Died, None, "2022-01-01", Some(("city", 1000))),
        (Kind::Died, None, "2022-07-01", Some(("city", 1000))),
        (Kind::Disabled, rural, "2026-11-24", Some(("city", 800))),
        (Kind::Rural4, rural, "2026-11-24", Some(("city", 800))),
        (Kind::Rural4, rural, "2015-06-01", None),
    ] {
        let found = in_force(built_in(), kind, settlement, day(on));
        let found = found.map(|one| (one.level.key(), one.amount.0 / 100));
        assert_eq!(found, wanted, "{kind:?} {settlement:?} {on}");
    }
}

#[test]
fn an_offices_own_standard_comes_before_those_that_ship() {
    let own = table::parse(
        "特扶类别,层级,月标准,起始日期,来源\n死亡,区,1100,2024-01-01,区文件\n死亡,市,1050,2022-01-01,更正\n",
    )
    .unwrap();
    let all = || built_in().iter().chain(&own);
    assert_eq!(in_force(all(), Kind::Died, None, day("2026-01-01")).unwrap().amount, Fen(110_000));
    assert_eq!(in_force(all(), Kind::Died, None, day("2023-12-31")).unwrap().amount, Fen(105_000));
}

#[test]
fn every_standard_that_ships_says_where_it_was_published() {
    assert!(built_in().iter().all(|one| !one.source.is_empty() && one.amount.0 > 0));
    let mut places: Vec<_> = built_in().iter().map(Monthly::place).collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), built_in().len());
}

#[test]
fn a_broken_file_is_refused_whole_with_row_and_column() {
    for (text, faults) in [
        ("", vec![(1, "")]),
        ("kind,level,monthly,from\ndied,city,1,2022-01-01\n", vec![(1, "source")]),
        ("kind,level,monthly,from,source\n", vec![(1, "")]),
        ("kind,level,monthly,from,source\ndied,city,0,2022-01-01,x\n", vec![(2, "monthly")]),
        (
            "kind,level,monthly,from,source\ndied,city,1,2022-01-01,x\nlost,town,x,+5,\n",
            vec![(3, "kind"), (3, "level"), (3, "monthly"), (3, "from"), (3, "source")],
        ),
        ("kind,level,monthly,from,until,source\ndied,city,1,2022-01-01,2021-01-01,x\n", vec![(2, "until")]),
        ("kind,level,monthly,from,source\ndied,city,1,2022-01-01,x\ndied,city,2,2022/1/1,y\n", vec![(3, "")]),
        ("kind,treated_as,level,monthly,from,source\ndied,hills,city,1,2022-01-01,x\n", vec![(2, "treated_as")]),
    ] {
        let found = table::parse(text).unwrap_err();
        let places: Vec<_> = found.iter().map(|fault| (fault.row, fault.column.1)).collect();
        assert_eq!(places, faults, "{text}");
        assert!(found.iter().all(|fault| !fault.sentences().0.is_empty() && fault.sentences().1.is_ascii()));
    }
}

/// The months of the first half of 2026 that are paid, by their numbers.
fn paid(starts: Starts, ends: Ends, confirmed: Option<&str>, ended: Option<&str>) -> Vec<u32> {
    let (first, last) = (day("2026-01-01"), day("2026-06-30"));
    let months = Proration { starts, ends }.months(first, last, confirmed.map(day), ended.map(day));
    months.into_iter().map(|month| month.month()).collect()
}

#[test]
fn the_months_that_are_paid() {
    use Ends as E;
    use Starts as S;
    let all: Vec<u32> = (1..=6).collect();
    let from = |month: u32| (month..=6).collect::<Vec<u32>>();
    let until = |month: u32| (1..=month).collect::<Vec<u32>>();
    for (starts, ends, confirmed, ended, wanted) in [
        (S::InMonth, E::MonthBefore, None, None, all.clone()),
        (S::InMonth, E::MonthBefore, Some("2020-05-01"), None, all.clone()),
        (S::InMonth, E::MonthBefore, Some("2026-03-31"), None, from(3)),
        (S::MonthAfter, E::MonthBefore, Some("2026-03-31"), None, from(4)),
        (S::WholePeriod, E::MonthBefore, Some("2026-03-31"), None, all.clone()),
        (S::InMonth, E::MonthBefore, Some("2026-07-01"), None, Vec::new()),
        (S::WholePeriod, E::MonthBefore, Some("2026-07-01"), None, Vec::new()),
        (S::MonthAfter, E::MonthBefore, Some("2026-06-01"), None, Vec::new()),
        (S::InMonth, E::MonthBefore, None, Some("2026-04-20"), until(3)),
        (S::InMonth, E::InMonth, None, Some("2026-04-20"), until(4)),
        (S::InMonth, E::WholePeriod, None, Some("2026-04-20"), all.clone()),
        (S::InMonth, E::MonthBefore, None, Some("2026-01-01"), Vec::new()),
        (S::InMonth, E::WholePeriod, None, Some("2025-12-31"), Vec::new()),
        (S::InMonth, E::InMonth, None, Some("2026-07-01"), all.clone()),
        (S::InMonth, E::MonthBefore, Some("2026-02-10"), Some("2026-05-02"), vec![2, 3, 4]),
        (S::MonthAfter, E::MonthBefore, Some("2026-02-10"), Some("2026-03-02"), Vec::new()),
    ] {
        assert_eq!(paid(starts, ends, confirmed, ended), wanted, "{starts:?} {ends:?} {confirmed:?} {ended:?}");
    }
}

#[test]
fn the_plan_says_how_months_are_counted_and_why() {
    let plan = Plan::builtin();
    let (proration, sources) = Proration::of(&plan, day("2026-11-24")).unwrap();
    assert_eq!(proration, Proration { starts: Starts::InMonth, ends: Ends::MonthBefore });
    assert!(sources.iter().all(|source| !source.is_empty()));
    assert_eq!(Proration::of(&plan, day("2010-01-01")), None);
}
