//! `gs2-header = gs2-cbind-flag "," [ authzid ] ","` (RFC 5801 section 4).
use super::{attribute, saslname};
use crate::error::Fault;
use alloc::string::String;
use sasl_core::{BindingKind, client::BindingFlag};

/// The channel binding flag of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    /// `n`: the client does not support channel binding, or does not use it.
    N,
    /// `y`: the client supports channel binding and believes that the server does not.
    Y,
    /// `p`: the client uses this channel binding type; `None` for an unknown type.
    P(Option<BindingKind>),
}

/// The header and its length in octets.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Gs2Header {
    pub(crate) flag: Flag,
    pub(crate) authzid: Option<String>,
    pub(crate) length: usize,
}

impl Gs2Header {
    /// Reads the header at the beginning of this message.
    pub(crate) fn read(message: &[u8]) -> Result<Self, Fault> {
        let (flag, rest) = cut(message)?;
        let (authzid, bare) = cut(rest)?;
        let flag = match flag {
            b"n" => Flag::N,
            b"y" => Flag::Y,
            [b'p', b'=', name @ ..] if is_binding_name(name) => {
                Flag::P(core::str::from_utf8(name).ok().and_then(BindingKind::from_name))
            }
            _ => return Err(Fault::Grammar),
        };
        let authzid = match authzid {
            [] => None,
            [b'a', b'=', name @ ..] => Some(saslname::read(name)?),
            _ => return Err(Fault::Grammar),
        };
        Ok(Self { flag, authzid, length: message.len().saturating_sub(bare.len()) })
    }

    /// Writes the header of a client.
    pub(crate) fn write(flag: &BindingFlag, authzid: Option<&str>, to: &mut String) {
        match flag {
            BindingFlag::NotSupported => to.push('n'),
            BindingFlag::NotAdvertised => to.push('y'),
            BindingFlag::Bound(binding) => {
                to.push_str("p=");
                to.push_str(binding.kind().name());
            }
        }
        to.push(',');
        if let Some(authzid) = authzid {
            to.push_str("a=");
            saslname::write(authzid, to);
        }
        to.push(',');
    }
}

/// Splits the text at the next comma.
fn cut(text: &[u8]) -> Result<(&[u8], &[u8]), Fault> {
    let comma = attribute::comma(text).ok_or(Fault::Grammar)?;
    let (before, rest) = text.split_at_checked(comma).ok_or(Fault::Grammar)?;
    Ok((before, rest.get(1..).unwrap_or_default()))
}

/// `cb-name = 1*(ALPHA / DIGIT / "." / "-")`
fn is_binding_name(name: &[u8]) -> bool {
    !name.is_empty() && name.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'-'))
}
