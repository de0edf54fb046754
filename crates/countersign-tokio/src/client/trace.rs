//! `--trace`: the protocol dialogue without credentials.

/// Whether the dialogue is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// Nothing is printed.
    Off,
    /// Lines are printed, without secrets.
    On,
}

impl Trace {
    /// Shows a line that cannot contain a credential.
    pub fn show(self, who: char, line: &[u8]) {
        if self == Self::On {
            eprintln!("{who}: {}", String::from_utf8_lossy(line).trim_end().escape_debug());
        }
    }

    /// Shows kind and length of a line of an exchange. Challenges are withheld as well: together with a proof they allow
    /// guessing the password.
    pub fn withhold(self, who: char, what: &str, octets: usize) {
        tracing::trace!(%who, what, octets, "withheld");
        if self == Self::On {
            eprintln!("{who}: {what}[{octets} characters withheld]");
        }
    }
}
