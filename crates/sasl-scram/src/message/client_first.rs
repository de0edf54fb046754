//! `client-first-message = gs2-header [reserved-mext ","] username "," nonce ["," extensions]` (RFC 5802 section
//! 7)
use super::{
    attribute::Attributes,
    gs2::{Flag, Gs2Header},
    saslname,
};
use crate::{error::Fault, limits};
use alloc::string::String;
use core::ops::Range;
use sasl_core::{client::BindingFlag, mechanism::Extensions};

/// A parsed client-first-message.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ClientFirst {
    pub(crate) flag: Flag,
    pub(crate) authzid: Option<String>,
    /// The length of the gs2 header in octets. The rest is client-first-message-bare, the first part of the
    /// AuthMessage.
    pub(crate) header: usize,
    /// The name as sent, unescaped. It is empty if the client sent none, which only some servers accept.
    pub(crate) user: String,
    /// The position of the nonce in the message.
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
        // "r=" precedes it.
        let start = before.saturating_add(2);
        let nonce = start..start.saturating_add(nonce.len());
        Ok(Self { flag, authzid, header, user, nonce, extensions })
    }

    /// Writes a message. Returns the positions of the bare message and of the nonce.
    pub(crate) fn write(
        flag: &BindingFlag,
        authzid: Option<&str>,
        user: &str,
        nonce: &[u8],
    ) -> (String, usize, Range<usize>) {
        // Space for the names of the attributes and of the channel binding, and for a few escaped characters.
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

/// `c-nonce = printable` with `printable = %x21-2B / %x2D-7E`, within the limits of length.
pub(crate) fn is_nonce(nonce: &[u8]) -> bool {
    // No early exit, because nonces are usually valid.
    let printable = |all, c: &u8| all & (matches!(c, 0x21..=0x7e) & (*c != b','));
    limits::NONCE.contains(&nonce.len()) && nonce.iter().fold(true, printable)
}
