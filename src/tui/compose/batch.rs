//! Allowance batches as text: what one comes to, and a line of it with why it stands where it stands.

use crate::domain::batch::workflow::Act;
use crate::domain::batch::{Balance, Batch, Line as Payment, Outcome, State, Sum};
use crate::ids::BatchId;
use crate::policy::money::Fen;
use crate::service::answer::batch::BatchPage;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Target};
use crate::tui::tone::Tone;

/// Cells of the labels, in Chinese and in English.
const LABEL: (u16, u16) = (8, 12);

/// What a state of a line means.
pub fn tone(state: State) -> Tone {
    match state {
        State::Paid => Tone::Good,
        State::Failed => Tone::Alarm,
        State::In | State::Corrected => Tone::Plain,
        State::Out => Tone::Quiet,
    }
}

/// So many people, so much money.
pub fn sum(sum: Sum, session: &Session) -> String {
    session.fill(Phrase::PersonsAndYuan, &[&sum.lines.to_string(), &sum.amount.grouped()])
}

/// The lines and the money of a batch in each state.
pub fn sums(batch: &Batch) -> [(State, Sum); 5] {
    let totals = batch.totals;
    [
        (State::In, totals.waiting),
        (State::Paid, totals.paid),
        (State::Failed, totals.failed),
        (State::Corrected, totals.corrected),
        (State::Out, totals.out),
    ]
}

/// What a batch is called: its number, its period and where it stands.
pub fn title(batch: &Batch, session: &Session) -> String {
    format!("{}  {}  {}", batch.id, batch.period.text(session.lang), session.both(batch.stage.title()))
}

/// A batch in full.
pub fn page(page: &BatchPage, session: &Session) -> Vec<Line> {
    let batch = &page.batch;
    let label = session.lang.pick(LABEL.0, LABEL.1);
    let labelled = |phrase: Phrase, text: String| Line::labelled(session.say(phrase), label, text, Tone::Plain);
    let mut lines = vec![
        Line::text(title(batch, session), Tone::Strong),
        Line::blank(),
        labelled(Phrase::Measure, session.measure(batch.measure)),
        labelled(Phrase::Department, session.department(batch.department)),
    ];
    lines.extend((!batch.note.is_empty()).then(|| labelled(Phrase::Note, batch.note.clone())));
    lines.push(Line::blank());
    for (state, some) in sums(batch).into_iter().filter(|(_, some)| some.lines > 0) {
        lines.push(Line::labelled(session.both(state.title()), label, sum(some, session), tone(state)));
    }
    lines.push(Line::blank());
    let drawn = format!("{}  {}", batch.drawn_at.date_naive(), batch.drawn_by);
    lines.push(labelled(Phrase::BatchDrawn, drawn));
    let day = |phrase: Phrase, day: Option<chrono::NaiveDate>| day.map(|day| labelled(phrase, day.to_string()));
    lines.extend(day(Phrase::BatchFrozen, batch.frozen_on));
    lines.extend(day(Phrase::BatchSent, batch.sent_on));
    lines.extend(
        batch.again.map(|again| Line::text(session.fill(Phrase::PaysAgain, &[&again.to_string()]), Tone::Plain)),
    );
    if !page.later.is_empty() {
        let later: Vec<String> = page.later.iter().map(BatchId::to_string).collect();
        let text = session.fill(Phrase::PaidAgainIn, &[&later.join(session.lang.pick("、", ", "))]);
        lines.push(Line::text(text, Tone::Plain));
    }
    if !batch.discarded.is_empty() {
        lines.push(labelled(Phrase::Reason, batch.discarded.clone()));
    }
    lines.push(Line::blank());
    lines.push(Line::text(next(batch, session), Tone::Soon));
    lines
}

/// What comes next.
fn next(batch: &Batch, session: &Session) -> String {
    use crate::domain::batch::Stage;
    let phrase = match batch.stage {
        Stage::Draft if batch.checked.is_none() => Phrase::NextCheck,
        Stage::Draft => Phrase::NextFreeze,
        Stage::Frozen => Phrase::NextSend,
        Stage::Sent if batch.totals.waiting.lines > 0 => Phrase::NextReturns,
        Stage::Sent if batch.totals.corrected.lines > 0 => Phrase::NextAgain,
        Stage::Sent if batch.totals.failed.lines > 0 => Phrase::NextCorrect,
        Stage::Sent => Phrase::NextClose,
        Stage::Closed => Phrase::BatchIsClosed,
        Stage::Discarded => Phrase::BatchIsDiscarded,
    };
    session.say(phrase).to_string()
}

/// A line in full.
pub fn line(line: &Payment, session: &Session) -> Vec<Line> {
    let (listed, lang) = (&line.listed, session.lang);
    let label = lang.pick(LABEL.0, LABEL.1);
    let labelled = |phrase: Phrase, text: String| Line::labelled(session.say(phrase), label, text, Tone::Plain);
    let state = line.state();
    let mut lines = vec![
        Line::text(format!("{}  {}", listed.name, listed.family), Tone::Strong)
            .and(format!("  {}", line.id()), Tone::Quiet)
            .for_(Target::Family(listed.family)),
        Line::blank(),
        Line::labelled(session.say(Phrase::Status), label, session.both(state.title()), tone(state)),
    ];
    let because = line.because(lang);
    if !because.is_empty() {
        lines.push(Line::labelled(session.say(Phrase::WhyWord), label, because, Tone::Soon));
    }
    lines.push(labelled(Phrase::PeriodFor, listed.period.text(lang)));
    for share in &listed.shares {
        let months = session.fill(
            Phrase::MonthsAt,
            &[&share.first.format("%Y-%m").to_string(), &share.months.to_string(), &share.monthly.grouped()],
        );
        lines.push(labelled(Phrase::StandardWord, months));
        lines.push(Line::labelled("", label, share.source.clone(), Tone::Quiet));
    }
    lines.push(labelled(Phrase::AmountInYuan, line.amount().grouped()));
    let bank = format!("{}  {}", listed.bank, listed.account);
    lines.push(labelled(Phrase::BankAccount, bank.trim().to_string()));
    lines.push(labelled(Phrase::IdentityShort, listed.identity.clone()));
    if let Some(Outcome::Paid { on, item }) = &line.outcome {
        let item = item.map(|item| format!("  {item}")).unwrap_or_default();
        lines.push(labelled(Phrase::PaidOn, format!("{on}{item}")));
    }
    lines.extend(line.recovery.iter().map(|one| {
        let text = format!("{}  {}", one.amount.grouped(), one.reason);
        Line::labelled(session.both(Act::Recover.title()), label, text, Tone::Soon)
    }));
    lines
}

/// An account in full.
pub fn balance(balance: &Balance, session: &Session) -> Vec<Line> {
    let lang = session.lang;
    let label = lang.pick(LABEL.0, LABEL.1);
    let labelled = |phrase: Phrase, text: String, tone: Tone| Line::labelled(session.say(phrase), label, text, tone);
    let mut lines = vec![
        Line::text(format!("{}  {}", balance.name, balance.family), Tone::Strong).for_(Target::Family(balance.family)),
        Line::blank(),
        labelled(Phrase::PeriodFor, balance.period.text(lang), Tone::Plain),
    ];
    let sums = [
        (Phrase::OwedYuan, balance.owed, Tone::Plain),
        (Phrase::PaidShort, balance.paid, Tone::Plain),
        (Phrase::OnItsWayYuan, balance.waiting, Tone::Plain),
        (Phrase::ByHandYuan, balance.by_hand, Tone::Plain),
        (Phrase::RecoveredYuan, balance.recovered, Tone::Plain),
        (Phrase::ArrearsYuan, balance.arrears(), Tone::Soon),
        (Phrase::OverYuan, balance.overpaid(), Tone::Alarm),
    ];
    lines.extend(
        sums.into_iter()
            .filter(|(_, sum, _)| *sum != Fen::ZERO)
            .map(|(phrase, sum, tone)| labelled(phrase, sum.grouped(), tone)),
    );
    lines.extend(balance.out.as_ref().map(|why| labelled(Phrase::WhyWord, why.text(lang), Tone::Soon)));
    let paid: Vec<String> = balance.lines.iter().map(ToString::to_string).collect();
    if !paid.is_empty() {
        lines.push(labelled(Phrase::LineNo, paid.join(" "), Tone::Quiet));
    }
    lines.push(Line::blank());
    lines.push(Line::text(session.say(Phrase::NothingSetOff), Tone::Quiet));
    lines
}
