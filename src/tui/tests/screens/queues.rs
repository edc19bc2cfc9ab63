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
      余 10 天   已受理 王志强   急难 子女亡故..   |  成员 3
      余 32 天   已受理 李建国   急难 免费装配..   |  父亲   周德明   71 岁
      余 33 天   待办   黄玉梅   急难 居民医保..   |  母亲   李秀英   68 岁
      余 41 天   已审批 刘淑珍   急难 意外困难..   |  子女   周小军   已故
      无期限     待办   欧阳玉梅 优先 免费装配..   |
      逾期 11 天 待办   吴建国   优先 免费装配..   |  在办事项 3
      余 11 天   已受理 张桂兰   优先 传统节日..   |  逾期 6 天  急难 意外困难紧急
      余 12 天   已审批 陈德明   优先 意外困难..   |             救助
      余 19 天   待办   韦素芬   优先 子女亡故..   |  余 7 天    重残代缴养老费
      余 20 天   待办   王永福   优先 传统节日..   |             已受理
      余 33 天   已审批 刘秀英   优先 子女亡故..   |  余 20 天   随访与健康指导
      2026-12-28 暂缓   杨志强   优先 传统节日..   |
      余 42 天   已受理 李国华   优先 子女亡故..   |  应享措施 6  待核实 1
      无期限     已受理 杨永福   随访与健康指导    |  符合   居民医保参保补贴 父亲
      无期限     暂缓   欧阳秀英 特扶金兑现        |  已开办 重残代缴养老费 父亲
      逾期 14 天 待办   杨志强   农村危房改造优先  |  符合   社区巡诊 父亲
      逾期 14 天 已受理 吴国华   特扶金兑现      v |  已开办 随访与健康指导 父亲   v

    1 受理  4 不予办理  5 暂缓  6 转办  7 撤回  F9 新开事项  0 筛选         F1 帮助
    ");
}

#[test]
fn the_queues_wide() {
    let screen = screen(120, 36, Lang::Zh, "Down Space Down");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表                                   演示数据  2026-11-24 周二

      共 40 户                     |  全部部门                                  4/106  |  李建国、赵德明  F1
      部门     待办 七日 逾期 急难 |  期限       状态   对象         措施              |  南城街道  三圣路社区  NC00001
    - 全部部门   94    7   23    5 |  逾期 6 天  待办   周德明       急难 意外困难..   |  子女亡故  在册
      财政       10    2    1    1 | *2026-11-26 暂缓   陈永福       急难 传统节日..   |
      教委        -    -    -    - |  余 10 天   已受理 王志强       急难 子女亡故..   |  成员 3
      建委        9    1    3    - |> 余 32 天   已受理 李建国       急难 免费装配..   |  父亲   李建国   71 岁
      国土房管    -    -    -    - |  余 33 天   待办   黄玉梅       急难 居民医保..   |  母亲   赵德明   68 岁
      民政        -    -    -    - |  余 41 天   已审批 刘淑珍       急难 意外困难..   |  子女   李小燕   已故
      人社        9    1    3    - |  无期限     待办   欧阳玉梅     优先 免费装配..   |
      农委        -    -    -    - |  逾期 11 天 待办   吴建国       优先 免费装配..   |  在办事项 3
      卫计       29    1    8    - |  余 11 天   已受理 张桂兰       优先 传统节日..   |  余 6 天    居民医保参保补贴
      工会        -    -    -    - |  余 12 天   已审批 陈德明       优先 意外困难..   |             已审批
      妇联        -    -    -    - |  余 19 天   待办   韦素芬       优先 子女亡故..   |  余 19 天   社区巡诊
      残联        9    -    2    1 |  余 20 天   待办   王永福       优先 传统节日..   |  余 32 天   急难 免费装配假肢
      计生协     28    2    6    3 |  余 33 天   已审批 刘秀英       优先 子女亡故..   |             已受理
      政府办      -    -    -    - |  2026-12-28 暂缓   杨志强       优先 传统节日..   |
      核对        -                |  余 42 天   已受理 李国华       优先 子女亡故..   |  应享措施 5  待核实 2
                                   |  无期限     已受理 杨永福       随访与健康指导    |  已开办 居民医保参保补贴 父亲
                                   |  无期限     暂缓   欧阳秀英     特扶金兑现        |  符合   农村危房改造优先 父亲
                                   |  逾期 14 天 待办   杨志强       农村危房改造优先  |  已开办 社区巡诊 父亲
                                   |  逾期 14 天 已受理 吴国华       特扶金兑现        |  待核实 特扶金兑现 父亲
                                   |  逾期 14 天 待办   张淑珍       随访与健康指导    |  已开办 免费装配假肢 父亲
                                   |  逾期 13 天 待办   黄桂兰       重残代缴养老费    |  符合   子女亡故抚慰金 父亲
                                   |  逾期 13 天 待办   王国华       社区巡诊          |  待核实 意外困难紧急救助 父亲
                                   |  逾期 13 天 已受理 陈建国       免费装配假肢      |
                                   |  逾期 12 天 待办   张素芬       特扶金兑现        |  经过 3
                                   |  逾期 11 天 待办   陈永福       随访与健康指导    |  2026-11-21 登记成员 李小燕
                                   |  逾期 10 天 待办   欧阳秀英     子女亡故抚慰金    |             王科员
                                   |  逾期 9 天  待办   李志强       传统节日走访慰问  |  2026-08-26 李建国 自理能力: 自理
                                   |  逾期 9 天  待办   赵玉梅       意外困难紧急救助  |             王科员
                                   |  逾期 8 天  待办   周国华       居民医保参保补贴  |  2026-08-16 [已撤销] 建立家庭档案
                                   |  逾期 7 天  待办   赵桂兰       传统节日走访慰问v |             王科员
    已标记 1
    5 恢复  7 撤回  F9 新开事项  0 筛选  空格 标记  / 查找                                                          F1 帮助
    ");
}

#[test]
fn the_queues_in_english() {
    let screen = screen(80, 24, Lang::En, "");
    insta::assert_snapshot!(screen, @"
    fuzhu  [F2 Queues] F3  F4  F5  F6  F7                 demo data  2026-11-24 Tue
      All departments  late 23  urgent 5    1/106  |  周德明, 李秀英  F8
      Due        Status    For      Measure        |  兴隆镇  金星社区  NC00008
    > 6 d late   pending   周德明   emergency E..  |  child died  in the plan
      2026-11-26 suspended 陈永福   emergency F..  |
      in 10 d    accepted  王志强   emergency C..  |  People 3
      in 32 d    accepted  李建国   emergency A..  |  Father 周德明   age 71
      in 33 d    pending   黄玉梅   emergency M..  |  Mother 李秀英   age 68
      in 41 d    approved  刘淑珍   emergency E..  |  Child  周小军   died
      no date    pending   欧阳玉梅 high Artifi..  |
      11 d late  pending   吴建国   high Artifi..  |  Open items 3
      in 11 d    accepted  张桂兰   high Festiv..  |  6 d late   emergency
      in 12 d    approved  陈德明   high Emerge..  |             Emergency relief
      in 19 d    pending   韦素芬   high Condol..  |  in 7 d     Pension premium
      in 20 d    pending   王永福   high Festiv..  |             accepted
      in 33 d    approved  刘秀英   high Condol..  |  in 20 d    Follow-up
      2026-12-28 suspended 杨志强   high Festiv..  |
      in 42 d    accepted  李国华   high Condol..  |  Entitlements 6  1 not known
      no date    accepted  杨永福   Follow-up      |  yet
      no date    suspended 欧阳秀英 Allowance p..  |  yes      Medical premium
      14 d late  pending   杨志强   House renov..  |           subsidy Father
      14 d late  accepted  吴国华   Allowance p..v |  has item Pension premium     v

    1 Accept  4 Decline  5 Suspend  6 Refer  7 Withdraw  F9 New item        F1 Help
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
      Education        -    -    -    - |  in 10 d    accepted  王志强   emergency Con..  |  People 3
      Construction     9    1    3    - |  in 32 d    accepted  李建国   emergency Art..  |  Father 周德明   age 71
      Land & Hous..    -    -    -    - |  in 33 d    pending   黄玉梅   emergency Med..  |  Mother 李秀英   age 68
      Civil Affairs    -    -    -    - |  in 41 d    approved  刘淑珍   emergency Eme..  |  Child  周小军   died
      Social Sec.      9    1    3    - |  no date    pending   欧阳玉梅 high Artifici..  |
      Agriculture      -    -    -    - |  11 d late  pending   吴建国   high Artifici..  |  Open items 3
      Health & FP     29    1    8    - |  in 11 d    accepted  张桂兰   high Festival..  |  6 d late   emergency Emergency
      Trade Unions     -    -    -    - |  in 12 d    approved  陈德明   high Emergenc..  |             relief
      Women's Fed.     -    -    -    - |  in 19 d    pending   韦素芬   high Condolen..  |  in 7 d     Pension premium
      Disabled Fed.    9    -    2    1 |  in 20 d    pending   王永福   high Festival..  |             accepted
      FP Associat..   28    2    6    3 |  in 33 d    approved  刘秀英   high Condolen..  |  in 20 d    Follow-up
      Gov. Office      -    -    -    - |  2026-12-28 suspended 杨志强   high Festival..  |
      Review           -                |  in 42 d    accepted  李国华   high Condolen..  |  Entitlements 6  1 not known
                                        |  no date    accepted  杨永福   Follow-up        |  yet
                                        |  no date    suspended 欧阳秀英 Allowance pay..  |  yes      Medical premium
                                        |  14 d late  pending   杨志强   House renovat..  |           subsidy Father
                                        |  14 d late  accepted  吴国华   Allowance pay..  |  has item Pension premium
                                        |  14 d late  pending   张淑珍   Follow-up        |           Father
                                        |  13 d late  pending   黄桂兰   Pension premium  |  yes      Community rounds
                                        |  13 d late  pending   王国华   Community rou..  |           Father
                                        |  13 d late  accepted  陈建国   Artificial limb  |  has item Follow-up Father
                                        |  12 d late  pending   张素芬   Allowance pay..  |  yes      Artificial limb
                                        |  11 d late  pending   陈永福   Follow-up        |           Father
                                        |  10 d late  pending   欧阳秀英 Condolence mo..  |  yes      Festival visits
                                        |  9 d late   pending   李志强   Festival visits  |           Father
                                        |  9 d late   pending   赵玉梅   Emergency rel..  |  has item Emergency relief
                                        |  8 d late   pending   周国华   Medical premi..  |           Father
                                        |  7 d late   pending   赵桂兰   Festival visitsv |                                v

    1 Accept  4 Decline  5 Suspend  6 Refer  7 Withdraw  F9 New item  0 Filter  Space Mark  / Find                  F1 Help
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
      教委                        -    -    -    - |  成员 3
      建委                        9    1    3    - |  父亲   黄玉梅   71 岁
      国土房管                    -    -    -    - |  母亲   王德明   68 岁
      民政                        -    -    -    - |  子女   黄小燕   已故
      人社                        9    1    3    - |
      农委                        -    -    -    - |  在办事项 2
      卫计                       29    1    8    - |  余 33 天   急难 居民医保参保
      工会                        -    -    -    - |             补贴
      妇联                        -    -    -    - |  余 46 天   社区巡诊  已受理
      残联                        9    -    2    1 |
      计生协                     28    2    6    3 |  应享措施 5  待核实 2
      政府办                      -    -    -    - |  已开办 居民医保参保补贴 父亲
      核对                        -                |  符合   农村危房改造优先 父亲
                                                   |  已开办 社区巡诊 父亲
                                                   |  待核实 特扶金兑现 父亲
                                                   |  符合   免费装配假肢 父亲
                                                   |  符合   子女亡故抚慰金 父亲   v

    1 受理  4 不予办理  5 暂缓  6 转办  7 撤回  F9 新开事项  0 筛选         F1 帮助
    ");
}
