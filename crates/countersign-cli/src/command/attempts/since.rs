//! `--since`
use crate::command::day::parse_day;
use std::{
    str::FromStr,
    time::{SystemTime, UNIX_EPOCH},
};

/// A time in the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    /// Seconds before now.
    Ago(i64),
    /// Seconds since 1970.
    At(i64),
}

impl Since {
    /// Returns seconds since 1970.
    pub(super) fn seconds(self) -> i64 {
        match self {
            Self::At(seconds) => seconds,
            Self::Ago(ago) => {
                let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
                i64::try_from(now).unwrap_or(i64::MAX).saturating_sub(ago)
            }
        }
    }
}

impl FromStr for Since {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "not a time (expected 90s, 30m, 24h, 7d, or a day like 2026-11-22)";
        if let Some(seconds) = parse_day(text) {
            return Ok(Self::At(seconds));
        }
        let unit = text.chars().next_back().ok_or(WRONG)?;
        let seconds = match unit {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => return Err(WRONG),
        };
        let number: u32 = text.trim_end_matches(unit).parse().map_err(|_| WRONG)?;
        Ok(Self::Ago(i64::from(number).saturating_mul(seconds)))
    }
}

#[cfg(test)]
mod tests {
    use super::Since;

    #[test]
    fn so_long_ago_or_a_day() {
        for (text, since) in [
            ("90s", Since::Ago(90)),
            ("30m", Since::Ago(1_800)),
            ("24h", Since::Ago(86_400)),
            ("7d", Since::Ago(604_800)),
            ("2000-02-29", Since::At(951_782_400)),
        ] {
            assert_eq!(text.parse(), Ok(since));
        }
        for wrong in ["", "7", "d", "-7d", "7w", "2000-02-30", "7ä", "99999999999d"] {
            assert!(wrong.parse::<Since>().is_err(), "{wrong}");
        }
    }
}
