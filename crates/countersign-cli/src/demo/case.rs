//! What is shown.
use crate::client::Protocol;

/// One row to be.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(super) mechanism: &'static str,
    pub(super) protocol: Protocol,
    pub(super) implicit_tls: bool,
    pub(super) act: Act,
    /// `accepted`, or `rejected:` and why.
    pub(super) expected: &'static str,
}

/// What the client, or somebody between it and the server, does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The right name and password.
    LogIn,
    WrongPassword,
    UnknownUser,
    /// The right password of an account that is disabled.
    DisabledAccount,
    /// The client is at the end of another TLS connection than the server.
    TamperedBinding,
    /// Somebody has taken the `-PLUS` names off the server's list.
    StrippedPlus,
    /// Somebody has taken everything off the server's list but ANONYMOUS.
    OnlyAnonymous,
    /// The server says yes before it has proved itself.
    EarlySuccess,
    /// A TLS key that alice has registered, and no password.
    Key,
    /// One that nobody has.
    UnknownKey,
    /// A certificate in alice's name by the authority that the server believes.
    Certificate,
    /// One that the authority has taken back.
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
            Self::StrippedPlus => "-PLUS taken off the list",
            Self::OnlyAnonymous => "nothing but this on the list",
            Self::EarlySuccess => "success before the server's proof",
            Self::Key => "TLS client key",
            Self::UnknownKey => "a key that nobody has registered",
            Self::Certificate => "TLS client certificate",
            Self::RevokedCertificate => "a certificate that was revoked",
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
/// Logged in with by nobody in particular, so that no password can be wrong.
const ANONYMOUS: &str = "ANONYMOUS";
const PLUS: &str = "SCRAM-SHA-256-PLUS";
const BARE: &str = "SCRAM-SHA-256";
const PLAIN: &str = "PLAIN";
const EXTERNAL: &str = "EXTERNAL";
/// What the server's record says of a key without a mechanism.
pub(super) const TLS_KEY: &str = "tls-key";
/// The same of a certificate.
pub(super) const TLS_CERTIFICATE: &str = "tls-certificate";

/// Every row: the logins of all mechanisms over all protocols and both kinds of TLS, then the refusals. ManageSieve has
/// no port inside TLS.
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
            // IMAP inside TLS greets such a client as logged in, so there is no mechanism.
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
