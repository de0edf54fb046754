//! What a server answers.
use super::super::{
    base64,
    binding::BindingType,
    code::FailureCode,
    escape,
    fields::{Fields, parameter},
};
use crate::secret::Secret;
use alloc::{string::String, vec::Vec};

/// A client is in: who it is. What else the line has is not kept, a password least of all.
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

    /// Returns the name that the client gave, if the server has changed it.
    pub fn original_user(&self) -> Option<&str> {
        self.original_user.as_deref()
    }

    /// Returns whether no identity was proved (ANONYMOUS). A caller that has not asked for that mechanism refuses it.
    pub const fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// Returns the mechanism's last message. A client of a mechanism that proves the server is not done before it has it.
    pub const fn message(&self) -> Option<&Secret> {
        self.message.as_ref()
    }
}

/// A client is refused.
#[derive(Debug)]
pub struct Rejection {
    kind: RejectionKind,
    user: Option<String>,
    reason: Option<String>,
    message: Option<Secret>,
}

/// Why a client is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RejectionKind {
    /// The credentials are wrong, or there is no such user.
    Credentials,
    /// The reason has a code. The older field `temp` is [`FailureCode::Temporary`].
    Code(FailureCode),
    /// The reason has a code that is not known.
    UnknownCode,
    /// The credentials are right and the account is closed: `OK` with `nologin`.
    AccountClosed,
}

impl Rejection {
    /// Returns why.
    pub const fn kind(&self) -> RejectionKind {
        self.kind
    }

    /// Returns the user name, if the server has one.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// Returns the server's text. It may have any character, and parts of it may come from the client.
    pub fn untrusted_reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Returns the mechanism's last message, the JSON of OAUTHBEARER for one.
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
    /// `None` if the last message is not base64, or the user's name not UTF-8.
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

/// Reads the fields behind `OK` and the id.
pub(crate) fn ok(fields: Fields<'_>) -> Outcome {
    let Some(mut known) = Known::read(fields) else { return Outcome::Invalid };
    if known.no_login {
        return known.rejection(RejectionKind::AccountClosed);
    }
    let Some(user) = known.user.take().filter(|user| !user.is_empty()) else { return Outcome::Invalid };
    let Known { original_user, anonymous, message, .. } = known;
    Outcome::Login(Login { user, original_user, anonymous, message })
}

/// Reads the fields behind `FAIL` and the id.
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

/// A challenge, and which channel binding is asked for with it.
pub(crate) struct Challenge {
    /// `None`: `#`, nothing for the mechanism.
    pub(crate) message: Option<Secret>,
    pub(crate) binding: Option<Option<BindingType>>,
}

/// Reads the fields behind `CONT` and the id; `None` if it is not valid.
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
