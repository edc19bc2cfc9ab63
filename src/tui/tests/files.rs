//! Files from the desk: paper, attachments.

use super::bench::{Bench, Setup, bench};
use super::office::Office;
use crate::domain::register::Owner;
use crate::ids::{FamilyId, RegisterNo, RowId, Seq};
use crate::policy::verdict::Truth;
use crate::service::answer::Done;
use crate::service::answer::register::RegisterLine;
use crate::service::errand::{Errand, Paper, Ran};
use crate::service::query::{Cursor, QueueFilter};
use crate::service::sweep::compare::{Comparison, Turn};
use crate::text::Lang;
use crate::tui::place::Place;

fn asked(bench: &Bench) -> &Errand {
    bench.office.errands.last().unwrap()
}

#[test]
fn a_family_and_a_queue_are_put_on_paper() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F11 Enter Enter");
    assert!(bench.screen().contains("数据目录由服务器使用"), "{}", bench.screen());
    bench.office.hands = Some(Ran::Printed);
    bench.press("Ctrl-S");
    let queue = Errand::Print { what: Paper::Queue(QueueFilter::default(), None), lang: Lang::Zh, file: None };
    assert_eq!(asked(&bench), &queue);
    assert!(bench.notice().contains("已交给打印机"), "{}", bench.notice());
    bench.press("F4 Enter F11");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难 [F4 家庭] F5 期限  F6 匹配  F7 报表     演示数据  11-24
      打印  F1

    > 输出到  1[打印机] 2 文件                       按数字或左右箭头选择，空格清除
      文件    F1-2026-11-24.txt


















    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
    bench.press("2 Ctrl-S");
    let family =
        Errand::Print { what: Paper::Family(FamilyId(1)), lang: Lang::Zh, file: Some("F1-2026-11-24.txt".into()) };
    assert_eq!(asked(&bench), &family);
    assert!(bench.notice().contains("已写入 F1-2026-11-24.txt"), "{}", bench.notice());
    assert_eq!(bench.model().place(), Place::Family);
}

#[test]
fn a_file_is_attached_to_an_item_and_taken_out_again() {
    let mut bench = bench(80, 24, Lang::En);
    bench.office.hands = Some(Ran::Attached(Done::by(Seq(7))));
    let item = bench.model().screen().items()[0].item;
    bench.press("Enter Ctrl-Y text:/tmp/a.jpg Tab text:certificate Ctrl-S");
    let wanted = Errand::Attach { owner: Owner::Item(item), file: "/tmp/a.jpg".into(), note: "certificate".into() };
    assert_eq!(asked(&bench), &wanted);
    assert!(bench.notice().contains("Attached: /tmp/a.jpg"), "{}", bench.notice());
}

#[test]
fn a_copy_is_written_only_of_a_file() {
    let mut office = Office::with(3);
    let row = |id: u32, register: u8, key: &str, text: &str| RegisterLine {
        cursor: Cursor(id.to_be_bytes().to_vec()),
        row: RowId(id),
        register: RegisterNo(register),
        owner: Owner::Family(FamilyId(1)),
        subject: "李建国".into(),
        on: super::office::today(),
        values: vec![(key.into(), text.into())],
        actor: "zhou".into(),
        version: Seq(7),
    };
    let plan = crate::policy::plan::Plan::builtin();
    let files = plan.registers().iter().find(|one| one.id == "file").unwrap().no;
    office.families[0].registers = vec![row(1, 10, "note", "常来坐坐"), row(2, files.0, "file_name", "证.jpg")];
    let mut bench = Setup { office, ..Setup::default() }.open();
    bench.office.hands = Some(Ran::TakenOut);
    bench.press("F4 Enter Ctrl-T Tab");
    let at = plan.registers().iter().filter(|one| one.is_of_families()).position(|one| one.no == files).unwrap();
    bench.press(&format!("Shift-Tab Home {} Enter 3", "Down ".repeat(at)));
    assert!(bench.screen().contains("证.jpg"), "{}", bench.screen());
    bench.press("Ctrl-S");
    assert_eq!(asked(&bench), &Errand::TakeOut { row: RowId(2), file: "证.jpg".into() });
    bench.press("Esc Esc Ctrl-T Home 3");
    assert_eq!(bench.office.errands.len(), 1, "a hospital stay is no file");
}

/// What another plan would come to, as the program that has the data says it.
fn compared() -> Ran {
    let turn = |family: u32, measure: &str, before, after| Turn {
        measure: measure.into(),
        family: FamilyId(family),
        member: None,
        subject: "李建国".into(),
        before,
        after,
    };
    let mut found = Comparison::default();
    found.take(vec![turn(1, "health-record", Some(Truth::No), Some(Truth::Yes))], 2);
    found.take(vec![turn(2, "hearing-aid", None, Some(Truth::Yes))], 2);
    found.take(vec![turn(3, "subsidy-first", Some(Truth::Yes), Some(Truth::Unknown))], 2);
    found.take(Vec::new(), 2);
    let titles = [("hearing-aid".to_string(), ("助听器".to_string(), "Hearing aid".to_string()))].into();
    Ran::Compared(Box::new(found), titles)
}

#[test]
fn another_plan_is_compared_before_it_is_put_in_force() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.office.hands = Some(compared());
    bench.press("F6 6 text:/tmp/new.toml Ctrl-S");
    assert_eq!(asked(&bench), &Errand::ComparePlan { file: "/tmp/new.toml".into() });
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限 [F6 匹配] F7 报表     演示数据  11-24
      方案对照  /tmp/new.toml
      已对照 4 户，方案没有更换。回车看家庭，Esc 返回。

    > 措施                             增       减   待核实
      各类补贴优先保障                  0        1        0
      建立健康档案                      1        0        0
      助听器                            1        0        0

      将可享受
      F1 李建国                  建立健康档案               不符合 -> 符合
      F2 李建国                  助听器                     无此措施 -> 符合
      另有 1 条未列出；fuzhu plan compare 可全部列出。










    Enter 确定                                                              F1 帮助
    ");
    // Enter on a family shows it; Esc gives the matching screen back.
    bench.press("End Up Enter");
    assert_eq!((bench.model().place(), bench.model().screen().family()), (Place::Family, Some(FamilyId(2))));
    bench.press("Esc");
    assert_eq!(bench.model().place(), Place::Entitlements);
}

#[test]
fn another_plan_compared_wide_and_in_english() {
    let mut bench = bench(120, 36, Lang::En);
    bench.office.hands = Some(compared());
    bench.press("F6 6 text:/tmp/new.toml Ctrl-S");
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines [F6 Entitlements] F7 Figures     demo data  2026-11-24 Tue

      Compare plans  /tmp/new.toml
      4 families compared, no plan was put in force. Enter shows the family, Esc goes back.

    > Measure                        gain     lose  unclear
      First for grants                  0        1        0
      Health record                     1        0        0
      Hearing aid                       1        0        0

      Would be entitled
      F1 李建国                  Health record              no -> yes
      F2 李建国                  Hearing aid                no such measure -> yes
      1 more; fuzhu plan compare lists them all.





















    Enter Go on                                                                                                     F1 Help
    ");
    bench.press("Esc 6");
    bench.office.hands = Some(Ran::Compared(Box::default(), std::collections::BTreeMap::new()));
    bench.press("text:/tmp/same.toml Ctrl-S");
    assert!(bench.screen().contains("No difference: nobody gains and nobody loses."), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.model().place(), Place::Entitlements);
}
