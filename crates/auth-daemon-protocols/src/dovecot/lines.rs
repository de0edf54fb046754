//! The splitting of input into lines.
use super::violation::Violation;
use crate::{limits::MAX_LINE, secret::SecretBuffer};
use alloc::vec::Vec;
use zeroize::Zeroizing;

/// A buffer for the beginning of an incomplete line, at most [`MAX_LINE`] octets.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    partial: SecretBuffer,
}

impl Lines {
    /// Consumes one line of the input and returns it without its LF or CR LF. Returns `None` if all input is
    /// consumed and the line is incomplete.
    pub(crate) fn next(&mut self, input: &mut &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>, Violation> {
        let end = input.iter().position(|octet| *octet == b'\n');
        let (part, rest) = input.split_at_checked(end.unwrap_or(input.len())).unwrap_or((input, &[]));
        if self.partial.len().saturating_add(part.len()) > MAX_LINE {
            return Err(Violation::LineTooLong);
        }
        self.partial.extend(part);
        *input = rest.get(1..).unwrap_or_default();
        if end.is_none() {
            return Ok(None);
        }
        let mut line = self.partial.take();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        if line.contains(&0) {
            return Err(Violation::Nul);
        }
        Ok(Some(line))
    }
}
