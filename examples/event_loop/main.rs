//! Many logins on one thread: an event loop with mio, and exchanges that are stored in a struct.
//!
//! `cargo run -p examples --example event-loop`
//!
//! The relevant part is `login.rs`, an enum of the events that an exchange can wait for. A `match` consumes it, so
//! an event cannot reach an exchange that does not wait for it. While the directory is asked, the exchange is
//! stored in its connection and has no cost. The work for passwords is done in slices, one connection after the
//! other (`event_loop.rs`). A new connection, or a SCRAM login, which needs no work, does not wait for all the
//! others.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]
mod client;
mod connection;
mod event_loop;
mod login;
#[cfg(test)]
mod tests;

use countersign::{
    Credentials, DirectorySecret, Recipe, Records, Secret, Security,
    sasl::{
        Profile,
        server::{Connection, Found},
    },
    server_registry,
};
use event_loop::{Answers, EventLoop, Question};
use std::{error::Error, path::Path, sync::mpsc::Receiver, thread, time::Duration};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (path, recipe) = (folder.path().join("socket"), recipe());
    let (mut event_loop, questions, answers) = listen(&path, &recipe)?;
    let accounts = accounts(&recipe)?;
    // A thread for a blocking directory. It ends with the loop, which has the other end of the channel.
    thread::spawn(move || directory(&questions, &answers, &accounts));

    let clients: Vec<_> = [("PLAIN", "pencil"), ("SCRAM-SHA-256", "pencil"), ("PLAIN", "eraser")]
        .into_iter()
        .cycle()
        .take(12)
        .map(|(name, password)| {
            let path = path.clone();
            thread::spawn(move || match client::log_in(&path, name, password) {
                Ok(()) => println!("{name} with {password:?}: in"),
                Err(error) => println!("{name} with {password:?}: {error}"),
            })
        })
        .collect();
    while !clients.iter().all(thread::JoinHandle::is_finished) {
        event_loop.pass(Duration::from_millis(100))?;
    }
    println!("{} are in", event_loop.entered.len());
    Ok(())
}

fn recipe() -> Recipe {
    Recipe::default().with_iterations(4096)
}

fn accounts(recipe: &Recipe) -> Result<Records, Box<dyn Error>> {
    Ok(Credentials::derive(&Secret::new("pencil"), recipe, countersign::entropy()?)?.run().records())
}

/// Returns a socket, its loop, the receiver of its questions, and the sender of answers.
fn listen(path: &Path, recipe: &Recipe) -> Result<(EventLoop, Receiver<Question>, Answers), Box<dyn Error>> {
    let secret = DirectorySecret::new(countersign::entropy()?.into_octets());
    let line = Connection::new(Profile::MAIL, Security::Local);
    Ok(EventLoop::new(path, server_registry(&secret, recipe).offer(&line))?)
}

fn directory(questions: &Receiver<Question>, answers: &Answers, accounts: &Records) {
    for question in questions {
        let found = find(&question.user, accounts);
        answers.give(question, Some(found));
    }
}

/// Returns the records of the only account.
fn find(user: &str, accounts: &Records) -> Found {
    match user {
        "amy" => Found::Account(accounts.clone()),
        other => Found::Unknown { canonical: other.into() },
    }
}
