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
    /// The client is at the end of another TLS connection than the server.
    TamperedBinding,
    /// Somebody has taken the `-PLUS` names off the server's list.
    StrippedPlus,
    /// Somebody has taken everything off the server's list but ANONYMOUS.
    OnlyAnonymous,
    /// The server says yes before it has proved itself.
    EarlySuccess,
}

impl Act {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::LogIn => "",
            Self::WrongPassword => "wrong password or token",
            Self::UnknownUser => "unknown user",
            Self::TamperedBinding => "tampered binding",
            Self::StrippedPlus => "-PLUS taken off the list",
            Self::OnlyAnonymous => "nothing but this on the list",
            Self::EarlySuccess => "success before the server's proof",
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
    logins
        .into_iter()
        .chain([(ANONYMOUS, Act::LogIn, "accepted")])
        .chain(wrong)
        .chain(refusals)
        .flat_map(everywhere)
        .collect()
}
