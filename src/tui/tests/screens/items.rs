//! The page of an item.

use super::screen;
use crate::text::Lang;

#[test]
fn an_item() {
    let screen = screen(80, 24, Lang::Zh, "Enter");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
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
    fuzhu  [F2 Queues] F3 Emergencies  F4 Families  F5 Deadlines  F6 Entitlements  F7 Figures     demo data  2026-11-24 Tue

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
