//! Sheets are read back, changed ones are found out, and a page holds them.

use super::*;
use crate::text::width;
use proptest::prelude::*;

fn checkpoint() -> Checkpoint {
    Checkpoint {
        at: "2026-11-24T09:30:00+08:00".parse().unwrap(),
        by: "zhoumin".into(),
        entry: 1234,
        hash: "5ae9ed8d87ce52e48f19b74da34ea3d625669e54c17bea69d88652be6a1de296".into(),
        families: 300,
        items: 5678,
    }
}

#[test]
fn the_sheet() {
    let key = SigningKey::read(&format!("fuzhu-signing-key-1 {}", "07".repeat(32))).unwrap_or_else(|_| panic!());
    insta::assert_snapshot!(checkpoint().signed_by(&key).text(), @"
    扶 助 核 验 单 · Fuzhu checkpoint

      制作时间 made           2026-11-24 09:30:00 +08:00
      制作人 by               zhoumin
      日志末条 last entry     1234
      家庭 families           300
      事项 items              5678
      核验码 code             2VMW-Q54T-M9DN-Z0K4-S3ZF-3V5A
      校验值 hash             5ae9ed8d87ce52e48f19b74da34ea3d6
                              25669e54c17bea69d88652be6a1de296
      签名密钥 signed by      C06J-E4QX-E6YB-FXCZ-FVCW-PGKK

      证明：截至上列时间，本单位的日志共有 1234 条，末条校验值如上。此后
      改动、删去其中任何一条，核验码都不再相符。
      Up to the moment above the journal had 1234 entries. Whatever is changed or
      removed among them later, the code no longer fits.

      核验 to check:  fuzhu verify --against 本文件 (this file)
                 or  fuzhu verify --against 1234:2VMW-Q54T-M9DN-Z0K4-S3ZF-3V5A

      制作人签字 signature ____________________  见证人 witness ____________________
      日期 date            ____________________  存放处 kept at ____________________

    -----BEGIN FUZHU CHECKPOINT 1-----
    at=2026-11-24T09:30:00+08:00
    by=zhoumin
    entry=1234
    hash=5ae9ed8d87ce52e48f19b74da34ea3d625669e54c17bea69d88652be6a1de296
    families=300
    items=5678
    code=2VMW-Q54T-M9DN-Z0K4-S3ZF-3V5A
    key=ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c
    signature=96de8f1634621287735000f9517cb87453866d694b7eb78df040c8a1a990e79e
    signature=a482d6fad229f1d0f6b2d940320331b8c8e4d1deb873ef85761e2fa1f05d7a01
    -----END FUZHU CHECKPOINT 1-----
    ");
}

#[test]
fn a_sheet_is_read_back_and_fits_a_page() {
    let key = SigningKey::new().unwrap();
    for sheet in [checkpoint().unsigned(), checkpoint().signed_by(&key)] {
        let text = sheet.text();
        assert_eq!(read(&text), Ok(sheet.clone()));
        assert_eq!(read(&text.replace('\n', "\r\n")), Ok(sheet));
        assert!(text.lines().count() <= 50 && text.lines().all(|line| width::columns(line) <= 80), "{text}");
    }
}

#[test]
fn what_was_changed_on_a_sheet_is_found_out() {
    let key = SigningKey::new().unwrap();
    let other = SigningKey::new().unwrap();
    let text = checkpoint().signed_by(&key).text();
    for (from, to) in [("5678", "5679"), ("zhoumin", "wu"), ("families=300", "families=301"), ("09:30", "09:31")] {
        assert_eq!(read(&text.replacen(from, to, 1)), Err(Unreadable::Changed), "{from}");
    }
    assert_eq!(read("证明"), Err(Unreadable::NotASheet));
    // Made anew from other figures it reads well, and the signature is not the office's.
    let forged = Checkpoint { families: 299, ..checkpoint() };
    let (_, signature) = checkpoint().signed_by(&key).signed.unwrap();
    let forged = Sheet { checkpoint: forged, signed: Some((key.public(), signature)) };
    assert_eq!(read(&forged.text()), Ok(forged.clone()));
    assert!(!forged.is_signed_by(&key.public()));
    assert!(checkpoint().signed_by(&key).is_signed_by(&key.public()));
    assert!(!checkpoint().signed_by(&other).is_signed_by(&key.public()));
    assert!(!checkpoint().unsigned().is_signed_by(&key.public()));
}

#[test]
fn keys_are_read_back_and_not_taken_for_one_another() {
    let key = SigningKey::new().unwrap();
    assert_eq!(SigningKey::read(&key.text()).map(|read| read.public()).ok(), Some(key.public()));
    assert_eq!(PublicKey::read(&key.public().text()), Ok(key.public()));
    assert_eq!(PublicKey::read(&key.text()), Err(NotAKey::Signing));
    assert_eq!(SigningKey::read(&key.public().text()).err(), Some(NotAKey::Public));
    assert_eq!(PublicKey::read("x"), Err(NotAKey::Neither));
    assert_ne!(key.public(), SigningKey::new().unwrap().public());
}

#[test]
fn a_code_is_typed_as_people_type() {
    let code = checkpoint().code();
    let shown = code.to_string();
    assert_eq!(shown.len(), 29);
    let typed = shown.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    assert_eq!(Code::read(&typed), Ok(code.clone()));
    assert_eq!(Code::read(&shown[..28]), Err(Mistyped));
    assert_eq!(Code::read(&format!("{shown}7")), Err(Mistyped));
    let first = if shown.starts_with('7') { "8" } else { "7" };
    assert_eq!(Code::read(&format!("{first}{}", &shown[1..])), Err(Mistyped));
    assert_ne!(Code::of_entry(1233, &checkpoint().hash), code);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}", typed in ".{0,60}") {
        let _ = (read(&text), Code::read(&typed), PublicKey::read(&text), SigningKey::read(&text).is_ok());
    }
}
