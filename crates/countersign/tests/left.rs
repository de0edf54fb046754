//! Exchanges that are left, by the hundred thousand, leave nothing behind. A program of its own, so that nothing else
//! takes memory meanwhile.
#![cfg(target_os = "linux")]

use countersign::{
    Credentials, DirectorySecret, Entropy, Recipe, Records, ScramHash, Secret, Security, Step,
    client_registry,
    sasl::{
        Profile,
        client::{self, Ask as ClientAsk, Preference},
        server::{self, Ask, Found},
    },
    server_registry,
};

/// Resident memory, in octets.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    pages.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

fn entropy(number: u32) -> Entropy {
    let mut octets = [0; 32];
    octets[..4].copy_from_slice(&number.to_le_bytes());
    Entropy::new(octets)
}

struct Rig {
    offer: server::Offer,
    records: Records,
}

impl Rig {
    fn new() -> Self {
        let recipe = Recipe::default().with_iterations(4096).with_hashes([ScramHash::Sha256]);
        let made = Credentials::derive(&Secret::new("pencil"), &recipe, Entropy::new([1; 32])).unwrap().run();
        let line = server::Connection::new(Profile::MAIL, Security::Verified);
        let offer = server_registry(&DirectorySecret::new([2; 32]), &recipe).offer(&line);
        Self { offer, records: made.records() }
    }

    fn found(&self, number: u32) -> Found {
        match number % 2 {
            0 => Found::Account(self.records.clone()),
            _ => Found::Unknown { canonical: format!("nobody{number}") },
        }
    }

    /// Begin one, go on as far as its number says, and leave it there.
    fn leave_one(&self, number: u32) {
        let start =
            |name: &str, initial: Option<&[u8]>| self.offer.start(name, initial, entropy(number)).unwrap();
        let first = format!("n,,n=somebody{number},r=a-nonce-by-hand");
        let lookup = || match start("SCRAM-SHA-256", Some(first.as_bytes())) {
            Step::Ask(Ask::Lookup(asked)) => asked,
            other => panic!("{other:?}"),
        };
        let check = || match start("PLAIN", Some(b"\0amy\0stylus")) {
            Step::Ask(Ask::CheckPassword(asked)) => asked,
            other => panic!("{other:?}"),
        };
        match number / 2 % 8 {
            0 => drop(start("SCRAM-SHA-256", None)),
            1 => drop(lookup()),
            2 => drop(lookup().answer(self.found(number))),
            3 => match lookup().answer(self.found(number)) {
                Step::Send { then, .. } => drop(then.cancel()),
                other => panic!("{other:?}"),
            },
            4 => match lookup().answer(self.found(number)) {
                Step::Send { then, .. } => drop(then.receive(b"c=biws,r=x,p=AAAA")),
                other => panic!("{other:?}"),
            },
            5 => drop(check().verify_against(self.found(number))),
            6 => drop(start("LOGIN", Some(b"amy"))),
            _ => drop(dialed(number)),
        }
    }
}

/// A client that has said its first message, and hears no more.
fn dialed(number: u32) -> client::Step {
    let line = client::Connection::new(Profile::MAIL, Security::Verified);
    let choice = client_registry().choose(["SCRAM-SHA-256"], &line, &Preference::password()).unwrap();
    match choice.start(entropy(number)).unwrap() {
        Step::Ask(ClientAsk::Credentials(asked)) => {
            asked.answer(client::Credentials::new("amy", Secret::new("pencil"))).unwrap()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a038_100_000_exchanges_that_are_left_leave_nothing_behind() {
    let rig = Rig::new();
    (0..2_000).for_each(|number| rig.leave_one(number));
    let before = resident();
    (2_000..102_000).for_each(|number| rig.leave_one(number));
    let grown = resident().saturating_sub(before);
    // Not even 11 octets for each.
    assert!(grown <= 1 << 20, "{grown} octets more");
}
