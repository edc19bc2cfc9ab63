//! F7: the figures of a year, the one chosen, the items behind it, and which bodies have sent their report.

use super::bench::{Bench, Setup, bench};
use super::board;
use super::office::{Office, cut};
use crate::domain::figure::reading::{Figure, Quantity};
use crate::domain::figure::{ALL_BODIES, NOT_RECORDED};
use crate::domain::register::Owner;
use crate::ids::{EmergencyId, RegisterNo, RowId, Seq};
use crate::policy::money::Fen;
use crate::policy::plan::{Count, OfRows, Tally, TallyOf};
use crate::service::answer::Answer;
use crate::service::answer::register::{RegisterAnswer, RegisterLine};
use crate::service::emergency::EmergencyQuery;
use crate::service::figure::{
    FigureAnswer, FigureOf, FigureQuery, FigureRow, FigureYear, ReportState, State, UnitReport, UnitReports,
};
use crate::service::query::{Cursor, Query};
use crate::text::Lang;
use crate::tui::screen::{Pane, Screen};
use chrono::NaiveDate;

impl Office {
    /// Invented figures for every tally of the plan.
    pub fn figures(&self, query: &FigureQuery) -> Answer {
        match query {
            FigureQuery::Year { year, department, .. } => {
                let mut rows = Vec::new();
                for measure in self.plan().measures() {
                    if department.is_some_and(|no| !measure.departments.contains(&no)) {
                        continue;
                    }
                    for (at, tally) in (0u8..).zip(&measure.tally) {
                        let of = |year: u16| invented(tally, i64::from(measure.no.0), i64::from(year));
                        let figure = of(*year);
                        let history = (*year - 5..=*year).filter_map(|year| Some((year, of(year).whole?))).collect();
                        rows.push(FigureRow { measure: measure.no, body: ALL_BODIES, tally: at, figure, history });
                    }
                }
                let state = State { head: 4213, hash: "5f".repeat(32), at: None };
                let (department, as_of, years) = (*department, None, vec![2025, 2026]);
                Answer::Figures(FigureAnswer::Year(Box::new(FigureYear {
                    year: *year,
                    department,
                    as_of,
                    state,
                    years,
                    rows,
                })))
            }
            FigureQuery::Items { of: FigureOf { measure, .. }, page } => {
                let rows = self.items.iter().filter(|row| row.measure == *measure).cloned().collect();
                Answer::Queue(cut(rows, page, |row| &row.cursor))
            }
            FigureQuery::Rows { of: FigureOf { measure, tally, .. }, page } => {
                let plan = self.plan();
                let tally = &plan.measure(*measure).unwrap().tally[usize::from(*tally)];
                let TallyOf::Rows { register, .. } = &tally.of else { panic!("{tally:?}") };
                let rows = self.families.iter().flat_map(|page| &page.registers).chain(&self.district);
                let rows = rows.filter(|row| row.register == *register).cloned().collect();
                Answer::Register(RegisterAnswer::Rows(cut(rows, page, |row| &row.cursor)))
            }
            FigureQuery::Emergencies { page, .. } => {
                let query = EmergencyQuery::All { page: page.clone() };
                Answer::Emergency(board::ask(&self.emergencies, &query, self.now).unwrap())
            }
            FigureQuery::Units { year } => {
                let unit = |no: u8| {
                    let sent_on = NaiveDate::from_ymd_opt(2026, 11, 10 + u32::from(no));
                    let state = if no < 4 { ReportState::Sent } else { ReportState::Waiting };
                    let department = crate::ids::DepartmentNo(no);
                    UnitReport { department, state, sent_on: sent_on.filter(|_| no < 4), item: None }
                };
                let due = NaiveDate::from_ymd_opt(i32::from(*year), 12, 15);
                let reports = UnitReports { year: *year, due, units: (1..=13).map(unit).collect() };
                Answer::Figures(FigureAnswer::Units(Box::new(reports)))
            }
        }
    }

    fn plan(&self) -> std::sync::Arc<crate::policy::plan::Plan> {
        crate::service::client::Client::plan(self)
    }
}

fn invented(tally: &Tally, measure: i64, year: i64) -> Figure {
    let size = (measure * 7 + year * 3) % 23;
    let whole = match &tally.of {
        TallyOf::Sum { .. } => Quantity::Money(Fen(size * 123_450)),
        TallyOf::Share => Quantity::Share { part: size, of: 23 },
        TallyOf::Median { hours, .. } => Quantity::Median { twice: Some(size), hours: *hours, over: 3 },
        TallyOf::Count { of: Count::Declined, .. } => Quantity::Count(0),
        TallyOf::Rows { of: OfRows::Sum { .. }, .. } => Quantity::Money(Fen(size * 123_450)),
        TallyOf::Count { .. } | TallyOf::Rows { .. } | TallyOf::Emergencies(_) => Quantity::Count(size),
    };
    match tally.by {
        None => Figure { whole: Some(whole), parts: Vec::new() },
        Some(_) => Figure {
            whole: None,
            parts: vec![(0, Quantity::Count(size)), (1, Quantity::Count(2)), (NOT_RECORDED, Quantity::Count(1))],
        },
    }
}

fn screen(columns: u16, rows: u16, lang: Lang, keys: &str) -> String {
    bench(columns, rows, lang).press(keys).screen()
}

#[test]
fn the_figures() {
    insta::assert_snapshot!(screen(80, 24, Lang::Zh, "F7 Down Down"), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配 [F7 报表]    演示数据  11-24
      2026 年 全部部门                      3/238  |  特扶金配套拨付
      统计项                                 本年  |  区级配套合计
     特扶金配套拨付                                |
       拨付批次                                13  |  2021 25,924.50元 #########
       市级资金合计                   16,048.50元  |  2022 1,234.50元  #
    >  区级配套合计                   16,048.50元  |  2023 4,938.00元  #
       拨付合计                       16,048.50元  |  2024 8,641.50元  ###
       死亡特扶人数                   16,048.50元  |  2025 12,345.00元 ####
       伤残特扶人数                   16,048.50元  |  2026 16,048.50元 #####
       农村四级人数                   16,048.50元  |
       年度应拨合计                   16,048.50元  |  年度依据：年度
       从确认到拨付天数（中位）                13  |  条款 四-财政-1; 三(一)
     居民医保参保补贴                              |  日志第 4213 条 5f5f5f5f5f5f
       补贴人数                                20  |
       补贴金额                       24,690.00元  |
       补贴覆盖率                    87%（20/23）  |
     各类补贴优先保障                              |
       优先办理件数                             4  |
       按结果分                  已落实 4  轮候..  |
       已落实件数                               4  |
     残疾学生就学保障                            v |

    1 上一年  2 下一年  3 截至某日  / 查找                                  F1 帮助
    ");
}

#[test]
fn the_figures_wide() {
    insta::assert_snapshot!(screen(120, 36, Lang::En, "F7 PageDown PageDown Down Down"), @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements [F7 Figures]    demo data  2026-11-24 Tue

      Reports 2026: 3/13            |  2026 All departments                      23/238  |  Free tuition in secondary
      Department     by 12-15       |  Figure                               In the year  |  vocational school
    - All departme..                |   Subsidies paid                   24,690.00 yuan^ |  Tuition waived
      Finance        sent 11-11     |   Coverage                            87% (20/23)  |
      Education      sent 11-12     | First in every grant or subsidy                    |  2021 3,703.50 yuan  #
      Construction   sent 11-13     |   Cases put first                               4  |  2022 7,407.00 yuan  ###
      Land & Housing not yet        |   Cases by outcome             Granted 4  Waiti..  |  2023 11,110.50 yuan ####
      Civil Affairs  not yet        |   Cases granted                                 4  |  2024 14,814.00 yuan ######
      Social Sec.    not yet        | Schooling of disabled students                     |  2025 18,517.50 yuan #######
      Agriculture    not yet        |   Disabled children in school                  11  |  2026 22,221.00 yuan #########
      Health & FP    not yet        |   Not in school, and why       Health 11  No su..  |
      Trade Unions   not yet        |   By stage                     Preschool 11  Co..  |  Year taken from: the day of
      Women's Fed.   not yet        |   Not yet settled                              11  |  delivery
      Disabled Fed.  not yet        |   Disabled children of schoo..                 11  |  Clause 四-教委-2
      FP Association not yet        |   By placement                 Ordinary school ..  |  Journal entry 4213 5f5f5f5f5f5f
      Gov. Office    not yet        | Free tuition in secondary vocational school        |
                                    |   Students                                     18  |
                                    |>  Tuition waived                   22,221.00 yuan  |
                                    | National grant for college students                |
                                    |   Students                                      2  |
                                    |   Grants paid                       2,469.00 yuan  |
                                    | National grant for vocational students             |
                                    |   Students                                      9  |
                                    |   Grants paid                      11,110.50 yuan  |
                                    | State aid in higher vocational education           |
                                    |   Students                                     16  |
                                    |   Aid paid                         19,752.00 yuan  |
                                    | First for renovation of a dangerous rural house    |
                                    |   Houses renovated                              0  |
                                    |   By grade                     Grade D 2  Not r..  |
                                    |   Subsidies                             0.00 yuan  |
                                    |   Waiting                                       0v |

    1 Year before  2 Year after  3 As of a day  / Find                                                              F1 Help
    ");
}

#[test]
fn the_bodies_and_their_reports_in_a_narrow_window() {
    insta::assert_snapshot!(screen(80, 24, Lang::Zh, "F7 Shift-Tab Down Down"), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配 [F7 报表]    演示数据  11-24
      2026 年度报告 3/13                           |  残疾学生就学保障
      部门                          期限 12-15     |  在校残疾子女
      全部部门                                     |
      财政                          已报 11-11     |  2021 19 #######
    > 教委                          已报 11-12     |  2022 22 #########
      建委                          已报 11-13     |  2023 2  #
      国土房管                      未报           |  2024 5  ##
      民政                          未报           |  2025 8  ###
      人社                          未报           |  2026 11 ####
      农委                          未报           |
      卫计                          未报           |  年度依据：解决日期
      工会                          未报           |  条款 四-教委-1
      妇联                          未报           |  日志第 4213 条 5f5f5f5f5f5f
      残联                          未报           |
      计生协                        未报           |
      政府办                        未报           |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |

    1 上一年  2 下一年  3 截至某日  / 查找                                  F1 帮助
    ");
}

#[test]
fn enter_leads_to_the_items_behind_a_figure_and_escape_back() {
    let mut bench = bench(80, 24, Lang::Zh);
    let figures = bench.press("F7 Down Down Down Down Down Down Down Down Down").screen();
    let behind = bench.press("Enter").screen();
    insta::assert_snapshot!(behind, @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配 [F7 报表]    演示数据  11-24
      2026 居民医保参保补贴 补贴人数         1/12  |  李建国、赵德明  F1
      期限       状态   对象     措施              |  南城街道  三圣路社区  NC00001
    > 余 6 天    已审批 李建国   居民医保参保补贴  |  子女亡故  在册
      2026-12-20 已落实 张秀英   居民医保参保补贴  |
      余 46 天   待办   刘秀英   居民医保参保补贴  |  父亲   李建国   71 岁
      余 15 天   已受理 欧阳玉梅 居民医保参保补贴  |  母亲   赵德明   68 岁
      余 35 天   已审批 王国华   居民医保参保补贴  |  子女   李小燕   已故
      2026-11-18 已落实 李国华   居民医保参保补贴  |
      余 24 天   待办   吴建国   居民医保参保补贴  |  应享未办 2  待核实 2
      余 44 天   已受理 韦秀英   居民医保参保补贴  |  农村危房改造优先
      余 3 天    已审批 欧阳秀英 居民医保参保补贴  |  子女亡故抚慰金
      余 33 天   待办   黄玉梅   急难 居民医保..   |
      逾期 8 天  待办   周国华   居民医保参保补贴  |  在办事项 3
      余 12 天   已受理 吴国华   居民医保参保补贴  |  余 6 天    居民医保参保补贴
                                                   |             已审批
                                                   |  余 19 天   社区巡诊
                                                   |  余 32 天   急难 免费装配假肢
                                                   |             已受理
                                                   |
                                                   |
                                                   |

    1 上一年  2 下一年  3 截至某日  / 查找                                  F1 帮助
    ");
    assert!(bench.press("Enter").screen().contains("居民医保参保补贴"));
    bench.press("Esc");
    assert_eq!(bench.press("Esc").screen(), figures);
    // A part of a figure leads to its own items.
    bench.press("Down Down Down Tab Enter");
    let asked = bench.office.asked.iter().rev().find_map(|query| match query {
        Query::Figures(FigureQuery::Items { of, .. }) => Some(of.part),
        _ => None,
    });
    assert_eq!(asked, Some(None));
}

#[test]
fn a_past_day_is_looked_at_and_left_again() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F7 3 text:2025-12-31 Enter");
    let asked = |bench: &Bench| {
        bench.office.asked.iter().rev().find_map(|query| match query {
            Query::Figures(FigureQuery::Year { year, as_of, .. }) => Some((*year, as_of.map(|day| day.to_string()))),
            _ => None,
        })
    };
    assert_eq!(asked(&bench), Some((2025, Some("2025-12-31".into()))));
    assert!(bench.screen().contains("截至 2025-12-31"), "{}", bench.screen());
    // What lies behind a figure is told as it is now, and says so.
    bench.press("Down Down Down Down Down Down Down Enter");
    assert!(bench.screen().contains("（现况）2025"), "{}", bench.screen());
    bench.press("Esc Esc");
    assert_eq!(asked(&bench), Some((2025, None)));
    assert!(!bench.screen().contains("截至 2025"), "{}", bench.screen());
    // A day that has not passed is now.
    bench.press("3 text:2027-01-01 Enter");
    assert_eq!(asked(&bench), Some((2025, None)));
}

#[test]
fn a_digit_turns_the_year() {
    let mut bench = bench(80, 24, Lang::Zh);
    assert!(bench.press("F7").screen().contains("2026 年 全部部门"));
    assert!(bench.press("1 1").screen().contains("2024 年 全部部门"));
    assert!(bench.press("2").screen().contains("2025 年 全部部门"));
}

/// Goes to the first figure that is made of rows of the meetings.
fn meetings(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut office = Office::with(3);
    let row = |id: u32, on: &str, tasks: &str| RegisterLine {
        cursor: Cursor(id.to_be_bytes().to_vec()),
        row: RowId(id),
        register: RegisterNo(13),
        owner: Owner::District,
        subject: String::new(),
        on: on.parse().unwrap(),
        values: [("held_on", on), ("minutes", "部署全年工作"), ("tasks", tasks)]
            .map(|(key, text)| (key.into(), text.into()))
            .to_vec(),
        actor: "zhou".into(),
        version: Seq(7),
    };
    office.district = vec![row(1, "2026-03-05", "3"), row(2, "2026-06-11", "2")];
    let mut bench = Setup { columns, rows, lang, office, ..Setup::default() }.open();
    go_to(&mut bench, |of| matches!(of, TallyOf::Rows { register: RegisterNo(13), .. }));
    bench
}

/// Goes to the first figure of this kind on F7.
fn go_to(bench: &mut Bench, wanted: fn(&TallyOf) -> bool) {
    bench.press("F7");
    let at = |bench: &Bench| match bench.model().screen() {
        Screen::Figures(screen) => screen.row().is_some_and(|row| {
            wanted(&bench.model().session.plan.measure(row.measure).unwrap().tally[usize::from(row.tally)].of)
        }),
        _ => false,
    };
    while !at(bench) {
        bench.press("Down");
    }
}

#[test]
fn a_figure_made_of_emergencies_leads_to_them() {
    let mut office = Office::with(3);
    office.emergencies = (1..3).map(|number| board::lodged(number, 2, 90, office.now)).collect();
    let mut bench = Setup { columns: 80, rows: 24, lang: Lang::Zh, office, ..Setup::default() }.open();
    go_to(&mut bench, |of| matches!(of, TallyOf::Emergencies(_)));
    bench.press("Enter");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配 [F7 报表]    演示数据  11-24
      2026 紧急机制与志愿队 登记的紧急情况    1/2  |  李建国、赵德明  F1
      级      期限      种类     对象              |  南城街道  三圣路社区  NC00001
    >  2 回应 余 22:30  灾害     王建国1           |  子女亡故  在册
       2 回应 余 22:30  意外事故 王建国2           |
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
                                                   |
                                                   |
                                                   |

    1 上一年  2 下一年  3 截至某日  / 查找                                  F1 帮助
    ");
    bench.press("Down Enter");
    let Screen::Emergencies(board) = bench.model().screen() else { panic!("the board") };
    assert_eq!(board.chosen(), Some(EmergencyId(2)));
}

#[test]
fn a_figure_made_of_rows_leads_to_its_rows() {
    let mut bench = meetings(80, 24, Lang::Zh);
    let figures = bench.screen();
    bench.press("Enter");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配 [F7 报表]    演示数据  11-24
      2026 领导小组 会议次数                  1/2  |  领导小组会议  R1
      日期       对象       内容                   |
    > 2026-03-05 全区       部署全年工作  3        |  举办日期           2026-03-05
      2026-06-11 全区       部署全年工作  2        |  会议纪要           部署全年工
                                                   |                     作
                                                   |  议定事项           3
                                                   |
                                                   |  经办               zhou
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |

    1 上一年  2 下一年  3 截至某日  / 查找                                  F1 帮助
    ");
    // A row of the office belongs to no family: Enter reads it, Esc goes back.
    bench.press("Enter");
    assert_eq!(bench.model().screen().pane(), Pane::Side);
    bench.press("Esc Esc");
    assert_eq!(bench.screen(), figures);
    let mut bench = meetings(120, 36, Lang::En);
    bench.press("Enter Down");
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements [F7 Figures]    demo data  2026-11-24 Tue

      Reports 2026: 3/13            |  2026 Leading group Meetings                  2/2  |  Leading group meetings  R2
      Department     by 12-15       |  On         For        Says                        |
    - All departme..                |  2026-03-05 District   部署全年工作  3             |  Held on            2026-06-11
      Finance        sent 11-11     |> 2026-06-11 District   部署全年工作  2             |  Minutes            部署全年工作
      Education      sent 11-12     |                                                    |  Tasks set          2
      Construction   sent 11-13     |                                                    |
      Land & Housing not yet        |                                                    |  Who                zhou
      Civil Affairs  not yet        |                                                    |
      Social Sec.    not yet        |                                                    |
      Agriculture    not yet        |                                                    |
      Health & FP    not yet        |                                                    |
      Trade Unions   not yet        |                                                    |
      Women's Fed.   not yet        |                                                    |
      Disabled Fed.  not yet        |                                                    |
      FP Association not yet        |                                                    |
      Gov. Office    not yet        |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |
                                    |                                                    |

    1 Year before  2 Year after  3 As of a day  / Find                                                              F1 Help
    ");
}
