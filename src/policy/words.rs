//! A text in both languages that comes from a file, as the plan's titles do. Texts of the program itself are `text::Both`.

use crate::text::{Both, Lang};
use serde::{Deserialize, Serialize};

/// One text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// Both languages of one text.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The text in `lang`.
    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }

    /// A text made once for each language.
    pub fn made(make: impl Fn(Lang) -> String) -> Self {
        Self { zh: make(Lang::Zh), en: make(Lang::En) }
    }
}

impl From<Both> for Words {
    fn from(both: Both) -> Self {
        Self::new(both.zh, both.en)
    }
}
