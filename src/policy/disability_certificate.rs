//! The disability certificate number: the eighteen characters of the identity number, one digit of kind, one of grade.
//!
//! Re-issued certificates may carry more characters behind; they are kept and pointed out. The number repeats what other fields
//! say, so it is held against them; which of the two is right only the card can tell.

mod fault;

pub use fault::{CertificateError, CertificateWarning};

use super::{field::Field, identity_number::IdentityNumber};
use crate::text::{Lang, clean};
use chrono::NaiveDate;
use std::fmt;

/// More characters than any re-issue mark.
const LENGTH_MAX: usize = 24;

/// The kind of disability as certified: 1 visual, 2 hearing, 3 speech, 4 physical, 5 intellectual, 6 mental, 7 multiple. Autism
/// is certified as mental and cerebral palsy as physical: what a rehabilitation programme asks is another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DisabilityKind(u8);

/// The grade of disability: 1 is the worst, 4 the lightest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DisabilityGrade(u8);

/// A well-formed certificate number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Certificate {
    text: String,
    holder: IdentityNumber,
    kind: DisabilityKind,
    grade: DisabilityGrade,
}

/// A certificate number as it was read, with what a clerk should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The number.
    pub certificate: Certificate,
    /// What is unusual about it; none of it stops anything.
    pub warnings: Vec<CertificateWarning>,
}

impl DisabilityKind {
    /// More than one kind of disability.
    pub const MULTIPLE: Self = Self(7);

    /// The kind with this digit, 1 to 7.
    pub fn new(digit: u8) -> Option<Self> {
        (1..=7).contains(&digit).then_some(Self(digit))
    }

    /// The kinds among `choices`, the bits of the field of disability kinds.
    pub fn among(choices: u32) -> Vec<Self> {
        (1..=7).filter(|digit| choices & (1 << digit) != 0).map(Self).collect()
    }

    /// The digit, which is also the code of the kind among the choices of the field.
    pub fn digit(self) -> u8 {
        self.0
    }

    /// The word for it.
    pub fn name(self, lang: Lang) -> &'static str {
        let choice = Field::DisabilityKinds.choices().iter().find(|choice| choice.code == self.0);
        choice.map_or("", |choice| choice.title.in_lang(lang))
    }
}

impl DisabilityGrade {
    /// The grade with this digit, 1 to 4.
    pub fn new(digit: u8) -> Option<Self> {
        (1..=4).contains(&digit).then_some(Self(digit))
    }

    /// The digit.
    pub fn digit(self) -> u8 {
        self.0
    }
}

impl Certificate {
    /// Reads a certificate number as a person or a spreadsheet wrote it.
    pub fn parse(raw: &str, today: NaiveDate) -> Result<Parsed, CertificateError> {
        let text = clean::number(raw).to_uppercase();
        if text.is_empty() {
            return Err(CertificateError::Empty);
        }
        if clean::lost_digits(&text) {
            return Err(CertificateError::Rounded);
        }
        let length = || CertificateError::Length { found: text.chars().count() };
        let (Some(holder), Some(marks)) = (text.get(..18), text.get(18..)) else { return Err(length()) };
        let mut marks = marks.chars();
        let (Some(kind), Some(grade)) = (marks.next(), marks.next()) else { return Err(length()) };
        let extra = marks.as_str();
        if text.len() > LENGTH_MAX || !extra.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(length());
        }
        let holder = IdentityNumber::parse(holder, today).map_err(CertificateError::Holder)?;
        let digit = |mark: char| mark.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
        let kind = digit(kind).and_then(DisabilityKind::new).ok_or(CertificateError::Kind { found: kind })?;
        let grade = digit(grade).and_then(DisabilityGrade::new).ok_or(CertificateError::Grade { found: grade })?;
        let mut warnings: Vec<_> = holder.warnings.into_iter().map(CertificateWarning::Holder).collect();
        if !extra.is_empty() {
            warnings.push(CertificateWarning::Longer { extra: extra.to_owned() });
        }
        Ok(Parsed { certificate: Self { holder: holder.number, kind, grade, text }, warnings })
    }

    /// The number. Only for storing, comparing and the eyes of those who may see it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The identity number of the person certified.
    pub fn holder(&self) -> IdentityNumber {
        self.holder
    }

    /// The kind certified.
    pub fn kind(&self) -> DisabilityKind {
        self.kind
    }

    /// The grade certified.
    pub fn grade(&self) -> DisabilityGrade {
        self.grade
    }

    /// The form that may be shown to everyone: the identity number masked, kind and grade as they are.
    pub fn masked(&self) -> String {
        format!("{}{}{}", self.holder.masked(), self.kind.0, self.grade.0)
    }

    /// A warning if the certificate is another person's than the identity number stated.
    pub fn against_holder(&self, stated: IdentityNumber) -> Option<CertificateWarning> {
        (self.holder != stated).then_some(CertificateWarning::OtherHolder)
    }

    /// A warning if the grade stated is another.
    pub fn against_grade(&self, stated: DisabilityGrade) -> Option<CertificateWarning> {
        (self.grade != stated).then_some(CertificateWarning::OtherGrade { certified: self.grade, stated })
    }

    /// A warning if the kinds stated do not fit: "multiple" wants at least two kinds beside it, any other kind wants itself
    /// among them. No kinds stated say nothing.
    pub fn against_kinds(&self, stated: &[DisabilityKind]) -> Option<CertificateWarning> {
        let single = stated.iter().filter(|kind| **kind != DisabilityKind::MULTIPLE).count();
        match self.kind {
            _ if stated.is_empty() => None,
            DisabilityKind::MULTIPLE => (single < 2).then_some(CertificateWarning::MultipleOfOne),
            certified => (!stated.contains(&certified)).then_some(CertificateWarning::OtherKind { certified }),
        }
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::identity_number::IdentityNumberError;
    use proptest::prelude::*;

    const HOLDER: &str = "51232319550612121X";

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    fn parse(raw: &str) -> Result<Parsed, CertificateError> {
        Certificate::parse(raw, today())
    }

    #[test]
    fn twenty_characters_are_taken() {
        for raw in ["51232319550612121X43", " 51232319550612121x４３", "'51232319550612121X43"] {
            let parsed = parse(raw).unwrap();
            assert_eq!(parsed.warnings, [], "{raw}");
            let certificate = parsed.certificate;
            assert_eq!((certificate.kind().digit(), certificate.grade().digit()), (4, 3));
            assert_eq!(certificate.holder().as_str(), HOLDER);
            assert_eq!(certificate.as_str(), "51232319550612121X43");
            assert_eq!(certificate.masked(), "512323********121X43");
            assert_eq!(format!("{certificate:?}"), "Certificate(512323********121X43)");
        }
    }

    #[test]
    fn a_re_issue_mark_is_kept_and_said() {
        let parsed = parse("51232319550612121X43b1").unwrap();
        assert_eq!(parsed.certificate.as_str(), "51232319550612121X43B1");
        assert_eq!(parsed.warnings, [CertificateWarning::Longer { extra: "B1".into() }]);
    }

    #[test]
    fn what_is_no_certificate_is_refused() {
        use CertificateError::*;
        let cases = [
            ("", Empty),
            ("512323195506", Length { found: 12 }),
            (HOLDER, Length { found: 18 }),
            ("51232319550612121X4", Length { found: 19 }),
            ("51232319550612121X43中", Length { found: 21 }),
            ("51232319550612121X43ABCDE", Length { found: 25 }),
            ("5123231955061212中中中中", Length { found: 20 }),
            ("51232319550612121X03", Kind { found: '0' }),
            ("51232319550612121X83", Kind { found: '8' }),
            ("51232319550612121X中3", Kind { found: '中' }),
            ("51232319550612121X40", Grade { found: '0' }),
            ("51232319550612121X45", Grade { found: '5' }),
            ("51232319550612121143", Holder(IdentityNumberError::Check { found: '1' })),
            ("5.12323195506121E+19", Rounded),
        ];
        for (raw, expected) in cases {
            let error = parse(raw).unwrap_err();
            assert_eq!(error, expected, "{raw}");
            assert!(error.sentence(Lang::Zh).ends_with('。') && error.sentence(Lang::En).ends_with('.'));
        }
    }

    #[test]
    fn it_is_held_against_the_other_fields() {
        let kind = |digit| DisabilityKind::new(digit).unwrap();
        let physical = parse("51232319550612121X43").unwrap().certificate;
        assert_eq!(physical.against_holder(physical.holder()), None);
        let other = IdentityNumber::parse("512302196001010015", today()).unwrap().number;
        assert_eq!(physical.against_holder(other), Some(CertificateWarning::OtherHolder));
        assert_eq!(physical.against_grade(DisabilityGrade(3)), None);
        assert!(physical.against_grade(DisabilityGrade(4)).is_some());
        assert_eq!(physical.against_kinds(&[]), None);
        assert_eq!(physical.against_kinds(&[kind(4)]), None);
        assert_eq!(physical.against_kinds(&[kind(5)]), Some(CertificateWarning::OtherKind { certified: kind(4) }));
        assert_eq!(DisabilityKind::among(1 << 4 | 1 << 7 | 1 << 9), [kind(4), DisabilityKind::MULTIPLE]);
        assert_eq!((kind(1).name(Lang::Zh), DisabilityKind::MULTIPLE.name(Lang::En)), ("视力", "Multiple"));
        let multiple = parse("51232319550612121X71").unwrap().certificate;
        assert_eq!(multiple.against_kinds(&[DisabilityKind::MULTIPLE]), Some(CertificateWarning::MultipleOfOne));
        assert_eq!(
            multiple.against_kinds(&[DisabilityKind::MULTIPLE, kind(4)]),
            Some(CertificateWarning::MultipleOfOne)
        );
        assert_eq!(multiple.against_kinds(&[kind(4), kind(5)]), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(raw in "\\PC{0,26}", near in "51232319550612121X[0-9中é]{0,8}") {
            let _ = parse(&raw);
            let _ = parse(&near);
        }
    }
}
