//! Three-valued judging done properly: definite exactly where what is unknown cannot matter.

use super::*;
use crate::policy::verdict::{Missing, Truth};
use Truth::{No, Unknown, Yes};

fn missing(verdict: &Verdict) -> Vec<String> {
    let name = |missing: &Missing| match missing {
        Missing::Fact { whose, field, .. } => format!("{}.{}", whose.key(), field.key()),
        Missing::Standard { key, .. } => key.clone(),
    };
    verdict.missing.iter().map(name).collect()
}

const RURAL: &str = "(recorded(family.treated_as) and family.treated_as = rural \
    or not recorded(family.treated_as) and family.hukou = rural \
    or not recorded(family.treated_as) and family.hukou = unified and family.treated_as = rural)";

/// A refusal tells what the family lacks on the way that is nearest to it, not every branch that could never have applied.
#[test]
fn what_stands_in_the_way_is_told_of_the_nearest_way_only() {
    let disabled = "child.alive = no or child.alive = yes and child.disability_grade in [1, 2, 3]";
    let table: &[(&str, &str, &[&str])] = &[
        (disabled, "child.alive=yes child.disability_grade=4", &["child.disability_grade in [1, 2, 3]"]),
        (disabled, "child.alive=no", &[]),
        ("child.alive = no and member.alive = no", "child.alive=yes member.alive=no", &["child.alive = no"]),
        (
            "child.alive = no and member.alive = no",
            "child.alive=yes member.alive=yes",
            &["child.alive = no", "member.alive = no"],
        ),
        ("not (child.alive = no or member.alive = no)", "child.alive=no member.alive=yes", &["not child.alive = no"]),
        ("not (child.alive = no and member.alive = no)", "child.alive=no member.alive=no", &["not child.alive = no"]),
    ];
    for (text, facts, wanted) in table {
        let verdict = verdict(text, facts);
        let told: Vec<&str> =
            verdict.reasons.iter().filter(|reason| reason.in_the_way).map(|reason| reason.rule.as_str()).collect();
        assert_eq!(told, *wanted, "{text} / {facts}");
    }
}

#[test]
fn what_cannot_matter_is_not_waited_for() {
    let table: &[(&str, &str, Truth, &[&str])] = &[
        // Either way it holds, although each half alone is open.
        ("child.alive = yes or child.alive = no", "", Yes, &[]),
        ("child.alive = yes and child.alive = no", "", No, &[]),
        ("family.house_grade in [a, b] or family.house_grade in [c, d]", "", Yes, &[]),
        ("child.disability_grade <= 2 or child.disability_grade >= 3", "", Yes, &[]),
        ("child.disability_grade <= 2 or child.disability_grade >= 4", "", Unknown, &["child.disability_grade"]),
        ("member.age < 60 or member.age >= 60", "", Yes, &[]),
        ("member.age < 60 or member.age > 60", "", Unknown, &["member.born_on"]),
        ("year(member.born_on) < 1960 or member.born_on >= 1960-01-01", "", Yes, &[]),
        ("year(member.born_on) < 1960 or member.born_on > 1960-01-01", "", Unknown, &["member.born_on"]),
        // The ages of one person in two rules of counting: whoever has completed 49 completes it within the year.
        ("member.age < 49 or year(member.born_on) + limit <= this_year", "", Yes, &[]),
        ("family.income_per_head < 300 or family.income_per_head >= 300", "", Yes, &[]),
        ("family.income_per_head < 300 or family.income_per_head > 300", "", Unknown, &["family.income_per_head"]),
        ("family.trades has_any [planting] or not family.trades has_any [planting]", "", Yes, &[]),
        ("family.trades has_all [planting, breeding] and not family.trades has_any [planting]", "", No, &[]),
        // One unknown fact decides which of two known ones counts.
        (
            "family.house_place = urban and child.alive = no or family.house_place = rural and child.alive = no",
            "child.alive=no",
            Yes,
            &[],
        ),
        (
            "family.house_place = urban and child.alive = no or family.house_place = rural and member.alive = no",
            "child.alive=no member.alive=yes",
            Unknown,
            &["family.house_place"],
        ),
        // What is missing is only what can change the verdict.
        ("child.alive = no and family.wants_adopt = yes", "family.wants_adopt=no", No, &[]),
        ("child.alive = no and family.wants_adopt = yes", "child.alive=no", Unknown, &["family.wants_adopt"]),
        ("child.alive = no or family.wants_adopt = yes", "", Unknown, &["family.wants_adopt", "child.alive"]),
        ("family.income_per_head < unset", "family.income_per_head=1", Unknown, &["unset"]),
        ("family.income_per_head < unset and child.alive = no", "child.alive=yes", No, &[]),
    ];
    for (text, facts, wanted, lacking) in table {
        let verdict = verdict(text, facts);
        assert_eq!(verdict.truth, *wanted, "{text} / {facts}");
        assert_eq!(missing(&verdict), *lacking, "{text} / {facts}");
    }
}

#[test]
fn grade_three_with_town_or_country_not_known_is_yes() {
    let text = format!(
        "child.alive = yes and (child.disability_grade in [1, 2, 3] or child.disability_grade = 4 and {RURAL})"
    );
    let table: &[(&str, Truth, &[&str])] = &[
        ("child.alive=yes child.disability_grade=3", Yes, &[]),
        ("child.alive=yes child.disability_grade=4", Unknown, &["family.hukou", "family.treated_as"]),
        ("child.alive=yes child.disability_grade=4 family.hukou=unified", Unknown, &["family.treated_as"]),
        ("child.alive=yes child.disability_grade=4 family.hukou=rural", Yes, &[]),
        ("child.alive=yes child.disability_grade=4 family.hukou=urban", No, &[]),
        ("child.alive=yes child.disability_grade=4 family.hukou=urban family.treated_as=rural", Yes, &[]),
        ("child.alive=yes child.disability_grade=4 family.hukou=rural family.treated_as=urban", No, &[]),
        ("child.alive=yes child.disability_grade=0", No, &[]),
        ("child.alive=yes family.treated_as=rural", Unknown, &["child.disability_grade"]),
        ("child.disability_grade=0", No, &[]),
        ("child.disability_grade=2", Unknown, &["child.alive"]),
    ];
    for (facts, wanted, lacking) in table {
        let verdict = verdict(&text, facts);
        assert_eq!((verdict.truth, missing(&verdict).as_slice()), (*wanted, &lacking.map_to_strings()[..]), "{facts}");
    }
}

trait MapToStrings {
    fn map_to_strings(&self) -> Vec<String>;
}

impl MapToStrings for [&str] {
    fn map_to_strings(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }
}

#[test]
fn the_member_who_is_the_child_has_the_child_s_facts() {
    let text = "child.alive = yes or member.alive = no";
    assert_eq!(verdict(text, "member=child").truth, Yes);
    assert_eq!(verdict(text, "").truth, Unknown);
    let text = "wife.age < 49 or member.age >= 49";
    assert_eq!(verdict(text, "member=wife").truth, Yes);
    assert_eq!(missing(&verdict("member.alive = no", "member=child")), ["child.alive"]);
}

#[test]
fn standing_is_judged_as_of_its_day() {
    let table: &[(&str, &str, Truth)] = &[
        // A recorded day of death decides who was living, whatever else is recorded.
        ("child.alive = no", "child.alive=no child.died_on=2015-06-01", Yes),
        ("child.alive = no", "child.alive=no child.died_on=2015-06-02", No),
        ("child.alive = no", "child.died_on=2015-05-31", Yes),
        // An event that has not happened answers no question about its day with yes.
        ("year(child.died_on) = this_year", "child.died_on=2015-06-02", No),
        ("child.died_on > 2015-01-01", "child.died_on=2015-06-02", No),
        // Whoever is living has no day of death.
        ("year(child.died_on) = this_year", "child.alive=yes", No),
        ("year(child.died_on) = this_year", "child.alive=no", Unknown),
        // A grade counts from its identification.
        ("child.disability_grade in [1, 2]", "child.disability_grade=1 child.identified_on=2015-06-01", Yes),
        ("child.disability_grade in [1, 2]", "child.disability_grade=1 child.identified_on=2015-06-02", Unknown),
        // A certificate may well be valid until a later day.
        ("child.certificate_until >= today", "child.certificate_until=2020-01-01", Yes),
    ];
    for (text, facts, wanted) in table {
        assert_eq!(verdict(text, facts).truth, *wanted, "{text} / {facts}");
    }
}

#[test]
fn too_many_possibilities_stay_open() {
    // Seven shared facts of five to eight choices: more than the cap, although every one of them holds.
    let names = ["disability_grade", "stage", "school_year", "parentage", "role", "pension", "mobility", "self_care"];
    let keys = ["0", "none", "1", "own", "father", "none", "free", "able"];
    let either = |whose: &str| {
        let leaf = |(name, key): (&&str, &&str)| format!("({whose}.{name} = {key} or {whose}.{name} != {key})");
        names.iter().zip(&keys).map(leaf).collect::<Vec<_>>().join(" and ")
    };
    assert_eq!(verdict(&either("child"), "").truth, Unknown);
    assert_eq!(verdict("child.stage = none or child.stage != none", "").truth, Yes);
}

#[test]
fn named_rules_give_their_name_to_their_reasons() {
    let mut terms = terms();
    terms.predicates.push(rule("child.alive = no").named("bereaved", Words::default()));
    let sample = Sample::new("child.alive=no");
    let rule = Rule::read("bereaved and bereaved and family.wants_adopt = yes", &terms).unwrap();
    let verdict = rule.explain(&terms, &sample.case(), |_| None);
    let within: Vec<_> =
        verdict.reasons.iter().map(|reason| (reason.within.as_deref(), reason.rule.as_str())).collect();
    assert_eq!(within, [(Some("bereaved"), "child.alive = no"), (None, "family.wants_adopt = yes")]);
}
