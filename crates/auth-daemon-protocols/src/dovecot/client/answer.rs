//! The answers of a server.
use super::super::{
    base64,
    binding::BindingType,
    code::FailureCode,
    escape,
    fields::{Fields, parameter},
};
use crate::secret::Secret;
use alloc::{string::String, vec::Vec};

/// An accepted login with the client's identity. Other fields of the line, in particular a password, are not
/// stored.
#[derive(Debug)]
pub struct Login {
    user: String,
    original_user: Option<String>,
    anonymous: bool,
    message: Option<Secret>,
}

impl Login {
    /// Returns the canonical user name. It is not empty.
    pub fn user(&self) -> &str {
        &self.user
    }

    /// Returns the name that the client sent, if the server has changed it.
    pub fn original_user(&self) -> Option<&str> {
        self.original_user.as_deref()
    }

    /// Returns whether no identity was proved (ANONYMOUS). A caller that did not request that mechanism must
    /// reject it.
    pub const fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// Returns the mechanism's last message. A mechanism that verifies the server is not complete without it.
    pub const fn message(&self) -> Option<&Secret> {
        self.message.as_ref()
    }
}

/// A rejected login.
#[derive(Debug)]
pub struct Rejection {
    kind: RejectionKind,
    user: Option<String>,
    reason: Option<String>,
    message: Option<Secret>,
}

/// The reason for a rejection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RejectionKind {
    /// The credentials are wrong, or the user does not exist.
    Credentials,
    /// The answer has a code. The older field `temp` is [`FailureCode::Temporary`].
    Code(FailureCode),
    /// The answer has an unknown code.
    UnknownCode,
    /// The credentials are correct and the account is closed: `OK` with `nologin`.
    AccountClosed,
}

impl Rejection {
    /// Returns the reason.
    pub const fn kind(&self) -> RejectionKind {
        self.kind
    }

    /// Returns the user name, if the server sent one.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// Returns the server's text. It can contain any character, and parts of it can come from the client.
    pub fn untrusted_reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Returns the mechanism's last message, for example the JSON text of OAUTHBEARER.
    pub const fn message(&self) -> Option<&Secret> {
        self.message.as_ref()
    }
}

/// The outcome in a line.
pub(crate) enum Outcome {
    Login(Login),
    Rejection(Rejection),
    Invalid,
}

#[derive(Default)]
struct Known {
    user: Option<String>,
    original_user: Option<String>,
    reason: Option<String>,
    code: Option<Vec<u8>>,
    anonymous: bool,
    no_login: bool,
    temporary: bool,
    message: Option<Secret>,
}

impl Known {
    /// Returns `None` if the last message is not base64 or the user name is not UTF-8.
    fn read(fields: Fields<'_>) -> Option<Self> {
        let mut known = Self::default();
        for field in fields {
            let (name, value) = parameter(field);
            match name {
                b"user" => known.user = Some(escape::text(value)?),
                b"original_user" => known.original_user = Some(escape::text(value)?),
                b"reason" => known.reason = escape::text(value),
                b"code" => known.code = Some(value.to_vec()),
                b"anonymous" => known.anonymous = true,
                b"nologin" => known.no_login = true,
                b"temp" => known.temporary = true,
                b"resp" => known.message = Some(base64::decode(value)?),
                _ => {}
            }
        }
        Some(known)
    }

    fn rejection(self, kind: RejectionKind) -> Outcome {
        Outcome::Rejection(Rejection { kind, user: self.user, reason: self.reason, message: self.message })
    }
}

/// Reads the fields after `OK` and the id.
pub(crate) fn ok(fields: Fields<'_>) -> Outcome {
    let Some(mut known) = Known::read(fields) else { return Outcome::Invalid };
    if known.no_login {
        return known.rejection(RejectionKind::AccountClosed);
    }
    let Some(user) = known.user.take().filter(|user| !user.is_empty()) else { return Outcome::Invalid };
    let Known { original_user, anonymous, message, .. } = known;
    Outcome::Login(Login { user, original_user, anonymous, message })
}

/// Reads the fields after `FAIL` and the id.
pub(crate) fn fail(fields: Fields<'_>) -> Outcome {
    let Some(known) = Known::read(fields) else { return Outcome::Invalid };
    let kind = match &known.code {
        Some(code) => FailureCode::ALL
            .into_iter()
            .find(|one| one.name().as_bytes() == code.as_slice())
            .map_or(RejectionKind::UnknownCode, RejectionKind::Code),
        None if known.temporary => RejectionKind::Code(FailureCode::Temporary),
        None => RejectionKind::Credentials,
    };
    known.rejection(kind)
}

/// A challenge, with the channel binding that is requested.
pub(crate) struct Challenge {
    /// The message; `None` for `#`, which means that there is no message for the mechanism.
    pub(crate) message: Option<Secret>,
    pub(crate) binding: Option<Option<BindingType>>,
}

/// Reads the fields after `CONT` and the id. Returns `None` if they are invalid.
pub(crate) fn challenge(text: &[u8], fields: Fields<'_>) -> Option<Challenge> {
    let mut kinds =
        fields.map(parameter).filter(|(name, _)| *name == b"channel_binding").map(|(_, value)| value);
    let kind = kinds.next();
    if kinds.next().is_some() {
        return None;
    }
    let message = match text {
        b"#" if kind.is_some() => None,
        text => Some(base64::decode(text)?),
    };
    let known = |kind: &[u8]| BindingType::from_name(&escape::text(kind)?);
    Some(Challenge { message, binding: kind.map(known) })
}
