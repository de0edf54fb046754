//! Every mechanism of the family behind the facade.
use crate::{
    recipe, secret,
    wire::{Ended, Fault, drive_with},
};
use countersign::{
    ClientRegistry, Credentials, Entropy, Recipe, Records, ScramHash, Secret, SentPassword, ServerRegistry,
    Upgraded, client_registry,
    crammd5::{CramMd5Client, CramMd5Record, CramMd5Server, Host},
    drive::Directory,
    oauth::{OAuthBearer, XOAuth2},
    plain::AnonymousServer,
    sasl::{
        ErrorKind, Profile,
        client::{self, Ask, Preference, Token},
        server::{Authorize, CheckToken, Decision, Found, Rejection, TokenAnswer, TokenFailure, Verdict},
    },
    scram::RecordError,
    server_registry,
};

fn everything() -> Recipe {
    recipe().with_hashes([ScramHash::Sha256]).with_cram_md5()
}

fn made(recipe: &Recipe) -> Credentials {
    Credentials::derive(&Secret::new("pencil"), recipe, Entropy::new([1; 32])).unwrap().run()
}

fn server() -> ServerRegistry {
    server_registry(&secret(), &everything())
        .with(OAuthBearer)
        .with(XOAuth2)
        .with(CramMd5Server::new(Host::new("mail.example.org").unwrap()))
        .with(AnonymousServer::new("guest"))
}

fn client() -> ClientRegistry {
    client_registry().with(CramMd5Client::new())
}

struct Accounts;

impl Directory for Accounts {
    fn find(&self, user: &str) -> Option<Found> {
        Some(match user {
            "amy" => Found::Account(made(&everything()).records()),
            _ => Found::Unknown { canonical: user.into() },
        })
    }

    fn check_token(&self, question: &CheckToken) -> Option<TokenAnswer> {
        Some(match question.token().expose() {
            "t0ken" => TokenAnswer::Valid { user: "amy".into() },
            _ => TokenAnswer::Invalid(TokenFailure { scope: Some("mail".into()), ..TokenFailure::default() }),
        })
    }
}

/// A directory that knows nothing of tokens.
struct Passwords;

impl Directory for Passwords {
    fn find(&self, user: &str) -> Option<Found> {
        Accounts.find(user)
    }
}

fn log_in(name: &str, directory: &(impl Directory + Sync), secret: &str) -> Ended {
    let answer = |ask| match ask {
        Ask::Credentials(asked) => asked.answer(client::Credentials::new("amy", Secret::new(secret))),
        Ask::Token(asked) => asked.answer(Token::new("amy", Secret::new(secret))),
        other => Err(other.decline()),
    };
    let preference = Preference::password().and_token().pin(name);
    drive_with((&client(), &server()), name, Profile::MAIL, &preference, directory, &answer, Fault::None)
}

fn reason(ended: &Ended) -> Option<Rejection> {
    match &ended.server {
        Ok(Verdict::Rejected(rejected)) => Some(rejected.reason()),
        _ => None,
    }
}

#[test]
fn every_mechanism_logs_in_and_refuses() {
    for (name, right) in [
        ("SCRAM-SHA-256", "pencil"),
        ("PLAIN", "pencil"),
        ("LOGIN", "pencil"),
        ("CRAM-MD5", "pencil"),
        ("OAUTHBEARER", "t0ken"),
        ("XOAUTH2", "t0ken"),
    ] {
        let ended = log_in(name, &Accounts, right);
        assert_eq!(ended.client.unwrap().mechanism(), name);
        assert_eq!(ended.server.unwrap().accepted().unwrap().account(), "amy");
        let ended = log_in(name, &Accounts, "stylus");
        assert_eq!(reason(&ended), Some(Rejection::BadCredentials), "{name}");
        assert_eq!(ended.client.unwrap_err().kind(), ErrorKind::Refused);
    }
    let accepted = log_in("ANONYMOUS", &Accounts, "").server.unwrap().accepted().unwrap();
    assert_eq!((accepted.account(), accepted.trace()), ("guest", None));
}

/// All ways in there are: an account that is disabled is refused after its proof and before the server's, and by no other
/// word than everybody where there was no proof.
#[test]
fn a139_no_mechanism_reveals_a_disabled_account_without_a_proof() {
    struct Disabled;
    impl Directory for Disabled {
        fn find(&self, user: &str) -> Option<Found> {
            Accounts.find(user)
        }
        fn check_token(&self, question: &CheckToken) -> Option<TokenAnswer> {
            Accounts.check_token(question)
        }
        fn authorize(&self, _: &Authorize) -> Decision {
            Decision::Deny(Rejection::Disabled)
        }
    }
    let mechanisms = server();
    for name in mechanisms.names().filter(|name| !name.ends_with("-PLUS") && *name != "EXTERNAL") {
        let token = name.contains("OAUTH");
        let ended = log_in(name, &Disabled, if token { "t0ken" } else { "pencil" });
        // Of SCRAM's hashes the account has this one.
        let is_there = !name.starts_with("SCRAM-") || name == "SCRAM-SHA-256";
        let expected = if is_there { Rejection::Disabled } else { Rejection::BadCredentials };
        assert_eq!(reason(&ended), Some(expected), "{name}");
        assert_eq!(
            ended.client.unwrap_err().kind(),
            ErrorKind::Refused,
            "{name}: no proof of the server's has left"
        );
        if name != "ANONYMOUS" {
            assert_eq!(reason(&log_in(name, &Disabled, "stylus")), Some(Rejection::BadCredentials), "{name}");
        }
    }
}

#[test]
fn a030_a_client_hears_why_its_token_will_not_do() {
    let error = log_in("OAUTHBEARER", &Accounts, "old").client.unwrap_err();
    assert_eq!(error.said().unwrap().to_string(), r#"{"status":"invalid_token","scope":"mail"}"#);
}

#[test]
fn a_directory_without_an_issuer_takes_no_token() {
    assert_eq!(reason(&log_in("XOAUTH2", &Passwords, "t0ken")), Some(Rejection::BadCredentials));
}

#[test]
fn a091_what_needs_a_word_of_its_own_is_not_there_without_it() {
    let names: Vec<_> = server_registry(&secret(), &Recipe::default()).names().collect();
    for name in ["CRAM-MD5", "OAUTHBEARER", "XOAUTH2", "ANONYMOUS"] {
        assert!(!names.contains(&name), "{name}");
    }
    assert!(client_registry().names().all(|name| name != "CRAM-MD5"));
}

#[test]
fn the_order_of_the_choice_is_that_of_the_design() {
    let order = client().preference_order();
    let expected = [
        "SCRAM-SHA-512-PLUS",
        "SCRAM-SHA3-512-PLUS",
        "SCRAM-SHA-256-PLUS",
        "SCRAM-SHA-1-PLUS",
        "SCRAM-SHA-512",
        "SCRAM-SHA3-512",
        "SCRAM-SHA-256",
        "SCRAM-SHA-1",
        "OAUTHBEARER",
        "XOAUTH2",
        "PLAIN",
        "LOGIN",
        "CRAM-MD5",
        "ANONYMOUS",
    ];
    let without_external: Vec<_> = order.into_iter().filter(|name| *name != "EXTERNAL").collect();
    assert_eq!(without_external, expected);
}

#[test]
fn a_record_for_cram_md5_is_made_only_if_the_recipe_says_so() {
    let has = |records: Records| records.get::<CramMd5Record>().is_some();
    assert!(!has(made(&recipe().with_hashes([ScramHash::Sha256])).records()));
    let credentials = made(&everything());
    assert!(has(credentials.records()));
    let text = credentials.to_text().to_string();
    let (scram, cram_md5) = text.split_once('\n').unwrap();
    assert!(scram.starts_with("SCRAM-SHA-256$"));
    // As Dovecot writes it for the password `pencil`.
    assert_eq!(cram_md5, "{CRAM-MD5}7f47ace0e2af8f6cdeb72c03243a8c87834e19104164d6a42de72d243adb4080");
    assert_eq!(*Credentials::parse(&text).unwrap().to_text(), text);
    assert!(has(Credentials::parse(&text).unwrap().records()));
    // What moved in from Dovecot may have nothing else.
    assert_eq!(*Credentials::parse(cram_md5).unwrap().to_text(), cram_md5);
    for wrong in [format!("{cram_md5}\n{scram}"), format!("{text}\n{cram_md5}"), format!("{text}0")] {
        assert_eq!(Credentials::parse(&wrong).err(), Some(RecordError::Form), "{wrong}");
    }
}

/// An upgrade of the others keeps the record for CRAM-MD5, also where the recipe of today would not make one.
#[test]
fn a148_a_record_for_cram_md5_remains_when_others_are_replaced() {
    let old = made(&everything());
    let accepted = log_in("PLAIN", &Accounts, "pencil").server.unwrap().accepted().unwrap();
    let sent = SentPassword::new(&accepted, &Secret::new("pencil")).unwrap();
    let text = old.to_text().to_string();
    let (_, cram_md5) = text.split_once('\n').unwrap();
    let stronger = recipe().with_hashes([ScramHash::Sha256]).with_iterations(5000);
    let upgrading = old.upgrade(&sent, &stronger, Entropy::new([9; 32])).unwrap();
    let Upgraded::Better(better) = upgrading.run() else { panic!("it is the password") };
    assert_eq!(better.iterations(ScramHash::Sha256), Some(5000));
    assert_eq!(better.to_text().lines().last(), Some(cram_md5));
}

#[test]
fn a066_the_empty_password_has_no_record_here_either() {
    let derived = Credentials::derive(&Secret::new(""), &everything(), Entropy::new([1; 32]));
    assert!(matches!(derived, Err(RecordError::Password(_))));
}
