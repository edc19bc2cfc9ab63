//! The lean look: one pane at a time, no colours, the same keys; everything that the full look shows can be reached in it. And the meter.

use super::bench::{Bench, bench};
use crate::text::Lang;
use crate::tui::input::Input;
use crate::tui::message::Message;
use crate::tui::phrase::Phrase;
use crate::tui::update::update;
use ratatui::style::{Color, Modifier};
use std::time::Duration;

/// Keys that lead to every screen, and to the pages of an item and a family.
const EVERYWHERE: [&str; 10] = ["F2", "F3", "F4", "F5", "F6", "F7", "Ctrl-R", "Ctrl-T", "F2 Enter", "F4 Enter"];

fn words(screen: &str) -> Vec<String> {
    let words = screen.split(|c: char| c.is_whitespace() || c == '|');
    // The sign that a pane goes on stands right behind the last word of its row.
    let words = words.map(|word| word.trim_end_matches(['v', '^']));
    words.filter(|word| word.chars().count() > 2).map(str::to_string).collect()
}

/// What every pane of the screen in front shows, one after the other.
fn every_pane(bench: &mut Bench) -> String {
    let panes = bench.model().screen().panes().len();
    let mut all = bench.screen();
    for _ in 1..panes {
        bench.press("Tab");
        all += &bench.screen();
    }
    bench.press("Tab");
    all
}

#[test]
fn every_screen_is_whole_in_the_lean_look() {
    for (columns, rows) in [(80, 24), (120, 36)] {
        for lang in [Lang::Zh, Lang::En] {
            for keys in EVERYWHERE {
                let mut full = bench(columns, rows, lang);
                full.press(keys);
                let wanted = full.screen();
                let mut lean = bench(columns, rows, lang);
                lean.press("Ctrl-G").press(keys);
                let mut shown = every_pane(&mut lean);
                if keys.ends_with("Enter") {
                    // What the full look leaves beside a page is one step back.
                    lean.press("Esc");
                    shown += &every_pane(&mut lean);
                }
                // What is cut in the full look may stand there whole; the actions of another pane may be others.
                let body = wanted.lines().take(usize::from(rows) - 2).collect::<Vec<_>>().join("\n");
                let whole = |word: &String| !word.contains('.') && !word.ends_with('^');
                for word in words(&body).iter().filter(|word| whole(word)) {
                    assert!(
                        shown.contains(word.as_str()),
                        "{keys} {columns} {lang:?}: {word} is not in\n{shown}\nbut in\n{wanted}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_lean_look_has_no_colours_and_no_rules() {
    for keys in EVERYWHERE {
        let mut bench = bench(120, 36, Lang::Zh);
        // Drawn anew, so that nothing of the full look is left under the right halves of wide characters.
        bench.press("Ctrl-G").press(keys).press("Ctrl-L");
        for cell in &bench.cells().content {
            assert_eq!((cell.fg, cell.bg, cell.modifier), (Color::Reset, Color::Reset, Modifier::empty()), "{keys}");
            assert_ne!(cell.symbol(), "|", "{keys}");
        }
    }
}

#[test]
fn the_look_is_changed_while_running() {
    let mut bench = bench(80, 24, Lang::Zh);
    let body = |screen: &str| screen.lines().take(22).map(str::to_string).collect::<Vec<_>>();
    let full = body(&bench.screen());
    bench.press("Ctrl-G");
    insta::assert_snapshot!(bench.screen(), @"
    扶助  [F2 待办] F3 急难  F4 家庭  F5 期限  F6 匹配  F7 报表     演示数据  11-24
      全部部门  逾期 23  急难 5                                               1/106
      期限       状态   对象           措施
    > 逾期 6 天  待办   周德明         急难 意外困难紧急救助
      2026-11-26 暂缓   陈永福         急难 传统节日走访慰问
      余 10 天   已受理 王志强         急难 子女亡故抚慰金
      余 32 天   已受理 李建国         急难 免费装配假肢
      余 33 天   待办   黄玉梅         急难 居民医保参保补贴
      余 41 天   已审批 刘淑珍         急难 意外困难紧急救助
      无期限     待办   欧阳玉梅       优先 免费装配假肢
      逾期 11 天 待办   吴建国         优先 免费装配假肢
      余 11 天   已受理 张桂兰         优先 传统节日走访慰问
      余 12 天   已审批 陈德明         优先 意外困难紧急救助
      余 19 天   待办   韦素芬         优先 子女亡故抚慰金
      余 20 天   待办   王永福         优先 传统节日走访慰问
      余 33 天   已审批 刘秀英         优先 子女亡故抚慰金
      2026-12-28 暂缓   杨志强         优先 传统节日走访慰问
      余 42 天   已受理 李国华         优先 子女亡故抚慰金
      无期限     已受理 杨永福         随访与健康指导
      无期限     暂缓   欧阳秀英       特扶金兑现
      逾期 14 天 待办   杨志强         农村危房改造优先
      逾期 14 天 已受理 吴国华         特扶金兑现                                  v
    精简界面：一次一栏，Tab 看下一栏；Ctrl-G 换回。
    1 受理          4 不予办理  5 暂缓  6 转办  7 撤回  F9 新开事项  0 筛选 F1 帮助
    ");
    bench.press("Ctrl-G");
    assert_eq!(body(&bench.screen()), full);
    bench.press("Ctrl-G F1 End");
    assert!(bench.screen().contains("精简界面"), "help names the key: {}", bench.screen());
}

#[test]
fn a_slow_line_brings_the_lean_look_once_and_not_against_the_clerk() {
    let slow = || Message::Slow(Duration::from_millis(900));
    let mut bench = bench(80, 24, Lang::Zh);
    let mut model = bench.model().clone();
    update(&mut model, slow());
    assert!(model.session.lean);
    let told = model.notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default();
    assert!(told.contains("900") && told.contains("Ctrl-G"), "{told}");
    // The clerk has chosen the full look: it stays.
    bench.press("Ctrl-G Ctrl-G");
    let mut model = bench.model().clone();
    update(&mut model, slow());
    assert!(!model.session.lean);
}

#[test]
fn the_meter_is_drawn_at_rest_and_then_no_more() {
    let mut bench = bench(120, 36, Lang::Zh);
    bench.press("F12 Down");
    assert!(bench.screen().contains("往返"), "{}", bench.screen());
    let frames = bench.desk.frames();
    bench.give(vec![Input::Ready]);
    bench.give(vec![]);
    assert_eq!(bench.desk.frames(), frames, "{}", bench.model().session.say(Phrase::LineMeter));
    bench.press("F12");
    assert!(!bench.screen().contains("往返"), "{}", bench.screen());
}
