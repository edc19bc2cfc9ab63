//! The choices of the fields that have some: code (kept in the journal), key (rules, commands, JSON), both titles, other words for it.
//!
//! A code is never given to another choice, and codes stay below 32 so that several fit into one set of bits.

use crate::policy::value::Choice;
use crate::text::Both;

const fn choice(
    code: u8,
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    aliases: &'static [&'static str],
) -> Choice {
    Choice { code, key, title: Both::new(zh, en), aliases }
}

pub(super) const SETTLEMENT: &[Choice] = &[
    choice(1, "urban", "城镇", "Urban", &["城镇居民", "非农业", "非农"]),
    choice(2, "rural", "农村", "Rural", &["农业", "农村居民"]),
];

pub(super) const HUKOU: &[Choice] = &[
    choice(1, "urban", "城镇", "Urban", &["非农业", "非农", "城镇居民"]),
    choice(2, "rural", "农村", "Rural", &["农业", "农村居民"]),
    choice(3, "unified", "居民", "Resident (unified)", &["居民户口", "统一"]),
];

pub(super) const FAMILY_KIND: &[Choice] = &[
    choice(1, "died", "死亡", "Child died", &["死亡家庭", "独生子女死亡"]),
    choice(2, "disabled", "伤残", "Child disabled", &["伤残家庭", "残疾", "独生子女伤残"]),
];

pub(super) const MARITAL: &[Choice] = &[
    choice(1, "first", "初婚", "First marriage", &["已婚"]),
    choice(2, "remarried", "再婚", "Remarried", &[]),
    choice(3, "divorced", "离婚", "Divorced", &["离异"]),
    choice(4, "remarried-same", "复婚", "Remarried to the same", &[]),
    choice(5, "widowed", "丧偶", "Widowed", &[]),
    choice(6, "never", "未婚", "Never married", &[]),
];

pub(super) const LOW_INCOME: &[Choice] = &[
    choice(1, "none", "无", "None", &["否", "不是"]),
    choice(2, "dibao", "低保", "Minimum living allowance", &["城市低保", "农村低保"]),
    choice(3, "edge", "边缘", "On the edge of it", &["低保边缘", "低收入"]),
    choice(4, "tekun", "特困", "Destitute (state-supported)", &["特困人员", "五保", "三无"]),
    choice(5, "monitored", "脱贫监测", "Out of poverty, monitored", &["监测户", "脱贫", "建档立卡"]),
];

pub(super) const HOUSE_GRADE: &[Choice] = &[
    choice(1, "a", "A", "A", &["A级"]),
    choice(2, "b", "B", "B", &["B级"]),
    choice(3, "c", "C", "C", &["C级"]),
    choice(4, "d", "D", "D", &["D级"]),
];

pub(super) const TRADES: &[Choice] = &[
    choice(1, "planting", "种植", "Planting", &[]),
    choice(2, "breeding", "养殖", "Animal raising", &[]),
    choice(3, "processing", "农产品加工", "Farm processing", &["加工"]),
    choice(4, "handicraft", "手工艺", "Handicraft", &["手工", "手工艺品"]),
];

pub(super) const MISFORTUNE: &[Choice] = &[
    choice(1, "none", "无", "None", &[]),
    choice(2, "disaster", "重大灾害", "Disaster", &["灾害"]),
    choice(3, "accident", "意外事故", "Accident", &["事故"]),
    choice(4, "grave-hardship", "生产生活重大困难", "Grave hardship", &["重大困难"]),
];

pub(super) const SEX: &[Choice] =
    &[choice(1, "male", "男", "Male", &["男性"]), choice(2, "female", "女", "Female", &["女性"])];

pub(super) const ROLE: &[Choice] = &[
    choice(1, "father", "父亲", "Father", &["父"]),
    choice(2, "mother", "母亲", "Mother", &["母"]),
    choice(3, "child", "子女", "Child", &["独生子女", "子", "女", "儿子", "女儿", "长子", "长女"]),
    choice(4, "spouse", "配偶", "Spouse", &["妻子", "丈夫"]),
    choice(5, "other", "其他", "Other", &["其他成员"]),
];

pub(super) const INSURANCE: &[Choice] = &[
    choice(1, "resident", "居民", "Resident scheme", &["城乡居民", "居民医保", "居民养老"]),
    choice(2, "employee", "职工", "Employee scheme", &["城镇职工", "职工医保", "职工养老"]),
    choice(3, "none", "无", "None", &["未参保", "否"]),
];

pub(super) const MATERNITY: &[Choice] =
    &[choice(1, "employee", "职工", "Employee scheme", &["职工生育"]), choice(2, "none", "无", "None", &["未参保"])];

pub(super) const DISABILITY: &[Choice] = &[
    choice(1, "visual", "视力", "Visual", &["视力残疾"]),
    choice(2, "hearing", "听力", "Hearing", &["听力残疾"]),
    choice(3, "speech", "言语", "Speech", &["言语残疾"]),
    choice(4, "physical", "肢体", "Physical", &["肢体残疾"]),
    choice(5, "intellectual", "智力", "Intellectual", &["智力残疾"]),
    choice(6, "mental", "精神", "Mental", &["精神残疾"]),
    choice(7, "multiple", "多重", "Multiple", &["多重残疾"]),
];

pub(super) const MOBILITY: &[Choice] = &[
    choice(1, "free", "行动自如", "Gets about", &["正常", "方便"]),
    choice(2, "limited", "行动不便", "Limited", &["不便"]),
];

pub(super) const SELF_CARE: &[Choice] = &[
    choice(1, "able", "自理", "Able", &["能自理", "完全自理"]),
    choice(2, "partial", "部分失能", "Partly unable", &["半失能", "半自理"]),
    choice(3, "total", "失能", "Unable", &["完全失能", "不能自理"]),
];

pub(super) const SPECIAL_ALLOWANCE: &[Choice] = &[
    choice(1, "none", "无", "None", &["否", "未享受"]),
    choice(2, "died", "死亡", "Child died", &["死亡特扶"]),
    choice(3, "disabled", "伤残", "Child disabled", &["伤残特扶"]),
    choice(4, "rural4", "农村四级", "Rural, grade 4", &["农村四级残疾"]),
];

pub(super) const STAGE: &[Choice] = &[
    choice(1, "none", "不在校", "Not at school", &["无", "未就学", "毕业"]),
    choice(2, "preschool", "学前", "Preschool", &["幼儿园", "学前教育"]),
    choice(3, "compulsory", "义务教育", "Compulsory", &["小学", "初中"]),
    choice(4, "senior-high", "普通高中", "Senior high", &["高中"]),
    choice(5, "sec-voc", "中职", "Secondary vocational", &["中等职业", "中专", "职高"]),
    choice(6, "higher-voc", "高职", "Higher vocational", &["高等职业"]),
    choice(7, "junior-college", "专科", "Junior college", &["大专"]),
    choice(8, "undergrad", "本科", "Undergraduate", &["大学", "大学本科"]),
];

pub(super) const REHAB: &[Choice] = &[
    choice(1, "hearing", "听力", "Hearing", &[]),
    choice(2, "intellectual", "智力", "Intellectual", &[]),
    choice(3, "autism", "孤独症", "Autism", &["自闭症"]),
    choice(4, "cerebral-palsy", "脑瘫", "Cerebral palsy", &[]),
    choice(5, "other", "其他", "Other", &["有", "是", "需要"]),
    choice(6, "none", "无", "None", &["否", "不需要"]),
];

pub(super) const DEVICES: &[Choice] = &[
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

pub(super) const MATERNITY_EVENT: &[Choice] = &[
    choice(1, "fp-surgery", "计划生育手术", "Family-planning surgery", &[]),
    choice(2, "prenatal", "产前检查", "Prenatal check", &[]),
    choice(3, "childbirth", "生育", "Childbirth", &["分娩"]),
    choice(4, "complication", "生育并发症", "Complication", &["并发症"]),
    choice(5, "none", "无", "None", &[]),
];

pub(super) const PARENTAGE: &[Choice] =
    &[choice(1, "own", "亲生", "Own", &[]), choice(2, "adopted", "收养", "Adopted", &[])];
