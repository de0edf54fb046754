//! Where in a certificate the name is looked for.
use core::fmt;

/// The one place of a certificate that names its owner, as the site has agreed with its authority.
///
/// A value counts if it is the only one of its kind in the certificate. Nothing else is looked at in its place.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameSource {
    /// `emailAddress` in the subject (RFC 2985 section 5.2.1): what easy-rsa and `openssl ca` put there.
    Email,
    /// `commonName` in the subject: any text.
    CommonName,
    /// The address in the subject's alternative names: an `rfc822Name`, or where the part before the `@` is not ASCII a
    /// `SmtpUTF8Mailbox` (RFC 9598), and one of the two in all.
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
