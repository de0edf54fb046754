//! An outgoing message.
use alloc::{string::String, vec::Vec};
use core::{fmt, ops::Deref};
use zeroize::Zeroizing;

/// The octets of one challenge or response. The protocol applies base64.
///
/// Short messages are stored inline. `Debug` shows the length only.
#[derive(Default)]
pub struct Message(Repr);

/// The capacity of an inline message. It holds the final message of a SCRAM-SHA-256 server (`v=` and 44 letters).
/// A larger one would be copied with every step, which costs more than an allocation for long messages.
const INLINE: usize = 46;

enum Repr {
    Inline(u8, [u8; INLINE]),
    Heap(Vec<u8>),
    Secret(Zeroizing<Vec<u8>>),
}

impl Default for Repr {
    fn default() -> Self {
        Self::Heap(Vec::new())
    }
}

impl Message {
    /// Creates a message from a copy of these octets.
    pub fn copied(octets: &[u8]) -> Self {
        let mut inline = [0; INLINE];
        match (inline.get_mut(..octets.len()), u8::try_from(octets.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(octets);
                Self(Repr::Inline(length, inline))
            }
            _ => Self(Repr::Heap(octets.to_vec())),
        }
    }

    /// Creates a message that contains a password or a token and is wiped when dropped.
    pub fn secret(octets: Zeroizing<Vec<u8>>) -> Self {
        Self(Repr::Secret(octets))
    }
}

impl Deref for Message {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match &self.0 {
            Repr::Inline(length, octets) => octets.get(..usize::from(*length)).unwrap_or_default(),
            Repr::Heap(octets) => octets,
            Repr::Secret(octets) => octets,
        }
    }
}

impl AsRef<[u8]> for Message {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl From<&[u8]> for Message {
    fn from(octets: &[u8]) -> Self {
        Self::copied(octets)
    }
}

impl<const N: usize> From<&[u8; N]> for Message {
    fn from(octets: &[u8; N]) -> Self {
        Self::copied(octets)
    }
}

impl From<Vec<u8>> for Message {
    fn from(octets: Vec<u8>) -> Self {
        Self(Repr::Heap(octets))
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Vec::from(text).into()
    }
}

impl From<Zeroizing<Vec<u8>>> for Message {
    fn from(octets: Zeroizing<Vec<u8>>) -> Self {
        Self::secret(octets)
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Message({} octets)", self.len())
    }
}
