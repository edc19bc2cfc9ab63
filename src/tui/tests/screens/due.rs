//! What falls due, and who is entitled to what.

use super::screen;
use crate::text::Lang;

#[test]
fn deadlines() {
    let screen = screen(120, 36, Lang::Zh, "F5");
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办  F3 急难  F4 家庭 [F5 期限] F6 匹配  F7 报表  F8 发放                          演示数据  2026-11-24 周二

      全部期限                                                       1/92  |  杨志强、韦永福  F5
             期限                  对象         部门     措施              |  神童镇  金钟社区  NC00005
    > 已逾期 2026-11-10 逾期 14 天 杨志强       建委     农村危房改造优先  |  子女亡故  在册
             2026-11-10 逾期 14 天 吴国华       卫计     特扶金兑现        |
             2026-11-10 逾期 14 天 张淑珍       卫计     随访与健康指导    |  父亲   杨志强   71 岁
             2026-11-11 逾期 13 天 黄桂兰       人社     重残代缴养老费    |  母亲   韦永福   68 岁
             2026-11-11 逾期 13 天 王国华       卫计     社区巡诊          |  子女   杨小军   已故
             2026-11-11 逾期 13 天 陈建国       残联     免费装配假肢      |
             2026-11-12 逾期 12 天 张素芬       卫计     特扶金兑现        |  应享未办 4  待核实 2
             2026-11-13 逾期 11 天 陈永福       卫计     随访与健康指导    |  重残代缴养老费
             2026-11-13 逾期 11 天 吴建国       残联     优先 免费装配..   |  社区巡诊
             2026-11-14 逾期 10 天 欧阳秀英     计生协   子女亡故抚慰金    |  免费装配假肢
             2026-11-15 逾期 9 天  李志强       计生协   传统节日走访慰问  |  意外困难紧急救助
             2026-11-15 逾期 9 天  赵玉梅       计生协   意外困难紧急救助  |
             2026-11-16 逾期 8 天  周国华       财政     居民医保参保补贴  |  在办事项 3
             2026-11-17 逾期 7 天  赵桂兰       计生协   传统节日走访慰问  |  2026-12-28 优先 传统节日走访慰问  暂缓
             2026-11-17 逾期 7 天  韦素芬       建委     农村危房改造优先  |  逾期 14 天 农村危房改造优先
             2026-11-17 逾期 7 天  刘淑珍       人社     重残代缴养老费    |  逾期 1 天  特扶金兑现  已审批
             2026-11-18 逾期 6 天  周德明       计生协   急难 意外困难..   |
             2026-11-19 逾期 5 天  刘素芬       建委     农村危房改造优先  |
             2026-11-20 逾期 4 天  杨永福       人社     重残代缴养老费    |
             2026-11-21 逾期 3 天  王志强       卫计     特扶金兑现        |
             2026-11-22 逾期 2 天  张桂兰       卫计     随访与健康指导    |
             2026-11-23 逾期 1 天  杨志强       卫计     特扶金兑现        |
             2026-11-23 逾期 1 天  吴国华       计生协   子女亡故抚慰金    |
      今天   2026-11-24 今天到期   欧阳素芬     计生协   传统节日走访慰问  |
      七日内 2026-11-25 明天到期   张素芬       计生协   子女亡故抚慰金    |
             2026-11-27 余 3 天    欧阳秀英     财政     居民医保参保补贴  |
             2026-11-29 余 5 天    周国华       卫计     社区巡诊          |
             2026-11-30 余 6 天    李建国       财政     居民医保参保补贴  |
             2026-11-30 余 6 天    赵桂兰       建委     农村危房改造优先  |
             2026-12-01 余 7 天    周德明       人社     重残代缴养老费  v |

    1 受理  4 不予办理  5 暂缓  6 转办  7 撤回  Ctrl-N 换清单  F11 将至  F9 新开事项  0 筛选  空格 标记  / 查找     F1 帮助
    ");
}

#[test]
fn deadlines_in_english() {
    let screen = screen(80, 24, Lang::En, "F5");
    insta::assert_snapshot!(screen, @"
    fuzhu   F2  F3  F4 [F5 Deadlines] F6  F7  F8          demo data  2026-11-24 Tue
      All deadlines                          1/92  |  杨志强, 韦永福  F5
                Due        For      Measure        |  神童镇  金钟社区  NC00005
    > Overdue   14 d late  杨志强   House renov..  |  child died  in the plan
                14 d late  吴国华   Allowance p..  |
                14 d late  张淑珍   Follow-up      |  Father 杨志强   age 71
                13 d late  黄桂兰   Pension pre..  |  Mother 韦永福   age 68
                13 d late  王国华   Community r..  |  Child  杨小军   died
                13 d late  陈建国   Artificial ..  |
                12 d late  张素芬   Allowance p..  |  To open 4  2 not known yet
                11 d late  陈永福   Follow-up      |  Pension premium
                11 d late  吴建国   high Artifi..  |  Community rounds
                10 d late  欧阳秀英 Condolence ..  |  Artificial limb
                9 d late   李志强   Festival vi..  |  Emergency relief
                9 d late   赵玉梅   Emergency r..  |
                8 d late   周国华   Medical pre..  |  Open items 3
                7 d late   赵桂兰   Festival vi..  |  2026-12-28 high Festival
                7 d late   韦素芬   House renov..  |             visits  suspended
                7 d late   刘淑珍   Pension pre..  |  14 d late  House renovation
                6 d late   周德明   emergency E..  |  1 d late   Allowance payment
                5 d late   刘素芬   House renov..  |             approved
                4 d late   杨永福   Pension pre..v |

    1 Accept   4 Decline  5 Suspend  6 Refer  7 Withdraw  Ctrl-N Next list  F1 Help
    ");
}

#[test]
fn entitlements() {
    let screen = screen(120, 36, Lang::Zh, "F6 3");
    insta::assert_snapshot!(screen, @"
    扶助   F2 待办  F3 急难  F4 家庭  F5 期限 [F6 匹配] F7 报表  F8 发放                          演示数据  2026-11-24 周二

      截至 2026-11-24              |  全部措施  待核实                           1/55  |  特扶金兑现
      措施                  待核实 |         对象     家庭    措施                     |  四-卫计-3; 三(一)  应当办理  卫计
    - 全部措施                  55 |> 待核实 李建国   F1      特扶金兑现  还缺 本人..  |  特别扶助金按标准足额、按时发到本
      财政                       6 |  待核实 李建国   F1      意外困难紧急救助  还..   |  人账户；发放之日本人须健在。
        居民医保参保补贴         6 |  已开办 张秀英   F2      社区巡诊  还缺 本人自..  |
        各类补贴优先保障         - |  待核实 张秀英   F2      传统节日走访慰问  还..   |  李建国  待核实
      教委                       - |  待核实 刘秀英   F3      重残代缴养老费  还缺 ..  |
        残疾学生就学保障         - |  已开办 刘秀英   F3      子女亡故抚慰金  还缺 ..  |  还缺
        中职免学费               - |  已开办 陈志强   F4      农村危房改造优先  还..   |  本人自理能力（凭能力评估表）
        本专科国家助学金         - |  待核实 陈志强   F4      免费装配假肢  还缺 本..  |
        中职国家助学金           - |  待核实 杨志强   F5      居民医保参保补贴  还..   |  依据
        高职国家资助             - |  待核实 杨志强   F5      随访与健康指导  还缺 ..  |  符合     成员年满 60 岁
      建委                       6 |  待核实 赵桂兰   F6      特扶金兑现  还缺 本人..  |           本人年龄：71
        农村危房改造优先         6 |  待核实 黄桂兰   F7      社区巡诊  还缺 本人自..  |  待核实   成员自理能力为自理
      国土房管                   - |  已开办 周德明   F8      重残代缴养老费  还缺 ..  |           本人自理能力：未登记
        公租房优先               - |  待核实 吴德明   F9      农村危房改造优先  还..   |
        廉租房优先               - |  待核实 韦玉梅   F10     居民医保参保补贴  还..   |
      民政                       - |  待核实 欧阳玉梅 F11     意外困难紧急救助  还..   |
        城市三无供养             - |  待核实 王国华   F12     传统节日走访慰问  还..   |
        农村五保供养             - |  已开办 李国华   F13     子女亡故抚慰金  还缺 ..  |
        入住养老机构优先         - |  待核实 张素芬   F14     免费装配假肢  还缺 本..  |
        纳入低保                 - |  待核实 刘素芬   F15     随访与健康指导  还缺 ..  |
        扶助金不计收入           - |  待核实 陈永福   F16     特扶金兑现  还缺 本人..  |
        收养照顾                 - |  待核实 陈永福   F16     意外困难紧急救助  还..   |
        免基本丧葬费             - |  待核实 杨永福   F17     社区巡诊  还缺 本人自..  |
        养老保障机制             - |  已开办 杨永福   F17     传统节日走访慰问  还..   |
      人社                       6 |  已开办 赵淑珍   F18     重残代缴养老费  还缺 ..  |
        重残代缴养老费           6 |  待核实 赵淑珍   F18     子女亡故抚慰金  还缺 ..  |
        增发养老金续发           - |  待核实 黄淑珍   F19     农村危房改造优先  还..   |
        职工生育报销             - |  已开办 黄淑珍   F19     免费装配假肢  还缺 本..  |
        居民医保生育报销         - |  待核实 周建国   F20     居民医保参保补贴  还..   |
      农委                       v |  待核实 周建国   F20     随访与健康指导  还缺 ..v |

    1 开办  2 应办未办  3 待核实  4 有变化  5 含已开办  F9 新开事项  0 筛选  空格 标记  / 查找                      F1 帮助
    ");
}

#[test]
fn entitlements_in_english() {
    let screen = screen(80, 24, Lang::En, "F6");
    insta::assert_snapshot!(screen, @"
    fuzhu   F2  F3  F4  F5 [F6 Entitlements] F7  F8       demo data  2026-11-24 Tue
      All measures  due                     1/157  |  First for renovation of a
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

    1 Open item  2 Due  3 Not known  4 Changed  5 With items  F9 New item   F1 Help
    ");
}
