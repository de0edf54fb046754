//! The cases of the demonstration.
use countersign_tokio::client::Protocol;

/// A case.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(super) mechanism: &'static str,
    pub(super) protocol: Protocol,
    pub(super) implicit_tls: bool,
    pub(super) act: Act,
    /// `accepted`, or `rejected:` with the reason.
    pub(super) expected: &'static str,
}

/// The action of the client, or of a man in the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The right name and password.
    LogIn,
    WrongPassword,
    UnknownUser,
    /// The right password of an account that is disabled.
    DisabledAccount,
    /// The client's TLS connection does not end at the server.
    TamperedBinding,
    /// A man in the middle removes the `-PLUS` names from the server's list.
    StrippedPlus,
    /// A man in the middle removes everything but ANONYMOUS from the server's list.
    OnlyAnonymous,
    /// The server reports success before it has authenticated itself.
    EarlySuccess,
    /// A TLS key that alice has registered, and no password.
    Key,
    /// A key that is not registered.
    UnknownKey,
    /// A certificate for alice by an authority that the server trusts.
    Certificate,
    /// A certificate that the authority has revoked.
    RevokedCertificate,
}

impl Act {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::LogIn => "",
            Self::WrongPassword => "wrong password or token",
            Self::UnknownUser => "unknown user",
            Self::DisabledAccount => "disabled account",
            Self::TamperedBinding => "tampered binding",
            Self::StrippedPlus => "-PLUS removed from the list",
            Self::OnlyAnonymous => "only this on the list",
            Self::EarlySuccess => "success before the server's proof",
            Self::Key => "TLS client key",
            Self::UnknownKey => "unregistered key",
            Self::Certificate => "TLS client certificate",
            Self::RevokedCertificate => "revoked certificate",
        }
    }
}

/// Every mechanism, strongest first.
const MECHANISMS: [&str; 13] = [
    "SCRAM-SHA-512-PLUS",
    "SCRAM-SHA3-512-PLUS",
    PLUS,
    "SCRAM-SHA-1-PLUS",
    "SCRAM-SHA-512",
    "SCRAM-SHA3-512",
    BARE,
    "SCRAM-SHA-1",
    "OAUTHBEARER",
    "XOAUTH2",
    PLAIN,
    "LOGIN",
    "CRAM-MD5",
];
/// Logs in without an account, so that no password can be wrong.
const ANONYMOUS: &str = "ANONYMOUS";
const PLUS: &str = "SCRAM-SHA-256-PLUS";
const BARE: &str = "SCRAM-SHA-256";
const PLAIN: &str = "PLAIN";
const EXTERNAL: &str = "EXTERNAL";
/// The mechanism of a login by key alone in the audit record.
pub(super) const TLS_KEY: &str = "tls-key";
/// The mechanism of a login by certificate alone in the audit record.
pub(super) const TLS_CERTIFICATE: &str = "tls-certificate";

/// Returns all cases: the logins by all mechanisms over all protocols and both kinds of TLS, then the rejections.
/// ManageSieve has no port with implicit TLS.
pub(crate) fn cases() -> Vec<Case> {
    let protocols = [Protocol::Imap, Protocol::Smtp, Protocol::Pop3];
    let lines = protocols.into_iter().flat_map(|protocol| [true, false].map(|implicit| (protocol, implicit)));
    let lines = lines.chain([(Protocol::Sieve, false)]);
    let logins = MECHANISMS.map(|mechanism| (mechanism, Act::LogIn, "accepted"));
    let wrong = MECHANISMS.map(|mechanism| (mechanism, Act::WrongPassword, "rejected:bad-credentials"));
    let refusals = [
        (ANONYMOUS, Act::OnlyAnonymous, "rejected:no-mechanism"),
        (BARE, Act::UnknownUser, "rejected:bad-credentials"),
        (PLAIN, Act::UnknownUser, "rejected:bad-credentials"),
        (BARE, Act::DisabledAccount, "rejected:disabled"),
        (PLAIN, Act::DisabledAccount, "rejected:disabled"),
        (PLUS, Act::TamperedBinding, "rejected:binding-mismatch"),
        (BARE, Act::StrippedPlus, "rejected:downgrade"),
        (BARE, Act::EarlySuccess, "rejected:server-not-verified"),
    ];
    let everywhere = |(mechanism, act, expected)| {
        lines.clone().map(move |(protocol, implicit_tls)| Case {
            mechanism,
            protocol,
            implicit_tls,
            act,
            expected,
        })
    };
    let proofs = [(TLS_KEY, Act::Key), (TLS_CERTIFICATE, Act::Certificate)].into_iter();
    let proofs = proofs.flat_map(|(greeting, act)| {
        lines.clone().map(move |(protocol, implicit_tls)| {
            // The greeting of IMAP with implicit TLS authenticates such a client, so there is no mechanism.
            let greeted = protocol == Protocol::Imap && implicit_tls;
            let mechanism = if greeted { greeting } else { EXTERNAL };
            Case { mechanism, protocol, implicit_tls, act, expected: "accepted" }
        })
    });
    let unknown =
        [Act::UnknownKey, Act::RevokedCertificate].map(|act| (EXTERNAL, act, "rejected:no-mechanism"));
    let logins = logins.into_iter().chain([(ANONYMOUS, Act::LogIn, "accepted")]).flat_map(&everywhere);
    let refused = wrong.into_iter().chain(refusals).chain(unknown).flat_map(&everywhere);
    logins.chain(proofs).chain(refused).collect()
}
