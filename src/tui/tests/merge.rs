//! Two families that are one: from a question or from a family, side by side, decided fact by fact, sent and taken back.

use super::bench::{Bench, Setup};
use super::office::Office;
use super::reviews::question;
use crate::domain::command::Command;
use crate::domain::member::Role;
use crate::domain::merge::{MergeCommand, MergeRefusal};
use crate::domain::refusal::Refusal;
use crate::domain::review::compare::{Comparison, Line, Person, Standing};
use crate::domain::review::{Spot, Who};
use crate::ids::{FamilyId, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::service::answer::MergePage;
use crate::text::Lang;
use crate::tui::place::Place;

/// Two families: another telephone, another day of death of the child, and an address that the first one lacks.
pub fn page(office: &Office, keep: FamilyId, other: FamilyId) -> Result<MergePage, Refusal> {
    if keep == other {
        return Err(MergeRefusal::Itself(keep).into());
    }
    let row = |id: FamilyId| {
        let found = office.families.iter().find(|page| page.row.family == id);
        found.map(|page| page.row.clone()).ok_or(Refusal::NoSuchFamily(id))
    };
    let text = |text: &str| Value::Text(text.into());
    let day = |text: &str| Value::Date(text.parse().unwrap());
    let line = |nth, field, ours, theirs, standing| Line { nth, field, since: None, ours, theirs, standing };
    let person = |nth, role| Person { nth, role, name: String::new(), member: Some(MemberNo(nth)) };
    let comparison = Comparison {
        people: vec![person(1, Role::Father), person(2, Role::Mother), person(3, Role::Child)],
        lines: vec![
            line(0, Field::Phone, Some(text("138****1234")), text("139****5678"), Standing::Differs),
            line(0, Field::Address, None, text("新桥社区 7 号"), Standing::Fills),
            line(1, Field::Name, Some(text("张")), text("张"), Standing::Same),
            line(3, Field::DiedOn, Some(day("2013-05-06")), day("2013-06-05"), Standing::Differs),
        ],
    };
    Ok(MergePage {
        keep: row(keep)?,
        other: row(other)?,
        seen: (Seq(12), Seq(31)),
        comparison,
        undecided: vec!["phone".into(), "child.died_on".into()],
        twice: Vec::new(),
        items: 4,
        rows: 2,
        emergencies: 0,
    })
}

fn bench(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut office = Office::with(40);
    office.reviews = vec![question(&office, 1)];
    Setup { columns, rows, lang, office, ..Setup::default() }.open()
}

fn merged(bench: &Bench) -> &MergeCommand {
    match bench.office.executed.as_slice() {
        [Command::Merge(merge), ..] => merge,
        other => panic!("{other:?}"),
    }
}

#[test]
fn both_families_side_by_side() {
    let screen = bench(80, 24, Lang::Zh).press("Ctrl-R 6").screen();
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      F3 并入 F2
      保留  F2  张秀英、黄玉梅  西城街道 西大街社区
      并入  F3  刘秀英、周国华  三泉镇 三泉社区
      补上：住址 新桥社区 7 号
      F3 的事项 4 件、台账 2 行、急难 0 件保留原编号，此后计入保留的一户。

    > 联系电话                                       按数字或左右箭头选择，空格清除
                       1 F2: 138****1234
                       2 F3: 139****5678
      子女 死亡日期  须填
                       1 F2: 2013-05-06
                       2 F3: 2013-06-05
      原因









    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
}

#[test]
fn both_families_side_by_side_wide() {
    let screen = bench(120, 36, Lang::En).press("Ctrl-R 6 2").screen();
    insta::assert_snapshot!(screen, @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      F3 goes into F2
      kept  F2  张秀英, 黄玉梅  西城街道 西大街社区
      goes  F3  刘秀英, 周国华  三泉镇 三泉社区
      comes with it: Address 新桥社区 7 号
      4 items, 2 rows and 0 emergencies of F3 keep their names and count for the family that is kept.

    > Telephone                                                              a digit or left and right choose, space clears
                       1 F2: 138****1234
                     > 2 F3: 139****5678
      Child Died on  required
                       1 F2: 2013-05-06
                       2 F3: 2013-06-05
      Reason




















    Enter Go on  Ctrl-S Send  Ctrl-D Discard draft                                                                  F1 Help
    ");
}

#[test]
fn nothing_is_sent_before_every_difference_is_decided() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("Ctrl-R 6 Ctrl-S");
    assert!(bench.office.executed.is_empty());
    // The telephone of the other one, the day of death of the one that is kept.
    bench.press("2 Tab 1 Tab text:同一户登记两次 Enter");
    let spot = |who, field| Spot { who, field: Some(field) };
    let merge = merged(&bench);
    assert_eq!((merge.keep, merge.other), (FamilyId(2), FamilyId(3)));
    assert_eq!((merge.seen, merge.reason.as_str()), (Some((Seq(12), Seq(31))), "同一户登记两次"));
    assert_eq!(merge.take, [spot(Who::Household, Field::Phone)]);
    assert_eq!(merge.hold, [spot(Who::Nth(3), Field::DiedOn)]);
    bench.press("u Enter");
    assert!(matches!(bench.office.executed.last(), Some(Command::Undo { .. })), "{}", bench.screen());
}

#[test]
fn the_other_family_is_kept_when_the_row_is_laid_beside_it() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("Ctrl-R 5 6 1 Tab 1 Ctrl-S");
    let merge = merged(&bench);
    assert_eq!((merge.keep, merge.other), (FamilyId(3), FamilyId(2)));
}

#[test]
fn what_was_chosen_is_kept_as_a_draft() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("Ctrl-R 6 2 Esc 6");
    assert!(bench.screen().contains("139****5678"), "{}", bench.screen());
    bench.press("Tab 1 Ctrl-S");
    assert_eq!(merged(&bench).take.len(), 1);
}

#[test]
fn from_a_family_the_clerk_says_which_other_one_it_is() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 Enter");
    assert_eq!(bench.model().place(), Place::Family);
    bench.press("Ctrl-O");
    let typed = bench.office.families[4].row.members[0].name.clone();
    bench.press(&format!("text:{typed}"));
    bench.press("Enter");
    bench.press("1 Tab 2 Ctrl-S");
    let merge = merged(&bench);
    assert_eq!(merge.keep, FamilyId(1));
    assert_ne!(merge.other, merge.keep);
}

#[test]
fn a_question_about_one_family_offers_no_merge() {
    let mut office = Office::with(40);
    let mut only = question(&office, 1);
    only.like.truncate(1);
    office.reviews = vec![only];
    let mut bench = Setup { office, ..Setup::default() }.open();
    bench.press("Ctrl-R 6");
    assert!(bench.notice().contains("只有一户相似"), "{}", bench.notice());
}
