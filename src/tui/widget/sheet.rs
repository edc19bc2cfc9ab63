//! Draws a page of text: columns, running text in as many rows as it needs, the gutter mark at the chosen line.
//!
//! Where the page is scrolled follows from the chosen line alone: it stays near the middle, and the page neither starts below its first
//! row nor ends above its last.

use super::pen::{Pen, columns};
use super::wrap::{longest, wrap};
use crate::tui::layout::Area;
use crate::tui::sheet::{Line, Sheet, Span};
use crate::tui::tone::Tone;

/// Cells of the gutter.
pub const GUTTER: u16 = 2;

/// One row of a page, ready to be drawn.
struct Row<'a> {
    line: usize,
    columns: &'a [(u16, Span)],
    indent: u16,
    text: Vec<Span>,
}

/// Draws the page. The chosen line is marked, and has the cursor, when the pane is in use.
pub fn draw(pen: &mut Pen, area: Area, sheet: &Sheet, in_use: bool) {
    // In the lean look the panes that are not in use have no room at all.
    if area.columns == 0 {
        return;
    }
    let rows = rows(sheet.lines(), area.columns.saturating_sub(GUTTER));
    let height = usize::from(area.rows);
    let chosen = rows.iter().position(|row| row.line == sheet.chosen()).unwrap_or(0);
    let top = chosen.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
    for (at, row) in (0..area.rows).zip(rows.iter().enumerate().skip(top)) {
        let Some(space) = area.row(at) else { break };
        if in_use && row.0 == chosen && sheet.target().is_some() {
            pen.write(space, ">", Tone::Plain);
            pen.place_cursor(space.x, space.y);
        }
        draw_row(pen, space.after(GUTTER), row.1);
    }
    mark_more(pen, area, top > 0, top + height < rows.len());
}

/// Says at the right end that a list or a page goes on above or below.
pub fn mark_more(pen: &mut Pen, area: Area, above: bool, below: bool) {
    let at = area.columns.saturating_sub(1);
    if above && let Some(row) = area.row(0) {
        pen.write(row.after(at), "^", Tone::Quiet);
    }
    if below && let Some(row) = area.row(area.rows.saturating_sub(1)) {
        pen.write(row.after(at), "v", Tone::Quiet);
    }
}

fn rows(lines: &[Line], width: u16) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = indent(line, width);
        let room = usize::from(width.saturating_sub(indent + 1));
        for (part, text) in wrap(&line.text, room).into_iter().enumerate() {
            let columns = if part == 0 { line.columns.as_slice() } else { &[] };
            rows.push(Row { line: at, columns, indent, text });
        }
    }
    rows
}

/// Where the running text of a line begins: behind its columns, or nearer to a short label where a number would otherwise be broken.
fn indent(line: &Line, width: u16) -> u16 {
    let indent: u16 = line.columns.iter().map(|(width, _)| width + 1).sum();
    let Some((column, label)) = line.columns.last() else { return indent };
    let room = usize::from(width.saturating_sub(indent + 1));
    let lacking = u16::try_from(longest(&line.text).saturating_sub(room)).unwrap_or(u16::MAX);
    let slack = column.saturating_sub(columns(&label.text));
    if lacking <= slack { indent - lacking } else { indent }
}

fn draw_row(pen: &mut Pen, area: Area, row: &Row) {
    let mut x = 0;
    for (width, span) in row.columns {
        pen.write(area.first(row.indent).after(x).first(*width), &span.text, span.tone);
        x += width + 1;
    }
    pen.write_all(area.after(row.indent), &row.text);
}

/// The rows that the lines take at a width, for panes that are as high as what they show.
pub fn height(lines: &[Line], width: u16) -> u16 {
    u16::try_from(rows(lines, width.saturating_sub(GUTTER)).len()).unwrap_or(u16::MAX)
}

/// The width of a label column that fits all of these.
pub fn label_width<'a>(labels: impl Iterator<Item = &'a str>, most: u16) -> u16 {
    labels.map(columns).max().unwrap_or(0).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(lines: &[Line], width: u16) -> Vec<(u16, String)> {
        let text = |row: &Row| row.text.iter().map(|span| span.text.as_str()).collect();
        rows(lines, width).iter().map(|row| (row.indent, text(row))).collect()
    }

    #[test]
    fn a_number_is_not_broken_where_its_label_leaves_room() {
        let line = [Line::labelled("银行账号", 18, "6200***********1059", Tone::Plain)];
        assert_eq!(drawn(&line, 40), [(19, "6200***********1059".into())]);
        assert_eq!(drawn(&line, 37), [(17, "6200***********1059".into())]);
        assert_eq!(drawn(&line, 29), [(9, "6200***********1059".into())]);
        assert!(drawn(&line, 28).len() > 1, "the label is never written over");
        let words = [Line::labelled("住址", 10, "东城街道 三圣路 12 号", Tone::Plain)];
        assert!(drawn(&words, 20).iter().all(|(indent, _)| *indent == 11));
    }
}
