//! The one table of actions: what the desk can be told to do, what it is called in both languages, and which keys do it where.
//!
//! Help, palette, the bar at the foot, the key reference and the key trie are made from this table. Whether an action is possible just
//! now is said by `availability.rs`, what it does by `update.rs`. Every binding names at least one key that works while an input method
//! is on; letters and signs are second names.

use super::place::{HOUSEHOLDS, ITEMS, NOT_TYPING, Place, SCREENS, TEXTS};
use crate::domain::batch::workflow::Act as BatchAct;
use crate::domain::emergency::workflow::Act;
use crate::domain::workflow::Verb;
use crate::text::Both;

/// Something the desk can be told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Action {
    Accept,
    Approve,
    Deliver,
    Decline,
    Suspend,
    Resume,
    Refer,
    Withdraw,
    Reopen,
    Close,
    OpenEntitled,
    NextList,
    Seen,
    ShowDue,
    ShowMissing,
    ShowChanged,
    ShowEntitled,
    SettleSame,
    SettleNew,
    SettleLeave,
    ChooseFact,
    NextLike,
    MergeFamilies,
    FirstIsRight,
    SecondIsRight,
    BothAreRight,
    EnterRight,
    FillGap,
    PutAside,
    EmergencyTake,
    EmergencyVerify,
    EmergencyGrant,
    EmergencyApprove,
    EmergencyRefuse,
    EmergencyHandOver,
    EmergencyCallIn,
    EmergencyGrade,
    EmergencyClose,
    EmergencyAdd,
    EmergencyAcknowledge,
    NextPinned,
    ReportEmergency,
    DrawBatch,
    CheckBatch,
    FreezeBatch,
    SendBatch,
    BatchReturns,
    CloseBatch,
    PayAgain,
    DiscardBatch,
    AddToBatch,
    HoldLine,
    IncludeLine,
    LinePaid,
    LineFailed,
    LineBounced,
    CorrectLine,
    RecoverLine,
    ShowAccounts,
    PayArrears,
    RecoverOver,
    ShowComing,
    Print,
    AttachFile,
    TakeOutFile,
    ComparePlan,
    NewItem,
    EditFacts,
    Birth,
    Adoption,
    Death,
    GradeChange,
    MoveHouse,
    AddMember,
    RecordContact,
    NewFamily,
    FamilyRegisters,
    NewRow,
    CorrectRow,
    WithdrawRow,
    Filter,
    Confirm,
    Send,
    Discard,
    Open,
    Mark,
    MarkAll,
    Find,
    Palette,
    NextPane,
    PreviousPane,
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    NextField,
    PreviousField,
    FieldDown,
    FieldUp,
    CaretLeft,
    CaretRight,
    CaretStart,
    CaretEnd,
    EraseBack,
    EraseForward,
    EraseWord,
    EraseAll,
    GoQueues,
    GoEmergencies,
    GoFamilies,
    GoDeadlines,
    GoEntitlements,
    GoReviews,
    GoFigures,
    GoBatches,
    YearBack,
    YearOn,
    AsOf,
    GoRegisters,
    Undo,
    Refresh,
    Lean,
    Meter,
    Back,
    Help,
    Leave,
}

/// What the table says of one action.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The action.
    pub action: Action,
    /// Its name in references and in the palette.
    pub name: &'static str,
    /// What a clerk reads.
    pub title: Both,
    /// Where it is and with which keys: names of `key.rs`, the first is the one to show; a chord is written with `+` between its keys.
    pub keys: &'static [(&'static [Place], &'static [&'static str])],
    /// Whether the bar at the foot names it.
    pub in_bar: bool,
}

type Keys = &'static [(&'static [Place], &'static [&'static str])];

/// An action that the bar at the foot names.
const fn shown(action: Action, name: &'static str, zh: &'static str, en: &'static str, keys: Keys) -> Row {
    Row { action, name, title: Both::new(zh, en), keys, in_bar: true }
}

/// An action that only help and palette name.
const fn quiet(action: Action, name: &'static str, zh: &'static str, en: &'static str, keys: Keys) -> Row {
    Row { action, name, title: Both::new(zh, en), keys, in_bar: false }
}

const MARKED: &[Place] = &[Place::Queues, Place::Deadlines, Place::Entitlements];
const FILTERED: &[Place] =
    &[Place::Queues, Place::Families, Place::Deadlines, Place::Entitlements, Place::Batch, Place::Coming];
const ENTITLED: &[Place] = &[Place::Entitlements];
const EMERGENCIES: &[Place] = &[Place::Emergencies];
const REVIEWS: &[Place] = &[Place::Reviews];
const FIGURES: &[Place] = &[Place::Figures];
const OTHERS: &[Place] = &[
    Place::Queues,
    Place::Figures,
    Place::Emergencies,
    Place::Deadlines,
    Place::Entitlements,
    Place::Reviews,
    Place::Batches,
    Place::Batch,
    Place::Accounts,
    Place::Coming,
    Place::Registers,
    Place::Item,
];
const PAPER: &[Place] = &[Place::Queues, Place::Families, Place::Family, Place::Item];
const OWNERS: &[Place] = &[Place::Families, Place::Family, Place::Item];
const BATCHES: &[Place] = &[Place::Batches];
const ACCOUNTS: &[Place] = &[Place::Accounts];
const BATCH: &[Place] = &[Place::Batch];
const REGISTERS: &[Place] = &[Place::Registers];
const ANSWERS: &[Place] = &[Place::Preview, Place::Outcome, Place::Bulk, Place::Ask, Place::Drafts];
const FINDERS: &[Place] = &[Place::Palette, Place::Find];
const OVER: &[Place] =
    &[Place::Palette, Place::Find, Place::Form, Place::Preview, Place::Outcome, Place::Bulk, Place::Ask, Place::Drafts];

/// Every action. The numbered ones come first, in the order of the bar.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    // With an item. Suspend and resume share a key: never are both possible.
    shown(Action::Accept,         "accept",          "受理",       "Accept",         &[(ITEMS, &["1"])]),
    shown(Action::Approve,        "approve",         "审批",       "Approve",        &[(ITEMS, &["2"])]),
    shown(Action::Deliver,        "deliver",         "落实",       "Deliver",        &[(ITEMS, &["3"])]),
    shown(Action::Decline,        "decline",         "不予办理",   "Decline",        &[(ITEMS, &["4"])]),
    shown(Action::Suspend,        "suspend",         "暂缓",       "Suspend",        &[(ITEMS, &["5"])]),
    shown(Action::Resume,         "resume",          "恢复",       "Resume",         &[(ITEMS, &["5"])]),
    shown(Action::Refer,          "refer",           "转办",       "Refer",          &[(ITEMS, &["6"])]),
    shown(Action::Withdraw,       "withdraw",        "撤回",       "Withdraw",       &[(ITEMS, &["7"])]),
    shown(Action::Reopen,         "reopen",          "重新办理",   "Reopen",         &[(ITEMS, &["8"])]),
    shown(Action::Close,          "close",           "办结",       "Close",          &[(ITEMS, &["9"])]),
    // With an emergency. Adding a line and acknowledging share a key: the one is for open ones, the other for closed ones.
    shown(Action::EmergencyTake,     "emergency-take",     "接办",   "Take",       &[(EMERGENCIES, &["1"])]),
    shown(Action::EmergencyVerify,   "emergency-verify",   "核实",   "Verify",     &[(EMERGENCIES, &["2"])]),
    shown(Action::EmergencyGrant,    "emergency-grant",    "救助",   "Grant",      &[(EMERGENCIES, &["3"])]),
    shown(Action::EmergencyApprove,  "emergency-approve",  "批准",   "Approve",    &[(EMERGENCIES, &["4"])]),
    shown(Action::EmergencyRefuse,   "emergency-refuse",   "不批准", "Refuse",     &[(EMERGENCIES, &["5"])]),
    shown(Action::EmergencyHandOver, "emergency-hand-over", "转交",  "Hand over",  &[(EMERGENCIES, &["6"])]),
    shown(Action::EmergencyCallIn,   "emergency-call-in",  "会同",   "Call in",    &[(EMERGENCIES, &["7"])]),
    shown(Action::EmergencyGrade,    "emergency-severity", "定级",   "Severity",   &[(EMERGENCIES, &["8"])]),
    shown(Action::EmergencyClose,    "emergency-close",    "结案",   "Close",      &[(EMERGENCIES, &["9"])]),
    shown(Action::EmergencyAdd,      "emergency-add",      "补充",   "Add a line", &[(EMERGENCIES, &["0"])]),
    shown(Action::EmergencyAcknowledge, "emergency-acknowledge", "知悉", "Noted",  &[(EMERGENCIES, &["0"])]),
    shown(Action::ReportEmergency,   "report-emergency",   "报急难", "Lodge",      &[(EMERGENCIES, &["F9", "n"])]),
    shown(Action::NextPinned,        "next-pinned",        "下一待接", "Next unanswered", &[(EMERGENCIES, &["Space"])]),
    // With a batch of payments.
    shown(Action::DrawBatch,      "draw-batch",      "拟定",       "Draw up",        &[(BATCHES, &["F9", "n"])]),
    shown(Action::CheckBatch,     "check-batch",     "核对",       "Check",          &[(BATCHES, &["1"])]),
    shown(Action::FreezeBatch,    "freeze-batch",    "冻结",       "Freeze",         &[(BATCHES, &["2"])]),
    shown(Action::SendBatch,      "send-batch",      "送银行",     "To bank",        &[(BATCHES, &["3"])]),
    shown(Action::BatchReturns,   "batch-returns",   "回执",       "Returns",        &[(BATCHES, &["4"])]),
    shown(Action::CloseBatch,     "close-batch",     "结案",       "Close",          &[(BATCHES, &["5"])]),
    shown(Action::PayAgain,       "pay-again",       "再次发放",   "Pay again",      &[(BATCHES, &["6"])]),
    shown(Action::DiscardBatch,   "discard-batch",   "作废",       "Discard",        &[(BATCHES, &["7"])]),
    shown(Action::ShowAccounts,   "show-accounts",   "欠发多发",   "Arrears",        &[(BATCHES, &["9"])]),
    // With an account that does not come out even.
    shown(Action::PayArrears,     "pay-arrears",     "补发",       "Add",            &[(ACCOUNTS, &["1"])]),
    shown(Action::RecoverOver,    "recover-over",    "追回",       "Take back",      &[(ACCOUNTS, &["2"])]),
    // With a line of a batch. Taking out and putting in share a key: never are both possible.
    shown(Action::AddToBatch,     "add-to-batch",    "补发",       "Add",            &[(BATCH, &["F9", "n"])]),
    shown(Action::HoldLine,       "hold-line",       "停发",       "Hold",           &[(BATCH, &["1"])]),
    shown(Action::IncludeLine,    "include-line",    "列入",       "Put in",         &[(BATCH, &["1"])]),
    shown(Action::LinePaid,       "line-paid",       "成功",       "Paid",           &[(BATCH, &["2"])]),
    shown(Action::LineFailed,     "line-failed",     "失败",       "Failed",         &[(BATCH, &["3"])]),
    shown(Action::LineBounced,    "line-bounced",    "退汇",       "Came back",      &[(BATCH, &["4"])]),
    shown(Action::CorrectLine,    "correct-line",    "更正",       "Correct",        &[(BATCH, &["5"])]),
    shown(Action::RecoverLine,    "recover-line",    "追回",       "Take back",      &[(BATCH, &["6"])]),
    // With what falls due.
    shown(Action::NextList,       "next-list",       "换清单",     "Next list",      &[(&[Place::Deadlines], &["Ctrl-N"])]),
    shown(Action::ShowComing,     "show-coming",     "将至",       "Ahead",          &[(&[Place::Deadlines], &["F11"])]),
    shown(Action::Seen,           "seen",            "已阅",       "Seen",           &[(&[Place::Deadlines], &["Ctrl-K"])]),
    // With entitlements.
    shown(Action::OpenEntitled,   "open-entitled",   "开办",       "Open item",      &[(ENTITLED, &["1"])]),
    shown(Action::ShowDue,        "show-due",        "应办未办",   "Due",            &[(ENTITLED, &["2", "v+y"])]),
    shown(Action::ShowMissing,    "show-missing",    "待核实",     "Not known",      &[(ENTITLED, &["3", "v+u"])]),
    shown(Action::ShowChanged,    "show-changed",    "有变化",     "Changed",        &[(ENTITLED, &["4", "v+c"])]),
    quiet(Action::ComparePlan,    "compare-plan",    "方案对照",   "Compare plans",  &[(ENTITLED, &["6"])]),
    shown(Action::ShowEntitled,   "show-entitled",   "含已开办",   "With items",     &[(ENTITLED, &["5", "v+i"])]),
    // With a question.
    shown(Action::SettleSame,     "settle-same",     "即该家庭",   "Same family",    &[(REVIEWS, &["1"])]),
    shown(Action::SettleNew,      "settle-new",      "另立家庭",   "Another family", &[(REVIEWS, &["2"])]),
    shown(Action::SettleLeave,    "settle-leave",    "不作更改",   "Leave",          &[(REVIEWS, &["3"])]),
    shown(Action::ChooseFact,     "choose-fact",     "取舍此栏",   "Take or keep",   &[(REVIEWS, &["Space", "4"])]),
    shown(Action::NextLike,       "next-like",       "换一户对照", "Next family",    &[(REVIEWS, &["5"])]),
    // With two facts that contradict each other; they share keys with the answers to a row: never are both possible.
    shown(Action::FirstIsRight,   "first-is-right",  "以第一项为准", "First is right", &[(REVIEWS, &["1"])]),
    shown(Action::SecondIsRight,  "second-is-right", "以第二项为准", "Second is right", &[(REVIEWS, &["2"])]),
    shown(Action::BothAreRight,   "both-are-right",  "两项都对",   "Both are right", &[(REVIEWS, &["3"])]),
    shown(Action::EnterRight,     "enter-right",     "另填",       "Enter another",  &[(REVIEWS, &["4"])]),
    // With facts that are lacking.
    shown(Action::FillGap,        "fill-gap",        "补填资料",   "Fill in",        &[(REVIEWS, &["1"])]),
    shown(Action::PutAside,       "put-aside",       "查不到，暂搁", "Nobody knows",   &[(REVIEWS, &["3"])]),
    // With figures.
    shown(Action::YearBack,       "year-back",       "上一年",     "Year before",    &[(FIGURES, &["1"])]),
    shown(Action::YearOn,         "year-on",         "下一年",     "Year after",     &[(FIGURES, &["2"])]),
    shown(Action::AsOf,           "as-of",           "截至某日",   "As of a day",    &[(FIGURES, &["3"])]),
    // With a family.
    shown(Action::NewItem,        "new-item",        "新开事项",   "New item",       &[(HOUSEHOLDS, &["1"]), (ITEMS, &["F9", "n"]), (ENTITLED, &["F9", "n"])]),
    shown(Action::EditFacts,      "edit-facts",      "修改资料",   "Edit",           &[(HOUSEHOLDS, &["2"])]),
    shown(Action::Birth,          "birth",           "再生育",     "Birth",          &[(HOUSEHOLDS, &["3"])]),
    shown(Action::Adoption,       "adoption",        "收养",       "Adoption",       &[(HOUSEHOLDS, &["4"])]),
    shown(Action::Death,          "death",           "亡故",       "Death",          &[(HOUSEHOLDS, &["5"])]),
    shown(Action::GradeChange,    "grade-change",    "等级变更",   "Grade",          &[(HOUSEHOLDS, &["6"])]),
    shown(Action::MoveHouse,      "move-house",      "迁移",       "Move",           &[(HOUSEHOLDS, &["7"])]),
    shown(Action::AddMember,      "add-member",      "增加成员",   "Add person",     &[(HOUSEHOLDS, &["8"])]),
    shown(Action::RecordContact,  "record-contact",  "记联系",     "Contact",        &[(HOUSEHOLDS, &["9"])]),
    shown(Action::FamilyRegisters, "family-registers", "台账",     "Registers",      &[(HOUSEHOLDS, &["Ctrl-T"])]),
    shown(Action::MergeFamilies,  "merge-families",  "两户合并",   "Merge",          &[(REVIEWS, &["6"]), (HOUSEHOLDS, &["Ctrl-O"])]),
    shown(Action::NewFamily,      "new-family",      "新建家庭",   "New family",     &[(&[Place::Families], &["F9", "n"])]),
    // With files.
    quiet(Action::Print,          "print",           "打印",       "Print",          &[(PAPER, &["F11"])]),
    quiet(Action::AttachFile,     "attach-file",     "附文件",     "Attach",         &[(OWNERS, &["Ctrl-Y"])]),
    shown(Action::TakeOutFile,    "take-out-file",   "取出文件",   "Save file",      &[(REGISTERS, &["3"])]),
    // With a row of a small register.
    shown(Action::NewRow,         "new-row",         "登记",       "New row",        &[(REGISTERS, &["F9", "n"])]),
    shown(Action::CorrectRow,     "correct-row",     "更正",       "Correct",        &[(REGISTERS, &["2"])]),
    shown(Action::WithdrawRow,    "withdraw-row",    "撤销记录",   "Withdraw",       &[(REGISTERS, &["7"])]),
    shown(Action::Filter,         "filter",          "筛选",       "Filter",         &[(FILTERED, &["0"])]),
    // Answering.
    shown(Action::Confirm,        "confirm",         "确定",       "Go on",          &[(ANSWERS, &["Enter"]), (&[Place::Form], &["Enter"])]),
    shown(Action::Send,           "send",            "提交",       "Send",           &[(&[Place::Form], &["Ctrl-S"])]),
    shown(Action::Discard,        "discard",         "清除草稿",   "Discard draft",  &[(&[Place::Form, Place::Drafts], &["Ctrl-D"])]),
    // With what is chosen.
    quiet(Action::Open,           "open",            "打开",       "Open",           &[(SCREENS, &["Enter"]), (FINDERS, &["Enter"])]),
    shown(Action::Mark,           "mark",            "标记",       "Mark",           &[(MARKED, &["Space"])]),
    quiet(Action::MarkAll,        "mark-all",        "标记本页",   "Mark all shown", &[(MARKED, &["Ctrl-A"])]),
    // Looking for something.
    shown(Action::Find,           "find",            "查找",       "Find",           &[(SCREENS, &["/", "Ctrl-F"])]),
    quiet(Action::Palette,        "palette",         "命令面板",   "Palette",        &[(SCREENS, &["Ctrl-P", ":"])]),
    // Moving.
    quiet(Action::NextPane,       "next-pane",       "下一栏",     "Next pane",      &[(SCREENS, &["Tab", "Right", "l"])]),
    quiet(Action::PreviousPane,   "previous-pane",   "上一栏",     "Previous pane",  &[(SCREENS, &["Shift-Tab", "Left", "h"])]),
    quiet(Action::Up,             "up",              "上移",       "Up",             &[(NOT_TYPING, &["Up", "k"]), (FINDERS, &["Up"])]),
    quiet(Action::Down,           "down",            "下移",       "Down",           &[(NOT_TYPING, &["Down", "j"]), (FINDERS, &["Down"])]),
    quiet(Action::PageUp,         "page-up",         "上一页",     "Page up",        &[(NOT_TYPING, &["PageUp"]), (FINDERS, &["PageUp"])]),
    quiet(Action::PageDown,       "page-down",       "下一页",     "Page down",      &[(NOT_TYPING, &["PageDown"]), (FINDERS, &["PageDown"])]),
    quiet(Action::First,          "first",           "最前",       "First",          &[(NOT_TYPING, &["Home", "g"])]),
    quiet(Action::Last,           "last",            "最后",       "Last",           &[(NOT_TYPING, &["End", "G"])]),
    // In a form.
    quiet(Action::NextField,      "next-field",      "下一项",     "Next field",     &[(&[Place::Form], &["Tab"])]),
    quiet(Action::PreviousField,  "previous-field",  "上一项",     "Previous field", &[(&[Place::Form], &["Shift-Tab"])]),
    quiet(Action::FieldDown,      "field-down",      "下移",       "Down",           &[(&[Place::Form], &["Down"])]),
    quiet(Action::FieldUp,        "field-up",        "上移",       "Up",             &[(&[Place::Form], &["Up"])]),
    // While typing.
    quiet(Action::CaretLeft,      "caret-left",      "左移",       "Left",           &[(TEXTS, &["Left"])]),
    quiet(Action::CaretRight,     "caret-right",     "右移",       "Right",          &[(TEXTS, &["Right"])]),
    quiet(Action::CaretStart,     "caret-start",     "到行首",     "Line start",     &[(TEXTS, &["Home", "Ctrl-A"])]),
    quiet(Action::CaretEnd,       "caret-end",       "到行尾",     "Line end",       &[(TEXTS, &["End", "Ctrl-E"])]),
    quiet(Action::EraseBack,      "erase-back",      "删前一字",   "Erase back",     &[(TEXTS, &["Backspace", "Ctrl-H"])]),
    quiet(Action::EraseForward,   "erase-forward",   "删后一字",   "Erase forward",  &[(TEXTS, &["Delete"])]),
    quiet(Action::EraseWord,      "erase-word",      "删一词",     "Erase word",     &[(TEXTS, &["Ctrl-W"])]),
    quiet(Action::EraseAll,       "erase-all",       "清空此项",   "Erase all",      &[(TEXTS, &["Ctrl-U"])]),
    // Going somewhere.
    quiet(Action::GoQueues,       "go-queues",       "待办",       "Queues",         &[(SCREENS, &["F2"])]),
    quiet(Action::GoEmergencies,  "go-emergencies",  "急难",       "Emergencies",    &[(SCREENS, &["F3"])]),
    quiet(Action::GoFamilies,     "go-families",     "家庭",       "Families",       &[(SCREENS, &["F4"])]),
    quiet(Action::GoDeadlines,    "go-deadlines",    "期限",       "Deadlines",      &[(SCREENS, &["F5"])]),
    quiet(Action::GoEntitlements, "go-entitlements", "匹配",       "Entitlements",   &[(SCREENS, &["F6"])]),
    quiet(Action::GoReviews,      "go-reviews",      "核对",       "Review",         &[(SCREENS, &["Ctrl-R"])]),
    quiet(Action::GoFigures,      "go-figures",      "报表",       "Figures",        &[(SCREENS, &["F7"])]),
    quiet(Action::GoBatches,      "go-batches",      "发放",       "Payments",       &[(SCREENS, &["F8"])]),
    quiet(Action::GoRegisters,    "go-registers",    "台账",       "Registers",      &[(OTHERS, &["Ctrl-T"])]),
    quiet(Action::Undo,           "undo",            "撤销上一步", "Undo",           &[(SCREENS, &["Ctrl-Z", "u"])]),
    quiet(Action::Refresh,        "refresh",         "刷新",       "Refresh",        &[(SCREENS, &["Ctrl-L"])]),
    quiet(Action::Lean,           "lean",            "精简界面",   "Lean look",      &[(SCREENS, &["Ctrl-G"])]),
    quiet(Action::Meter,          "meter",           "线路用量",   "Line meter",     &[(SCREENS, &["F12"])]),
    quiet(Action::Back,           "back",            "返回",       "Back",           &[(NOT_TYPING, &["Esc", "q"]), (TEXTS, &["Esc"]), (&[Place::Ask], &["Esc", "q"])]),
    shown(Action::Help,           "help",            "帮助",       "Help",           &[(SCREENS, &["F1", "?"]), (OVER, &["F1"])]),
    quiet(Action::Leave,          "leave",           "退出",       "Leave",          &[(&Place::ALL, &["F10", "Ctrl-Q"])]),
];

impl Action {
    /// The action's row of the table.
    pub fn row(self) -> &'static Row {
        TABLE.iter().find(|row| row.action == self).unwrap_or(&LEAVE)
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        self.row().title
    }

    /// The action with this name.
    pub fn from_name(name: &str) -> Option<Action> {
        TABLE.iter().find(|row| row.name == name).map(|row| row.action)
    }

    /// The step that the action takes with an emergency.
    pub fn act(self) -> Option<Act> {
        Some(match self {
            Action::EmergencyTake => Act::Take,
            Action::EmergencyVerify => Act::Verify,
            Action::EmergencyGrant => Act::Grant,
            Action::EmergencyApprove => Act::Approve,
            Action::EmergencyRefuse => Act::Refuse,
            Action::EmergencyHandOver => Act::HandOver,
            Action::EmergencyCallIn => Act::CallIn,
            Action::EmergencyGrade => Act::Grade,
            Action::EmergencyClose => Act::Close,
            Action::EmergencyAdd => Act::AddLine,
            Action::EmergencyAcknowledge => Act::Acknowledge,
            _ => return None,
        })
    }

    /// What the action does with a batch or a line of one.
    pub fn batch_act(self) -> Option<BatchAct> {
        Some(match self {
            Action::CheckBatch => BatchAct::Check,
            Action::FreezeBatch => BatchAct::Freeze,
            Action::SendBatch => BatchAct::Send,
            Action::BatchReturns => BatchAct::Return,
            Action::CloseBatch => BatchAct::Close,
            Action::PayAgain => BatchAct::Again,
            Action::DiscardBatch => BatchAct::Discard,
            Action::AddToBatch => BatchAct::Add,
            Action::HoldLine => BatchAct::Hold,
            Action::IncludeLine => BatchAct::Include,
            Action::LinePaid => BatchAct::Paid,
            Action::LineFailed => BatchAct::Failed,
            Action::LineBounced => BatchAct::Bounce,
            Action::CorrectLine => BatchAct::Correct,
            Action::RecoverLine => BatchAct::Recover,
            _ => return None,
        })
    }

    /// The step that the action takes with an item.
    pub fn verb(self) -> Option<Verb> {
        Some(match self {
            Action::Accept => Verb::Accept,
            Action::Approve => Verb::Approve,
            Action::Deliver => Verb::Deliver,
            Action::Decline => Verb::Decline,
            Action::Suspend => Verb::Suspend,
            Action::Resume => Verb::Resume,
            Action::Refer => Verb::Refer,
            Action::Withdraw => Verb::Withdraw,
            Action::Reopen => Verb::Reopen,
            Action::Close => Verb::Close,
            _ => return None,
        })
    }
}

/// What `row` falls back to; a test holds the table to naming every action, so it never does.
const LEAVE: Row = quiet(Action::Leave, "leave", "退出", "Leave", &[]);

impl Row {
    /// The names of the keys that do it here, the one to show first.
    pub fn keys_in(&self, place: Place) -> impl Iterator<Item = &'static str> {
        self.keys.iter().filter(move |(places, _)| places.contains(&place)).flat_map(|(_, keys)| keys.iter().copied())
    }

    /// Whether it can be done here at all.
    pub fn is_in(&self, place: Place) -> bool {
        self.keys_in(place).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::Key;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_action_has_one_row_and_one_name() {
        let actions: BTreeSet<Action> = TABLE.iter().map(|row| row.action).collect();
        let names: BTreeSet<&str> = TABLE.iter().map(|row| row.name).collect();
        assert_eq!(actions.len(), TABLE.len());
        assert_eq!(names.len(), TABLE.len());
        assert_eq!(actions.len(), Action::Leave as usize + 1, "an action is missing from the table");
        for row in TABLE {
            assert_eq!(Action::from_name(row.name), Some(row.action));
            assert!(row.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", row.name);
        }
    }

    #[test]
    fn every_action_has_a_key_that_an_input_method_leaves_alone() {
        for row in TABLE {
            for place in Place::ALL.into_iter().filter(|place| row.is_in(*place)) {
                let safe = row.keys_in(place).any(|name| Key::parse(name).is_some_and(Key::is_safe_with_input_method));
                assert!(safe, "{} in {place:?}", row.name);
            }
        }
    }

    #[test]
    fn every_step_of_an_emergency_has_a_number() {
        for act in Act::ALL.into_iter().filter(|act| *act != Act::Ask) {
            let row = TABLE.iter().find(|row| row.action.act() == Some(act)).unwrap();
            assert_eq!(row.title, act.title(), "{}", row.name);
            let keys: Vec<&str> = row.keys_in(Place::Emergencies).collect();
            assert!(matches!(keys[..], [key] if key.bytes().all(|byte| byte.is_ascii_digit())), "{}", row.name);
        }
    }

    #[test]
    fn every_act_with_a_batch_has_a_key() {
        for act in BatchAct::ALL {
            let row = TABLE.iter().find(|row| row.action.batch_act() == Some(act)).unwrap();
            assert_eq!(row.title, act.title(), "{}", row.name);
            let place = if act.is_of_line() || act == BatchAct::Add { Place::Batch } else { Place::Batches };
            assert!(row.is_in(place), "{}", row.name);
        }
    }

    #[test]
    fn every_step_of_an_item_has_a_number_of_its_own() {
        for verb in Verb::ALL {
            let row = TABLE.iter().find(|row| row.action.verb() == Some(verb)).unwrap();
            assert_eq!(row.title, verb.title(), "{}", row.name);
            let keys: Vec<&str> = row.keys_in(Place::Item).collect();
            assert!(matches!(keys[..], [key] if key.bytes().all(|byte| byte.is_ascii_digit())), "{}", row.name);
        }
    }
}
