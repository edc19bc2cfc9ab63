//! The desk's own sentences, in both languages: one table, so that a missing language does not compile and a test can read them all.
//!
//! Words of the office are elsewhere: statuses and steps in the domain, fields and measures in the policy, actions in `action.rs`.
//! `{0}`, `{1}` stand for what is filled in.

use crate::text::{Both, Lang};

macro_rules! phrases {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        /// A sentence or a word of the desk.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the texts say it themselves")]
        pub enum Phrase { $($name),* }

        impl Phrase {
            /// Every phrase.
            pub const ALL: &[Phrase] = &[$(Phrase::$name),*];

            /// Both languages.
            pub fn both(self) -> Both {
                match self { $(Phrase::$name => Both::new($zh, $en)),* }
            }
        }
    };
}

phrases! {
    // The frame.
    Name: "扶助", "fuzhu";
    Demo: "演示数据", "demo data";
    TooSmall: "窗口太小：需要 80 列 24 行以上，现在是 {0} 列 {1} 行。", "The window is too small: 80 by 24 is needed, it is {0} by {1}.";
    TooSmallHint: "放大窗口即可继续，内容都还在。", "Make it larger to go on; nothing is lost.";
    LineMeter: "出 {0} 入 {1} 字节 {2} 帧，共 {3}，往返 {4} 毫秒", "out {0} in {1} bytes {2} frames, {3} in all, delay {4} ms";
    LeanNow: "精简界面：一次一栏，Tab 看下一栏；Ctrl-G 换回。", "Lean look: one pane at a time, Tab shows the next; Ctrl-G changes back.";
    LeanBySelf: "线路较慢（往返 {0} 毫秒），已改用精简界面：一次一栏，Tab 看下一栏；Ctrl-G 换回。", "The line is slow ({0} ms): lean look, one pane at a time, Tab shows the next; Ctrl-G changes back.";
    FullNow: "完整界面；Ctrl-G 换成精简界面。", "Full look; Ctrl-G changes to the lean one.";
    // Lists.
    AllDepartments: "全部部门", "All departments";
    Department: "部门", "Department";
    Live: "待办", "open";
    Soon: "七日", "soon";
    Overdue: "逾期", "late";
    Emergency: "急难", "urgent";
    Due: "期限", "Due";
    Status: "状态", "Status";
    Subject: "对象", "For";
    Measure: "措施", "Measure";
    Township: "乡镇街道", "Township";
    Family: "家庭", "Family";
    Case: "编号", "Case";
    Open: "在办", "Open";
    OpenShort: "件", "Open";
    Owed: "欠", "Owed";
    ContactsOwed: "联{0}", "{0}c";
    VisitsOwed: "访{0}", "{0}v";
    ContactWord: "联系", "Calls";
    VisitWord: "走访", "Visits";
    Missing: "欠{0}", "{0} owed";
    LastOn: "最近 {0}", "last {0}";
    WakesUp: "可恢复", "wakes up";
    RestingOnly: "搁置情况", "Lying still";
    AsOfDay: "截至哪天", "As of the day";
    AsOfTitle: "截至 {0}", "as of {0}";
    AsOfNow: "（现况）{0}", "(now) {0}";
    PeriodFor: "期间", "Period";
    MeasureIfKnown: "开办措施（不填按方案）", "Measure (plan's unless named)";
    CountOnly: "共 {0} 件", "{0} items";
    FamiliesOnly: "共 {0} 户", "{0} families";
    Marked: "已标记 {0}", "{0} marked";
    NothingHere: "这里没有事项。", "Nothing here.";
    NothingWaits: "没有待办事项，都办好了。", "Nothing waits: all is done.";
    NoFamilies: "还没有家庭。按 F9 新建，或用 fuzhu import 导入花名册。", "No families yet: F9 enters one, `fuzhu import` brings in a roster.";
    NothingFound: "没有找到。试试姓名、拼音首字母、证件号末几位、电话或村名。", "Nothing found. Try a name, pinyin initials, last digits of an identity number, a phone or a village.";
    // Entitlements.
    ListDue: "应办未办", "due";
    ListMissing: "待核实", "unknown";
    ListChanged: "有变化", "changed";
    ListEntitled: "符合", "entitled";
    NewSince: "未登记", "new";
    ChangedSince: "自 {0} 以来变化", "changed since {0}";
    SweepNotYet: "尚未排查", "not swept yet";
    SweptAsOf: "截至 {0}", "as of {0}";
    SweptBut: "{0} 户待更新", "{0} to judge again";
    Sweeping: "排查中 {0}%", "sweeping {0}%";
    NothingDue: "没有应办未办的，都开办了。", "Nothing is due that has no item.";
    ChangesNotYet: "全面排查之后才知道有何变化；空闲时自动排查。", "What changed is known once the register was swept, which goes on in quiet moments.";
    PageMarked: "已标记本页 {0} 件；再按 Ctrl-A 选中全部 {1} 件。", "{0} on this page are marked; Ctrl-A again marks all {1}.";
    EverythingMarked: "已选中全部 {0} 件，按 1 先试运行，再开办。", "All {0} are marked: 1 tries them first, and then opens them.";
    BulkTrying: "试运行 {0}/{1}：可开办 {2}，不能开办 {3}。", "Trying {0} of {1}: {2} possible, {3} refused.";
    BulkTried: "试运行：选中 {0} 件，可开办 {1}，不能开办 {2}，没有写入。", "Tried: {0} selected, {1} would be opened, {2} refused; nothing was written.";
    BulkConfirm: "按 Enter 开办 {0} 件，Esc 返回。", "Enter opens the {0} that are possible, Esc goes back.";
    BulkOpening: "正在开办 {0}/{1}：已开办 {2}，未予提交 {3}，未办成 {4}。", "Opening {0} of {1}: {2} opened, {3} refused, {4} failed.";
    BulkOver: "选中 {0} 件：已开办 {1}，未予提交 {2}，未办成 {3}。", "{0} selected: {1} opened, {2} refused, {3} failed.";
    BulkStopped: "中途停止，其余未动，再次选中即可接着办。", " It was stopped: the rest is untouched, mark all again to go on.";
    BulkCancels: "按 Esc 取消。", "Esc cancels.";
    BulkStops: "按 Esc 停止，已开办的保留。", "Esc stops; what was opened stays.";
    BulkOthers: "另有 {0} 件没有列出。", "{0} more are not listed.";
    // Figures.
    FiguresOf: "{0} 年 {1}", "{0} {1}";
    ReportsOf: "{0} 年度报告 {1}/{2}", "Reports {0}: {1}/{2}";
    SentBy: "期限 {0}", "by {0}";
    Counted: "统计项", "Figure";
    InTheYear: "本年", "In the year";
    YearByYear: "历年", "Year by year";
    YearCountedBy: "年度依据：{0}", "Year taken from: {0}";
    DeliveryDay: "落实日期", "the day of delivery";
    MadeFrom: "日志第 {0} 条 {1}", "Journal entry {0} {1}";
    NoRowsBehind: "没有对应的台账记录。", "There are no rows behind this figure.";
    NothingBehind: "没有对应的事项。", "There are no items behind this figure.";
    District: "全区", "District";
    Household: "全户", "Household";
    // Days.
    LateDays: "逾期 {0} 天", "{0} d late";
    LateManyDays: "逾期{0}天", "{0}d late";
    DueToday: "今天到期", "today";
    DueTodayAt: "今天 {0}", "by {0}";
    DueTomorrow: "明天到期", "tomorrow";
    DaysLeft: "余 {0} 天", "in {0} d";
    NoDue: "无期限", "no date";
    GroupOverdue: "已逾期", "Overdue";
    GroupToday: "今天", "Today";
    GroupWeek: "七日内", "This week";
    GroupLater: "以后", "Later";
    // Pages.
    Clause: "条款", "Clause";
    Gives: "内容", "Gives";
    Urgency: "缓急", "Urgency";
    Opened: "开办", "Opened";
    Note: "备注", "Note";
    Record: "落实记录", "Record of delivery";
    Steps: "办理经过", "Steps";
    Members: "成员", "People";
    OpenItems: "在办事项", "Open items";
    Period: "期间", "Period";
    NothingNewHere: "这里没有新提醒，请换一张清单", "Nothing new is listed here: see the next list";
    NewFor: "新提醒：{0}（{1}）", "New: {0} ({1})";
    Waking: "暂缓到期", "To be resumed";
    Cold: "搁置", "Cold";
    PastItems: "已结事项", "Past items";
    Payments: "发放记录", "Payments";
    Entitlements: "应享措施", "Entitlements";
    ToOpen: "应享未办", "To open";
    StillUnknown: "待核实 {0}", "{0} not known yet";
    Timeline: "经过", "Timeline";
    IsInPlan: "在册", "in the plan";
    IsNotInPlan: "不在册", "not in the plan";
    MayBeInPlan: "是否在册待核实", "standing not known yet";
    HasDied: "已故", "died";
    YearsOld: "{0} 岁", "age {0}";
    HasItem: "已开办", "has item";
    Since: "自 {0}", "since {0}";
    Unknown: "待核实", "unknown";
    StillMissing: "还缺", "Still missing";
    Reasons: "依据", "Why";
    Yes: "是", "yes";
    No: "否", "no";
    // Batches of payments.
    BatchesTitle: "发放批次", "Batches";
    BatchesOnly: "共 {0} 批", "{0} batches";
    NoBatches: "还没有发放批次。按 F9 拟定一期。", "No batch yet: F9 draws one up.";
    BatchWord: "批次", "Batch";
    Persons: "人数", "People";
    Yuan: "金额", "Yuan";
    PaidShort: "已发", "Paid";
    FailedShort: "失败", "Failed";
    OutShort: "不发", "Out";
    LineNo: "序号", "No.";
    MonthsWord: "月数", "Months";
    WhyWord: "说明", "Why";
    LinesOnly: "共 {0} 行", "{0} lines";
    NoLines: "没有这样的明细。", "No such lines.";
    PersonsAndYuan: "{0} 人 {1} 元", "{0} people, {1} yuan";
    MonthsAt: "{0} 起 {1} 个月，每月 {2}", "{1} from {0} at {2}";
    StandardWord: "标准", "Standard";
    BankAccount: "账号", "Account";
    IdentityShort: "身份证号", "Identity";
    PaidOn: "发放日期", "Paid on";
    PayingDepartment: "发放单位（默认牵头单位）", "Department (the measure's)";
    BatchDrawn: "拟定", "Drawn up";
    BatchFrozen: "冻结", "Frozen";
    BatchSent: "送银行", "Sent";
    PaysAgain: "再次发放 {0} 的失败明细。", "Pays failed lines of {0} again.";
    PaidAgainIn: "失败明细在 {0} 再次发放。", "Failed lines are paid again in {0}.";
    NextCheck: "尚未核对完整，按 1 核对。", "Not checked to its end: 1 checks it.";
    NextFreeze: "看过明细无误，按 2 冻结。", "When its lines are right, 2 freezes it.";
    NextSend: "按 3 生成送银行的文件。", "3 writes the file for the bank.";
    NextReturns: "等待银行回执，按 4 导入。", "The bank has it: 4 takes in what it says.";
    NextCorrect: "有发放失败的，打开明细更正后再次发放。", "Lines failed: open it, put them right, pay again.";
    NextAgain: "失败的已更正，按 6 再次发放。", "Failed lines were put right: 6 pays them again.";
    NextClose: "都已有回执，按 5 结案。", "Everything came back: 5 closes it.";
    BatchIsClosed: "已结案。", "It is closed.";
    BatchIsDiscarded: "已作废，没有发放。", "It was thrown away; nobody was paid by it.";
    WillDraw: "按现在的名册逐户列出应发、不发的人，可以反复核对，冻结之前不发放。", "Lists family by family who is to be paid and who is not. It can be checked again and again; nothing is paid before it is frozen.";
    WillCheck: "按现在的名册重新列出。", "It is listed anew as the register is now.";
    WillFreeze: "应发 {0}，不发 {1} 人。冻结后名册变化不再影响本批次。", "To be paid: {0}; left out: {1}. Once frozen, the register no longer changes it.";
    WillSend: "送银行 {0}。文件中的身份证号和账号不遮盖，请妥善保管。", "For the bank: {0}. The file has identity numbers and accounts in full: keep it safe.";
    WillRead: "等待回执 {0}。先试运行，看过结果再登记。", "Waiting: {0}. The file is tried first, and recorded after you have seen the result.";
    WillClose: "已发 {0}，失败 {1} 人。结案后失败的仍可更正、再次发放。", "Paid: {0}; failed: {1}. What failed can still be put right and paid again.";
    WillPayAgain: "另立一批再次发放 {0}；尚未更正的 {1} 人不在其中。", "A batch of its own pays {0} again; {1} not put right are left out.";
    WillDiscard: "应发 {0} 将不再发放，批次保留备查。", "{0} will not be paid by it; the batch stays on record.";
    WillAdd: "给某人补发以前某期的欠发金额，作为单独一行列入。", "Pays somebody what was left of an earlier period, as a line of its own.";
    WillHold: "{0} 元暂不发给此人，可在拟定时重新列入。", "{0} yuan are not paid to this person; a draft can take the line in again.";
    WillInclude: "核实无误，{0} 元列入应发。", "Looked into and right: {0} yuan are to be paid.";
    WillBePaid: "登记银行已发放 {0} 元，同时办结相应事项。", "The bank paid {0} yuan; the item is delivered with it.";
    WillHaveFailed: "登记银行未能发放 {0} 元。", "The bank could not pay {0} yuan.";
    WillBounce: "已发放的 {0} 元退回，相应落实一并撤回。", "The {0} yuan came back; the delivery is taken back with it.";
    WillCorrect: "更正后可再次发放 {0} 元。账号有误的填新账号，同时更改家庭资料。", "Once put right, {0} yuan can be paid again. A new account is recorded with the family.";
    WillRecover: "可追回的最多 {1} 元；只作登记，不自动抵扣。", "Up to {1} yuan; it is noted, nothing is set off.";
    EnterConfirms: "按 Enter 确定，Esc 返回。", "Enter does it, Esc goes back.";
    FilePath: "文件", "File";
    RightAccount: "正确账号", "Right account";
    RightBank: "正确开户行", "Right bank";
    WasSent: "{0} 送银行 {1}，文件 {2}", "{0} for the bank: {1}, file {2}";
    RowOfFile: "第 {0} 行", "row {0}";
    ListingFamilies: "正在核对 {0}/{1} 户。", "Checking {0} of {1} families.";
    ListedFamilies: "核对完毕，共 {0} 户。", "Checked: {0} families.";
    ReturnsTrying: "试运行 {0}/{1} 行：可登记 {2}，已登记过 {3}，不能登记 {4}。", "Trying {0} of {1} rows: {2} possible, {3} known already, {4} refused.";
    ReturnsTried: "试运行 {0} 行：可登记 {1}，已登记过 {2}，不能登记 {3}，没有写入。", "Tried {0} rows: {1} possible, {2} known already, {3} refused; nothing was written.";
    ReturnsConfirm: "按 Enter 登记 {0} 行，Esc 返回。", "Enter records the {0} that are possible, Esc goes back.";
    ReturnsTaking: "正在登记 {0}/{1} 行：已登记 {2}，已登记过 {3}，没有登记 {4}。", "Recording {0} of {1} rows: {2} recorded, {3} known already, {4} refused.";
    ReturnsTaken: "回执 {0} 行：已登记 {1}，已登记过 {2}，没有登记 {3}。", "{0} rows: {1} recorded, {2} known already, {3} refused.";
    WalkStops: "按 Esc 停止，再次办理即接着做。", "Esc stops; begun again it goes on.";
    WalkStopped: "中途停止，再次办理即接着做。", " It was stopped; begun again it goes on.";
    NoBatchChosen: "没有选中的批次。", "No batch is chosen.";
    NoLineChosen: "没有选中的明细。", "No line is chosen.";
    NotWithThisBatch: "{0}的批次不能{1}。", "A batch that is {0} has no step: {1}.";
    NotWithThisLine: "{0}批次中{1}的明细不能{2}。", "A line that is {1}, in a batch that is {0}, has no step: {2}.";
    AccountsOnly: "共 {0} 笔", "{0} accounts";
    AllEven: "没有欠发，也没有多发。", "Nothing is left to pay and nothing was paid too much.";
    OwedYuan: "应发", "Owed";
    GivenYuan: "已发", "Given";
    OnItsWayYuan: "在途", "On its way";
    ByHandYuan: "另行落实", "By hand";
    RecoveredYuan: "已登记追回", "Taken back";
    ArrearsYuan: "欠发", "Left";
    OverYuan: "多发", "Too much";
    LeftOrOver: "欠发或多发", "Left or too much";
    LeftToPay: "欠发 {0}", "left {0}";
    OverBy: "多发 {0}", "too much {0}";
    NothingSetOff: "从不自动抵扣：欠发列入拟定中的批次补发，多发登记追回。", "Nothing is set off: arrears go into a draft, what is too much is noted to be taken back.";
    WillAddArrears: "补发 {0} 元，作为单独一行列入 {1}。", "{0} yuan are paid by a line of their own in {1}.";
    NothingOver: "没有多发。", "Nothing was paid too much.";
    NothingLeft: "没有欠发。", "Nothing is left to pay.";
    NoDraft: "没有拟定中的批次，请先在发放画面按 F9 拟定。", "There is no draft: draw one up with F9 on the payments screen.";
    // Files.
    PrintTo: "输出到", "Print to";
    ToPrinter: "打印机", "printer";
    ToFile: "文件", "file";
    WithPrinter: "已交给打印机。", "It is with the printer.";
    WrittenTo: "已写入 {0}", "Written: {0}";
    WasAttached: "已附上 {0}", "Attached: {0}";
    NoFileChosen: "没有选中的附件。", "No file is chosen.";
    // What comes.
    ComingTitle: "{0} {1}", "{0} {1}";
    ComingKinds: "事由", "What";
    EveryKind: "全部事由", "everything";
    NothingComes: "这个月没有。", "Nothing comes in this month.";
    Months: "月份", "Month";
    // The review list.
    Question: "序号", "No.";
    QuestionsOnly: "共 {0} 个", "{0} questions";
    NoQuestion: "没有待核对的问题。", "No question waits.";
    SentIn: "报送", "sent in";
    Registered: "名册", "register";
    NotRegistered: "名册中没有此人", "not in the register";
    NobodyAlike: "名册中已没有相似的家庭，可另立家庭或不作更改。", "The register has no such family any more: enter it, or leave it.";
    AlikeBecause: "父母姓名与村居相同，或子女姓名与出生日期相同", "same parents' names and village, or same child's name and day of birth";
    ContradictsBecause: "这些情况一生不变，两处必有一处有误", "these do not change in a life: one of the two is wrong";
    RecordedAs: "登记为", "recorded";
    RecordedBy: "登记于", "by";
    IfWrong: "有误则改", "else";
    TakenAway: "去掉", "taken away";
    FamilyWasMerged: "{0} 并入", "{0} went into it";
    FamilyWasParted: "{0} 恢复为单独一户", "{0} is a family of its own again";
    MergeTitle: "{0} 并入 {1}", "{0} goes into {1}";
    WhichIsOne: "与哪一户为同一户", "One with which family";
    IsKept: "保留", "kept";
    GoesIn: "并入", "goes";
    MergeFills: "补上：{0}", "comes with it: {0}";
    MergeBrings: "{0} 的事项 {1} 件、台账 {2} 行、急难 {3} 件保留原编号，此后计入保留的一户。", "{1} items, {2} rows and {3} emergencies of {0} keep their names and count for the family that is kept.";
    MergeTwice: "有 {0} 件事项两户同期各有一件，合并后列入核对。", "{0} duties were given to both for the same period: each becomes a question.";
    TwoItems: "这是两件同期事项，请选以哪一件为准。", "These are two items for the same: say which stands.";
    OtherIsTakenBack: "{0} 撤回", "{0} is taken back";
    BothStay: "两件都保留", "both stay";
    TwoFacts: "这是两项不一致的情况，请选以哪一项为准。", "These are two facts: say which is right.";
    NotTwoFacts: "这是报送的一行，请选是否为该家庭。", "This is a row that was sent in: say whether it is that family.";
    AllQuestions: "全部", "All";
    WhatIsAsked: "问题", "What is asked";
    SameFact: "同", "same";
    TakeFact: "采用", "take";
    KeepFact: "保留", "keep";
    LeaveFact: "不用", "no";
    SettledAs: "核对问题 {0}，即 {1}。采用的内容：", "Review {0}: it is {1}. Taken over:";
    NothingTaken: "无，名册不作改动。", "nothing; the register stays as it is.";
    RowIsEntered: "按报送内容登记为新家庭。", "What was sent in is entered as a new family.";
    MoreFacts: "另有 {0} 栏。", "and {0} more.";
    NoFactChosen: "请按 Tab 到右栏，选一栏不同的内容。", "Tab to the right pane and choose a fact that differs.";
    OnlyOneAlike: "只有一户相似。", "Only one family is alike.";
    AlreadySettled: "这个问题已办结。", "This question is settled.";
    // Emergencies.
    OpenEmergencies: "未结急难", "Open emergencies";
    EmergencyCounts: "待接 {0}  告急 {1}", "waiting {0}  red {1}";
    NoEmergency: "没有未结的急难。按 F9 报急难。", "No emergency is open. F9 lodges one.";
    AllAnswered: "没有待接的急难。", "Everything is answered.";
    PinnedHint: "以上待接或待知悉，空格逐件查看。", "Waiting for you, above: Space shows each.";
    MorePinned: "另有 {0} 件待接，列在下面。空格逐件查看。", "{0} more wait, in the list below. Space shows each.";
    OutcomeIs: "结果：{0}", "outcome: {0}";
    OutcomeWord: "结果", "Outcome";
    Level: "级", "Lv";
    EmergencyKind: "种类", "Kind";
    EmergencyLine: "一句话", "One line";
    EmergencyItems: "各部门事项", "Items of all departments";
    NotOpened: "没有开办", "Not opened";
    Severity: "轻重", "Grave";
    SeverityBecause: "{0} 级：{1}", "{0}: {1}";
    OverruledSeverity: "{0} 级：{1}（规则为 {2} 级：{3}）", "{0}: {1} (by rule {2}: {3})";
    Relief: "金额", "Relief";
    GrantedOf: "已救助 {0} 元，限额 {1} 元", "{0} yuan given, limit {1}";
    AskedFor: "请批 {0} 元", "{0} yuan asked for";
    LodgedBy: "报告", "Lodged";
    StoppedAt: "{0} 已停", "stopped {0}";
    QuietDays: "静默", "Quiet";
    OnDayIfKnown: "发生日期，不清楚可空", "Day, if known";
    PersonIfKnown: "所涉成员，不清楚可空", "Person, if known";
    AmountInYuan: "金额", "Amount";
    WhatWasGiven: "给了什么", "What was given";
    NotAtThisStage: "{0}的急难不能{1}。", "An emergency that is {0} has no step: {1}.";
    HintFamily: "姓名、拼音、证件号末几位", "a name, pinyin, last digits";
    // What happened.
    FamilyWasAdded: "建立家庭档案", "family entered";
    FamilyWasWithdrawn: "撤销家庭档案（误录）", "family taken back (entered in error)";
    MemberWasAdded: "登记成员 {0}", "{0} entered";
    MemberWasWithdrawn: "撤销成员 {0}（误录）", "{0} taken back (entered in error)";
    FactWasRemoved: "{0}: 已删去", "{0}: removed";
    ItemWasOpened: "开办 {0}", "opened: {0}";
    Because: "{0}（{1}）", "{0} ({1})";
    EntryWasUndone: "撤销第 {0} 条（{1}）", "entry {0} taken back ({1})";
    WhyUnlike: "金额与标准不符的原因", "Why not by the standard";
    Versions: "登记经过", "Versions";
    Says: "内容", "Says";
    RowsOnly: "共 {0} 条", "{0} rows";
    NoRows: "这本台账还没有记录。按 F9 登记。", "No rows here yet: F9 writes one.";
    NoRowChosen: "没有选中的记录。", "No row is chosen.";
    FamilyFirst: "请先在家庭页面按 Ctrl-T 打开该户的台账，再登记。", "Open the family first and press Ctrl-T for its registers.";
    RowTakenOut: "撤销：{0}", "withdrawn: {0}";
    RowWasWritten: "登记{0} {1}", "{1} written: {0}";
    RowWasWithdrawn: "撤销{0} {1}（{2}）", "{1} withdrawn: {0} ({2})";
    ReviewHappened: "核对问题 {0}", "review {0}";
    ReviewSame: "核对 {0}：即 {1}", "review {0}: it is {1}";
    ReviewNew: "核对 {0}：另立 {1}", "review {0}: entered as {1}";
    ReviewLeft: "核对 {0}：不作更改", "review {0}: left as it is";
    ReviewReopened: "核对 {0} 重新待办", "review {0} waits again";
    TakenBack: "[已撤销] {0}", "[taken back] {0}";
    WasTakenBackLater: "这一条后来已撤销。", "This entry was taken back later.";
    When: "时间", "When";
    Who: "经办", "Who";
    EntryNo: "记录号", "Entry";
    EmergencyWasLodged: "报急难 {0} {1}：{2}", "emergency {0} {1}: {2}";
    // Forms.
    Reason: "原因", "Reason";
    Until: "暂缓至", "Until";
    ReferTo: "转往部门", "Refer to";
    Person: "哪位成员", "Person";
    OnDay: "日期", "On";
    OwnDue: "另定期限", "Own due date";
    HoldsSince: "自何日起", "Holds since";
    TodayWord: "今天", "today";
    Mistake: "误操作", "done by mistake";
    OverdueOnly: "只看逾期", "Late only";
    EmergencyOnly: "只看急难", "Urgent only";
    StepWithMany: "{0}  {1} 件", "{0}: {1} items";
    Restored: "已恢复上次未提交的内容。", "What you had typed before is back.";
    DraftKept: "没有提交，内容已留作草稿，下次打开此表可接着填。", "Not sent. What you typed is kept; open the form again to go on.";
    DraftNotKept: "草稿没有保存成功：{0}", "The draft could not be kept: {0}";
    HintText: "Tab 下一项", "Tab: next field";
    HintDay: "可填 2026-11-24、11-24、今天、+3", "2026-11-24, 11-24, today or +3";
    HintMoney: "单位：元", "in yuan";
    HintChoice: "按数字或左右箭头选择，空格清除", "a digit or left and right choose, space clears";
    HintSeveral: "左右箭头移动，空格或数字勾选", "left and right move, space or a digit ticks";
    HintSearch: "键入文字或拼音筛选，上下箭头选择", "type to narrow down, up and down choose";
    MustFill: "须填", "required";
    FormProblem: "有 {0} 项须改正。", "{0} fields need correcting.";
    Sending: "正在提交", "Sending";
    // Doing.
    DoneIt: "已办：{0}    Ctrl-Z 撤销", "Done: {0}    Ctrl-Z takes it back";
    UndoneIt: "已撤销：{0}", "Taken back: {0}";
    NothingToUndo: "没有可以撤销的操作。", "There is nothing to take back.";
    WillBeDone: "可以办理 {0}", "Will be done: {0}";
    WillBeRefused: "不能办理 {0}", "Will be refused: {0}";
    WereRefused: "未予提交 {0}", "Refused and not sent: {0}";
    HaveFailed: "提交后未办成 {0}", "Sent and failed: {0}";
    PreviewCounts: "已标记 {0} 件：可办 {1}，不能办 {2}。", "{0} marked: {1} will be done, {2} refused.";
    OutcomeCounts: "已标记 {0} 件：办成 {1}，未予提交 {2}，未办成 {3}。", "{0} marked: {1} done, {2} refused, {3} failed.";
    ConfirmPreview: "按 Enter 办理可办的 {0} 件，Esc 返回。", "Enter does the {0} that are possible, Esc goes back.";
    NothingPossible: "没有可以办理的，按 Esc 返回。", "None of them is possible. Esc goes back.";
    EnterCloses: "按 Enter 返回。", "Enter goes back.";
    // Why not.
    StillWorking: "上一步还没有完成，请稍候。", "The last step is not finished yet.";
    ReadOnly: "现在只能查看：{0}", "Reading only: {0}";
    NothingChosen: "没有选中的内容。", "Nothing is chosen.";
    NoFamilyChosen: "没有选中的家庭。", "No family is chosen.";
    AlreadyHasItem: "已经开办了。", "There is an item already.";
    NothingTyped: "还没有填写内容。", "Nothing is typed.";
    NotInThisStatus: "{0}的事项不能{1}。", "An item that is {0} has no step: {1}.";
    DifferentMeasures: "标记的事项措施不同，落实记录不一样，请分开办理。", "The marked items are of different measures; deliver them apart.";
    // Layers.
    AskQuit: "退出扶助？  Enter 退出，Esc 留下", "Leave fuzhu?  Enter leaves, Esc stays";
    FindPrompt: "查找", "Find";
    FindHint: "姓名、拼音、号码、村名", "name, pinyin, number, village";
    PaletteHint: "键入操作名或家庭；Enter 执行，Esc 返回", "type an action or a family; Enter does it, Esc goes back";
    MoreFound: "还有更多，请再输几个字。", "There are more: type another letter.";
    DraftsOffer: "上次有 {0} 份表没有提交，要接着填吗？", "{0} forms were not sent last time. Go on with one?";
    DraftsHint: "Enter 接着填，Ctrl-D 清除，Esc 以后再说", "Enter goes on, Ctrl-D discards, Esc later";
    HelpTitle: "帮助：{0}", "Help: {0}";
    HelpHint: "Esc 返回", "Esc goes back";
    HelpSigns: "画面上的记号", "Signs on the screen";
    SignOwed: "欠：今年至今少了几次联系（联）、几次走访（访），每月至少联系一次、每季至少走访一次；按 9 记联系，上门的同时计为走访", "owed: calls (c) and visits (v) missing so far this year; a call a month and a visit a quarter are owed. 9 writes one down; a call made at the family's home is a visit too";
    SignWaking: "可恢复：暂缓的事项，约定再看的日子已到；按 5 恢复", "wakes up: suspended, and the day to look at it again has come; 5 resumes it";
    SignCold: "~（窗口宽 100 列以上时）：还没有逾期，但多日无人办理（方案定为三十天）；按 0 可以只看多日无人办理的", "~ (in a window of 100 columns and more): not overdue, but nobody has touched it for long (thirty days by the plan); 0 shows only what nobody touched";
    HelpDo: "办理", "To do";
    HelpMove: "移动与查看", "To move and look";
    HelpType: "填写与编辑", "To type";
    HelpNotNow: "现在不能：{0}", "not now: {0}";
    HelpInput: "开着输入法也能用列出的第一个键；全角的：／？和数字与半角相同。", "The first key listed works while an input method is on; full-width : / ? and digits work as their ASCII keys.";
    ChordWaits: "{0} 之后：", "After {0}:";
    // Filters in a title.
    Only: "只看 {0}", "only {0}";
    Found: "查找「{0}」", "found for \"{0}\"";
    AllMeasures: "全部措施", "All measures";
    EveryFamily: "全部家庭", "All families";
    AllDeadlines: "全部期限", "All deadlines";
    Loading: "正在读取", "Reading";
}

impl Phrase {
    /// The text in `lang`, with nothing to fill in.
    pub fn in_lang(self, lang: Lang) -> &'static str {
        self.both().in_lang(lang)
    }

    /// The text in `lang` with `{0}`, `{1}`… filled in.
    pub fn fill(self, lang: Lang, parts: &[&str]) -> String {
        let mut out = String::new();
        let mut rest = self.in_lang(lang);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (number, tail) = after.split_once('}').unwrap_or(("", after));
            out.push_str(number.parse().ok().and_then(|at: usize| parts.get(at)).unwrap_or(&""));
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests;
