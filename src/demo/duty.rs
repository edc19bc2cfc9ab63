//! The duties of the district that belong to no family: when in the year an item is opened, and whether one for every body.

/// A duty of the district.
pub struct Duty {
    /// The id of the measure.
    pub measure: &'static str,
    /// The months in which an item is opened.
    pub months: &'static [u32],
    /// Whether every body of the leading group has its own.
    pub every_body: bool,
}

/// All of them.
pub const DUTIES: [Duty; 7] = [
    Duty { measure: "allowance-funding", months: &[4], every_body: false },
    Duty { measure: "gov-standard-growth", months: &[1], every_body: false },
    Duty { measure: "volunteer-organisation", months: &[3], every_body: false },
    Duty { measure: "gov-emergency-volunteers", months: &[2], every_body: false },
    Duty { measure: "gov-leading-group", months: &[3, 9], every_body: false },
    Duty { measure: "gov-unit-duty", months: &[2], every_body: true },
    Duty { measure: "gov-annual-report", months: &[11], every_body: true },
];
