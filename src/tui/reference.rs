//! The reference page of the keys, made from the table of actions, so that it cannot say anything else than the desk does.

use super::action::{Action, TABLE};
use super::place::Place;
use crate::text::{Both, Lang};

const TITLE: Both = Both::new("按键", "Keys");
const ABOUT: Both = Both::new(
    "本页由操作表生成。每行第一个键在输入法打开时也能用；字母和符号是为了快。全角的：／？和数字与半角相同。",
    "This page is made from the table of actions. The first key of each row works while an input method is on; letters and signs are for speed. Full-width : / ? and digits work as their ASCII keys.",
);
const HEADS: Both = Both::new("| 键 | 操作 | 名称 |", "| keys | action | name |");

/// The page, Chinese first.
pub fn page() -> String {
    let mut page = String::new();
    for lang in [Lang::Zh, Lang::En] {
        page += &format!("# {}\n\n{}\n", TITLE.in_lang(lang), ABOUT.in_lang(lang));
        for place in Place::ALL {
            page += &format!("\n## {}\n\n{}\n|---|---|---|\n", place.title().in_lang(lang), HEADS.in_lang(lang));
            for row in TABLE.iter().filter(|row| row.is_in(place)) {
                let keys: Vec<String> = row.keys_in(place).map(key).collect();
                page += &format!("| {} | {} | {} |\n", keys.join(" "), row.title.in_lang(lang), name(row.action));
            }
        }
        page.push('\n');
    }
    page.trim_end().to_string() + "\n"
}

/// A key as Markdown; a chord's keys stand beside each other.
fn key(name: &str) -> String {
    format!("`{}`", name.replace('+', " "))
}

fn name(action: Action) -> &'static str {
    action.row().name
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page in the project is this one. To write it anew: `FUZHU_WRITE_REFERENCE=1 cargo test reference`.
    #[test]
    fn the_page_says_what_the_table_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/keys.md");
        if std::env::var_os("FUZHU_WRITE_REFERENCE").is_some() {
            std::fs::write(path, page()).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(path).unwrap_or_default(),
            page(),
            "docs/reference/keys.md is stale: FUZHU_WRITE_REFERENCE=1 cargo test reference"
        );
    }
}
