//! How much is too much.
use std::{str::FromStr, time::Duration};

/// All figures. The defaults are argued for in `docs/limits.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figures {
    /// Failed logins from one address.
    pub(crate) address: Rate,
    /// Failed logins to one name, wherever they come from.
    pub(crate) name: Rate,
    /// Challenges to one address that no verdict came of.
    pub(crate) challenges: Rate,
    /// The longest that a reply is held back.
    pub(crate) delay: Duration,
    pub(crate) connections: Connections,
    pub(crate) sessions: Sessions,
}

/// So many are enough: `MINUTE/DAY`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rate {
    pub(crate) minute: u32,
    pub(crate) day: u32,
}

/// Of connections that nobody is logged in on, so many at a time: `ADDRESS/TOTAL`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Connections {
    pub(crate) address: u32,
    pub(crate) total: u32,
}

/// Of connections that are logged in, so many at a time: `ACCOUNT/ADDRESS`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sessions {
    pub(crate) account: u32,
    pub(crate) address: u32,
}

impl Default for Figures {
    fn default() -> Self {
        Self {
            address: Rate { minute: 10, day: 50 },
            name: Rate { minute: 20, day: 100 },
            challenges: Rate { minute: 60, day: 1000 },
            delay: Duration::from_secs(8),
            connections: Connections { address: 50, total: 2000 },
            sessions: Sessions { account: 100, address: 1000 },
        }
    }
}

impl Rate {
    pub(super) const fn times(self, factor: u32) -> Self {
        Self { minute: self.minute.saturating_mul(factor), day: self.day.saturating_mul(factor) }
    }
}

impl FromStr for Rate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (minute, day) = pair(text).ok_or("not MINUTE/DAY, two counts from 1 on")?;
        Ok(Self { minute, day })
    }
}

impl FromStr for Connections {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, total) = pair(text).ok_or("not ADDRESS/TOTAL, two counts from 1 on")?;
        Ok(Self { address, total })
    }
}

impl FromStr for Sessions {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (account, address) = pair(text).ok_or("not ACCOUNT/ADDRESS, two counts from 1 on")?;
        Ok(Self { account, address })
    }
}

fn pair(text: &str) -> Option<(u32, u32)> {
    let (one, other) = text.split_once('/')?;
    let count = |text: &str| text.parse().ok().filter(|count| *count > 0);
    Some((count(one)?, count(other)?))
}
