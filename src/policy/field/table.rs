//! The table of fields itself: number, name, scope, key, shape, what a clerk reads in both languages, and what silence means.
//!
//! One row is one field; the enum, its documentation and its rows all come from here. Numbers are kept in the journal: add rows with new
//! numbers, in order, and never give a number to another field.

use super::choices::*;
use super::{Entry, Presumed, Scope};
use crate::policy::value::Kind::*;
use crate::text::Both;

macro_rules! fields {
    ($($code:literal $name:ident: $scope:ident $key:literal, $kind:expr, $zh:literal, $en:literal $(, presumed $presumed:expr)?;)*) => {
        /// A fact that can be known about a family or a person.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        pub enum Field {
            $(#[doc = concat!($en, " (", $zh, ").")] $name = $code,)*
        }

        impl Field {
            /// Every field, in the order of the numbers.
            pub const ALL: &'static [Entry] = &[$(Field::$name.row()),*];

            const fn row(self) -> Entry {
                match self {
                    $(Field::$name => Entry {
                        field: Field::$name,
                        code: $code,
                        key: $key,
                        scope: Scope::$scope,
                        kind: $kind,
                        title: Both::new($zh, $en),
                        presumed: presumed!($($presumed)?),
                    },)*
                }
            }

            /// The field's row of the table.
            pub fn entry(self) -> &'static Entry {
                match self {
                    $(Field::$name => const { &Field::$name.row() },)*
                }
            }
        }
    };
}

macro_rules! presumed {
    () => {
        None
    };
    ($presumed:expr) => {
        Some($presumed)
    };
}

fields! {
      1 CaseNumber: Family "case_number", Text(32), "家庭编号", "Case number";
      2 Township: Family "township", Township, "乡镇街道", "Township";
      3 Village: Family "village", Village, "村居", "Village";
      4 Group: Family "group", Text(24), "组", "Group";
      5 Hukou: Family "hukou", Choice(HUKOU), "户籍性质", "Hukou";
      6 TreatedAs: Family "treated_as", Choice(SETTLEMENT), "按城乡认定", "Treated as";
      7 DeclaredKind: Family "declared_kind", Choice(FAMILY_KIND), "家庭类别", "Declared kind";
      8 Marital: Family "marital", Choice(MARITAL), "婚姻状况", "Marital state";
      9 LaterBirthOn: Family "later_birth_on", Date, "再生育日期", "Later birth on";
     10 LaterAdoptionOn: Family "later_adoption_on", Date, "收养日期", "Later adoption on";
     11 OtherLivingChildren: Family "other_living_children", Number(0, 9), "其他存活子女数", "Other living children", presumed Presumed::Number(0);
     12 LowIncome: Family "low_income", Choice(LOW_INCOME), "低保情况", "Low income";
     13 IncomePerHead: Family "income_per_head", Money, "人均月收入", "Monthly income per head";
     14 FamilyPlanningMoney: Family "family_planning_money", Money, "其中扶助金奖励金（月人均）", "Of it, allowance and reward money per head", presumed Presumed::Money(0);
     15 HousePlace: Family "house_place", Choice(SETTLEMENT), "住房地点", "House in";
     16 HouseGrade: Family "house_grade", Choice(HOUSE_GRADE), "房屋等级", "House grade";
     17 HousingDifficult: Family "housing_difficult", Flag, "住房困难", "Housing difficulty";
     18 MeetsPublicRental: Family "meets_public_rental", Flag, "符合公租房条件", "Meets public-rental terms";
     19 MeetsLowRent: Family "meets_low_rent", Flag, "符合廉租房条件", "Meets low-rent terms";
     20 InRelocationArea: Family "in_relocation_area", Flag, "在高山搬迁范围", "In the relocation area";
     21 WantsMove: Family "wants_move", Flag, "有搬迁意愿", "Wishes to move";
     22 Trades: Family "trades", Choices(TRADES), "从事产业", "Trades";
     23 WantsChild: Family "wants_child", Flag, "有再生育意愿", "Wishes for another child";
     24 MayHaveChild: Family "may_have_child", Flag, "符合再生育政策", "May have another child";
     25 WantsAdopt: Family "wants_adopt", Flag, "有收养意愿", "Wishes to adopt";
     26 MeetsAdoptionLaw: Family "meets_adoption_law", Flag, "符合收养条件", "Meets the adoption law";
     27 RefusesVisit: Family "refuses_visit", Flag, "谢绝走访", "Declines visits", presumed Presumed::Flag(false);
     28 AppliesMicroCredit: Family "applies_micro_credit", Flag, "申请小额信贷", "Applies for micro-credit";
     29 AppliesIndustryRelief: Family "applies_industry_relief", Flag, "申请产业扶持", "Applies for industry relief";
     30 AppliesSpecialty: Family "applies_specialty", Flag, "申请发展特色产业", "Applies for a specialty";
     31 NeedsInfrastructure: Family "needs_infrastructure", Flag, "需改善基础设施", "Needs infrastructure";
     32 AppliesInterestSubsidy: Family "applies_interest_subsidy", Flag, "申请贴息贷款", "Applies for an interest subsidy";
     33 AppliesDibao: Family "applies_dibao", Flag, "正在申请低保", "Applying for the minimum allowance";
     34 AppliesCareFund: Family "applies_care_fund", Flag, "申请生育关怀基金", "Applies to the care fund";
     35 AcceptsActivities: Family "accepts_activities", Flag, "愿参加活动", "Accepts activities";
     36 Misfortune: Family "misfortune", Choice(MISFORTUNE), "突发困难", "Misfortune";
     37 MisfortuneOn: Family "misfortune_on", Date, "突发困难日期", "Misfortune on";
     38 Phone: Family "phone", Phone, "联系电话", "Telephone";
     39 Address: Family "address", Text(120), "住址", "Address";
     40 Bank: Family "bank", Text(60), "开户银行", "Bank";
     41 Account: Family "account", Account, "银行账号", "Bank account";
     42 ContactTownship: Family "contact_township", Text(40), "双岗联系人一", "First contact";
     43 ContactVillage: Family "contact_village", Text(40), "双岗联系人二", "Second contact";
     44 Note: Family "note", Text(400), "备注", "Note";
     45 ClosedOn: Family "closed_on", Date, "注销日期", "Closed on";

    100 Name: Member "name", Name, "姓名", "Name";
    101 Role: Member "role", Choice(ROLE), "关系", "Role";
    102 IdentityNumber: Member "identity_number", IdentityNumber, "身份证号", "Identity number";
    103 Sex: Member "sex", Choice(SEX), "性别", "Sex";
    104 BornOn: Member "born_on", Date, "出生日期", "Born on";
    105 Alive: Member "alive", Flag, "是否健在", "Living";
    106 DiedOn: Member "died_on", Date, "死亡日期", "Died on";
    107 Parentage: Member "parentage", Choice(PARENTAGE), "亲生或收养", "Own or adopted";

    110 DisabilityGrade: Member "disability_grade", Number(0, 4), "残疾等级", "Disability grade";
    111 DisabilityKinds: Member "disability_kinds", Choices(DISABILITY), "残疾类别", "Disability kinds";
    112 Certificate: Member "certificate", Certificate, "残疾证号", "Disability certificate";
    113 IdentifiedOn: Member "identified_on", Date, "鉴定日期", "Identified on";
    114 CertificateUntil: Member "certificate_until", Date, "残疾证有效期至", "Certificate valid until";

    120 MedicalInsurance: Member "medical_insurance", Choice(INSURANCE), "医保", "Medical insurance";
    121 MaternityInsurance: Member "maternity_insurance", Choice(MATERNITY), "生育保险", "Maternity insurance";
    122 Pension: Member "pension", Choice(INSURANCE), "养老", "Pension";
    123 PensionAdded: Member "pension_added", Flag, "原已增发养老待遇", "Pension rise already granted";
    124 SpecialAllowance: Member "special_allowance", Choice(SPECIAL_ALLOWANCE), "特扶类别", "Special allowance";
    125 YearlyReviewPassed: Member "yearly_review_passed", Flag, "年审合格", "Yearly review passed";

    130 Mobility: Member "mobility", Choice(MOBILITY), "行动能力", "Mobility";
    131 SelfCare: Member "self_care", Choice(SELF_CARE), "自理能力", "Self-care";
    132 NoIncome: Member "no_income", Flag, "无生活来源", "No income";
    133 NoWorkAbility: Member "no_work_ability", Flag, "无劳动能力", "Unable to work";
    134 NoSupporter: Member "no_supporter", Flag, "无法定赡养抚养人", "No one to support";
    135 MeetsWubao: Member "meets_wubao", Flag, "符合五保条件", "Meets five-guarantees terms";
    136 WantsCareHome: Member "wants_care_home", Flag, "有入住养老机构意愿", "Wishes for a care home";
    137 SeeksWork: Member "seeks_work", Flag, "有就业需求", "Seeks work";
    138 HasIud: Member "has_iud", Flag, "已放置节育环", "Has an IUD";

    140 MeetsMedicalRelief: Member "meets_medical_relief", Flag, "符合医疗救助条件", "Meets medical-relief terms";
    141 StayIn: Member "stay_in", Date, "入院日期", "Admitted on";
    142 StayOut: Member "stay_out", Date, "出院日期", "Discharged on";
    143 StayTotal: Member "stay_total", Money, "住院总费用", "Stay: total";
    144 StayBasic: Member "stay_basic", Money, "基本医保报销", "Stay: basic insurance paid";
    145 StayCritical: Member "stay_critical", Money, "大病保险报销", "Stay: critical-illness insurance paid";
    146 StayCommercial: Member "stay_commercial", Money, "商业保险报销", "Stay: commercial insurance paid";
    147 MaternityEvent: Member "maternity_event", Choice(MATERNITY_EVENT), "生育事项", "Maternity event";
    148 MeetsFuneralPolicy: Member "meets_funeral_policy", Flag, "符合丧葬减免条件", "Meets funeral-waiver terms";

    150 Stage: Member "stage", Choice(STAGE), "就学阶段", "School stage";
    151 SchoolYear: Member "school_year", Number(1, 6), "年级", "Year of study";
    152 FullTime: Member "full_time", Flag, "是否全日制", "Full-time";
    153 RegularInstitution: Member "regular_institution", Flag, "普通高校", "Regular institution";
    154 Enrolled: Member "enrolled", Flag, "正式学籍", "Formally enrolled";

    160 RehabNeeds: Member "rehab_needs", Choices(REHAB), "康复需求", "Rehabilitation needs";
    161 DeviceNeeds: Member "device_needs", Choices(DEVICES), "辅具需求", "Device needs";
    162 WantsTraining: Member "wants_training", Flag, "有康复训练意愿", "Wishes for training";
    163 MeetsRehabPolicy: Member "meets_rehab_policy", Flag, "符合康复救助条件", "Meets rehabilitation terms";
}
