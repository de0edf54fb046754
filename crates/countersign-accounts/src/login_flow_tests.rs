//! a181: the server's output and work for a right credential from a network that it may not be used from.
use super::{
    Database, Directory, LoginFlow, Sets, Store, Tokens,
    allow_from::AllowFrom,
    database::{ASKED, Folder},
    scope::Scope,
};
use crate::work::Pool;
use countersign::{
    Bindings, Credentials, Recipe, Secret, Security, Step,
    account::{AccountName, AppName},
    client_registry,
    drive::{self, ClientWire, Reply},
    entropy,
    mail::{KeyAuthOutcome, KeySession},
    sasl::{
        Profile, Server,
        client::{self, Preference},
        server::{Ask, Connection, Verdict},
    },
};
use std::net::{IpAddr, Ipv4Addr};
use tokio::runtime::Runtime;

const PASSWORD: &str = "wonderland";
const APP: &str = "looking-glass-app-password";
const INSIDE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));
const OUTSIDE: IpAddr = IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7));

/// The server's output and work.
#[derive(Debug, PartialEq, Eq)]
enum Did {
    Said(usize, Option<Vec<u8>>),
    /// Units of work.
    Worked(u32),
    /// A lookup or check, with its number of queries.
    Asked(u64),
}

/// The server's end of an exchange, in this process.
struct End<'a> {
    runtime: &'a Runtime,
    directory: &'a Directory,
    mechanism: &'a str,
    login_flow: LoginFlow<'a>,
    step: Option<countersign::sasl::Awaiting<Server>>,
    did: Vec<Did>,
    /// Queries of the authorization, which a wrong credential never reaches.
    authorized: Option<u64>,
    is_in: bool,
}

impl End<'_> {
    fn go_on(&mut self, mut step: Step<Server>) -> Reply {
        loop {
            let before = ASKED.get();
            step = match step {
                Step::Send { message, then } => {
                    // The first message contains a nonce; the others are the verdict on the proof.
                    let words = self.step_is_last(&message).then(|| message.to_vec());
                    self.did.push(Did::Said(message.len(), words));
                    let challenge = message.to_vec();
                    self.step = Some(then);
                    return Reply::Challenge(challenge);
                }
                Step::Ask(Ask::Lookup(asked)) => {
                    let found = self.runtime.block_on(self.login_flow.lookup(&asked)).unwrap();
                    self.did.push(Did::Asked(ASKED.get() - before));
                    asked.answer(found)
                }
                Step::Ask(Ask::CheckPassword(asked)) => {
                    let answer = self.runtime.block_on(self.login_flow.check(&asked)).unwrap();
                    self.did.push(Did::Asked(ASKED.get() - before));
                    asked.answer(answer)
                }
                Step::Ask(Ask::Authorize(asked)) => {
                    let decision = self.runtime.block_on(self.login_flow.authorize(&asked)).unwrap();
                    self.authorized = Some(ASKED.get() - before);
                    asked.answer(decision)
                }
                Step::Ask(other) => other.decline(),
                Step::Work(work) => {
                    self.did.push(Did::Worked(work.cost().get()));
                    work.run()
                }
                Step::Done(Verdict::Accepted(accepted)) => {
                    self.is_in = true;
                    return Reply::Success(accepted.success_data().map(<[u8]>::to_vec));
                }
                Step::Done(Verdict::Rejected(_)) => return Reply::Failure,
            }
        }
    }

    fn step_is_last(&self, message: &[u8]) -> bool {
        message.starts_with(b"e=") || message.starts_with(b"v=")
    }
}

impl ClientWire for End<'_> {
    type Error = countersign::sasl::Error;

    fn respond(&mut self, message: Option<&[u8]>) -> Result<Reply, countersign::sasl::Error> {
        let step = match self.step.take() {
            Some(step) => step.receive(message.unwrap_or_default()),
            None => {
                let offered = self.directory.offered();
                let connection = Connection::new(Profile::MAIL, Security::Verified);
                let offer = offered.registry.offer(&connection);
                offer.start(self.mechanism, message, entropy().unwrap()).expect("it is offered")
            }
        };
        Ok(self.go_on(step))
    }

    fn cancel(&mut self) -> Result<(), countersign::sasl::Error> {
        Ok(())
    }
}

struct Outcome {
    did: Vec<Did>,
    authorized: Option<u64>,
    is_in: bool,
    is_outside: bool,
}

fn log_in(
    runtime: &Runtime,
    directory: &Directory,
    mechanism: &str,
    (user, password): (&str, &str),
    remote: IpAddr,
) -> Outcome {
    let (tokens, after) = (Tokens::default(), KeySession::new(KeyAuthOutcome::Anonymous, None));
    let login_flow = LoginFlow::new(directory, &tokens, ("imap", remote), None, &after);
    let (step, did, authorized, is_in) = (None, Vec::new(), None, false);
    let mut end = End { runtime, directory, mechanism, login_flow, step, did, authorized, is_in };
    let connection = client::Connection::new(Profile::MAIL, Security::Verified).with_bindings(Bindings::NONE);
    let choice = client_registry().choose([mechanism], &connection, &Preference::password()).unwrap();
    let step = choice.start(entropy().unwrap()).unwrap();
    let credentials = || client::Credentials::new(user, Secret::new(password));
    // The client's verdict is not under test.
    let _ = drive::log_in(step, credentials, &mut end);
    Outcome {
        is_outside: end.login_flow.is_outside(),
        did: end.did,
        authorized: end.authorized,
        is_in: end.is_in,
    }
}

/// alice, limited to a network, with an app password; bob, whose app password is limited.
async fn directory(home: &std::path::Path) -> Directory {
    let folder = Folder::new(home);
    let store = Store::make(folder.clone()).await.unwrap();
    let recipe = || Recipe::default().with_iterations(4096);
    let derive = |password: &str| {
        Credentials::derive(&Secret::new(password), &recipe(), entropy().unwrap()).unwrap().run()
    };
    let list: AllowFrom = "192.0.2.0/24".parse().unwrap();
    let everywhere = AllowFrom::default();
    let secret = store.secret().await.unwrap();
    let mut write = store.write().await.unwrap();
    for (name, of_account, of_app) in [("alice", &list, &everywhere), ("bob", &everywhere, &list)] {
        let account = write.add_account(&AccountName::new(name).unwrap()).await.unwrap();
        write.set_credentials(&account, &derive(PASSWORD)).await.unwrap();
        write.set_allow_from(&account, of_account).await.unwrap();
        let label = AppName::new_label("phone").unwrap();
        let app = format!("{name}-{APP}");
        let tag = secret.app_password_tag(&Secret::new(app.as_str()));
        write
            .add_app(&account, &label, (&Scope::new([]), of_app), &tag, &derive(&app), &Sets::new())
            .await
            .unwrap();
    }
    write.commit().await.unwrap();
    store.close().await;
    Directory::Database(Database::open(folder, recipe(), Pool::default()).await.unwrap())
}

#[test]
fn a181_a_right_credential_from_elsewhere_costs_as_much_as_a_wrong_one() {
    let (runtime, home) = (Runtime::new().unwrap(), tempfile::tempdir().unwrap());
    let directory = runtime.block_on(directory(home.path()));
    for mechanism in ["PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA-1"] {
        let apps = [("alice#phone", "alice-"), ("bob#phone", "bob-")]
            .map(|(user, name)| (user, format!("{name}{APP}")));
        for (user, right) in [("alice", PASSWORD.to_owned())].into_iter().chain(apps) {
            let run =
                |password: &str, remote| log_in(&runtime, &directory, mechanism, (user, password), remote);
            let here = run(&right, INSIDE);
            assert!(here.is_in && !here.is_outside, "{mechanism} {user}");
            let (wrong_here, wrong) = (run("wrong password", INSIDE), run("wrong password", OUTSIDE));
            let elsewhere = run(&right, OUTSIDE);
            assert!(!elsewhere.is_in && elsewhere.is_outside, "{mechanism} {user}");
            assert_eq!(elsewhere.did, wrong.did, "{mechanism} {user}");
            assert_eq!(wrong.did, wrong_here.did, "{mechanism} {user}");
            assert_eq!(
                elsewhere.authorized.unwrap_or_default(),
                0,
                "{mechanism} {user}: nothing is looked up"
            );
            assert!(wrong.authorized.is_none() && !wrong.is_outside, "{mechanism} {user}");
        }
    }
    // The account's own name with its app password, as mail clients send it.
    let wrong = log_in(&runtime, &directory, "PLAIN", ("bob", "wrong password"), OUTSIDE);
    let right = log_in(&runtime, &directory, "PLAIN", ("bob", &format!("bob-{APP}")), OUTSIDE);
    assert!(!right.is_in && right.is_outside && right.authorized.is_none());
    assert_eq!(right.did, wrong.did);
    drop(directory);
}
