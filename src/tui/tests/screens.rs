//! Whole screens, as a clerk sees them.

use super::bench::bench;
use crate::text::Lang;

fn screen(columns: u16, rows: u16, lang: Lang, keys: &str) -> String {
    bench(columns, rows, lang).press(keys).screen()
}

#[test]
fn the_queues() {
    let screen = screen(80, 24, Lang::Zh, "");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
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
    扶助  [F2 待办]  F3 急难   F4 家庭   F5 期限   F6 匹配   F7 报表                              演示数据  2026-11-24 周二

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
    fuzhu  [F2 Queues]  F3   F4   F5   F6   F7            demo data  2026-11-24 Tue
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
    fuzhu  [F2 Queues]  F3 Emergencies   F4 Families   F5 Deadlines   F6 Entitlements   F7 Figures    demo data  2026-11-24

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
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
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

#[test]
fn the_register() {
    let screen = screen(80, 24, Lang::Zh, "F4");
    insta::assert_snapshot!(screen, @"
    扶助   F2   F3  [F4 家庭]  F5   F6   F7               演示数据  2026-11-24 周二
      全部家庭                           1/40  |  李建国、赵德明  F1
      家庭                    在办 乡镇街道    |  南城街道  三圣路社区  NC00001
    > 李建国、赵德明 子女亡故    3 南城街道..  |  子女亡故  在册
      张秀英、黄玉梅 子女亡故    2 西城街道..  |
      刘秀英、周国华 子女残疾    3 三泉镇 ..   |  成员 3
      陈志强、吴素芬 子女亡故    2 南平镇 ..   |  父亲   李建国   71 岁
      杨志强、韦永福 子女亡故    3 神童镇 ..   |  母亲   赵德明   68 岁
      赵桂兰、欧阳.. 子女残疾    3 鸣玉镇 ..   |  子女   李小燕   已故
      黄桂兰、王建国 子女亡故    3 大观镇 ..   |
      周德明、李秀英 子女亡故    3 兴隆镇 ..   |  在办事项 3
      吴德明、张志强 子女残疾    2 太平场镇..  |  余 6 天    居民医保参保补贴
      韦玉梅、刘桂兰 子女亡故    3 白沙镇 ..   |             已审批
      欧阳玉梅、陈.. 子女亡故    2 水江镇 ..   |  余 19 天   社区巡诊
      王国华、杨玉梅 子女残疾    3 石墙镇 ..   |  余 32 天   急难 免费装配假肢
      李国华、赵国华 子女亡故    2 金山镇 ..   |             已受理
      张素芬、黄素芬 子女亡故    3 头渡镇 ..   |
      刘素芬、周永福 子女残疾    3 大有镇 ..   |  应享措施 5  待核实 2
      陈永福、吴淑珍 子女亡故    3 合溪镇 ..   |  已开办 居民医保参保补贴 父亲
      杨永福、韦建国 子女亡故    3 黎香湖镇..  |  符合   农村危房改造优先 父亲
      赵淑珍、欧阳.. 子女残疾    2 山王坪镇..  |  已开办 社区巡诊 父亲
      黄淑珍、王志强 子女亡故    3 木凉镇 .. v |  待核实 特扶金兑现 父亲           v

    1 新开事项  2 修改资料  3 再生育  4 收养  5 亡故  6 等级变更  7 迁移    F1 帮助
    ");
}

#[test]
fn the_register_wide_in_english() {
    let screen = screen(120, 36, Lang::En, "F4 Tab");
    insta::assert_snapshot!(screen, @"
    fuzhu   F2 Queues   F3 Emergencies  [F4 Families]  F5 Deadlines   F6 Entitlements   F7 Figures    demo data  2026-11-24

      All families                                             1/40  |> 李建国, 赵德明  F1
      Family                  Open Township                          |  南城街道  三圣路社区  NC00001
    - 李建国, 赵德明 died        3 南城街道 三圣路社区               |  child died  in the plan
      张秀英, 黄玉梅 died        2 西城街道 西大街社区               |
      刘秀英, 周国华 disabled    3 三泉镇 三泉社区                   |  People 3
      陈志强, 吴素芬 died        2 南平镇 陈家场社区                 |  Father 李建国   age 71
      杨志强, 韦永福 died        3 神童镇 金钟社区                   |  Mother 赵德明   age 68
      赵桂兰, 欧阳.. disabled    3 鸣玉镇 文化社区                   |  Child  李小燕   died
      黄桂兰, 王建国 died        3 大观镇 观音桥社区                 |
      周德明, 李秀英 died        3 兴隆镇 金星社区                   |  Open items 3
      吴德明, 张志强 disabled    2 太平场镇 桥头社区                 |  in 6 d     Medical premium subsidy  approved
      韦玉梅, 刘桂兰 died        3 白沙镇 井泉村                     |  in 19 d    Community rounds
      欧阳玉梅, 陈.. died        2 水江镇 龙现社区                   |  in 32 d    emergency Artificial limb  accepted
      王国华, 杨玉梅 disabled    3 石墙镇 汇仓村                     |
      李国华, 赵国华 died        2 金山镇 小河坝社区                 |  Entitlements 5  2 not known yet
      张素芬, 黄素芬 died        3 头渡镇 前星村                     |  has item Medical premium subsidy Father
      刘素芬, 周永福 disabled    3 大有镇 大一社区                   |  yes      House renovation Father
      陈永福, 吴淑珍 died        3 合溪镇 九溪社区                   |  has item Community rounds Father
      杨永福, 韦建国 died        3 黎香湖镇 中湖社区                 |  unknown  Allowance payment Father
      赵淑珍, 欧阳.. disabled    2 山王坪镇 庙坝村                   |  has item Artificial limb Father
      黄淑珍, 王志强 died        3 木凉镇 玉岩铺村                   |  yes      Condolence money Father
      周建国, 李桂兰 died        2 楠竹山镇 农家村                   |  unknown  Emergency relief Father
      吴建国, 张德明 disabled    3 石溪镇 卫星社区                   |
      韦秀英, 刘玉梅 died        2 德隆镇 洪湖村                     |  Timeline 3
      欧阳秀英, 陈.. died        3 民主镇 狮子村                     |  2026-11-21 李小燕 entered  王科员
      王志强, 杨素芬 disabled    3 福寿镇 大石坝村                   |  2026-08-26 李建国 Self-care: Able  王科员
      李志强, 赵永福 died        3 河图镇 河园社区                   |  2026-08-16 [taken back] family entered  王科员
      张桂兰, 黄淑珍 died        3 庆元镇 汇龙村                     |
      刘桂兰, 周建国 disabled    2 古花镇 古花村                     |
      陈德明, 吴秀英 died        3 石莲镇 新民村                     |
      杨德明, 韦志强 died        2 乾丰镇 九台村                     |
      赵玉梅, 欧阳.. disabled    3 骑龙镇 清水村                   v |

    1 New item  2 Edit  3 Birth  4 Adoption  5 Death  6 Grade  7 Move  8 Add person  9 Registers  F9 New family     F1 Help
    ");
}

#[test]
fn a_family() {
    let screen = screen(120, 36, Lang::Zh, "F4 Enter Down");
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办   F3 急难  [F4 家庭]  F5 期限   F6 匹配   F7 报表                              演示数据  2026-11-24 周二

      家庭详情 F1                                              |
      李建国、赵德明  F1                                       |  在册
      南城街道  三圣路社区  NC00001                            |
    > 子女亡故  在册                                           |  依据
                                                               |  符合     成员年满 60 岁
      成员 3                                                   |           本人年龄：71
      父亲   李建国   71 岁                                    |  符合     成员自理能力为自理
      母亲   赵德明   68 岁                                    |           本人自理能力：自理
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
                                                               |

    1 新开事项  2 修改资料  3 再生育  4 收养  5 亡故  6 等级变更  7 迁移  8 增加成员  9 台账  / 查找                F1 帮助
    ");
}

#[test]
fn a_person_of_a_family_in_english() {
    let screen = screen(80, 24, Lang::En, "F4 Enter Down Down");
    insta::assert_snapshot!(screen, @"
    fuzhu   F2   F3  [F4 Families]  F5   F6   F7          demo data  2026-11-24 Tue
      Family F1                            |
      李建国, 赵德明  F1                   |  李建国
      南城街道  三圣路社区  NC00001        |  Name               李建国
      child died  in the plan              |  Role               Father
                                           |  Identity number  5123231955********1X
      People 3                             |  Born on            1955-03-09
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
               Father                      |
      yes      House renovation Father   v |

    1 New item  2 Edit  3 Birth  4 Adoption  5 Death  6 Grade  7 Move       F1 Help
    ");
}

#[test]
fn deadlines() {
    let screen = screen(120, 36, Lang::Zh, "F5");
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办   F3 急难   F4 家庭  [F5 期限]  F6 匹配   F7 报表                              演示数据  2026-11-24 周二

      全部期限                                                       1/92  |  杨志强、韦永福  F5
             期限                  对象         部门     措施              |  神童镇  金钟社区  NC00005
    > 已逾期 2026-11-10 逾期 14 天 杨志强       建委     农村危房改造优先  |  子女亡故  在册
             2026-11-10 逾期 14 天 吴国华       卫计     特扶金兑现        |
             2026-11-10 逾期 14 天 张淑珍       卫计     随访与健康指导    |  成员 3
             2026-11-11 逾期 13 天 黄桂兰       人社     重残代缴养老费    |  父亲   杨志强   71 岁
             2026-11-11 逾期 13 天 王国华       卫计     社区巡诊          |  母亲   韦永福   68 岁
             2026-11-11 逾期 13 天 陈建国       残联     免费装配假肢      |  子女   杨小军   已故
             2026-11-12 逾期 12 天 张素芬       卫计     特扶金兑现        |
             2026-11-13 逾期 11 天 陈永福       卫计     随访与健康指导    |  在办事项 3
             2026-11-13 逾期 11 天 吴建国       残联     优先 免费装配..   |  2026-12-28 优先 传统节日走访慰问  暂缓
             2026-11-14 逾期 10 天 欧阳秀英     计生协   子女亡故抚慰金    |  逾期 14 天 农村危房改造优先
             2026-11-15 逾期 9 天  李志强       计生协   传统节日走访慰问  |  逾期 1 天  特扶金兑现  已审批
             2026-11-15 逾期 9 天  赵玉梅       计生协   意外困难紧急救助  |
             2026-11-16 逾期 8 天  周国华       财政     居民医保参保补贴  |  应享措施 5  待核实 2
             2026-11-17 逾期 7 天  赵桂兰       计生协   传统节日走访慰问  |  待核实 居民医保参保补贴 父亲
             2026-11-17 逾期 7 天  韦素芬       建委     农村危房改造优先  |  符合   重残代缴养老费 父亲
             2026-11-17 逾期 7 天  刘淑珍       人社     重残代缴养老费    |  符合   社区巡诊 父亲
             2026-11-18 逾期 6 天  周德明       计生协   急难 意外困难..   |  待核实 随访与健康指导 父亲
             2026-11-19 逾期 5 天  刘素芬       建委     农村危房改造优先  |  符合   免费装配假肢 父亲
             2026-11-20 逾期 4 天  杨永福       人社     重残代缴养老费    |  已开办 传统节日走访慰问 父亲
             2026-11-21 逾期 3 天  王志强       卫计     特扶金兑现        |  符合   意外困难紧急救助 父亲
             2026-11-22 逾期 2 天  张桂兰       卫计     随访与健康指导    |
             2026-11-23 逾期 1 天  杨志强       卫计     特扶金兑现        |  经过 3
             2026-11-23 逾期 1 天  吴国华       计生协   子女亡故抚慰金    |  2026-11-21 登记成员 杨小军  王科员
      今天   2026-11-24 今天到期   欧阳素芬     计生协   传统节日走访慰问  |  2026-08-26 杨志强 自理能力: 自理  王科员
      七日内 2026-11-25 明天到期   张素芬       计生协   子女亡故抚慰金    |  2026-08-16 [已撤销] 建立家庭档案  王科员
             2026-11-27 余 3 天    欧阳秀英     财政     居民医保参保补贴  |
             2026-11-29 余 5 天    周国华       卫计     社区巡诊          |
             2026-11-30 余 6 天    李建国       财政     居民医保参保补贴  |
             2026-11-30 余 6 天    赵桂兰       建委     农村危房改造优先  |
             2026-12-01 余 7 天    周德明       人社     重残代缴养老费  v |

    1 受理  4 不予办理  5 暂缓  6 转办  7 撤回  Ctrl-N 换清单  F9 新开事项  0 筛选  空格 标记  / 查找               F1 帮助
    ");
}

#[test]
fn deadlines_in_english() {
    let screen = screen(80, 24, Lang::En, "F5");
    insta::assert_snapshot!(screen, @"
    fuzhu   F2   F3   F4  [F5 Deadlines]  F6   F7         demo data  2026-11-24 Tue
      All deadlines                          1/92  |  杨志强, 韦永福  F5
                Due        For      Measure        |  神童镇  金钟社区  NC00005
    > Overdue   14 d late  杨志强   House renov..  |  child died  in the plan
                14 d late  吴国华   Allowance p..  |
                14 d late  张淑珍   Follow-up      |  People 3
                13 d late  黄桂兰   Pension pre..  |  Father 杨志强   age 71
                13 d late  王国华   Community r..  |  Mother 韦永福   age 68
                13 d late  陈建国   Artificial ..  |  Child  杨小军   died
                12 d late  张素芬   Allowance p..  |
                11 d late  陈永福   Follow-up      |  Open items 3
                11 d late  吴建国   high Artifi..  |  2026-12-28 high Festival
                10 d late  欧阳秀英 Condolence ..  |             visits  suspended
                9 d late   李志强   Festival vi..  |  14 d late  House renovation
                9 d late   赵玉梅   Emergency r..  |  1 d late   Allowance payment
                8 d late   周国华   Medical pre..  |             approved
                7 d late   赵桂兰   Festival vi..  |
                7 d late   韦素芬   House renov..  |  Entitlements 5  2 not known
                7 d late   刘淑珍   Pension pre..  |  yet
                6 d late   周德明   emergency E..  |  unknown  Medical premium
                5 d late   刘素芬   House renov..  |           subsidy Father
                4 d late   杨永福   Pension pre..v |  yes      Pension premium     v

    1 Accept  4 Decline  5 Suspend  6 Refer  7 Withdraw  Ctrl-N Next list   F1 Help
    ");
}

#[test]
fn entitlements() {
    let screen = screen(120, 36, Lang::Zh, "F6 3");
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办   F3 急难   F4 家庭   F5 期限  [F6 匹配]  F7 报表                              演示数据  2026-11-24 周二

      措施                         |  全部措施  待核实 未开办                    1/41  |  特扶金兑现
                                   |         对象     家庭    措施                     |  四-卫计-3; 三(一)  应当办理  卫计
    - 全部措施                     |> 待核实 李建国   F1      特扶金兑现  还缺 本人..  |  特别扶助金按标准足额、按时发到本
      特扶金配套拨付               |  待核实 李建国   F1      意外困难紧急救助  还..   |  人账户；发放之日本人须健在。
      居民医保参保补贴             |  待核实 张秀英   F2      传统节日走访慰问  还..   |
      各类补贴优先保障             |  待核实 刘秀英   F3      重残代缴养老费  还缺 ..  |  李建国  待核实
      残疾学生就学保障             |  待核实 陈志强   F4      免费装配假肢  还缺 本..  |
      中职免学费                   |  待核实 杨志强   F5      居民医保参保补贴  还..   |  还缺
      本专科国家助学金             |  待核实 杨志强   F5      随访与健康指导  还缺 ..  |  本人自理能力（凭能力评估表）
      中职国家助学金               |  待核实 赵桂兰   F6      特扶金兑现  还缺 本人..  |
      高职国家资助                 |  待核实 黄桂兰   F7      社区巡诊  还缺 本人自..  |  依据
      农村危房改造优先             |  待核实 吴德明   F9      农村危房改造优先  还..   |  符合     成员年满 60 岁
      公租房优先                   |  待核实 韦玉梅   F10     居民医保参保补贴  还..   |           本人年龄：71
      廉租房优先                   |  待核实 欧阳玉梅 F11     意外困难紧急救助  还..   |  待核实   成员自理能力为自理
      城市三无供养                 |  待核实 王国华   F12     传统节日走访慰问  还..   |           本人自理能力：未登记
      农村五保供养                 |  待核实 张素芬   F14     免费装配假肢  还缺 本..  |
      入住养老机构优先             |  待核实 刘素芬   F15     随访与健康指导  还缺 ..  |
      纳入低保                     |  待核实 陈永福   F16     特扶金兑现  还缺 本人..  |
      扶助金不计收入               |  待核实 陈永福   F16     意外困难紧急救助  还..   |
      收养照顾                     |  待核实 杨永福   F17     社区巡诊  还缺 本人自..  |
      免基本丧葬费                 |  待核实 赵淑珍   F18     子女亡故抚慰金  还缺 ..  |
      重残代缴养老费               |  待核实 黄淑珍   F19     农村危房改造优先  还..   |
      增发养老金续发               |  待核实 周建国   F20     居民医保参保补贴  还..   |
      职工生育报销                 |  待核实 周建国   F20     随访与健康指导  还缺 ..  |
      居民医保生育报销             |  待核实 吴建国   F21     特扶金兑现  还缺 本人..  |
      高山搬迁优先                 |  待核实 韦秀英   F22     社区巡诊  还缺 本人自..  |
      扶贫小额信贷优先             |  待核实 欧阳秀英 F23     重残代缴养老费  还缺 ..  |
      产业扶贫优先                 |  待核实 李志强   F25     居民医保参保补贴  还..   |
      就业促进优先                 |  待核实 张桂兰   F26     意外困难紧急救助  还..   |
      特色产业优待                 |  待核实 陈德明   F28     子女亡故抚慰金  还缺 ..  |
      基础设施优待                 |  待核实 赵玉梅   F30     随访与健康指导  还缺 ..  |
      贴息贷款优待               v |  待核实 黄玉梅   F31     特扶金兑现  还缺 本人..v |

    1 开办  2 只看符合  3 只看待核实  4 只看不符合  5 全部  6 含已开办  F9 新开事项  空格 标记  / 查找              F1 帮助
    ");
}

#[test]
fn entitlements_in_english() {
    let screen = screen(80, 24, Lang::En, "F6");
    insta::assert_snapshot!(screen, @"
    fuzhu   F2   F3   F4   F5  [F6 Entitlements]  F7      demo data  2026-11-24 Tue
      All measures  yes no item yet         1/157  |  First for renovation of a
               For      Family  Measure            |  dangerous rural house
    > yes      李建国   F1      House renovation   |  四-建委-1  priority
      yes      李建国   F1      Condolence money   |  Construction
      yes      张秀英   F2      Medical premium..  |  Put first for the renovation
      yes      张秀英   F2      Pension premium    |  of a dangerous rural house
      yes      张秀英   F2      Follow-up          |  (grade C or D), with some
      yes      张秀英   F2      Artificial limb    |  money.
      yes      张秀英   F2      Emergency relief   |
      yes      刘秀英   F3      House renovation   |  李建国  yes
      yes      刘秀英   F3      Follow-up          |
      yes      刘秀英   F3      Festival visits    |  Why
      yes      陈志强   F4      Medical premium..  |  yes      the person is 60 or
      yes      陈志强   F4      Community rounds   |           older
      yes      陈志强   F4      Condolence money   |           member: age 71
      yes      陈志强   F4      Emergency relief   |  yes      self-care is able
      yes      杨志强   F5      Pension premium    |           member: self-care
      yes      杨志强   F5      Community rounds   |           Able
      yes      杨志强   F5      Artificial limb    |
      yes      杨志强   F5      Emergency relief   |
      yes      赵桂兰   F6      Pension premium  v |

    1 Open item  2 Yes only  3 Unknown only  4 No only  5 All  6 With items F1 Help
    ");
}

#[test]
fn an_item() {
    let screen = screen(80, 24, Lang::Zh, "Enter");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
      事项 F8-1                            |  周德明、李秀英  F8
    > 意外困难紧急救助                     |  兴隆镇  金星社区  NC00008
      条款 四-计协-2; 三(四)  应当办理     |  子女亡故  在册
      内容 遭遇重大灾害、意外事故或生产生  |
           活重大困难的，紧急救助。        |  成员 3
                                           |  父亲   周德明   71 岁
      对象 周德明  F8                      |  母亲   李秀英   68 岁
      部门 计生协                          |  子女   周小军   已故
      状态 待办                            |
      缓急 急难                            |  在办事项 3
      期限 逾期 6 天  2026年11月18日（周   |  逾期 6 天  急难 意外困难紧急救助
           三）                            |  余 7 天    重残代缴养老费  已受理
           自2026年10月25日起 20 个工作    |  余 20 天   随访与健康指导
           日，跳过周末。                  |
      开办 2026-10-25  李科员              |  应享措施 6  待核实 1
      备注 村里来电说明                    |  符合   居民医保参保补贴 父亲
                                           |  已开办 重残代缴养老费 父亲
      办理经过                             |  符合   社区巡诊 父亲
      2026-10-25 开办 意外困难紧急救助     |  已开办 随访与健康指导 父亲
                 李科员                    |  符合   免费装配假肢 父亲
                                           |  符合   传统节日走访慰问 父亲         v

    1 受理  4 不予办理  5 暂缓  6 转办  7 撤回  F9 新开事项  / 查找         F1 帮助
    ");
}

#[test]
fn an_item_wide_in_english() {
    let screen = screen(120, 36, Lang::En, "Enter");
    insta::assert_snapshot!(screen, @"
    fuzhu  [F2 Queues]  F3 Emergencies   F4 Families   F5 Deadlines   F6 Entitlements   F7 Figures    demo data  2026-11-24

      Item F8-1                                                |  周德明, 李秀英  F8
    > Emergency relief                                         |  兴隆镇  金星社区  NC00008
      Clause     四-计协-2; 三(四)  binding                    |  child died  in the plan
      Gives      Relief after a disaster, an accident or       |
                 grave trouble in work or life.                |  People 3
                                                               |  Father 周德明   age 71
      For        周德明  F8                                    |  Mother 李秀英   age 68
      Department FP Association                                |  Child  周小军   died
      Status     pending                                       |
      Urgency    emergency                                     |  Open items 3
      Due        6 d late  Wed 18 Nov 2026                     |  6 d late   emergency Emergency relief
                 20 working days from 25 Oct 2026, weekends    |  in 7 d     Pension premium  accepted
                 skipped.                                      |  in 20 d    Follow-up
      Opened     2026-10-25  李科员                            |
      Note       村里来电说明                                  |  Entitlements 6  1 not known yet
                                                               |  yes      Medical premium subsidy Father
      Steps                                                    |  has item Pension premium Father
      2026-10-25 opened: Emergency relief  李科员              |  yes      Community rounds Father
                                                               |  has item Follow-up Father
                                                               |  yes      Artificial limb Father
                                                               |  yes      Festival visits Father
                                                               |  has item Emergency relief Father
                                                               |
                                                               |  Timeline 3
                                                               |  2026-11-21 周小军 entered  王科员
                                                               |  2026-08-26 周德明 Self-care: Able  王科员
                                                               |  2026-08-16 [taken back] family entered  王科员
                                                               |
                                                               |
                                                               |
                                                               |
                                                               |

    1 Accept  4 Decline  5 Suspend  6 Refer  7 Withdraw  F9 New item  / Find                                        F1 Help
    ");
}

#[test]
fn help() {
    let screen = screen(80, 24, Lang::Zh, "F1");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
      帮助：待办
      Esc 返回

    > 开着输入法也能用列出的第一个键；全角的：／？和数字与半角相同。

      办理
      1                      受理
      2                      审批             现在不能：待办的事项不能审批。
      3                      落实             现在不能：待办的事项不能落实。
      4                      不予办理
      5                      暂缓
      5                      恢复             现在不能：待办的事项不能恢复。
      6                      转办
      7                      撤回
      8                      重新办理         现在不能：待办的事项不能重新办理。
      9                      办结             现在不能：待办的事项不能办结。
      F9  n                  新开事项
      0                      筛选
      Space                  标记
      /  Ctrl-F              查找
      F1  ?                  帮助                                                  v
    ");
}

#[test]
fn the_palette() {
    let screen = screen(80, 24, Lang::Zh, ": text:zh");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
    > zh                                     键入操作名或家庭；Enter 执行，Esc 返回

    - 暂缓                     5                suspend
      转办                     6                refer
      重新办理                 8                reopen
      查找                     /  Ctrl-F        find
      最后                     End  G           last
      李建国、赵德明           F1               南城街道 三圣路社区
      张秀英、黄玉梅           F2               西城街道 西大街社区
      刘秀英、周国华           F3               三泉镇 三泉社区
      赵桂兰、欧阳淑珍         F6               鸣玉镇 文化社区
      周德明、李秀英           F8               兴隆镇 金星社区
      吴德明、张志强           F9               太平场镇 桥头社区
      李国华、赵国华           F13              金山镇 小河坝社区
      张素芬、黄素芬           F14              头渡镇 前星村
      刘素芬、周永福           F15              大有镇 大一社区
      赵淑珍、欧阳秀英         F18              山王坪镇 庙坝村
      周建国、李桂兰           F20              楠竹山镇 农家村
      吴建国、张德明           F21              石溪镇 卫星社区
      李志强、赵永福           F25              河图镇 河园社区
      张桂兰、黄淑珍           F26              庆元镇 汇龙村

                                                                            F1 帮助
    ");
}

#[test]
fn a_search() {
    let screen = screen(80, 24, Lang::Zh, "/ text:li");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
      查找「li」                                   |  周德明、李秀英  F8
      家庭                    在办 乡镇街道        |  兴隆镇  金星社区  NC00008
    - 李建国、赵德明 子女亡故    - 南城街道 三..   |  子女亡故  在册
      刘秀英、周国华 子女残疾    - 三泉镇 三泉..   |
      周德明、李秀英 子女亡故    - 兴隆镇 金星..   |  成员 3
      韦玉梅、刘桂兰 子女亡故    - 白沙镇 井泉村   |  父亲   周德明   71 岁
      李国华、赵国华 子女亡故    - 金山镇 小河..   |  母亲   李秀英   68 岁
      刘素芬、周永福 子女残疾    - 大有镇 大一..   |  子女   周小军   已故
      周建国、李桂兰 子女亡故    - 楠竹山镇 农..   |
      韦秀英、刘玉梅 子女亡故    - 德隆镇 洪湖村   |  在办事项 3
      李志强、赵永福 子女亡故    - 河图镇 河园..   |  逾期 6 天  急难 意外困难紧急
      刘桂兰、周建国 子女残疾    - 古花镇 古花村   |             救助
      周国华、李玉梅 子女亡故    - 中桥乡 大坪村   |  余 7 天    重残代缴养老费
      韦素芬、刘素芬 子女亡故    - 东城街道 鼓..   |             已受理
      李永福、赵建国 子女亡故    - 三泉镇 三泉..   |  余 20 天   随访与健康指导
      刘淑珍、周志强 子女残疾    - 神童镇 金钟..   |
                                                   |  应享措施 6  待核实 1
                                                   |  符合   居民医保参保补贴 父亲
                                                   |  已开办 重残代缴养老费 父亲
                                                   |  符合   社区巡诊 父亲
                                                   |  已开办 随访与健康指导 父亲   v
    查找 li
                                                                            F1 帮助
    ");
}

#[test]
fn declining() {
    let screen = screen(80, 24, Lang::Zh, "4 Tab Tab");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
      不予办理  意外困难紧急救助
      周德明 F8-1
      有 1 项须改正。
      原因
            这一项须填写
    > 条款  四-计协-2; 三(四)                                            Tab 下一项
















    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
}

#[test]
fn a_new_item_in_english() {
    let screen = screen(80, 24, Lang::En, "F9 Down");
    insta::assert_snapshot!(screen, @"
    fuzhu  [F2 Queues]  F3   F4   F5   F6   F7            demo data  2026-11-24 Tue
      New item
      周德明, 李秀英  F8

    > Measure                               type to narrow down, up and down choose
                    > Medical premium subsidy  周德明  yes
                      Community rounds  周德明  yes
                      Artificial limb  周德明  yes
                      Festival visits  周德明  yes
      Urgency
      Own due date
      Note











    Enter Go on  Ctrl-S Send  Ctrl-D Discard draft                          F1 Help
    ");
}

#[test]
fn a_new_family() {
    let screen = screen(80, 24, Lang::Zh, "F4 F9 text:NC Tab text:xl");
    insta::assert_snapshot!(screen, @"
    扶助   F2   F3  [F4 家庭]  F5   F6   F7               演示数据  2026-11-24 周二
      新建家庭

      家庭编号      NC
    > 乡镇街道      xl                             键入文字或拼音筛选，上下箭头选择
                    > 兴隆镇
      村居
      户籍性质
      按城乡认定
      家庭类别
      联系电话
      住址
      父亲姓名
      父亲身份证号
      母亲姓名
      母亲身份证号
      子女姓名
      子女身份证号
      子女死亡日期
      子女残疾等级
      子女残疾证号


    Enter 确定  Ctrl-S 提交  Ctrl-D 清除草稿                                F1 帮助
    ");
}

#[test]
fn a_preview() {
    let screen = screen(80, 24, Lang::Zh, "Space Space Space 1");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
      办理预览  受理  3 件
      已标记 3 件：可办 1，不能办 2。
      按 Enter 办理可办的 1 件，Esc 返回。

      不能办理 2
    > F16-2  传统节日走访慰问  陈永福  事项 F16-2 目前「暂缓」，不能「受理」。
      F24-3  子女亡故抚慰金  王志强  事项 F24-3 目前「已受理」，不能「受理」。

      可以办理 1
      F8-1  意外困难紧急救助  周德明












    Enter 确定                                                              F1 帮助
    ");
}

#[test]
fn an_outcome_in_english() {
    let screen = screen(80, 24, Lang::En, "Space Space Space 1 Enter");
    insta::assert_snapshot!(screen, @r#"
    fuzhu  [F2 Queues]  F3   F4   F5   F6   F7            demo data  2026-11-24 Tue
      Result  Accept: 3 items
      3 marked: 1 done, 2 refused, 0 failed.
      Enter goes back.

      Refused and not sent: 2
    > F16-2  Festival visits  陈永福  Item F16-2 is suspended: "accept" is not
      possible.
      F24-3  Condolence money  王志强  Item F24-3 is accepted: "accept" is not
      possible.













    Enter Go on                                                             F1 Help
    "#);
}

#[test]
fn leaving() {
    let screen = screen(80, 24, Lang::Zh, "Esc");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办]  F3   F4   F5   F6   F7               演示数据  2026-11-24 周二
      全部部门  逾期 23  急难 5             1/106  |  周德明、李秀英  F8
      期限       状态   对象     措施              |  兴隆镇  金星社区  NC00008
    - 逾期 6 天  待办   周德明   急难 意外困难..   |  子女亡故  在册
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
    退出扶助？  Enter 退出，Esc 留下
    Enter 确定                                                              F1 帮助
    ");
}
