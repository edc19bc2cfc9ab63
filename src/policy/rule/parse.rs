//! From a rule's text to its tree. `and` binds closer than `or`; parentheses and `not` may be nested to a stated depth, so that no text
//! can exhaust the stack. It looks no name up: `check` does.

use super::fault::{Fault, RuleError, Wanted};
use super::lex::{self, Placed, Token};
use super::syntax::{At, Expression, Name, Relation, Sign, Sum, Term, Test};
use std::ops::Range;

/// How deep parentheses and `not` may be nested.
pub const DEEPEST: usize = 24;

/// Reads a whole rule.
pub fn parse(text: &str) -> Result<Expression, RuleError> {
    let mut parser = Parser { tokens: lex::tokens(text)?, next: 0, depth: 0, end: text.len() };
    if parser.tokens.is_empty() {
        return Err(RuleError { at: 0..text.len(), fault: Fault::Empty });
    }
    let expression = parser.any()?;
    match parser.peek() {
        None => Ok(expression),
        Some(_) => Err(parser.expected(Wanted::AndOr)),
    }
}

struct Parser<'t> {
    tokens: Vec<Placed<'t>>,
    next: usize,
    depth: usize,
    end: usize,
}

type Parsed<T> = Result<T, RuleError>;

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<Token<'t>> {
        self.ahead(0)
    }

    fn ahead(&self, steps: usize) -> Option<Token<'t>> {
        self.tokens.get(self.next + steps).map(|(token, _)| *token)
    }

    /// Where the next token stands, or the end of the text.
    fn here(&self) -> Range<usize> {
        self.tokens.get(self.next).map_or(self.end..self.end, |(_, at)| at.clone())
    }

    /// From a start to the end of the last token taken.
    fn since(&self, start: usize) -> Range<usize> {
        let last = self.next.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |(_, at)| at.end)
    }

    fn expected(&self, wanted: Wanted) -> RuleError {
        RuleError { at: self.here(), fault: Fault::Expected(wanted) }
    }

    fn take(&mut self, token: Token<'_>) -> bool {
        let found = self.peek() == Some(token);
        self.next += usize::from(found);
        found
    }

    fn sign(&mut self, sign: &'static str) -> Parsed<()> {
        if self.take(Token::Sign(sign)) { Ok(()) } else { Err(self.expected(Wanted::Sign(sign))) }
    }

    fn any(&mut self) -> Parsed<Expression> {
        let mut parts = vec![self.all()?];
        while self.take(Token::Word("or")) {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Expression::Any))
    }

    fn all(&mut self) -> Parsed<Expression> {
        let mut parts = vec![self.part()?];
        while self.take(Token::Word("and")) {
            parts.push(self.part()?);
        }
        Ok(one_or(parts, Expression::All))
    }

    fn part(&mut self) -> Parsed<Expression> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(RuleError { at: self.here(), fault: Fault::TooDeep });
        }
        let part = if self.take(Token::Word("not")) {
            Expression::Not(Box::new(self.part()?))
        } else if self.take(Token::Sign("(")) {
            let inner = self.any()?;
            self.sign(")")?;
            inner
        } else {
            self.leaf()?
        };
        self.depth -= 1;
        Ok(part)
    }

    fn leaf(&mut self) -> Parsed<Expression> {
        let start = self.here().start;
        let test = match (self.peek(), self.ahead(1)) {
            (Some(Token::Word("recorded")), _) => {
                self.next += 1;
                Test::Recorded(self.bracketed_name()?)
            }
            (Some(Token::Word(word)), next) if is_name(word) && !continues(next) => {
                let at = self.here();
                self.next += 1;
                return Ok(Expression::Named(At { is: word.to_string(), at }));
            }
            _ => self.test()?,
        };
        Ok(Expression::Leaf(At { is: test, at: self.since(start) }))
    }

    fn test(&mut self) -> Parsed<Test> {
        let left = self.sum()?;
        let except = self.peek() == Some(Token::Word("not")) && self.ahead(1) == Some(Token::Word("in"));
        self.next += usize::from(except);
        if self.take(Token::Word("in")) {
            return Ok(Test::OneOf { fact: self.only_fact(left)?, except, list: self.list()? });
        }
        for (word, all) in [("has_any", false), ("has_all", true)] {
            if self.take(Token::Word(word)) {
                return Ok(Test::Has { fact: self.only_fact(left)?, all, list: self.list()? });
            }
        }
        let relation = match self.peek() {
            Some(Token::Sign(sign)) => Relation::from_sign(sign),
            _ => None,
        };
        let relation = relation.ok_or_else(|| self.expected(Wanted::Relation))?;
        self.next += 1;
        Ok(Test::Compare(left, relation, self.sum()?))
    }

    /// The single fact that `in` and `has_any` ask about.
    fn only_fact(&self, sum: Sum) -> Parsed<At<Name>> {
        match sum.terms.as_slice() {
            [(Sign::Plus, At { is: Term::Fact(name), at })] => Ok(At { is: name.clone(), at: at.clone() }),
            terms => {
                let start = terms.first().map_or(self.end, |(_, term)| term.at.start);
                Err(RuleError { at: self.since(start), fault: Fault::Expected(Wanted::FactBeforeList) })
            }
        }
    }

    fn list(&mut self) -> Parsed<Vec<At<Term>>> {
        self.sign("[")?;
        let mut list = vec![self.term()?];
        while self.take(Token::Sign(",")) {
            list.push(self.term()?);
        }
        self.sign("]")?;
        Ok(list)
    }

    fn sum(&mut self) -> Parsed<Sum> {
        let mut terms = vec![(Sign::Plus, self.term()?)];
        loop {
            let sign = match self.peek() {
                Some(Token::Sign("+")) => Sign::Plus,
                Some(Token::Sign("-")) => Sign::Minus,
                _ => return Ok(Sum { terms }),
            };
            self.next += 1;
            terms.push((sign, self.term()?));
        }
    }

    fn term(&mut self) -> Parsed<At<Term>> {
        let at = self.here();
        let plain = match self.peek() {
            Some(Token::Number(number)) => Term::Number(number),
            Some(Token::Hundredths(fen)) => Term::Hundredths(fen),
            Some(Token::Day(day)) => Term::Day(day),
            Some(Token::Word("year")) => {
                self.next += 1;
                let name = self.bracketed_name()?.is;
                return Ok(At { is: Term::Year(name), at: self.since(at.start) });
            }
            Some(Token::Word(_)) if self.ahead(1) == Some(Token::Sign(".")) => {
                let At { is, at } = self.name()?;
                return Ok(At { is: Term::Fact(is), at });
            }
            Some(Token::Word(word)) if is_name(word) => Term::Word(word.to_string()),
            _ => return Err(self.expected(Wanted::Term)),
        };
        self.next += 1;
        Ok(At { is: plain, at })
    }

    fn bracketed_name(&mut self) -> Parsed<At<Name>> {
        self.sign("(")?;
        let name = self.name()?;
        self.sign(")")?;
        Ok(name)
    }

    fn name(&mut self) -> Parsed<At<Name>> {
        let start = self.here().start;
        match (self.peek(), self.ahead(1), self.ahead(2)) {
            (Some(Token::Word(whose)), Some(Token::Sign(".")), Some(Token::Word(key))) => {
                self.next += 3;
                let name = Name { whose: whose.to_string(), key: key.to_string() };
                Ok(At { is: name, at: self.since(start) })
            }
            _ => Err(self.expected(Wanted::Fact)),
        }
    }
}

/// Words of the language itself, which cannot name anything else.
pub const RESERVED: [&str; 12] =
    ["and", "or", "not", "in", "has_any", "has_all", "recorded", "year", "yes", "no", "today", "this_year"];

/// Words that stand where a name could: choices and figures of the language's own.
const FIGURES: [&str; 4] = ["yes", "no", "today", "this_year"];

fn is_name(word: &str) -> bool {
    !RESERVED.contains(&word) || FIGURES.contains(&word)
}

/// Whether the word before is part of a comparison and not the name of a rule.
fn continues(next: Option<Token<'_>>) -> bool {
    match next {
        Some(Token::Sign(sign)) => matches!(sign, "." | "+" | "-") || Relation::from_sign(sign).is_some(),
        Some(Token::Word(word)) => matches!(word, "in" | "has_any" | "has_all"),
        _ => false,
    }
}

fn one_or(mut parts: Vec<Expression>, many: impl Fn(Vec<Expression>) -> Expression) -> Expression {
    match parts.len() {
        1 => parts.remove(0),
        _ => many(parts),
    }
}
