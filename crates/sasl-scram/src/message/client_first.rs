//! `client-first-message = gs2-header [reserved-mext ","] username "," nonce ["," extensions]`
use super::{
    attribute::Attributes,
    gs2::{Flag, Gs2Header},
    saslname,
};
use crate::{error::Fault, limits};
use alloc::string::String;
use core::ops::Range;
use sasl_core::{client::BindingFlag, mechanism::Extensions};

/// The first message, read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ClientFirst {
    pub(crate) flag: Flag,
    pub(crate) authzid: Option<String>,
    /// Octets of the gs2 header; the rest is client-first-message-bare, the first part of the AuthMessage.
    pub(crate) header: usize,
    /// The name as sent, unescaped; empty if there is none, which only some servers take.
    pub(crate) user: String,
    /// Where the nonce stands in the message.
    pub(crate) nonce: Range<usize>,
    pub(crate) extensions: Extensions,
}

impl ClientFirst {
    pub(crate) fn read(message: &[u8]) -> Result<Self, Fault> {
        let Gs2Header { flag, authzid, length: header } = Gs2Header::read(message)?;
        let mut attributes = Attributes::new(message.get(header..).unwrap_or_default())?;
        let name = attributes.expect_any(b'n')?;
        let user = if name.is_empty() { String::new() } else { saslname::read(name)? };
        let before = message.len().saturating_sub(attributes.left());
        let nonce = attributes.expect(b'r')?;
        if !is_nonce(nonce) {
            return Err(Fault::Nonce);
        }
        let extensions = attributes.extensions(None)?;
        // "r=" stands before it.
        let start = before.saturating_add(2);
        let nonce = start..start.saturating_add(nonce.len());
        Ok(Self { flag, authzid, header, user, nonce, extensions })
    }

    /// Write one; where in it the bare message and the nonce begin.
    pub(crate) fn write(
        flag: &BindingFlag,
        authzid: Option<&str>,
        user: &str,
        nonce: &[u8],
    ) -> (String, usize, Range<usize>) {
        // Room for the attributes' names, for that of a channel binding, and for a few escaped letters.
        let names = user.len().saturating_add(authzid.map_or(0, str::len));
        let mut message = String::with_capacity(names.saturating_add(nonce.len()).saturating_add(48));
        Gs2Header::write(flag, authzid, &mut message);
        let header = message.len();
        message.push_str("n=");
        saslname::write(user, &mut message);
        message.push_str(",r=");
        let start = message.len();
        message.push_str(core::str::from_utf8(nonce).unwrap_or_default());
        let nonce = start..message.len();
        (message, header, nonce)
    }
}

/// `c-nonce = printable`, with `printable = %x21-2B / %x2D-7E`, and neither too short nor too long.
pub(crate) fn is_nonce(nonce: &[u8]) -> bool {
    // Without a way out in the middle: nonces are good as a rule.
    let printable = |all, c: &u8| all & (matches!(c, 0x21..=0x7e) & (*c != b','));
    limits::NONCE.contains(&nonce.len()) && nonce.iter().fold(true, printable)
}
