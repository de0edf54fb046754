//! Unwind safety: a mechanism is immutable, so a panic elsewhere does not affect it. The compiler cannot derive
//! this, because the decoy is a boxed trait object.
use crate::{login::Login, plain::Plain};
use core::panic::{RefUnwindSafe, UnwindSafe};

impl UnwindSafe for Login {}
impl RefUnwindSafe for Login {}
impl UnwindSafe for Plain {}
impl RefUnwindSafe for Plain {}
