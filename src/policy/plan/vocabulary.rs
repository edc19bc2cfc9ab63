//! The words of a measure that come from short lists: how strong a duty is, what it delivers, how often, how urgent, for whom.
//!
//! Each list is one table: the key is the word of the plan file, commands and JSON; the titles are what a clerk reads.

use crate::text::Both;

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident, $key:literal, $zh:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$item])* $variant,)*
        }

        impl $name {
            /// Every one, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word of the plan file, commands and JSON.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)* }
            }

            /// What a clerk reads.
            pub fn title(self) -> Both {
                match self { $($name::$variant => Both::new($zh, $en),)* }
            }

            /// The one with this key.
            pub fn from_key(key: &str) -> Option<$name> {
                match key { $($key => Some($name::$variant),)* _ => None }
            }
        }
    };
}

vocabulary! {
    /// How strongly the plan binds. A screen that shows `explore` as a right would mislead a family.
    Strength {
        /// It must be done.
        Binding, "binding", "应当办理", "binding";
        /// It must be done, and the family comes first among equals.
        Priority, "priority", "同等优先", "priority";
        /// It is to be explored or brought in step by step: no family can claim it yet.
        Explore, "explore", "探索推进", "to be explored";
    }
}

vocabulary! {
    /// The plan's own shade of duty; `strength` is the coarser word.
    Modality {
        /// Must.
        Binding, "binding", "应当", "must";
        /// First among equals (优先, 同等条件下).
        Priority, "priority", "优先", "first among equals";
        /// Favoured (优待, 倾斜, 照顾).
        Favour, "favour", "优待倾斜", "favoured";
        /// To be explored (探索).
        Explore, "explore", "探索", "explored";
        /// Step by step (逐步).
        Gradual, "gradual", "逐步", "step by step";
    }
}

impl Modality {
    /// How strongly it binds.
    pub fn strength(self) -> Strength {
        match self {
            Modality::Binding => Strength::Binding,
            Modality::Priority | Modality::Favour => Strength::Priority,
            Modality::Explore | Modality::Gradual => Strength::Explore,
        }
    }
}

vocabulary! {
    /// What a measure delivers.
    Delivery {
        /// Money, to a person, a household or a fund.
        Money, "money", "资金", "money";
        /// A service or goods.
        Service, "service", "服务", "service";
        /// A fee that is not charged.
        Exemption, "exemption", "减免", "exemption";
        /// A place before others.
        Priority, "priority", "优先", "priority";
        /// A rule that is applied.
        Rule, "rule", "规则", "rule";
        /// A body, a team, a report: the work itself.
        Organisation, "organisation", "组织", "organisation";
        /// Insurance cover.
        Insurance, "insurance", "保险", "insurance";
    }
}

vocabulary! {
    /// How often it comes round. Where the plan is silent, a proposal.
    Rhythm {
        /// Once a year.
        Yearly, "yearly", "每年", "yearly";
        /// Twice a year.
        HalfYearly, "half-yearly", "每半年", "half-yearly";
        /// Once a quarter.
        Quarterly, "quarterly", "每季度", "quarterly";
        /// Once a month.
        Monthly, "monthly", "每月", "monthly";
        /// Once a school year.
        SchoolYear, "school-year", "每学年", "school year";
        /// In the yearly season of enrolment.
        EnrolmentSeason, "enrolment-season", "参保缴费期", "enrolment season";
        /// With the seasons, several times a year.
        Seasonal, "seasonal", "按时节", "seasonal";
        /// At the traditional festivals.
        Festival, "festival", "传统节日", "festivals";
        /// When something happens or is asked for.
        PerEvent, "per-event", "发生即办", "per event";
        /// Once.
        OneOff, "one-off", "一次性", "one-off";
        /// All the time.
        Standing, "standing", "常年", "standing";
    }
}

vocabulary! {
    /// What becomes of a period that passed while nobody was there to open its item.
    Missed {
        /// It is still owed and opened later.
        Open, "open", "过后补开", "opened later";
        /// It has passed: a visit for a festival that is over is not made.
        Pass, "pass", "过后不补", "let go";
    }
}

vocabulary! {
    /// What a delivery is in the account of contact with a family.
    Contact {
        /// Somebody spoke with them.
        Contact, "contact", "联系", "contact";
        /// Somebody went to see them, which is contact too.
        Visit, "visit", "走访", "visit";
    }
}

vocabulary! {
    /// How urgent an item of the measure is when it is opened.
    #[derive(Default)]
    Urgency {
        /// In its turn.
        #[default]
        Normal, "normal", "一般", "normal";
        /// Before the others.
        High, "high", "优先", "high";
        /// At once.
        Emergency, "emergency", "急难", "emergency";
    }
}

vocabulary! {
    /// For whom a measure is judged.
    Subject {
        /// The household.
        Family, "family", "家庭", "family";
        /// Each of its people.
        Member, "member", "成员", "member";
        /// The only child.
        Child, "child", "子女", "child";
        /// No family: a fund, an organisation, a standard of the district.
        District, "district", "全区", "district";
    }
}

vocabulary! {
    /// How a line of text of a record is written.
    TextForm {
        /// A month of a year.
        Month, "month", "年月，如 2026-03", "a month, such as 2026-03";
        /// A school year, by its two calendar years.
        SchoolYear, "school-year", "学年，如 2026-2027", "a school year, such as 2026-2027";
        /// The names of two people at least.
        TwoNames, "two-names", "两人姓名，用顿号隔开", "two names, with a comma between";
    }
}

vocabulary! {
    /// What a tally counts.
    Count {
        /// Households that were given it.
        Families, "families", "户", "families";
        /// People who were given it.
        Persons, "persons", "人", "persons";
        /// Every time it was delivered.
        Cases, "cases", "件（次）", "times delivered";
        /// What was opened in the year: applied for, found, wished.
        Opened, "opened", "登记", "opened";
        /// What is open and not yet delivered, at the end of the year.
        Waiting, "waiting", "待办", "waiting";
        /// What was declined.
        Declined, "declined", "不予办理", "declined";
        /// What is open and past its due date, at the end of the year.
        Overdue, "overdue", "逾期未办", "overdue";
    }
}

vocabulary! {
    /// What lodging an emergency records as a fact.
    Happens {
        /// The only child died.
        ChildDied, "child-died", "子女亡故", "the child died";
        /// The person concerned died.
        MemberDied, "member-died", "成员去世", "a member died";
        /// A disaster befell the household.
        Disaster, "disaster", "遭遇灾害", "a disaster";
        /// An accident befell the household.
        Accident, "accident", "意外事故", "an accident";
        /// The household is in grave hardship.
        GraveHardship, "grave-hardship", "重大困难", "grave hardship";
        /// The person concerned was admitted to a hospital.
        Admitted, "admitted", "住院", "admitted to hospital";
    }
}

vocabulary! {
    /// Whom an item that an emergency opens is for.
    Whom {
        /// The household.
        Family, "family", "全户", "the household";
        /// The person concerned.
        Member, "member", "所涉成员", "the person concerned";
        /// The only child.
        Child, "child", "子女", "the child";
        /// Each living parent.
        Parents, "parents", "健在的父母", "each living parent";
    }
}
