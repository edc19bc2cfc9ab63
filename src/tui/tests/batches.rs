//! F8: allowance batches from drawing up to closing, by the keys of a clerk.

use super::bench::{Bench, Setup};
use super::office::Office;
use crate::domain::batch::{BatchCommand, LineId, Said, Stage, State};
use crate::domain::command::Command;
use crate::ids::BatchId;
use crate::policy::money::Fen;
use crate::service::errand::{Errand, Ran, Returned};
use crate::text::Lang;
use crate::tui::layer::Layer;
use crate::tui::layer::bulk::Stage as Far;
use crate::tui::place::Place;

/// A desk on F8 over forty families and a draft of the second half of the year.
fn drawn(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut office = Office::with(40);
    office.batch_of("2026-H2");
    let mut bench = Setup { columns, rows, lang, office, ..Setup::default() }.open();
    bench.press("F8");
    bench
}

fn last(bench: &Bench) -> &BatchCommand {
    match bench.office.executed.last() {
        Some(Command::Batch(command)) => command,
        other => panic!("{other:?}"),
    }
}

/// Lets whatever goes on by itself come to where somebody is asked.
fn work(bench: &mut Bench) {
    for _ in 0..100 {
        if !bench.model().is_at_work() {
            return;
        }
        bench.give(Vec::new());
    }
    panic!("it does not end: {}", bench.screen());
}

#[test]
fn the_batches_as_screens() {
    let mut bench = drawn(80, 24, Lang::Zh);
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2  F3  F4  F5  F6  F7 [F8 发放]               演示数据  2026-11-24 周二
      发放批次                                1/1  |  B1  2026年下半年  拟定
      批次 期间    状态       人数 金额            |
    > B1   2026-H2 拟定         28 168,000.00      |  措施     特扶金兑现
                                                   |  部门     工会
                                                   |
                                                   |  应发     28 人 168,000.00 元
                                                   |  不发     12 人 72,000.00 元
                                                   |
                                                   |  拟定     2026-11-24  钱科员
                                                   |
                                                   |  看过明细无误，按 2 冻结。
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

    F9 拟定  1 核对  2 冻结  7 作废  9 欠发多发  / 查找                     F1 帮助
    ");
    let mut bench = drawn(120, 36, Lang::En);
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2  F3  F4  F5  F6  F7 [F8 Payments]                                                  demo data  2026-11-24 Tue

      Batches                                                                 1/1  |  B1  second half of 2026  draft
      Batch Period       Status    People   Paid Failed    Out Yuan                |
    > B1    2026-H2      draft         28      -      -     12 168,000.00          |  Measure      Allowance payment
                                                                                   |  Department   Trade Unions
                                                                                   |
                                                                                   |  to be paid   28 people, 168,000.00
                                                                                   |               yuan
                                                                                   |  left out     12 people, 72,000.00
                                                                                   |               yuan
                                                                                   |
                                                                                   |  Drawn up     2026-11-24  钱科员
                                                                                   |
                                                                                   |  When its lines are right, 2 freezes
                                                                                   |  it.
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
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |

    F9 Draw up  1 Check  2 Freeze  7 Discard  9 Arrears  / Find                                                     F1 Help
    ");
}

#[test]
fn the_lines_of_a_batch_as_screens() {
    let mut bench = drawn(80, 24, Lang::En);
    bench.press("Enter Down Down Down Down");
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2  F3  F4  F5  F6  F7 [F8 Payments]          demo data  2026-11-24 Tue
      B1  second half of 2026  draft         5/40  |  杨志强  F5  B1-5
        No. For           Yuan Status     Why      |
          1 李建国    6,000.00 to be paid          |  Status       left out
          2 张秀英    6,000.00 to be paid          |  Why          the account's
          3 刘秀英    6,000.00 to be paid          |               check digit is
          4 陈志强    6,000.00 to be paid          |               wrong
    >     5 杨志强    6,000.00 left out   the a..  |  Period       second half of
          6 赵桂兰    6,000.00 to be paid          |               2026
          7 黄桂兰    6,000.00 left out   no ba..  |  Standard     6 from 2026-07
          8 周德明    6,000.00 to be paid          |               at 1,000.00
          9 吴德明    6,000.00 to be paid          |               市卫健委 2024
         10 韦玉梅    6,000.00 left out   the a..  |  Amount       6,000.00
         11 欧阳玉梅  6,000.00 to be paid          |  Account      农商行
         12 王国华    6,000.00 to be paid          |               9999****0001
         13 李国华    6,000.00 to be paid          |  Identity     5123***********1
         14 张素芬    6,000.00 left out   no ba..  |
         15 刘素芬    6,000.00 left out   the a..  |
         16 陈永福    6,000.00 to be paid          |
         17 杨永福    6,000.00 to be paid          |
         18 赵淑珍    6,000.00 to be paid          |
         19 黄淑珍    6,000.00 to be paid        v |

    F9 Add  1 Put in  0 Filter  / Find                                      F1 Help
    ");
    let mut bench = drawn(120, 36, Lang::Zh);
    bench.press("Enter 0 2 Enter Down");
    assert_eq!(bench.model().place(), Place::Batch);
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表 [F8 发放]                         演示数据  2026-11-24 周二

      B1  2026年下半年  拟定  只看 不发                                      2/12  |  黄桂兰  F7  B1-7
       序号 对象     家庭    月数      金额 状态   说明                            |
          5 杨志强   F5         6  6,000.00 不发   账号校验位不符                  |  状态     不发
    >     7 黄桂兰   F7         6  6,000.00 不发   没有银行账号                    |  说明     没有银行账号
         10 韦玉梅   F10        6  6,000.00 不发   账号校验位不符                  |  期间     2026年下半年
         14 张素芬   F14        6  6,000.00 不发   没有银行账号                    |  标准     2026-07 起 6 个月，每月
         15 刘素芬   F15        6  6,000.00 不发   账号校验位不符                  |           1,000.00
         20 周建国   F20        6  6,000.00 不发   账号校验位不符                  |           市卫健委 2024
         21 吴建国   F21        6  6,000.00 不发   没有银行账号                    |  金额     6,000.00
         25 李志强   F25        6  6,000.00 不发   账号校验位不符                  |  账号     农商行  9999****0001
         28 陈德明   F28        6  6,000.00 不发   没有银行账号                    |  身份证号 5123***********1
         30 赵玉梅   F30        6  6,000.00 不发   账号校验位不符                  |
         35 欧阳素芬 F35        6  6,000.00 不发   没有银行账号                    |
         40 陈建国   F40        6  6,000.00 不发   账号校验位不符                  |
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
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |

    F9 补发  0 筛选  / 查找                                                                                         F1 帮助
    ");
}

#[test]
fn a_batch_is_drawn_up_and_listed_by_itself() {
    let mut bench = Setup::default().open();
    bench.press("F8");
    assert!(bench.screen().contains("按 F9 拟定一期"), "{}", bench.screen());
    bench.press("F9 Ctrl-S");
    work(&mut bench);
    assert!(bench.screen().contains("核对完毕，共 40 户。"), "{}", bench.screen());
    let slices =
        bench.office.executed.iter().filter(|command| matches!(command, Command::Batch(BatchCommand::List { .. })));
    assert_eq!(slices.count(), 3);
    bench.press("Enter");
    assert!(bench.screen().contains("看过明细无误，按 2 冻结。"), "{}", bench.screen());
    assert_eq!(bench.office.lines_in(State::In), 28);
}

#[test]
fn listing_can_be_stopped_and_goes_on() {
    let mut bench = Setup::default().open();
    bench.press("F8 F9 Ctrl-S");
    assert!(matches!(bench.model().layers.last(), Some(Layer::Walk(walk)) if walk.stage == Far::Opening));
    bench.press("Esc");
    assert!(bench.screen().contains("中途停止"), "{}", bench.screen());
    bench.press("Enter");
    assert!(bench.screen().contains("尚未核对完整，按 1 核对。"), "{}", bench.screen());
    bench.press("1");
    work(&mut bench);
    assert_eq!(bench.office.payments.len(), 40);
}

#[test]
fn what_an_act_comes_to_is_said_before_it_is_done() {
    let mut bench = drawn(80, 24, Lang::Zh);
    bench.press("2");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2  F3  F4  F5  F6  F7 [F8 发放]               演示数据  2026-11-24 周二
      冻结  B1
      B1  2026年下半年  拟定
      应发 28 人 168,000.00 元，不发 12 人。冻结后名册变化不再影响本批次。
      按 Enter 确定，Esc 返回。


















    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
    assert!(bench.office.executed.is_empty());
    bench.press("Enter");
    assert_eq!(last(&bench), &BatchCommand::Freeze { batch: BatchId(1) });
    assert_eq!(bench.office.batches[0].stage, Stage::Frozen);
    bench.press("2");
    assert!(bench.notice().contains("已冻结的批次不能冻结"), "{}", bench.notice());
    bench.press("7 text:重报 Enter");
    assert_eq!(last(&bench), &BatchCommand::Discard { batch: BatchId(1), reason: "重报".into() });
}

#[test]
fn lines_are_held_and_put_in_with_a_reason() {
    let mut bench = drawn(80, 24, Lang::Zh);
    bench.press("Enter 1 text:待查 Enter");
    let line = |no| LineId { batch: BatchId(1), no };
    assert_eq!(last(&bench), &BatchCommand::Rule { line: line(1), hold: true, reason: "待查".into() });
    assert!(bench.screen().contains("经办人停发：待查"), "{}", bench.screen());
    bench.press("1 text:查清 Enter");
    assert_eq!(last(&bench), &BatchCommand::Rule { line: line(1), hold: false, reason: "查清".into() });
    // The fifth only looks doubtful; the seventh has no account, and no reason puts that right.
    bench.press("Down Down Down Down 1 text:电话核实 Enter");
    assert_eq!(last(&bench), &BatchCommand::Rule { line: line(5), hold: false, reason: "电话核实".into() });
    bench.press("Down Down 1");
    assert_eq!(bench.model().place(), Place::Batch);
    assert!(bench.notice().contains("不能"), "{}", bench.notice());
}

#[test]
fn the_file_for_the_bank_needs_hands() {
    let mut bench = drawn(80, 24, Lang::Zh);
    bench.press("2 Enter 3 Enter");
    assert!(bench.screen().contains("数据目录由服务器使用"), "{}", bench.screen());
    assert_eq!(bench.model().place(), Place::Form, "what was typed stays");
    let sum = bench.office.batches[0].totals.waiting;
    bench.office.hands = Some(Ran::Sent(sum));
    bench.press("Ctrl-U text:/tmp/h2.csv Enter");
    let wanted = Errand::SendBatch { batch: BatchId(1), file: "/tmp/h2.csv".into() };
    assert_eq!(bench.office.errands.last(), Some(&wanted));
    assert!(bench.notice().contains("B1 送银行 28 人 168,000.00 元"), "{}", bench.notice());
}

#[test]
fn what_the_bank_says_is_tried_and_then_recorded() {
    let mut bench = drawn(80, 24, Lang::Zh);
    for command in [BatchCommand::Freeze { batch: BatchId(1) }, BatchCommand::Send { batch: BatchId(1) }] {
        bench.office.pay_for_test(&command);
    }
    let row = |row: u32, said| Returned { row, said };
    bench.office.hands = Some(Ran::Returns(vec![
        row(2, Ok((1, None))),
        row(3, Ok((2, Some(Said::Failed("户名不符".into()))))),
        row(4, Err(("金额不符。".into(), "The amount differs.".into()))),
        row(5, Ok((99, None))),
    ]));
    bench.press("F8 Ctrl-L 4 text:back.csv Ctrl-S");
    work(&mut bench);
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2  F3  F4  F5  F6  F7 [F8 发放]               演示数据  2026-11-24 周二
      回执  B1
      试运行 4 行：可登记 2，已登记过 0，不能登记 2，没有写入。
      按 Enter 登记 2 行，Esc 返回。

    > 第 4 行  金额不符。
      第 5 行  没有发放明细 B1-99。
















    Enter 确定                                                              F1 帮助
    ");
    assert!(bench.office.executed.is_empty(), "only tried");
    bench.press("Enter");
    work(&mut bench);
    assert!(bench.screen().contains("回执 4 行：已登记 2，已登记过 0，没有登记 2。"), "{}", bench.screen());
    assert_eq!((bench.office.lines_in(State::Paid), bench.office.lines_in(State::Failed)), (1, 1));
    // The same file again: what is recorded is not recorded twice.
    bench.press("Enter 4 text:back.csv Ctrl-S");
    work(&mut bench);
    assert!(bench.screen().contains("可登记 0，已登记过 2，不能登记 2"), "{}", bench.screen());
    bench.press("Esc 5 Enter");
    assert!(bench.screen().contains("还有 26 行没有银行回执"), "{}", bench.screen());
}

#[test]
fn a_failed_line_is_put_right_and_money_taken_back() {
    let mut bench = drawn(80, 24, Lang::Zh);
    let line = |no| LineId { batch: BatchId(1), no };
    let today = super::office::today();
    let failed = Said::Failed("已销户".into());
    for command in [
        BatchCommand::Freeze { batch: BatchId(1) },
        BatchCommand::Send { batch: BatchId(1) },
        BatchCommand::Return { line: line(1), outcome: failed, bounced: false },
        BatchCommand::Return { line: line(2), outcome: Said::Paid(today), bounced: false },
    ] {
        bench.office.pay_for_test(&command);
    }
    bench.press("Ctrl-L Enter 5 text:9999000000000098 Tab Tab text:换卡 Ctrl-S");
    match last(&bench) {
        BatchCommand::Correct(correction) => {
            assert_eq!((correction.line, correction.account.as_deref()), (line(1), Some("9999000000000098")));
        }
        other => panic!("{other:?}"),
    }
    bench.press("Down 6 text:1000 Tab text:多发一个月 Ctrl-S");
    let wanted = BatchCommand::Recover { line: line(2), amount: Fen(100_000), reason: "多发一个月".into() };
    assert_eq!(last(&bench), &wanted);
    bench.press("4 text:销户退回 Enter");
    assert!(matches!(last(&bench), BatchCommand::Return { bounced: true, .. }), "{:?}", last(&bench));
    bench.press("Esc 6 Enter");
    assert_eq!(bench.office.batches[1].again, Some(BatchId(1)));
}

#[test]
fn a_refusal_in_the_middle_stops_the_walk_and_is_told() {
    let mut bench = drawn(80, 24, Lang::Zh);
    bench.office.offline = true;
    bench.press("1");
    assert!(!bench.model().is_at_work());
    assert!(bench.screen().contains("中途停止"), "{}", bench.screen());
}

/// Somebody who was paid too little, and somebody who was paid too much by the second line.
fn uneven(office: &mut Office) {
    use crate::domain::batch::Balance;
    use crate::ids::{FamilyId, MemberNo};
    let of = |family: u32, name: &str, paid: i64, lines: Vec<LineId>| Balance {
        family: FamilyId(family),
        member: MemberNo(1),
        name: name.into(),
        period: "2026-H1".parse().unwrap(),
        owed: Fen(600_000),
        paid: Fen(paid),
        waiting: Fen::ZERO,
        by_hand: Fen::ZERO,
        recovered: Fen::ZERO,
        out: None,
        lines,
    };
    office.balances =
        vec![of(1, "李建国", 480_000, Vec::new()), of(2, "张秀英", 720_000, vec![LineId { batch: BatchId(1), no: 2 }])];
}

#[test]
fn arrears_go_into_a_draft_and_what_is_too_much_is_noted() {
    let mut bench = drawn(80, 24, Lang::Zh);
    uneven(&mut bench.office);
    bench.press("9");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2  F3  F4  F5  F6  F7 [F8 发放]               演示数据  2026-11-24 周二
      欠发多发                                1/2  |  李建国  F1
      对象     家庭    期间    欠发或多发          |
    > 李建国   F1      2026-H1 欠发 1,200.00       |  期间     2026年上半年
      张秀英   F2      2026-H1 多发 1,200.00       |  应发     6,000.00
                                                   |  已发     4,800.00
                                                   |  欠发     1,200.00
                                                   |
                                                   |  从不自动抵扣：欠发列入拟定中
                                                   |  的批次补发，多发登记追回。
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

    1 补发  / 查找                                                          F1 帮助
    ");
    bench.press("2");
    assert!(bench.notice().contains("没有多发"), "{}", bench.notice());
    bench.press("1");
    assert!(bench.screen().contains("补发 1,200.00 元，作为单独一行列入 B1"), "{}", bench.screen());
    bench.press("Enter");
    assert!(matches!(last(&bench), BatchCommand::Add { batch: BatchId(1), .. }), "{:?}", last(&bench));
    bench.press("Down 2 text:1200 Tab text:标准录错 Ctrl-S");
    let line = LineId { batch: BatchId(1), no: 2 };
    let wanted = BatchCommand::Recover { line, amount: Fen(120_000), reason: "标准录错".into() };
    assert_eq!(last(&bench), &wanted);
    bench.press("Enter");
    assert_eq!(bench.model().place(), Place::Family);
    bench.press("Esc Esc");
    assert_eq!(bench.model().place(), Place::Batches);
}

#[test]
fn arrears_wide_in_english_and_none_at_all() {
    let mut bench = drawn(120, 36, Lang::En);
    uneven(&mut bench.office);
    bench.press("9 Down");
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2  F3  F4  F5  F6  F7 [F8 Payments]                                                  demo data  2026-11-24 Tue

      Arrears                                                                 2/2  |  张秀英  F2
      For      Family  Period        Owed      Given Left or too much              |
      李建国   F1      2026-H1   6,000.00   4,800.00 left 1,200.00                 |  Period       first half of 2026
    > 张秀英   F2      2026-H1   6,000.00   7,200.00 too much 1,200.00             |  Owed         6,000.00
                                                                                   |  Paid         7,200.00
                                                                                   |  Too much     1,200.00
                                                                                   |  No.          B1-2
                                                                                   |
                                                                                   |  Nothing is set off: arrears go into a
                                                                                   |  draft, what is too much is noted to
                                                                                   |  be taken back.
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
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |
                                                                                   |

    2 Take back  / Find                                                                                             F1 Help
    ");
    bench.office.balances.clear();
    bench.press("Ctrl-L");
    assert!(bench.screen().contains("Nothing is left to pay and nothing was paid too much."), "{}", bench.screen());
}
