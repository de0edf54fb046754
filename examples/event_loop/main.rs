//! Many logins on one thread: an event loop over mio, with exchanges that wait in a struct.
//!
//! `cargo run -p examples --example event-loop`
//!
//! What to take from it: `login.rs`, an enum of what an exchange can wait for. A `match` consumes it, so nothing reaches an
//! exchange that does not wait for it. While the directory is asked, the exchange lies in its connection and costs nothing;
//! the work for a password is done in slices, one connection after the other (`event_loop.rs`), so that one that has just
//! come, and a SCRAM login, which needs no work, are not kept waiting by all those before them.
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
    // A thread for a directory that blocks. It ends with the loop, which has the other end of its questions.
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

/// A socket, its loop, what the loop will ask of the directory, and where the answers go.
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

/// Amy is everybody.
fn find(user: &str, accounts: &Records) -> Found {
    match user {
        "amy" => Found::Account(accounts.clone()),
        other => Found::Unknown { canonical: other.into() },
    }
}
