//! F5: the lists of what somebody is to look at, and that a notice is seen once.

use super::bench::{Setup, bench};
use super::office::Office;
use crate::domain::command::Command;
use crate::domain::rhythm::{Resting, RhythmCommand, Stage};
use crate::domain::workflow::Status;
use crate::service::query::Query;
use crate::service::query::rhythm::{RhythmQuery, WatchList};
use crate::text::Lang;

#[test]
fn what_is_new_for_the_head_is_seen_once() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F5 Ctrl-N Ctrl-N Ctrl-N");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭 [F5 期限] F6 匹配  F7 报表     演示数据  11-24
      新提醒：逾期（部门负责人）             1/23  |  周德明、李秀英  F8
             期限       对象     措施              |  兴隆镇  金星社区  NC00008
    > 已逾期 逾期 6 天  周德明   急难 意外困难..   |  子女亡故  在册
             逾期 11 天 吴建国   优先 免费装配..   |
             逾期 14 天 杨志强   农村危房改造优先  |  父亲   周德明   71 岁
             逾期 14 天 吴国华   特扶金兑现        |  母亲   李秀英   68 岁
             逾期 14 天 张淑珍   随访与健康指导    |  子女   周小军   已故
             逾期 13 天 黄桂兰   重残代缴养老费    |
             逾期 13 天 王国华   社区巡诊          |  应享未办 4  待核实 1
             逾期 13 天 陈建国   免费装配假肢      |  居民医保参保补贴
             逾期 12 天 张素芬   特扶金兑现        |  社区巡诊
             逾期 11 天 陈永福   随访与健康指导    |  免费装配假肢
             逾期 10 天 欧阳秀英 子女亡故抚慰金    |  传统节日走访慰问
             逾期 9 天  李志强   传统节日走访慰问  |
             逾期 9 天  赵玉梅   意外困难紧急救助  |  在办事项 3
             逾期 8 天  周国华   居民医保参保补贴  |  逾期 6 天  急难 意外困难紧急
             逾期 7 天  赵桂兰   传统节日走访慰问  |             救助
             逾期 7 天  韦素芬   农村危房改造优先  |  余 7 天    重残代缴养老费
             逾期 7 天  刘淑珍   重残代缴养老费    |             已受理
             逾期 5 天  刘素芬   农村危房改造优先  |  余 20 天   随访与健康指导
             逾期 4 天  杨永福   重残代缴养老费  v |

    1 受理  4 不予办理  5 暂缓  6 转办  7 撤回  Ctrl-N 换清单  F11 将至     F1 帮助
    ");
    let first = bench.model().screen().items()[0].item;
    bench.press("Ctrl-K");
    assert_eq!(
        bench.office.executed.last(),
        Some(&Command::Rhythm(RhythmCommand::Tell { stage: Stage::Overdue, items: vec![first] }))
    );
    assert_ne!(bench.model().screen().items()[0].item, first, "it is not listed again");
    // Nothing was changed that could be taken back.
    let done = bench.office.executed.len();
    bench.press("u");
    assert_eq!(bench.office.executed.len(), done);
}

#[test]
fn what_is_to_be_resumed_in_english() {
    let mut bench = bench(120, 36, Lang::En);
    bench.press("F5 Ctrl-N Ctrl-N Ctrl-N Ctrl-N Ctrl-N");
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families [F5 Deadlines] F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      To be resumed                                                  1/12  |  陈永福, 吴淑珍  F16
                Due        For          Measure                            |  合溪镇  九溪社区  NC00016
    > This week 2026-11-26 陈永福       emergency Festival visits          |  child died  in the plan
      Later     2026-12-28 杨志强       high Festival visits               |
                no date    欧阳秀英     Allowance payment                  |  Father 陈永福   age 71
      Today     2026-11-24 黄桂兰       Follow-up                          |  Mother 吴淑珍   age 68
      This week 2026-11-28 李志强       House renovation                   |  Child  陈小燕   died
                2026-11-30 韦素芬       Allowance payment                  |
      Later     2026-12-21 吴德明       Pension premium                    |  To open 4  2 not known yet
                2026-12-23 赵淑珍       Follow-up                          |  Medical premium subsidy
                2026-12-25 刘桂兰       Festival visits                    |  Community rounds
                2026-12-27 王永福       House renovation                   |  Artificial limb
                2026-12-30 张素芬       House renovation                   |  Condolence money
                2027-01-03 周国华       Condolence money                   |
                                                                           |  Open items 3
                                                                           |  11 d late  Follow-up
                                                                           |  2026-11-26 emergency Festival visits
                                                                           |             suspended
                                                                           |  in 15 d    House renovation
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

    5 Resume  7 Withdraw  Ctrl-N Next list  F11 Ahead  F9 New item  0 Filter  Space Mark  / Find                    F1 Help
    ");
    // The last list is that of the cold ones; after it comes everything that falls due again.
    bench.press("Ctrl-N Ctrl-K");
    assert!(bench.office.executed.is_empty());
    bench.press("Ctrl-N");
    assert!(bench.screen().contains("All deadlines"), "{}", bench.screen());
}

#[test]
fn what_lies_still_is_marked_in_its_queue_and_can_be_shown_alone() {
    let office = || {
        let mut office = Office::with(6);
        office.items[0].status = Status::Suspended;
        office.items[0].resting = Some(Resting::Waking);
        office.items.iter_mut().skip(1).filter(|row| row.status.is_live()).take(2).for_each(|row| {
            (row.resting, row.due) = (Some(Resting::Cold), None);
        });
        office
    };
    for (lang, waking) in [(Lang::Zh, "可恢复"), (Lang::En, "wakes up")] {
        let mut bench = Setup { office: office(), lang, columns: 120, rows: 36, ..Setup::default() }.open();
        let screen = bench.screen();
        assert_eq!((screen.matches(waking).count(), screen.matches("~ ").count()), (1, 2), "{screen}");
        let help = bench.press("F1 End").screen();
        assert!(help.contains("~"), "{help}");
        bench.press("Esc 0 Tab Tab Tab Tab 2 Ctrl-S");
        let asked = bench.office.asked.iter().rev().find_map(|query| match query {
            Query::Rhythm(RhythmQuery::Watched { list, .. }) => Some(*list),
            _ => None,
        });
        assert_eq!(asked, Some(WatchList::Cold));
        bench.press("0 Tab Tab Tab Tab Space Ctrl-S");
        assert!(bench.screen().contains(waking), "all are shown again: {}", bench.screen());
    }
}
