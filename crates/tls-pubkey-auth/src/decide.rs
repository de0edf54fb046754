//! What a key is good for on a connection: one decision, a pure function, right after the TLS handshake.

/// What is spoken inside TLS.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// IMAP (RFC 9051): it can greet a client as logged in already.
    Imap,
    /// Message submission (RFC 6409): it lets whoever is known hand in mail.
    Submission,
    /// POP3 (RFC 1939): there is no greeting that logs in.
    Pop3,
    /// ManageSieve (RFC 5804): the same.
    ManageSieve,
}

/// When TLS began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TlsStart {
    /// With the first octet.
    Implicit,
    /// With a command, after a greeting.
    Starttls,
}

/// What the directory answered for the key of the connection.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyState {
    /// The client has presented none.
    Absent,
    /// Nobody has registered it. It is no login attempt: some clients present one to everybody.
    Unknown,
    /// The directory cannot tell now.
    Unavailable,
    /// Somebody has.
    Known {
        /// The account may be used.
        account: AccountState,
        /// The key's owner does not want to be greeted as logged in.
        no_imap_preauth: bool,
    },
}

/// Whether an account may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountState {
    /// It may.
    Enabled,
    /// Nobody gets in, however they come.
    Disabled,
}

/// What a listener insists on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListenerPolicy {
    /// Keys, and whatever else is offered.
    Anything,
    /// Keys alone, so that without the directory there is nothing to do.
    KeysOnly,
}

/// What to do with a connection.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub enum KeyAuthOutcome {
    /// IMAP: greet with `PREAUTH`. The client is logged in, and AUTHENTICATE and LOGIN are answered with BAD.
    GreetPreauth,
    /// Submission: the client is logged in without AUTH, and may still use AUTH once.
    LoggedIn,
    /// The client is not logged in; EXTERNAL is offered, and logs it in.
    OfferExternal,
    /// As if there were no key.
    Anonymous,
    /// Tell the client that it cannot be served now, and end.
    Unavailable,
}

/// What to do with a connection once its TLS handshake is over, be it full or resumed.
///
/// ```
/// use tls_pubkey_auth::{decide, ListenerPolicy, AccountState, KeyState, KeyAuthOutcome, Protocol, TlsStart};
/// let key = KeyState::Known { account: AccountState::Enabled, no_imap_preauth: false };
/// let login = |protocol, start| decide(protocol, start, key, ListenerPolicy::Anything);
/// assert_eq!(login(Protocol::Imap, TlsStart::Implicit), KeyAuthOutcome::GreetPreauth);
/// assert_eq!(login(Protocol::Imap, TlsStart::Starttls), KeyAuthOutcome::OfferExternal);
/// assert_eq!(login(Protocol::Submission, TlsStart::Starttls), KeyAuthOutcome::LoggedIn);
/// ```
pub const fn decide(
    protocol: Protocol,
    start: TlsStart,
    key: KeyState,
    accepts: ListenerPolicy,
) -> KeyAuthOutcome {
    let no_imap_preauth = match (key, accepts) {
        (KeyState::Known { account: AccountState::Enabled, no_imap_preauth }, _) => no_imap_preauth,
        (KeyState::Unavailable, ListenerPolicy::KeysOnly) => return KeyAuthOutcome::Unavailable,
        (KeyState::Known { account: AccountState::Disabled, .. }, _)
        | (KeyState::Absent | KeyState::Unknown | KeyState::Unavailable, _) => {
            return KeyAuthOutcome::Anonymous;
        }
    };
    match (protocol, start) {
        (Protocol::Imap, TlsStart::Implicit) if !no_imap_preauth => KeyAuthOutcome::GreetPreauth,
        (Protocol::Submission, _) => KeyAuthOutcome::LoggedIn,
        (Protocol::Imap | Protocol::Pop3 | Protocol::ManageSieve, _) => KeyAuthOutcome::OfferExternal,
    }
}

impl KeyAuthOutcome {
    /// EXTERNAL may be offered: the connection has an identity.
    pub const fn has_identity(self) -> bool {
        matches!(self, Self::GreetPreauth | Self::LoggedIn | Self::OfferExternal)
    }

    /// The client is logged in without saying anything.
    pub const fn is_logged_in(self) -> bool {
        matches!(self, Self::GreetPreauth | Self::LoggedIn)
    }
}
