//! Calendar dates.

/// Returns year, month and day of a time in seconds since 1970, UTC (the proleptic Gregorian calendar, in eras of
/// 400 years that begin in March).
pub(crate) fn civil(seconds: u64) -> (i32, u8, u8) {
    let days = i64::try_from(seconds / 86_400).unwrap_or_default().saturating_add(719_468);
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let leap = (day_of_era / 1_460).saturating_sub(day_of_era / 36_524).saturating_add(day_of_era / 146_096);
    let year_of_era = day_of_era.saturating_sub(leap) / 365;
    let before =
        year_of_era.saturating_mul(365).saturating_add(year_of_era / 4).saturating_sub(year_of_era / 100);
    let day_of_year = day_of_era.saturating_sub(before);
    let march_month = day_of_year.saturating_mul(5).saturating_add(2) / 153;
    let day =
        day_of_year.saturating_sub(march_month.saturating_mul(153).saturating_add(2) / 5).saturating_add(1);
    let month = if march_month < 10 { march_month.saturating_add(3) } else { march_month.saturating_sub(9) };
    let year = era.saturating_mul(400).saturating_add(year_of_era).saturating_add(i64::from(month <= 2));
    let small = |number: i64| u8::try_from(number).unwrap_or(1);
    (i32::try_from(year).unwrap_or(9999), small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_that_are_known() {
        for (seconds, date) in [
            (0, (1970, 1, 1)),
            (951_782_400, (2000, 2, 29)),
            (951_868_800, (2000, 3, 1)),
            (1_735_689_599, (2024, 12, 31)),
            (1_735_689_600, (2025, 1, 1)),
            (4_107_542_400, (2100, 3, 1)),
            (253_402_300_799, (9999, 12, 31)),
        ] {
            assert_eq!(civil(seconds), date, "{seconds}");
        }
    }
}
