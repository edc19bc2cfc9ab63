//! F6: counts beside departments and measures, lists, marking everything, and opening it in bulk.

use super::bench::{Bench, Setup, bench};
use super::office::Office;
use crate::domain::command::Command;
use crate::service::answer::SweepStanding;
use crate::text::Lang;
use crate::tui::layer::Layer;
use crate::tui::layer::bulk::{Bulk, Stage};
use crate::tui::place::Place;
use crate::tui::screen::Screen;
use crate::tui::screen::entitlements::{Entitlements, Scope};

fn f6(bench: &Bench) -> &Entitlements {
    match bench.model().screen() {
        Screen::Entitlements(screen) => screen,
        _ => panic!("another screen"),
    }
}

fn bulk(bench: &Bench) -> &Bulk {
    match bench.model().layers.last() {
        Some(Layer::Bulk(bulk)) => bulk,
        other => panic!("no bulk but {other:?}"),
    }
}

/// Lets what goes on by itself go on to its end.
fn work(bench: &mut Bench) {
    while bench.model().is_at_work() {
        bench.desk.settle(&mut bench.office).unwrap();
    }
}

#[test]
fn every_count_is_that_of_its_list() {
    for keys in ["2", "3", "4", "5"] {
        let mut bench = bench(120, 36, Lang::Zh);
        bench.press("F6").press(keys).press("Shift-Tab");
        let scopes = Scope::all(&bench.model().session);
        let mut measures = 0;
        for (at, scope) in scopes.iter().enumerate() {
            let screen = f6(&bench);
            assert_eq!(screen.scope, at);
            let count = screen.count(*scope, &bench.model().session).unwrap();
            assert_eq!(screen.roll.list.total(), Some(count), "{keys} {scope:?}");
            if matches!(scope, Scope::Measure(_)) {
                measures += count;
            }
            bench.press("Down");
        }
        let all = f6(&bench).count(Scope::All, &bench.model().session).unwrap();
        assert!(all > 0 && measures == all, "{keys}: {measures} of {all}");
    }
}

#[test]
fn a_township_narrows_rows_and_counts() {
    let mut bench = bench(120, 36, Lang::Zh);
    bench.press("F6");
    let all = f6(&bench).roll.list.total().unwrap();
    let code = bench.office.families[0].row.township;
    let name = bench.model().session.township(code);
    bench.press("0").press(&format!("text:{name}")).press("Ctrl-S");
    let screen = f6(&bench);
    assert_eq!(screen.township, Some(code));
    let here = screen.roll.list.total().unwrap();
    assert!(here > 0 && here < all);
    assert_eq!(screen.count(Scope::All, &bench.model().session), Some(here));
}

#[test]
fn everything_is_marked_tried_and_opened() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F6 Ctrl-A");
    let total = f6(&bench).roll.list.total().unwrap();
    assert!(bench.notice().contains(&format!("再按 Ctrl-A 选中全部 {total} 件")), "{}", bench.notice());
    bench.press("Ctrl-A");
    assert!(f6(&bench).everything);
    assert_eq!(bench.model().screen().marked() as u64, total);
    let (items, executed) = (bench.office.items.len(), bench.office.executed.len());
    bench.press("1");
    work(&mut bench);
    assert_eq!(bulk(&bench).stage, Stage::Tried);
    assert_eq!((bulk(&bench).sums.done, bulk(&bench).sums.selected()), (total, total));
    assert_eq!(bench.office.executed.len(), executed, "nothing is done before the clerk has seen it");
    bench.press("Enter");
    work(&mut bench);
    assert_eq!(bulk(&bench).stage, Stage::Over);
    let sums = bulk(&bench).sums;
    assert_eq!((sums.done, sums.refused, sums.failed), (total, 0, 0));
    bench.press("Enter");
    assert_eq!((bench.office.items.len() - items) as u64, total);
    let screen = f6(&bench);
    assert_eq!((screen.roll.list.total(), screen.everything), (Some(0), false));
    assert_eq!(screen.count(Scope::All, &bench.model().session), Some(0));
    // All of it is taken back as it was done.
    let deed = bench.model().deeds.last().unwrap();
    assert_eq!(deed.entries.len() as u64, total);
}

#[test]
fn what_is_refused_is_told_and_the_counts_add_up() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.office.refused = Some(3);
    bench.press("F6 Ctrl-A Ctrl-A 1");
    work(&mut bench);
    let sums = bulk(&bench).sums;
    let total = sums.selected();
    assert!(sums.refused > 0 && sums.done > 0);
    bench.press("Enter");
    work(&mut bench);
    let sums = bulk(&bench).sums;
    assert_eq!(sums.done + sums.refused + sums.failed, total);
    assert_eq!(bulk(&bench).sheet.lines().len() as u64, sums.refused.min(200) + u64::from(sums.refused > 200));
    let screen = bench.screen();
    assert!(screen.contains(&format!("选中 {total} 件：已开办 {}，未予提交 {}", sums.done, sums.refused)), "{screen}");
}

#[test]
fn it_can_be_stopped_and_goes_on_when_asked_again() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F6 Ctrl-A Ctrl-A");
    let total = f6(&bench).roll.list.total().unwrap();
    assert!(total > 64, "more than a slice");
    bench.press("1");
    work(&mut bench);
    // Enter begins; the first slice is done when the screen settles; then it is stopped.
    bench.press("Enter Esc");
    let sums = bulk(&bench).sums;
    assert!(bulk(&bench).stopped && sums.done > 0 && sums.done < total, "{sums:?}");
    assert!(bench.screen().contains("中途停止"));
    bench.press("Esc");
    let left = f6(&bench).roll.list.total().unwrap();
    assert_eq!(left, total - sums.done);
    bench.press("Ctrl-A Ctrl-A 1");
    work(&mut bench);
    bench.press("Enter");
    work(&mut bench);
    assert_eq!(bulk(&bench).sums.done, left);
    assert!(bench.office.executed.iter().all(|command| matches!(command, Command::OpenItem { .. })));
}

#[test]
fn a_third_ctrl_a_takes_all_marks_away_and_other_lists_have_no_everything() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F6 Ctrl-A Ctrl-A Ctrl-A");
    assert_eq!(bench.model().screen().marked(), 0);
    bench.press("3 Ctrl-A Ctrl-A");
    assert!(!f6(&bench).everything);
    bench.press("2 Ctrl-A Ctrl-A Space");
    assert!(!f6(&bench).everything, "one mark more or less is a choice of one's own");
}

#[test]
fn how_far_the_sweep_is_is_said() {
    let standing = |percent, changed| SweepStanding { percent, changed, ..super::office::fresh() };
    for (sweep, said) in [
        (None, "尚未排查"),
        (Some(standing(43, 0)), "排查中 43%"),
        (Some(standing(100, 7)), "7 户待更新"),
        (Some(standing(100, 0)), "截至 2026-11-24"),
    ] {
        let mut office = Office::with(40);
        office.sweep = sweep;
        let mut bench = Setup { office, columns: 120, rows: 36, ..Setup::default() }.open();
        bench.press("F6");
        assert!(bench.screen().contains(said), "{said}: {}", bench.screen());
    }
}

#[test]
fn enter_goes_to_the_family_and_a_search_shows_all_its_verdicts() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F6 Enter");
    assert_eq!(bench.model().place(), Place::Family);
    bench.press("Esc 3 / text:liuxiuying Enter");
    let family = f6(&bench).family.unwrap();
    let row = f6(&bench).roll.list.chosen().unwrap();
    assert_eq!(row.family, family);
    bench.press("Esc");
    assert_eq!(f6(&bench).family, None);
}

#[test]
fn what_was_tried_as_a_screen() {
    for (lang, columns, rows) in [(Lang::Zh, 80, 24), (Lang::En, 120, 36)] {
        let mut bench = bench(columns, rows, lang);
        bench.office.refused = Some(13);
        bench.press("F6 Ctrl-A Ctrl-A 1");
        work(&mut bench);
        let screen = bench.screen();
        match lang {
            Lang::Zh => insta::assert_snapshot!(screen, @"
            扶助   F2 待办  F3 急难  F4 家庭  F5 期限 [F6 匹配] F7 报表     演示数据  11-24
              成批办理  开办
              试运行：选中 157 件，可开办 144，不能开办 13，没有写入。
              按 Enter 开办 144 件，Esc 返回。

            > F13  居民医保参保补贴  李国华  没有编号为 F13 的家庭。
              F13  农村危房改造优先  李国华  没有编号为 F13 的家庭。
              F13  社区巡诊  李国华  没有编号为 F13 的家庭。
              F13  免费装配假肢  李国华  没有编号为 F13 的家庭。
              F13  意外困难紧急救助  李国华  没有编号为 F13 的家庭。
              F26  居民医保参保补贴  张桂兰  没有编号为 F26 的家庭。
              F26  重残代缴养老费  张桂兰  没有编号为 F26 的家庭。
              F26  社区巡诊  张桂兰  没有编号为 F26 的家庭。
              F26  免费装配假肢  张桂兰  没有编号为 F26 的家庭。
              F39  特扶金兑现  刘淑珍  没有编号为 F39 的家庭。
              F39  随访与健康指导  刘淑珍  没有编号为 F39 的家庭。
              F39  子女亡故抚慰金  刘淑珍  没有编号为 F39 的家庭。
              F39  传统节日走访慰问  刘淑珍  没有编号为 F39 的家庭。





            Enter 确定                                                              F1 帮助
            "),
            Lang::En => insta::assert_snapshot!(screen, @"
            fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines [F6 Entitlements] F7 Figures     demo data  2026-11-24 Tue

              In bulk  Open item
              Tried: 157 selected, 144 would be opened, 13 refused; nothing was written.
              Enter opens the 144 that are possible, Esc goes back.

            > F13  Medical premium subsidy  李国华  There is no family F13.
              F13  House renovation  李国华  There is no family F13.
              F13  Community rounds  李国华  There is no family F13.
              F13  Artificial limb  李国华  There is no family F13.
              F13  Emergency relief  李国华  There is no family F13.
              F26  Medical premium subsidy  张桂兰  There is no family F26.
              F26  Pension premium  张桂兰  There is no family F26.
              F26  Community rounds  张桂兰  There is no family F26.
              F26  Artificial limb  张桂兰  There is no family F26.
              F39  Allowance payment  刘淑珍  There is no family F39.
              F39  Follow-up  刘淑珍  There is no family F39.
              F39  Condolence money  刘淑珍  There is no family F39.
              F39  Festival visits  刘淑珍  There is no family F39.
















            Enter Go on                                                                                                     F1 Help
            "),
        }
    }
}

#[test]
fn what_changed_as_a_screen() {
    for (lang, columns, rows) in [(Lang::Zh, 80, 24), (Lang::En, 120, 36)] {
        let mut bench = bench(columns, rows, lang);
        bench.press("F6 4");
        let screen = bench.screen();
        match lang {
            Lang::Zh => insta::assert_snapshot!(screen, @"
            扶助   F2 待办  F3 急难  F4 家庭  F5 期限 [F6 匹配] F7 报表     演示数据  11-24
              全部措施  自 2026-10-01 以来变化       1/55  |  不符合 > 待核实（情况有更改）
              有变化          对象     措施                |
            > 不符合 > 待核实 李建国   特扶金兑现          |  特扶金兑现
              不符合 > 待核实 李建国   意外困难紧急救助    |  四-卫计-3; 三(一)  应当办理
              不符合 > 待核实 张秀英   社区巡诊            |  卫计
              不符合 > 待核实 张秀英   传统节日走访慰问    |  特别扶助金按标准足额、按时发
              不符合 > 待核实 刘秀英   重残代缴养老费      |  到本人账户；发放之日本人须健
              不符合 > 待核实 刘秀英   子女亡故抚慰金      |  在。
              不符合 > 待核实 陈志强   农村危房改造优先    |
              不符合 > 待核实 陈志强   免费装配假肢        |  李建国  待核实
              不符合 > 待核实 杨志强   居民医保参保补贴    |
              不符合 > 待核实 杨志强   随访与健康指导      |  还缺
              不符合 > 待核实 赵桂兰   特扶金兑现          |  本人自理能力（凭能力评估表）
              不符合 > 待核实 黄桂兰   社区巡诊            |
              不符合 > 待核实 周德明   重残代缴养老费      |  依据
              不符合 > 待核实 吴德明   农村危房改造优先    |  符合     成员年满 60 岁
              不符合 > 待核实 韦玉梅   居民医保参保补贴    |           本人年龄：71
              不符合 > 待核实 欧阳玉梅 意外困难紧急救助    |  待核实   成员自理能力为自理
              不符合 > 待核实 王国华   传统节日走访慰问    |           本人自理能力：未登记
              不符合 > 待核实 李国华   子女亡故抚慰金      |
              不符合 > 待核实 张素芬   免费装配假肢      v |

            1 开办  2 应办未办  3 待核实  4 有变化  5 含已开办  F9 新开事项  0 筛选 F1 帮助
            "),
            Lang::En => insta::assert_snapshot!(screen, @"
            fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines [F6 Entitlements] F7 Figures     demo data  2026-11-24 Tue

              as of 2026-11-24                  |  All measures  changed since 2026-10-01   1/55  |  no > unknown (something was
              Measure                   changed |  changed           For      Measure             |  recorded)
            - All measures                   55 |> no > unknown      李建国   Allowance payment   |
              Finance                         6 |  no > unknown      李建国   Emergency relief    |  Payment of the special
                Medical premium subs..        6 |  no > unknown      张秀英   Community rounds    |  allowance
                First for grants              - |  no > unknown      张秀英   Festival visits     |  四-卫计-3; 三(一)  binding
              Education                       - |  no > unknown      刘秀英   Pension premium     |  Health & FP
                Right to schooling            - |  no > unknown      刘秀英   Condolence money    |  The allowance is paid in full
                Free vocational tuit..        - |  no > unknown      陈志强   House renovation    |  and on time to the person's
                College grant                 - |  no > unknown      陈志强   Artificial limb     |  account; the person must be
                Vocational grant              - |  no > unknown      杨志强   Medical premium ..  |  living on pay day.
                Higher-vocational aid         - |  no > unknown      杨志强   Follow-up           |
              Construction                    6 |  no > unknown      赵桂兰   Allowance payment   |  李建国  unknown
                House renovation              6 |  no > unknown      黄桂兰   Community rounds    |
              Land & Housing                  - |  no > unknown      周德明   Pension premium     |  Still missing
                Public rental housing         - |  no > unknown      吴德明   House renovation    |  member: self-care (by
                Low-rent housing              - |  no > unknown      韦玉梅   Medical premium ..  |  assessment form)
              Civil Affairs                   - |  no > unknown      欧阳玉梅 Emergency relief    |
                Urban destitute supp..        - |  no > unknown      王国华   Festival visits     |  Why
                Five-guarantees supp..        - |  no > unknown      李国华   Condolence money    |  yes      the person is 60 or
                Care home first               - |  no > unknown      张素芬   Artificial limb     |           older
                Minimum allowance             - |  no > unknown      刘素芬   Follow-up           |           member: age 71
                Income disregard              - |  no > unknown      陈永福   Allowance payment   |  unknown  self-care is able
                Adoption first                - |  no > unknown      陈永福   Emergency relief    |           member: self-care not
                Funeral fee waiver            - |  no > unknown      杨永福   Community rounds    |           recorded
                Old-age security              - |  no > unknown      杨永福   Festival visits     |
              Social Sec.                     6 |  no > unknown      赵淑珍   Pension premium     |
                Pension premium               6 |  no > unknown      赵淑珍   Condolence money    |
                Pension rise                  - |  no > unknown      黄淑珍   House renovation    |
                Employee maternity            - |  no > unknown      黄淑珍   Artificial limb     |
                Resident maternity            - |  no > unknown      周建国   Medical premium ..  |
              Agriculture                     v |  no > unknown      周建国   Follow-up         v |

            1 Open item  2 Due  3 Not known  4 Changed  5 With items  F9 New item  0 Filter  Space Mark  / Find             F1 Help
            "),
        }
    }
}
