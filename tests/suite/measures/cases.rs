//! The examples of each duty: the first case of each kind in the table that the rules are tested by.

use fuzhu::policy::field::{Field, Scope};
use std::fmt::Write;
use std::path::Path;
use toml::{Table, Value};

/// The table of cases that the rules are tested by.
pub struct Cases {
    families: Table,
    measures: Table,
}

impl Cases {
    /// The table.
    pub fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/policy/plan/cases.toml");
        let mut measures: Table =
            std::fs::read_to_string(path).expect("the table of cases").parse().expect("a table of cases");
        let families = measures.remove("families").and_then(|families| families.as_table().cloned());
        Self { families: families.expect("the common families"), measures }
    }

    /// One family of each kind.
    pub fn write(&self, page: &mut String, id: &str) {
        let Some(cases) = self.measures.get(id) else { return };
        page.push_str("\n**示例 · Examples**\n\n");
        for (kind, title) in [("yes", "符合 · yes"), ("no", "不符合 · no"), ("unknown", "待核实 · not known yet")]
        {
            let first = cases.get(kind).and_then(Value::as_array).and_then(|list| list.first());
            let Some(first) = first else { continue };
            let (text, lacking) = match first {
                Value::Array(pair) => (pair.first().and_then(Value::as_str), pair.get(1).and_then(Value::as_str)),
                text => (text.as_str(), None),
            };
            let Some(text) = text else { continue };
            let _ = write!(page, "- {title}：{}", self.told(text));
            if let Some(lacking) = lacking {
                let names: Vec<String> = lacking.split_whitespace().map(named).collect();
                let _ = write!(page, "；还缺 still missing: {}", names.join("、"));
            }
            page.push('\n');
        }
    }

    fn told(&self, text: &str) -> String {
        let (family, differs) = text.split_once(' ').unwrap_or((text, ""));
        assert!(self.families.contains_key(family), "{family}");
        let family = match family {
            "died" => "子女亡故家庭 a family whose child has died",
            "disabled" => "子女残疾家庭 a family whose child is disabled",
            "outside" => "子女健在且无残疾的家庭 a family outside the plan",
            other => other,
        };
        let facts: Vec<String> = differs.split_whitespace().map(fact).collect();
        if facts.is_empty() { family.into() } else { format!("{family}；{}", facts.join("，")) }
    }
}

/// `child.stage=sec-voc` as people read it.
fn fact(text: &str) -> String {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    let Some(field) = field(name) else { return format!("`{text}`") };
    let shown = match value {
        "?" => "未登记 not recorded".into(),
        "yes" => "是 yes".into(),
        "no" => "否 no".into(),
        value => field.choice(value).map_or_else(|| value.into(), |one| format!("{} {}", one.title.zh, one.title.en)),
    };
    format!("{} = {shown}", named(name))
}

fn field(name: &str) -> Option<Field> {
    let (whose, key) = name.split_once('.')?;
    let scope = if whose == "family" { Scope::Family } else { Scope::Member };
    Field::from_key(scope, key)
}

/// The name of a fact: whose, and which.
fn named(name: &str) -> String {
    let whose = match name.split_once('.').map_or("", |(whose, _)| whose) {
        "child" => "子女",
        "wife" => "女方",
        "member" => "本人",
        _ => "",
    };
    field(name).map_or_else(|| name.into(), |field| format!("{whose}{} {}", field.title().zh, field.title().en))
}
