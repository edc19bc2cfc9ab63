use super::*;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn read(field: Field, text: &str) -> Result<Option<Value>, Problem> {
    Reader::new(today()).read(field, text)
}

#[test]
fn dates_as_people_write_them() {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let cases = [
        ("1955-06-12", day(1955, 6, 12)),
        ("1955/6/12", day(1955, 6, 12)),
        ("1955.6.12", day(1955, 6, 12)),
        ("19550612", day(1955, 6, 12)),
        ("1955年6月12日", day(1955, 6, 12)),
        ("１９５５年６月１２日", day(1955, 6, 12)),
        ("1955-06-12 00:00:00", day(1955, 6, 12)),
        ("1955-06-12T00:00:00", day(1955, 6, 12)),
        ("11-20", day(2026, 11, 20)),
        ("今天", today()),
        ("+3", day(2026, 11, 27)),
    ];
    for (text, wanted) in cases {
        assert_eq!(read(Field::BornOn, text), Ok(Some(Value::Date(wanted))), "{text}");
    }
    for (text, code) in [
        ("1955-06", "date-without-day"),
        ("195506", "date-without-day"),
        ("1955年6月", "date-without-day"),
        ("2001-02-29", "date"),
        ("0", "date"),
        ("+99999999", "date"),
        ("明年", "date"),
        ("1-2-3-4", "date"),
    ] {
        assert_eq!(read(Field::BornOn, text).unwrap_err().code, code, "{text}");
    }
}

#[test]
fn words_for_values() {
    let cases = [
        (Field::RefusesVisit, "是", Value::Flag(true)),
        (Field::Alive, "健在", Value::Flag(true)),
        (Field::Alive, "已故", Value::Flag(false)),
        (Field::Hukou, "农业", Value::Choice(2)),
        (Field::Hukou, "unified", Value::Choice(3)),
        (Field::DisabilityGrade, "一级", Value::Number(1)),
        (Field::DisabilityGrade, "３", Value::Number(3)),
        (Field::DisabilityGrade, "Ⅱ级", Value::Number(2)),
        (Field::DisabilityGrade, "无", Value::Number(0)),
        (Field::SchoolYear, "二年级", Value::Number(2)),
        (Field::IncomePerHead, "1,234.5元", Value::Money(123_450)),
        (Field::Trades, "种植、养殖", Value::Choices(0b110)),
        (Field::Township, "德隆乡", Value::Number(500_119_119)),
        (Field::Village, "鼓楼坝社区", Value::Number(500_119_001_001)),
        (Field::IdentityNumber, " 51232319550612121x", Value::Text("51232319550612121X".into())),
    ];
    for (field, text, wanted) in cases {
        assert_eq!(read(field, text), Ok(Some(wanted)), "{text}");
    }
}

#[test]
fn what_would_have_to_be_guessed_is_refused_in_both_languages() {
    for (field, text) in [
        (Field::RefusesVisit, "也许"),
        (Field::Hukou, "海外"),
        (Field::DisabilityGrade, "5"),
        (Field::IncomePerHead, "-5"),
        (Field::Township, "没有的镇"),
        (Field::Village, "玉龙村"),
        (Field::IdentityNumber, "5.12323195506121E+17"),
        (Field::Name, "123"),
        (Field::Phone, "无"),
    ] {
        let problem = read(field, text).unwrap_err();
        assert!(!problem.zh.is_empty() && !problem.en.is_empty() && problem.zh != problem.en, "{text}");
    }
}

#[test]
fn nothing_written_is_no_value() {
    for entry in Field::ALL {
        assert_eq!(read(entry.field, " \u{3000}\t"), Ok(None), "{}", entry.key);
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_gives_a_value_that_fits_or_a_problem(text in "\\PC{0,40}", at in 0usize..Field::ALL.len()) {
        let field = Field::ALL[at].field;
        if let Ok(Some(value)) = read(field, &text) {
            prop_assert!(field.fits(&value), "{} {value:?}", field.key());
        }
    }
}
