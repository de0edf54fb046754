//! The validity period of a certificate (RFC 5280 section 4.1.2.5).
use crate::{date::civil, der::Reader};

const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// Year, month, day, hour, minute and second as digits, whose order is that of the times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Digits([u8; 14]);

/// The first and the last valid time, both inclusive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Validity {
    from: Digits,
    to: Digits,
}

impl Validity {
    /// Reads the contents of `Validity ::= SEQUENCE { notBefore Time, notAfter Time }`.
    pub(super) fn read(validity: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(validity);
        let (from, to) = (time(&mut reader)?, time(&mut reader)?);
        reader.is_empty().then_some(Self { from, to })
    }

    /// Returns whether this time, in seconds since 1970, is within the period.
    pub(super) fn holds(&self, now: u64) -> bool {
        let now = Digits::of(now);
        self.from <= now && now <= self.to
    }
}

/// Reads `YYMMDDHHMMSSZ` until 2049, `YYYYMMDDHHMMSSZ` after it.
fn time(reader: &mut Reader<'_>) -> Option<Digits> {
    let tag = reader.peek()?;
    let text = reader.any()?.value.strip_suffix(b"Z")?;
    let (century, rest): (&[u8], _) = match (tag, text.first()?) {
        (UTC_TIME, b'0'..=b'4') => (b"20", text),
        (UTC_TIME, _) => (b"19", text),
        (GENERALIZED_TIME, _) => text.split_at_checked(2)?,
        _ => return None,
    };
    let mut digits = [0; 14];
    let (first, second) = digits.split_at_mut(2);
    if rest.len() != second.len() || !century.iter().chain(rest).all(u8::is_ascii_digit) {
        return None;
    }
    first.copy_from_slice(century);
    second.copy_from_slice(rest);
    Some(Digits(digits))
}

impl Digits {
    fn of(seconds: u64) -> Self {
        let (year, month, day) = civil(seconds);
        let of_day = seconds % 86_400;
        let year = u64::try_from(year).unwrap_or(9999).min(9999);
        let numbers =
            [year / 100, year % 100, month.into(), day.into(), of_day / 3600, of_day / 60 % 60, of_day % 60];
        let mut digits = [b'0'; 14];
        for (place, number) in digits.chunks_exact_mut(2).zip(numbers) {
            if let [tens, ones] = place {
                *tens = tens.saturating_add(u8::try_from(number / 10 % 10).unwrap_or_default());
                *ones = ones.saturating_add(u8::try_from(number % 10).unwrap_or_default());
            }
        }
        Self(digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR_2026: u64 = 1_767_225_600;

    fn validity(from: (u8, &str), to: (u8, &str)) -> Option<Validity> {
        let time =
            |(tag, text): (u8, &str)| [&[tag, u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
        Validity::read(&[time(from), time(to)].concat())
    }

    #[test]
    fn both_ends_belong_to_it() {
        let year = validity((0x17, "260101000000Z"), (0x18, "20261231235959Z")).unwrap();
        for (now, holds) in [
            (YEAR_2026 - 1, false),
            (YEAR_2026, true),
            (YEAR_2026 + 365 * 86_400 - 1, true),
            (YEAR_2026 + 365 * 86_400, false),
        ] {
            assert_eq!(year.holds(now), holds, "{now}");
        }
        let old = validity((0x17, "500101000000Z"), (0x17, "491231235959Z")).unwrap();
        assert!(old.holds(0) && old.holds(YEAR_2026), "1950 to 2049");
    }

    #[test]
    fn times_have_one_form() {
        let good = (0x18, "99991231235959Z");
        assert!(validity(good, good).is_some());
        for bad in [
            (0x17, "2601010000Z"),
            (0x17, "260101000000"),
            (0x17, "260101000000+0000"),
            (0x18, "20260101000000.5Z"),
            (0x18, "2026010100000xZ"),
            (0x18, "Z"),
            (0x04, "20260101000000Z"),
        ] {
            assert!(validity(bad, good).is_none() && validity(good, bad).is_none(), "{bad:?}");
        }
    }
}
