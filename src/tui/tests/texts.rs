//! Every text of the desk in both languages.

use super::bench::bench;
use crate::text::Lang;
use crate::tui::action::TABLE;
use crate::tui::place::Place;

/// Signs that are one cell on some terminals and two on others.
const DOUBTFUL: &str = "“”‘’—…·→×±①②③√■□●○│─";

#[test]
fn actions_and_places_are_named_in_both_languages() {
    let titles = TABLE.iter().map(|row| row.title).chain(Place::ALL.map(Place::title));
    for title in titles {
        assert!(title.zh.chars().all(|c| c > '\u{2e80}'), "{}", title.zh);
        assert!(title.en.is_ascii() && !title.en.is_empty(), "{}", title.en);
    }
}

#[test]
fn the_english_desk_says_nothing_in_chinese_of_its_own() {
    // What is Chinese on it comes from the register: names, places, clauses, notes.
    let register = "王李张刘陈杨赵黄周吴韦欧阳建国秀英志强桂兰德明玉梅华素芬永福淑珍小龙燕军科员钱";
    let mut bench = bench(120, 36, Lang::En);
    for keys in ["", "F1", "Esc Ctrl-P", "Esc 4", "Esc F5 0", "Esc F6", "Space Space 1", "Esc Esc Esc"] {
        let screen = bench.press(keys).screen();
        let own = screen.lines().filter(|line| !line.contains('|') || keys == "F1");
        for line in own {
            let foreign: String = line.chars().filter(|c| *c > '\u{2e80}' && !register.contains(*c)).collect();
            let about_a_place = line.contains("F8-1") || line.contains("Clause");
            assert!(foreign.is_empty() || about_a_place, "{keys}: {line}");
        }
    }
}

#[test]
fn no_screen_of_the_desk_has_a_sign_of_doubtful_width() {
    for lang in [Lang::Zh, Lang::En] {
        let mut bench = bench(120, 36, lang);
        for keys in ["", "F4", "F5", "F6", "F1", "Esc F2 Enter", "4", "Esc Esc Space Space 1"] {
            let screen = bench.press(keys).screen();
            let doubtful = screen.lines().find(|line| line.chars().any(|c| DOUBTFUL.contains(c)));
            assert_eq!(doubtful, None, "{keys}");
        }
    }
}
