//! Who logs in, and with what.

/// The account of every login here; it exists on all servers.
pub(crate) const USER: &str = "user";

/// The password that is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credential {
    Right,
    Wrong,
}

impl Credential {
    pub(crate) const fn password(self) -> &'static str {
        match self {
            Self::Right => "pencil",
            Self::Wrong => "eraser",
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
        }
    }
}
