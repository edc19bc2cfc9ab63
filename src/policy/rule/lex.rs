//! A rule's text cut into words, numbers, days and signs, each with its place.

use super::fault::{Fault, RuleError};
use chrono::NaiveDate;
use std::ops::Range;

/// The longest text of a rule, in bytes.
pub const LONGEST: usize = 4_000;

/// A word or sign of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// A word: a keyword, the name of a fact, a choice or a rule.
    Word(&'t str),
    /// A whole number.
    Number(i64),
    /// A number with one or two decimals, in hundredths: only money has them.
    Hundredths(i64),
    /// A calendar day.
    Day(NaiveDate),
    /// A sign: one of `( ) [ ] , . + - < <= > >= = !=`.
    Sign(&'t str),
}

/// A token and where it stands.
pub type Placed<'t> = (Token<'t>, Range<usize>);

const SIGNS: [&str; 14] = ["<=", ">=", "!=", "<", ">", "=", "(", ")", "[", "]", ",", ".", "+", "-"];

/// Cuts a text into tokens.
pub fn tokens(text: &str) -> Result<Vec<Placed<'_>>, RuleError> {
    if text.len() > LONGEST {
        return Err(RuleError { at: 0..text.len(), fault: Fault::TooLong });
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            continue;
        }
        let (token, length) = token(rest).map_err(|(fault, length)| RuleError { at: at..at + length, fault })?;
        tokens.push((token, at..at + length));
        at += length;
    }
    Ok(tokens)
}

fn token(rest: &str) -> Result<(Token<'_>, usize), (Fault, usize)> {
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return figure(rest);
    }
    if first.is_ascii_lowercase() {
        let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or(rest);
        return Ok((Token::Word(word), end));
    }
    match SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
        Some(sign) => Ok((Token::Sign(sign), sign.len())),
        None => Err((Fault::Character(first), first.len_utf8())),
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-'
}

/// A day like `2014-11-28`, or a number with up to two decimals.
fn figure(rest: &str) -> Result<(Token<'_>, usize), (Fault, usize)> {
    let end = rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len());
    let text = rest.get(..end).unwrap_or(rest);
    let wrong = |fault| (fault, end);
    if text.contains('-') {
        let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
        return day.map(|day| (Token::Day(day), end)).ok_or_else(|| wrong(Fault::Day(text.to_string())));
    }
    let not_a_number = || wrong(Fault::Number(text.to_string()));
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |digits: &str, most| digits.len() <= most && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole, 12) || !is_number(decimals, 2) || text.ends_with('.') {
        return Err(not_a_number());
    }
    let whole: i64 = whole.parse().map_err(|_| not_a_number())?;
    if decimals.is_empty() {
        return Ok((Token::Number(whole), end));
    }
    let hundredths: i64 = format!("{decimals:0<2}").parse().map_err(|_| not_a_number())?;
    Ok((Token::Hundredths(whole * 100 + hundredths), end))
}
