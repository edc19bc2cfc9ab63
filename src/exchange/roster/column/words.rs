//! The words that other offices use in their headings: for the fields beside their titles, and for the people that a heading begins with.

use super::Whose;
use crate::policy::field::Field;

/// Other words for a field in headings, beside its title.
pub(super) fn words(field: Field) -> &'static [&'static str] {
    match field {
        Field::CaseNumber => &["家庭编码", "户编号", "档案号", "档案编号", "家庭档案号", "家庭号"],
        Field::Township => &["乡镇", "街道", "镇街", "乡镇(街道)", "所属乡镇", "所属镇街", "镇乡街道", "乡镇名称"],
        Field::Village => &["村", "村社区", "村(社区)", "村(居)", "村居委会", "所属村居", "所属村", "社区"],
        Field::Group => &["组别", "村民小组", "小组", "社"],
        Field::Hukou => &["户口性质", "户籍类型", "户口类型", "户口"],
        Field::TreatedAs => &["城乡认定", "城乡属性", "城乡分类", "按城乡界定"],
        Field::DeclaredKind => &["家庭类型", "扶助类型", "扶助类别", "特殊家庭类别"],
        Field::Marital => &["婚姻", "婚况", "婚姻情况"],
        Field::LaterBirthOn => &["再生育时间", "再生育子女出生日期"],
        Field::LaterAdoptionOn => &["收养时间", "收养子女日期"],
        Field::OtherLivingChildren => &["其他存活子女", "其他健在子女数"],
        Field::LowIncome => &["低保", "低保类别", "是否低保", "低收入情况", "困难类型"],
        Field::IncomePerHead => &["人均收入", "月人均收入", "家庭人均月收入"],
        Field::FamilyPlanningMoney => &["扶助金奖励金", "其中扶助金奖励金"],
        Field::HousePlace => &["住房所在地", "住房城乡"],
        Field::HouseGrade => &["房屋安全等级", "危房等级", "房屋鉴定等级"],
        Field::HousingDifficult => &["是否住房困难", "住房是否困难"],
        Field::WantsChild => &["再生育意愿", "是否有再生育意愿"],
        Field::WantsAdopt => &["收养意愿", "是否有收养意愿"],
        Field::WantsCareHome => &["入住养老机构意愿", "养老机构意愿", "是否愿意入住养老机构", "入住养老院意愿"],
        Field::RefusesVisit => &["是否谢绝走访", "不愿走访", "拒绝走访"],
        Field::Phone => &["电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "家庭电话"],
        Field::Address => &["地址", "家庭住址", "现住址", "居住地址", "家庭地址", "详细地址"],
        Field::Bank => &["开户行", "银行", "银行名称", "开户银行名称"],
        Field::Account => &["账号", "帐号", "银行帐号", "银行卡号", "卡号", "一卡通账号", "存折账号"],
        Field::ContactTownship => &["联系人一", "镇街联系人", "双岗联系人1", "乡镇联系人"],
        Field::ContactVillage => &["联系人二", "村居联系人", "双岗联系人2", "村级联系人"],
        Field::Note => &["说明", "备注说明"],
        Field::Name => &["名字", "的姓名"],
        Field::Role => &["与户主关系", "户主关系", "与户主的关系", "家庭关系", "成员关系", "家庭角色"],
        Field::IdentityNumber => &[
            "身份证号码",
            "身份证",
            "公民身份号码",
            "公民身份证号",
            "公民身份证号码",
            "证件号码",
            "证件号",
            "居民身份证号",
        ],
        Field::BornOn => &["出生年月日", "出生年月", "出生时间", "生日", "出生"],
        Field::Alive => &["健在", "状况", "是否在世", "生存状况", "存亡状况", "是否存活", "现状"],
        Field::DiedOn => &["死亡时间", "去世日期", "去世时间", "死亡年月日", "亡故日期"],
        Field::DisabilityGrade => &["残疾级别", "伤残等级", "伤残级别", "残级"],
        Field::DisabilityKinds => &["残疾类型", "残疾种类", "伤残类别", "残疾类别(可多选)"],
        Field::Certificate => &["残疾证", "残疾证号码", "残疾人证号", "残疾人证", "残疾人证号码", "残疾证编号"],
        Field::IdentifiedOn => &["鉴定时间", "残疾鉴定日期", "评残日期", "发证日期", "残疾证发证日期"],
        Field::CertificateUntil => &["残疾证有效期", "有效期至", "残疾证到期日期"],
        Field::MedicalInsurance => &["医疗保险", "医保类型", "医保类别", "参加医保"],
        Field::Pension => &["养老保险", "养老保险类型", "养老类型", "参加养老保险"],
        Field::SpecialAllowance => &["特扶类型", "特别扶助类别", "特扶", "特别扶助"],
        Field::SelfCare => &["自理", "生活自理能力", "自理情况", "失能情况"],
        Field::Stage => &["就读阶段", "学段", "在读阶段"],
        Field::SchoolYear => &["就读年级", "在读年级"],
        Field::FullTime => &["全日制"],
        Field::RehabNeeds => &["康复需求类别", "康复"],
        Field::DeviceNeeds => &["辅具", "辅助器具需求", "辅助器具"],
        _ => &[],
    }
}

/// The people that a heading may begin with.
pub(super) const PEOPLE: &[(Whose, &[&str])] = &[
    (Whose::Father, &["父亲", "父", "丈夫", "男方", "父方"]),
    (Whose::Mother, &["母亲", "母", "妻子", "女方", "母方"]),
    (Whose::Child, &["子女", "独生子女", "孩子", "死亡子女", "伤残子女", "残疾子女", "儿女"]),
    (Whose::Parents, &["父母", "夫妻", "夫妇"]),
];
