//! To whom a department hands on what is not its own: the body that most often has the other half of the matter.

/// Departments by their ids in the plan, each with its neighbour.
const NEIGHBOURS: [(&str, &str); 13] = [
    ("finance", "civil-affairs"),
    ("education", "disabled-fed"),
    ("housing-construction", "land-housing"),
    ("land-housing", "housing-construction"),
    ("civil-affairs", "human-social"),
    ("human-social", "civil-affairs"),
    ("agriculture", "finance"),
    ("health-fp", "fp-association"),
    ("trade-union", "womens-fed"),
    ("womens-fed", "trade-union"),
    ("disabled-fed", "health-fp"),
    ("fp-association", "health-fp"),
    ("gov-office", "fp-association"),
];

/// The id of the neighbour of the department with this id.
pub fn of(department: &str) -> Option<&'static str> {
    NEIGHBOURS.iter().find(|(id, _)| *id == department).map(|(_, neighbour)| *neighbour)
}
