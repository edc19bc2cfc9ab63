//! The review list: looked at side by side, chosen field by field, settled, with the keys of a clerk.

use super::bench::{Bench, Setup};
use super::office::Office;
use crate::domain::command::{Command, Edit};
use crate::domain::conflict::{self, ConflictId};
use crate::domain::event::Matter;
use crate::domain::facts::Change;
use crate::domain::gap::{GapId, Lacked, PutAside};
use crate::domain::member::Role;
use crate::domain::question::QuestionId;
use crate::domain::review::compare::{Comparison, Line, Person, Standing};
use crate::domain::review::{Answer, Settling};
use crate::ids::{MeasureNo, MemberNo, ReviewId, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::service::answer::{Asked, ConflictPage, ConflictSide, GapAsked, GapPage, Recorded, ReviewPage, ReviewRow};
use crate::service::query::Cursor;
use crate::text::Lang;
use crate::tui::place::Place;

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// A question about a row that has another phone, an address, the same father, and a child whom the family does not have.
pub fn question(office: &Office, number: u32) -> ReviewPage {
    let like: Vec<_> = office.families.iter().skip(number as usize).take(2).map(|page| page.row.clone()).collect();
    let father = like[0].members[0].name.clone();
    let change = |field, value| Change { field, since: None, before: None, after: Some(value) };
    let named = |role: Role, name: &str| vec![change(Field::Role, role.value()), change(Field::Name, text(name))];
    let row = vec![Vec::new(), named(Role::Father, &father), named(Role::Child, "王小满")];
    let matter = Matter::LikelyDuplicate {
        like: like.iter().map(|row| row.family).collect(),
        because: String::new(),
        source: format!("花名册.xlsx {}", number + 2),
        fingerprint: [0; 16],
        row,
    };
    let fact = |nth, field, ours: Option<&str>, theirs: &str, standing| {
        let (ours, theirs) = (ours.map(text), text(theirs));
        Line { nth, field, since: None, ours, theirs, standing }
    };
    let person = |nth, role, name: &str, member| Person { nth, role, name: name.into(), member };
    let comparison = Comparison {
        people: vec![person(1, Role::Father, &father, Some(MemberNo(1))), person(2, Role::Child, "王小满", None)],
        lines: vec![
            fact(0, Field::Phone, Some("138****1234"), "139****5678", Standing::Differs),
            fact(0, Field::Address, None, "新桥社区 7 号", Standing::Fills),
            fact(1, Field::Name, Some(&father), &father, Standing::Same),
            fact(2, Field::Name, None, "王小满", Standing::Fills),
            fact(2, Field::Certificate, None, "5123****61B1", Standing::Fills),
        ],
    };
    let (question, asked) = (QuestionId::Review(ReviewId(number)), Asked::Row(matter));
    let row = ReviewRow { cursor: Cursor(number.to_be_bytes().to_vec()), question, asked };
    let against = like.first().cloned();
    ReviewPage { row, settled: None, like, against, version: Some(Seq(12)), comparison }
}

fn bench(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut office = Office::with(40);
    office.reviews = (1..=3).map(|number| question(&office, number)).collect();
    Setup { columns, rows, lang, office, ..Setup::default() }.open()
}

fn settled(bench: &Bench) -> &Settling {
    match bench.office.executed.as_slice() {
        [Command::SettleReview(settling)] => settling,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_review_list() {
    let screen = bench(80, 24, Lang::Zh).press("Ctrl-R").screen();
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      核对                  1/3  |  F2  张秀英、黄玉梅  西城街道 西大街社区  1/2
      家庭    问题               |  花名册.xlsx 3  父母姓名与村居相同，或子女姓名与
    > F2+1    张秀英、王小满 ..  |  出生日期相同
      F3+1    刘秀英、王小满 ..  |
      F4+1    陈志强、王小满 ..  |                    名册           报送
                                 |  保留 联系电话     138****1234    139****5678
                                 |  采用 住址                        新桥社区 7 号
                                 |  父亲
                                 |  同   姓名         张秀英         张秀英
                                 |  子女  名册中没有此人
                                 |  采用 姓名                        王小满
                                 |  采用 残疾证号                    5123****61B1
                                 |
                                 |
                                 |
                                 |
                                 |
                                 |
                                 |
                                 |
                                 |

    1 即该家庭  2 另立家庭  3 不作更改  5 换一户对照  6 两户合并  / 查找    F1 帮助
    ");
}

#[test]
fn the_review_list_wide() {
    let screen = bench(120, 36, Lang::En).press("Ctrl-R Enter Space").screen();
    insta::assert_snapshot!(screen, @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      Review                  |  Review                          1/3  |  F2  张秀英, 黄玉梅  西城街道 西大街社区  1/2
                              |  Family  What is asked                |  花名册.xlsx 3  same parents' names and village, or
    - All                  3  |- F2+1    张秀英, 王小满  sent in, ..  |  same child's name and day of birth
      Given twice          -  |  F3+1    刘秀英, 王小满  sent in, ..  |
      Conflicting facts    -  |  F4+1    陈志强, 王小满  sent in, ..  |                          register     sent in
      Likely duplicates    3  |                                       |> take Telephone          138****1234  139****5678
      Missing facts        -  |                                       |  take Address                         新桥社区 7 号
                              |                                       |  Father
                              |                                       |  same Name               张秀英       张秀英
                              |                                       |  Child  not in the register
                              |                                       |  take Name                            王小满
                              |                                       |  take Disability certi..              5123****61B1
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |

    1 Same family  2 Another family  3 Leave  Space Take or keep  5 Next family  6 Merge  / Find                    F1 Help
    ");
}

#[test]
fn the_answer_says_what_it_will_record() {
    let screen = bench(80, 24, Lang::Zh).press("Ctrl-R Tab Space Down Down Down Down Down 4 1").screen();
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      即该家庭
      核对问题 1，即 F2。采用的内容：
      联系电话: 138****1234 > 139****5678
      住址: 新桥社区 7 号
      子女 残疾证号: 5123****61B1

    > 原因                                                               Tab 下一项















    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
}

#[test]
fn it_is_found_below_the_departments() {
    let mut bench = bench(120, 36, Lang::Zh);
    bench.press("Shift-Tab End");
    assert!(bench.screen().lines().any(|line| line.starts_with("> 核对        3")), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.model().place(), Place::Reviews);
    bench.press("F2");
    assert_eq!(bench.model().place(), Place::Queues);
}

#[test]
fn facts_are_chosen_one_by_one_and_a_person_as_a_whole() {
    let mut bench = bench(80, 24, Lang::Zh);
    // The phone is taken, the child is not entered.
    bench.press("Ctrl-R Tab Space Down Down Down Down Space 1 text:电话核实 Enter");
    let Settling { review, answer, reason } = settled(&bench).clone();
    let Answer::Same { family, seen, take, keep } = answer else { panic!("{answer:?}") };
    assert_eq!((review, reason.as_str(), seen), (ReviewId(1), "电话核实", Some(Seq(12))));
    assert_eq!(family, Some(bench.office.families[1].row.family));
    let fields =
        |spots: &[crate::domain::review::Spot]| spots.iter().map(|spot| spot.field.unwrap()).collect::<Vec<_>>();
    assert_eq!(fields(&take), [Field::Phone, Field::Address]);
    assert_eq!(fields(&keep), [Field::Name, Field::Certificate]);
    assert!(bench.notice().starts_with("已办：即该家庭"), "{}", bench.notice());
    assert_eq!(bench.model().overview.reviews, 2);
    assert!(bench.screen().contains("共 2 个") || bench.screen().contains("1/2"), "{}", bench.screen());
}

#[test]
fn leaving_wants_a_reason_and_another_family_does_not() {
    let mut one = bench(80, 24, Lang::Zh);
    one.press("Ctrl-R 3 Enter");
    assert!(one.office.executed.is_empty());
    one.press("text:待乡镇核实 Enter");
    assert_eq!(settled(&one).answer, Answer::Leave);
    let mut other = bench(80, 24, Lang::Zh);
    other.press("Ctrl-R Down 2 Enter");
    assert_eq!((settled(&other).review, &settled(&other).answer), (ReviewId(2), &Answer::New));
    other.press("Ctrl-Z Enter");
    assert!(matches!(other.office.executed.last(), Some(Command::Undo { .. })));
}

#[test]
fn the_row_is_laid_beside_the_next_family() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("Ctrl-R Tab Space 5");
    assert!(bench.screen().contains("2/2"), "{}", bench.screen());
    bench.press("1 Enter");
    let Answer::Same { family, take, .. } = &settled(&bench).answer else { panic!() };
    assert_eq!(*family, Some(bench.office.families[2].row.family));
    assert!(
        !take.iter().any(|spot| spot.field == Some(Field::Phone)),
        "what was chosen for another family is not kept"
    );
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut empty = Setup::default().open();
    empty.press("Ctrl-R 1");
    assert!(empty.screen().contains("没有待核对的问题。"), "{}", empty.screen());
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("Ctrl-R Space");
    assert!(bench.notice().contains("Tab"), "{}", bench.notice());
}

/// An office with a child whose death is recorded and who is recorded as living, beside the questions about rows.
fn with_conflict(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut office = Office::with(40);
    office.reviews = vec![question(&office, 1)];
    let family = office.families[4].row.clone();
    let person = family.members[0].clone();
    let id = ConflictId { family: family.family, rule: 5, member: person.member, with: person.member };
    let side = |field, value, instead, seq: u64| ConflictSide {
        member: Some(person.member),
        role: Some(person.role),
        name: person.name.clone(),
        field,
        since: None,
        value,
        instead,
        recorded: Some(Recorded {
            seq: Seq(seq),
            at: chrono::DateTime::parse_from_rfc3339("2026-03-02T10:00:00+08:00").unwrap(),
            actor: "钱科员".into(),
            command: "family edit".into(),
        }),
    };
    let died = chrono::NaiveDate::from_ymd_opt(2013, 5, 6).unwrap();
    let row = ReviewRow {
        cursor: Cursor(vec![0]),
        question: QuestionId::Conflict(id),
        asked: Asked::Conflict(id, vec![person.name.clone()]),
    };
    let sides = [
        side(Field::DiedOn, Value::Date(died), None, 7),
        side(Field::Alive, Value::Flag(true), Some(Value::Flag(false)), 31),
    ];
    office.conflicts = vec![ConflictPage { row, version: Seq(31), family, sides }];
    Setup { columns, rows, lang, office, ..Setup::default() }.open()
}

fn put_right(bench: &Bench) -> &conflict::Settling {
    match bench.office.executed.as_slice() {
        [Command::SettleConflict(settling)] => settling,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_facts_side_by_side() {
    let screen = with_conflict(80, 24, Lang::Zh).press("Ctrl-R").screen();
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      核对                  1/2  |  F5  杨志强、韦永福  神童镇 金钟社区
      家庭    问题               |  登记了死亡日期，又登记为健在
    > F5      杨志强  登记了..   |
      F2+1    张秀英、王小满 ..  |  1  父亲 杨志强  死亡日期
                                 |  登记为     2013-05-06
                                 |  登记于     2026-03-02  钱科员  #7
                                 |  有误则改   去掉
                                 |
                                 |  2  父亲 杨志强  是否健在
                                 |  登记为     是
                                 |  登记于     2026-03-02  钱科员  #31
                                 |  有误则改   否
                                 |
                                 |
                                 |
                                 |
                                 |
                                 |
                                 |
                                 |
                                 |

    1 以第一项为准  2 以第二项为准  3 两项都对  4 另填  / 查找              F1 帮助
    ");
}

#[test]
fn two_facts_side_by_side_wide() {
    let screen = with_conflict(120, 36, Lang::En).press("Ctrl-R").screen();
    insta::assert_snapshot!(screen, @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      Review                  |  Review                          1/2  |  F5  杨志强, 韦永福  神童镇 金钟社区
                              |  Family  What is asked                |  a day of death is recorded, and the person as
    - All                  2  |> F5      杨志强  a day of death is..  |  living
      Given twice          -  |  F2+1    张秀英, 王小满  sent in, ..  |
      Conflicting facts    1  |                                       |  1  Father 杨志强  Died on
      Likely duplicates    1  |                                       |  recorded   2013-05-06
      Missing facts        -  |                                       |  by         2026-03-02  钱科员  #7
                              |                                       |  else       taken away
                              |                                       |
                              |                                       |  2  Father 杨志强  Living
                              |                                       |  recorded   yes
                              |                                       |  by         2026-03-02  钱科员  #31
                              |                                       |  else       no
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |

    1 First is right  2 Second is right  3 Both are right  4 Enter another  / Find                                  F1 Help
    ");
}

#[test]
fn what_the_right_fact_does_is_said_before_it_is_done() {
    let mut bench = with_conflict(80, 24, Lang::Zh);
    bench.press("Ctrl-R 1");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      以第一项为准
      F5  登记了死亡日期，又登记为健在
      父亲 杨志强  是否健在: 是 > 否

    > 原因                                                               Tab 下一项

















    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
    bench.press("Enter");
    let settling = put_right(&bench);
    assert_eq!((&settling.answer, settling.seen), (&conflict::Answer::First, Some(Seq(31))));
    assert_eq!(bench.model().overview.reviews, 1);
    assert!(bench.notice().starts_with("已办：以第一项为准"), "{}", bench.notice());
}

#[test]
fn both_right_wants_a_reason_and_another_value_is_entered() {
    let mut both = with_conflict(80, 24, Lang::Zh);
    both.press("Ctrl-R 3 Enter");
    assert!(both.office.executed.is_empty());
    both.press("text:证明有误待换 Enter");
    assert_eq!(put_right(&both).answer, conflict::Answer::Both);
    let mut another = with_conflict(80, 24, Lang::Zh);
    another.press("Ctrl-R 4 text:2014-05-06 Ctrl-S");
    let day = chrono::NaiveDate::from_ymd_opt(2014, 5, 6).unwrap();
    let member = Some(another.office.families[4].row.members[0].member);
    let values = vec![(member, Field::DiedOn, Some(Value::Date(day)))];
    assert_eq!(put_right(&another).answer, conflict::Answer::Values(values));
}

#[test]
fn the_kinds_stand_on_the_left_with_their_counts() {
    let mut bench = with_conflict(120, 36, Lang::Zh);
    bench.press("Ctrl-R Shift-Tab Down Down Down");
    let screen = bench.screen();
    assert!(screen.lines().any(|line| line.starts_with("> 疑似重复") && line.contains('1')), "{screen}");
    assert!(!screen.contains("登记了死亡日期"), "{screen}");
    bench.press("Enter 1");
    assert!(bench.screen().contains("核对问题 1，即 F2"), "{}", bench.screen());
}

/// An office in which facts of a person and of a household are lacking.
fn with_gaps(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut office = Office::with(40);
    let family = office.families[4].row.clone();
    let person = family.members[0].clone();
    let lacked =
        |field, measures: &[u8]| Lacked { field, measures: measures.iter().map(|no| MeasureNo(*no)).collect() };
    let page = |member, role, names: &[&str], waiting, lacks| {
        let gap = GapId { family: family.family, member };
        let names = names.iter().map(|name| name.to_string()).collect();
        let asked = GapAsked { gap, names, waiting, lacks };
        let (question, cursor) = (QuestionId::Gap(gap), Cursor(vec![member.0]));
        let row = ReviewRow { cursor, question, asked: Asked::Gap(asked.clone()) };
        GapPage { row, asked, family: family.clone(), version: Seq(31), role }
    };
    let of_person = vec![lacked(Field::BornOn, &[1, 2, 3]), lacked(Field::Hukou, &[2])];
    office.gaps = vec![
        page(person.member, Some(person.role), &[&person.name], 3, of_person),
        page(MemberNo(0), None, &["杨志强", "韦永福"], 1, vec![lacked(Field::Village, &[4])]),
    ];
    Setup { columns, rows, lang, office, ..Setup::default() }.open()
}

/// In front of the list of missing facts.
fn at_gaps(columns: u16, rows: u16, lang: Lang) -> Bench {
    let mut bench = with_gaps(columns, rows, lang);
    bench.press("Ctrl-R Shift-Tab Down Down Down Down Enter");
    bench
}

#[test]
fn what_is_lacking_and_what_waits_for_it() {
    insta::assert_snapshot!(at_gaps(80, 24, Lang::Zh).screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      缺资料                1/2  |  F5  杨志强、韦永福  神童镇 金钟社区
      家庭    问题               |  父亲 杨志强
    > F5      杨志强  3 项待..   |  3 项待遇待定，补齐下列资料即可判定
      F5      杨志强、韦永福 ..  |
                                 |  出生日期（3 项措施待定）
                                 |  特扶金配套拨付
                                 |  居民医保参保补贴
                                 |  各类补贴优先保障
                                 |
                                 |  户籍性质（1 项措施待定）
                                 |  居民医保参保补贴
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

    1 补填资料  3 查不到，暂搁  / 查找                                      F1 帮助
    ");
}

#[test]
fn what_is_lacking_in_english() {
    insta::assert_snapshot!(at_gaps(80, 24, Lang::En).screen(), @"
    fuzhu   F2  F3  F4  F5  F6  F7  F8                    demo data  2026-11-24 Tue
      Missing facts         1/2  |  F5  杨志强, 韦永福  神童镇 金钟社区
      Family  What is asked      |  Father 杨志强
    > F5      杨志强  3 wait ..  |  3 wait for these facts
      F5      杨志强, 韦永福 ..  |
                                 |  Born on (3 wait for it)
                                 |  Allowance funding
                                 |  Medical premium subsidy
                                 |  First for grants
                                 |
                                 |  Hukou (1 wait for it)
                                 |  Medical premium subsidy
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

    1 Fill in  3 Nobody knows  / Find                                       F1 Help
    ");
}

#[test]
fn what_is_lacking_wide() {
    insta::assert_snapshot!(at_gaps(120, 36, Lang::Zh).screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表  F8 发放                          演示数据  2026-11-24 周二

      核对             |  缺资料                             1/2  |  F5  杨志强、韦永福  神童镇 金钟社区
                       |  家庭    问题                            |  父亲 杨志强
      全部          -  |> F5      杨志强  3 项待遇待定，缺出生..  |  3 项待遇待定，补齐下列资料即可判定
      同期重复      -  |  F5      杨志强、韦永福  1 项待遇待定..  |
      信息不一致    -  |                                          |  出生日期（3 项措施待定）
      疑似重复      -  |                                          |  特扶金配套拨付
    - 缺资料        2  |                                          |  居民医保参保补贴
                       |                                          |  各类补贴优先保障
                       |                                          |
                       |                                          |  户籍性质（1 项措施待定）
                       |                                          |  居民医保参保补贴
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |
                       |                                          |

    1 补填资料  3 查不到，暂搁  / 查找                                                                              F1 帮助
    ");
}

#[test]
fn what_is_lacking_wide_in_english() {
    insta::assert_snapshot!(at_gaps(120, 36, Lang::En).screen(), @"
    fuzhu   F2 Queues  F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      Review                  |  Missing facts                   1/2  |  F5  杨志强, 韦永福  神童镇 金钟社区
                              |  Family  What is asked                |  Father 杨志强
      All                  -  |> F5      杨志强  3 wait for Born o..  |  3 wait for these facts
      Given twice          -  |  F5      杨志强, 韦永福  1 wait fo..  |
      Conflicting facts    -  |                                       |  Born on (3 wait for it)
      Likely duplicates    -  |                                       |  Allowance funding
    - Missing facts        2  |                                       |  Medical premium subsidy
                              |                                       |  First for grants
                              |                                       |
                              |                                       |  Hukou (1 wait for it)
                              |                                       |  Medical premium subsidy
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |
                              |                                       |

    1 Fill in  3 Nobody knows  / Find                                                                               F1 Help
    ");
}

#[test]
fn what_is_lacking_is_filled_in_place() {
    let mut bench = at_gaps(80, 24, Lang::Zh);
    let id = bench.office.gaps[0].asked.gap;
    bench.press("1");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      补填资料
      F5  父亲 杨志强

    > 出生日期                                     可填 2026-11-24、11-24、今天、+3
      户籍性质

















    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
    bench.press("text:1960-02-01 Ctrl-S");
    let value = Some(Value::Date("1960-02-01".parse().unwrap()));
    let edits = vec![Edit { member: id.person(), field: Field::BornOn, since: None, value }];
    let seen = Some(Seq(31));
    let expected = Command::EditFamily { family: id.family, seen, edits, new_members: Vec::new() };
    assert_eq!(bench.office.executed, [expected]);
}

#[test]
fn what_nobody_knows_is_put_aside_with_a_reason() {
    let mut bench = at_gaps(80, 24, Lang::En);
    let gap = bench.office.gaps[0].asked.gap;
    bench.press("3");
    insta::assert_snapshot!(bench.screen(), @"
    fuzhu   F2  F3  F4  F5  F6  F7  F8                    demo data  2026-11-24 Tue
      Nobody knows
      F5  Father 杨志强
      Born on, Hukou

    > Reason                                                        Tab: next field

















    Enter Go on  Ctrl-S Send                                                F1 Help
    ");
    bench.press("Ctrl-S");
    assert!(bench.office.executed.is_empty());
    bench.press("text:burnt Ctrl-S");
    let put = PutAside { gap, seen: Some(Seq(31)), reason: "burnt".into() };
    assert_eq!(bench.office.executed, [Command::PutAside(put)]);
    assert_eq!(bench.office.gaps.len(), 1);
}
