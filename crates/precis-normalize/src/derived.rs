//! The derived property of a code point (RFC 8264 section 8).

use crate::class::Info;

/// The derived property of a code point, with the names of RFC 8264 section 8.
///
/// The IdentifierClass (user names) allows [`PValid`](Self::PValid). The FreeformClass (passwords and nicknames)
/// also allows [`FreePVal`](Self::FreePVal). Both allow the contextual ones if their rule in RFC 5892 appendix A
/// is satisfied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DerivedProperty {
    /// Allowed in both classes (PVALID).
    PValid,
    /// Allowed in the FreeformClass only (FREE_PVAL, which is also ID_DIS).
    FreePVal,
    /// A join control, allowed in some contexts (CONTEXTJ).
    ContextJ,
    /// Any other code point that is allowed in some contexts (CONTEXTO).
    ContextO,
    /// Never allowed (DISALLOWED).
    Disallowed,
    /// Not assigned in Unicode 18.0 (UNASSIGNED).
    Unassigned,
}

/// Returns the derived property of `c` in Unicode 18.0 (RFC 8264 section 8).
///
/// ```
/// use precis_normalize::{DerivedProperty, derived_property};
///
/// assert_eq!(derived_property('a'), DerivedProperty::PValid);
/// assert_eq!(derived_property(' '), DerivedProperty::FreePVal);
/// assert_eq!(derived_property('\u{200D}'), DerivedProperty::ContextJ);
/// assert_eq!(derived_property('\n'), DerivedProperty::Disallowed);
/// ```
#[must_use]
pub fn derived_property(c: char) -> DerivedProperty {
    match Info::of(c).derived() {
        0 => DerivedProperty::PValid,
        1 => DerivedProperty::FreePVal,
        2 => DerivedProperty::ContextJ,
        3 => DerivedProperty::ContextO,
        4 => DerivedProperty::Disallowed,
        _ => DerivedProperty::Unassigned,
    }
}
