//! An IMAP client's login. A client has time, so it answers and computes where it may block.
use crate::line::Line;
use countersign::{
    Secret, Step,
    core::{
        Client,
        client::{Authenticated, Credentials},
    },
    drive::{Turn, turn},
    mail::{
        imap::{capability::Capabilities, client},
        line,
    },
};
use std::error::Error;
use tokio::{io::DuplexStream, task::spawn_blocking};

pub(crate) async fn log_in(
    wire: &mut Line<DuplexStream>,
    able: &Capabilities,
    name: &str,
    password: &'static str,
    mut step: Step<Client>,
) -> Result<Authenticated, Box<dyn Error>> {
    let mut name = Some(name);
    // The loop, from a step to the server's proof and its yes.
    loop {
        let amy = move || Credentials::new("amy", Secret::new(password));
        let (message, then) = match spawn_blocking(move || turn(step, amy)).await?? {
            Turn::Say(message, then) => (message, then),
            Turn::Done(authenticated) => return Ok(authenticated),
        };
        let line = match name.take() {
            Some(name) => client::authenticate("a1", name, message.as_deref(), able)?.line,
            None => line::response(&message.unwrap_or_default()),
        };
        wire.write(&line).await?;
        step = client::read("a1", wire.read().await?.as_bytes()).hand_to(then)?;
    }
    // The loop's end.
}
