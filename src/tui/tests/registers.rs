//! The small registers on the desk: on the page of a family, on a screen of their own, and in forms.

use super::bench::{Bench, Setup};
use super::office::Office;
use crate::domain::command::Command;
use crate::domain::register::{Owner, RegisterCommand};
use crate::ids::{FamilyId, MemberNo, RegisterNo, RowId, Seq};
use crate::service::answer::register::RegisterLine;
use crate::service::query::Cursor;
use crate::text::Lang;
use crate::tui::place::Place;

fn row(id: u32, register: u8, owner: Owner, on: &str, values: &[(&str, &str)]) -> RegisterLine {
    RegisterLine {
        cursor: Cursor(id.to_be_bytes().to_vec()),
        row: RowId(id),
        register: RegisterNo(register),
        owner,
        subject: if owner.family().is_some() { "王建国".into() } else { String::new() },
        on: on.parse().unwrap(),
        values: values.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect(),
        actor: "zhou".into(),
        version: Seq(7),
    }
}

fn registers(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut office = Office::with(3);
    let family = FamilyId(1);
    let member = Owner::Member(family, MemberNo(2));
    let stay = [
        ("hospital", "区人民医院"),
        ("admitted_on", "2026-10-01"),
        ("stay_total", "10000.00"),
        ("paid_basic", "6000.00"),
        ("left_amount", "4000.00"),
    ];
    office.families[0].registers = vec![
        row(1, 1, member, "2026-10-01", &stay),
        row(2, 4, member, "2026-09-02", &[("assessed_on", "2026-09-02"), ("care_grade", "partial")]),
        row(3, 10, Owner::Family(family), "2026-11-20", &[("note", "希望常来坐坐")]),
    ];
    office.district =
        vec![row(4, 13, Owner::District, "2026-03-05", &[("held_on", "2026-03-05"), ("minutes", "部署全年工作")])];
    Setup { columns, rows, lang, office, ..Setup::default() }.open()
}

/// Goes to the page of the first family.
fn family(bench: &mut Bench) {
    bench.press("F4 Enter");
    assert_eq!(bench.model().screen().place(), Place::Family);
}

#[test]
fn the_page_of_a_family_shows_its_rows() {
    let mut bench = registers(120, 60, Lang::Zh);
    family(&mut bench);
    let screen = bench.screen();
    for text in ["住院记录 1", "区人民医院  10000.00", "行动与自理评估 1", "部分失能", "记事 1", "希望常来坐坐"]
    {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
}

#[test]
fn the_registers_of_a_family() {
    let mut bench = registers(120, 36, Lang::Zh);
    family(&mut bench);
    bench.press("Ctrl-T Enter");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难 [F4 家庭] F5 期限  F6 匹配  F7 报表  F8 发放                          演示数据  2026-11-24 周二

      台账 F1                    |  住院记录  F1                                  1/1  |  住院记录  R1
                                 |  日期       对象       内容                         |
    - 住院记录                 1 |> 2026-10-01 王建国     区人民医院  10000.00  600..  |  医疗机构           区人民医院
      随访记录                 - |                                                     |  入住、入院日期     2026-10-01
      健康档案                 - |                                                     |  住院总费用         10000.00
      行动与自理评估           1 |                                                     |  基本医保支付       6000.00
      就学情况                 - |                                                     |  个人负担           4000.00
      双岗联系人               - |                                                     |
      家庭医生签约             - |                                                     |  经办               zhou
      就医绿色通道卡           - |                                                     |
      需求与心愿               - |                                                     |  登记经过
      记事                     1 |                                                     |  2026-11-24 区人民医院  2026-10-01
      附件                     - |                                                     |              10000.00  6000.00
      安静的日子               - |                                                     |             4000.00  zhou
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |
                                 |                                                     |

    F9 登记  2 更正  7 撤销记录  / 查找                                                                             F1 帮助
    ");
    let mut bench = registers(80, 24, Lang::En);
    family(&mut bench);
    bench.press("Ctrl-T");
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2  F3 [F4 Families] F5  F6  F7  F8           demo data  2026-11-24 Tue
      Registers F1                                 |  Hospital stays  R1
                                                   |
    > Hospital stays                             1 |  Hospital           区人民医院
      Follow-ups                                 - |  Admitted on        2026-10-01
      Health record                              - |  Cost of the stay   10000.00
      Mobility and self-care                     1 |  Paid by basic in.. 6000.00
      Schooling                                  - |  Left to the family 4000.00
      The two contacts                           - |
      Family doctor                              - |  Who                zhou
      Green-channel card                         - |
      Needs and wishes                           - |  Versions
      Notes                                      1 |  2026-11-24 区人民医院
      Files                                      - |             2026-10-01
      Quiet dates                                - |             10000.00  6000.00
                                                   |             4000.00  zhou
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |
                                                   |

    F9 New row  2 Correct  7 Withdraw  / Find                               F1 Help
    ");
}

#[test]
fn a_row_is_written_for_the_person_that_is_chosen() {
    let mut bench = registers(80, 24, Lang::Zh);
    family(&mut bench);
    bench.press("Ctrl-T Enter F9 text:欧阳");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难 [F4 家庭] F5 期限  F6 匹配  F7 报表     演示数据  11-24
      登记  住院记录
      李建国、赵德明  F1

    > 对象            欧阳                         键入文字或拼音筛选，上下箭头选择
      医疗机构        须填
      入住、入院日期  今天
      出院日期
      病种
      住院总费用
      基本医保支付
      大病保险支付
      商业保险支付
      个人负担









    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
    bench.press("Ctrl-U Down Down Tab text:中医院 Tab Ctrl-S");
    match bench.office.executed.last() {
        Some(Command::Register(RegisterCommand::Write { register, owner, values })) => {
            assert_eq!((*register, *owner), (RegisterNo(1), Owner::Member(FamilyId(1), MemberNo(2))));
            assert_eq!(values[0], ("hospital".to_string(), "中医院".to_string()));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_what_was_changed_is_sent_with_a_correction() {
    let mut bench = registers(80, 24, Lang::Zh);
    family(&mut bench);
    bench.press("Ctrl-T Enter 2 Tab Tab Tab Tab Ctrl-U text:12000 Ctrl-S");
    let values = vec![("stay_total".to_string(), "12000.00".to_string())];
    let correct = RegisterCommand::Correct { row: RowId(1), seen: Some(Seq(7)), values };
    assert_eq!(bench.office.executed.last(), Some(&Command::Register(correct)));
    bench.press("7 Ctrl-S");
    let withdraw = RegisterCommand::Withdraw { row: RowId(1), seen: Some(Seq(7)), reason: "误操作".into() };
    assert_eq!(bench.office.executed.last(), Some(&Command::Register(withdraw)));
}

#[test]
fn rows_of_the_office_need_no_family_and_rows_of_families_do() {
    let mut bench = registers(120, 36, Lang::En);
    bench.press("Ctrl-T");
    assert_eq!(bench.model().place(), Place::Registers);
    bench.press("F9");
    assert!(bench.notice().contains("Open the family first"), "{}", bench.notice());
    // The meetings are the thirteenth register.
    bench.press(&format!("Shift-Tab Home {} Enter", "Down ".repeat(12)));
    assert!(bench.screen().contains("部署全年工作"), "{}", bench.screen());
    bench.press("F9");
    assert_eq!(bench.model().place(), Place::Form);
}

#[test]
fn an_empty_register_says_where_its_rows_are_written() {
    let mut bench = super::bench::bench(80, 24, Lang::Zh);
    let screen = bench.press("Ctrl-T").screen();
    assert!(screen.contains("请先在家庭页面按 Ctrl-T"), "the first register is of families: {screen}");
    // The meetings are the thirteenth register, and the office's own.
    let screen = bench.press(&format!("Shift-Tab Home {} Enter", "Down ".repeat(12))).screen();
    assert!(screen.contains("按 F9 登记"), "{screen}");
}
