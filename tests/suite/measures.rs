//! The pages of the duties, written from the plan: one for each body, and a table of contents. A page that says something else than the plan
//! fails, and so does one of a body that is no longer there.
//!
//! `FUZHU_WRITE_REFERENCE=1 cargo test reference` writes them anew.

mod cases;
mod counted;
mod duty;
mod words;

use cases::Cases;
use fuzhu::policy::plan::Plan;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

const CONTENTS: &str = "docs/reference/measures.md";
const PAGES: &str = "docs/reference/measures";

fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_reference_of_measures_is_what_the_plan_says() {
    let plan = Plan::builtin();
    let mut pages = pages(&plan);
    let kept: Vec<String> = std::fs::read_dir(place(PAGES))
        .map(|files| files.flatten().map(|file| format!("{PAGES}/{}", file.file_name().to_string_lossy())).collect())
        .unwrap_or_default();
    for name in kept {
        pages.entry(name).or_default();
    }
    for (name, page) in pages {
        let path = place(&name);
        if std::env::var_os("FUZHU_WRITE_REFERENCE").is_some() {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            if page.is_empty() { std::fs::remove_file(&path) } else { std::fs::write(&path, &page) }
                .expect("a written page");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == page, "{name} is stale: run FUZHU_WRITE_REFERENCE=1 cargo test reference");
    }
}

/// Every page by its path.
fn pages(plan: &Plan) -> BTreeMap<String, String> {
    let cases = Cases::read();
    let mut pages = BTreeMap::from([(CONTENTS.to_string(), contents(plan))]);
    for department in plan.departments() {
        let name = &department.name;
        let mut page = format!(
            "# {} · {}\n\n由方案文件和案例表生成，请勿手改。Written from `src/policy/plan/plan.toml` and `cases.toml`; do not edit. \
             [目录 Contents](../measures.md)\n",
            name.zh, name.en
        );
        for later in &department.later {
            let _ = write!(
                page,
                "\n{} 年起由{}承接。From {} on carried by the {}.\n",
                later.from, later.name.zh, later.from, later.name.en
            );
        }
        for measure in plan.measures().iter().filter(|measure| measure.department() == department.no) {
            duty::write(&mut page, plan, measure, &cases);
        }
        pages.insert(format!("{PAGES}/{}.md", department.id), page);
    }
    pages
}

fn contents(plan: &Plan) -> String {
    let mut page = format!(
        "# 措施 · Measures\n\n由方案文件生成，请勿手改。Written from `src/policy/plan/plan.toml`; do not edit.\n\n\
         《{}》（{}）的六十五项措施。时限带 * 的为建议值，方案未作规定。\n\n\
         The sixty-five measures of the {}. A time limit marked * is a proposal: the plan names none.\n\n\
         | | 措施 Measure | 部门 Body | 条款 Clause | 频次 How often | 时限 Time limit |\n|---|---|---|---|---|---|\n",
        plan.title.zh, plan.number, plan.title.en
    );
    for measure in plan.measures() {
        let Some(department) = plan.department(measure.department()) else { continue };
        let (id, rhythm) = (&department.id, measure.rhythm.title());
        let _ = writeln!(
            page,
            "| {} | [{} · {}](measures/{id}.md#{}) | {} · {} | {} | {} · {} | {} |",
            measure.no,
            measure.title.zh,
            measure.title.en,
            measure.id,
            department.short.zh,
            department.short.en,
            measure.clause,
            rhythm.zh,
            rhythm.en,
            words::limit(measure.limit),
        );
    }
    page
}
