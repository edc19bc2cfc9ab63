//! The page of an item.

use super::screen;
use crate::text::Lang;

#[test]
fn an_item() {
    let screen = screen(80, 24, Lang::Zh, "Enter");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      事项 F8-1                                    |  周德明、李秀英  F8
    > 意外困难紧急救助                             |  兴隆镇  金星社区  NC00008
      条款 四-计协-2; 三(四)  应当办理             |  子女亡故  在册
      内容 遭遇重大灾害、意外事故或生产生活重大困  |
           难的，紧急救助。                        |  父亲   周德明   71 岁
                                                   |  母亲   李秀英   68 岁
      对象 周德明  F8                              |  子女   周小军   已故
      部门 计生协                                  |
      状态 待办                                    |  应享未办 4  待核实 1
      缓急 急难                                    |  居民医保参保补贴
      期限 逾期 6 天                               |  社区巡诊
           自2026年10月25日起 20 个工作日，跳过周  |  免费装配假肢
           末。                                    |  传统节日走访慰问
      备注 村里来电说明                            |
                                                   |  在办事项 3
      办理经过                                     |  逾期 6 天  急难 意外困难紧急
      2026-10-25 开办  李科员                      |             救助
                                                   |  余 7 天    重残代缴养老费
                                                   |             已受理
                                                   |  余 20 天   随访与健康指导
                                                   |

    1 受理          4 不予办理  5 暂缓  6 转办  7 撤回  F9 新开事项  / 查找 F1 帮助
    ");
}

#[test]
fn an_item_wide_in_english() {
    let screen = screen(120, 36, Lang::En, "Enter");
    insta::assert_snapshot!(screen, @"
    fuzhu  [F2 Queues] F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

      40 families                       |  Item F8-1                                      |  周德明, 李秀英  F8
      Department    open soon late ur.. |> Emergency relief                               |  兴隆镇  金星社区  NC00008
    - All departm..   94    7   23    5 |  Clause     四-计协-2; 三(四)  binding          |  child died  in the plan
      Finance         10    2    1    1 |  Gives      Relief after a disaster, an         |
      Education        -    -    -    - |             accident or grave trouble in work   |  Father 周德明   age 71
      Construction     9    1    3    - |             or life.                            |  Mother 李秀英   age 68
      Land & Hous..    -    -    -    - |                                                 |  Child  周小军   died
      Civil Affairs    -    -    -    - |  For        周德明  F8                          |
      Social Sec.      9    1    3    - |  Department FP Association                      |  To open 4  1 not known yet
      Agriculture      -    -    -    - |  Status     pending                             |  Medical premium subsidy
      Health & FP     29    1    8    - |  Urgency    emergency                           |  Community rounds
      Trade Unions     -    -    -    - |  Due        6 d late                            |  Artificial limb
      Women's Fed.     -    -    -    - |             20 working days from 25 Oct 2026,   |  Festival visits
      Disabled Fed.    9    -    2    1 |             weekends skipped.                   |
      FP Associat..   28    2    6    3 |  Note       村里来电说明                        |  Open items 3
      Gov. Office      -    -    -    - |                                                 |  6 d late   emergency Emergency
      Review           -                |  Steps                                          |             relief
                                        |  2026-10-25 Opened  李科员                      |  in 7 d     Pension premium
                                        |                                                 |             accepted
                                        |                                                 |  in 20 d    Follow-up
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |
                                        |                                                 |

    1 Accept              4 Decline  5 Suspend  6 Refer  7 Withdraw  F9 New item  / Find                            F1 Help
    ");
}
