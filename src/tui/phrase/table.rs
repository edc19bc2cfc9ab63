//! What makes the table of phrases: a name, and its text in Chinese and in English.

macro_rules! phrases {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// A sentence or a word of the desk.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the texts say it themselves")]
        pub enum Phrase { $($name),* }

        impl Phrase {
            /// Every phrase.
            pub const ALL: &[Phrase] = &[$(Phrase::$name),*];

            /// Both languages.
            pub fn both(self) -> Both {
                match self { $(Phrase::$name => Both::new($zh, $en)),* }
            }
        }
    };
}
