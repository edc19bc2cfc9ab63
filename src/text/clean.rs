//! Text from outside made harmless: rosters, pasted notes, typed fields.
//!
//! A name or a note may carry escape sequences, marks that turn the line around, or letters that cannot be seen. They are taken
//! out once, where the text comes in; what is stored is already clean. Three forms: a name, a free text on one line, a number
//! typed as text. The other way out, [`spreadsheet_safe`] keeps a stored text from being read as a formula.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The name of a person, a place or a body: one form for one name, so that two spellings of the same name are equal.
///
/// Blanks between Chinese characters are dropped (`王　芳`), full-width letters and signs become half-width, and every dot between
/// the parts of a minority name becomes `·`.
pub fn name(raw: &str) -> String {
    let clean: String = visible(raw).map(half_width).map(middle_dot).nfc().collect();
    let chars: Vec<char> = clean.trim().chars().collect();
    let mut out = String::with_capacity(clean.len());
    for (index, &here) in chars.iter().enumerate() {
        let after = chars.iter().skip(index + 1).copied().find(|next| *next != ' ');
        let between = |a: fn(char) -> bool| out.chars().next_back().is_some_and(a) && after.is_some_and(a);
        match here {
            '.' if between(is_han) => out.push('·'),
            ' ' if out.ends_with(' ') || between(is_han_or_dot) => {}
            _ => out.push(here),
        }
    }
    undo_spreadsheet_tricks(&out).to_owned()
}

/// A note, an address, a reason: one line, punctuation as it was written; full-width digits and letters become half-width.
pub fn free_text(raw: &str) -> String {
    let half = |c: char| if half_width(c).is_ascii_alphanumeric() { half_width(c) } else { c };
    let clean: String = visible(raw).map(half).nfc().collect();
    let mut out = String::with_capacity(clean.len());
    for word in clean.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    undo_spreadsheet_tricks(&out).to_owned()
}

/// A number kept as text (identity, certificate, account, telephone): half-width, without blanks, and without what a
/// spreadsheet puts around a number to keep it text.
pub fn number(raw: &str) -> String {
    let clean: String = visible(raw).map(half_width).filter(|c| *c != ' ').nfc().collect();
    undo_spreadsheet_tricks(&clean).to_owned()
}

/// Whether a number in the form of [`number`] went through a spreadsheet's number cell and lost its last digits for good:
/// `5.12323195506121E+17`, `512323195506121000.0`. Such a cell holds fifteen digits and no more.
pub fn lost_digits(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    match text.split_once(['E', 'e']) {
        Some((mantissa, exponent)) => {
            let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
            digits(whole) && digits(decimals) && digits(exponent.trim_start_matches('+'))
        }
        None => whole.len() > 15 && digits(whole) && digits(decimals) && decimals.bytes().all(|byte| byte == b'0'),
    }
}

/// A text for a cell of a CSV or a workbook: one that a spreadsheet would run as a formula gets a leading `'`, which the forms
/// above take off again when the file comes back.
pub fn spreadsheet_safe(text: &str) -> Cow<'_, str> {
    if text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character may be shown: not a control, not a mark of direction, not without width.
pub fn is_harmless(c: char) -> bool {
    !(c.is_control() || is_separator_of_lines(c) || is_unseen(c))
}

/// The characters that can be shown, every blank as one space.
fn visible(raw: &str) -> impl Iterator<Item = char> {
    raw.chars().filter_map(|c| match c {
        _ if c.is_whitespace() || is_separator_of_lines(c) => Some(' '),
        _ if is_harmless(c) => Some(c),
        _ => None,
    })
}

fn is_separator_of_lines(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Characters that take no room or turn the text around them: they can only hide something.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn middle_dot(c: char) -> char {
    match c {
        '•' | '・' | '‧' | '･' | '∙' | '⋅' | '\u{387}' => '·',
        _ => c,
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{E000}'..='\u{F8FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_han_or_dot(c: char) -> bool {
    c == '·' || is_han(c)
}

/// Takes off `="…"` and the leading `'` of a cell forced to text, as often as they are there.
fn undo_spreadsheet_tricks(text: &str) -> &str {
    let mut text = text;
    loop {
        let inner = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
        let unquoted = text.strip_prefix('\'').filter(|rest| {
            rest.starts_with(|c: char| {
                c.is_ascii_digit() || matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
            })
        });
        match inner.or(unquoted) {
            Some(less) => text = less.trim(),
            None => return text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_name_has_one_form() {
        let cases = [
            ("  王　芳 ", "王芳"),
            ("王\u{200b}芳", "王芳"),
            ("\u{202e}王芳\u{202c}", "王芳"),
            ("王\u{1b}[31m芳", "王[31m芳"),
            ("王\r\n芳", "王芳"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("阿依古丽 ・ 买买提", "阿依古丽·买买提"),
            ("阿依古丽．买买提", "阿依古丽·买买提"),
            ("阿依古丽.买买提", "阿依古丽·买买提"),
            ("ＪＯＨＮ　 Smith", "JOHN Smith"),
            ("J. Smith", "J. Smith"),
            ("Rene\u{301}", "René"),
            ("=\"王芳\"", "王芳"),
            ("𠮷 田㛃", "𠮷田㛃"),
            ("", ""),
            ("　", ""),
        ];
        for (raw, clean) in cases {
            assert_eq!(name(raw), clean, "{raw:?}");
        }
    }

    #[test]
    fn a_note_keeps_its_punctuation() {
        assert_eq!(free_text("南城街道，\n３组Ａ栋\t（老屋）！"), "南城街道， 3组A栋 （老屋）！");
        assert_eq!(free_text("\u{9b}31m红\u{7f}"), "31m红");
        assert_eq!(free_text("'=1+1"), "=1+1");
        assert_eq!(free_text("'quoted' word"), "'quoted' word");
    }

    #[test]
    fn a_number_loses_what_a_spreadsheet_put_around_it() {
        for raw in [
            "51232319550612121x",
            " '51232319550612121x",
            "=\"51232319550612121x\"",
            "５１２３２３ 19550612\u{a0}121ｘ\t",
            "'=\"51232319550612121x\"",
        ] {
            assert_eq!(number(raw), "51232319550612121x", "{raw:?}");
        }
    }

    #[test]
    fn a_number_that_a_spreadsheet_rounded_is_known() {
        for text in ["5.12323195506121E+17", "5.12323e17", "5E+17", "512323195506121000.0", "6217000000000000.00"] {
            assert!(lost_digits(text), "{text}");
        }
        for text in [
            "",
            "51232319550612121X",
            "512323195506121000",
            "13800001234.0",
            "E",
            "1E",
            "E5",
            "1.5",
            "1e-3",
            ".",
            "a.0",
        ] {
            assert!(!lost_digits(text), "{text}");
        }
    }

    #[test]
    fn a_formula_does_not_leave_the_house() {
        for text in ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", " =1", "＝1"] {
            let cell = spreadsheet_safe(text);
            assert_eq!(cell, format!("'{text}"));
        }
        assert_eq!(free_text(&spreadsheet_safe("=1")), "=1");
        for text in ["王芳", "", "a=1", "3-1"] {
            assert_eq!(spreadsheet_safe(text), text);
        }
    }

    /// Text of the kind that does harm: ordinary characters mixed with those that hide or steer.
    fn nasty() -> impl Strategy<Value = String> {
        let special = prop::sample::select(
            "\u{0}\t\n\r\u{1b}\u{7f}\u{85}\u{9b}\u{ad}\u{200b}\u{200e}\u{202e}\u{2028}\u{2066}\u{3000}\u{feff}'=\"+-@.·•．＝＇＂ 1a王芳\u{301}\u{387}\u{212a}"
                .chars()
                .collect::<Vec<_>>(),
        );
        prop::collection::vec(prop_oneof![3 => special, 1 => any::<char>()], 0..24).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn what_comes_out_is_harmless_and_stays_as_it_is(raw in nasty()) {
            for form in [name, free_text, number] {
                let clean = form(&raw);
                prop_assert!(clean.chars().all(is_harmless), "{clean:?}");
                prop_assert_eq!(clean.trim(), &clean);
                prop_assert_eq!(form(&clean), clean.clone());
            }
        }
    }
}
