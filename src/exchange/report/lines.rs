//! The figures as lines of a table: one for each tally, or one for each of its parts.

use super::Source;
use crate::domain::figure::part;
use crate::domain::figure::reading::Quantity;
use crate::ids::MeasureNo;

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The measure.
    pub measure: MeasureNo,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The clause of the plan.
    pub clause: String,
    /// What is counted.
    pub tally: String,
    /// The part, empty where it is not counted apart.
    pub part: String,
    /// How much in the year.
    pub quantity: Quantity,
    /// How much in the year before, where that is known.
    pub before: Option<Quantity>,
}

/// Every line, in the plan's order.
pub fn lines(source: Source<'_>) -> Vec<Line> {
    let Source { plan, figures, lang, .. } = source;
    let mut lines = Vec::new();
    for row in &figures.rows {
        let Some(measure) = plan.measure(row.measure) else { continue };
        let Some(tally) = measure.tally.get(usize::from(row.tally)) else { continue };
        let line = |part: String, quantity, before| Line {
            measure: measure.no,
            id: measure.id.clone(),
            title: measure.title.in_lang(lang).to_string(),
            clause: measure.clause.clone(),
            tally: tally.title.in_lang(lang).to_string(),
            part,
            quantity,
            before,
        };
        if let Some(whole) = row.figure.whole {
            let last_year = figures.year.checked_sub(1);
            let before = row.history.iter().find(|(year, _)| Some(*year) == last_year).map(|(_, quantity)| *quantity);
            lines.push(line(String::new(), whole, before));
        }
        for (at, quantity) in &row.figure.parts {
            let (_, name) = part::name(plan, tally, *at);
            lines.push(line(name.in_lang(lang).to_string(), *quantity, None));
        }
    }
    lines
}
