//! What clerks of the invented history write: a line when an item is opened, and the reasons for steps that ask for one.

use super::chance::Chance;
use crate::domain::workflow::Verb;

/// A line at the opening of an item; often none. `visits` says whether somebody is to go there.
pub fn note(visits: bool, chance: &mut Chance) -> &'static str {
    if chance.percent(64) { "" } else { remark(visits, chance) }
}

/// A line at the opening of an item that needs one.
pub fn remark(visits: bool, chance: &mut Chance) -> &'static str {
    if visits { chance.pick(&VISITS) } else { chance.pick(&PAPERS) }
}

/// The reason for a step; empty where none is asked for.
pub fn reason(verb: Verb, chance: &mut Chance) -> &'static str {
    match verb {
        Verb::Decline => chance.pick(&DECLINED),
        Verb::Suspend => chance.pick(&SUSPENDED),
        Verb::Refer => chance.pick(&REFERRED),
        Verb::Withdraw => chance.pick(&WITHDRAWN),
        Verb::Reopen => chance.pick(&REOPENED),
        _ => "",
    }
}

/// Where somebody is to go to a home.
const VISITS: [&str; 14] = [
    "电话联系，约定下周上门。",
    "走访时提出，愿意办理。",
    "白天多在地里，傍晚联系为好。",
    "行动不便，请上门办理。",
    "请先与村干部联系，再一同前往。",
    "听力不便，请发短信。",
    "愿意配合，注意方式方法。",
    "不愿多人同去，两人上门即可。",
    "近期在区人民医院住院，出院后再联系。",
    "养有看家犬，到了请先打电话。",
    "近来精神尚好，多聊家常。",
    "本月外出探亲，月底返乡。",
    "由双岗联系人陪同前往。",
    "与邻居老人同住，方便时一并看望。",
];

/// Where papers come in.
const PAPERS: [&str; 14] = [
    "村干部代为报送，材料已收齐。",
    "家属来窗口办理，已当面告知所需材料。",
    "双岗联系人代办。",
    "材料缺户口簿复印件，后补。",
    "一卡通账户已核对。",
    "与去年情况一致，按程序办理。",
    "本人在外务工，委托亲属代办。",
    "乡镇初审通过后报送。",
    "入户核实，情况属实。",
    "已核对户籍与证件。",
    "年审时一并办理。",
    "情况较急，请优先安排。",
    "转来的纸质材料已扫描存档。",
    "村居评议无异议。",
];

const DECLINED: [&str; 8] = [
    "核实后不符合本项条件，已当面说明并告知可申请的其他事项。",
    "本年度已享受同类补助，不重复办理。",
    "收入核定高于标准，已书面告知。",
    "所持证件已过有效期，换证后可重新申请。",
    "医保类型与本项要求不符，已告知。",
    "户籍已迁出本区，已协助转接迁入地。",
    "学籍信息与申报不符，请补正后再报。",
    "不在本项目实施范围，已告知并登记意愿。",
];

const SUSPENDED: [&str; 7] = [
    "等待补交材料。",
    "本人外出务工，返乡后办理。",
    "住院治疗期间，出院后继续。",
    "等待上级资金下达。",
    "残疾证正在换发，待新证。",
    "家属商议中，暂缓办理。",
    "银行账户信息有误，待更正。",
];

const REFERRED: [&str; 6] = [
    "按职责分工应由贵单位办理，材料一并移交。",
    "经核实属贵单位业务范围，请接续办理。",
    "家庭同时提出贵单位职责内的需求，请一并办理。",
    "机构职能调整，请按新分工办理。",
    "需贵单位先行认定，请核。",
    "资金由贵单位统筹，请接办。",
];

const WITHDRAWN: [&str; 5] =
    ["家庭表示暂不需要。", "录入有误，重新登记。", "与已有事项重复。", "家庭改为申请其他事项。", "本人来电请求撤回。"];

const REOPENED: [&str; 6] = [
    "银行退回，账户更正后重新发放。",
    "家庭补齐材料后再次申请。",
    "回访发现未全部落实。",
    "器具不合适，重新适配。",
    "复核后符合条件，重新办理。",
    "金额核算有误，重新办理。",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Purpose;

    #[test]
    fn a_reason_is_given_exactly_where_one_is_asked_for() {
        let mut chance = Chance::new(1, Purpose::Course, 1);
        for verb in Verb::ALL {
            assert_eq!(reason(verb, &mut chance).is_empty(), !verb.wants_reason(), "{}", verb.key());
        }
    }
}
