//! Cells as spreadsheets and people leave them.

use super::*;
use crate::domain::check;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn of(field: Field, cell: Cell) -> Result<Reading, Cause> {
    read(field, &cell, &Reader::new(today()))
}

fn text(field: Field, text: &str) -> Result<Reading, Cause> {
    of(field, Cell::Text(text.to_owned()))
}

fn value(reading: Result<Reading, Cause>) -> Value {
    reading.unwrap().value.unwrap()
}

#[test]
fn days_come_as_days_numbers_and_words() {
    let born = NaiveDate::from_ymd_opt(1955, 6, 12).unwrap();
    let cells = [
        Cell::Date(born),
        Cell::Number(20_252.0),
        Cell::Number(20_252.75),
        Cell::Number(19_550_612.0),
        Cell::Text("1955年6月12日".into()),
        Cell::Text("1955年6月12号".into()),
        Cell::Text("１９５５／６／１２".into()),
        Cell::Text("1955.6.12".into()),
        Cell::Text("'1955-06-12".into()),
        Cell::Text("=\"1955-06-12\"".into()),
        Cell::Text("1955-06-12 00:00:00".into()),
        Cell::Text("19550612".into()),
    ];
    for cell in cells {
        assert_eq!(value(of(Field::BornOn, cell.clone())), Value::Date(born), "{cell:?}");
    }
    let refused = [
        (Cell::Text("1955-06".into()), "date-without-day"),
        (Cell::Text("1955年6月".into()), "date-without-day"),
        (Cell::Text("1955".into()), "date"),
        (Cell::Number(1955.0), "date"),
        (Cell::Number(195_506.0), "date"),
        (Cell::Number(-1.0), "date"),
        (Cell::Number(f64::NAN), "date"),
        (Cell::Number(1e300), "date"),
        (Cell::Number(19_551_340.0), "date"),
        (Cell::Text("55.6.12".into()), "date-year-unclear"),
        (Cell::Text("6/12/1955".into()), "date-year-unclear"),
        (Cell::Text("11-20".into()), "date-year-unclear"),
        (Cell::Text("今天".into()), "date-year-unclear"),
        (Cell::Text("+3".into()), "date-year-unclear"),
        (Cell::Text("2001-02-29".into()), "date"),
        (Cell::Bool(true), "date-year-unclear"),
        (Cell::Error("#N/A".into()), "formula-failed"),
    ];
    for (cell, code) in refused {
        assert_eq!(of(Field::BornOn, cell.clone()).unwrap_err().code(), code, "{cell:?}");
    }
}

#[test]
fn numbers_that_are_names_are_never_read_from_a_rounded_cell() {
    for field in [Field::IdentityNumber, Field::Certificate, Field::Account, Field::Phone, Field::CaseNumber] {
        let cause = of(field, Cell::Number(512_323_195_506_121_210.0)).unwrap_err();
        assert_eq!((&cause, cause.code()), (&Cause::Rounded, "rounded-number"));
        assert_eq!(shown(field, &Cell::Number(512_323_195_506_121_210.0)), "5.1232e17");
    }
    // What fits into fifteen digits is as it was typed.
    assert_eq!(
        value(of(Field::IdentityNumber, Cell::Number(610_104_620_927_690.0))),
        Value::Text("610104196209276908".into())
    );
    assert_eq!(value(of(Field::Phone, Cell::Number(13_800_001_234.0))), Value::Text("13800001234".into()));
    assert_eq!(value(of(Field::CaseNumber, Cell::Number(12.0))), Value::Text("12".into()));
    assert_eq!(value(of(Field::IncomePerHead, Cell::Number(812.5))), Value::Money(81_250));
    // Fifteen digits are what was typed: 0.1 + 0.2 is 0.3.
    assert_eq!(value(of(Field::IncomePerHead, Cell::Number(0.1 + 0.2))), Value::Money(30));
    assert_eq!(value(of(Field::DisabilityGrade, Cell::Number(3.0))), Value::Number(3));
}

#[test]
fn words_and_marks_that_forms_use() {
    let cases = [
        (Field::HousingDifficult, "√", Value::Flag(true)),
        (Field::HousingDifficult, "✔", Value::Flag(true)),
        (Field::HousingDifficult, "×", Value::Flag(false)),
        (Field::HousingDifficult, "✘", Value::Flag(false)),
        (Field::HousingDifficult, "Ｙ", Value::Flag(true)),
        (Field::HousingDifficult, "n", Value::Flag(false)),
        (Field::HousingDifficult, "1", Value::Flag(true)),
        (Field::HousingDifficult, "无", Value::Flag(false)),
        (Field::Alive, "健在", Value::Flag(true)),
        (Field::Alive, "伤残", Value::Flag(true)),
        (Field::Alive, "已故", Value::Flag(false)),
        (Field::Alive, "病故", Value::Flag(false)),
        (Field::RefusesVisit, "谢绝", Value::Flag(true)),
        (Field::DisabilityGrade, "二级", Value::Number(2)),
        (Field::DisabilityGrade, "Ⅰ", Value::Number(1)),
        (Field::DisabilityGrade, "肢体二级", Value::Number(2)),
        (Field::DisabilityGrade, "精神残疾3级", Value::Number(3)),
        (Field::DisabilityGrade, "无", Value::Number(0)),
        (Field::DisabilityKinds, "肢体、智力", Value::Choices(1 << 4 | 1 << 5)),
        (Field::DisabilityKinds, "肢体二级，智力残疾三级", Value::Choices(1 << 4 | 1 << 5)),
        (Field::SchoolYear, "大二", Value::Number(2)),
        (Field::SchoolYear, "一年级", Value::Number(1)),
        (Field::LowIncome, "无", Value::Choice(1)),
        (Field::SpecialAllowance, "农村四级", Value::Choice(4)),
        (Field::Marital, "离异", Value::Choice(3)),
        (Field::Township, "德隆乡", Value::Number(500_119_119)),
        (Field::Township, "500119209", Value::Number(500_119_119)),
        (Field::Name, "王　芳", Value::Text("王芳".into())),
        (Field::Address, "\t水江镇１号\u{1b}[2J", Value::Text("水江镇1号[2J".into())),
    ];
    for (field, word, wanted) in cases {
        assert_eq!(value(text(field, word)), wanted, "{word}");
    }
}

#[test]
fn dashes_and_shrugs_say_nothing() {
    for word in ["", " ", "-", "——", "/", "？", "不详", "未知", "暂无"] {
        for field in
            [Field::Name, Field::BornOn, Field::HousingDifficult, Field::LowIncome, Field::Phone, Field::Township]
        {
            assert_eq!(text(field, word), Ok(Reading::default()), "{word} {}", field.key());
        }
    }
    for field in [Field::Certificate, Field::DiedOn, Field::Phone, Field::Name] {
        assert_eq!(text(field, "无"), Ok(Reading::default()), "{}", field.key());
    }
}

#[test]
fn a_remark_behind_a_name_is_a_death() {
    let reading = text(Field::Name, "王建国（已故）").unwrap();
    assert_eq!((reading.value, reading.died), (Some(Value::Text("王建国".into())), true));
    let reading = text(Field::Name, "阿依古丽·买买提").unwrap();
    assert!(!reading.died);
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        "\\PC{0,30}".prop_map(Cell::Text),
        "[0-9年月日/.\\-一二三四级X\u{feff}\u{202e}' =\"]{0,24}".prop_map(Cell::Text),
        any::<f64>().prop_map(Cell::Number),
        (-1e6..1e20f64).prop_map(Cell::Number),
        any::<bool>().prop_map(Cell::Bool),
        (-3_000_000i32..3_000_000).prop_map(|days| Cell::Date(NaiveDate::from_num_days_from_ce_opt(days).unwrap())),
        Just(Cell::Error("#REF!".into())),
        Just(Cell::Empty),
    ]
}

proptest! {
    #[test]
    fn a_cell_gives_a_value_that_fits_or_a_sentence(cell in any_cell(), at in 0usize..Field::ALL.len()) {
        let field = Field::ALL[at].field;
        match of(field, cell.clone()) {
            Ok(reading) => {
                if let Some(value) = reading.value {
                prop_assert!(field.fits(&value), "{value:?}");
                // The register keeps it as it is: nothing that was read looks changed the next time.
                match check::value(field, &value, today()) {
                    Ok(kept) => prop_assert_eq!(kept, value),
                    Err(refusal) => prop_assert_eq!(refusal.code(), "not-yet"),
                }
                }
            }
            Err(cause) => prop_assert!(cause.refuses() && !cause.code().is_empty()),
        }
        let shown = shown(field, &cell);
        prop_assert!(shown.chars().all(clean::is_harmless) && width::columns(&shown) <= SHOWN_COLUMNS);
    }
}
