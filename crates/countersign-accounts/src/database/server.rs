//! The address of a PostgreSQL database.
use sqlx::{any::AnyConnectOptions, postgres::PgConnectOptions};
use std::{fmt, str::FromStr};

/// `--database URL`. Shown without its password and its parameters.
#[derive(Clone)]
pub struct Server(AnyConnectOptions);

/// The text is not an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoServer;

impl Server {
    pub(super) fn options(&self) -> AnyConnectOptions {
        self.0.clone()
    }

    /// Returns the options of the PostgreSQL driver.
    pub(super) fn of_postgres(&self) -> Result<PgConnectOptions, sqlx::Error> {
        PgConnectOptions::try_from(&self.0)
    }
}

impl FromStr for Server {
    type Err = NoServer;

    fn from_str(text: &str) -> Result<Self, NoServer> {
        let options: AnyConnectOptions = text.parse().map_err(|_| NoServer)?;
        let is_postgres = matches!(options.database_url.scheme(), "postgres" | "postgresql");
        // Reject what PostgreSQL's driver cannot parse now rather than at the first query.
        let is_address = is_postgres && PgConnectOptions::try_from(&options).is_ok();
        if is_address { Ok(Self(options)) } else { Err(NoServer) }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut url = self.0.database_url.clone();
        // An address without a host cannot have had a password.
        let _ = url.set_password(None);
        url.set_query(None);
        url.set_fragment(None);
        f.write_str(url.as_str())
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({self})")
    }
}

impl fmt::Display for NoServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an address like postgres://USER@HOST/DATABASE")
    }
}

impl std::error::Error for NoServer {}

#[cfg(test)]
mod tests {
    use super::Server;

    #[test]
    fn an_address_is_shown_without_what_is_secret() {
        let server: Server =
            "postgres://mail:hush@db.example/mail?password=hush&sslmode=require".parse().unwrap();
        assert_eq!(server.to_string(), "postgres://mail@db.example/mail");
        assert_eq!(format!("{server:?}"), "Server(postgres://mail@db.example/mail)");
    }

    #[test]
    fn other_addresses_are_none() {
        for text in ["", "mail", "mysql://db/mail", "sqlite:mail", "postgres://db/mail?port=many"] {
            assert!(text.parse::<Server>().is_err(), "{text}");
        }
    }
}
