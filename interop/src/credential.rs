//! The account and the credentials of the logins.

/// The account of all logins here; it exists on all servers.
pub(crate) const USER: &str = "user";

/// The password that is sent.
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
