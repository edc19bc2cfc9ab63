//! The emergency desk: triaged in seconds, ticking by the minute, never losing a new one out of sight.

use super::bench::{Bench, Setup, inputs};
use super::board::{lodged, taken};
use super::office::Office;
use crate::domain::command::Command;
use crate::domain::emergency::command::EmergencyCommand;
use crate::domain::emergency::workflow::Act;
use crate::ids::{EmergencyId, FamilyId};
use crate::text::Lang;
use crate::tui::draft::Drafts;
use crate::tui::input::Input;
use crate::tui::key::Key;
use crate::tui::layer::Layer;
use crate::tui::screen::Screen;
use chrono::Duration;

/// An office with so many emergencies: every third is answered, every seventh of the gravest level.
fn office(count: u32) -> Office {
    let mut office = Office::with(40);
    let now = office.now;
    office.emergencies = (1..=count)
        .map(|number| {
            let severity = if number.is_multiple_of(7) { 1 } else { (number % 3 + 2) as u8 };
            let page = lodged(number, severity, i64::from(number) * 37, now);
            if number.is_multiple_of(3) { taken(page) } else { page }
        })
        .collect();
    office
}

fn bench(count: u32, columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut bench = Setup { columns, rows, lang, office: office(count), ..Setup::default() }.open();
    bench.press("F3");
    bench
}

fn chosen(bench: &Bench) -> EmergencyId {
    match bench.model().screen() {
        Screen::Emergencies(screen) => screen.chosen().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn done(bench: &Bench) -> Vec<&EmergencyCommand> {
    let commands = bench.office.executed.iter();
    commands
        .filter_map(|command| if let Command::Emergency(command) = command { Some(command) } else { None })
        .collect()
}

#[test]
fn the_board_at_80_by_24() {
    insta::assert_snapshot!(bench(30, 80, 24, Lang::Zh).screen(), @"
    扶助   F2 待办 [F3 急难 3] F4 家庭  F5 期限  F6 匹配  F7 报表   演示数据  11-24
      急难  待接 20  告急 3              1/30  |  E29  丧事
       1 回应 余 6:44   住院     王建国28      |  邻居来电，老人摔倒
       1 回应 余 15:22  意外事故 王建国14      |  对象 王建国29  F29
       1 回应 余 19:41  灾害     王建国7       |  状态 待接  计生协
       3 回应 余 8:35   灾害     王建国25      |  回应 余 6:07  11-24 15:37
      另有 16 件待接，列在下面。空格逐件查..   |  救助 余 30:07  11-25 15:37
      级      期限      种类     对象          |  轻重 4 级：人身或住处受到伤害
    >  4 回应 余 6:07   丧事     王建国29      |  报告 11-23 15:37  李科员
       1 回应 余 6:44   住院     王建国28      |
       4 回应 余 7:58   意外事故 王建国26      |  各部门事项 0
       3 回应 余 8:35   灾害     王建国25      |
       4 回应 余 9:49   丧事     王建国23      |  没有开办
       3 回应 余 10:26  住院     王建国22      |  便利就医 王建国: 还没有写明是哪位
       4 回应 余 11:40  意外事故 王建国20      |  成员
       3 回应 余 12:17  灾害     王建国19      |
       4 回应 余 13:31  丧事     王建国17      |  办理经过
       3 回应 余 14:08  住院     王建国16      |  2026-11-23 报急难 E29 丧事：邻居
       1 回应 余 15:22  意外事故 王建国14      |             来电，老人摔倒  李科员
       3 回应 余 15:59  灾害     王建国13      |
       4 回应 余 17:13  丧事     王建国11      |
       3 回应 余 17:50  住院     王建国10    v |

    1 接办  6 转交  7 会同  8 定级  0 补充  F9 报急难  空格 下一待接        F1 帮助
    ");
}

#[test]
fn the_board_at_120_by_36_in_english() {
    insta::assert_snapshot!(bench(30, 120, 36, Lang::En).press("Down Tab").screen(), @"
    fuzhu   F2 Queues [F3 Emergencies 3] F4 Families  F5 Deadlines  F6 Entitlements  F7 Figures   demo data  2026-11-24 Tue

      Emergencies  waiting 20  red 3                           2/30  |> E28  In hospital
        1 answer left 6:44   In hospital  waiting  王建国28          |  邻居来电，老人摔倒
        1 answer left 15:22  Accident     waiting  王建国14          |  For      王建国28  F28
        1 answer left 19:41  Disaster     waiting  王建国7           |  Status   waiting  FP Association
        3 answer left 8:35   Disaster     waiting  王建国25          |  answer   left 6:44  11-24 16:14
      16 more wait, in the list below. Space shows each.             |  relief   left 30:44  11-25 16:14
       Lv        Due         Kind         Status   For               |  Grave    1: body or home is hurt
        4 answer left 6:07   Funeral      waiting  王建国29          |  Lodged   11-23 16:14  李科员
    -   1 answer left 6:44   In hospital  waiting  王建国28          |
        4 answer left 7:58   Accident     waiting  王建国26          |  Items of all departments 0
        3 answer left 8:35   Disaster     waiting  王建国25          |
        4 answer left 9:49   Funeral      waiting  王建国23          |  Not opened
        3 answer left 10:26  In hospital  waiting  王建国22          |  Easy access to care 王建国: the person concerned is
        4 answer left 11:40  Accident     waiting  王建国20          |  not named yet
        3 answer left 12:17  Disaster     waiting  王建国19          |
        4 answer left 13:31  Funeral      waiting  王建国17          |  Steps
        3 answer left 14:08  In hospital  waiting  王建国16          |  2026-11-23 emergency E28 In hospital: 邻居来电，老
        1 answer left 15:22  Accident     waiting  王建国14          |             人摔倒  李科员
        3 answer left 15:59  Disaster     waiting  王建国13          |
        4 answer left 17:13  Funeral      waiting  王建国11          |
        3 answer left 17:50  In hospital  waiting  王建国10          |
        4 answer left 19:04  Accident     waiting  王建国8           |
        1 answer left 19:41  Disaster     waiting  王建国7           |
        4 answer left 20:55  Funeral      waiting  王建国5           |
        3 answer left 21:32  In hospital  waiting  王建国4           |
        4 answer left 22:46  Accident     waiting  王建国2           |
        3 answer left 23:23  Disaster     waiting  王建国1           |
        2 relief left 29:30  Death of t.. taken    王建国30          |
        2 relief left 31:21  Grave hard.. taken    王建国27          |
        2 relief left 33:12  Death of t.. taken    王建国24          |
        1 relief left 35:03  Grave hard.. taken    王建国21          |
        2 relief left 36:54  Death of t.. taken    王建国18        v |

    1 Take  6 Hand over  7 Call in  8 Severity  0 Add a line  F9 Lodge  Space Next unanswered  / Find               F1 Help
    ");
}

#[test]
fn names_stand_in_the_narrowest_list_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        let screen = bench(30, 80, 24, lang).screen();
        // Once among those that stay in sight, once in the list.
        assert!(screen.matches("王建国28").count() >= 2, "{screen}");
    }
}

#[test]
fn the_form_that_lodges_one() {
    let mut bench = bench(3, 80, 24, Lang::Zh);
    insta::assert_snapshot!(bench.press("F9 text:wang Enter 3 Enter text:摔倒").screen(), @"
    扶助   F2 待办 [F3 急难] F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      报急难

      家庭                  黄桂兰、王建国、黄小燕  F7
      种类                  意外事故
    > 一句话                摔倒                                         Tab 下一项
      发生日期，不清楚可空
      所涉成员，不清楚可空















    Enter 确定  Ctrl-S 提交  Ctrl-D 清除草稿                                F1 帮助
    ");
}

/// From anywhere: at most twelve presses besides the text.
#[test]
fn lodging_takes_few_keys() {
    let mut bench = Setup { office: office(0), ..Setup::default() }.open();
    let script = "F3 F9 text:ou Enter 2 Enter text:房屋进水 Ctrl-S";
    let is_text = |input: &Input| matches!(input, Input::Key(key) if key.text().is_some() && *key != Key::char('2'));
    let presses = inputs(script).iter().filter(|input| !is_text(input)).count();
    assert!(presses <= 12, "{presses}");
    bench.press(script);
    let [EmergencyCommand::Report(report)] = done(&bench)[..] else { panic!("{:?}", done(&bench)) };
    let family = bench.office.families.iter().find(|page| page.row.family == report.family).unwrap();
    assert!(family.row.members.iter().any(|one| one.name.starts_with('欧')));
    assert_eq!((report.kind.0, report.line.as_str(), report.on, report.even_so), (2, "房屋进水", None, false));
    // It is in front, whatever its place in the list.
    assert_eq!(chosen(&bench), EmergencyId(1));
}

#[test]
fn what_the_family_had_already_is_shown_and_sending_again_lodges_it() {
    let mut bench = bench(40, 80, 24, Lang::Zh);
    bench.press("F9 text:wang Enter 3 Enter text:又摔倒 Ctrl-S");
    assert_eq!(bench.office.emergencies.len(), 40);
    let screen = bench.screen();
    assert!(screen.contains("李科员") && screen.contains("--even-so"), "{screen}");
    bench.press("Ctrl-S");
    assert_eq!(bench.office.emergencies.len(), 41);
    assert!(matches!(done(&bench)[1], EmergencyCommand::Report(report) if report.even_so));
}

#[test]
fn a_person_of_the_family_can_be_named() {
    let mut bench = bench(0, 80, 24, Lang::Zh);
    bench.press("F9 text:wang Enter 5 Enter text:住院 Enter Enter 2 Ctrl-S");
    let [EmergencyCommand::Report(report)] = done(&bench)[..] else { panic!("not lodged") };
    assert_eq!(report.member.map(|member| member.0), Some(2));
}

#[test]
fn new_ones_stay_in_sight_whatever_the_cursor_does() {
    let mut bench = bench(30, 80, 24, Lang::Zh);
    let pinned = |bench: &mut Bench| -> Vec<String> {
        bench.screen().lines().skip(2).take(4).map(|line| line.chars().take(16).collect()).collect()
    };
    let before = pinned(&mut bench);
    for keys in ["End", "PageUp", "Down Down", "Home", "Tab Down"] {
        bench.press(keys);
        assert_eq!(pinned(&mut bench), before, "{keys}");
    }
    // A new grave one comes with the grave ones, though its clock is the last of all to run out.
    bench.press("Shift-Tab End");
    let grave = lodged(99, 1, 0, bench.office.now);
    bench.office.emergencies.push(grave);
    bench.press("Ctrl-L");
    assert!(bench.screen().lines().nth(5).unwrap().contains("24:00"), "{}", bench.screen());
    bench.press("Space Space Space Space");
    assert_eq!(chosen(&bench), EmergencyId(99));
    bench.press("1");
    let [EmergencyCommand::Act { emergency, step, .. }] = done(&bench)[..] else { panic!("not taken") };
    assert_eq!((*emergency, step.act), (EmergencyId(99), Act::Take));
    assert!(!bench.screen().lines().nth(5).unwrap().contains("24:00"));
}

#[test]
fn a_minute_changes_only_the_digits_that_it_changes() {
    let mut bench = bench(12, 120, 36, Lang::Zh);
    let before = bench.desk.backend().buffer().clone();
    bench.office.now += Duration::minutes(1);
    bench.desk.look_at_the_clock(&mut bench.office).unwrap();
    bench.desk.settle(&mut bench.office).unwrap();
    let after = bench.desk.backend().buffer().clone();
    let changed: Vec<&str> =
        before.content.iter().zip(&after.content).filter(|(a, b)| a != b).map(|(_, b)| b.symbol()).collect();
    assert!(
        !changed.is_empty() && changed.iter().all(|cell| cell.bytes().all(|byte| byte.is_ascii_digit())),
        "{changed:?}"
    );
    // Twelve in the list, four in sight and two clocks on the page: one digit each, two at a ten, rarely more.
    assert!(changed.len() <= 2 * 18, "{}", changed.len());
    // The same minute once more: nothing is drawn.
    let frames = bench.desk.frames();
    bench.office.now += Duration::seconds(20);
    bench.desk.look_at_the_clock(&mut bench.office).unwrap();
    bench.desk.settle(&mut bench.office).unwrap();
    assert_eq!(bench.desk.frames(), frames);
}

#[test]
fn the_red_count_is_seen_from_every_screen() {
    let mut bench = bench(30, 120, 36, Lang::Zh);
    for keys in ["F2", "F4", "F5", "F6", "F7"] {
        bench.press(keys);
        let title = bench.screen().lines().next().unwrap().to_string();
        assert!(title.contains("F3 急难 3"), "{title}");
    }
    bench.office.now += Duration::hours(30);
    bench.desk.look_at_the_clock(&mut bench.office).unwrap();
    bench.desk.settle(&mut bench.office).unwrap();
    assert!(!bench.screen().lines().next().unwrap().contains("F3 急难 3 "));
}

#[test]
fn steps_that_ask_for_something_have_a_form_and_keep_it() {
    let directory = tempfile::tempdir().unwrap();
    let setup = Setup { office: office(3), drafts: directory.path().into(), ..Setup::default() };
    let mut bench = setup.open();
    bench.press("F3");
    assert_eq!(bench.press("9").notice(), "待接的急难不能结案。");
    bench.press("1 6 text:民政 Enter text:由民政牵头");
    assert!(matches!(bench.model().layers.last(), Some(Layer::Form(_))));
    // The line drops: the draft is there, and opens where it was.
    bench.give(vec![Input::Hangup]);
    let drafts = Drafts::in_directory(directory.path()).load();
    assert_eq!(drafts.len(), 1);
    assert!(drafts[0].contents.iter().any(|(key, raw)| key == "note" && raw == "由民政牵头"), "{drafts:?}");
}

#[test]
fn a_report_half_written_is_offered_again_with_its_family() {
    let directory = tempfile::tempdir().unwrap();
    let setup = || Setup { office: office(0), drafts: directory.path().into(), ..Setup::default() };
    let mut bench = setup().open();
    bench.press("F3 F9 text:ou Enter 2 Enter text:房屋进");
    bench.give(vec![Input::Hangup]);
    let mut bench = setup().open();
    bench.press("Enter");
    let screen = bench.screen();
    assert!(screen.contains("欧阳") && screen.contains("房屋进"), "{screen}");
    bench.press("Ctrl-S");
    assert!(matches!(done(&bench)[..], [EmergencyCommand::Report(_)]), "{}", bench.screen());
}

#[test]
fn the_page_of_a_family_leads_to_its_emergency() {
    let mut office = office(5);
    let row = office.emergencies[2].row.clone();
    office.families[2].emergencies = vec![row];
    let mut bench = Setup { office, ..Setup::default() }.open();
    bench.press("F4 Down Down Enter");
    assert!(bench.screen().contains("未结急难 1"), "{}", bench.screen());
    while !matches!(bench.model().screen(), Screen::Emergencies(_)) {
        bench.press("Down Enter Tab");
        assert!(bench.model().pages.len() < 5, "{}", bench.screen());
    }
    assert_eq!(chosen(&bench), EmergencyId(3));
    assert_eq!(bench.model().screen().family(), Some(FamilyId(3)));
}

/// The plan names no measure for calling in the finance bureau: the clerk chooses one of its own.
#[test]
fn a_department_is_called_in_with_a_measure() {
    let mut bench = bench(3, 80, 24, Lang::Zh);
    bench.press("F3 7 text:财政 Enter text:医保 Enter text:核对补贴 Ctrl-S");
    let asked = done(&bench);
    let [EmergencyCommand::Act { step, measure, .. }] = &asked[..] else { panic!("{asked:?}") };
    let plan = bench.model().session.plan.clone();
    let measure = plan.measure(measure.expect("a measure")).unwrap();
    assert_eq!((step.act, step.department), (Act::CallIn, Some(measure.department())));
    assert_eq!(measure.id, "resident-medical-premium");
}
