//! The register and the page of a family.

use super::screen;
use crate::text::Lang;
use crate::tui::tests::bench::Setup;

#[test]
fn the_register() {
    let screen = screen(80, 24, Lang::Zh, "F4");
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办  F3 急难 [F4 家庭] F5 期限  F6 匹配  F7 报表     演示数据  11-24
      全部家庭                           1/40  |  李建国、赵德明  F1
      家庭                件 欠      乡镇街道  |  南城街道  三圣路社区  NC00001
    > 李建国、赵德明 亡故  3 -       南城街道  |  子女亡故  在册
      张秀英、黄玉梅 亡故  2 -       西城街道  |
      刘秀英、周国华 残疾  3 联3访1  三泉镇    |  父亲   李建国   71 岁
      陈志强、吴素芬 亡故  2 -       南平镇    |  母亲   赵德明   68 岁
      杨志强、韦永福 亡故  3 -       神童镇    |  子女   李小燕   已故
      赵桂兰、欧阳.. 残疾  3 联3访1  鸣玉镇    |
      黄桂兰、王建国 亡故  3 -       大观镇    |  应享未办 2  待核实 2
      周德明、李秀英 亡故  3 -       兴隆镇    |  农村危房改造优先
      吴德明、张志强 残疾  2 联3访1  太平场镇  |  子女亡故抚慰金
      韦玉梅、刘桂兰 亡故  3 -       白沙镇    |
      欧阳玉梅、陈.. 亡故  2 -       水江镇    |  在办事项 3
      王国华、杨玉梅 残疾  3 联3访1  石墙镇    |  余 6 天    居民医保参保补贴
      李国华、赵国华 亡故  2 -       金山镇    |             已审批
      张素芬、黄素芬 亡故  3 -       头渡镇    |  余 19 天   社区巡诊
      刘素芬、周永福 残疾  3 联3访1  大有镇    |  余 32 天   急难 免费装配假肢
      陈永福、吴淑珍 亡故  3 -       合溪镇    |             已受理
      杨永福、韦建国 亡故  3 -       黎香湖镇  |
      赵淑珍、欧阳.. 残疾  2 联3访1  山王坪镇  |
      黄淑珍、王志强 亡故  3 -       木凉镇  v |

    1 新开事项  2 修改资料  3 再生育  4 收养  5 亡故  6 等级变更  7 迁移    F1 帮助
    ");
}

#[test]
fn the_register_wide_in_english() {
    let screen = screen(120, 36, Lang::En, "F4 Tab");
    insta::assert_snapshot!(screen, @"
    fuzhu   F2 Queues  F3 Emergencies [F4 Families] F5 Deadlines  F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      All families                                             1/40  |> 李建国, 赵德明  F1
      Family                  Open Owed   Township                   |  南城街道  三圣路社区  NC00001
    - 李建国, 赵德明 died        3 -      南城街道 三圣路社区        |  child died  in the plan
      张秀英, 黄玉梅 died        2 -      西城街道 西大街社区        |
      刘秀英, 周国华 disabled    3 3c 1v  三泉镇 三泉社区            |  Father 李建国   age 71
      陈志强, 吴素芬 died        2 -      南平镇 陈家场社区          |  Mother 赵德明   age 68
      杨志强, 韦永福 died        3 -      神童镇 金钟社区            |  Child  李小燕   died
      赵桂兰, 欧阳.. disabled    3 3c 1v  鸣玉镇 文化社区            |
      黄桂兰, 王建国 died        3 -      大观镇 观音桥社区          |  To open 2  2 not known yet
      周德明, 李秀英 died        3 -      兴隆镇 金星社区            |  House renovation
      吴德明, 张志强 disabled    2 3c 1v  太平场镇 桥头社区          |  Condolence money
      韦玉梅, 刘桂兰 died        3 -      白沙镇 井泉村              |
      欧阳玉梅, 陈.. died        2 -      水江镇 龙现社区            |  Open items 3
      王国华, 杨玉梅 disabled    3 3c 1v  石墙镇 汇仓村              |  in 6 d     Medical premium subsidy  approved
      李国华, 赵国华 died        2 -      金山镇 小河坝社区          |  in 19 d    Community rounds
      张素芬, 黄素芬 died        3 -      头渡镇 前星村              |  in 32 d    emergency Artificial limb  accepted
      刘素芬, 周永福 disabled    3 3c 1v  大有镇 大一社区            |
      陈永福, 吴淑珍 died        3 -      合溪镇 九溪社区            |
      杨永福, 韦建国 died        3 -      黎香湖镇 中湖社区          |
      赵淑珍, 欧阳.. disabled    2 3c 1v  山王坪镇 庙坝村            |
      黄淑珍, 王志强 died        3 -      木凉镇 玉岩铺村            |
      周建国, 李桂兰 died        2 -      楠竹山镇 农家村            |
      吴建国, 张德明 disabled    3 3c 1v  石溪镇 卫星社区            |
      韦秀英, 刘玉梅 died        2 -      德隆镇 洪湖村              |
      欧阳秀英, 陈.. died        3 -      民主镇 狮子村              |
      王志强, 杨素芬 disabled    3 3c 1v  福寿镇 大石坝村            |
      李志强, 赵永福 died        3 -      河图镇 河园社区            |
      张桂兰, 黄淑珍 died        3 -      庆元镇 汇龙村              |
      刘桂兰, 周建国 disabled    2 3c 1v  古花镇 古花村              |
      陈德明, 吴秀英 died        3 -      石莲镇 新民村              |
      杨德明, 韦志强 died        2 -      乾丰镇 九台村              |
      赵玉梅, 欧阳.. disabled    3 3c 1v  骑龙镇 清水村            v |

    1 New item  2 Edit  3 Birth  4 Adoption  5 Death  6 Grade  7 Move  8 Add person  9 Contact  Ctrl-T Registers    F1 Help
    ");
}

#[test]
fn a_family() {
    let screen = screen(120, 36, Lang::Zh, "F4 Enter Down");
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办  F3 急难 [F4 家庭] F5 期限  F6 匹配  F7 报表  F8 发放                          演示数据  2026-11-24 周二

      家庭详情 F1                                              |
      李建国、赵德明  F1                                       |  在册
      南城街道  三圣路社区  NC00001                            |
    > 子女亡故  在册                                           |  依据
      联系 10/10  走访 3/3  最近 10-12                         |  符合     成员年满 60 岁
                                                               |           本人年龄：71
      成员 3                                                   |  符合     成员自理能力为自理
      父亲   李建国   71 岁                                    |           本人自理能力：自理
      母亲   赵德明   68 岁                                    |
      子女   李小燕   已故                                     |
                                                               |
      在办事项 3                                               |
      余 6 天    居民医保参保补贴  已审批                      |
      余 19 天   社区巡诊                                      |
      余 32 天   急难 免费装配假肢  已受理                     |
                                                               |
      应享措施 5  待核实 2                                     |
      已开办 居民医保参保补贴 父亲                             |
      符合   农村危房改造优先 父亲                             |
      已开办 社区巡诊 父亲                                     |
      待核实 特扶金兑现 父亲                                   |
      已开办 免费装配假肢 父亲                                 |
      符合   子女亡故抚慰金 父亲                               |
      待核实 意外困难紧急救助 父亲                             |
                                                               |
      经过 3                                                   |
      2026-11-21 登记成员 李小燕  王科员                       |
      2026-08-26 李建国 自理能力: 自理  王科员                 |
      2026-08-16 [已撤销] 建立家庭档案  王科员                 |
                                                               |
                                                               |
                                                               |

    1 新开事项  2 修改资料  3 再生育  4 收养  5 亡故  6 等级变更  7 迁移  8 增加成员  9 记联系  Ctrl-T 台账         F1 帮助
    ");
}

#[test]
fn a_person_of_a_family_in_english() {
    let screen = screen(80, 24, Lang::En, "F4 Enter Down Down");
    insta::assert_snapshot!(screen, @"
    fuzhu   F2  F3 [F4 Families] F5  F6  F7  F8           demo data  2026-11-24 Tue
      Family F1                            |
      李建国, 赵德明  F1                   |  李建国
      南城街道  三圣路社区  NC00001        |  Name               李建国
      child died  in the plan              |  Role               Father
      Calls 10/10  Visits 3/3  last 10-12  |  Identity number  5123231955********1X
                                           |  Born on            1955-03-09
      People 3                             |
    > Father 李建国   age 71               |
      Mother 赵德明   age 68               |
      Child  李小燕   died                 |
                                           |
      Open items 3                         |
      in 6 d     Medical premium subsidy   |
                 approved                  |
      in 19 d    Community rounds          |
      in 32 d    emergency Artificial      |
                 limb  accepted            |
                                           |
      Entitlements 5  2 not known yet      |
      has item Medical premium subsidy     |
               Father                    v |

    1 New item  2 Edit  3 Birth  4 Adoption  5 Death  6 Grade  7 Move       F1 Help
    ");
}

#[test]
fn a_long_name_is_written_out_and_a_village_not_known_is_left_out() {
    let mut setup = Setup::default();
    let name = "阿不都克里木·买买提艾力江";
    setup.office.families[0].row.members[0].name = name.into();
    setup.office.families[0].row.village = 0;
    let mut bench = setup.open();
    bench.press("F4");
    let screen = bench.screen();
    let card = screen.lines().filter_map(|line| line.split_once('|')).map(|(_, card)| card.trim());
    assert!(card.clone().any(|line| line == format!("父亲   {name}")), "{screen}");
    assert!(card.clone().any(|line| line.ends_with("71 岁")), "{screen}");
    assert!(!screen.contains("000000000000"), "{screen}");
}
