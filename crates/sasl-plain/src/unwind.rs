//! A panic elsewhere leaves nothing broken in a mechanism, which does not change; the compiler does not see it through the
//! box of the decoy.
use crate::{login::Login, plain::Plain};
use core::panic::{RefUnwindSafe, UnwindSafe};

impl UnwindSafe for Login {}
impl RefUnwindSafe for Login {}
impl UnwindSafe for Plain {}
impl RefUnwindSafe for Plain {}
