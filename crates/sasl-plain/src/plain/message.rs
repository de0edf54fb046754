//! `message = [authzid] UTF8NUL authcid UTF8NUL passwd` (RFC 4616 section 2)
use crate::prepare;
use alloc::vec::Vec;
use sasl_core::Error;
use zeroize::Zeroizing;

/// The message. No part contains a NUL; authcid and password are not empty.
pub(crate) struct Fields<'a> {
    pub(crate) authzid: Option<&'a str>,
    pub(crate) authcid: &'a str,
    pub(crate) password: &'a str,
}

impl<'a> Fields<'a> {
    pub(crate) fn read(message: &'a [u8]) -> Result<Self, Error> {
        const FORM: Error = Error::peer("PLAIN: not [authzid] NUL authcid NUL password");
        let text = core::str::from_utf8(message).map_err(|_| FORM)?;
        let mut fields = text.split('\0');
        let (Some(authzid), Some(authcid), Some(password), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(FORM);
        };
        // An empty password must not reach a directory that takes it for an anonymous bind. An empty name must not
        // become the authorization identity.
        if authcid.is_empty() || password.is_empty() {
            return Err(FORM);
        }
        Ok(Self { authzid: (!authzid.is_empty()).then_some(authzid), authcid, password })
    }

    /// Writes the message in one allocation, which is wiped. Returns `None` if a part contains a NUL or is empty
    /// without permission, or if a name is invalid.
    pub(crate) fn write(&self) -> Option<Zeroizing<Vec<u8>>> {
        let parts = [self.authzid.unwrap_or_default(), self.authcid, self.password];
        let names = prepare::is_typed_name(self.authcid) && self.authzid.is_none_or(prepare::is_typed_name);
        if !names || !prepare::is_typed_password(self.password) {
            return None;
        }
        let length = parts.iter().map(|part| part.len().saturating_add(1)).sum();
        let mut message = Zeroizing::new(Vec::with_capacity(length));
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                message.push(0);
            }
            message.extend_from_slice(part.as_bytes());
        }
        Some(message)
    }
}
