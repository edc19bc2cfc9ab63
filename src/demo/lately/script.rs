//! The script: who does what, and when. Emergencies belong to the last weeks, rows of the registers to every year.

use crate::demo::chance::{Chance, Purpose};
use crate::demo::household::Household;
use crate::demo::name;
use crate::demo::office::{self, DAY, Second};
use crate::demo::setting::Setting;
use crate::demo::standing::Standing;
use crate::domain::emergency::workflow::Act;
use crate::ids::FamilyId;
use chrono::NaiveDate;

/// How many households the script is about.
const CAST: usize = 14;

/// Households that are called on every month, and such as were entered in error, at most.
const CALLED_ON_MAX: u32 = 40;
const STRAYS_MAX: u32 = 6;

/// A line of the script.
#[derive(Clone, Debug)]
pub struct Line {
    /// When.
    pub second: Second,
    /// Who.
    pub actor: &'static str,
    /// What.
    pub deed: Deed,
}

/// Whose a row is.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// The district's.
    District,
    /// A department's, by its id.
    Body(&'static str),
    /// A household's, by its place in the cast.
    Family(u8),
    /// That of the first parent of a household.
    Parent(u8),
}

/// Something that is done.
#[derive(Clone, Debug)]
pub enum Deed {
    /// A row of a small register is written.
    Row {
        /// The register.
        register: &'static str,
        /// Whose.
        whose: Whose,
        /// What it says.
        values: Vec<(&'static str, String)>,
    },
    /// An emergency is lodged.
    Lodge {
        /// Its place in the script.
        emergency: u8,
        /// The household, by its place in the cast.
        at: u8,
        /// Its kind.
        kind: &'static str,
        /// The line.
        line: &'static str,
    },
    /// Something is done with an emergency.
    Act {
        /// Its place in the script.
        emergency: u8,
        /// What.
        act: Act,
        /// The line, what was given, or the outcome.
        note: &'static str,
        /// The amount, where money is granted.
        yuan: u32,
    },
    /// The next item that an emergency opened is found not to be needed.
    Settle {
        /// Its place in the script.
        emergency: u8,
    },
    /// From now on the script alone tells of a household.
    TakeOver {
        /// The household.
        family: FamilyId,
    },
    /// Somebody was in contact with a household.
    Contact {
        /// The household.
        family: FamilyId,
        /// How: the choice of the record.
        way: &'static str,
    },
    /// A household turns out to have been entered in error.
    Mistaken {
        /// The household.
        family: FamilyId,
    },
    /// A row of a roster looks like a household.
    Alike {
        /// The household, by its place in the cast.
        at: u8,
        /// The row.
        row: u8,
    },
}

/// The households that the script is about.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Those of the emergencies and the rows, served and entered long enough before the end; all or none.
    pub served: Vec<FamilyId>,
    /// Those with whom somebody is in contact every month of the last year.
    pub called_on: Vec<FamilyId>,
    /// Those that were entered in error.
    pub strays: Vec<FamilyId>,
}

/// Chooses the households: one in forty is called on every month, one in five hundred was entered in error.
pub fn cast(setting: &Setting) -> Cast {
    let mut chance = Chance::new(setting.seed, Purpose::Lately, 0);
    let early = Second(setting.hours.end().0.saturating_sub(DAY * 120));
    let year = setting.hours.from(new_year(setting)).min(early);
    let mut chosen: Vec<FamilyId> = Vec::new();
    let mut choose = |count: usize, before: Second, served: bool| {
        let entered = setting.intake.entered_before(before);
        let first = chosen.len();
        for _ in 0..count * 12 {
            let family = FamilyId(1 + chance.below(entered));
            let it = Household::invent(setting, family);
            let fits = !served || Standing { it: &it, on: setting.today }.is_served();
            if fits && chosen.len() < first + count && !chosen.contains(&family) {
                chosen.push(family);
            }
        }
        chosen.get(first..).unwrap_or_default().to_vec()
    };
    let served = choose(CAST, early, true);
    if served.len() < CAST {
        return Cast::default();
    }
    let of = |per: u32, most: u32| usize::try_from((setting.families / per).clamp(1, most)).unwrap_or(1);
    let called_on = choose(of(40, CALLED_ON_MAX), year, true);
    let strays = choose(of(500, STRAYS_MAX), early, false);
    Cast { served, called_on, strays }
}

/// The first day of the last year.
fn new_year(setting: &Setting) -> NaiveDate {
    NaiveDate::from_ymd_opt(chrono::Datelike::year(&setting.today), 1, 1).unwrap_or_default()
}

/// The emergencies: kind, line, on which working day before the end and in which part of it, and how far it came.
const EMERGENCIES: [(&str, &str, u32, u32, Stage); 9] = [
    ("hospital", "突发胸痛，已送区人民医院", 24, 40, Stage::Closed),
    ("accident", "干农活摔伤，腿部骨折", 16, 55, Stage::Granted),
    ("disaster", "暴雨冲垮灶房，人无恙", 9, 30, Stage::Granted),
    ("grave-hardship", "连续住院，生活费用中断", 4, 20, Stage::Asking),
    ("hospital", "脑梗复发，在区中医院住院", 2, 70, Stage::Verified),
    ("accident", "被摩托车撞伤，送镇卫生院", 1, 35, Stage::Taken),
    ("grave-hardship", "独居，断粮两天，邻居报告", 1, 60, Stage::Lodged),
    ("disaster", "电线起火，烧毁卧室一间", 1, 82, Stage::Lodged),
    ("funeral", "家中老人去世，需要帮办", 1, 93, Stage::Lodged),
];

/// How far an emergency came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
enum Stage {
    Lodged,
    Taken,
    Verified,
    Asking,
    Granted,
    Closed,
}

/// Every line of the script.
pub fn lines(setting: &Setting, cast: &Cast) -> Vec<Line> {
    let mut lines = Vec::new();
    emergencies(setting, &mut lines);
    for (row, at) in (1..).zip([9u8, 10, 11]) {
        let second = Second(setting.hours.end().0.saturating_sub(DAY * 3 - 900 * u32::from(row)));
        lines.push(Line { second, actor: office::registrar(2), deed: Deed::Alike { at, row } });
    }
    for year in setting.hours.years() {
        of_district(setting, year, &mut lines);
    }
    of_families(setting, &mut lines);
    contacts(setting, cast, &mut lines);
    for family in &cast.strays {
        let second = Second(setting.intake.second(*family).0 + 25 * 60);
        lines.push(Line { second, actor: office::registrar(family.0), deed: Deed::Mistaken { family: *family } });
    }
    lines.retain(|line| line.second < setting.hours.end());
    lines
}

fn emergencies(setting: &Setting, lines: &mut Vec<Line>) {
    for (emergency, (kind, line, days, part, stage)) in (0u8..).zip(EMERGENCIES) {
        let mut second = setting.hours.end().0.saturating_sub(DAY * days) + DAY / 100 * part;
        let mut add = |minutes: u32, actor: &'static str, deed: Deed| {
            second += minutes * 60;
            lines.push(Line { second: Second(second), actor, deed });
        };
        let act = |act, note, yuan| Deed::Act { emergency, act, note, yuan };
        let clerk = office::clerk(crate::ids::DepartmentNo(12), u32::from(emergency));
        add(0, office::registrar(emergency.into()), Deed::Lodge { emergency, at: emergency, kind, line });
        if stage >= Stage::Taken {
            add(18, clerk, act(Act::Take, "", 0));
        }
        if stage >= Stage::Verified {
            add(50, clerk, act(Act::Verify, "已上门核实，情况属实", 0));
        }
        if stage == Stage::Asking {
            add(25, clerk, act(Act::Grant, "现金和生活用品", 3000));
        }
        if stage >= Stage::Granted {
            add(25, clerk, act(Act::Grant, "现金和生活用品", 800));
        }
        if stage == Stage::Closed {
            for _ in 0..6 {
                add(DAY / 60 / 3, clerk, Deed::Settle { emergency });
            }
            add(DAY / 60 / 3, clerk, act(Act::Close, "已出院回家，费用结清，继续随访", 0));
        }
    }
}

/// Once a month somebody calls, once a quarter at the family's home.
fn contacts(setting: &Setting, cast: &Cast, lines: &mut Vec<Line>) {
    let mut chance = Chance::new(setting.seed, Purpose::Lately, 2);
    let first = new_year(setting);
    let last_year = first.checked_sub_months(chrono::Months::new(1)).unwrap_or(first);
    for family in &cast.called_on {
        let over = Line {
            second: setting.hours.from(last_year),
            actor: office::registrar(family.0),
            deed: Deed::TakeOver { family: *family },
        };
        lines.push(over);
        for month in 0..12 {
            let day = first.checked_add_months(chrono::Months::new(month)).unwrap_or(first);
            let day = day + chrono::Days::new(6 + u64::from(chance.below(14)));
            let way = if month % 3 == 1 { "home" } else { chance.pick(&["phone", "phone", "online"]) };
            let second = Second(setting.hours.from(day).0 + 600 + 60 * chance.below(300));
            lines.push(Line {
                second,
                actor: office::registrar(family.0 + month),
                deed: Deed::Contact { family: *family, way },
            });
        }
    }
}

/// A row on a day of a year; none before the history began or after it ended.
fn on(
    setting: &Setting,
    day: NaiveDate,
    register: &'static str,
    whose: Whose,
    values: &[(&'static str, String)],
) -> Option<Line> {
    let second = setting.hours.from(day);
    let inside = day >= office::START && second < setting.hours.end();
    let actor = office::registrar(day.day0_of_year());
    let deed = Deed::Row { register, whose, values: values.to_vec() };
    inside.then_some(Line { second: Second(second.0 + 1800), actor, deed })
}

trait DayOfYear {
    fn day0_of_year(&self) -> u32;
}

impl DayOfYear for NaiveDate {
    fn day0_of_year(&self) -> u32 {
        chrono::Datelike::ordinal0(self)
    }
}

/// What the district and its bodies write down in a year.
fn of_district(setting: &Setting, year: i32, lines: &mut Vec<Line>) {
    let mut chance = Chance::new(setting.seed, Purpose::Lately, year.unsigned_abs().into());
    funds_and_meetings(setting, year, &mut chance, lines);
    gifts_and_help(setting, year, &mut chance, lines);
}

fn yuan(amount: u32) -> String {
    format!("{amount}.00")
}

fn funds_and_meetings(setting: &Setting, year: i32, chance: &mut Chance, lines: &mut Vec<Line>) {
    let day = |month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let text = str::to_string;
    let mut add = |on_day, register, whose, values: &[(&'static str, String)]| {
        lines.extend(on(setting, on_day, register, whose, values));
    };
    for (batch, month) in [("第一批", 5), ("第二批", 9)] {
        let (city, own) = (600_000 + chance.below(90) * 10_000, 300_000 + chance.below(40) * 10_000);
        let released = day(month, 20);
        add(
            day(month, 25),
            "matching-fund",
            Whose::District,
            &[
                ("year", year.to_string()),
                ("batch", text(batch)),
                ("city_share", yuan(city)),
                ("district_share", yuan(own)),
                ("amount", yuan(city + own)),
                ("confirmed_on", day(month - 1, 18).to_string()),
                ("released_on", released.to_string()),
            ],
        );
    }
    for (month, minutes) in [(3, "部署全年工作，分解到单位"), (9, "通报进度，研究急难个案")] {
        let tasks = 3 + chance.below(6);
        add(
            day(month, 14),
            "meeting",
            Whose::District,
            &[
                ("held_on", day(month, 10).to_string()),
                ("members", text("十三个成员单位")),
                ("minutes", text(minutes)),
                ("tasks", tasks.to_string()),
                ("tasks_done", (tasks - chance.below(3)).to_string()),
            ],
        );
    }
}

fn gifts_and_help(setting: &Setting, year: i32, chance: &mut Chance, lines: &mut Vec<Line>) {
    let day = |month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let text = str::to_string;
    let mut add = |on_day, register, whose, values: &[(&'static str, String)]| {
        lines.extend(on(setting, on_day, register, whose, values));
    };
    add(
        day(3, 20),
        "care-fund",
        Whose::District,
        &[
            ("event_on", day(3, 18).to_string()),
            ("donor", text("爱心企业和会员捐款")),
            ("amount", yuan(20_000 + chance.below(60) * 1000)),
        ],
    );
    for _ in 0..2 {
        add(
            day(4, 12),
            "volunteer",
            Whose::District,
            &[
                ("volunteer", name::anybody(chance)),
                ("organisation", text("心连心志愿服务队")),
                ("area", text("城区三个街道")),
                ("paired_with", format!("F{}", 1 + chance.below(setting.families))),
                ("from_on", day(4, 10).to_string()),
            ],
        );
    }
    let policies = [("trade-union", "送温暖帮扶"), ("womens-fed", "母亲健康快车")];
    for (body, policy) in policies {
        add(
            day(1, 22),
            "aid-policy",
            Whose::Body(body),
            &[
                ("policy", format!("{year}年{policy}")),
                ("from_on", day(1, 20).to_string()),
                ("to_on", day(12, 31).to_string()),
            ],
        );
    }
    if year == 2015 {
        for hospital in ["区人民医院", "区中医院", "区妇幼保健院"] {
            let values = [("hospital", text(hospital)), ("fee_waived", yuan(5)), ("from_on", day(2, 1).to_string())];
            add(day(2, 5), "agreement-hospital", Whose::District, &values);
        }
    }
}

/// A row of a small register: which, whose, and what it says.
type Written = (&'static str, Whose, Vec<(&'static str, String)>);

/// What is written down about the households of the cast, in the last half year.
fn of_families(setting: &Setting, lines: &mut Vec<Line>) {
    let mut chance = Chance::new(setting.seed, Purpose::Lately, 1);
    for at in 0..14u8 {
        let days = 60 - u32::from(at) * 2;
        let second = Second(setting.hours.end().0.saturating_sub(DAY * days) + 600 * u32::from(at));
        let today = setting.hours.date(second).to_string();
        let person = |chance: &mut Chance| name::anybody(chance);
        let rows: [Written; 4] = [
            (
                "health-record",
                Whose::Parent(at),
                vec![
                    ("record_no", format!("DA-{:05}", 1000 + u32::from(at))),
                    ("clinic", "乡镇卫生院".into()),
                    ("opened_on", today.clone()),
                    ("updated_on", today.clone()),
                ],
            ),
            (
                "green-card",
                Whose::Parent(at),
                vec![("card_no", format!("JZ-{:05}", 200 + u32::from(at))), ("given_on", today.clone())],
            ),
            (
                "family-doctor",
                Whose::Parent(at),
                vec![
                    ("doctor", person(&mut chance)),
                    ("clinic", "社区卫生服务中心".into()),
                    ("from_on", today.clone()),
                ],
            ),
            (
                "need",
                Whose::Family(at),
                vec![
                    ("wish_on", today.clone()),
                    ("need_kind", "comfort".into()),
                    ("wishes", "希望常有人来坐坐".into()),
                ],
            ),
        ];
        for (turn, (register, whose, values)) in (0..).zip(rows) {
            let second = Second(second.0 + 90 * turn);
            lines.push(Line {
                second,
                actor: office::registrar(at.into()),
                deed: Deed::Row { register, whose, values },
            });
        }
    }
}
