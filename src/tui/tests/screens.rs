//! Whole screens.

use super::bench::bench;
use crate::text::Lang;

#[test]
fn look() {
    for (columns, rows, lang) in [(80, 24, Lang::Zh), (120, 36, Lang::Zh), (120, 36, Lang::En)] {
        for keys in ["", "F4", "F5", "F6", "Enter", "F4 Enter", "F1", "Ctrl-P", "4", "F9", "Space Space Space 1"] {
            let mut bench = bench(columns, rows, lang);
            println!("== {columns}x{rows} {keys}\n{}", bench.press(keys).screen());
        }
    }
}
