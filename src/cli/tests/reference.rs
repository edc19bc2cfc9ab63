//! The reference of the commands is made from the definition that reads them. A stale page fails; to write it anew:
//! `FUZHU_WRITE_REFERENCE=1 cargo test reference`.

use crate::cli::usage::{definition, translated};
use crate::text::Lang;
use clap::Command;
use std::fmt::Write;
use std::path::PathBuf;

fn page_path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/reference/commands.md")
}

fn page() -> String {
    let mut page =
        String::from("# 命令 · Commands\n\n<!-- Made from the definitions in src/cli; not edited by hand. -->\n");
    for lang in [Lang::Zh, Lang::En] {
        let mut root = definition(lang);
        root.build();
        write!(page, "\n## {}\n", lang.pick("中文", "English")).unwrap();
        chapter(&mut page, &mut root, lang, true);
    }
    page
}

fn chapter(page: &mut String, command: &mut Command, lang: Lang, root: bool) {
    let name = command.get_bin_name().unwrap_or("fuzhu").to_string();
    let mut shown = command.clone().mut_args(|arg| {
        let global = arg.is_global_set() && !root;
        arg.hide(global)
    });
    let help = translated(&shown.render_help().to_string(), lang);
    write!(page, "\n### {name}\n\n```text\n{}\n```\n", help.trim_end()).unwrap();
    for subcommand in command.get_subcommands_mut() {
        chapter(page, subcommand, lang, false);
    }
}

#[test]
fn the_reference_is_up_to_date() {
    let page = page();
    if std::env::var_os("FUZHU_WRITE_REFERENCE").is_some() {
        std::fs::write(page_path(), &page).unwrap();
    }
    let kept = std::fs::read_to_string(page_path()).unwrap_or_default();
    assert!(kept == page, "docs/reference/commands.md is stale: FUZHU_WRITE_REFERENCE=1 cargo test reference");
}
