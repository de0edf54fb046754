//! One thread and many connections: ready sockets, answers of the directory, and slices of work.
use crate::connection::{Connection, Wants};
use countersign::sasl::server::{Found, Offer};
use mio::{Events, Interest, Poll, Token, Waker, net::UnixListener};
use std::{
    collections::{BTreeMap, VecDeque},
    io,
    path::Path,
    sync::mpsc::{Receiver, Sender, channel},
    time::{Duration, Instant},
};

const LISTENER: Token = Token(0);
const ANSWERS: Token = Token(1);
/// The connection limit; further clients must retry.
const CONNECTIONS: usize = 1000;

/// A question to the directory and the connection that asks it.
pub(crate) struct Question {
    connection: usize,
    pub(crate) user: String,
}

/// The receiver of answers, usable from any thread.
pub(crate) struct Answers {
    sender: Sender<(usize, Option<Found>)>,
    waker: Waker,
}

impl Answers {
    /// Delivers an answer; `None` means that the directory cannot answer now.
    pub(crate) fn give(&self, question: Question, found: Option<Found>) {
        // A loop that has ended needs no answer.
        let _ = self.sender.send((question.connection, found));
        let _ = self.waker.wake();
    }
}

pub(crate) struct EventLoop {
    poll: Poll,
    listener: UnixListener,
    offer: Offer,
    questions: Sender<Question>,
    answers: Receiver<(usize, Option<Found>)>,
    /// The connections by number. Numbers are not reused, so a late answer cannot reach another connection. The
    /// first is the oldest.
    pub(crate) connections: BTreeMap<usize, Connection>,
    next: usize,
    /// The connections with pending work, in turn.
    turns: VecDeque<usize>,
    /// The accounts that have logged in, in order. A server would open sessions for them.
    pub(crate) entered: Vec<String>,
}

impl EventLoop {
    pub(crate) fn new(path: &Path, offer: Offer) -> io::Result<(Self, Receiver<Question>, Answers)> {
        let poll = Poll::new()?;
        let mut listener = UnixListener::bind(path)?;
        poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
        let waker = Waker::new(poll.registry(), ANSWERS)?;
        let (questions, asked) = channel();
        let (sender, answers) = channel();
        let (connections, turns, entered) = Default::default();
        let own = Self { poll, listener, offer, questions, answers, connections, next: 2, turns, entered };
        Ok((own, asked, Answers { sender, waker }))
    }

    /// Handles the pending events, then *one* slice of work. Waits at most this long if there is nothing to do.
    pub(crate) fn pass(&mut self, longest: Duration) -> io::Result<()> {
        let wait = if self.turns.is_empty() { longest } else { Duration::ZERO };
        let mut events = Events::with_capacity(128);
        match self.poll.poll(&mut events, Some(wait)) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error),
            _ => {}
        }
        for event in &events {
            match event.token() {
                LISTENER => self.accept(),
                ANSWERS => {}
                // Both directions are closed, so there is no client to work for.
                Token(number) if event.is_write_closed() => drop(self.connections.remove(&number)),
                Token(number) => self.with(number, Connection::ready),
            }
        }
        while let Ok((number, found)) = self.answers.try_recv() {
            self.with(number, |connection, offer| connection.found(found, offer));
        }
        if let Some(number) = self.turns.pop_front() {
            self.with(number, Connection::turn);
        }
        let now = Instant::now();
        while let Some(oldest) = self.connections.first_entry().filter(|oldest| oldest.get().deadline < now) {
            oldest.remove();
        }
        Ok(())
    }

    /// Resumes a connection and handles its request. An error ends only this connection.
    fn with(&mut self, number: usize, go: impl FnOnce(&mut Connection, &Offer) -> io::Result<Wants>) {
        let Some(connection) = self.connections.get_mut(&number) else { return };
        let gone = match go(connection, &self.offer) {
            Ok(Wants::Nothing) => false,
            Ok(Wants::Turn) => {
                self.turns.push_back(number);
                false
            }
            Ok(Wants::Directory(user)) => self.questions.send(Question { connection: number, user }).is_err(),
            Ok(Wants::Session(account)) => {
                self.entered.push(account);
                true
            }
            Err(_) => true,
        };
        if gone {
            self.connections.remove(&number);
        }
    }

    fn accept(&mut self) {
        while let Ok((mut stream, _)) = self.listener.accept() {
            let number = self.next;
            let both = Interest::READABLE | Interest::WRITABLE;
            let registered = self.poll.registry().register(&mut stream, Token(number), both);
            if registered.is_ok() && self.connections.len() < CONNECTIONS {
                self.next += 1;
                self.connections.insert(number, Connection::new(stream));
                self.with(number, Connection::ready);
            }
        }
    }
}
