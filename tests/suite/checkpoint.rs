//! A sheet in a safe against the journal: unaltered, altered, shortened, gone on honestly; forged sheets and wrong keys.

use crate::support::{Office, Ran, Server};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// The office with a checkpoint of its two entries, signed; and the office's key.
fn office() -> Office {
    let office = Office::with_an_item();
    office.run(&["checkpoint", "--new-key", "key"]).ok();
    office.run(&["checkpoint", "sheet.txt", "--key", "key"]).ok();
    office
}

fn against(office: &Office, sheet: &str) -> Ran {
    office.run(&["verify", "--against", sheet, "--json"])
}

fn code(ran: &Ran) -> (i32, String) {
    let line = ran.lines().remove(0);
    let first = line["findings"].as_array().and_then(|all| all.first()).map(|it| it["code"].as_str().expect("a code"));
    (ran.status, first.unwrap_or_default().to_string())
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).expect("it can be written");
}

#[test]
fn an_honest_journal_is_proved_however_long_it_has_become() {
    let office = office();
    let key = office.home().join("key");
    assert_eq!(fs::metadata(&key).expect("a key").permissions().mode() & 0o777, 0o600);
    let sheet = office.run(&["checkpoint", "--json"]).json().remove(0);
    let printed = format!("{}:{}", sheet["entry"], sheet["code"].as_str().expect("a code"));
    let server = Server::start(&office);
    assert_eq!(office.run(&["checkpoint", "--json"]).json()[0]["hash"], sheet["hash"], "behind a server");
    for step in ["accept", "approve"] {
        office.run(&["item", step, "F1-1"]).ok();
        let proved = against(&office, "sheet.txt").json().remove(0);
        assert_eq!((&proved["against"]["proved"], &proved["against"]["entry"]), (&true.into(), &2.into()));
        assert_eq!(against(&office, &printed.to_lowercase()).json()[0]["against"]["proved"], true);
    }
    server.stop();
    let said = office.run(&["verify", "--against", "sheet.txt", "--key", "key.pub"]);
    assert!(said.ok().contains("前 2 条日志一条未改") && said.out.contains("其后新增 2 条"), "{said:?}");
    assert!(said.out.contains("签名相符"), "{said:?}");
    // A backup of that time holds as much.
    office.run(&["backup", "backup"]).ok();
    office.run(&["verify", "backup", "--against", "sheet.txt", "--key", "key.pub"]).ok();
    // No paper is written over.
    assert_eq!(office.run(&["checkpoint", "sheet.txt"]).status, 1);
}

#[test]
fn what_is_not_the_journal_of_the_sheet_is_said() {
    let office = office();
    office.run(&["backup", "earlier"]).ok();
    office.run(&["item", "accept", "F1-1"]).ok();
    office.run(&["checkpoint", "later.txt"]).ok();
    // The end was removed, or it is an earlier copy.
    let earlier = office.run(&["verify", "earlier", "--against", "later.txt", "--json"]);
    assert_eq!(code(&earlier), (3, "checkpoint-tail".into()), "{earlier:?}");
    // Rewritten from the first entry by somebody who has the program: whole by itself, and not what the sheet says.
    let other = Office::with_an_item();
    other.run(&["item", "accept", "F1-1"]).ok();
    let sheet = office.home().join("later.txt").display().to_string();
    let rewritten = other.run(&["verify", "--against", &sheet, "--json"]);
    assert_eq!(code(&rewritten), (3, "checkpoint-altered".into()), "{rewritten:?}");
    // An entry was altered where it lies.
    flip(&office.data().join("journal/00000000000000000001.seg"));
    let altered = against(&office, "later.txt");
    assert_eq!(code(&altered), (3, "journal".into()), "{altered:?}");
    assert_eq!(altered.lines()[0]["against"]["proved"], false);
}

#[test]
fn forged_sheets_and_wrong_keys_prove_nothing() {
    let office = office();
    let text = fs::read_to_string(office.home().join("sheet.txt")).expect("a sheet");
    let forged = |name: &str, from: &str, to: &str| {
        assert!(text.contains(from), "{text}");
        office.file(name, text.replace(from, to));
        office.run(&["verify", "--against", name])
    };
    let one = forged("one.txt", "families=1\n", "families=2\n");
    assert_eq!((one.status, one.err.contains("被改动过")), (1, true), "{one:?}");
    // Both parts alike: the signature finds it out.
    let count = text.lines().find(|line| line.contains("家庭")).expect("a line").to_string();
    let both = text.replace("families=1\n", "families=2\n").replace(&count, &count.replace('1', "2"));
    office.file("both.txt", &both);
    let both_ran = office.run(&["verify", "--against", "both.txt"]);
    assert_eq!((both_ran.status, both_ran.err.contains("签名不对")), (1, true), "{both_ran:?}");
    // Without its signature the figures are held against the journal all the same.
    let by = text.lines().find(|line| line.contains("signed by")).expect("a line").to_string();
    let title = by.split_once("signed by").map(|(before, _)| format!("{before}signed by")).expect("a title");
    let gap: String = by[title.len()..].chars().take_while(|sign| *sign == ' ').collect();
    let bare: String = both
        .lines()
        .filter(|line| !line.starts_with("key=") && !line.starts_with("signature="))
        .map(|line| if line == by { format!("{title}{gap}未签名 not signed\n") } else { format!("{line}\n") })
        .collect();
    office.file("bare.txt", &bare);
    assert_eq!(code(&against(&office, "bare.txt")), (3, "checkpoint-counts".into()));
    office.run(&["checkpoint", "--new-key", "other"]).ok();
    for (sheet, key, says) in [
        ("sheet.txt", "other.pub", "另一把密钥"),
        ("bare.txt", "key.pub", "没有签名"),
        ("sheet.txt", "key", "是签名密钥"),
        ("2:ABCD", "key.pub", "没有签名可验"),
    ] {
        let ran = office.run(&["verify", "--against", sheet, "--key", key]);
        assert_eq!((ran.status, ran.err.contains(says)), (1, true), "{sheet} {key}: {ran:?}");
    }
    let mistyped = office.run(&["verify", "--against", "2:ABCD-EFGH"]);
    assert_eq!((mistyped.status, mistyped.err.contains("输入有误")), (1, true), "{mistyped:?}");
    assert_eq!(office.run(&["checkpoint", "x.txt", "--key", "key.pub"]).status, 1);
}
