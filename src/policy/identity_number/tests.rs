use super::*;
use crate::text::Lang;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn parse(raw: &str) -> Result<Parsed, IdentityNumberError> {
    IdentityNumber::parse(raw, today())
}

/// The number with these seventeen digits and the check character that belongs to them.
fn completed(digits: &str) -> String {
    format!("{digits}{}", char::from(check_character(digits.as_bytes())))
}

#[test]
fn every_code_nanchuan_ever_had_is_taken_without_a_word() {
    for (raw, county) in [
        ("51232319550612121X", "南川县"),
        ("512302196001010015", "南川市"),
        ("500384198002290012", "南川市"),
        ("500119193301010016", "南川区"),
    ] {
        let parsed = parse(raw).unwrap();
        assert_eq!(parsed.warnings, [], "{raw}");
        assert_eq!(parsed.number.as_str(), raw);
        assert_eq!(parsed.number.county().unwrap().name, county);
    }
}

#[test]
fn what_the_number_tells() {
    let number = parse("51232319550612121X").unwrap().number;
    assert_eq!(number.birth_date(), NaiveDate::from_ymd_opt(1955, 6, 12).unwrap());
    assert_eq!(number.sex(), Sex::Male);
    assert_eq!(number.division_code(), "512323");
    assert_eq!(number.masked(), "512323********121X");
    assert_eq!(number.last_four(), "121X");
    assert_eq!(format!("{number:?}"), "IdentityNumber(512323********121X)");
    assert_eq!(parse(&completed("51232319550612122")).unwrap().number.sex(), Sex::Female);
    assert_eq!(number.against_sex(Sex::Male), None);
    assert_eq!((Sex::Male.name(Lang::Zh), Sex::Female.name(Lang::Zh)), ("男", "女"));
    assert_eq!((Sex::from_code(1), Sex::from_code(2), Sex::from_code(3)), (Some(Sex::Male), Some(Sex::Female), None));
    assert_eq!(number.against_sex(Sex::Female), Some(IdentityNumberWarning::OtherSex { stated: Sex::Female }));
    assert_eq!(number.against_birth_date(number.birth_date()), None);
    assert!(number.against_birth_date(today()).is_some());
}

#[test]
fn the_ways_people_write_it_are_forgiven() {
    for raw in [
        " 51232319550612121x ",
        "５１２３２３１９５５０６１２１２１Ｘ",
        "512323 1955 0612 121X",
        "'51232319550612121X",
        "=\"51232319550612121X\"",
        "\t51232319550612121X\r\n",
        "\u{feff}51232319550612121X\u{200b}",
    ] {
        assert_eq!(parse(raw).unwrap().number.as_str(), "51232319550612121X", "{raw:?}");
    }
}

#[test]
fn errors_say_what_is_wrong() {
    use IdentityNumberError::*;
    let born = NaiveDate::from_ymd_opt(2099, 12, 31).unwrap();
    let cases = [
        ("", Empty),
        (" 　", Empty),
        ("5123231955061212", Length { found: 16 }),
        ("51232319550612121X1", Length { found: 19 }),
        ("无", Length { found: 1 }),
        ("5123231955061A121X", Character { found: 'A', position: 14 }),
        ("51232319550612121中", Character { found: '中', position: 18 }),
        ("110105194912310中", Length { found: 16 }),
        ("51232319550612中中", Length { found: 16 }),
        ("X1232319550612121X", Character { found: 'X', position: 1 }),
        ("500119200102290011", Date { written: "20010229".into() }),
        ("512323195513321212", Date { written: "19551332".into() }),
        ("500119209912310011", NotYetBorn { born }),
        ("512323195506121211", Check { found: '1' }),
        ("512323195560121212", Date { written: "19556012".into() }),
        ("5.12323195506121E+17", Rounded),
        ("5.12323E+17", Rounded),
        ("5e17", Rounded),
        ("512323195506121000.0", Rounded),
    ];
    for (raw, expected) in cases {
        let error = parse(raw).unwrap_err();
        assert_eq!(error, expected, "{raw}");
        assert!(error.sentence(Lang::Zh).ends_with('。') && error.sentence(Lang::En).ends_with('.'), "{error}");
    }
}

#[test]
fn a_person_born_today_is_in_order_and_born_tomorrow_is_not() {
    assert!(parse(&completed("50011920261123001")).is_ok());
    assert!(parse(&completed("50011920261124001")).is_err());
}

#[test]
fn the_old_form_is_completed_with_a_warning() {
    let parsed = parse("610104620927690").unwrap();
    assert_eq!(parsed.number.as_str(), "610104196209276908");
    assert_eq!(parsed.warnings[0], IdentityNumberWarning::FifteenDigits);
    assert_eq!(parse("61010462092769X").unwrap_err(), IdentityNumberError::Character { found: 'X', position: 15 });
}

#[test]
fn strange_codes_and_ages_are_only_warnings() {
    use IdentityNumberWarning::*;
    let cases = [
        ("11010519491231002", NotOfNanchuan { code: "110105".into() }),
        ("00000019491231002", UnknownDivision { code: "000000".into() }),
        ("51232319151123002", VeryOld { age: Years(111) }),
    ];
    for (digits, expected) in cases {
        assert_eq!(parse(&completed(digits)).unwrap().warnings, [expected], "{digits}");
    }
    assert_eq!(parse(&completed("51232319151124002")).unwrap().warnings, [], "110 years old is not too old");
}

#[test]
fn only_the_full_form_is_kept_in_records() {
    let number = parse("51232319550612121X").unwrap().number;
    assert_eq!(IdentityNumber::from_eighteen(number.as_str()), Ok(number));
    for text in ["", "512323195506121211", "51232319550612121x", " 51232319550612121X", "5123231955061212"] {
        assert!(IdentityNumber::from_eighteen(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(raw in "\\PC{0,24}", other in any::<String>(), near in "[0-9]{0,17}[0-9Xx中é]{1,2}") {
        for text in [raw, other, near] {
            if let Ok(parsed) = parse(&text) {
                prop_assert_eq!(parsed.number.as_str().len(), 18);
                prop_assert_eq!(parse(parsed.number.as_str()).unwrap().number, parsed.number);
            }
        }
    }

    #[test]
    fn one_wrong_digit_or_two_swapped_are_always_found(sequence in 0u32..1000, place in 0usize..16, digit in b'0'..=b'9') {
        let number = completed(&format!("51232319550612{sequence:03}"));
        let mut wrong = number.clone().into_bytes();
        wrong[place] = digit;
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert_eq!(parse(&wrong).is_ok(), wrong == number);
        let mut swapped = number.clone().into_bytes();
        swapped.swap(place, place + 1);
        let swapped = String::from_utf8(swapped).unwrap();
        prop_assert_eq!(parse(&swapped).is_ok(), swapped == number);
    }
}
