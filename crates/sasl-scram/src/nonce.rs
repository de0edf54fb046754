//! This end's part of the nonce (RFC 5802 section 5.1).
use crate::base64;
use sasl_core::Entropy;

/// 18 octets of entropy, as printable characters without a comma.
pub(crate) enum Nonce {
    Random([u8; 24]),
    #[cfg(test)]
    Fixed(&'static str),
}

impl Nonce {
    pub(crate) fn new(entropy: &Entropy) -> Self {
        let mut text = [0; 24];
        let octets = entropy.expose().first_chunk::<18>().unwrap_or(&[0; 18]);
        // 18 octets are 24 characters, so the buffer is always large enough.
        base64::encode_here(octets, &mut text);
        Self::Random(text)
    }

    pub(crate) fn as_octets(&self) -> &[u8] {
        match self {
            Self::Random(text) => text,
            #[cfg(test)]
            Self::Fixed(text) => text.as_bytes(),
        }
    }
}
