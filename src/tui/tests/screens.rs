//! Whole screens, as a clerk sees them.

mod due;
mod families;
mod items;
mod layers;
mod queues;

use super::bench::bench;
use crate::text::Lang;

fn screen(columns: u16, rows: u16, lang: Lang, keys: &str) -> String {
    bench(columns, rows, lang).press(keys).screen()
}
