//! `--trace`: the dialogue, with credentials removed.

/// Whether the dialogue is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trace {
    Off,
    On,
}

impl Trace {
    /// A line that cannot hold a credential.
    pub(crate) fn show(self, who: char, line: &[u8]) {
        if self == Self::On {
            eprintln!("{who}: {}", String::from_utf8_lossy(line).trim_end().escape_debug());
        }
    }

    /// A line of an exchange: what it is, and how long. Challenges are withheld too, because with a proof they let
    /// somebody guess the password.
    pub(crate) fn withhold(self, who: char, what: &str, octets: usize) {
        tracing::trace!(%who, what, octets, "withheld");
        if self == Self::On {
            eprintln!("{who}: {what}[{octets} characters withheld]");
        }
    }
}
