//! A panic elsewhere leaves nothing broken in what an embedder holds; the compiler does not see it through the boxes of
//! records. None of these changes once it is made.
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
