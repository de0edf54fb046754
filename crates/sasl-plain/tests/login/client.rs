//! The client: the name to the first prompt, the password to the second, and never the other way round.
use crate::ends::{amy, dial, named};
use sasl_core::{ErrorKind, Step};
use sasl_testkit::Application;

#[test]
fn name_and_password() {
    for (first, second) in [
        (&b"Username:"[..], &b"Password:"[..]),
        (b"User Name\0", b"Password\0"),
        (b"USERNAME", b"PASSWORD"),
        (b"", b""),
        (b"Login:", b"?"),
        (b"Benutzer:", b"Kennwort:"),
    ] {
        let (message, then) = named(&mut amy(), first).unwrap();
        assert_eq!(message, b"amy", "{first:?}");
        let Step::Send { message, then } = then.receive(second).unwrap() else { panic!() };
        assert_eq!(&*message, b"pencil", "{second:?}");
        let Step::Done(authenticated) = then.success(None).unwrap() else { panic!() };
        assert_eq!((authenticated.mechanism(), authenticated.server_verified()), ("LOGIN", false));
    }
}

#[test]
fn a114_the_password_is_never_the_answer_to_a_prompt_for_the_name() {
    for prompt in
        [&b"Username:"[..], b"username", b"User Name\0", b"Login:", b"name", b"Username or password:"]
    {
        let (_, then) = named(&mut amy(), b"Username:").unwrap();
        assert_eq!(then.receive(prompt).unwrap_err().kind(), ErrorKind::Peer, "{prompt:?}");
    }
}

#[test]
fn a114_the_name_is_never_the_answer_to_a_prompt_for_the_password() {
    for prompt in [&b"Password:"[..], b"PASSWORD\0", b"Passphrase"] {
        assert_eq!(dial().receive(prompt).unwrap_err().kind(), ErrorKind::Peer, "{prompt:?}");
    }
}

#[test]
fn a007_success_before_the_password_is_none() {
    assert_eq!(dial().success(None).unwrap_err().kind(), ErrorKind::ServerNotVerified);
    let (_, then) = named(&mut amy(), b"Username:").unwrap();
    assert_eq!(then.success(None).unwrap_err().kind(), ErrorKind::ServerNotVerified);
    let (_, then) = named(&mut amy(), b"Username:").unwrap();
    assert_eq!(then.success(Some(b"Password:")).unwrap_err().kind(), ErrorKind::ServerNotVerified);
}

#[test]
fn a058_a063_a065_what_a_client_does_not_send() {
    for user in ["", "\0", "a\0b", "a\rb", "a\nb", "a\tb"] {
        let error = named(&mut Application::new().credentials(user, "pencil"), b"").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Application, "{user:?}");
    }
    for password in ["", "\0", "p\0q"] {
        let error = named(&mut Application::new().credentials("amy", password), b"").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Application, "{password:?}");
    }
    let error = named(&mut amy().acting_as("root"), b"").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Application);
}

#[test]
fn what_was_typed_is_what_is_sent() {
    let mut application = Application::new().credentials(" zoe\u{301} ", " pa\u{308}ss\r\n");
    let (message, then) = named(&mut application, b"Username:").unwrap();
    assert_eq!(message, " zoe\u{301} ".as_bytes());
    let Step::Send { message, .. } = then.receive(b"Password:").unwrap() else { panic!() };
    assert_eq!(&*message, " pa\u{308}ss\r\n".as_bytes());
}
