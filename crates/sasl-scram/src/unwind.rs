//! Unwind safety: records are immutable, so a panic elsewhere does not affect them. The compiler cannot derive
//! this, because they contain boxed trait objects.
use crate::{
    decoy::{Decoys, PasswordDecoy},
    hash::Hash,
    population::{DecoyProfile, DecoyProfiles},
};
use core::panic::{RefUnwindSafe, UnwindSafe};

impl UnwindSafe for Decoys {}
impl RefUnwindSafe for Decoys {}
impl<H: Hash> UnwindSafe for PasswordDecoy<H> {}
impl<H: Hash> RefUnwindSafe for PasswordDecoy<H> {}
impl UnwindSafe for DecoyProfiles {}
impl RefUnwindSafe for DecoyProfiles {}
impl UnwindSafe for DecoyProfile {}
impl RefUnwindSafe for DecoyProfile {}
