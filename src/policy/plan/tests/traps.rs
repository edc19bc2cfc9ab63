//! The ten places where the plan's text is easily misread, each with the cases that tell the readings apart.

use super::cases::missing;
use super::*;

const DIED: &str = "child.role=child child.alive=no child.died_on=2012-05-06 family.treated_as=rural member.role=father \
    member.alive=yes member.born_on=1960-01-02";
const DISABLED: &str = "child.role=child child.alive=yes child.disability_grade=3 child.disability_kinds=physical \
    family.treated_as=rural member.role=father member.alive=yes member.born_on=1966-01-02";

#[track_caller]
fn hold(measure: &str, family: &str, table: &[(&str, Truth)]) {
    let plan = plan();
    for (differs, wanted) in table {
        let verdict = explain(&plan, measure, &Sample::new(family).with(differs));
        assert_eq!(verdict.truth, *wanted, "{measure}: {differs}");
    }
}

use Truth::{No, Yes};

#[test]
fn one_the_premium_needs_both_the_allowance_and_the_resident_scheme() {
    let table = [
        ("member.special_allowance=died member.medical_insurance=resident", Yes),
        ("member.special_allowance=died member.medical_insurance=employee", No),
        ("member.special_allowance=none member.medical_insurance=resident", No),
    ];
    hold("resident-medical-premium", DIED, &table);
}

#[test]
fn two_the_pension_premium_is_for_any_member_a_parent_too() {
    let table = [
        ("member.disability_grade=1 member.pension=resident", Yes),
        ("member=child child.disability_grade=2 child.pension=resident child.born_on=1990-01-01", Yes),
        ("member.disability_grade=3 member.pension=resident", No),
    ];
    hold("pension-premium", DISABLED, &table);
}

#[test]
fn three_the_pension_rise_only_goes_on() {
    let old = "member.born_on=1950-01-01 member.pension=resident";
    hold(
        "pension-supplement",
        &format!("{DIED} {old}"),
        &[("member.pension_added=yes", Yes), ("member.pension_added=no", No)],
    );
}

#[test]
fn four_condolence_belongs_to_the_calendar_year_of_the_death() {
    let table = [
        // A death on 31 December, reported on 2 January, is judged as of its day and counts for the old year, not for the new one.
        ("child.died_on=2014-12-31 as_of=2014-12-31", Yes),
        ("child.died_on=2014-12-31 as_of=2015-01-02", No),
        ("child.died_on=2015-01-01 as_of=2015-01-02", Yes),
        ("child.died_on=2015-01-01 as_of=2014-12-31", No),
    ];
    hold("death-condolence", DIED, &table);
}

#[test]
fn five_the_vocational_grant_is_for_two_years_and_free_tuition_for_all() {
    let student = format!(
        "{DISABLED} member=child child.stage=sec-voc child.full_time=yes child.enrolled=yes family.low_income=dibao"
    );
    let years = |third| [("child.school_year=1", Yes), ("child.school_year=2", Yes), ("child.school_year=3", third)];
    hold("sec-voc-grant", &student, &years(No));
    hold("sec-voc-tuition-free", &student, &years(Yes));
}

#[test]
fn six_allowance_money_comes_out_before_income_meets_the_line() {
    let plan = plan();
    let family = format!("{DISABLED} family.low_income=none family.income_per_head=600");
    let with = Sample::new(&family).with("family.family_planning_money=400");
    assert_eq!(explain(&plan, "dibao", &with).truth, Yes);
    assert_eq!(explain(&plan, "dibao", &Sample::new(&family).with("family.family_planning_money=100")).truth, No);
    // The clerk sees both figures and the line.
    let verdict = explain(&plan, "dibao", &with);
    let found: Vec<String> = verdict.reasons.iter().map(|reason| reason.found(crate::text::Lang::Zh)).collect();
    let wanted = "家庭人均月收入：600.00元；家庭其中扶助金奖励金（月人均）：400.00元；农村低保标准（月人均）：230.00元";
    assert!(found.iter().any(|found| found == wanted), "{found:?}");
    // Without a line in the plan the verdict waits for it.
    let unset = Plan::builtin();
    assert_eq!(missing(&explain(&unset, "dibao", &with)), ["dibao_line_rural"]);
}

#[test]
fn seven_medical_relief_comes_after_three_payers() {
    let stay =
        "member.meets_medical_relief=yes member.stay_total=10000 member.stay_basic=6000 member.stay_critical=3000";
    let table = [
        ("member.stay_commercial=0", Yes),
        ("member.stay_commercial=999", Yes),
        ("member.stay_commercial=1000", No),
        ("member.stay_commercial=1001", No),
        ("member.stay_commercial=0 member.meets_medical_relief=no", No),
    ];
    hold("medical-relief", &format!("{DIED} {stay}"), &table);
}

#[test]
fn eight_limbs_devices_and_training_are_for_the_only_child() {
    let parent = "member.disability_grade=1 member.disability_kinds=physical member.device_needs=below-knee,wheelchair \
        member.rehab_needs=hearing member.wants_training=yes member.meets_rehab_policy=yes";
    let child = "child.device_needs=below-knee,wheelchair child.rehab_needs=hearing child.wants_training=yes \
        child.meets_rehab_policy=yes";
    for measure in ["prosthesis", "assistive-device", "rehab-training"] {
        hold(measure, DIED, &[(parent, No)]);
        hold(measure, DISABLED, &[(child, Yes)]);
    }
}

#[test]
fn nine_a_later_child_ends_the_family_s_place_from_its_day() {
    let wishes = "family.wants_adopt=yes family.meets_adoption_law=yes family.wants_child=yes family.may_have_child=yes \
        wife.has_iud=yes member.special_allowance=died member.yearly_review_passed=yes";
    let family = format!("{DIED} {wishes}");
    for measure in ["adoption-first", "iud-removal", "prepregnancy-check", "allowance-payment", "subsidy-first"] {
        for event in ["family.later_adoption_on", "family.later_birth_on"] {
            // What was due before that day stays due as of then.
            let before = format!("{event}=2016-03-01 as_of=2016-02-29");
            let after = format!("{event}=2016-03-01 as_of=2016-03-01");
            hold(measure, &family, &[(&before, Yes), (&after, No)]);
        }
    }
}

#[test]
fn ten_the_yearly_report_is_due_on_15_december() {
    let plan = Plan::builtin();
    let report = plan.by_id("gov-annual-report").unwrap();
    // That a day off moves it to the last working day before is the calendar's matter; the note tells the clerk.
    assert_eq!(report.limit, TimeLimit { within: Within::YearDay { month: 12, day: 15 }, proposal: false });
    assert!(report.note.as_ref().unwrap().zh.contains("最后一个工作日"));
}
