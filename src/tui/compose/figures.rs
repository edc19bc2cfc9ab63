//! A figure in words and bars. Bars and sparklines are made of plain signs, one byte and one cell each on every terminal.

use crate::domain::figure::part;
use crate::domain::figure::reading::Quantity;
use crate::policy::plan::Tally;
use crate::service::figure::{FigureRow, FigureYear};
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Target};
use crate::tui::tone::Tone;

/// Cells of the longest bar.
const BAR: i64 = 9;
/// The signs of a sparkline, from nothing to the most.
const LEVELS: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];
/// Digits of a hash that are shown: enough to compare by eye.
const HASH: usize = 12;

/// The figure in a few words, for a line of the list: the parts that are not nothing where it is only counted apart.
pub fn short(row: &FigureRow, session: &Session) -> String {
    let Some(tally) = tally(row, session) else { return String::new() };
    match row.figure.whole {
        Some(whole) => whole.text(session.lang),
        None => {
            let parts = row.figure.parts.iter().filter(|(_, quantity)| !quantity.is_nothing());
            let parts =
                parts.map(|(at, quantity)| format!("{} {}", name(tally, *at, session), quantity.text(session.lang)));
            let parts = parts.collect::<Vec<_>>().join("  ");
            if parts.is_empty() { "0".into() } else { parts }
        }
    }
}

/// The years of a figure as one sign each.
pub fn sparkline(row: &FigureRow) -> String {
    let sizes: Vec<i64> = row.history.iter().map(|(_, quantity)| quantity.size().max(0)).collect();
    let most = sizes.iter().copied().max().unwrap_or(0);
    if most == 0 || sizes.len() < 2 {
        return String::new();
    }
    let last = LEVELS.len() as i64 - 1;
    let level = |size: i64| scaled(size, most, last);
    sizes.into_iter().filter_map(|size| LEVELS.get(usize::try_from(level(size)).ok()?)).collect()
}

/// The figure by itself: its years, its parts, and what it was made from.
pub fn detail(row: &FigureRow, figures: &FigureYear, session: &Session) -> Vec<Line> {
    let lang = session.lang;
    let (Some(measure), Some(tally)) = (session.plan.measure(row.measure), tally(row, session)) else {
        return Vec::new();
    };
    let mut lines = vec![
        Line::heading(measure.title.in_lang(lang)),
        Line::text(tally.title.in_lang(lang), Tone::Strong),
        Line::blank(),
    ];
    let wide = row.history.iter().map(|(_, quantity)| *quantity).chain(row.figure.parts.iter().map(|(_, one)| *one));
    let wide = wide.map(|quantity| cells(&quantity.text(lang))).max().unwrap_or(0);
    let most = row.history.iter().map(|(_, quantity)| quantity.size()).max().unwrap_or(0);
    for (year, quantity) in &row.history {
        let tone = if *year == figures.year { Tone::Strong } else { Tone::Plain };
        let said = quantity.text(lang);
        lines.push(
            Line::text(bar(*quantity, most), Tone::Good).column(4, year.to_string(), tone).column(wide, said, tone),
        );
    }
    let names: Vec<String> = row.figure.parts.iter().map(|(at, _)| name(tally, *at, session)).collect();
    let named = names.iter().map(|name| cells(name)).max().unwrap_or(0).min(16);
    let most = row.figure.parts.iter().map(|(_, quantity)| quantity.size()).max().unwrap_or(0);
    for ((at, quantity), name) in row.figure.parts.iter().zip(names) {
        let line = Line::text(bar(*quantity, most), Tone::Good).column(named, name, Tone::Plain);
        lines.push(line.column(wide, quantity.text(lang), Tone::Strong).for_(Target::Part(*at)));
    }
    lines.push(Line::blank());
    let counted = measure.counted_on.as_ref().and_then(|key| session.plan.record(key));
    let by = counted.map_or(session.say(Phrase::DeliveryDay), |field| field.title.in_lang(lang));
    lines.push(Line::text(session.fill(Phrase::YearCountedBy, &[by]), Tone::Quiet));
    lines.push(Line::text(format!("{} {}", session.say(Phrase::Clause), measure.clause), Tone::Quiet));
    let hash = figures.state.hash.get(..HASH).unwrap_or_default();
    lines.push(Line::text(session.fill(Phrase::MadeFrom, &[&figures.state.head.to_string(), hash]), Tone::Quiet));
    lines
}

fn tally<'a>(row: &FigureRow, session: &'a Session) -> Option<&'a Tally> {
    session.plan.measure(row.measure)?.tally.get(usize::from(row.tally))
}

fn name(tally: &Tally, at: u32, session: &Session) -> String {
    part::name(&session.plan, tally, at).1.in_lang(session.lang).to_string()
}

fn bar(quantity: Quantity, most: i64) -> String {
    "#".repeat(usize::try_from(scaled(quantity.size(), most, BAR)).unwrap_or(0))
}

/// A size on a scale from 0 to `to`; whatever is there at all shows.
fn scaled(size: i64, most: i64, to: i64) -> i64 {
    if size <= 0 || most <= 0 {
        return 0;
    }
    let on_scale = i128::from(size) * i128::from(to) / i128::from(most);
    i64::try_from(on_scale).unwrap_or(to).clamp(1, to)
}

fn cells(text: &str) -> u16 {
    u16::try_from(crate::text::width::columns(text)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figure::ALL_BODIES;
    use crate::domain::figure::reading::Figure;
    use crate::ids::MeasureNo;

    #[test]
    fn a_sparkline_has_a_sign_for_each_year_and_shows_that_something_is_there() {
        let of = |sizes: &[i64]| {
            let history = (2015u16..).zip(sizes).map(|(year, size)| (year, Quantity::Count(*size))).collect();
            let figure = Figure { whole: Some(Quantity::Count(0)), parts: Vec::new() };
            sparkline(&FigureRow { measure: MeasureNo(1), body: ALL_BODIES, tally: 0, figure, history })
        };
        assert_eq!(of(&[0, 1, 50, 100]), "_.-#");
        assert_eq!(of(&[7, 7]), "##");
        assert_eq!(of(&[0, 0, 0]), "");
        assert_eq!(of(&[5]), "");
        assert_eq!(of(&[-3, i64::MAX]), "_#");
    }
}
