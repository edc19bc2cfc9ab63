//! Allowance batches of the invented office: the acts by the domain's table and folding, who is listed by what the test put there.

use super::{Office, at, cut};
use crate::domain::batch::{
    Batch, BatchCommand, BatchEvent, BatchRefusal, Line, LineId, Listed, Outcome, Ruling, Said, State, Why, is_payable,
};
use crate::domain::refusal::Refusal;
use crate::ids::{BatchId, DepartmentNo, FamilyId, MemberNo, Seq};
use crate::policy::allowance::Kind;
use crate::policy::allowance::owed::Share;
use crate::policy::money::Fen;
use crate::policy::words::Words;
use crate::service::answer::batch::{BalanceLine, BatchAnswer, BatchLine, BatchPage, Families, PaymentLine};
use crate::service::query::Cursor;
use crate::service::query::batch::BatchQuery;
use chrono::NaiveDate;

/// Families of a slice.
const SLICE: usize = 16;

impl Office {
    /// A batch of this period with a line for each family; of every fifth the account looks odd, every seventh has none.
    pub fn batch_of(&mut self, period: &str) -> BatchId {
        let seq = Seq(900 + self.batches.len() as u64);
        let id = self.pay(
            &BatchCommand::Draw {
                measure: self.plan.measures().iter().find(|measure| is_payable(measure)).unwrap().no,
                period: period.parse().unwrap(),
                department: Some(DepartmentNo(9)),
                note: String::new(),
            },
            seq,
        );
        let families = self.families.iter().map(|page| page.row.family).collect();
        self.pay(&BatchCommand::List { batch: id, families, whole: true }, seq)
    }

    fn listed(&self, family: FamilyId, no: u32, batch: &Batch) -> Listed {
        let page = self.families.iter().find(|page| page.row.family == family).unwrap();
        let share = Share {
            kind: Kind::Died,
            first: NaiveDate::from_ymd_opt(2026, 7, 1).unwrap(),
            months: 6,
            monthly: Fen(100_000),
            source: "市卫健委 2024".into(),
        };
        let odd = || Why::AccountOdd(Words::new("账号校验位不符。", "the account's check digit is wrong."));
        Listed {
            no,
            family,
            member: MemberNo(1),
            period: batch.period,
            extra: 0,
            name: page.row.members[0].name.clone(),
            identity: "5123***********1".into(),
            bank: "农商行".into(),
            account: "9999****0001".into(),
            shares: vec![share],
            ended: None,
            out: match family.0 {
                n if n % 7 == 0 => Some(Why::NoAccount),
                n if n % 5 == 0 => Some(odd()),
                _ => None,
            },
        }
    }

    fn batch(&self, id: BatchId) -> Result<&Batch, Refusal> {
        self.batches.iter().find(|batch| batch.id == id).ok_or_else(|| BatchRefusal::NoSuchBatch(id).into())
    }

    pub(super) fn paid(&self, query: &BatchQuery) -> Result<BatchAnswer, Refusal> {
        let cursor = |no: u32| Cursor(no.to_be_bytes().to_vec());
        Ok(match query {
            BatchQuery::All { page } => {
                let rows = self.batches.iter().rev();
                let rows = rows.map(|batch| BatchLine { cursor: cursor(u32::MAX - batch.id.0), batch: batch.clone() });
                BatchAnswer::Batches(cut(rows.collect(), page, |row| &row.cursor))
            }
            BatchQuery::One { batch } => {
                let later = self.batches.iter().filter(|one| one.again == Some(*batch)).map(|one| one.id).collect();
                BatchAnswer::Batch(Box::new(BatchPage { batch: self.batch(*batch)?.clone(), later }))
            }
            BatchQuery::Lines { batch, state, page } => {
                let fits = |line: &&Line| line.batch == *batch && state.is_none_or(|state| line.state() == state);
                let rows = self.payments.iter().filter(fits);
                let rows = rows.map(|line| PaymentLine { cursor: cursor(line.listed.no), line: line.clone() });
                BatchAnswer::Lines(cut(rows.collect(), page, |row| &row.cursor))
            }
            BatchQuery::Walk { after } => {
                let next = self.families.iter().map(|page| page.row.family).filter(|family| family > after);
                let families: Vec<FamilyId> = next.take(SLICE).collect();
                let whole = families.len() < SLICE;
                BatchAnswer::Families(Families { families, whole })
            }
            BatchQuery::Uneven { page, .. } => {
                let rows = self
                    .balances
                    .iter()
                    .map(|balance| BalanceLine { cursor: cursor(balance.family.0), balance: balance.clone() });
                BatchAnswer::Accounts(cut(rows.collect(), page, |row| &row.cursor))
            }
            _ => return Err(Refusal::NothingToChange),
        })
    }

    pub(super) fn may_pay(&self, command: &BatchCommand) -> Result<(), Refusal> {
        match command {
            BatchCommand::Return { line, outcome, .. } => {
                let known = self.payments.iter().find(|one| one.id() == *line);
                let known = known.ok_or(BatchRefusal::NoSuchLine(*line))?;
                let same = known.outcome.as_ref().is_some_and(|was| outcome.is(was));
                if same { Err(BatchRefusal::Same(*line).into()) } else { Ok(()) }
            }
            BatchCommand::Close { batch } => match self.batch(*batch)?.totals.waiting.lines {
                0 => Ok(()),
                lines => Err(BatchRefusal::StillWaiting { batch: *batch, lines }.into()),
            },
            _ => Ok(()),
        }
    }

    pub(super) fn pay(&mut self, command: &BatchCommand, seq: Seq) -> BatchId {
        let next = BatchId(self.batches.len() as u32 + 1);
        let event = match command {
            BatchCommand::Draw { measure, period, note, department } => BatchEvent::Drawn {
                batch: next,
                measure: *measure,
                period: *period,
                department: department.unwrap_or(DepartmentNo(9)),
                again: None,
                note: note.clone(),
            },
            BatchCommand::Again { batch } => {
                let old = self.batch(*batch).unwrap();
                let (measure, period, department) = (old.measure, old.period, old.department);
                BatchEvent::Drawn { batch: next, measure, period, department, again: Some(*batch), note: String::new() }
            }
            BatchCommand::List { batch, families, whole } => {
                if *whole {
                    self.fold(&BatchEvent::Checked { batch: *batch }, seq);
                }
                let known = self.batch(*batch).unwrap();
                let new = families.iter().filter(|family| {
                    !self.payments.iter().any(|line| line.batch == *batch && line.listed.family == **family)
                });
                let first = known.last_line + 1;
                let lines = (first..).zip(new).map(|(no, family)| self.listed(*family, no, known)).collect();
                BatchEvent::Listed { batch: *batch, measure: known.measure, lines }
            }
            BatchCommand::Rule { line, hold, reason } => {
                let ruling = Ruling { hold: *hold, reason: reason.clone() };
                BatchEvent::Ruled { batch: line.batch, no: line.no, ruling }
            }
            BatchCommand::Freeze { batch } => {
                let waiting = self.batch(*batch).unwrap().totals.waiting;
                BatchEvent::Frozen { batch: *batch, lines: waiting.lines, amount: waiting.amount }
            }
            BatchCommand::Send { batch } => BatchEvent::Sent { batch: *batch },
            BatchCommand::Return { line, outcome, .. } => {
                let outcome = match outcome {
                    Said::Paid(on) => Outcome::Paid { on: *on, item: None },
                    Said::Failed(reason) => Outcome::Failed { reason: reason.clone() },
                };
                BatchEvent::Returned { batch: line.batch, no: line.no, outcome }
            }
            BatchCommand::Correct(correction) => {
                let LineId { batch, no } = correction.line;
                BatchEvent::Corrected { batch, no, reason: correction.reason.clone() }
            }
            BatchCommand::Recover { line, amount, reason } => {
                let (amount, reason) = (*amount, reason.clone());
                BatchEvent::Recovery { batch: line.batch, no: line.no, amount, reason }
            }
            BatchCommand::Close { batch } => BatchEvent::Closed { batch: *batch },
            BatchCommand::Discard { batch, reason } => BatchEvent::Discarded { batch: *batch, reason: reason.clone() },
            BatchCommand::Add { batch, .. } => return *batch,
        };
        self.fold(&event, seq);
        event.batch()
    }

    fn fold(&mut self, event: &BatchEvent, seq: Seq) {
        if let Some(batch) = Batch::draw(seq, at(0), "钱科员", event) {
            return self.batches.push(batch);
        }
        let batch = self.batches.iter_mut().find(|batch| batch.id == event.batch()).unwrap();
        batch.apply(seq, at(0), event);
        if let BatchEvent::Listed { batch: id, measure, lines } = event {
            for listed in lines {
                let line = Line::new(*id, *measure, listed.clone());
                batch.totals.replace(None, &line);
                self.payments.push(line);
            }
        }
        if let Some(no) = event.line() {
            let line = self.payments.iter_mut().find(|line| line.id() == LineId { batch: batch.id, no }).unwrap();
            let old = line.clone();
            line.apply(event);
            batch.totals.replace(Some(&old), line);
        }
    }

    /// Does something beside the desk.
    pub fn pay_for_test(&mut self, command: &BatchCommand) {
        self.seq += 1;
        self.pay(command, Seq(self.seq));
    }

    /// How many lines stand in a state.
    pub fn lines_in(&self, state: State) -> usize {
        self.payments.iter().filter(|line| line.state() == state).count()
    }
}
