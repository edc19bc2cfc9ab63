//! Text that fits paper: a family on one page, a queue on as many as it takes. Eighty cells by sixty-six lines, which A4 and the old
//! continuous forms both hold; what does not fit is cut and said so, never run over.

mod family;
mod queue;

pub use family::family;
pub use queue::queue;

use crate::text::{clean, width};

/// Cells of a line.
pub const COLUMNS: usize = 80;
/// Lines of a page.
pub const LINES: usize = 66;

/// The end of a page.
const PAGE_END: char = '\u{c}';

/// Pages as one text: each line cut to the paper, a form feed between pages.
pub fn text(pages: &[Vec<String>]) -> String {
    let page = |lines: &Vec<String>| lines.iter().map(|line| format!("{}\n", line.trim_end())).collect::<String>();
    pages.iter().map(page).collect::<Vec<_>>().join(&PAGE_END.to_string())
}

/// A text as it can stand on a line: harmless, on one line, no wider than so many cells.
fn fitted(text: &str, cells: usize) -> String {
    width::cut(&plain(text), cells).into_owned()
}

/// Harmless and on one line; an indent stays.
fn plain(text: &str) -> String {
    let indent = text.len() - text.trim_start_matches(' ').len();
    " ".repeat(indent) + &clean::free_text(text).replace(['\n', '\r', '\t'], " ")
}

/// Texts side by side, each in so many cells; the last takes what is left.
fn columns<const N: usize>(texts: [&str; N], cells: [usize; N]) -> String {
    let mut line = String::new();
    for (at, (text, cells)) in texts.into_iter().zip(cells).enumerate() {
        let used = width::columns(&line);
        let room = COLUMNS.saturating_sub(used);
        let cells = if at + 1 == N { room } else { cells.min(room) };
        line += &width::pad_right(&plain(text), cells);
        if at + 1 < N && width::columns(&line) < COLUMNS {
            line.push(' ');
        }
    }
    width::cut(line.trim_end(), COLUMNS).into_owned()
}

/// A text in the middle of the line.
fn centred(text: &str) -> String {
    let text = fitted(text, COLUMNS);
    format!("{}{text}", " ".repeat(COLUMNS.saturating_sub(width::columns(&text)) / 2))
}

fn rule() -> String {
    "-".repeat(COLUMNS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_paper(a in "\\PC{0,60}|王|\u{1b}\\[2J", b in "\\PC{0,90}", c in "(王|a|\n|\t){0,60}") {
            for line in [columns([&a, &b, &c], [12, 40, 10]), centred(&b), fitted(&c, COLUMNS)] {
                prop_assert!(width::columns(&line) <= COLUMNS, "{}", line);
                prop_assert!(!line.contains(char::is_control));
            }
        }
    }
}
