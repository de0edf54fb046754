//! The tests run the loop step by step, with the clients and the directory on the same thread, so that every run
//! is the same.
use crate::{
    accounts,
    client::start,
    event_loop::{Answers, EventLoop, Question},
    find, listen,
    login::{Login, SLICE},
    recipe,
};
use countersign::{
    Records, Secret,
    drive::{ClientAction, turn},
    mail::{line, smtp::client},
    sasl::client::Credentials,
};
use std::{
    io::{Read as _, Write as _},
    os::unix::net::UnixStream,
    sync::mpsc::Receiver,
    time::Duration,
};

struct World {
    folder: tempfile::TempDir,
    event_loop: EventLoop,
    questions: Receiver<Question>,
    answers: Answers,
    accounts: Records,
    /// Questions that the directory has not answered.
    parked: Vec<Question>,
    holds: bool,
}

impl World {
    fn new() -> Self {
        let (folder, recipe) = (tempfile::tempdir().unwrap(), recipe());
        let (event_loop, questions, answers) = listen(&folder.path().join("socket"), &recipe).unwrap();
        let accounts = accounts(&recipe).unwrap();
        Self { folder, event_loop, questions, answers, accounts, parked: Vec::new(), holds: false }
    }

    fn connect(&self) -> UnixStream {
        let stream = UnixStream::connect(self.folder.path().join("socket")).unwrap();
        stream.set_nonblocking(true).unwrap();
        stream
    }

    /// Runs one pass of the loop and answers its questions.
    fn pass(&mut self) {
        self.event_loop.pass(Duration::ZERO).unwrap();
        self.parked.extend(self.questions.try_iter());
        if !self.holds {
            self.answer(true);
        }
    }

    fn pass_until(&mut self, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..10_000 {
            if is_so(self) {
                return;
            }
            self.pass();
        }
        panic!("it never came to that");
    }

    fn answer(&mut self, knows: bool) {
        for question in self.parked.drain(..) {
            let found = knows.then(|| find(&question.user, &self.accounts));
            self.answers.give(question, found);
        }
    }

    /// Returns the client's next line after enough passes of the loop, or `None` if the connection is closed.
    fn hear(&mut self, stream: &mut UnixStream) -> Option<String> {
        let mut heard = Vec::new();
        for _ in 0..10_000 {
            let mut octet = [0];
            match stream.read(&mut octet) {
                Ok(0) => return None,
                Ok(_) => heard.push(octet[0]),
                Err(_) => self.pass(),
            }
            if let Some(line) = heard.strip_suffix(b"\r\n") {
                return Some(String::from_utf8(line.to_vec()).unwrap());
            }
        }
        panic!("nothing was said, but {heard:?}");
    }

    fn scram(&mut self, password: &str) -> String {
        let mut stream = self.connect();
        assert_eq!(self.hear(&mut stream).unwrap(), "220 Ready");
        let (mut step, mut first) = (start("SCRAM-SHA-256").unwrap(), true);
        loop {
            let ClientAction::Send(message, then) =
                turn(step, || Credentials::new("amy", Secret::new(password))).unwrap()
            else {
                return "in".into();
            };
            let message = message.unwrap_or_default();
            let line = match first {
                true => client::auth("SCRAM-SHA-256", Some(&message)).unwrap().line,
                false => line::response(&message),
            };
            first = false;
            stream.write_all(line.as_bytes()).unwrap();
            let reply = self.hear(&mut stream).unwrap();
            step = match client::read(reply.as_bytes()).deliver_to(then) {
                Ok(step) => step,
                Err(_) => return reply,
            };
        }
    }

    /// Returns the completed units of each pending work.
    fn progress(&self) -> Vec<u32> {
        let working = self.event_loop.connections.values().filter_map(|connection| match &connection.login {
            Login::Turn(work) => Some(work.done()),
            _ => None,
        });
        working.collect()
    }
}

const RIGHT: &[u8] = b"AUTH PLAIN AGFteQBwZW5jaWw=\r\n";

#[test]
fn no_login_keeps_another_waiting() {
    let mut world = World::new();
    let mut clients: Vec<_> = (0..10).map(|_| world.connect()).collect();
    for client in &mut clients {
        world.hear(client);
        client.write_all(RIGHT).unwrap();
    }
    world.pass_until(|world| world.progress().len() == clients.len());
    // All connections make progress, and none is ahead by more than one slice.
    for _ in 0..20 {
        world.pass();
        let done = world.progress();
        let (most, least) = (done.iter().max().unwrap(), done.iter().min().unwrap());
        assert!(most - least <= 2 * SLICE, "{done:?}");
    }
    assert!(world.progress().iter().all(|done| *done > 0) && world.event_loop.entered.is_empty());

    // A client that needs no work completes before them, though they came first.
    assert_eq!(world.scram("pencil"), "in");
    assert_eq!((world.event_loop.entered.len(), world.progress().len()), (1, clients.len()));
    for mut client in clients {
        assert_eq!(world.hear(&mut client).unwrap(), "235 2.7.0 Logged in");
    }
    assert_eq!(world.event_loop.entered, ["amy"; 11]);
}

#[test]
fn a_slow_directory_does_not_delay_other_logins() {
    let mut world = World::new();
    world.holds = true;
    let mut first = world.connect();
    world.hear(&mut first);
    // The next line has already arrived: it waits for the exchange.
    first.write_all(&[RIGHT, b"NOOP\r\n"].concat()).unwrap();
    world.pass_until(|world| world.parked.len() == 1);
    let held = std::mem::take(&mut world.parked);
    world.holds = false;
    assert_eq!(world.scram("pencil"), "in");
    world.parked = held;
    world.answer(true);
    assert_eq!(world.hear(&mut first).unwrap(), "235 2.7.0 Logged in");
}

#[test]
fn a_wrong_login_is_refused() {
    let mut world = World::new();
    assert!(world.scram("eraser").starts_with("535 5.7.8 "));
    let mut client = world.connect();
    world.hear(&mut client);
    for (line, reply) in [
        ("AUTH PLAIN AGFteQBlcmFzZXI=", "535 "),
        ("MAIL FROM:<>", "530 "),
        ("AUTH PLAIN =", "501 "),
        ("AUTH NTLM", "504 "),
    ] {
        client.write_all(format!("{line}\r\n").as_bytes()).unwrap();
        let told = world.hear(&mut client).unwrap();
        assert!(told.starts_with(reply), "{line:?}: {told}");
    }
    // A fourth attempt is not read.
    client.write_all(RIGHT).unwrap();
    assert_eq!(world.hear(&mut client), None);

    let mut endless = world.connect();
    world.hear(&mut endless);
    endless.write_all(&[b'A'; 12_291]).unwrap();
    assert_eq!(world.hear(&mut endless), None);
    assert!(world.event_loop.entered.is_empty() && world.event_loop.connections.is_empty());
}

#[test]
fn no_answer_is_no_login_and_a_late_answer_is_ignored() {
    let mut world = World::new();
    world.holds = true;
    let (mut stays, mut leaves) = (world.connect(), world.connect());
    for client in [&mut stays, &mut leaves] {
        world.hear(client);
        client.write_all(RIGHT).unwrap();
    }
    world.pass_until(|world| world.parked.len() == 2);
    drop(leaves);
    world.pass_until(|world| world.event_loop.connections.len() == 1);
    let mut other = world.connect();
    assert_eq!(world.hear(&mut other).unwrap(), "220 Ready");
    let late = world.parked.pop().unwrap();
    let found = find("amy", &world.accounts);
    world.answers.give(late, Some(found));
    world.answer(false);
    assert!(world.hear(&mut stays).unwrap().starts_with("454 4.7.0 "));
    assert!(world.event_loop.entered.is_empty());
}
