//! a119: what is printed for a log shows no secret. Each value below has one planted.
use crate::dummies::{binding, dial, serve, verdict};
use sasl_core::{
    BindingKind::TlsExporter,
    Bindings, Cost, Entropy, Error, ExternalIdentity, Profile, Proof, Secret, Step,
    client::{self, BindingFlag, Credentials, Token},
    mechanism::{JobProgress, Message, Next},
    server::{self, Ask, CheckPassword, CheckToken, Finish, Lookup, PasswordAnswer, TokenAnswer},
};
use std::fmt::Debug;

const PLANTED: &str = "s3cr3t-pl4nted";
/// The same as a `Debug` of octets would show it.
const OCTETS: &str = "115, 51, 99, 114";

/// Nothing of what is planted is in either form of `Debug`.
fn hides(value: &dyn Debug) -> bool {
    let pretty = format!("{value:#?}").replace(['\n', ' '], "").replace(',', ", ");
    [format!("{value:?}"), pretty].iter().all(|text| !text.contains(PLANTED) && !text.contains(OCTETS))
}

fn shows_nothing(value: &dyn Debug) {
    assert!(hides(value), "a secret is shown");
}

fn secret() -> Secret {
    Secret::new(PLANTED)
}

#[test]
fn a119_the_check_itself_sees_text_and_octets() {
    assert!(!hides(&PLANTED));
    assert!(!hides(&PLANTED.as_bytes()));
    assert!(!hides(&Some(vec![PLANTED.as_bytes().to_vec()])));
    assert!(hides(&"pencil"));
}

#[test]
fn a119_values_that_hold_a_secret() {
    shows_nothing(&secret());
    shows_nothing(&Message::copied(PLANTED.as_bytes()));
    shows_nothing(&Message::from(PLANTED.as_bytes().to_vec()));
    let mut octets = [0; 32];
    octets[..PLANTED.len()].copy_from_slice(PLANTED.as_bytes());
    shows_nothing(&Entropy::new(octets));
    shows_nothing(&Credentials::new(PLANTED, secret()).acting_as(PLANTED));
    shows_nothing(&Token::new(PLANTED, secret()));
    shows_nothing(&ExternalIdentity::proved(Proof::TlsKey, PLANTED));
}

#[test]
fn a119_bindings_and_what_holds_them() {
    let planted = sasl_core::ChannelBinding::new(TlsExporter, PLANTED.as_bytes()).unwrap();
    let bindings = Bindings::from_iter([planted.clone()]);
    shows_nothing(&planted);
    shows_nothing(&bindings);
    shows_nothing(&BindingFlag::Bound(planted.clone()));
    shows_nothing(&client::Setup::new(Entropy::new([0; 32])).with_binding(BindingFlag::Bound(planted)));
    let identity = ExternalIdentity::proved(Proof::UnixPeer, PLANTED);
    let line = server::Connection::new(Profile::MAIL, sasl_core::Security::Verified);
    shows_nothing(&line.with_bindings(bindings.clone()).with_external(identity));
    let line = client::Connection::new(Profile::MAIL, sasl_core::Security::Verified);
    shows_nothing(&line.with_bindings(bindings));
    assert_eq!(format!("{:?}", binding(TlsExporter)), "ChannelBinding(tls-exporter, ..)");
}

fn ends() -> Result<Next<sasl_core::Server>, Error> {
    Ok(Next::finish(Finish::proved("amy")))
}

#[test]
fn a119_every_question_of_a_server() {
    for step in [
        serve(Profile::MAIL, || {
            Next::ask(Lookup::new(PLANTED, Some(PLANTED.into()), "X-TEST"), |_, _| ends())
        }),
        serve(Profile::MAIL, || Next::ask(CheckPassword::new(PLANTED, secret(), "X-TEST"), |_, _| ends())),
        serve(Profile::MAIL, || {
            let question = CheckToken::new(secret()).with_user(Some(PLANTED.into()));
            let question = question.with_server(Some(PLANTED.into()), None);
            Next::ask(question, |_, _| ends())
        }),
        serve(Profile::MAIL, || Next::finish(Finish::proved(PLANTED).with_authzid(Some(PLANTED.into())))),
    ] {
        assert!(matches!(step, Step::Ask(_)));
        shows_nothing(&step);
    }
}

#[test]
fn a119_answers_that_go_with_a_password_or_a_token() {
    shows_nothing(&PasswordAnswer::Against(server::Found::Account(sasl_core::Records::default())));
    shows_nothing(&TokenAnswer::Valid { user: PLANTED.into() });
}

#[test]
fn a119_a_clients_questions_and_steps() {
    let asking =
        || Ok(Next::ask(client::WantCredentials::new(), |_, _| Ok(Next::finish(client::Finish::verified()))));
    shows_nothing(&dial(Profile::MAIL, asking));
    let saying = || Ok(Next::finish(client::Finish::with_final_message(PLANTED.to_owned())));
    let Ok(step) = dial(Profile::MAIL, saying) else { panic!() };
    shows_nothing(&step);
    let Step::Send { then, .. } = step else { panic!() };
    shows_nothing(&then);
    shows_nothing(&then.success(None));
}

#[test]
fn a119_moves_work_and_verdicts() {
    shows_nothing(&client::Finish::with_final_message(PLANTED.to_owned()));
    shows_nothing(&Finish::proved(PLANTED).with_final_message(PLANTED.to_owned()));
    let next = || Next::<sasl_core::Client>::finish(client::Finish::with_final_message(PLANTED.to_owned()));
    shows_nothing(&next());
    shows_nothing(&JobProgress::Complete(Ok(next())));
    let planted = secret();
    let step = serve(Profile::MAIL, move || {
        let planted = planted.clone();
        Next::work(Cost::units(1), move || Ok(Next::finish(Finish::proved(planted.expose()))))
    });
    shows_nothing(&step);
    let Step::Work(work) = step else { panic!() };
    shows_nothing(&work.run_for(1));
    let step =
        serve(Profile::XMPP, || Next::finish(Finish::proved("amy").with_final_message(PLANTED.to_owned())));
    let Step::Ask(Ask::Authorize(asked)) = step else { panic!() };
    shows_nothing(&asked.answer(server::Decision::GrantAuthenticated));
    let rejected = Finish::rejected_with;
    let step = serve(Profile::LDAP, move || {
        Next::finish(rejected(server::Rejection::BadCredentials, PLANTED.to_owned()))
    });
    shows_nothing(&verdict(step));
    let step = serve(Profile::MAIL, || {
        Next::finish(Finish::rejected_after(server::Rejection::BadCredentials, PLANTED.to_owned()))
    });
    shows_nothing(&step);
}

#[test]
fn a119_a_server_that_holds_the_clients_message_in_its_state() {
    let step = serve(Profile::MAIL, || {
        Next::receive(|said| {
            let kept = said.to_vec();
            Ok(Next::send(kept.clone(), move |_| {
                Ok(Next::finish(Finish::proved(String::from_utf8_lossy(&kept))))
            }))
        })
    });
    let Step::Send { then, .. } = step else { panic!() };
    shows_nothing(&then.receive(PLANTED.as_bytes()));
}
