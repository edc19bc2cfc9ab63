//! What follows from what was seen: what keeps fuzhu from working, and what would make the line faster.

use super::seen::{Between, Seen, Server, Terminal};
use crate::text::Lang;

/// The least size that a desk works on: columns and rows.
const LEAST: (u16, u16) = (80, 24);
/// Below this many free bytes the disk is nearly full.
const FREE_LEAST: u64 = 256 << 20;

/// A piece of advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// A word for programs that never changes.
    pub code: &'static str,
    /// fuzhu does not work until it is followed.
    pub grave: bool,
    text: (String, String),
}

impl Advice {
    /// The sentences.
    pub fn sentence(&self, lang: Lang) -> &str {
        lang.pick(&self.text.0, &self.text.1)
    }
}

fn says(code: &'static str, zh: &str, en: &str) -> Advice {
    Advice { code, grave: false, text: (zh.into(), en.into()) }
}

fn stops(code: &'static str, zh: &str, en: &str) -> Advice {
    Advice { grave: true, ..says(code, zh, en) }
}

/// All of it, what stops the work first.
pub fn of(seen: &Seen) -> Vec<Advice> {
    let mut all = data(seen);
    all.extend(terminal(&seen.terminal));
    all.extend(line(seen));
    all.sort_by_key(|advice| !advice.grave);
    all
}

fn data(seen: &Seen) -> Vec<Advice> {
    let mut all = Vec::new();
    if let Server::Refuses(refusal) = &seen.server {
        let both = |lang| format!("{}{}", refusal.sentence(lang), refusal.hint(lang));
        all.push(stops(
            "server",
            &both(Lang::Zh),
            &format!("{} {}", refusal.sentence(Lang::En), refusal.hint(Lang::En)),
        ));
    }
    // What a server works on is the server's affair, and not to be read by a clerk.
    if matches!(seen.server, Server::Answers(_)) {
        return all;
    }
    let Some(found) = &seen.data else {
        all.push(stops(
            "no-data-directory",
            "没有指定数据目录，环境中也没有 HOME。请用 --data 或 FUZHU_DATA 指定。",
            "No data directory was named, and there is no HOME. Name one with --data or FUZHU_DATA.",
        ));
        return all;
    };
    if !found.readable {
        all.push(stops(
            "data-unreadable",
            "当前用户不能读数据目录。请由管理员核对属主和权限，或改用服务器。",
            "This user may not read the data directory. Have the administrator look at its owner and rights, or use the server.",
        ));
    } else if !found.writable {
        all.push(stops(
            "data-unwritable",
            "当前用户不能写数据目录。请由管理员核对属主和权限、磁盘是否只读。",
            "This user may not write the data directory. Have the administrator look at its owner and rights, and whether the disk is read-only.",
        ));
    }
    if found.free.is_some_and(|free| free < FREE_LEAST) {
        all.push(says(
            "disk-nearly-full",
            "磁盘快满了：写满后不再接受任何办理。请尽快清理或扩容。",
            "The disk is nearly full: once it is, nothing more is taken. Make room soon.",
        ));
    }
    if found.head_unreadable {
        all.push(stops(
            "head-unreadable",
            "日志末尾的标记读不出来。请不要改动任何文件，运行 fuzhu verify 看哪里有损坏。",
            "The note of the journal's last entry cannot be read. Change no file; `fuzhu verify` says what is damaged and where.",
        ));
    }
    if found.holder.is_some() {
        all.push(says(
            "in-use",
            "数据目录正被占用，同时只能有一个程序使用。多人同时用请由管理员运行 fuzhu serve。",
            "The data directory is in use; one program has it at a time. For several at once the administrator runs `fuzhu serve`.",
        ));
    }
    all
}

fn terminal(terminal: &Terminal) -> Vec<Advice> {
    let mut all = Vec::new();
    if !terminal.there {
        // What a script has for a terminal is nobody's concern.
        return vec![says(
            "no-terminal",
            "这里没有终端（管道或脚本），终端和线路没有测；请在打开工作台的那个窗口里再运行一次。",
            "There is no terminal here (a pipe, a script), so neither it nor the line was measured: run it again in the window in which the desk is used.",
        )];
    }
    if terminal.abilities.is_none() {
        all.push(stops(
            "poor-terminal",
            "这个终端不能定位光标，打不开工作台。请换一个终端，或只用子命令。",
            "This terminal cannot place its cursor, so the desk cannot be opened on it. Use another one, or the commands alone.",
        ));
    } else if !terminal.known {
        all.push(says(
            "term-unknown",
            "服务器的终端库里没有这个 TERM，只按 VT220 使用，没有颜色。请由管理员安装 ncurses-term，或在终端设置里把 TERM 设为 xterm-256color。",
            "The terminal database of this machine does not know this TERM, so it is taken for a VT220 without colours. Have ncurses-term installed, or let the terminal say xterm-256color.",
        ));
    }
    if terminal.size.is_some_and(|(columns, rows)| columns < LEAST.0 || rows < LEAST.1) {
        all.push(stops(
            "too-small",
            "窗口小于 80×24，请放大窗口。",
            "The window is smaller than 80x24: make it larger.",
        ));
    }
    let encoding = terminal.encoding.as_deref().map(str::to_lowercase);
    if terminal.chinese.is_some_and(|cells| cells != 2) {
        all.push(stops(
            "not-utf-8",
            "终端没有按 UTF-8 显示中文。请在终端软件的设置里把字符编码改为 UTF-8。",
            "The terminal does not show Chinese as UTF-8. Set its character encoding to UTF-8.",
        ));
    } else if encoding.is_some_and(|name| !matches!(name.as_str(), "utf-8" | "utf8")) {
        all.push(says(
            "locale-not-utf-8",
            "语言环境（LANG 或 LC_ALL）写的不是 UTF-8；fuzhu 一律输出 UTF-8，其他程序可能显示乱码。",
            "The locale (LANG or LC_ALL) names another encoding than UTF-8; fuzhu always writes UTF-8, other programs may not.",
        ));
    }
    if terminal.ambiguous == Some(2) {
        all.push(says(
            "ambiguous-wide",
            "终端把“·”这类符号画成两格，工作台会照此排版。若要节省线路，可在终端设置里改为一格。",
            "The terminal draws signs such as the dot in names two cells wide, and the desk lays out accordingly.",
        ));
    }
    all
}

fn line(seen: &Seen) -> Vec<Advice> {
    let (terminal, line) = (&seen.terminal, &seen.line);
    let mut all = Vec::new();
    if line.ssh && line.between != Between::Mosh {
        all.push(says(
            "compression",
            "线路慢时请压缩：在自己电脑的 ~/.ssh/config 里为这台服务器写 Compression yes，或用 ssh -C。",
            "On a slow line compress: write `Compression yes` for this server in ~/.ssh/config on your own machine, or use `ssh -C`.",
        ));
        all.push(says(
            "keystroke-timing",
            "OpenSSH 9.5 起，按键时客户端每 20 毫秒多发一个掩护包，服务器一一作答，占慢线路。自己的线路可信时，可在同一处写 ObscureKeystrokeTiming no。",
            "Since OpenSSH 9.5 the client sends a packet every 20 ms while keys are pressed, to hide their timing, and the server answers each: on a slow line that costs. Where you trust the line, write `ObscureKeystrokeTiming no` in the same place.",
        ));
    }
    match line.between {
        Between::Tmux | Between::Screen => all.push(says(
            "multiplexer",
            "程序在 tmux 或 screen 里：应答的是它，不是终端，所以测不出真正的线路，按键也可能在它那里排队。线路慢时请不经它直接打开 fuzhu；掉线时草稿会保留。",
            "The program runs inside tmux or screen, which answers in the terminal's place: the real line is not measured, and screens may queue behind it. On a slow line open fuzhu without it; drafts survive a dropped line.",
        )),
        Between::Mosh => all.push(says(
            "mosh",
            "程序在 mosh 里：应答的是它，画面由它决定何时发送，这里测不出真正的线路。",
            "The program runs inside mosh, which answers in the terminal's place and decides when a screen is sent: the real line is not measured.",
        )),
        Between::Nothing => {}
    }
    let able = terminal.abilities.unwrap_or_default();
    if terminal.there && line.delay.is_none() {
        all.push(says(
            "silent",
            "终端不应答，不能按线路的快慢等一屏发完再发下一屏。可换一个会应答的终端（xterm、PuTTY、Windows Terminal 等都会）。",
            "The terminal does not answer, so screens cannot be paced by the line. xterm, PuTTY, Windows Terminal and others do answer.",
        ));
    }
    if line.delay.is_some_and(|delay| delay >= line.slow_from) && line.lean.is_none() {
        all.push(says(
            "slow",
            "线路很慢：工作台会自动改用精简界面；也可以一开始就用 fuzhu --lean。",
            "The line is slow: the desk takes the lean look by itself; `fuzhu --lean` has it from the start.",
        ));
    }
    if terminal.known && !(able.erase && able.scroll) {
        all.push(says(
            "few-abilities",
            "按这个 TERM，终端不会擦除或不会局部滚动，画面要多发一些字节。若终端其实是新的，请把 TERM 设对（一般是 xterm-256color）。",
            "By its TERM the terminal cannot erase cells or scroll a part of the screen, which costs bytes. If it is a newer one, set TERM right (mostly xterm-256color).",
        ));
    }
    all
}
