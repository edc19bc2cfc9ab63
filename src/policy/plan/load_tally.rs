//! The tallies of a measure in a plan file: each is held against the record fields that the measure asks for.

use super::fault::PlanFault;
use super::load_measure::Known;
use super::reader::{Located, Reader, Section};
use super::record::RecordKind;
use super::register::Register;
use super::tally::{Apart, Moment, OfEmergencies, OfRows, Only, Tally, TallyOf};
use super::vocabulary::Count;
use crate::policy::field::{Field, Scope};
use crate::policy::value::Kind;

/// What a tally may name: the record fields of its measure.
#[derive(Clone, Copy)]
struct Listed<'a> {
    record: Option<&'a [String]>,
    known: &'a Known<'a>,
}

/// In which year deliveries count, and what is counted of them.
pub fn tally(
    reader: &mut Reader<'_>,
    section: &mut Section<'_>,
    record: Option<&[String]>,
    known: &Known<'_>,
) -> (Option<String>, Vec<Tally>) {
    let listed = Listed { record, known };
    let counted_on = if section.has("counted_on") {
        let tells_a_year = |kind: &RecordKind| matches!(kind, RecordKind::Date | RecordKind::Number);
        section.text(reader, "counted_on").and_then(|key| listed.field(reader, &key, tells_a_year, "date"))
    } else {
        None
    };
    let mut tallies = Vec::new();
    for mut entry in section.sections(reader, "tally") {
        let title = entry.own_words(reader);
        let register = if entry.has("rows") { register(reader, &mut entry, known).map(Some) } else { Some(None) };
        let Some(register) = register else { continue };
        let of = match register {
            Some(register) => of_rows(reader, &mut entry, register, listed),
            None => of(reader, &mut entry, listed),
        };
        let listed = Listed { record: register.map_or(record, |register| Some(&register.fields)), ..listed };
        let by = if entry.has("by") { apart(reader, &mut entry, listed).map(Some) } else { Some(None) };
        let only = if entry.has("where") { only(reader, &mut entry, listed).map(Some) } else { Some(None) };
        // Nothing is recorded yet of what waits, was opened or was declined.
        let delivered = !matches!(
            of,
            Some(
                TallyOf::Share
                    | TallyOf::Count { of: Count::Waiting | Count::Overdue | Count::Opened | Count::Declined, .. }
            )
        );
        if !delivered && (matches!(only, Some(Some(_))) || matches!(by, Some(Some(Apart::Record(_))))) {
            reader.fault::<()>(entry.at.clone(), &entry.place, PlanFault::OnlyDelivered);
        }
        entry.end(reader);
        if let (Some(title), Some(of), Some(by), Some(only)) = (title, of, by, only) {
            tallies.push(Tally { title, of, by, only });
        }
    }
    (counted_on, tallies)
}

fn of(reader: &mut Reader<'_>, entry: &mut Section<'_>, listed: Listed<'_>) -> Option<TallyOf> {
    let sums = |kind: &RecordKind| matches!(kind, RecordKind::Money | RecordKind::Number);
    if entry.has("sum") {
        let key = entry.text(reader, "sum");
        let field = key.and_then(|key| listed.field(reader, &key, sums, "money"));
        let less = if entry.has("less") {
            let key = entry.text(reader, "less");
            key.and_then(|key| listed.field(reader, &key, sums, "money")).map(Some)
        } else {
            Some(None)
        };
        return Some(TallyOf::Sum { field: field?, less: less? });
    }
    if entry.has("median") {
        let moments: Vec<Option<Moment>> =
            entry.texts(reader, "median")?.iter().map(|word| moment(reader, word, listed)).collect();
        let hours = entry.flag(reader, "hours", false)?;
        return match moments.into_iter().collect::<Option<Vec<_>>>()?.as_slice() {
            [from, to] => Some(TallyOf::Median { from: from.clone(), to: to.clone(), hours }),
            _ => entry.fault(reader, "median", PlanFault::TwoMoments),
        };
    }
    if entry.has("share") {
        let word = |word: &str| (word == "delivered").then_some(TallyOf::Share);
        return entry.text(reader, "share").and_then(|text| {
            word(text.text).or_else(|| {
                let fault = PlanFault::NotOneOf(text.text.to_string(), vec!["delivered"]);
                reader.fault(text.at.clone(), &text.place, fault)
            })
        });
    }
    if entry.has("emergencies") {
        let words = OfEmergencies::ALL.iter().map(|of| of.key());
        return entry.one_of(reader, "emergencies", OfEmergencies::from_key, words).map(TallyOf::Emergencies);
    }
    let of = entry.one_of(reader, "count", Count::from_key, Count::ALL.iter().map(|count| count.key()));
    let at_least = if entry.has("at_least") { entry.number(reader, "at_least", 1..1_000) } else { Some(1) };
    Some(TallyOf::Count { of: of?, at_least: u32::try_from(at_least?).unwrap_or(1) })
}

/// The small register whose rows are counted.
fn register<'k>(reader: &mut Reader<'_>, entry: &mut Section<'_>, known: &Known<'k>) -> Option<&'k Register> {
    let id = entry.text(reader, "rows")?;
    let found = known.registers.iter().find(|register| register.id == id.text);
    found.or_else(|| reader.fault(id.at.clone(), &id.place, PlanFault::NoSuchRegister(id.text.to_string())))
}

fn of_rows(reader: &mut Reader<'_>, entry: &mut Section<'_>, register: &Register, own: Listed<'_>) -> Option<TallyOf> {
    let listed = Listed { record: Some(&register.fields), ..own };
    let sums = |kind: &RecordKind| matches!(kind, RecordKind::Money | RecordKind::Number);
    let day = |kind: &RecordKind| matches!(kind, RecordKind::Date);
    let of = if entry.has("sum") {
        let key = entry.text(reader, "sum")?;
        let field = listed.field(reader, &key, sums, "money");
        let spent = match entry.has("spent") {
            true => entry.text(reader, "spent").and_then(|key| own.field(reader, &key, sums, "money")).map(Some),
            false => Some(None),
        };
        let less = match entry.has("less") {
            true => entry.text(reader, "less").and_then(|key| listed.field(reader, &key, sums, "money")).map(Some),
            false => Some(None),
        };
        OfRows::Sum { field: field?, less: less?, spent: spent? }
    } else if entry.has("median") {
        let keys = entry.texts(reader, "median")?;
        let days: Vec<_> = keys.iter().filter_map(|key| listed.field(reader, key, day, "date")).collect();
        match days.as_slice() {
            [from, to] => OfRows::Median(from.clone(), to.clone()),
            _ => return entry.fault(reader, "median", PlanFault::TwoMoments),
        }
    } else if entry.has("stale") {
        let (key, months) = (entry.text(reader, "stale"), entry.number(reader, "months", 1..600));
        let field = key.and_then(|key| listed.field(reader, &key, day, "date"));
        OfRows::Stale { field: field?, months: u32::try_from(months?).ok()? }
    } else if entry.has("until") {
        let key = entry.text(reader, "until")?;
        OfRows::Standing(Some(listed.field(reader, &key, day, "date")?))
    } else if entry.flag(reader, "standing", false)? {
        OfRows::Standing(None)
    } else {
        OfRows::Dated
    };
    Some(TallyOf::Rows { register: register.no, of })
}

fn moment(reader: &mut Reader<'_>, word: &Located<'_>, listed: Listed<'_>) -> Option<Moment> {
    let named = Moment::KEYS.into_iter().find(|(key, _)| *key == word.text).map(|(_, moment)| moment);
    named.or_else(|| listed.field(reader, word, |kind| matches!(kind, RecordKind::Date), "date").map(Moment::Record))
}

fn apart(reader: &mut Reader<'_>, entry: &mut Section<'_>, listed: Listed<'_>) -> Option<Apart> {
    let key = entry.text(reader, "by")?;
    if key.text == "month" {
        return Some(Apart::Month);
    }
    if let Some(fact) = key.text.strip_prefix("family.") {
        let field = Field::from_key(Scope::Family, fact)
            .filter(|field| matches!(field.kind(), Kind::Choice(_) | Kind::Township));
        let fault = || PlanFault::WrongRecord(key.text.to_string(), "choice");
        return field.map(Apart::Fact).or_else(|| reader.fault(key.at.clone(), &key.place, fault()));
    }
    let tells_apart = |kind: &RecordKind| matches!(kind, RecordKind::Choice(_) | RecordKind::YesNo);
    listed.field(reader, &key, tells_apart, "choice").map(Apart::Record)
}

/// `field`, `field=choice`, or `field > due`.
fn only(reader: &mut Reader<'_>, entry: &mut Section<'_>, listed: Listed<'_>) -> Option<Only> {
    let text = entry.text(reader, "where")?;
    if let Some(key) = text.text.strip_suffix(" > due") {
        let key = Located { text: key, at: text.at.clone(), place: text.place.clone() };
        return listed.field(reader, &key, |kind| matches!(kind, RecordKind::Date), "date").map(Only::Late);
    }
    let Some((key, choice)) = text.text.split_once('=') else {
        return listed.field(reader, &text, |_| true, "text").map(Only::Given);
    };
    let has = |kind: &RecordKind| match kind {
        RecordKind::Choice(choices) => choices.iter().any(|one| one.key == choice),
        _ => false,
    };
    let key = Located { text: key, at: text.at.clone(), place: text.place.clone() };
    listed.field(reader, &key, has, "choice").map(|field| Only::Is(field, choice.to_string()))
}

impl Listed<'_> {
    /// A record field of this measure, of a fitting kind.
    fn field(
        self,
        reader: &mut Reader<'_>,
        key: &Located<'_>,
        fits: impl Fn(&RecordKind) -> bool,
        wanted: &'static str,
    ) -> Option<String> {
        let listed = self.record?.iter().any(|listed| listed == key.text);
        let fault = match self.known.records.iter().find(|field| field.key == key.text) {
            Some(field) if listed && fits(&field.kind) => return Some(field.key.clone()),
            Some(_) if listed => PlanFault::WrongRecord(key.text.to_string(), wanted),
            _ => PlanFault::NoSuchRecord(key.text.to_string()),
        };
        reader.fault(key.at.clone(), &key.place, fault)
    }
}
