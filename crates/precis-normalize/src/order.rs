//! Canonical order of a few marks (Unicode, section 3.11).

/// Sorts by combining class and keeps the order within a class. There are few marks, mostly already in order.
pub(crate) fn sort(marks: &mut [(char, u8)]) {
    for end in 1..marks.len() {
        for place in (1..=end).rev() {
            let before = place.saturating_sub(1);
            match (marks.get(before), marks.get(place)) {
                (Some(left), Some(right)) if left.1 > right.1 => marks.swap(before, place),
                _ => break,
            }
        }
    }
}
