//! What the views cost at the size of a district and of a municipality: building, opening, every screen's question, one entry more.
//!
//! `cargo bench --bench views -- [FAMILIES ITEMS]...`; without sizes it takes 1,000 × 10,000, 10,000 × 100,000 and 100,000 × 1,000,000. Each size is built
//! by one process and asked by another, so that the memory of building does not count for opening. Names, numbers and places are invented, the
//! same for the same size. `docs/benchmarks.md` keeps what was measured.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on may stop")]

mod measure;

use chrono::{DateTime, Days, NaiveDate};
use fuzhu::domain::entry::{Body, Entry};
use fuzhu::domain::event::{Event, Move};
use fuzhu::domain::facts::Change;
use fuzhu::domain::item::{Due, Urgency};
use fuzhu::domain::member::Role;
use fuzhu::domain::workflow::{Status, Verb};
use fuzhu::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo, Seq};
use fuzhu::policy::field::Field;
use fuzhu::policy::value::Value;
use fuzhu::views::{Area, From, QueueFilter, Views, ViewsError};
use measure::time;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const SIZES: [(u32, u32); 3] = [(1_000, 10_000), (10_000, 100_000), (100_000, 1_000_000)];
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 3, 1).unwrap();
/// Rows of a screen.
const PAGE: usize = 40;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        Some("ask") => ask(Path::new(&arguments[1])),
        Some(_) => arguments.chunks(2).for_each(|size| measure(size[0].parse().unwrap(), size[1].parse().unwrap())),
        None => SIZES.into_iter().for_each(|(families, items)| measure(families, items)),
    }
}

/// Builds views of a size, then has another process ask them.
fn measure(families: u32, items: u32) {
    println!("\n{families} families, {items} items");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("views");
    let begun = Instant::now();
    let mut folded = Duration::ZERO;
    let entries = Journal::new(families, items).map(Ok::<_, ViewsError>);
    let views = Views::rebuild(&path, entries, &mut |progress| {
        if progress.stage == fuzhu::views::Stage::Folding {
            folded = begun.elapsed();
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    println!("build, folding              {:>9.1} s", folded.as_secs_f64());
    let (all, busy) = (begun.elapsed().as_secs_f64(), processor());
    println!("build, in all               {all:>9.1} s   {busy:.1} s of processor   peak {} MiB", memory("VmHWM"));
    views.close().unwrap();
    println!("on disk                     {:>9} MiB", size_of(&path) >> 20);
    let asked = Command::new(std::env::current_exe().unwrap()).arg("ask").arg(&path).status().unwrap();
    assert!(asked.success());
}

/// Opens views and asks what screens ask.
fn ask(path: &Path) {
    let begun = Instant::now();
    let mut views = Views::open(path).unwrap();
    let (all, busy) = (begun.elapsed().as_secs_f64() * 1e3, processor() * 1e3);
    println!("open                        {all:>9.1} ms   {busy:.0} ms of processor   then {} MiB", memory("VmRSS"));
    let one = QueueFilter { department: Some(DepartmentNo(5)), ..QueueFilter::default() };
    let filtered = |change: fn(&mut QueueFilter)| {
        let mut filter = one.clone();
        change(&mut filter);
        filter
    };
    let all = QueueFilter::default();
    let overdue = filtered(|filter| filter.overdue_on = Some(TODAY));
    let township = filtered(|filter| filter.township = Some(500_119_120));
    let ended = filtered(|filter| filter.status = Some(Status::Declined));
    let middle =
        views.queue(&one, &From::Start, 400).unwrap().rows.pop().map_or(From::Start, |row| From::After(row.cursor));
    let families = views.next_family().unwrap().0 - 1;
    let mut n = 0;
    let mut any = || {
        n += 7_919;
        FamilyId(n % families + 1)
    };
    time("counts of all departments", || views.counts(TODAY).departments.len());
    time("queue, first page", || views.queue(&one, &From::Start, PAGE).unwrap().rows.len());
    time("queue, next page", || views.queue(&one, &middle, PAGE).unwrap().rows.len());
    time("queue, last page", || views.queue(&one, &From::End, PAGE).unwrap().rows.len());
    time("queue, overdue", || views.queue(&overdue, &From::Start, PAGE).unwrap().rows.len());
    time("queue, one township", || views.queue(&township, &From::Start, PAGE).unwrap().rows.len());
    time("queue, declined", || views.queue(&ended, &From::Start, PAGE).unwrap().rows.len());
    time("queue, all departments", || views.queue(&all, &From::Start, PAGE).unwrap().rows.len());
    time("deadlines, all departments", || views.deadlines(&all, &From::Start, PAGE).unwrap().rows.len());
    time("register, last page", || views.families(&Area::District, &From::End, PAGE).unwrap().rows.len());
    time("family, items, timeline", || {
        let id = any();
        let family = views.family(id).unwrap().map_or(0, |family| family.members.len());
        family + views.items_of(id, 200).unwrap().len() + views.timeline(id, None, 200).unwrap().len()
    });
    for typed in [
        "w", "wa", "wan", "wang", "wangj", "wangjg", "wj", "wjg", "zhm", "weng", "王", "王建", "建国", "王jg", "0012",
        "NC-00012",
    ] {
        time(&format!("search {typed}"), || views.search(typed, PAGE).unwrap().len());
    }
    commits(&mut views, families);
    let begun = Instant::now();
    let checked = loop {
        let checked = views.check_some(2_000).unwrap();
        if checked.done {
            break checked;
        }
    };
    println!("check, {:>9} rows       {:>9.1} ms", checked.rows, begun.elapsed().as_secs_f64() * 1e3);
    println!("memory                      {:>9} MiB   peak {} MiB", memory("VmRSS"), memory("VmHWM"));
    views.close().unwrap();
}

/// One entry more, many times: an item takes a step.
fn commits(views: &mut Views, families: u32) {
    let mut seq = views.applied().0;
    let mut n: u32 = 0;
    time("one entry more", || {
        seq += 1;
        n = n.wrapping_add(7_919);
        let item = ItemId { family: FamilyId(n % families + 1), number: 1 };
        let events = vec![Event::ItemMoved { item, step: Move::new(Verb::Reopen) }];
        views.apply(&[entry(seq, events)]).unwrap().items.len()
    });
    let begun = Instant::now();
    views.flush().unwrap();
    println!("flush                       {:>9.2} ms", begun.elapsed().as_secs_f64() * 1e3);
}

/// A figure of this process in MiB.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.split_whitespace().find_map(|word| word.parse::<u64>().ok())).unwrap_or(0) >> 10
}

/// Seconds of processor that this process has used, in all its threads; the system counts them in hundredths.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn size_of(dir: &Path) -> u64 {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { size_of(&path) } else { path.metadata().unwrap().len() }).sum()
}

fn entry(seq: u64, events: Vec<Event>) -> Entry {
    let at = DateTime::from_timestamp(1_425_168_000 + i64::try_from(seq).unwrap() * 60, 0).unwrap().fixed_offset();
    let token = Some(format!("{seq:016x}"));
    Entry { seq: Seq(seq), body: Body { at, actor: "liuyang".into(), command: "item".into(), token, events } }
}

/// An invented journal: families first, then their items in the order of the years, each followed to where it stands.
struct Journal {
    families: u32,
    items: u32,
    seq: u64,
    family: u32,
    item: u32,
    waiting: Vec<Event>,
}

impl Journal {
    fn new(families: u32, items: u32) -> Self {
        Journal { families, items, seq: 0, family: 0, item: 0, waiting: Vec::new() }
    }
}

impl Iterator for Journal {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let events = if let Some(event) = self.waiting.pop() {
            vec![event]
        } else if self.family < self.families {
            self.family += 1;
            family(FamilyId(self.family))
        } else if self.item < self.items {
            let (id, round) = (self.item % self.families + 1, self.item / self.families);
            self.item += 1;
            let item = ItemId { family: FamilyId(id), number: round + 1 };
            self.waiting = steps(item, self.item, self.items);
            vec![opened(item, self.item)]
        } else {
            return None;
        };
        self.seq += 1;
        Some(entry(self.seq, events))
    }
}

/// A number that looks like chance and is the same each time.
fn chance(n: u32, salt: u32, of: u32) -> u32 {
    let mixed = (u64::from(n) << 32 | u64::from(salt)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    u32::try_from((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40).unwrap() % of
}

fn name(n: u32, salt: u32) -> String {
    const SURNAMES: [char; 40] = [
        '王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林', '何', '郭',
        '马', '罗', '梁', '宋', '郑', '谢', '韩', '唐', '冯', '于', '董', '萧', '程', '曹', '袁', '邓', '许', '傅',
        '沈', '曾', '翁', '单',
    ];
    const GIVEN: [char; 60] = [
        '建', '国', '明', '强', '秀', '英', '华', '文', '军', '平', '志', '伟', '东', '海', '玉', '兰', '红', '梅',
        '芳', '丽', '德', '光', '永', '福', '成', '林', '春', '生', '荣', '贵', '庆', '忠', '学', '云', '新', '宝',
        '珍', '桂', '凤', '霞', '勇', '刚', '波', '辉', '鹏', '杰', '娟', '艳', '静', '敏', '燕', '洪', '世', '家',
        '正', '天', '清', '远', '长', '乐',
    ];
    // Common surnames are commoner.
    let surname = SURNAMES[(chance(n, salt, 40) * chance(n, salt + 1, 41) / 40) as usize];
    let given = |salt| GIVEN[chance(n, salt, 60) as usize];
    if chance(n, salt + 4, 5) == 0 {
        format!("{surname}{}", given(salt + 2))
    } else {
        format!("{surname}{}{}", given(salt + 2), given(salt + 3))
    }
}

fn family(id: FamilyId) -> Vec<Event> {
    let n = id.0;
    let township = 500_119_100 + i64::from(chance(n, 1, 34));
    let text = |text: String| Value::Text(text);
    let household = vec![
        (Field::CaseNumber, text(format!("NC-{n:06}"))),
        (Field::Township, Value::Number(township)),
        (Field::Village, Value::Number(township * 1000 + 1 + i64::from(chance(n, 2, 7)))),
        (Field::Group, text(format!("{}组", chance(n, 3, 12) + 1))),
        (Field::Hukou, Value::Choice(2)),
        (Field::DeclaredKind, Value::Choice(1)),
        (Field::Marital, Value::Choice(1)),
        (Field::LowIncome, Value::Choice(1)),
        (Field::IncomePerHead, Value::Money(i64::from(chance(n, 4, 500_000)))),
        (Field::HousePlace, Value::Choice(2)),
        (Field::HouseGrade, Value::Choice(1)),
        (Field::Phone, text(format!("139{:08}", chance(n, 5, 16_000_000)))),
        (Field::Address, text(format!("某镇某村{}组{}号", chance(n, 3, 12) + 1, chance(n, 6, 300)))),
        (Field::Bank, text("某银行".into())),
        (Field::Account, text(format!("6217{:012}", u64::from(n) * 7_919))),
        (Field::ContactTownship, text(name(n, 70))),
        (Field::ContactVillage, text(name(n, 80))),
    ];
    let mut events = vec![Event::FamilyAdded { family: id }, facts(id, None, household)];
    for (number, role) in [(1, Role::Father), (2, Role::Mother), (3, Role::Child)] {
        let salt = u32::from(number) * 10;
        let born = 1955 + chance(n, salt, 20) + if number == 3 { 25 } else { 0 };
        let (month, day) = (chance(n, salt + 5, 12) + 1, chance(n, salt + 6, 28) + 1);
        let person = vec![
            (Field::Name, text(name(n, salt))),
            (Field::Role, role.value()),
            (Field::IdentityNumber, text(format!("500119{born}{month:02}{day:02}{:04}", chance(n, salt + 7, 10_000)))),
            (Field::Sex, Value::Choice(u8::from(number == 2) + 1)),
            (Field::BornOn, Value::Date(NaiveDate::from_ymd_opt(born.try_into().unwrap(), month, day).unwrap())),
            (Field::Alive, Value::Flag(number != 3)),
            (Field::MedicalInsurance, Value::Choice(1)),
            (Field::Pension, Value::Choice(1)),
        ];
        events.push(Event::MemberAdded { family: id, member: MemberNo(number) });
        events.push(facts(id, Some(MemberNo(number)), person));
    }
    events
}

fn facts(family: FamilyId, member: Option<MemberNo>, facts: Vec<(Field, Value)>) -> Event {
    let change = |(field, value)| Change { field, since: None, before: None, after: Some(value) };
    Event::FactsChanged { family, member, changes: facts.into_iter().map(change).collect() }
}

fn opened(item: ItemId, nth: u32) -> Event {
    let opened = TODAY - Days::new(u64::from(chance(nth, 1, 3_600)));
    Event::ItemOpened {
        item,
        measure: MeasureNo(u8::try_from(chance(nth, 2, 65)).unwrap() + 1),
        department: DepartmentNo(u8::try_from(chance(nth, 3, 13)).unwrap() + 1),
        member: Some(MemberNo(3)),
        urgency: [Urgency::Normal, Urgency::High, Urgency::Emergency][(chance(nth, 4, 20) / 9) as usize],
        opened,
        due: Some(Due::on(TODAY + Days::new(u64::from(chance(nth, 5, 90))) - Days::new(20))),
        note: String::new(),
    }
}

/// The steps of an item, the last one first: nine of ten have come to their end.
fn steps(item: ItemId, nth: u32, of: u32) -> Vec<Event> {
    let verbs: &[Verb] = match (nth > of / 10 * 9, chance(nth, 6, 40)) {
        (true, 0..12) => &[],
        (true, 12..36) => &[Verb::Accept],
        (true, _) => &[Verb::Suspend],
        (false, 0) => &[Verb::Decline],
        (false, _) => &[Verb::Close, Verb::Deliver, Verb::Approve, Verb::Accept],
    };
    let step = |verb: &Verb| {
        let record = match verb {
            Verb::Deliver => vec![("paid_on".into(), "2024-05-06".into()), ("amount".into(), "1200.00".into())],
            _ => Vec::new(),
        };
        Event::ItemMoved { item, step: Move { record, ..Move::new(*verb) } }
    };
    verbs.iter().map(step).collect()
}
