//! The parts of a received line.
use super::violation::Violation;

/// The fields of a line, separated by TAB; the first is the command.
#[derive(Clone)]
pub(crate) struct Fields<'a>(Option<&'a [u8]>);

impl<'a> Fields<'a> {
    pub(crate) fn of(line: &'a [u8]) -> Self {
        Self(Some(line))
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let rest = self.0.take()?;
        let Some(at) = rest.iter().position(|octet| *octet == b'\t') else { return Some(rest) };
        let (field, after) = rest.split_at_checked(at)?;
        self.0 = after.get(1..);
        Some(field)
    }
}

/// Reads a decimal number of at most 32 bits: digits only, no sign.
pub(crate) fn number(field: &[u8]) -> Option<u32> {
    let digits = !field.is_empty() && field.iter().all(u8::is_ascii_digit);
    digits.then(|| core::str::from_utf8(field).ok()?.parse().ok()).flatten()
}

/// Reads the id of an exchange: 1 to 4,294,967,295.
pub(crate) fn id(field: Option<&[u8]>) -> Result<u32, Violation> {
    field.and_then(number).filter(|id| *id != 0).ok_or(Violation::Id)
}

/// Splits a parameter into name and value; the value of a flag is empty.
pub(crate) fn parameter(field: &[u8]) -> (&[u8], &[u8]) {
    let at = field.iter().position(|octet| *octet == b'=').unwrap_or(field.len());
    let (name, rest) = field.split_at_checked(at).unwrap_or((field, &[]));
    (name, rest.get(1..).unwrap_or_default())
}
