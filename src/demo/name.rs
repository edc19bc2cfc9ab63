//! Invented names: surnames as they are common around Chongqing, given names by sex and generation, and the few that try a screen and
//! a search (two readings, two characters, a middle dot, very long, rare characters, nothing but a surname).

use super::chance::Chance;
use crate::policy::identity_number::Sex;

/// A surname with its weight. Many of the rarer ones have a reading of their own as surnames (单 Shàn, 曾 Zēng, 覃 Qín, 任 Rén, 解 Xiè,
/// 区 Ōu, 仇 Qiú, 查 Zhā, 盖 Gě, 尉迟 Yùchí).
const SURNAMES: [(u32, &str); 72] = [
    (52, "李"),
    (48, "王"),
    (46, "张"),
    (40, "刘"),
    (38, "陈"),
    (34, "杨"),
    (28, "周"),
    (24, "罗"),
    (24, "唐"),
    (22, "韦"),
    (22, "黄"),
    (22, "吴"),
    (20, "徐"),
    (20, "郑"),
    (18, "何"),
    (18, "冉"),
    (18, "谢"),
    (18, "曾"),
    (16, "任"),
    (16, "胡"),
    (16, "赵"),
    (16, "郭"),
    (14, "余"),
    (14, "程"),
    (14, "梁"),
    (14, "冯"),
    (14, "彭"),
    (14, "邓"),
    (14, "蒋"),
    (12, "熊"),
    (12, "田"),
    (12, "廖"),
    (12, "夏"),
    (12, "龙"),
    (12, "汪"),
    (12, "金"),
    (12, "游"),
    (10, "汤"),
    (10, "鲜"),
    (10, "向"),
    (10, "谭"),
    (10, "覃"),
    (10, "娄"),
    (10, "韩"),
    (10, "明"),
    (8, "盛"),
    (8, "贺"),
    (8, "秦"),
    (8, "苏"),
    (8, "邹"),
    (8, "雷"),
    (8, "蹇"),
    (8, "侯"),
    (8, "犹"),
    (8, "霍"),
    (8, "骆"),
    (6, "瞿"),
    (6, "单"),
    (6, "解"),
    (5, "庹"),
    (5, "查"),
    (4, "仇"),
    (4, "区"),
    (4, "盖"),
    (4, "乐"),
    (3, "翟"),
    (3, "缪"),
    (3, "欧阳"),
    (2, "尉迟"),
    (2, "上官"),
    (2, "令狐"),
    (1, "万俟"),
];

/// One generation's taste: first characters, last characters, and given names of one character.
struct Taste {
    first: [&'static str; 18],
    last: [&'static str; 18],
    single: [&'static str; 10],
    /// In how many of a hundred cases the given name has one character.
    single_percent: u32,
}

const MEN_BEFORE_1950: Taste = Taste {
    first: ["德", "正", "世", "兴", "绍", "天", "万", "吉", "朝", "光", "仕", "廷", "应", "登", "代", "长", "占", "文"],
    last: ["福", "全", "云", "贵", "才", "发", "林", "禄", "安", "富", "成", "高", "荣", "和", "元", "伦", "寿", "品"],
    single: ["槐", "坤", "银", "材", "鼎", "炳", "贤", "柱", "友", "森"],
    single_percent: 6,
};

const WOMEN_BEFORE_1950: Taste = Taste {
    first: ["素", "桂", "秀", "玉", "淑", "明", "世", "天", "碧", "贵", "永", "昌", "正", "学", "德", "朝", "文", "克"],
    last: ["芳", "英", "珍", "兰", "华", "书", "碧", "容", "清", "芝", "群", "贞", "先", "琼", "香", "会", "素", "凤"],
    single: ["莲", "菊", "桃", "珍", "惠", "芬", "秀", "香", "琼", "芝"],
    single_percent: 4,
};

const MEN_1950_TO_1974: Taste = Taste {
    first: ["建", "永", "光", "志", "忠", "明", "昌", "世", "小", "大", "开", "学", "泽", "洪", "宗", "仁", "应", "伦"],
    last: ["明", "华", "林", "友", "伦", "权", "荣", "刚", "成", "洪", "川", "模", "福", "全", "彬", "云", "武", "伟"],
    single: ["勇", "刚", "毅", "彬", "斌", "忠", "俊", "洪", "川", "林"],
    single_percent: 16,
};

const WOMEN_1950_TO_1974: Taste = Taste {
    first: ["永", "光", "世", "明", "小", "晓", "昌", "开", "素", "春", "泽", "洪", "建", "治", "承", "廷", "学", "祖"],
    last: ["碧", "芬", "群", "容", "淑", "琼", "华", "英", "会", "芳", "梅", "玲", "红", "平", "素", "书", "利", "秀"],
    single: ["敏", "红", "静", "萍", "燕", "梅", "玲", "琴", "丽", "霞"],
    single_percent: 18,
};

const MEN_1975_TO_1999: Taste = Taste {
    first: ["小", "晓", "文", "海", "俊", "子", "家", "志", "明", "云", "建", "思", "天", "永", "一", "书", "金", "凌"],
    last: ["杰", "辉", "鑫", "波", "龙", "飞", "东", "凯", "宇", "川", "林", "洋", "松", "航", "豪", "兵", "伟", "阳"],
    single: ["涛", "磊", "超", "杰", "波", "亮", "浩", "鑫", "健", "洋"],
    single_percent: 42,
};

const WOMEN_1975_TO_1999: Taste = Taste {
    first: ["小", "晓", "雪", "丽", "春", "海", "红", "思", "雨", "玉", "文", "静", "佳", "婷", "艳", "金", "晨", "欣"],
    last: ["梅", "琴", "娟", "燕", "莉", "容", "霞", "玲", "露", "婷", "利", "蓉", "丹", "红", "凤", "怡", "雪", "娅"],
    single: ["丽", "燕", "婷", "静", "敏", "艳", "娟", "莉", "雪", "倩"],
    single_percent: 36,
};

const MEN_FROM_2000: Taste = Taste {
    first: ["浩", "子", "宇", "俊", "梓", "明", "思", "嘉", "皓", "奕", "博", "文", "瑞", "泽", "睿", "天", "铭", "晨"],
    last: ["轩", "涵", "然", "豪", "杰", "宇", "航", "阳", "辰", "熙", "文", "洋", "霖", "源", "泽", "曦", "睿", "哲"],
    single: ["浩", "睿", "宸", "铭", "旭", "轩", "鑫", "航", "博", "钰"],
    single_percent: 10,
};

const WOMEN_FROM_2000: Taste = Taste {
    first: ["欣", "雨", "梓", "诗", "思", "佳", "子", "可", "语", "梦", "紫", "若", "雅", "馨", "静", "一", "芷", "婉"],
    last: ["怡", "涵", "彤", "瑶", "萱", "琪", "悦", "宁", "菲", "妍", "蕊", "桐", "婷", "雯", "汐", "冉", "莹", "佳"],
    single: ["瑶", "萱", "玥", "彤", "雯", "妍", "琪", "悦", "钰", "诺"],
    single_percent: 8,
};

/// Names of peoples whose names are written with a middle dot, and long ones.
const DOTTED: [&str; 8] = [
    "阿依古丽·买买提",
    "吉克·木呷",
    "扎西·次仁",
    "阿木·拉机",
    "吐尔逊·艾合买提",
    "卓玛·央金",
    "迪丽努尔·阿卜杜克热木·吐尔逊江",
    "麦麦提敏·阿卜力克木·努尔买买提·图尔荪",
];

/// Given names with characters outside the usual fonts and encodings: 㛃 needs GB18030, 𠮷 and 𣗋 four bytes of UTF-8.
const RARE: [&str; 6] = ["㛃", "𠮷昌", "小㛃", "𣗋", "玥䶮", "𠮷"];

/// An invented surname.
pub fn surname(chance: &mut Chance) -> &'static str {
    chance.weighted(&SURNAMES)
}

/// An invented given name for somebody born in `year`.
pub fn given(chance: &mut Chance, sex: Sex, year: i32) -> (&'static str, &'static str) {
    let taste = taste(sex, year);
    if chance.percent(taste.single_percent) {
        return (chance.pick(&taste.single), "");
    }
    let (first, last) = (chance.pick(&taste.first), chance.pick(&taste.last));
    // 小小 and 明明 are pet names, not names in a register.
    if first == last { (first, "") } else { (first, last) }
}

/// An invented name of a stranger, such as a colleague or a clinic's nurse.
pub fn anybody(chance: &mut Chance) -> String {
    let sex = if chance.percent(50) { Sex::Male } else { Sex::Female };
    let surname = surname(chance);
    let year = chance.between(1965, 1995);
    let (first, last) = given(chance, sex, year);
    [surname, first, last].concat()
}

/// A name out of the ordinary for some households: nine in a thousand have one, and so do a few early ones, so that a small register shows them
/// too. `plain` is the name that the person would have.
pub fn unusual(chance: &mut Chance, number: u32, surname: &str) -> Option<String> {
    let dice = chance.below(1000);
    match (number, dice) {
        (17, _) | (_, 0..=2) => Some(chance.pick(&DOTTED).to_string()),
        (29, _) | (_, 3..=6) => Some([surname, chance.pick(&RARE)].concat()),
        (41, _) | (_, 7) => Some("麦麦提敏·阿卜力克木·努尔买买提·图尔荪".to_string()),
        (88, _) => Some(surname.to_string()),
        _ => None,
    }
}

fn taste(sex: Sex, year: i32) -> &'static Taste {
    match (sex, year) {
        (Sex::Male, ..=1949) => &MEN_BEFORE_1950,
        (Sex::Female, ..=1949) => &WOMEN_BEFORE_1950,
        (Sex::Male, ..=1974) => &MEN_1950_TO_1974,
        (Sex::Female, ..=1974) => &WOMEN_1950_TO_1974,
        (Sex::Male, ..=1999) => &MEN_1975_TO_1999,
        (Sex::Female, ..=1999) => &WOMEN_1975_TO_1999,
        (Sex::Male, _) => &MEN_FROM_2000,
        (Sex::Female, _) => &WOMEN_FROM_2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Purpose;
    use std::collections::HashSet;

    #[test]
    fn names_are_clean_and_many() {
        let mut names = HashSet::new();
        for number in 0..5000 {
            let mut chance = Chance::new(3, Purpose::Papers, number);
            let surname = surname(&mut chance);
            let (first, last) = given(&mut chance, Sex::Female, 1955);
            assert!(!first.is_empty() && first != last);
            names.insert([surname, first, last].concat());
        }
        assert!(names.len() > 3000, "{} different names", names.len());
    }

    #[test]
    fn the_unusual_ones_are_few_and_all_occur() {
        let of = |number: u32| unusual(&mut Chance::new(3, Purpose::Papers, number.into()), number, "罗");
        assert_eq!(of(88).as_deref(), Some("罗"));
        let found: Vec<String> = (1..=3000).filter_map(of).collect();
        assert!((10..60).contains(&found.len()), "{}", found.len());
        for mark in ["·", "𠮷", "㛃"] {
            assert!(found.iter().any(|name| name.contains(mark)), "{mark}");
        }
        assert!(found.iter().any(|name| name.chars().count() >= 15));
    }
}
