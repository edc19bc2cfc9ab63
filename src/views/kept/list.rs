//! A row of a list: who stands in it, of one measure and 1,024 families, township by township.

use super::super::{ViewsError, codec, key};
use super::{FAMILIES_A_ROW, GAP, LIST};
use crate::domain::sweep::kept::KeptList;
use crate::ids::{FamilyId, MeasureNo, MemberNo};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody within a row: the family's place and the person, 0 for the household.
pub(super) type Spot = (u16, u8);

/// Who stands in a row, by township.
pub(super) type Spots = BTreeMap<u32, BTreeSet<Spot>>;

/// The same as it is written: of the places only how far each is from the one before, which is a byte.
type Written = Vec<(u32, Vec<(u16, u8)>)>;

fn code(list: KeptList) -> u8 {
    match list {
        KeptList::Due => 0,
        KeptList::Handled => 1,
        KeptList::Unknown => 2,
        KeptList::Changed => 3,
    }
}

/// Rows that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lane {
    /// A list of a measure.
    Measure(KeptList, MeasureNo),
    /// Of whom facts are lacking that so many verdicts wait for.
    Gaps(u8),
}

/// The rows of a lane. Where most waits comes first.
pub(super) fn prefix(lane: Lane) -> Vec<u8> {
    match lane {
        Lane::Measure(list, measure) => key::key(key::KEPT, &[&[LIST, code(list), measure.0]]),
        Lane::Gaps(waiting) => key::key(key::KEPT, &[&[GAP, u8::MAX - waiting]]),
    }
}

/// One of them.
pub(super) fn row_key(lane: Lane, row: u32) -> Vec<u8> {
    [prefix(lane).as_slice(), &row.to_be_bytes()].concat()
}

/// Which row this is.
pub(super) fn row_at_end(key: &[u8]) -> u32 {
    key.last_chunk::<4>().map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

/// The place of somebody within the row of the family.
pub(super) fn spot(family: FamilyId, member: Option<MemberNo>) -> Spot {
    // A row has far fewer families than the number holds.
    let place = u16::try_from(family.0 % FAMILIES_A_ROW).unwrap_or(u16::MAX);
    (place, member.map_or(0, |member| member.0))
}

/// Who it is that stands there.
pub(super) fn whose(row: u32, (place, member): Spot) -> (FamilyId, Option<MemberNo>) {
    let family = FamilyId(row.saturating_mul(FAMILIES_A_ROW).saturating_add(place.into()));
    (family, (member > 0).then_some(MemberNo(member)))
}

pub(super) fn read(bytes: &[u8]) -> Result<Spots, ViewsError> {
    let written: Written = codec::decode(bytes)?;
    let spots = written.into_iter().map(|(township, steps)| {
        let mut at = 0u16;
        let spot = |(step, member): (u16, u8)| {
            at = at.saturating_add(step);
            (at, member)
        };
        (township, steps.into_iter().map(spot).collect())
    });
    Ok(spots.collect())
}

/// An empty row is not there.
pub(super) fn written(spots: &Spots) -> Option<Vec<u8>> {
    let steps = |spots: &BTreeSet<Spot>| {
        let mut before = 0u16;
        let step = |(place, member): &Spot| {
            let step = place.saturating_sub(before);
            before = *place;
            (step, *member)
        };
        spots.iter().map(step).collect::<Vec<_>>()
    };
    let written: Written = spots
        .iter()
        .filter(|(_, spots)| !spots.is_empty())
        .map(|(township, spots)| (*township, steps(spots)))
        .collect();
    if written.is_empty() { None } else { codec::encode(&written) }
}

pub(super) fn sample() -> Option<Vec<u8>> {
    written(&Spots::from([(500_119_100, BTreeSet::from([(1, 0), (1, 2), (300, 1)]))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_row_reads_back(spots in proptest::collection::btree_map(any::<u32>(), proptest::collection::btree_set((0..1024u16, any::<u8>()), 1..20), 0..4)) {
            let bytes = written(&spots);
            prop_assert_eq!(bytes.is_none(), spots.is_empty());
            if let Some(bytes) = bytes {
                prop_assert_eq!(read(&bytes).unwrap(), spots);
            }
        }

        #[test]
        fn somebody_is_found_where_they_were_put(family in 1..u32::MAX, member: u8) {
            let member = (member > 0).then_some(MemberNo(member));
            let family = FamilyId(family);
            prop_assert_eq!(whose(family.0 / FAMILIES_A_ROW, spot(family, member)), (family, member));
        }
    }
}
