//! Calendar days and times, in UTC.

/// Formats the day in UTC of this number of seconds since 1970: year, month, day.
pub(super) fn day(seconds: i64) -> String {
    // Howard Hinnant's civil_from_days: years begin in March, so that the leap day is the last.
    let days = seconds.div_euclid(86_400) + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Formats day and time.
pub(super) fn time(seconds: i64) -> String {
    let of_day = seconds.rem_euclid(86_400);
    let (hours, minutes, seconds_of_it) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    format!("{}T{hours:02}:{minutes:02}:{seconds_of_it:02}Z", day(seconds))
}

/// Returns the seconds since 1970 at the beginning of a day in this format.
pub(super) fn parse_day(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<i64>().ok().filter(|number| *number >= 0));
    let (year, month, of_month) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1970..10_000).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&of_month) {
        return None;
    }
    // Howard Hinnant's days_from_civil.
    let (year, shifted) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * shifted + 2) / 5 + of_month - 1;
    let days =
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    let seconds = days * 86_400;
    (day(seconds) == text).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::{day, parse_day, time};

    #[test]
    fn days_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_735_689_599, "2024-12-31"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(day(seconds), expected);
            assert_eq!(parse_day(expected), Some(seconds.div_euclid(86_400) * 86_400));
        }
        assert_eq!(time(951_782_400 + 3_661), "2000-02-29T01:01:01Z");
        for wrong in
            ["", "2000-02-30", "2001-02-29", "2000-2-01", "1969-01-01", "2000-01", "2000-01-01-", "-1-01-01"]
        {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }
}
