//! Octets to write.
use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

/// Octets for the peer, possibly none. Wiped when dropped; `Debug` shows the length only.
#[derive(Default)]
#[must_use = "the peer waits for these octets"]
pub struct Output(Zeroizing<Vec<u8>>);

impl Output {
    pub(crate) fn new(octets: Zeroizing<Vec<u8>>) -> Self {
        Self(octets)
    }

    /// Returns the octets to write, possibly none.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl AsRef<[u8]> for Output {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Output({} octets)", self.0.len())
    }
}

/// The error for a message or a line that exceeds a limit of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the message exceeds the limit of the protocol")
    }
}

impl core::error::Error for TooLong {}
