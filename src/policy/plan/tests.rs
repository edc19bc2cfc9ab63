use super::*;

#[test]
fn the_plan_that_ships_is_sound() {
    if let Err(faults) = Plan::parse(Plan::BUILTIN) {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", faults.join("\n"));
    }
}
