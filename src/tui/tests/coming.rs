//! What comes of itself in the months ahead, from F5.

use super::bench::{Bench, Setup};
use super::office::Office;
use crate::domain::rhythm::{Coming, ComingKind};
use crate::ids::{FamilyId, MemberNo};
use crate::service::answer::rhythm::ComingRow;
use crate::service::query::Cursor;
use crate::text::Lang;
use crate::tui::place::Place;
use crate::tui::screen::{Pane, Screen};
use chrono::NaiveDate;

fn office() -> Office {
    let mut office = Office::with(6);
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let rows = [
        ("2026-11-28", 1, Coming::AllowanceAge(49, day("1977-11-28"))),
        ("2026-11-30", 2, Coming::OldAge(60, day("1966-11-30"))),
        ("2026-12-03", 3, Coming::CertificateLapses(10, day("2016-12-03"))),
        ("2026-12-15", 4, Coming::AllowanceAge(49, day("1977-12-15"))),
        ("2027-11-02", 5, Coming::Rural4Ends(60, day("1967-11-02"))),
    ];
    office.coming = rows
        .into_iter()
        .map(|(on, family, coming)| ComingRow {
            cursor: Cursor(on.as_bytes().to_vec()),
            on: day(on),
            coming,
            family: FamilyId(family),
            member: Some(MemberNo(2)),
            item: None,
            subject: office.families[family as usize - 1].row.members[0].name.clone(),
            township: 0,
        })
        .collect();
    office
}

fn coming(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut bench = Setup { columns, rows, lang, office: office(), ..Setup::default() }.open();
    bench.press("F5 F11");
    bench
}

#[test]
fn what_comes_this_month() {
    let mut bench = coming(80, 24, Lang::Zh);
    assert_eq!(bench.model().place(), Place::Coming);
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭 [F5 期限] F6 匹配  F7 报表     演示数据  11-24
      2026-11 全部事由                        1/2  |  女方满49周岁（1977年11月28日
      日期  对象     事由                          |  出生），可申报特别扶助
    > 11-28 李建国   女方满49周岁（1977年11月28..  |
      11-30 张秀英   满60周岁（1966年11月30日出..  |  李建国、赵德明  F1
                                                   |  南城街道  三圣路社区  NC00001
                                                   |  子女亡故  在册
                                                   |
                                                   |  父亲   李建国   71 岁
                                                   |  母亲   赵德明   68 岁
                                                   |  子女   李小燕   已故
                                                   |
                                                   |  应享未办 2  待核实 2
                                                   |  农村危房改造优先
                                                   |  子女亡故抚慰金
                                                   |
                                                   |  在办事项 3
                                                   |  余 6 天    居民医保参保补贴
                                                   |             已审批
                                                   |  余 19 天   社区巡诊
                                                   |  余 32 天   急难 免费装配假肢
                                                   |             已受理

    0 筛选  / 查找                                                          F1 帮助
    ");
}

#[test]
fn the_next_month_wide_in_english() {
    let mut bench = coming(120, 36, Lang::En);
    bench.press("Shift-Tab Down Enter Down");
    assert_eq!(bench.model().screen().pane(), Pane::Main);
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families [F5 Deadlines] F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      Month      |  2026-12 everything                                      2/2  |  turns 49 (born 15 Dec 1977): the
                 |  On    For      What                                          |  special allowance can be applied for
      2026-11    |  12-03 刘秀英   the disability certificate is 10 years old..  |
    - 2026-12    |> 12-15 陈志强   turns 49 (born 15 Dec 1977): the special a..  |  陈志强, 吴素芬  F4
      2027-01    |                                                               |  南平镇  陈家场社区  NC00004
      2027-02    |                                                               |  child died  in the plan
      2027-03    |                                                               |
      2027-04    |                                                               |  Father 陈志强   age 71
      2027-05    |                                                               |  Mother 吴素芬   age 68
      2027-06    |                                                               |  Child  陈小燕   died
      2027-07    |                                                               |
      2027-08    |                                                               |  To open 4  2 not known yet
      2027-09    |                                                               |  Medical premium subsidy
      2027-10    |                                                               |  Community rounds
      2027-11    |                                                               |  Condolence money
                 |                                                               |  Emergency relief
                 |                                                               |
                 |                                                               |  Open items 2
                 |                                                               |  in 27 d    House renovation
                 |                                                               |  in 40 d    Allowance payment  accepted
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |
                 |                                                               |

    0 Filter  / Find                                                                                                F1 Help
    ");
}

#[test]
fn one_kind_alone_and_the_family_of_a_row() {
    let mut bench = coming(80, 24, Lang::Zh);
    bench.press("Shift-Tab Down Enter 0 text:残疾 Enter");
    let Screen::Coming(screen) = bench.model().screen() else { panic!() };
    assert_eq!((screen.kind, screen.roll.list.total()), (Some(ComingKind::CertificateLapses), Some(1)));
    assert!(bench.screen().contains("残疾证到期"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.model().place(), Place::Family);
    bench.press("Esc Esc");
    let Screen::Coming(screen) = bench.model().screen() else { panic!() };
    assert_eq!(screen.kind, None, "Esc first takes the filter away");
    bench.press("Shift-Tab End Enter");
    assert!(bench.screen().contains("农村四级扶助到期"), "{}", bench.screen());
    bench.press("Esc");
    assert_eq!(bench.model().place(), Place::Deadlines);
}
