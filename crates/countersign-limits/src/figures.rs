//! The limits as numbers.
use std::{str::FromStr, time::Duration};

/// All limits. `docs/limits.md` explains the defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Failed logins from one address.
    pub address: Rate,
    /// Failed logins to one name, from all addresses.
    pub name: Rate,
    /// Unanswered challenges to one address.
    pub challenges: Rate,
    /// The longest delay of a reply.
    pub delay: Duration,
    /// Connections before login.
    pub connections: Connections,
    /// Sessions after login.
    pub sessions: Sessions,
}

/// Limit for a minute and for a day: `MINUTE/DAY`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// In a minute.
    pub minute: u32,
    /// In a day.
    pub day: u32,
}

/// Concurrent connections before login: `ADDRESS/TOTAL`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// From one address.
    pub address: u32,
    /// In all.
    pub total: u32,
}

/// Concurrent connections after login: `ACCOUNT/ADDRESS`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sessions {
    /// Of one account.
    pub account: u32,
    /// From one address.
    pub address: u32,
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
        let (minute, day) = pair(text).ok_or("expected MINUTE/DAY, two numbers from 1")?;
        Ok(Self { minute, day })
    }
}

impl FromStr for Connections {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, total) = pair(text).ok_or("expected ADDRESS/TOTAL, two numbers from 1")?;
        Ok(Self { address, total })
    }
}

impl FromStr for Sessions {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (account, address) = pair(text).ok_or("expected ACCOUNT/ADDRESS, two numbers from 1")?;
        Ok(Self { account, address })
    }
}

fn pair(text: &str) -> Option<(u32, u32)> {
    let (one, other) = text.split_once('/')?;
    let count = |text: &str| text.parse().ok().filter(|count| *count > 0);
    Some((count(one)?, count(other)?))
}
