//! Both ends of an IMAP login on tokio, over a pipe in memory: `cargo run -p examples --example imap`.
//!
//! `server.rs` and `client.rs` contain the code that a server and a client need.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod client;
mod server;

use countersign::{
    DirectorySecret, Recipe, Security, client_registry,
    mail::imap::capability::{Capabilities, auth_words},
    sasl::{
        Profile,
        client::{Connection, Preference},
        server::{self as core_server, Verdict},
    },
    server_registry,
};
use examples::shared::{Accounts, Line};
use std::error::Error;
use tokio::io::duplex;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    for (name, password) in [("SCRAM-SHA-256", "pencil"), ("PLAIN", "pencil"), ("SCRAM-SHA-256", "eraser")] {
        println!("{name} with {password:?}: {}", log_in(name, password, "SASL-IR").await?);
    }
    Ok(())
}

/// Logs in to a server with these additional capabilities. Returns what both ends report.
async fn log_in(name: &'static str, password: &'static str, besides: &str) -> Result<String, Box<dyn Error>> {
    let recipe = Recipe::default().with_iterations(4096);
    let directory = Accounts::new(&recipe, countersign::entropy()?)?;
    let secret = DirectorySecret::new(countersign::entropy()?.into_octets());
    let line = core_server::Connection::new(Profile::MAIL, Security::Local);
    let offer = server_registry(&secret, &recipe).offer(&line);

    let able = Capabilities::read(format!("{besides} {}", auth_words(offer.names())).as_bytes());
    let choice = client_registry().choose(
        able.mechanisms.iter(),
        &Connection::new(Profile::MAIL, Security::Local),
        &Preference::password().pin(name),
    )?;
    let step = choice.start(countersign::entropy()?)?;

    let (near, far) = duplex(4096);
    let (mut near, mut far) = (Line::new(near), Line::new(far));
    let (server, client) = tokio::join!(
        server::serve(&mut far, &directory, &offer),
        client::log_in(&mut near, &able, name, password, step),
    );
    let server = match server? {
        Some(Verdict::Accepted(accepted)) => format!("accepted {}", accepted.account()),
        Some(Verdict::Rejected(rejected)) => format!("rejected ({})", rejected.reason().label()),
        None => "begun nothing".into(),
    };
    let client = match client {
        Ok(authenticated) if authenticated.server_verified() => "is sure of the server".into(),
        Ok(_) => "is in".into(),
        Err(error) => error.to_string(),
    };
    Ok(format!("the server has {server}; the client: {client}"))
}

#[cfg(test)]
mod tests {
    use super::{
        Accounts, Capabilities, Connection, DirectorySecret, Line, Preference, Profile, Security, client,
        client_registry, core_server, duplex, log_in, server, server_registry,
    };

    #[tokio::test]
    async fn right_and_wrong() {
        for besides in ["SASL-IR", "IMAP4rev1"] {
            assert_eq!(
                log_in("SCRAM-SHA-256", "pencil", besides).await.unwrap(),
                "the server has accepted amy; the client: is sure of the server"
            );
            assert_eq!(
                log_in("PLAIN", "pencil", besides).await.unwrap(),
                "the server has accepted amy; the client: is in"
            );
            for name in ["SCRAM-SHA-256", "PLAIN"] {
                assert_eq!(
                    log_in(name, "eraser", besides).await.unwrap(),
                    "the server has rejected (bad-credentials); the client: the server refused the login"
                );
            }
        }
    }

    /// Returns the server's reply to this command on a cleartext connection.
    async fn answered(command: &str) -> String {
        let recipe = countersign::Recipe::default().with_iterations(4096);
        let directory = Accounts::new(&recipe, countersign::entropy().unwrap()).unwrap();
        let secret = DirectorySecret::new(countersign::entropy().unwrap().into_octets());
        let clear = core_server::Connection::new(Profile::MAIL, Security::Clear);
        let offer = server_registry(&secret, &recipe).offer(&clear);
        let (near, far) = duplex(4096);
        let (mut near, mut far) = (Line::new(near), Line::new(far));
        near.write(command).await.unwrap();
        assert!(server::serve(&mut far, &directory, &offer).await.unwrap().is_none());
        near.read().await.unwrap()
    }

    #[tokio::test]
    async fn what_cannot_begin_is_answered() {
        assert!(answered("a1 AUTHENTICATE PLAIN\r\n").await.starts_with("a1 NO [PRIVACYREQUIRED] "));
        assert!(answered("a1 AUTHENTICATE X-NOBODY\r\n").await.starts_with("a1 NO "));
        assert!(answered("a1 AUTHENTICATE SCRAM-SHA-256 ?\r\n").await.starts_with("a1 BAD "));
    }

    /// Returns the client's result for a server that answers its command with this.
    async fn told(server_says: &str) -> String {
        let able = Capabilities::read(b"AUTH=SCRAM-SHA-256");
        let line = Connection::new(Profile::MAIL, Security::Local);
        let choice =
            client_registry().choose(able.mechanisms.iter(), &line, &Preference::password()).unwrap();
        let step = choice.start(countersign::entropy().unwrap()).unwrap();
        let (near, far) = duplex(4096);
        let mut far = Line::new(far);
        far.write(server_says).await.unwrap();
        match client::log_in(&mut Line::new(near), &able, "SCRAM-SHA-256", "pencil", step).await {
            Ok(_) => "is in".into(),
            Err(error) => error.to_string(),
        }
    }

    #[tokio::test]
    async fn what_else_a_server_may_say() {
        let refused = "the server refused the login";
        assert_eq!(told("* OK Still here\r\n+ \r\n* OK Still here\r\na1 NO Sorry\r\n").await, refused);
        // The first message can be requested once.
        assert_ne!(told("+ \r\n+ \r\na1 NO Sorry\r\n").await, refused);
        let early = "the server reported success without proving itself";
        assert_eq!(told("+ \r\na1 OK Welcome\r\n").await, early);
        assert_eq!(told("a1 OK Welcome\r\n").await, "not an answer to the login");
    }

    /// Counts the lines and names that an embedding needs.
    #[test]
    fn a_server_is_35_lines_with_12_names_of_ours_and_a_clients_loop_15_lines() {
        let (imports, server) = include_str!("server.rs").split_once(";\nuse examples").unwrap();
        let code = server.lines().skip_while(|line| !line.starts_with("pub")).filter(|line| !line.is_empty());
        assert!(code.count() <= 35);
        let (_, ours) = imports.split_once("use countersign::").unwrap();
        let is_word = |word: &&str| !word.is_empty() && *word != "self";
        let words = ours.split(|c: char| !c.is_alphanumeric() && c != '_').filter(is_word);
        assert!(words.count() + ["begin", "entropy", "reply", "challenge", "success"].len() <= 12);
        let mut lines = include_str!("client.rs").lines().skip_while(|line| line.trim() != "loop {");
        let indent = lines.next().unwrap().find('l').unwrap();
        let inside = lines.take_while(|line| line.find('}') != Some(indent)).count();
        assert!((10..=13).contains(&inside), "{inside} lines and two braces");
    }
}
