//! Why a person is in a batch, and with how much: the months that are owed, less what was paid for them; then whatever stands in the way.
//!
//! What a person was paid is read from the lines of their family, so that a month is paid once whatever batches there are, in whatever
//! order: a line that is to be paid, or was, takes its months away from every other.

use super::event::Listed;
use super::line::{Ended, Line, LineId, State, Why};
use super::rule::Terms;
use super::{Batch, Stage};
use crate::domain::decide::{Office, Register};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::member::Member;
use crate::domain::merge;
use crate::domain::rhythm::{self, Turn};
use crate::domain::standing;
use crate::domain::workflow::Status;
use crate::ids::MemberNo;
use crate::policy::allowance::owed::{Basis, NoStandard, Share, less};
use crate::policy::allowance::{Kind, Settlement};
use crate::policy::bank_account::BankAccount;
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::plan::Measure;
use crate::policy::value::Value;
use crate::policy::verdict::{Truth, Verdict};
use crate::policy::words::Words;
use crate::text::Lang;

/// Reasons that a line tells.
const REASONS_MAX: usize = 2;

/// What judging a family needs beside the family.
pub struct Judge<'a, R> {
    /// The plan, the working days and the moment.
    pub office: Office<'a>,
    /// Where batches, lines and items are looked up.
    pub register: &'a R,
    /// The measure.
    pub measure: &'a Measure,
    /// The terms.
    pub terms: &'a Terms,
}

/// A family with what was paid to its people and what was given to them.
pub struct Household {
    /// The family.
    pub family: Family,
    /// Every line of its people, of whatever batch that was not thrown away.
    pub lines: Vec<Line>,
    /// Its items.
    pub items: Vec<Item>,
}

impl<R: Register> Judge<'_, R> {
    /// A family with its lines and items, and with those of the families that went into it: nobody is paid twice because they were
    /// entered twice. What was drawn up for such a family is left out at the next check, so it takes nothing away.
    pub fn household(&self, family: Family) -> Household {
        let stands = |line: &Line, but: &[Stage]| {
            line.measure == self.measure.no
                && self.register.batch(line.batch).is_none_or(|one| !but.contains(&one.stage))
        };
        let mut lines = self.register.payments(family.id);
        lines.retain(|line| stands(line, &[Stage::Discarded]));
        for merged in &family.merged {
            let theirs = self.register.payments(merged.other).into_iter();
            let theirs = theirs.filter(|line| stands(line, &[Stage::Discarded, Stage::Draft]));
            lines.extend(theirs.map(|line| merged.paid_to_kept(line)));
        }
        let items = merge::all_items(self.register, &family);
        Household { family, lines, items }
    }

    /// A line that is there, as it would be now; none where the person is gone. In a draft somebody of a family that went into another
    /// one is left out; once it is settled the line is judged as one of the family that is kept.
    pub fn now(&self, batch: &Batch, line: &Line) -> Option<Listed> {
        let Listed { family, member, period, extra, no, .. } = line.listed;
        let family = self.register.family(family).filter(|family| !family.withdrawn)?;
        match family.into.as_ref().filter(|_| batch.stage != Stage::Draft) {
            None => self.line(batch, &self.household(family), (member, period, extra), no),
            Some(merged) => {
                let kept = self.register.family(merged.keep).filter(Family::is_listed)?;
                let there = merged.person(member).unwrap_or(member);
                let listed = self.line(batch, &self.household(kept), (there, period, extra), no)?;
                Some(Listed { family: family.id, member, ..listed })
            }
        }
    }

    /// What a person is owed for a period, whoever paid what.
    ///
    /// # Errors
    /// When a standard is not known.
    pub fn owed(&self, family: &Family, member: &Member, period: Period) -> Result<Vec<Share>, NoStandard> {
        let Some(span) = period.first().zip(period.last()) else { return Ok(Vec::new()) };
        let (basis, _) = basis_of(family, member);
        self.terms.proration.owed(&self.terms.standards, span, &basis)
    }

    /// The line of a person as it is now; `no` and `extra` are its own. None for somebody who was never on the allowance.
    pub fn line(&self, batch: &Batch, household: &Household, who: (MemberNo, Period, u8), no: u32) -> Option<Listed> {
        self.made(household, who, Some(LineId { batch: batch.id, no }), no)
    }

    fn made(
        &self,
        household: &Household,
        (member, period, extra): (MemberNo, Period, u8),
        own: Option<LineId>,
        no: u32,
    ) -> Option<Listed> {
        let Household { family, lines, items } = household;
        let member = family.member(member)?;
        kinds(member).iter().find(|(_, kind)| kind.is_some())?;
        let ended = ended(family, member);
        let others = lines.iter().filter(|line| {
            Some(line.id()) != own
                && line.is_for(member.number, period)
                && matches!(line.state(), State::In | State::Paid)
        });
        let paid: Vec<&Line> = others.collect();
        let regular = paid.iter().filter(|line| extra == 0 && line.listed.extra == 0);
        let before = regular.map(|line| Why::Paid(line.id())).next();
        let given: Vec<Share> = paid.iter().flat_map(|line| line.listed.shares.iter().cloned()).collect();
        let (shares, missing) = match self.owed(family, member, period) {
            // What is left out because it was paid says how much it would have been.
            Ok(owed) if before.is_some() => (owed, None),
            Ok(owed) => (less(&owed, &given), None),
            Err(NoStandard { month, .. }) => (Vec::new(), Some(Why::NoStandard(month))),
        };
        let text = |field| family.facts.text(field).to_string();
        let mut listed = Listed {
            no,
            family: family.id,
            member: member.number,
            period,
            extra,
            name: member.name().to_string(),
            identity: member.identity_number().to_string(),
            bank: text(Field::Bank),
            account: text(Field::Account),
            shares,
            ended,
            out: None,
        };
        let gone = family.into.as_ref().map(|merged| Why::Merged(merged.keep));
        listed.out = gone
            .or(before)
            .or_else(|| self.given(items, member.number, period, extra, lines))
            .or_else(|| self.over(&listed))
            .or(missing)
            .or_else(|| listed.shares.is_empty().then_some(Why::NothingDue))
            .or_else(|| self.not_entitled(family, member))
            .or_else(|| self.unpayable(&listed));
        Some(listed)
    }

    /// Why a person could not be paid for a period today; none for whoever could.
    pub fn verdict(&self, household: &Household, (member, period, extra): (MemberNo, Period, u8)) -> Option<Why> {
        self.made(household, (member, period, extra), None, 0).and_then(|listed| listed.out)
    }

    /// The claim is over: nothing of the period is owed any more, or the person does not live to be paid.
    fn over(&self, listed: &Listed) -> Option<Why> {
        let ended = listed.ended?;
        let dead = matches!(ended, Ended::Death(on) if on <= self.office.today()) && self.terms.living;
        (dead || listed.shares.is_empty()).then_some(Why::Ended(ended))
    }

    /// The item of the period was delivered outside of batches, or was stopped by a clerk.
    fn given(&self, items: &[Item], member: MemberNo, period: Period, extra: u8, lines: &[Line]) -> Option<Why> {
        let plan = self.office.plan;
        let turn = Turn { member: Some(member), body: None, period };
        let same = |item: &&Item| item.measure == self.measure.no && Turn::of(item, plan) == Some(turn);
        let by_batch = |item: &Item| lines.iter().any(|line| line.item() == Some(item.id));
        match rhythm::holder(items, self.measure, turn, plan) {
            Some(item) if matches!(item.status, Status::Delivered | Status::Closed) => {
                // What is paid beside a delivery by batch is the difference; beside one by hand nobody knows which months it was for.
                (extra == 0 || !by_batch(item)).then_some(Why::Delivered(item.id))
            }
            Some(item) => (item.status == Status::Suspended).then_some(Why::ItemStopped(item.id)),
            None => items.iter().rfind(same).map(|item| Why::ItemStopped(item.id)),
        }
    }

    /// The rule of the measure, as if nothing had ended the claim: up to that day it is owed.
    fn not_entitled(&self, family: &Family, member: &Member) -> Option<Why> {
        let (plan, today) = (self.office.plan, self.office.today());
        let before = unended(family, member.number);
        let member = Some(member.number);
        match standing::judge(plan, self.measure, &before, member, today) {
            Truth::Yes => None,
            Truth::No => {
                Some(Why::NotEntitled(failing(&standing::explain(plan, self.measure, &before, member, today))))
            }
            Truth::Unknown => {
                Some(Why::NotKnown(missing(&standing::explain(plan, self.measure, &before, member, today))))
            }
        }
    }

    fn unpayable(&self, listed: &Listed) -> Option<Why> {
        if listed.identity.is_empty() {
            return Some(Why::NoIdentity);
        }
        let parsed = match BankAccount::parse(&listed.account) {
            Err(crate::policy::bank_account::BankAccountError::Empty) => return Some(Why::NoAccount),
            Err(error) => return Some(Why::AccountOdd(Words::made(|lang| error.sentence(lang)))),
            Ok(parsed) => parsed,
        };
        if let Some(warning) = parsed.warning {
            return Some(Why::AccountOdd(Words::made(|lang| warning.sentence(lang))));
        }
        let sharing = self.register.account_families(&listed.account);
        sharing.into_iter().find(|family| *family != listed.family).map(Why::AccountShared)
    }
}

/// Every line of a family that belongs in a batch, as it is now: those that are there, and those of people who are new. `next` is the number
/// of the next line.
pub fn listing<R: Register>(judge: &Judge<'_, R>, batch: &Batch, household: &Household, next: u32) -> Vec<Listed> {
    let mut wanted: Vec<(MemberNo, Period, u8, u32)> = Vec::new();
    let there = household.lines.iter().filter(|line| line.batch == batch.id);
    wanted.extend(there.map(|line| (line.listed.member, line.listed.period, line.listed.extra, line.listed.no)));
    let mut next = next;
    let mut add = |member, period, extra| {
        if !wanted.iter().any(|(other, of, beside, _)| (*other, *of, *beside) == (member, period, extra)) {
            wanted.push((member, period, extra, next));
            next = next.saturating_add(1);
        }
    };
    match batch.again {
        // Its people are listed with the family that it went into.
        _ if household.family.into.is_some() => {}
        Some(old) => {
            let failed = household.lines.iter().filter(|line| line.batch == old && line.state() == State::Corrected);
            failed.for_each(|line| add(line.listed.member, line.listed.period, line.listed.extra));
        }
        None => {
            let family = &household.family;
            for member in family.members.iter().filter(|member| is_candidate(judge, batch, family, member)) {
                add(member.number, batch.period, 0);
            }
        }
    }
    let line = |(member, period, extra, no)| judge.line(batch, household, (member, period, extra), no);
    wanted.into_iter().filter_map(line).collect()
}

/// Whether somebody belongs in the list of a period, be it as left out: on the allowance, and not gone since long before it.
fn is_candidate<R: Register>(judge: &Judge<'_, R>, batch: &Batch, family: &Family, member: &Member) -> bool {
    let since = batch.period.previous().and_then(Period::first);
    let gone = ended(family, member).zip(since).is_some_and(|(ended, since)| ended.on() < since);
    let on_it = kinds(member).last().is_some_and(|(_, kind)| kind.is_some());
    let owed = || judge.owed(family, member, batch.period).map_or(true, |shares| !shares.is_empty());
    kinds(member).iter().any(|(_, kind)| kind.is_some()) && !gone && (on_it || owed())
}

/// What ended a person's claim, by the facts of today: the first of whatever did.
pub fn ended(family: &Family, member: &Member) -> Option<Ended> {
    let day = |field| family.facts.date(field);
    let ends = [
        member.facts.date(Field::DiedOn).map(Ended::Death),
        day(Field::LaterBirthOn).map(Ended::Birth),
        day(Field::LaterAdoptionOn).map(Ended::Adoption),
        day(Field::ClosedOn).map(Ended::Left),
    ];
    ends.into_iter().flatten().min_by_key(|ended| ended.on())
}

/// What a person's claim rests on, and what ended it.
pub fn basis_of(family: &Family, member: &Member) -> (Basis, Option<Ended>) {
    let ended = ended(family, member);
    (Basis { kinds: kinds(member), ended: ended.map(Ended::on), settlement: settlement(family) }, ended)
}

/// As what somebody is on the allowance, each with the day of its confirmation.
fn kinds(member: &Member) -> Vec<(Option<chrono::NaiveDate>, Option<Kind>)> {
    let of = member.facts.iter().filter(|(field, _)| *field == Field::SpecialAllowance);
    let kind = |value: &Value| if let Value::Choice(code) = value { Kind::from_code(*code) } else { None };
    of.map(|(_, dated)| (dated.since, kind(&dated.value))).collect()
}

fn settlement(family: &Family) -> Option<Settlement> {
    let field = [Field::TreatedAs, Field::Hukou].into_iter().find_map(|field| {
        let code = family.facts.choice(field)?;
        field.choices().iter().find(|choice| choice.code == code).map(|choice| choice.key)
    })?;
    [Settlement::Urban, Settlement::Rural].into_iter().find(|one| one.key() == field)
}

/// The family without whatever ended a person's claim.
fn unended(family: &Family, member: MemberNo) -> Family {
    let mut before = family.clone();
    let forget = |facts: &mut crate::domain::facts::Facts, fields: &[Field]| {
        let known: Vec<_> =
            facts.iter().filter(|(field, _)| fields.contains(field)).map(|(f, d)| (f, d.since)).collect();
        for (field, since) in known {
            facts.change(field, since, None).into_iter().for_each(|change| facts.apply(&change));
        }
    };
    forget(&mut before.facts, &[Field::LaterBirthOn, Field::LaterAdoptionOn, Field::ClosedOn]);
    if let Some(member) = before.members.iter_mut().find(|other| other.number == member)
        && member.facts.date(Field::DiedOn).is_some()
    {
        forget(&mut member.facts, &[Field::DiedOn, Field::Alive]);
        let living = member.facts.change(Field::Alive, None, Some(Value::Flag(true)));
        living.into_iter().for_each(|change| member.facts.apply(&change));
    }
    before
}

fn failing(verdict: &Verdict) -> Words {
    Words::made(|lang| {
        let failing = verdict.reasons.iter().filter(|reason| reason.in_the_way && reason.result == Truth::No);
        let told = failing.take(REASONS_MAX).map(|reason| {
            let (wanted, found) = (reason.wanted.in_lang(lang), reason.found(lang));
            lang.pick(format!("要求{wanted}，现为{found}"), format!("it wants {wanted}, and finds {found}"))
        });
        told.collect::<Vec<_>>().join(lang.pick("；", "; "))
    })
}

fn missing(verdict: &Verdict) -> Words {
    Words::made(|lang: Lang| {
        let titles = verdict.missing.iter().take(REASONS_MAX).map(|missing| missing.sentence(lang));
        titles.collect::<Vec<_>>().join(lang.pick("、", ", "))
    })
}
