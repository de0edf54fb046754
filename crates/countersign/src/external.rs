//! From what was proved beneath SASL to an identity for EXTERNAL: the one place of the family that states it.
//!
//! Each function wants two halves, what the layer beneath has proved and what the directory has found for it, and
//! compares them once more: an answer to another question, or to none, is no identity. A disabled account has none.
use crate::account::AccountState;
use sasl_core::{ExternalIdentity, Proof};

/// The identity of a TLS client whose key the directory knows.
///
/// `None` when the client has proved no key, when the record is another key's or there is none, and when the account
/// is disabled. The login name is the record's, never the client's.
///
/// A key is no record of a mechanism: nothing that checks passwords can be given one.
///
/// ```compile_fail,E0277
/// fn a_password_mechanisms_record(_: impl sasl_core::Record) {}
/// fn with(key: tls_pubkey_auth::KeyRecord) { a_password_mechanisms_record(key) }
/// ```
#[cfg(feature = "keys")]
pub fn of_client_key(
    key: &tls_pubkey_auth::rustls::ClientKey,
    record: Option<&tls_pubkey_auth::KeyRecord>,
    account: AccountState,
) -> Option<ExternalIdentity> {
    let (key, record) = (key.proved()?, record?);
    // The fingerprint has found it; the key decides.
    let is_same = *key.spki() == record.spki;
    (is_same && account == AccountState::Enabled && !record.login_name.is_empty())
        .then(|| ExternalIdentity::proved(Proof::TlsKey, record.login_name.as_str()))
}

/// What [`keys::decide`](tls_pubkey_auth::decide) asks of a key that the directory has found, or has not.
///
/// An error of the directory's is [`KeyState::Unavailable`](tls_pubkey_auth::KeyState::Unavailable).
#[cfg(feature = "keys")]
pub fn key_state(
    key: &tls_pubkey_auth::rustls::ClientKey,
    found: Option<(&tls_pubkey_auth::KeyRecord, AccountState)>,
) -> tls_pubkey_auth::KeyState {
    use tls_pubkey_auth::KeyState;
    match (key.proved(), found) {
        (None, _) => KeyState::Absent,
        (Some(key), Some((record, state))) if record.spki == *key.spki() => {
            KeyState::Known { account: of_keys(state), no_imap_preauth: record.no_imap_preauth }
        }
        (Some(_), _) => KeyState::Unknown,
    }
}

#[cfg(feature = "keys")]
const fn of_keys(state: AccountState) -> tls_pubkey_auth::AccountState {
    match state {
        AccountState::Enabled => tls_pubkey_auth::AccountState::Enabled,
        AccountState::Disabled => tls_pubkey_auth::AccountState::Disabled,
    }
}

/// A directory's entry for a name that an authority has certified: whom it means when this authority says it.
#[cfg(feature = "ca")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertifiedUser {
    /// The authority and the name.
    pub certified: tls_pubkey_auth::CertifiedName,
    /// The login name that it stands for.
    pub login_name: String,
}

/// The identity of a TLS client whose certificate's name the directory knows.
///
/// `None` when the entry is another name's, or of another authority, or there is none, and when the account is disabled.
/// The login name is the entry's, never the certificate's.
#[cfg(feature = "ca")]
pub fn of_certified_name(
    name: &tls_pubkey_auth::ca::ProvedName,
    user: Option<&CertifiedUser>,
    account: AccountState,
) -> Option<ExternalIdentity> {
    let user = user?;
    let is_same = user.certified == *name.certified();
    (is_same && account == AccountState::Enabled && !user.login_name.is_empty())
        .then(|| ExternalIdentity::proved(Proof::TlsCertificate, user.login_name.as_str()))
}

/// What [`keys::decide`](tls_pubkey_auth::decide) asks of a certified name: whether it is anybody's, and the state of that
/// account. A certificate has no wish about PREAUTH.
#[cfg(feature = "ca")]
pub fn name_state(found: Option<AccountState>) -> tls_pubkey_auth::KeyState {
    use tls_pubkey_auth::KeyState;
    found.map_or(KeyState::Unknown, |account| KeyState::Known {
        account: of_keys(account),
        no_imap_preauth: false,
    })
}

/// A user of this machine at the other end of a Unix socket, as the system's `SO_PEERCRED` or `getpeereid` names it.
/// Make it of nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnixPeer {
    uid: u32,
}

/// A directory's entry for a user of this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnixUser {
    /// The user's number.
    pub uid: u32,
    /// The login name that it stands for.
    pub login_name: String,
}

impl UnixPeer {
    /// With this effective user ID, from the system.
    pub const fn from_socket(effective_uid: u32) -> Self {
        Self { uid: effective_uid }
    }

    /// What to look it up by.
    pub const fn uid(self) -> u32 {
        self.uid
    }
}

/// The identity of a user of this machine whom the directory knows.
///
/// ```
/// use countersign::{account::AccountState, external::{UnixPeer, UnixUser, of_unix_peer}};
/// let alice = UnixUser { uid: 1000, login_name: "alice".into() };
/// let enabled = AccountState::Enabled;
/// let identity = of_unix_peer(UnixPeer::from_socket(1000), Some(&alice), enabled).unwrap();
/// assert_eq!(identity.name(), "alice");
/// assert!(of_unix_peer(UnixPeer::from_socket(1001), Some(&alice), enabled).is_none());
/// ```
pub fn of_unix_peer(
    peer: UnixPeer,
    user: Option<&UnixUser>,
    account: AccountState,
) -> Option<ExternalIdentity> {
    let user = user?;
    (user.uid == peer.uid && account == AccountState::Enabled && !user.login_name.is_empty())
        .then(|| ExternalIdentity::proved(Proof::UnixPeer, user.login_name.as_str()))
}
