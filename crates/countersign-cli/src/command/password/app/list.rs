//! `countersign password app list`
use super::{EXIT_CODES, asked};
use crate::{
    accounts::{Store, StoredApp},
    command::{data::Data, print_json, print_line},
    exit::{Exit, Failure},
};
use serde::Serialize;

#[derive(clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(super) struct Args {
    /// Only those of the account with this name or address
    account: Option<String>,
    #[command(flatten)]
    data: Data,
    /// A line of JSON for each
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Listed<'a> {
    account: &'a str,
    name: &'a str,
    /// Empty for all protocols.
    scope: &'a [String],
    /// Seconds since 1970.
    created: i64,
    /// Likewise, to within a minute; null if it never was.
    last_used: Option<i64>,
}

impl Args {
    pub(super) async fn run(self) -> Result<Exit, Failure> {
        let account = self.account.as_deref().map(asked).transpose()?;
        let apps = Store::once(self.data.place()?, async |store| {
            let account = match &account {
                Some(name) => Some(store.account(name).await?.standing),
                None => None,
            };
            Ok(store.apps(account.as_ref()).await?)
        });
        for app in apps.await? {
            let StoredApp { account, label, scope, created, last_used } = &app;
            if self.json {
                let (name, scope) = (label, scope.protocols());
                print_json(&Listed { account, name, scope, created: *created, last_used: *last_used });
            } else {
                let used =
                    last_used.map_or_else(|| "never used".into(), |seconds| format!("used {}", day(seconds)));
                let made = format!("made {}", day(*created));
                print_line(format_args!(
                    "{account:<24} {label:<20} {made:<16} {used:<16} {}",
                    scope.in_words()
                ));
            }
        }
        Ok(Exit::Success)
    }
}

/// The day, in UTC, of so many seconds since 1970: year, month, day.
fn day(seconds: i64) -> String {
    // Howard Hinnant's civil_from_days: years begin in March, so that the day that may be missing is the last.
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

#[cfg(test)]
mod tests {
    use super::day;

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
        }
    }
}
