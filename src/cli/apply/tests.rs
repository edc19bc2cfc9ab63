//! `apply` on an office: order, answers, what is refused, and a second sending.

use crate::cli::failure::Failure;
use crate::cli::tests::Desk;

fn codes(answers: &[serde_json::Value]) -> Vec<&str> {
    answers.iter().map(|answer| answer["code"].as_str().unwrap_or("ok")).collect()
}

#[test]
fn lines_are_answered_in_order_and_a_bad_one_stops_nothing() {
    let mut desk = Desk::with_family();
    let (answers, result) = desk.apply(concat!(
        "\u{feff}{\"command\":\"open\",\"family\":\"F1\",\"measure\":\"subsidy-first\"}\r\n",
        "\n",
        "{\"command\":\"accept\",\"item\":\"F1-1\"}\n",
        "{\"command\":\"accept\",\"item\":\"F1-1\"}\n",
        "{\"command\":\"accept\",\"item\":\n",
        "[1]\n",
        "{\"item\":\"F1-1\"}\n",
        "{\"command\":\"marry\"}\n",
        "{\"command\":\"accept\",\"item\":\"F1-1\",\"clause\":\"x\"}\n",
        "{\"command\":\"accept\"}\n",
        "{\"command\":\"accept\",\"item\":{}}\n",
        "{\"command\":\"accept\",\"item\":\"F1-1\",\"token\":7}\n",
        "{\"command\":\"deliver\",\"item\":\"F1-1\"}",
    ));
    assert_eq!(
        codes(&answers),
        [
            "ok",
            "ok",
            "illegal-step",
            "not-json",
            "not-an-object",
            "no-command",
            "no-such-command",
            "no-such-key",
            "missing",
            "bad-shape",
            "bad-token",
            "record-missing"
        ]
    );
    let numbers: Vec<u64> = answers.iter().map(|answer| answer["line"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    assert_eq!((answers[0]["ok"].as_bool(), answers[0]["seq"].as_u64()), (Some(true), Some(2)));
    assert_eq!(answers[0]["item"], "F1-1");
    for answer in &answers[2..] {
        assert_eq!(answer["ok"], false);
        assert!(!answer["message"].as_str().unwrap().is_empty() && !answer["hint"].as_str().unwrap().is_empty());
    }
    assert!(matches!(result, Err(Failure::LinesRefused { refused: 10, of: 12, .. })), "{result:?}");
    assert_eq!(result.unwrap_err().status(), 1);
}

#[test]
fn a_repeated_token_is_done_once() {
    let mut desk = Desk::with_family();
    let line = "{\"command\":\"open\",\"family\":\"F1\",\"measure\":\"easy-care\",\"member\":1,\"token\":\"a\"}\n";
    let (first, _) = desk.apply(&line.repeat(2));
    let (second, result) = desk.apply(line);
    result.unwrap();
    assert_eq!((&first[0]["seq"], &first[0]["repeated"]), (&2.into(), &serde_json::Value::Null));
    for again in [&first[1], &second[0]] {
        assert_eq!((&again["seq"], &again["item"], &again["repeated"]), (&2.into(), &"F1-1".into(), &true.into()));
    }
    assert_eq!(desk.json("queue").len(), 1);
}

#[test]
fn a_name_is_looked_up_after_the_lines_before_it() {
    let mut desk = Desk::new();
    let (answers, result) = desk.apply(concat!(
        "{\"command\":\"family add\",\"father\":{\"name\":\"赵大山\"},\"child\":{\"name\":\"赵雨\"}}\n",
        "{\"command\":\"family event\",\"family\":\"赵大山\",\"event\":\"death\",\"member\":\"child\",\"on\":\"2020-01-02\"}\n",
    ));
    result.unwrap();
    assert_eq!(codes(&answers), ["ok", "ok"]);
    assert_eq!(desk.json("family show F1")[0]["kind"], "died");
}

#[test]
fn a_file_that_is_not_there_opens_no_office() {
    let mut desk = Desk::new();
    assert_eq!(desk.fails("apply no-such-file.jsonl"), "unreadable");
    assert!(!desk.opened());
}
