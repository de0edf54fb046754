//! Names and passwords of every script: one behaviour for the same account in every mechanism.
use countersign::{
    Credentials, DirectorySecret, Recipe, Records, client_registry,
    precis::{PasswordFormKind, password_forms},
    sasl::{
        BindingKind::TlsExporter,
        Bindings, ChannelBinding, Entropy, Profile, Secret, Security,
        client::{self, Preference},
        server::{self, Rejection, Verdict},
    },
    server_registry,
};
use sasl_testkit::{Application, Pair};

fn recipe() -> Recipe {
    Recipe::default().with_iterations(4096)
}

fn records(password: &str) -> Records {
    let credentials =
        Credentials::derive(&Secret::new(password), &recipe(), Entropy::new([1; 32])).unwrap().run();
    // Through its text, as a directory keeps it.
    Credentials::parse(&credentials.to_text()).unwrap().records()
}

/// Log in with each mechanism; what the server says.
fn log_in(account: &str, set: &str, user: &str, typed: &str) -> Vec<Verdict> {
    let bindings = Bindings::from_iter([ChannelBinding::new(TlsExporter, &[7; 32]).unwrap()]);
    let line = server::Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings.clone());
    let offer = server_registry(&DirectorySecret::new([2; 32]), &recipe()).offer(&line);
    let records = records(set);
    let names: Vec<_> = offer.names().collect();
    assert_eq!(names.len(), 10);
    let verdict = |name: &str| {
        let line = client::Connection::new(Profile::MAIL, Security::Verified).with_bindings(bindings.clone());
        let choice = client_registry()
            .choose(names.iter().copied(), &line, &Preference::password().pin(name))
            .unwrap();
        let application = Application::new().credentials(user, typed).account(account, records.clone());
        Pair::new(&offer, choice, application).drive().server
    };
    names.iter().map(|name| verdict(name)).collect()
}

fn all_accepted(account: &str, set: &str, user: &str, typed: &str) {
    for verdict in log_in(account, set, user, typed) {
        match verdict {
            Verdict::Accepted(accepted) => assert_eq!(accepted.account(), account),
            Verdict::Rejected(rejected) => panic!("{rejected:?}"),
        }
    }
}

fn none_accepted(account: &str, set: &str, user: &str, typed: &str) {
    for verdict in log_in(account, set, user, typed) {
        let Verdict::Rejected(rejected) = verdict else { panic!("{verdict:?}") };
        assert_eq!(rejected.reason(), Rejection::BadCredentials);
    }
}

#[test]
fn an_accent_typed_as_two_code_points_is_the_same_name_and_password() {
    all_accepted("zoé", "pässwörd", "zoe\u{301}", "pa\u{308}sswo\u{308}rd");
    all_accepted("zoé", "pa\u{308}sswo\u{308}rd", "zoé", "pässwörd");
    none_accepted("zoé", "pässwörd", "zoé", "passwörd");
}

#[test]
fn a138_an_emoji_and_letters_newer_than_saslprep_set_and_log_in() {
    all_accepted("amy", "horse 🐴 battery", "amy", "horse 🐴 battery");
    all_accepted("amy", "\u{1F6D8}\u{10D40}", "amy", "\u{1F6D8}\u{10D40}");
    all_accepted("🐴", "pencil", "🐴", "pencil");
    none_accepted("amy", "horse 🐴 battery", "amy", "horse 🐎 battery");
}

#[test]
fn a110_a_password_whose_forms_differ_logs_in_by_every_mechanism() {
    for password in ["pass²word", "Ⅸ lives", "a\u{A0}b", "ﬁve"] {
        assert!(password_forms(password).count() > 1, "{password}");
        all_accepted("amy", password, "amy", password);
        // And from a client that types the prepared form.
        for form in password_forms(password).filter(|form| form.kind() != PasswordFormKind::Raw) {
            let verdict = log_in("amy", password, "amy", form.as_str());
            assert!(verdict.into_iter().all(|verdict| verdict.accepted().is_some()), "{:?}", form.kind());
        }
    }
}

#[test]
fn a109_an_empty_form_is_never_a_password() {
    // SASLprep maps it to nothing; the other forms stay.
    let soft_hyphens = "\u{AD}\u{AD}";
    assert!(password_forms(soft_hyphens).all(|form| !form.as_str().is_empty()));
}

#[test]
fn what_precis_refuses_is_refused_with_a_reason() {
    let refusal = |password: &str| {
        let error =
            Credentials::derive(&Secret::new(password), &recipe(), Entropy::new([1; 32])).unwrap_err();
        error.to_string()
    };
    assert_eq!(refusal("correct\thorse"), "the password contains a control character at position 8");
    assert!(refusal("").starts_with("the password is empty"), "{}", refusal(""));
    assert!(refusal("👩\u{200D}🚀").contains("position 2"), "{}", refusal("👩\u{200D}🚀"));
}

#[test]
fn a107_spaces_around_a_name_or_password_count() {
    none_accepted("bob", "pencil", " bob", "pencil");
    none_accepted("bob", "pencil", "bob", "pencil ");
}
