//! The vocabulary of facts: every field that a roster, a form, a rule or an answer can name, in one table.
//!
//! A field's number is what the journal keeps and is never given to another field. Its key is the word of rules, commands and JSON.
//! Rules say `family.KEY`, `member.KEY` (the person who is judged) or `child.KEY` (the only child). Fields that are presumed have a
//! value when nothing is recorded; every other field without a record is *not known*.

use super::value::{Choice, Kind, Value};
use crate::text::Both;

/// Whether a fact belongs to the family or to one of its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The household as a whole.
    Family,
    /// One person.
    Member,
}

/// What the table says of one field.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The field.
    pub field: Field,
    /// The number kept in the journal.
    pub code: u16,
    /// The word of rules, commands and JSON.
    pub key: &'static str,
    /// Family or member.
    pub scope: Scope,
    /// The shape of its value.
    pub kind: Kind,
    /// What a clerk reads.
    pub title: Both,
    /// The value when nothing is recorded, for the few fields where silence has a meaning.
    pub presumed: Option<Presumed>,
}

/// A presumed value, small enough to stand in a constant table.
#[derive(Clone, Copy, Debug)]
pub enum Presumed {
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(i64),
    /// Money in fen.
    Money(i64),
}

impl Presumed {
    fn value(self) -> Value {
        match self {
            Presumed::Flag(yes) => Value::Flag(yes),
            Presumed::Number(n) => Value::Number(n),
            Presumed::Money(fen) => Value::Money(fen),
        }
    }
}

/// A fact that can be known about a family or a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u16)]
pub enum Field {
    /// Case number (家庭编号).
    CaseNumber = 1,
    /// Township (乡镇街道).
    Township = 2,
    /// Village (村居).
    Village = 3,
    /// Group (组).
    Group = 4,
    /// Hukou (户籍性质).
    Hukou = 5,
    /// Treated as (按城乡认定).
    TreatedAs = 6,
    /// Declared kind (家庭类别).
    DeclaredKind = 7,
    /// Marital state (婚姻状况).
    Marital = 8,
    /// Later birth on (再生育日期).
    LaterBirthOn = 9,
    /// Later adoption on (收养日期).
    LaterAdoptionOn = 10,
    /// Other living children (其他存活子女数).
    OtherLivingChildren = 11,
    /// Low income (低保情况).
    LowIncome = 12,
    /// Monthly income per head (人均月收入).
    IncomePerHead = 13,
    /// Of it, allowance and reward money per head (其中扶助金奖励金（月人均）).
    FamilyPlanningMoney = 14,
    /// House in (住房地点).
    HousePlace = 15,
    /// House grade (房屋等级).
    HouseGrade = 16,
    /// Housing difficulty (住房困难).
    HousingDifficult = 17,
    /// Meets public-rental terms (符合公租房条件).
    MeetsPublicRental = 18,
    /// Meets low-rent terms (符合廉租房条件).
    MeetsLowRent = 19,
    /// In the relocation area (在高山搬迁范围).
    InRelocationArea = 20,
    /// Wishes to move (有搬迁意愿).
    WantsMove = 21,
    /// Trades (从事产业).
    Trades = 22,
    /// Wishes for another child (有再生育意愿).
    WantsChild = 23,
    /// May have another child (符合再生育政策).
    MayHaveChild = 24,
    /// Wishes to adopt (有收养意愿).
    WantsAdopt = 25,
    /// Meets the adoption law (符合收养条件).
    MeetsAdoptionLaw = 26,
    /// Declines visits (谢绝走访).
    RefusesVisit = 27,
    /// Applies for micro-credit (申请小额信贷).
    AppliesMicroCredit = 28,
    /// Applies for industry relief (申请产业扶持).
    AppliesIndustryRelief = 29,
    /// Applies for a specialty (申请发展特色产业).
    AppliesSpecialty = 30,
    /// Needs infrastructure (需改善基础设施).
    NeedsInfrastructure = 31,
    /// Applies for an interest subsidy (申请贴息贷款).
    AppliesInterestSubsidy = 32,
    /// Applying for the minimum allowance (正在申请低保).
    AppliesDibao = 33,
    /// Applies to the care fund (申请生育关怀基金).
    AppliesCareFund = 34,
    /// Accepts activities (愿参加活动).
    AcceptsActivities = 35,
    /// Misfortune (突发困难).
    Misfortune = 36,
    /// Misfortune on (突发困难日期).
    MisfortuneOn = 37,
    /// Telephone (联系电话).
    Phone = 38,
    /// Address (住址).
    Address = 39,
    /// Bank (开户银行).
    Bank = 40,
    /// Bank account (银行账号).
    Account = 41,
    /// First contact (双岗联系人一).
    ContactTownship = 42,
    /// Second contact (双岗联系人二).
    ContactVillage = 43,
    /// Note (备注).
    Note = 44,
    /// Closed on (注销日期).
    ClosedOn = 45,
    /// Name (姓名).
    Name = 100,
    /// Role (关系).
    Role = 101,
    /// Identity number (身份证号).
    IdentityNumber = 102,
    /// Sex (性别).
    Sex = 103,
    /// Born on (出生日期).
    BornOn = 104,
    /// Living (是否健在).
    Alive = 105,
    /// Died on (死亡日期).
    DiedOn = 106,
    /// Own or adopted (亲生或收养).
    Parentage = 107,
    /// Disability grade (残疾等级).
    DisabilityGrade = 110,
    /// Disability kinds (残疾类别).
    DisabilityKinds = 111,
    /// Disability certificate (残疾证号).
    Certificate = 112,
    /// Identified on (鉴定日期).
    IdentifiedOn = 113,
    /// Certificate valid until (残疾证有效期至).
    CertificateUntil = 114,
    /// Medical insurance (医保).
    MedicalInsurance = 120,
    /// Maternity insurance (生育保险).
    MaternityInsurance = 121,
    /// Pension (养老).
    Pension = 122,
    /// Pension rise already granted (原已增发养老待遇).
    PensionAdded = 123,
    /// Special allowance (特扶类别).
    SpecialAllowance = 124,
    /// Yearly review passed (年审合格).
    YearlyReviewPassed = 125,
    /// Mobility (行动能力).
    Mobility = 130,
    /// Self-care (自理能力).
    SelfCare = 131,
    /// No income (无生活来源).
    NoIncome = 132,
    /// Unable to work (无劳动能力).
    NoWorkAbility = 133,
    /// No one to support (无法定赡养抚养人).
    NoSupporter = 134,
    /// Meets five-guarantees terms (符合五保条件).
    MeetsWubao = 135,
    /// Wishes for a care home (有入住养老机构意愿).
    WantsCareHome = 136,
    /// Seeks work (有就业需求).
    SeeksWork = 137,
    /// Has an IUD (已放置节育环).
    HasIud = 138,
    /// Meets medical-relief terms (符合医疗救助条件).
    MeetsMedicalRelief = 140,
    /// Admitted on (入院日期).
    StayIn = 141,
    /// Discharged on (出院日期).
    StayOut = 142,
    /// Stay: total (住院总费用).
    StayTotal = 143,
    /// Stay: basic insurance paid (基本医保报销).
    StayBasic = 144,
    /// Stay: critical-illness insurance paid (大病保险报销).
    StayCritical = 145,
    /// Stay: commercial insurance paid (商业保险报销).
    StayCommercial = 146,
    /// Maternity event (生育事项).
    MaternityEvent = 147,
    /// Meets funeral-waiver terms (符合丧葬减免条件).
    MeetsFuneralPolicy = 148,
    /// School stage (就学阶段).
    Stage = 150,
    /// Year of study (年级).
    SchoolYear = 151,
    /// Full-time (是否全日制).
    FullTime = 152,
    /// Regular institution (普通高校).
    RegularInstitution = 153,
    /// Formally enrolled (正式学籍).
    Enrolled = 154,
    /// Rehabilitation needs (康复需求).
    RehabNeeds = 160,
    /// Device needs (辅具需求).
    DeviceNeeds = 161,
    /// Wishes for training (有康复训练意愿).
    WantsTraining = 162,
    /// Meets rehabilitation terms (符合康复救助条件).
    MeetsRehabPolicy = 163,
}

impl Field {
    /// Every field, in the order of the table.
    pub const ALL: &'static [Entry] = TABLE;

    /// The field's row of the table.
    pub fn entry(self) -> &'static Entry {
        // The table is sorted by code and holds every variant (a test holds it to both), so the search finds it.
        let at = TABLE.partition_point(|entry| entry.code < self as u16);
        TABLE.get(at).unwrap_or(&FIRST)
    }

    /// The word of rules, commands and JSON.
    pub fn key(self) -> &'static str {
        self.entry().key
    }

    /// The shape of its value.
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        self.entry().title
    }

    /// The value when nothing is recorded.
    pub fn presumed(self) -> Option<Value> {
        self.entry().presumed.map(Presumed::value)
    }

    /// The field with this journal number.
    pub fn from_code(code: u16) -> Option<Field> {
        let at = TABLE.partition_point(|entry| entry.code < code);
        TABLE.get(at).filter(|entry| entry.code == code).map(|entry| entry.field)
    }

    /// The field with this key in this scope.
    pub fn from_key(scope: Scope, key: &str) -> Option<Field> {
        TABLE.iter().find(|entry| entry.scope == scope && entry.key == key).map(|entry| entry.field)
    }

    /// The choices of the field, empty for other kinds.
    pub fn choices(self) -> &'static [Choice] {
        match self.kind() {
            Kind::Choice(choices) | Kind::Choices(choices) => choices,
            _ => &[],
        }
    }

    /// The choice with this key.
    pub fn choice(self, key: &str) -> Option<&'static Choice> {
        self.choices().iter().find(|choice| choice.key == key)
    }

    /// Whether a value has the shape of this field.
    pub fn fits(self, value: &Value) -> bool {
        match (self.kind(), value) {
            (Kind::Flag, Value::Flag(_)) | (Kind::Date, Value::Date(_)) => true,
            (Kind::Choice(choices), Value::Choice(code)) => choices.iter().any(|choice| choice.code == *code),
            (Kind::Choices(choices), Value::Choices(bits)) => {
                let known = choices.iter().fold(0u32, |known, choice| known | (1 << choice.code));
                bits & !known == 0
            }
            (Kind::Number(least, most), Value::Number(n)) => (least..=most).contains(n),
            (Kind::Township | Kind::Village, Value::Number(_)) => true,
            (Kind::Money, Value::Money(fen)) => *fen >= 0,
            (Kind::Text(most), Value::Text(text)) => text.chars().count() <= most,
            (Kind::Name | Kind::IdentityNumber | Kind::Certificate | Kind::Phone | Kind::Account, Value::Text(_)) => {
                true
            }
            _ => false,
        }
    }
}

// The journal keeps the number of a field, not its place in the enum.
impl serde::Serialize for Field {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(*self as u16)
    }
}

impl<'de> serde::Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <u16 as serde::Deserialize>::deserialize(deserializer)?;
        Field::from_code(code).ok_or_else(|| serde::de::Error::custom(format!("no field has the number {code}")))
    }
}

const fn choice(
    code: u8,
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    aliases: &'static [&'static str],
) -> Choice {
    Choice { code, key, title: Both::new(zh, en), aliases }
}

const fn row(
    field: Field,
    key: &'static str,
    scope: Scope,
    kind: Kind,
    zh: &'static str,
    en: &'static str,
    presumed: Option<Presumed>,
) -> Entry {
    Entry { field, code: field as u16, key, scope, kind, title: Both::new(zh, en), presumed }
}

const SETTLEMENT: &[Choice] = &[
    choice(1, "urban", "城镇", "Urban", &["城镇居民", "非农业", "非农"]),
    choice(2, "rural", "农村", "Rural", &["农业", "农村居民"]),
];

const HUKOU: &[Choice] = &[
    choice(1, "urban", "城镇", "Urban", &["非农业", "非农", "城镇居民"]),
    choice(2, "rural", "农村", "Rural", &["农业", "农村居民"]),
    choice(3, "unified", "居民", "Resident (unified)", &["居民户口", "统一"]),
];

const FAMILY_KIND: &[Choice] = &[
    choice(1, "died", "死亡", "Child died", &["死亡家庭", "独生子女死亡"]),
    choice(2, "disabled", "伤残", "Child disabled", &["伤残家庭", "残疾", "独生子女伤残"]),
];

const MARITAL: &[Choice] = &[
    choice(1, "first", "初婚", "First marriage", &["已婚"]),
    choice(2, "remarried", "再婚", "Remarried", &[]),
    choice(3, "divorced", "离婚", "Divorced", &["离异"]),
    choice(4, "remarried-same", "复婚", "Remarried to the same", &[]),
    choice(5, "widowed", "丧偶", "Widowed", &[]),
    choice(6, "never", "未婚", "Never married", &[]),
];

const LOW_INCOME: &[Choice] = &[
    choice(1, "none", "无", "None", &["否", "不是"]),
    choice(2, "dibao", "低保", "Minimum living allowance", &["城市低保", "农村低保"]),
    choice(3, "edge", "边缘", "On the edge of it", &["低保边缘", "低收入"]),
    choice(4, "tekun", "特困", "Destitute (state-supported)", &["特困人员", "五保", "三无"]),
    choice(5, "monitored", "脱贫监测", "Out of poverty, monitored", &["监测户", "脱贫", "建档立卡"]),
];

const HOUSE_GRADE: &[Choice] = &[
    choice(1, "a", "A", "A", &["A级"]),
    choice(2, "b", "B", "B", &["B级"]),
    choice(3, "c", "C", "C", &["C级"]),
    choice(4, "d", "D", "D", &["D级"]),
];

const TRADES: &[Choice] = &[
    choice(1, "planting", "种植", "Planting", &[]),
    choice(2, "breeding", "养殖", "Animal raising", &[]),
    choice(3, "processing", "农产品加工", "Farm processing", &["加工"]),
    choice(4, "handicraft", "手工艺", "Handicraft", &["手工", "手工艺品"]),
];

const MISFORTUNE: &[Choice] = &[
    choice(1, "none", "无", "None", &[]),
    choice(2, "disaster", "重大灾害", "Disaster", &["灾害"]),
    choice(3, "accident", "意外事故", "Accident", &["事故"]),
    choice(4, "grave-hardship", "生产生活重大困难", "Grave hardship", &["重大困难"]),
];

const SEX: &[Choice] = &[choice(1, "male", "男", "Male", &["男性"]), choice(2, "female", "女", "Female", &["女性"])];

const ROLE: &[Choice] = &[
    choice(1, "father", "父亲", "Father", &["父"]),
    choice(2, "mother", "母亲", "Mother", &["母"]),
    choice(3, "child", "子女", "Child", &["独生子女", "子", "女", "儿子", "女儿", "长子", "长女"]),
    choice(4, "spouse", "配偶", "Spouse", &["妻子", "丈夫"]),
    choice(5, "other", "其他", "Other", &["其他成员"]),
];

const INSURANCE: &[Choice] = &[
    choice(1, "resident", "居民", "Resident scheme", &["城乡居民", "居民医保", "居民养老"]),
    choice(2, "employee", "职工", "Employee scheme", &["城镇职工", "职工医保", "职工养老"]),
    choice(3, "none", "无", "None", &["未参保", "否"]),
];

const MATERNITY: &[Choice] =
    &[choice(1, "employee", "职工", "Employee scheme", &["职工生育"]), choice(2, "none", "无", "None", &["未参保"])];

const DISABILITY: &[Choice] = &[
    choice(1, "visual", "视力", "Visual", &["视力残疾"]),
    choice(2, "hearing", "听力", "Hearing", &["听力残疾"]),
    choice(3, "speech", "言语", "Speech", &["言语残疾"]),
    choice(4, "physical", "肢体", "Physical", &["肢体残疾"]),
    choice(5, "intellectual", "智力", "Intellectual", &["智力残疾"]),
    choice(6, "mental", "精神", "Mental", &["精神残疾"]),
    choice(7, "multiple", "多重", "Multiple", &["多重残疾"]),
];

const MOBILITY: &[Choice] = &[
    choice(1, "free", "行动自如", "Gets about", &["正常", "方便"]),
    choice(2, "limited", "行动不便", "Limited", &["不便"]),
];

const SELF_CARE: &[Choice] = &[
    choice(1, "able", "自理", "Able", &["能自理", "完全自理"]),
    choice(2, "partial", "部分失能", "Partly unable", &["半失能", "半自理"]),
    choice(3, "total", "失能", "Unable", &["完全失能", "不能自理"]),
];

const SPECIAL_ALLOWANCE: &[Choice] = &[
    choice(1, "none", "无", "None", &["否", "未享受"]),
    choice(2, "died", "死亡", "Child died", &["死亡特扶"]),
    choice(3, "disabled", "伤残", "Child disabled", &["伤残特扶"]),
    choice(4, "rural4", "农村四级", "Rural, grade 4", &["农村四级残疾"]),
];

const STAGE: &[Choice] = &[
    choice(1, "none", "不在校", "Not at school", &["无", "未就学", "毕业"]),
    choice(2, "preschool", "学前", "Preschool", &["幼儿园", "学前教育"]),
    choice(3, "compulsory", "义务教育", "Compulsory", &["小学", "初中"]),
    choice(4, "senior-high", "普通高中", "Senior high", &["高中"]),
    choice(5, "sec-voc", "中职", "Secondary vocational", &["中等职业", "中专", "职高"]),
    choice(6, "higher-voc", "高职", "Higher vocational", &["高等职业"]),
    choice(7, "junior-college", "专科", "Junior college", &["大专"]),
    choice(8, "undergrad", "本科", "Undergraduate", &["大学", "大学本科"]),
];

const REHAB: &[Choice] = &[
    choice(1, "hearing", "听力", "Hearing", &[]),
    choice(2, "intellectual", "智力", "Intellectual", &[]),
    choice(3, "autism", "孤独症", "Autism", &["自闭症"]),
    choice(4, "cerebral-palsy", "脑瘫", "Cerebral palsy", &[]),
    choice(5, "other", "其他", "Other", &["有", "是", "需要"]),
    choice(6, "none", "无", "None", &["否", "不需要"]),
];

const DEVICES: &[Choice] = &[
    choice(1, "below-knee", "小腿假肢", "Limb below the knee", &["小腿"]),
    choice(2, "above-knee", "大腿假肢", "Limb above the knee", &["大腿", "假肢"]),
    choice(3, "special-limb", "特殊假肢", "Special limb", &[]),
    choice(4, "wheelchair", "轮椅", "Wheelchair", &[]),
    choice(5, "walker", "助行器", "Walker", &[]),
    choice(6, "visual-aid", "助视器", "Visual aid", &[]),
    choice(7, "hearing-aid", "助听器", "Hearing aid", &[]),
    choice(8, "other", "其他", "Other", &["有"]),
    choice(9, "none", "无", "None", &["否", "不需要"]),
];

const MATERNITY_EVENT: &[Choice] = &[
    choice(1, "fp-surgery", "计划生育手术", "Family-planning surgery", &[]),
    choice(2, "prenatal", "产前检查", "Prenatal check", &[]),
    choice(3, "childbirth", "生育", "Childbirth", &["分娩"]),
    choice(4, "complication", "生育并发症", "Complication", &["并发症"]),
    choice(5, "none", "无", "None", &[]),
];

const PARENTAGE: &[Choice] = &[choice(1, "own", "亲生", "Own", &[]), choice(2, "adopted", "收养", "Adopted", &[])];

const FIRST: Entry =
    row(Field::CaseNumber, "case_number", Scope::Family, Kind::Text(32), "家庭编号", "Case number", None);

/// Sorted by number.
const TABLE: &[Entry] = &[
    FIRST,
    row(Field::Township, "township", Scope::Family, Kind::Township, "乡镇街道", "Township", None),
    row(Field::Village, "village", Scope::Family, Kind::Village, "村居", "Village", None),
    row(Field::Group, "group", Scope::Family, Kind::Text(24), "组", "Group", None),
    row(Field::Hukou, "hukou", Scope::Family, Kind::Choice(HUKOU), "户籍性质", "Hukou", None),
    row(Field::TreatedAs, "treated_as", Scope::Family, Kind::Choice(SETTLEMENT), "按城乡认定", "Treated as", None),
    row(
        Field::DeclaredKind,
        "declared_kind",
        Scope::Family,
        Kind::Choice(FAMILY_KIND),
        "家庭类别",
        "Declared kind",
        None,
    ),
    row(Field::Marital, "marital", Scope::Family, Kind::Choice(MARITAL), "婚姻状况", "Marital state", None),
    row(Field::LaterBirthOn, "later_birth_on", Scope::Family, Kind::Date, "再生育日期", "Later birth on", None),
    row(Field::LaterAdoptionOn, "later_adoption_on", Scope::Family, Kind::Date, "收养日期", "Later adoption on", None),
    row(
        Field::OtherLivingChildren,
        "other_living_children",
        Scope::Family,
        Kind::Number(0, 9),
        "其他存活子女数",
        "Other living children",
        Some(Presumed::Number(0)),
    ),
    row(Field::LowIncome, "low_income", Scope::Family, Kind::Choice(LOW_INCOME), "低保情况", "Low income", None),
    row(
        Field::IncomePerHead,
        "income_per_head",
        Scope::Family,
        Kind::Money,
        "人均月收入",
        "Monthly income per head",
        None,
    ),
    row(
        Field::FamilyPlanningMoney,
        "family_planning_money",
        Scope::Family,
        Kind::Money,
        "其中扶助金奖励金（月人均）",
        "Of it, allowance and reward money per head",
        Some(Presumed::Money(0)),
    ),
    row(Field::HousePlace, "house_place", Scope::Family, Kind::Choice(SETTLEMENT), "住房地点", "House in", None),
    row(Field::HouseGrade, "house_grade", Scope::Family, Kind::Choice(HOUSE_GRADE), "房屋等级", "House grade", None),
    row(
        Field::HousingDifficult,
        "housing_difficult",
        Scope::Family,
        Kind::Flag,
        "住房困难",
        "Housing difficulty",
        None,
    ),
    row(
        Field::MeetsPublicRental,
        "meets_public_rental",
        Scope::Family,
        Kind::Flag,
        "符合公租房条件",
        "Meets public-rental terms",
        None,
    ),
    row(
        Field::MeetsLowRent,
        "meets_low_rent",
        Scope::Family,
        Kind::Flag,
        "符合廉租房条件",
        "Meets low-rent terms",
        None,
    ),
    row(
        Field::InRelocationArea,
        "in_relocation_area",
        Scope::Family,
        Kind::Flag,
        "在高山搬迁范围",
        "In the relocation area",
        None,
    ),
    row(Field::WantsMove, "wants_move", Scope::Family, Kind::Flag, "有搬迁意愿", "Wishes to move", None),
    row(Field::Trades, "trades", Scope::Family, Kind::Choices(TRADES), "从事产业", "Trades", None),
    row(Field::WantsChild, "wants_child", Scope::Family, Kind::Flag, "有再生育意愿", "Wishes for another child", None),
    row(
        Field::MayHaveChild,
        "may_have_child",
        Scope::Family,
        Kind::Flag,
        "符合再生育政策",
        "May have another child",
        None,
    ),
    row(Field::WantsAdopt, "wants_adopt", Scope::Family, Kind::Flag, "有收养意愿", "Wishes to adopt", None),
    row(
        Field::MeetsAdoptionLaw,
        "meets_adoption_law",
        Scope::Family,
        Kind::Flag,
        "符合收养条件",
        "Meets the adoption law",
        None,
    ),
    row(
        Field::RefusesVisit,
        "refuses_visit",
        Scope::Family,
        Kind::Flag,
        "谢绝走访",
        "Declines visits",
        Some(Presumed::Flag(false)),
    ),
    row(
        Field::AppliesMicroCredit,
        "applies_micro_credit",
        Scope::Family,
        Kind::Flag,
        "申请小额信贷",
        "Applies for micro-credit",
        None,
    ),
    row(
        Field::AppliesIndustryRelief,
        "applies_industry_relief",
        Scope::Family,
        Kind::Flag,
        "申请产业扶持",
        "Applies for industry relief",
        None,
    ),
    row(
        Field::AppliesSpecialty,
        "applies_specialty",
        Scope::Family,
        Kind::Flag,
        "申请发展特色产业",
        "Applies for a specialty",
        None,
    ),
    row(
        Field::NeedsInfrastructure,
        "needs_infrastructure",
        Scope::Family,
        Kind::Flag,
        "需改善基础设施",
        "Needs infrastructure",
        None,
    ),
    row(
        Field::AppliesInterestSubsidy,
        "applies_interest_subsidy",
        Scope::Family,
        Kind::Flag,
        "申请贴息贷款",
        "Applies for an interest subsidy",
        None,
    ),
    row(
        Field::AppliesDibao,
        "applies_dibao",
        Scope::Family,
        Kind::Flag,
        "正在申请低保",
        "Applying for the minimum allowance",
        None,
    ),
    row(
        Field::AppliesCareFund,
        "applies_care_fund",
        Scope::Family,
        Kind::Flag,
        "申请生育关怀基金",
        "Applies to the care fund",
        None,
    ),
    row(
        Field::AcceptsActivities,
        "accepts_activities",
        Scope::Family,
        Kind::Flag,
        "愿参加活动",
        "Accepts activities",
        None,
    ),
    row(Field::Misfortune, "misfortune", Scope::Family, Kind::Choice(MISFORTUNE), "突发困难", "Misfortune", None),
    row(Field::MisfortuneOn, "misfortune_on", Scope::Family, Kind::Date, "突发困难日期", "Misfortune on", None),
    row(Field::Phone, "phone", Scope::Family, Kind::Phone, "联系电话", "Telephone", None),
    row(Field::Address, "address", Scope::Family, Kind::Text(120), "住址", "Address", None),
    row(Field::Bank, "bank", Scope::Family, Kind::Text(60), "开户银行", "Bank", None),
    row(Field::Account, "account", Scope::Family, Kind::Account, "银行账号", "Bank account", None),
    row(
        Field::ContactTownship,
        "contact_township",
        Scope::Family,
        Kind::Text(40),
        "双岗联系人一",
        "First contact",
        None,
    ),
    row(
        Field::ContactVillage,
        "contact_village",
        Scope::Family,
        Kind::Text(40),
        "双岗联系人二",
        "Second contact",
        None,
    ),
    row(Field::Note, "note", Scope::Family, Kind::Text(400), "备注", "Note", None),
    row(Field::ClosedOn, "closed_on", Scope::Family, Kind::Date, "注销日期", "Closed on", None),
    row(Field::Name, "name", Scope::Member, Kind::Name, "姓名", "Name", None),
    row(Field::Role, "role", Scope::Member, Kind::Choice(ROLE), "关系", "Role", None),
    row(
        Field::IdentityNumber,
        "identity_number",
        Scope::Member,
        Kind::IdentityNumber,
        "身份证号",
        "Identity number",
        None,
    ),
    row(Field::Sex, "sex", Scope::Member, Kind::Choice(SEX), "性别", "Sex", None),
    row(Field::BornOn, "born_on", Scope::Member, Kind::Date, "出生日期", "Born on", None),
    row(Field::Alive, "alive", Scope::Member, Kind::Flag, "是否健在", "Living", None),
    row(Field::DiedOn, "died_on", Scope::Member, Kind::Date, "死亡日期", "Died on", None),
    row(Field::Parentage, "parentage", Scope::Member, Kind::Choice(PARENTAGE), "亲生或收养", "Own or adopted", None),
    row(
        Field::DisabilityGrade,
        "disability_grade",
        Scope::Member,
        Kind::Number(0, 4),
        "残疾等级",
        "Disability grade",
        None,
    ),
    row(
        Field::DisabilityKinds,
        "disability_kinds",
        Scope::Member,
        Kind::Choices(DISABILITY),
        "残疾类别",
        "Disability kinds",
        None,
    ),
    row(
        Field::Certificate,
        "certificate",
        Scope::Member,
        Kind::Certificate,
        "残疾证号",
        "Disability certificate",
        None,
    ),
    row(Field::IdentifiedOn, "identified_on", Scope::Member, Kind::Date, "鉴定日期", "Identified on", None),
    row(
        Field::CertificateUntil,
        "certificate_until",
        Scope::Member,
        Kind::Date,
        "残疾证有效期至",
        "Certificate valid until",
        None,
    ),
    row(
        Field::MedicalInsurance,
        "medical_insurance",
        Scope::Member,
        Kind::Choice(INSURANCE),
        "医保",
        "Medical insurance",
        None,
    ),
    row(
        Field::MaternityInsurance,
        "maternity_insurance",
        Scope::Member,
        Kind::Choice(MATERNITY),
        "生育保险",
        "Maternity insurance",
        None,
    ),
    row(Field::Pension, "pension", Scope::Member, Kind::Choice(INSURANCE), "养老", "Pension", None),
    row(
        Field::PensionAdded,
        "pension_added",
        Scope::Member,
        Kind::Flag,
        "原已增发养老待遇",
        "Pension rise already granted",
        None,
    ),
    row(
        Field::SpecialAllowance,
        "special_allowance",
        Scope::Member,
        Kind::Choice(SPECIAL_ALLOWANCE),
        "特扶类别",
        "Special allowance",
        None,
    ),
    row(
        Field::YearlyReviewPassed,
        "yearly_review_passed",
        Scope::Member,
        Kind::Flag,
        "年审合格",
        "Yearly review passed",
        None,
    ),
    row(Field::Mobility, "mobility", Scope::Member, Kind::Choice(MOBILITY), "行动能力", "Mobility", None),
    row(Field::SelfCare, "self_care", Scope::Member, Kind::Choice(SELF_CARE), "自理能力", "Self-care", None),
    row(Field::NoIncome, "no_income", Scope::Member, Kind::Flag, "无生活来源", "No income", None),
    row(Field::NoWorkAbility, "no_work_ability", Scope::Member, Kind::Flag, "无劳动能力", "Unable to work", None),
    row(Field::NoSupporter, "no_supporter", Scope::Member, Kind::Flag, "无法定赡养抚养人", "No one to support", None),
    row(
        Field::MeetsWubao,
        "meets_wubao",
        Scope::Member,
        Kind::Flag,
        "符合五保条件",
        "Meets five-guarantees terms",
        None,
    ),
    row(
        Field::WantsCareHome,
        "wants_care_home",
        Scope::Member,
        Kind::Flag,
        "有入住养老机构意愿",
        "Wishes for a care home",
        None,
    ),
    row(Field::SeeksWork, "seeks_work", Scope::Member, Kind::Flag, "有就业需求", "Seeks work", None),
    row(Field::HasIud, "has_iud", Scope::Member, Kind::Flag, "已放置节育环", "Has an IUD", None),
    row(
        Field::MeetsMedicalRelief,
        "meets_medical_relief",
        Scope::Member,
        Kind::Flag,
        "符合医疗救助条件",
        "Meets medical-relief terms",
        None,
    ),
    row(Field::StayIn, "stay_in", Scope::Member, Kind::Date, "入院日期", "Admitted on", None),
    row(Field::StayOut, "stay_out", Scope::Member, Kind::Date, "出院日期", "Discharged on", None),
    row(Field::StayTotal, "stay_total", Scope::Member, Kind::Money, "住院总费用", "Stay: total", None),
    row(Field::StayBasic, "stay_basic", Scope::Member, Kind::Money, "基本医保报销", "Stay: basic insurance paid", None),
    row(
        Field::StayCritical,
        "stay_critical",
        Scope::Member,
        Kind::Money,
        "大病保险报销",
        "Stay: critical-illness insurance paid",
        None,
    ),
    row(
        Field::StayCommercial,
        "stay_commercial",
        Scope::Member,
        Kind::Money,
        "商业保险报销",
        "Stay: commercial insurance paid",
        None,
    ),
    row(
        Field::MaternityEvent,
        "maternity_event",
        Scope::Member,
        Kind::Choice(MATERNITY_EVENT),
        "生育事项",
        "Maternity event",
        None,
    ),
    row(
        Field::MeetsFuneralPolicy,
        "meets_funeral_policy",
        Scope::Member,
        Kind::Flag,
        "符合丧葬减免条件",
        "Meets funeral-waiver terms",
        None,
    ),
    row(Field::Stage, "stage", Scope::Member, Kind::Choice(STAGE), "就学阶段", "School stage", None),
    row(Field::SchoolYear, "school_year", Scope::Member, Kind::Number(1, 6), "年级", "Year of study", None),
    row(Field::FullTime, "full_time", Scope::Member, Kind::Flag, "是否全日制", "Full-time", None),
    row(
        Field::RegularInstitution,
        "regular_institution",
        Scope::Member,
        Kind::Flag,
        "普通高校",
        "Regular institution",
        None,
    ),
    row(Field::Enrolled, "enrolled", Scope::Member, Kind::Flag, "正式学籍", "Formally enrolled", None),
    row(
        Field::RehabNeeds,
        "rehab_needs",
        Scope::Member,
        Kind::Choices(REHAB),
        "康复需求",
        "Rehabilitation needs",
        None,
    ),
    row(Field::DeviceNeeds, "device_needs", Scope::Member, Kind::Choices(DEVICES), "辅具需求", "Device needs", None),
    row(
        Field::WantsTraining,
        "wants_training",
        Scope::Member,
        Kind::Flag,
        "有康复训练意愿",
        "Wishes for training",
        None,
    ),
    row(
        Field::MeetsRehabPolicy,
        "meets_rehab_policy",
        Scope::Member,
        Kind::Flag,
        "符合康复救助条件",
        "Meets rehabilitation terms",
        None,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_table_is_sorted_and_finds_every_field() {
        assert!(TABLE.windows(2).all(|pair| pair[0].code < pair[1].code));
        for entry in TABLE {
            assert_eq!(entry.field.entry().field, entry.field);
            assert_eq!(Field::from_code(entry.code), Some(entry.field));
            assert_eq!(Field::from_key(entry.scope, entry.key), Some(entry.field));
        }
    }

    #[test]
    fn keys_and_codes_are_unique_where_they_must_be() {
        let mut keys = HashSet::new();
        for entry in TABLE {
            assert!(keys.insert((entry.scope == Scope::Family, entry.key)), "{} twice", entry.key);
            let codes: HashSet<u8> = entry.field.choices().iter().map(|choice| choice.code).collect();
            assert_eq!(codes.len(), entry.field.choices().len(), "{}", entry.key);
            assert!(codes.iter().all(|code| (1..32).contains(code)), "{}", entry.key);
            if let Some(value) = entry.field.presumed() {
                assert!(entry.field.fits(&value), "{}", entry.key);
            }
        }
    }
}
