//! The queues: departments, what waits, the family beside it.

use super::screen;
use crate::text::Lang;

#[test]
fn the_queues() {
    let screen = screen(80, 24, Lang::Zh, "");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      全部部门  逾期 23  急难 5             1/106  |  周德明、李秀英  F8
      期限       状态   对象     措施              |  兴隆镇  金星社区  NC00008
    > 逾期 6 天  待办   周德明   急难 意外困难..   |  子女亡故  在册
      2026-11-26 暂缓   陈永福   急难 传统节日..   |
      余 10 天   已受理 王志强   急难 子女亡故..   |  父亲   周德明   71 岁
      余 32 天   已受理 李建国   急难 免费装配..   |  母亲   李秀英   68 岁
      余 33 天   待办   黄玉梅   急难 居民医保..   |  子女   周小军   已故
      余 41 天   已审批 刘淑珍   急难 意外困难..   |
      无期限     待办   欧阳玉梅 优先 免费装配..   |  应享未办 4  待核实 1
      逾期 11 天 待办   吴建国   优先 免费装配..   |  居民医保参保补贴
      余 11 天   已受理 张桂兰   优先 传统节日..   |  社区巡诊
      余 12 天   已审批 陈德明   优先 意外困难..   |  免费装配假肢
      余 19 天   待办   韦素芬   优先 子女亡故..   |  传统节日走访慰问
      余 20 天   待办   王永福   优先 传统节日..   |
      余 33 天   已审批 刘秀英   优先 子女亡故..   |  在办事项 3
      2026-12-28 暂缓   杨志强   优先 传统节日..   |  逾期 6 天  急难 意外困难紧急
      余 42 天   已受理 李国华   优先 子女亡故..   |             救助
      无期限     已受理 杨永福   随访与健康指导    |  余 7 天    重残代缴养老费
      无期限     暂缓   欧阳秀英 特扶金兑现        |             已受理
      逾期 14 天 待办   杨志强   农村危房改造优先  |  余 20 天   随访与健康指导
      逾期 14 天 已受理 吴国华   特扶金兑现      v |

    1 受理          4 不予办理  5 暂缓  6 转办  7 撤回  F9 新开事项  0 筛选 F1 帮助
    ");
}

#[test]
fn the_queues_wide() {
    let screen = screen(120, 36, Lang::Zh, "Down Space Down");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表  F8 发放                          演示数据  2026-11-24 周二

      共 40 户                     |  全部部门                                  4/106  |  李建国、赵德明  F1
      部门     待办 七日 逾期 急难 |  期限       状态   对象         措施              |  南城街道  三圣路社区  NC00001
    - 全部部门   94    7   23    5 |  逾期 6 天  待办   周德明       急难 意外困难..   |  子女亡故  在册
      财政       10    2    1    1 | *2026-11-26 暂缓   陈永福       急难 传统节日..   |
      教委        -    -    -    - |  余 10 天   已受理 王志强       急难 子女亡故..   |  父亲   李建国   71 岁
      建委        9    1    3    - |> 余 32 天   已受理 李建国       急难 免费装配..   |  母亲   赵德明   68 岁
      国土房管    -    -    -    - |  余 33 天   待办   黄玉梅       急难 居民医保..   |  子女   李小燕   已故
      民政        -    -    -    - |  余 41 天   已审批 刘淑珍       急难 意外困难..   |
      人社        9    1    3    - |  无期限     待办   欧阳玉梅     优先 免费装配..   |  应享未办 2  待核实 2
      农委        -    -    -    - |  逾期 11 天 待办   吴建国       优先 免费装配..   |  农村危房改造优先
      卫计       29    1    8    - |  余 11 天   已受理 张桂兰       优先 传统节日..   |  子女亡故抚慰金
      工会        -    -    -    - |  余 12 天   已审批 陈德明       优先 意外困难..   |
      妇联        -    -    -    - |  余 19 天   待办   韦素芬       优先 子女亡故..   |  在办事项 3
      残联        9    -    2    1 |  余 20 天   待办   王永福       优先 传统节日..   |  余 6 天    居民医保参保补贴
      计生协     28    2    6    3 |  余 33 天   已审批 刘秀英       优先 子女亡故..   |             已审批
      政府办      -    -    -    - |  2026-12-28 暂缓   杨志强       优先 传统节日..   |  余 19 天   社区巡诊
      核对        -                |  余 42 天   已受理 李国华       优先 子女亡故..   |  余 32 天   急难 免费装配假肢
                                   |  无期限     已受理 杨永福       随访与健康指导    |             已受理
                                   |  无期限     暂缓   欧阳秀英     特扶金兑现        |
                                   |  逾期 14 天 待办   杨志强       农村危房改造优先  |
                                   |  逾期 14 天 已受理 吴国华       特扶金兑现        |
                                   |  逾期 14 天 待办   张淑珍       随访与健康指导    |
                                   |  逾期 13 天 待办   黄桂兰       重残代缴养老费    |
                                   |  逾期 13 天 待办   王国华       社区巡诊          |
                                   |  逾期 13 天 已受理 陈建国       免费装配假肢      |
                                   |  逾期 12 天 待办   张素芬       特扶金兑现        |
                                   |  逾期 11 天 待办   陈永福       随访与健康指导    |
                                   |  逾期 10 天 待办   欧阳秀英     子女亡故抚慰金    |
                                   |  逾期 9 天  待办   李志强       传统节日走访慰问  |
                                   |  逾期 9 天  待办   赵玉梅       意外困难紧急救助  |
                                   |  逾期 8 天  待办   周国华       居民医保参保补贴  |
                                   |  逾期 7 天  待办   赵桂兰       传统节日走访慰问v |
    已标记 1
    5 恢复  7 撤回  F9 新开事项  0 筛选  空格 标记  / 查找                                                          F1 帮助
    ");
}

#[test]
fn the_queues_in_english() {
    let screen = screen(80, 24, Lang::En, "");
    insta::assert_snapshot!(screen, @"
    fuzhu  [F2 Queues] F3  F4  F5  F6  F7  F8             demo data  2026-11-24 Tue
      All departments  late 23  urgent 5    1/106  |  周德明, 李秀英  F8
      Due        Status    For      Measure        |  兴隆镇  金星社区  NC00008
    > 6 d late   pending   周德明   emergency E..  |  child died  in the plan
      2026-11-26 suspended 陈永福   emergency F..  |
      in 10 d    accepted  王志强   emergency C..  |  Father 周德明   age 71
      in 32 d    accepted  李建国   emergency A..  |  Mother 李秀英   age 68
      in 33 d    pending   黄玉梅   emergency M..  |  Child  周小军   died
      in 41 d    approved  刘淑珍   emergency E..  |
      no date    pending   欧阳玉梅 high Artifi..  |  To open 4  1 not known yet
      11 d late  pending   吴建国   high Artifi..  |  Medical premium subsidy
      in 11 d    accepted  张桂兰   high Festiv..  |  Community rounds
      in 12 d    approved  陈德明   high Emerge..  |  Artificial limb
      in 19 d    pending   韦素芬   high Condol..  |  Festival visits
      in 20 d    pending   王永福   high Festiv..  |
      in 33 d    approved  刘秀英   high Condol..  |  Open items 3
      2026-12-28 suspended 杨志强   high Festiv..  |  6 d late   emergency
      in 42 d    accepted  李国华   high Condol..  |             Emergency relief
      no date    accepted  杨永福   Follow-up      |  in 7 d     Pension premium
      no date    suspended 欧阳秀英 Allowance p..  |             accepted
      14 d late  pending   杨志强   House renov..  |  in 20 d    Follow-up
      14 d late  accepted  吴国华   Allowance p..v |

    1 Accept   4 Decline  5 Suspend  6 Refer  7 Withdraw  F9 New item       F1 Help
    ");
}

#[test]
fn the_queues_wide_in_english() {
    let screen = screen(120, 36, Lang::En, "");
    insta::assert_snapshot!(screen, @"
    fuzhu  [F2 Queues] F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      40 families                       |  All departments                         1/106  |  周德明, 李秀英  F8
      Department    open soon late ur.. |  Due        Status    For      Measure          |  兴隆镇  金星社区  NC00008
    - All departm..   94    7   23    5 |> 6 d late   pending   周德明   emergency Eme..  |  child died  in the plan
      Finance         10    2    1    1 |  2026-11-26 suspended 陈永福   emergency Fes..  |
      Education        -    -    -    - |  in 10 d    accepted  王志强   emergency Con..  |  Father 周德明   age 71
      Construction     9    1    3    - |  in 32 d    accepted  李建国   emergency Art..  |  Mother 李秀英   age 68
      Land & Hous..    -    -    -    - |  in 33 d    pending   黄玉梅   emergency Med..  |  Child  周小军   died
      Civil Affairs    -    -    -    - |  in 41 d    approved  刘淑珍   emergency Eme..  |
      Social Sec.      9    1    3    - |  no date    pending   欧阳玉梅 high Artifici..  |  To open 4  1 not known yet
      Agriculture      -    -    -    - |  11 d late  pending   吴建国   high Artifici..  |  Medical premium subsidy
      Health & FP     29    1    8    - |  in 11 d    accepted  张桂兰   high Festival..  |  Community rounds
      Trade Unions     -    -    -    - |  in 12 d    approved  陈德明   high Emergenc..  |  Artificial limb
      Women's Fed.     -    -    -    - |  in 19 d    pending   韦素芬   high Condolen..  |  Festival visits
      Disabled Fed.    9    -    2    1 |  in 20 d    pending   王永福   high Festival..  |
      FP Associat..   28    2    6    3 |  in 33 d    approved  刘秀英   high Condolen..  |  Open items 3
      Gov. Office      -    -    -    - |  2026-12-28 suspended 杨志强   high Festival..  |  6 d late   emergency Emergency
      Review           -                |  in 42 d    accepted  李国华   high Condolen..  |             relief
                                        |  no date    accepted  杨永福   Follow-up        |  in 7 d     Pension premium
                                        |  no date    suspended 欧阳秀英 Allowance pay..  |             accepted
                                        |  14 d late  pending   杨志强   House renovat..  |  in 20 d    Follow-up
                                        |  14 d late  accepted  吴国华   Allowance pay..  |
                                        |  14 d late  pending   张淑珍   Follow-up        |
                                        |  13 d late  pending   黄桂兰   Pension premium  |
                                        |  13 d late  pending   王国华   Community rou..  |
                                        |  13 d late  accepted  陈建国   Artificial limb  |
                                        |  12 d late  pending   张素芬   Allowance pay..  |
                                        |  11 d late  pending   陈永福   Follow-up        |
                                        |  10 d late  pending   欧阳秀英 Condolence mo..  |
                                        |  9 d late   pending   李志强   Festival visits  |
                                        |  9 d late   pending   赵玉梅   Emergency rel..  |
                                        |  8 d late   pending   周国华   Medical premi..  |
                                        |  7 d late   pending   赵桂兰   Festival visitsv |

    1 Accept              4 Decline  5 Suspend  6 Refer  7 Withdraw  F9 New item  0 Filter  Space Mark  / Find      F1 Help
    ");
}

#[test]
fn the_departments_in_place_of_the_queue() {
    let screen = screen(80, 24, Lang::Zh, "Shift-Tab Down");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      共 40 户                                     |  黄玉梅、王德明  F31
      部门                     待办 七日 逾期 急难 |  冷水关镇  红岩村  NC00031
      全部部门                   94    7   23    5 |  子女亡故  在册
    > 财政                       10    2    1    1 |
      教委                        -    -    -    - |  父亲   黄玉梅   71 岁
      建委                        9    1    3    - |  母亲   王德明   68 岁
      国土房管                    -    -    -    - |  子女   黄小燕   已故
      民政                        -    -    -    - |
      人社                        9    1    3    - |  应享未办 3  待核实 2
      农委                        -    -    -    - |  农村危房改造优先
      卫计                       29    1    8    - |  免费装配假肢
      工会                        -    -    -    - |  子女亡故抚慰金
      妇联                        -    -    -    - |
      残联                        9    -    2    1 |  在办事项 2
      计生协                     28    2    6    3 |  余 33 天   急难 居民医保参保
      政府办                      -    -    -    - |             补贴
      核对                        -                |  余 46 天   社区巡诊  已受理
                                                   |
                                                   |
                                                   |
                                                   |

    1 受理          4 不予办理  5 暂缓  6 转办  7 撤回  F9 新开事项  0 筛选 F1 帮助
    ");
}
