//! Text that a person reads: which of the two languages, how wide it is on a terminal, and how text from outside is made harmless.
//!
//! This is not where sentences are kept: each vocabulary (statuses, refusals, actions…) gives both languages beside its own table, so
//! that the compiler finds a missing one. Wide cells are counted here and nowhere else.

pub mod clean;
pub mod date;
pub mod disk;
pub mod pinyin;
pub mod width;

/// The two languages of every text. Chinese is the one the desk speaks unless told otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese, as a clerk of the district would write it.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one of the two texts that is in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// A text kept in both languages, as the tables of the program hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Both {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Both {
    /// Both languages of one text.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// The text in `lang`.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}
