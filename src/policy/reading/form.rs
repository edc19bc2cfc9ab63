//! Lines of text that have a form of their own: a month, a school year, the names of two people.

use super::Problem;
use crate::policy::plan::TextForm;

const YEARS: std::ops::RangeInclusive<u32> = 1949..=2199;

/// The text in the form that is kept: `2026-03`, `2026-2027`, two names or more with `、` between.
///
/// # Errors
/// When it is not of the form.
pub fn read(form: TextForm, text: &str) -> Result<String, Problem> {
    let kept = match form {
        TextForm::Month => month(text),
        TextForm::SchoolYear => school_year(text),
        TextForm::TwoNames => two_names(text),
    };
    kept.ok_or_else(|| {
        let title = form.title();
        Problem::new("form", format!("应填{}", title.zh), format!("must be {}", title.en))
    })
}

/// The numbers in a text, whatever stands between them.
fn numbers(text: &str) -> Vec<u32> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

fn month(text: &str) -> Option<String> {
    let (year, month) = match numbers(text).as_slice() {
        [year, month] => (*year, *month),
        [whole] if (190_001..=219_912).contains(whole) => (whole / 100, whole % 100),
        _ => return None,
    };
    (YEARS.contains(&year) && (1..=12).contains(&month)).then(|| format!("{year:04}-{month:02}"))
}

fn school_year(text: &str) -> Option<String> {
    let year = match numbers(text).as_slice() {
        [year] => *year,
        [year, next] if *next == year + 1 || *next == (year + 1) % 100 => *year,
        _ => return None,
    };
    YEARS.contains(&year).then(|| format!("{year:04}-{:04}", year + 1))
}

fn two_names(text: &str) -> Option<String> {
    let between = |c: char| matches!(c, '、' | '，' | ',' | ';' | '；' | '/' | '和');
    let names: Vec<&str> = text.split(between).map(str::trim).filter(|name| !name.is_empty()).collect();
    (names.len() >= 2).then(|| names.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_by_its_form() {
        for (form, text, kept) in [
            (TextForm::Month, "2026-03", Some("2026-03")),
            (TextForm::Month, "2026年3月", Some("2026-03")),
            (TextForm::Month, "202603", Some("2026-03")),
            (TextForm::Month, "2026-13", None),
            (TextForm::Month, "次月", None),
            (TextForm::SchoolYear, "2026-2027", Some("2026-2027")),
            (TextForm::SchoolYear, "2026－27学年", Some("2026-2027")),
            (TextForm::SchoolYear, "2026", Some("2026-2027")),
            (TextForm::SchoolYear, "2026-2028", None),
            (TextForm::SchoolYear, "本学年", None),
            (TextForm::TwoNames, "周文、吴敏", Some("周文、吴敏")),
            (TextForm::TwoNames, "Zhou Wen, Wu Min", Some("Zhou Wen、Wu Min")),
            (TextForm::TwoNames, "周文", None),
            (TextForm::TwoNames, "周文、", None),
        ] {
            assert_eq!(read(form, text).ok().as_deref(), kept, "{text}");
        }
    }
}
