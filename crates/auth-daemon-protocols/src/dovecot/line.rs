//! The writer of lines.
use super::{base64, escape};
use crate::{
    limits::MAX_LINE,
    output::{Output, TooLong},
    secret::SecretBuffer,
};

/// A writer of lines. External data is escaped or in base64, so that it cannot end a field or a line.
#[derive(Default)]
pub(crate) struct Writer {
    octets: SecretBuffer,
    began: usize,
    too_long: bool,
}

impl Writer {
    /// Starts a line.
    pub(crate) fn command(mut self, name: &'static str) -> Self {
        self.began = self.octets.len();
        self.octets.extend(name.as_bytes());
        self
    }

    /// Writes a field with constant text.
    pub(crate) fn word(mut self, word: &'static str) -> Self {
        self.octets.extend(b"\t");
        self.octets.extend(word.as_bytes());
        self
    }

    /// Writes a field with external text.
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.octets.extend(b"\t");
        escape::push(text.as_bytes(), |piece| self.octets.extend(piece));
        self
    }

    pub(crate) fn number(self, number: u32) -> Self {
        let mut digits = [0; 10];
        let mut rest = number;
        let mut used = 0_usize;
        for place in digits.iter_mut().rev() {
            // The remainder is below 10.
            *place = b'0'.saturating_add(u8::try_from(rest % 10).unwrap_or_default());
            rest /= 10;
            used = used.saturating_add(1);
            if rest == 0 {
                break;
            }
        }
        let mut writer = self;
        writer.octets.extend(b"\t");
        writer.octets.extend(digits.get(digits.len().saturating_sub(used)..).unwrap_or_default());
        writer
    }

    /// Writes `name=` and an escaped value.
    pub(crate) fn parameter(mut self, name: &'static str, value: &str) -> Self {
        self = self.word(name);
        self.octets.extend(b"=");
        escape::push(value.as_bytes(), |piece| self.octets.extend(piece));
        self
    }

    pub(crate) fn optional(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.parameter(name, value),
            None => self,
        }
    }

    pub(crate) fn flag(self, name: &'static str, set: bool) -> Self {
        if set { self.word(name) } else { self }
    }

    /// Writes a field in base64, possibly empty.
    pub(crate) fn base64(mut self, octets: &[u8]) -> Self {
        self.octets.extend(b"\t");
        base64::push(octets, |piece| self.octets.extend(piece));
        self
    }

    /// Writes a field in lower-case hexadecimal.
    pub(crate) fn hex(mut self, octets: &[u8]) -> Self {
        self.octets.extend(b"\t");
        for octet in octets {
            let digit = |value: u8| {
                if value < 10 { b'0'.wrapping_add(value) } else { b'a'.wrapping_add(value.wrapping_sub(10)) }
            };
            self.octets.extend(&[digit(octet >> 4), digit(octet & 15)]);
        }
        self
    }

    /// Writes `name=` and base64.
    pub(crate) fn base64_parameter(mut self, name: &'static str, octets: &[u8]) -> Self {
        self = self.word(name);
        self.octets.extend(b"=");
        base64::push(octets, |piece| self.octets.extend(piece));
        self
    }

    /// Ends the line.
    pub(crate) fn end(mut self) -> Self {
        self.too_long |= self.octets.len().saturating_sub(self.began) > MAX_LINE;
        self.octets.extend(b"\n");
        self
    }

    /// Returns the lines. Their content limits their length.
    pub(crate) fn finish(mut self) -> Output {
        Output::new(self.octets.take())
    }

    pub(crate) fn checked(self) -> Result<Output, TooLong> {
        if self.too_long { Err(TooLong) } else { Ok(self.finish()) }
    }
}
