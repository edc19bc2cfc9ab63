//! The page of rights is made from the table. A stale page fails; to write it anew: `FUZHU_WRITE_REFERENCE=1 cargo test reference`.

use super::super::{Right, Width, width};
use crate::domain::access::Role;
use crate::text::Lang;
use std::fmt::Write;
use std::path::PathBuf;

fn page() -> String {
    let mut page = String::from(
        "# 权限 · Rights\n\n<!-- Made from src/service/permission/table.rs; not edited by hand. -->\n\n\
         “本”指本账户的部门和乡镇范围内，“全”指全区，空格为不可。没有写明的一律不可。\n\n\
         \"own\" is within the departments and townships of the account, \"all\" everywhere, an empty cell not at all. What is not here is not allowed.\n",
    );
    for lang in [Lang::Zh, Lang::En] {
        let titles: Vec<&str> = Role::ALL.into_iter().map(|role| role.title().in_lang(lang)).collect();
        write!(page, "\n## {}\n\n| |", lang.pick("中文", "English")).unwrap();
        titles.iter().for_each(|title| write!(page, " {title} |").unwrap());
        write!(page, "\n|---|{}\n", ":---:|".repeat(titles.len())).unwrap();
        for right in Right::ALL {
            write!(page, "| {} |", right.title().in_lang(lang)).unwrap();
            for role in Role::ALL {
                let cell = match width(role, right) {
                    Width::Nothing => "",
                    Width::Own => lang.pick("本", "own"),
                    Width::All => lang.pick("全", "all"),
                };
                write!(page, " {cell} |").unwrap();
            }
            page.push('\n');
        }
    }
    page
}

#[test]
fn the_reference_of_rights_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/reference/permissions.md");
    let page = page();
    if std::env::var_os("FUZHU_WRITE_REFERENCE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "docs/reference/permissions.md is stale: FUZHU_WRITE_REFERENCE=1 cargo test reference");
}
