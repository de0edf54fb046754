//! The certificate field that contains the name.
use core::fmt;

/// The certificate field that contains the client's name, as agreed between the site and its authority.
///
/// A value counts only if the certificate has exactly one of its kind. No other field is used in its place.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameSource {
    /// `emailAddress` in the subject (RFC 2985 section 5.2.1), as set by easy-rsa and `openssl ca`.
    Email,
    /// `commonName` in the subject: any text.
    CommonName,
    /// The address in the subject's alternative names: an `rfc822Name`, or a `SmtpUTF8Mailbox` (RFC 9598) if the
    /// local part is not ASCII. There must be exactly one of the two.
    SanEmail,
    /// Microsoft's `userPrincipalName` in the subject's alternative names: `user@domain`.
    SanUpn,
    /// `XmppAddr` in the subject's alternative names (RFC 6120 section 13.7.1.4): `user@domain`, without a resource.
    SanXmpp,
}

impl fmt::Display for NameSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Email => "email",
            Self::CommonName => "cn",
            Self::SanEmail => "san-email",
            Self::SanUpn => "upn",
            Self::SanXmpp => "xmpp",
        })
    }
}
