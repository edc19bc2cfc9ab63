//! One frame in flight: after some bytes the terminal is asked whether it has read them, and until it answers nothing more is sent.
//!
//! What changes meanwhile is drawn in one frame when the answer comes, so typing ahead or holding a key never queues screens, however
//! slow the line. A terminal that does not answer within a second is not waited for any longer; if its answer comes after all, the line
//! is only slower than that, and it is asked again with more patience. Pure: the time is handed in.

use std::time::Duration;

/// How long an answer is waited for at first.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long at most, on lines that have shown to be slower.
const PATIENCE_MAX: Duration = Duration::from_secs(5);

/// From here on a line counts as slow: what a clerk feels as waiting, with every key.
pub const SLOW: Duration = Duration::from_millis(700);
/// So many slow answers, one after another, are no accident. The first screen alone may take long.
const SLOW_TIMES: u8 = 3;

/// Whether the next frame may be sent.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// The terminal is asked.
    asking: bool,
    /// When the terminal was asked and has not answered yet.
    asked: Option<Duration>,
    /// The answer is not waited for any longer.
    overdue: bool,
    patience: Duration,
    /// How long the last answer took.
    delay: Option<Duration>,
    /// Slow answers, one after another.
    slow: u8,
}

impl Pace {
    /// Of a terminal that answers, as far as is known, or of one that is not to be asked.
    pub fn new(answers: bool) -> Self {
        Self { asking: answers, asked: None, overdue: false, patience: PATIENCE, delay: None, slow: 0 }
    }

    /// Whether the terminal is to be asked with the next bytes.
    pub fn is_asking(&self) -> bool {
        self.asking && self.asked.is_none()
    }

    /// The terminal was asked now.
    pub fn ask(&mut self, now: Duration) {
        self.asked = Some(now);
        self.overdue = false;
    }

    /// It answered.
    pub fn answer(&mut self, now: Duration) {
        if let Some(asked) = self.asked.take() {
            let delay = now.saturating_sub(asked);
            self.delay = Some(delay);
            self.slow = if delay >= SLOW { self.slow.saturating_add(1) } else { 0 };
            self.patience = (delay * 2).clamp(PATIENCE, PATIENCE_MAX);
            self.asking = true;
        }
    }

    /// How long the next frame still has to wait; none when it may be sent.
    pub fn left(&mut self, now: Duration) -> Option<Duration> {
        let asked = self.asked.filter(|_| !self.overdue)?;
        let left = (asked + self.patience).saturating_sub(now);
        if left.is_zero() {
            self.overdue = true;
            self.asking = false;
            return None;
        }
        Some(left)
    }

    /// How long the last answer took, if the line has been slow again and again.
    pub fn is_slow(&self) -> Option<Duration> {
        self.delay.filter(|_| self.slow >= SLOW_TIMES)
    }

    /// How long the last answer took: the line there and back, and the terminal.
    pub fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn nothing_is_sent_before_the_answer() {
        let mut pace = Pace::new(true);
        assert_eq!(pace.left(ms(0)), None);
        pace.ask(ms(100));
        assert!(!pace.is_asking());
        assert_eq!(pace.left(ms(400)), Some(ms(700)));
        pace.answer(ms(700));
        assert_eq!((pace.left(ms(700)), pace.delay()), (None, Some(ms(600))));
        assert!(pace.is_asking());
        pace.ask(ms(800));
        assert_eq!(pace.left(ms(800)), Some(ms(1200)), "a slow line is given twice what it took");
    }

    #[test]
    fn who_does_not_answer_is_not_waited_for_twice() {
        let mut pace = Pace::new(true);
        pace.ask(ms(0));
        assert_eq!(pace.left(ms(1000)), None);
        assert!(!pace.is_asking());
        assert_eq!(pace.left(ms(1001)), None);
        // The answer comes after all.
        pace.answer(ms(3000));
        assert!(pace.is_asking());
        pace.ask(ms(3000));
        assert_eq!(pace.left(ms(3000)), Some(PATIENCE_MAX));
    }

    #[test]
    fn a_line_is_slow_when_it_is_slow_again_and_again() {
        let mut pace = Pace::new(true);
        let mut answer = |asked: u64, took: u64| {
            pace.ask(ms(asked));
            pace.answer(ms(asked + took));
            pace.is_slow()
        };
        assert_eq!(answer(0, 4_000), None);
        assert_eq!(answer(5_000, 900), None);
        assert_eq!(answer(6_000, 100), None);
        assert_eq!((answer(7_000, 800), answer(8_000, 800)), (None, None));
        assert_eq!(answer(9_000, 750), Some(ms(750)));
    }

    #[test]
    fn an_answer_nobody_asked_for_changes_nothing() {
        let mut pace = Pace::new(false);
        pace.answer(ms(5));
        assert_eq!((pace.is_asking(), pace.delay()), (false, None));
    }
}
