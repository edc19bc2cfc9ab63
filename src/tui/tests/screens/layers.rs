//! What lies on a screen: help, palette, search, forms, previews, results, the question before leaving.

use super::screen;
use crate::text::Lang;

#[test]
fn help() {
    let screen = screen(80, 24, Lang::Zh, "F1");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      全部部门  逾期 23  急难 5             1/106  |  帮助：待办
      期限       状态   对象     措施              |  Esc 返回
    - 逾期 6 天  待办   周德明   急难 意外困难..   |
      2026-11-26 暂缓   陈永福   急难 传统节日..   |  办理
      余 10 天   已受理 王志强   急难 子女亡故..   |> 受理       1
      余 32 天   已受理 李建国   急难 免费装配..   |  审批       2
      余 33 天   待办   黄玉梅   急难 居民医保..   |  落实       3
      余 41 天   已审批 刘淑珍   急难 意外困难..   |  不予办理   4
      无期限     待办   欧阳玉梅 优先 免费装配..   |  暂缓       5
      逾期 11 天 待办   吴建国   优先 免费装配..   |  恢复       5
      余 11 天   已受理 张桂兰   优先 传统节日..   |  转办       6
      余 12 天   已审批 陈德明   优先 意外困难..   |  撤回       7
      余 19 天   待办   韦素芬   优先 子女亡故..   |  重新办理   8
      余 20 天   待办   王永福   优先 传统节日..   |  办结       9
      余 33 天   已审批 刘秀英   优先 子女亡故..   |  新开事项   F9  n
      2026-12-28 暂缓   杨志强   优先 传统节日..   |  筛选       0
      余 42 天   已受理 李国华   优先 子女亡故..   |  标记       Space
      无期限     已受理 杨永福   随访与健康指导    |  查找       /  Ctrl-F
      无期限     暂缓   欧阳秀英 特扶金兑现        |  帮助       F1  ?
      逾期 14 天 待办   杨志强   农村危房改造优先  |
      逾期 14 天 已受理 吴国华   特扶金兑现      v |  移动与查看                   v
    ");
}

#[test]
fn the_palette() {
    let screen = screen(80, 24, Lang::Zh, ": text:zh");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      全部部门  逾期 23  急难 5             1/106  |> zh
      期限       状态   对象     措施              |
    - 逾期 6 天  待办   周德明   急难 意外困难..   |- 暂缓           5 suspend
      2026-11-26 暂缓   陈永福   急难 传统节日..   |  转办           6 refer
      余 10 天   已受理 王志强   急难 子女亡故..   |  重新办理       8 reopen
      余 32 天   已受理 李建国   急难 免费装配..   |  查找           /  Ctrl-F find
      余 33 天   待办   黄玉梅   急难 居民医保..   |  最后           End  G last
      余 41 天   已审批 刘淑珍   急难 意外困难..   |  李建国、赵德明 F1 南城街道 ..
      无期限     待办   欧阳玉梅 优先 免费装配..   |  张秀英、黄玉梅 F2 西城街道 ..
      逾期 11 天 待办   吴建国   优先 免费装配..   |  刘秀英、周国华 F3 三泉镇 三..
      余 11 天   已受理 张桂兰   优先 传统节日..   |  赵桂兰、欧阳.. F6 鸣玉镇 文..
      余 12 天   已审批 陈德明   优先 意外困难..   |  周德明、李秀英 F8 兴隆镇 金..
      余 19 天   待办   韦素芬   优先 子女亡故..   |  吴德明、张志强 F9 太平场镇 ..
      余 20 天   待办   王永福   优先 传统节日..   |  李国华、赵国华 F13 金山镇 ..
      余 33 天   已审批 刘秀英   优先 子女亡故..   |  张素芬、黄素芬 F14 头渡镇 ..
      2026-12-28 暂缓   杨志强   优先 传统节日..   |  刘素芬、周永福 F15 大有镇 ..
      余 42 天   已受理 李国华   优先 子女亡故..   |  赵淑珍、欧阳.. F18 山王坪镇..
      无期限     已受理 杨永福   随访与健康指导    |  周建国、李桂兰 F20 楠竹山镇..
      无期限     暂缓   欧阳秀英 特扶金兑现        |  吴建国、张德明 F21 石溪镇 ..
      逾期 14 天 待办   杨志强   农村危房改造优先  |  李志强、赵永福 F25 河图镇 ..
      逾期 14 天 已受理 吴国华   特扶金兑现      v |  张桂兰、黄淑珍 F26 庆元镇 ..

                                                                            F1 帮助
    ");
}

#[test]
fn a_search() {
    let screen = screen(80, 24, Lang::Zh, "/ text:li");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      查找「li」                                   |  周德明、李秀英  F8
      家庭                件 乡镇街道              |  兴隆镇  金星社区  NC00008
    - 李建国、赵德明 亡故  - 南城街道              |  子女亡故  在册
      刘秀英、周国华 残疾  - 三泉镇                |
      周德明、李秀英 亡故  - 兴隆镇                |  父亲   周德明   71 岁
      韦玉梅、刘桂兰 亡故  - 白沙镇                |  母亲   李秀英   68 岁
      李国华、赵国华 亡故  - 金山镇                |  子女   周小军   已故
      刘素芬、周永福 残疾  - 大有镇                |
      周建国、李桂兰 亡故  - 楠竹山镇              |  应享未办 4  待核实 1
      韦秀英、刘玉梅 亡故  - 德隆镇                |  居民医保参保补贴
      李志强、赵永福 亡故  - 河图镇                |  社区巡诊
      刘桂兰、周建国 残疾  - 古花镇                |  免费装配假肢
      周国华、李玉梅 亡故  - 中桥乡                |  传统节日走访慰问
      韦素芬、刘素芬 亡故  - 东城街道              |
      李永福、赵建国 亡故  - 三泉镇                |  在办事项 3
      刘淑珍、周志强 残疾  - 神童镇                |  逾期 6 天  急难 意外困难紧急
                                                   |             救助
                                                   |  余 7 天    重残代缴养老费
                                                   |             已受理
                                                   |  余 20 天   随访与健康指导
                                                   |
    查找 li
                                                                            F1 帮助
    ");
}

#[test]
fn declining() {
    let screen = screen(80, 24, Lang::Zh, "4 Tab Tab");
    insta::assert_snapshot!(screen, @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
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
    fuzhu  [F2 Queues] F3  F4  F5  F6  F7  F8             demo data  2026-11-24 Tue
      New item
      周德明, 李秀英  F8

    > Measure                               type to narrow down, up and down choose
                    > Medical premium subsidy  周德明  yes
                      Community rounds  周德明  yes
                      Artificial limb  周德明  yes
                      Festival visits  周德明  yes
                      Pension premium  周德明  not known yet
                      Follow-up  周德明  yes
      Period
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
    扶助   F2 待办  F3 急难 [F4 家庭] F5 期限  F6 匹配  F7 报表     演示数据  11-24
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
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
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
    fuzhu  [F2 Queues] F3  F4  F5  F6  F7  F8             demo data  2026-11-24 Tue
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
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      全部部门  逾期 23  急难 5             1/106  |  周德明、李秀英  F8
      期限       状态   对象     措施              |  兴隆镇  金星社区  NC00008
    - 逾期 6 天  待办   周德明   急难 意外困难..   |  子女亡故  在册
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
    退出扶助？  Enter 退出，Esc 留下
    Enter 确定                                                              F1 帮助
    ");
}
