//! `AuthMessage := client-first-message-bare "," server-first-message "," client-final-message-without-proof`
//! (RFC 5802 section 3), ready to be signed.
use crate::{hash::Hash, hmac::HmacKey, transcript::Transcript};
use core::marker::PhantomData;

/// The text and its padding, in whole blocks of the hash. It is signed with two keys, and on a server with one for
/// each password form. The padding is made once for all of them.
pub(crate) struct AuthMessage<'a, H: Hash> {
    padded: &'a [u8],
    hash: PhantomData<H>,
}

impl<'a, H: Hash> AuthMessage<'a, H> {
    /// Creates the text from a complete transcript, which gets the padding. The text begins after the gs2 header.
    pub(crate) fn new(transcript: &'a mut Transcript, header: usize) -> Self {
        let length = transcript.since(header).len();
        transcript.pad(HmacKey::<H>::padding(length));
        Self { padded: transcript.since(header), hash: PhantomData }
    }

    pub(crate) fn padded(&self) -> &'a [u8] {
        self.padded
    }
}

impl<H: Hash> Clone for AuthMessage<'_, H> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<H: Hash> Copy for AuthMessage<'_, H> {}
