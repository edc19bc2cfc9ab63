//! What is recorded on delivery: for each record field of the plan, values that a clerk might have given.
//!
//! Which field is filled how is settled once for a plan (`Filler::of`); a field that no table here knows gets something of its shape.

use super::chance::Chance;
use super::household::Fate;
use super::name;
use super::standing::Standing;
use crate::policy::festival::Festival;
use crate::policy::plan::{RecordField, RecordKind};
use chrono::{Datelike, Days, NaiveDate};

/// How one record field is filled.
#[derive(Clone, Debug)]
pub enum Filler {
    /// The day of delivery.
    Today,
    /// The day on which the item was opened.
    Opened,
    /// A day some weeks before the opening.
    Before,
    /// A day in the months after the delivery.
    Ahead,
    /// An amount in yuan between two, in steps.
    Money(u32, u32, u32),
    /// A share, in percent, of the bill of a hospital stay.
    Bill(u32),
    /// A number between two.
    Number(u32, u32),
    /// The year of the opening.
    Year,
    /// Yes in so many of a hundred cases.
    YesNo(u32),
    /// One of these keys, or what the household's story says where it has one of them.
    Key(Vec<String>),
    /// One of these lines.
    Line(&'static [&'static str]),
    /// Somebody's name.
    Name,
    /// The names of two people.
    Names,
    /// A running number after a prefix.
    Serial(&'static str),
}

/// What the values of one record depend on.
pub struct Delivery<'a> {
    /// The household on the day, if it is a household's item.
    pub standing: Option<Standing<'a>>,
    /// The festival it is for, if it is for one.
    pub festival: Option<Festival>,
    /// The day of the opening.
    pub opened: NaiveDate,
    /// The day of delivery.
    pub on: NaiveDate,
    /// A number of the item's own.
    pub salt: u32,
}

impl Filler {
    /// How a record field of the plan is filled; none for the few that only a real case could fill.
    pub fn of(field: &RecordField) -> Option<Filler> {
        let key = field.key.as_str();
        let given = BY_KEY.iter().find(|(known, _)| *known == key).map(|(_, filler)| filler.clone());
        let fits = |filler: &Filler| filler.fits(&field.kind);
        match &field.kind {
            RecordKind::Choice(options) => Some(Filler::Key(options.iter().map(|option| option.key.clone()).collect())),
            _ if UNFILLED.contains(&key) => None,
            RecordKind::Date => Some(given.filter(fits).unwrap_or(Filler::Today)),
            RecordKind::Money => Some(given.filter(fits).unwrap_or(Filler::Money(200, 2000, 100))),
            RecordKind::Number => Some(given.filter(fits).unwrap_or(Filler::Number(1, 3))),
            RecordKind::YesNo => Some(given.filter(fits).unwrap_or(Filler::YesNo(50))),
            RecordKind::Text => Some(given.filter(fits).unwrap_or(Filler::Line(&["已核对", "按程序办理"]))),
        }
    }

    fn fits(&self, kind: &RecordKind) -> bool {
        match self {
            Filler::Today | Filler::Opened | Filler::Before | Filler::Ahead => *kind == RecordKind::Date,
            Filler::Money(..) | Filler::Bill(_) => *kind == RecordKind::Money,
            Filler::Number(..) | Filler::Year => *kind == RecordKind::Number,
            Filler::YesNo(_) => *kind == RecordKind::YesNo,
            Filler::Key(_) => matches!(kind, RecordKind::Choice(_)),
            Filler::Line(_) | Filler::Name | Filler::Names | Filler::Serial(_) => *kind == RecordKind::Text,
        }
    }

    /// A value, as a clerk would type it.
    pub fn value(&self, delivery: &Delivery<'_>, chance: &mut Chance) -> String {
        let later = |day: NaiveDate, days: u32| day + Days::new(days.into());
        match self {
            Filler::Today => delivery.on.to_string(),
            Filler::Opened => delivery.opened.to_string(),
            Filler::Before => (delivery.opened - Days::new(u64::from(chance.below(30)))).to_string(),
            Filler::Ahead => later(delivery.on, 30 + chance.below(150)).to_string(),
            Filler::Money(least, most, step) => {
                format!("{}.00", least + chance.below((most - least) / step + 1) * step)
            }
            Filler::Bill(percent) => format!("{}.00", (6000 + delivery.salt % 60_000) * percent / 100),
            Filler::Number(least, most) => (least + chance.below(most - least + 1)).to_string(),
            Filler::Year => delivery.opened.year().to_string(),
            Filler::YesNo(percent) => if chance.percent(*percent) { "yes" } else { "no" }.to_string(),
            Filler::Key(keys) => key(keys, delivery, chance),
            Filler::Line(lines) => one_of(lines, chance).copied().unwrap_or_default().to_string(),
            Filler::Name => name::anybody(chance),
            Filler::Names => format!("{}、{}", name::anybody(chance), name::anybody(chance)),
            Filler::Serial(prefix) => format!("{prefix}{}-{:05}", delivery.on.year(), delivery.salt % 100_000),
        }
    }
}

fn one_of<'t, T>(table: &'t [T], chance: &mut Chance) -> Option<&'t T> {
    table.get(chance.below(u32::try_from(table.len()).unwrap_or(u32::MAX)) as usize)
}

/// The key that the household's story names, or one of those that say that things went well.
fn key(keys: &[String], delivery: &Delivery<'_>, chance: &mut Chance) -> String {
    let story = delivery.standing.map(|at| {
        let fate = match at.it.fate {
            Fate::Died(_) => "died",
            _ => "disabled",
        };
        let settled = if at.it.rural { "rural" } else { "urban" };
        let misfortune = at.it.later.misfortune.map(|(_, key)| key);
        let student = at.student().map(|(key, _)| key);
        [at.it.allowance_kind(), Some(fate), student, misfortune, at.it.house_grade, Some(settled)]
    });
    // A delivered item is one that was granted, confirmed, paid.
    let well = ["granted", "confirmed", "paid"].map(Some);
    let told = story.into_iter().flatten().chain([delivery.festival.map(Festival::key)]).chain(well).flatten();
    // Words of the plan and of other tables differ in hyphens: dragon-boat, dragonboat.
    let same = |key: &str, word: &str| key.bytes().filter(|it| *it != b'-').eq(word.bytes().filter(|it| *it != b'-'));
    let named = told.into_iter().find_map(|word| keys.iter().find(|key| same(key, word)));
    named.or_else(|| one_of(keys, chance)).cloned().unwrap_or_default()
}

/// Fields that name somebody or something of the real case.
const UNFILLED: [&str; 6] = ["deceased", "account", "certificate_no", "address", "donor", "income"];

use Filler::{Ahead, Before, Bill, Line, Money, Name, Names, Number, Opened, Serial, Year, YesNo};

/// Record fields of the plan by their key.
const BY_KEY: [(&str, Filler); 127] = [
    ("applied_on", Opened),
    ("reported_on", Opened),
    ("told_on", Opened),
    ("wish_on", Opened),
    ("need_on", Opened),
    ("happened_on", Before),
    ("died_on", Before),
    ("identified_on", Before),
    ("admitted_on", Before),
    ("village_review_on", Opened),
    ("next_on", Ahead),
    ("next_check_on", Ahead),
    ("to_on", Ahead),
    ("due_on", Ahead),
    ("amount", Money(300, 3000, 100)),
    ("city_share", Money(800_000, 2_400_000, 10_000)),
    ("district_share", Money(300_000, 900_000, 10_000)),
    ("premium", Money(90, 400, 10)),
    ("waived", Money(300, 2000, 50)),
    ("rent", Money(60, 300, 10)),
    ("monthly_amount", Money(160, 800, 10)),
    ("income_counted", Money(120, 900, 10)),
    ("allowance_left_out", Money(150, 800, 10)),
    ("reward_left_out", Money(0, 130, 10)),
    ("fee", Money(600, 2400, 100)),
    ("cost", Money(200, 6000, 50)),
    ("reimbursed", Money(150, 4000, 50)),
    ("loan", Money(10_000, 50_000, 5000)),
    ("interest_aid", Money(200, 2000, 50)),
    ("subsidy_per_head", Money(3000, 8000, 500)),
    ("value", Money(100, 4500, 50)),
    ("stay_total", Bill(100)),
    ("paid_basic", Bill(55)),
    ("paid_critical", Bill(12)),
    ("paid_commercial", Bill(3)),
    ("left_amount", Bill(30)),
    ("loss", Money(2000, 60_000, 500)),
    ("claim", Money(0, 3000, 500)),
    ("fee_waived", Money(5, 50, 5)),
    ("year", Year),
    ("persons", Number(1, 3)),
    ("persons_died", Number(300, 600)),
    ("persons_disabled", Number(400, 800)),
    ("persons_rural4", Number(80, 200)),
    ("months", Number(6, 12)),
    ("year_of_study", Number(1, 2)),
    ("members_seen", Number(1, 3)),
    ("members_not_seen", Number(0, 1)),
    ("attendance", Number(8, 60)),
    ("volunteers", Number(2, 16)),
    ("sessions", Number(4, 40)),
    ("calls", Number(0, 24)),
    ("answered_in_time", Number(0, 20)),
    ("grade", Number(1, 4)),
    ("tasks", Number(3, 12)),
    ("tasks_done", Number(2, 10)),
    ("pairs", Number(20, 160)),
    ("certificate_seen", YesNo(100)),
    ("result_changed", YesNo(30)),
    ("couple_seen", YesNo(85)),
    ("risk_found", YesNo(8)),
    ("refused", YesNo(3)),
    ("batch", Serial("P")),
    ("document_no", Serial("NCF")),
    ("queue_no", Serial("GZ")),
    ("card_no", Serial("JZ")),
    ("record_no", Serial("DA")),
    ("policy_no", Serial("BX")),
    ("model", Serial("FJ")),
    ("tier", Line(&["一档", "二档"])),
    ("grant", Line(&["农机购置补贴", "退耕还林补助", "临时生活补助", "节能产品补贴"])),
    ("grant_owner", Line(&["区农委", "区林业局", "区民政局"])),
    ("rank", Line(&["同批次第一", "优先批次", "第一批"])),
    ("school", Line(&["南川特殊教育学校", "片区中心小学", "片区初级中学", "区职教中心", "市内高校"])),
    ("class", Line(&["一年级", "三年级", "七年级", "高一", "一年级2班"])),
    ("obstacle", Line(&["接送困难，已安排就近入学", "无", "课桌椅已适配"])),
    ("school_year", Line(&["秋季学年", "本学年"])),
    ("grant_grade", Line(&["一等", "二等", "三等"])),
    ("aid_policy", Line(&["国家助学金", "学费减免", "勤工助学"])),
    ("graded_by", Line(&["乡镇规划建设办", "区危房鉴定小组"])),
    ("home", Line(&["区社会福利院", "乡镇敬老院"])),
    ("bed", Line(&["二楼3床", "一楼12床", "护理区5床"])),
    ("checked_by", Name),
    ("funeral_home", Line(&["区殡仪馆"])),
    ("items_waived", Line(&["遗体接运、冷藏、火化、骨灰盒", "接运、火化"])),
    ("from_month", Line(&["当月", "次月"])),
    ("stop_reason", Line(&["未停发"])),
    ("hospital", Line(&["区人民医院", "区中医院", "乡镇卫生院"])),
    ("from_village", Line(&["原住高山村组"])),
    ("to_site", Line(&["集镇安置点", "中心村安置点"])),
    ("bank", Line(&["农商行", "农行", "邮储银行"])),
    ("rate", Line(&["基准利率", "年利率4.35%"])),
    ("project", Line(&["方竹笋种植", "生猪养殖", "金佛玉翠茶园管护", "中药材种植", "康复训练项目"])),
    ("result", Line(&["顺利，本人满意", "良好", "已见成效，继续跟踪"])),
    ("employer", Line(&["公益性岗位", "园区企业", "家政服务公司"])),
    ("built", Line(&["入户道路硬化", "人饮管道", "照明线路改造"])),
    ("given", Line(&["种苗和肥料", "技术培训和农资", "慰问金", "生活用品"])),
    ("season", Line(&["春耕", "秋播", "夏种"])),
    ("diagnosis", Line(&["心脑血管疾病", "骨折", "肿瘤", "呼吸系统疾病", "慢性肾病"])),
    ("doctor", Name),
    ("findings", Line(&["血压偏高，已调整用药", "情况平稳", "膝关节疼痛，建议复查", "未见异常"])),
    ("put_first", Line(&["挂号、检验", "就诊、缴费、取药", "住院床位"])),
    ("complaint", Line(&["无"])),
    ("done", Line(&["测血压、血糖，送药上门", "陪同聊天，帮做家务", "换药、健康指导", "代缴水电费"])),
    ("papers_seen", Line(&["身份证、户口簿、结婚证、残疾证", "身份证、户口簿、死亡证明"])),
    ("period", Line(&["上半年", "下半年", "全年"])),
    ("told", Line(&["已当面告知", "已电话告知"])),
    ("clinic", Line(&["乡镇卫生院", "社区卫生服务中心"])),
    ("readings", Line(&["136/84", "血压142/90，血糖6.1", "128/80", "150/92，已建议复查"])),
    ("advice", Line(&["低盐饮食，按时服药", "坚持散步，注意保暖", "三个月后复查"])),
    ("tool", Line(&["日常生活能力量表"])),
    ("carer", Name),
    ("activity", Line(&["重阳登高", "手工编织课", "金佛山一日行", "包粽子", "健康讲座", "集体过生日"])),
    ("place", Line(&["社区活动室", "区妇女之家", "职工之家", "金佛山"])),
    ("counsellor", Name),
    ("policy", Line(&["困难职工帮扶", "金秋助学", "母亲健康快车", "送温暖"])),
    ("handed_by", Names),
    ("visitors", Names),
    ("helper", Name),
    ("verified_by", Name),
    ("reported_by", Name),
    ("approved_by", Name),
    ("signed_by", Name),
    ("gift", Line(&["大米、食用油和慰问金", "棉被和慰问金", "粽子、食用油", "月饼、牛奶"])),
    ("home_state", Line(&["家中整洁，情绪平稳", "身体尚好", "老人腿脚不便，其余正常"])),
    ("wishes", Line(&["希望常来坐坐", "希望帮忙联系体检", "无"])),
    ("mood", Line(&["精神尚好，愿意聊天", "比上次开朗", "话不多，愿意参加活动"])),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Purpose;
    use crate::policy::plan::Plan;

    #[test]
    fn every_key_of_the_table_is_a_record_field_of_its_shape() {
        let plan = Plan::builtin();
        for (key, filler) in &BY_KEY {
            let field = plan.record(key).unwrap_or_else(|| panic!("the plan has no record field {key}"));
            assert!(filler.fits(&field.kind), "{key}");
        }
    }

    #[test]
    fn whatever_is_required_is_filled() {
        let plan = Plan::builtin();
        let (opened, on) = ("2016-03-01".parse().unwrap(), "2016-03-21".parse().unwrap());
        for field in plan.records() {
            let Some(filler) = Filler::of(field) else {
                assert!(!field.required, "{} is required", field.key);
                continue;
            };
            let delivery = Delivery { standing: None, festival: None, opened, on, salt: 7 };
            let value = filler.value(&delivery, &mut Chance::new(1, Purpose::Course, 1));
            assert!(!value.is_empty(), "{}", field.key);
        }
    }
}
