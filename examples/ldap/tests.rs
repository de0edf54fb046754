//! Tests of accepted logins and of rejections by both ends.
use crate::{
    client,
    message::{BindRequest, BindResponse, receive},
    server::Session,
    session,
};
use std::{
    io::{self, Read, Write},
    os::unix::net::UnixStream,
    thread,
};

/// A client's stream that is connected directly to the server, which answers each message at once.
struct Direct(Session, Vec<u8>);

impl Write for Direct {
    fn write(&mut self, request: &[u8]) -> io::Result<usize> {
        let request_read = BindRequest::read(request).unwrap();
        self.1.extend_from_slice(&self.0.bind(request_read).write().unwrap());
        Ok(request.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Direct {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = into.len().min(self.1.len());
        into[..count].copy_from_slice(&self.1[..count]);
        self.1.drain(..count);
        Ok(count)
    }
}

#[test]
fn right_and_wrong() {
    for (name, proved) in [("SCRAM-SHA-256", true), ("PLAIN", false), ("LOGIN", false)] {
        let mut stream = Direct(session().unwrap(), Vec::new());
        let done = client::bind(&mut stream, name, "amy", "pencil").unwrap();
        assert_eq!((done.mechanism(), done.server_verified()), (name, proved));
        assert_eq!(stream.0.account(), Some("amy"));
        for (user, password) in [("amy", "eraser"), ("bob", "pencil")] {
            let refused = client::bind(&mut stream, name, user, password).unwrap_err().to_string();
            assert_eq!(refused, "the server refused the login");
            assert_eq!(
                stream.0.account(),
                None,
                "a new bind makes the connection anonymous until it succeeds"
            );
        }
    }
}

fn told(session: &mut Session, mechanism: Option<&str>, credentials: Option<&[u8]>) -> (u8, Option<Vec<u8>>) {
    let credentials = credentials.map(|credentials| credentials.to_vec().into());
    let request = BindRequest { id: 7, version: 3, mechanism: mechanism.map(str::to_owned), credentials };
    let response = session.bind(request);
    assert_eq!(response.id, 7);
    (response.code, response.credentials)
}

const RIGHT: &[u8] = b"\0amy\0pencil";

#[test]
fn credentials_that_are_absent_are_not_empty_ones() {
    let mut session = session().unwrap();
    assert_eq!(told(&mut session, Some("PLAIN"), None), (14, Some(vec![])));
    assert_eq!(told(&mut session, Some("PLAIN"), Some(RIGHT)), (0, None));
    assert_eq!(told(&mut session, Some("PLAIN"), Some(b"")), (2, None));
}

#[test]
fn another_bind_ends_the_exchange() {
    for (other, code) in [(Some("LOGIN"), 14), (Some(""), 7), (Some("DIGEST-MD5"), 7), (None, 7)] {
        let mut session = session().unwrap();
        assert_eq!(told(&mut session, Some("PLAIN"), None).0, 14);
        assert_eq!(told(&mut session, other, None).0, code);
        // A message for the previous exchange starts a new one or is rejected.
        assert_eq!(told(&mut session, Some("SCRAM-SHA-256"), Some(b"c=biws,r=x,p=eA==")).0, 2);
        assert_eq!(session.account(), None);
    }
    let mut session = session().unwrap();
    let request = BindRequest {
        id: 1,
        version: 2,
        mechanism: Some("PLAIN".into()),
        credentials: Some(RIGHT.to_vec().into()),
    };
    assert_eq!(session.bind(request).code, 2);
}

/// Messages assembled manually from RFC 4511 section 4.2.
#[test]
fn messages_are_those_of_the_rfc() {
    let bind = b"\x30\x20\x02\x01\x01\x60\x1b\x02\x01\x03\x04\x00\xa3\x14\x04\x05PLAIN\x04\x0b\0amy\0pencil";
    let read = BindRequest::read(bind).unwrap();
    assert_eq!((read.id, read.version, read.mechanism.as_deref()), (1, 3, Some("PLAIN")));
    assert_eq!(read.credentials.as_deref().map(Vec::as_slice), Some(RIGHT));
    assert_eq!(*read.write().unwrap(), *bind);
    let simple = b"\x30\x0c\x02\x01\x01\x60\x07\x02\x01\x03\x04\x00\x80\x00";
    assert_eq!(BindRequest::read(simple).unwrap().mechanism, None);
    for (response, code, credentials) in [
        (&b"\x30\x0c\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00"[..], 0, None),
        (b"\x30\x11\x02\x01\x01\x61\x0c\x0a\x01\x0e\x04\x00\x04\x00\x87\x03abc", 14, Some(b"abc".to_vec())),
    ] {
        let read = BindResponse::read(response).unwrap();
        assert_eq!((read.id, read.code, &read.credentials), (1, code, &credentials));
        assert_eq!(*read.write().unwrap(), *response);
    }
}

/// Other requests than bind end the connection.
#[test]
fn what_is_no_bind_is_not_answered() {
    let right = |credentials: &[u8]| {
        let credentials = Some(credentials.to_vec().into());
        BindRequest { id: 1, version: 3, mechanism: Some("PLAIN".into()), credentials }
            .write()
            .unwrap()
            .to_vec()
    };
    let mut changed = vec![
        // Unbind; a length of three octets where one suffices, an indefinite length, one of 4 GB; controls; a
        // search.
        b"\x30\x05\x02\x01\x01\x42\x00".to_vec(),
        b"\x30\x83\x00\x00\x05\x02\x01\x01\x42\x00".to_vec(),
        b"\x30\x80\x02\x01\x01\x00\x00".to_vec(),
        b"\x30\x84\xff\xff\xff\xff".to_vec(),
        b"\x30\x89\x00".to_vec(),
        right(&[b'a'; 70_000]),
    ];
    let mut controls = right(RIGHT);
    controls.extend_from_slice(b"\xa0\x00");
    controls[1] += 2;
    changed.push(controls);
    changed.extend((0..right(RIGHT).len()).map(|cut| right(RIGHT)[..cut].to_vec()));
    let mut session = session().unwrap();
    for octets in changed {
        let (mut near, far) = UnixStream::pair().unwrap();
        let serving = thread::spawn(move || (session.serve(far), session));
        // The server may have closed the connection.
        let _ = near.write_all(&octets);
        let _ = near.shutdown(std::net::Shutdown::Write);
        assert!(receive(&mut near).is_err(), "{octets:?}");
        let account;
        (account, session) = serving.join().unwrap();
        assert_eq!(account, None);
    }
    // The correct one succeeds.
    let (mut near, far) = UnixStream::pair().unwrap();
    let serving = thread::spawn(move || session.serve(far));
    near.write_all(&right(RIGHT)).unwrap();
    assert_eq!(BindResponse::read(&receive(&mut near).unwrap()).unwrap().code, 0);
    drop(near);
    assert_eq!(serving.join().unwrap(), Some("amy".into()));
}

/// A server that reports success without a proof, or answers another request.
#[test]
fn a_server_that_has_proved_nothing_is_not_believed() {
    struct Says(BindResponse);
    impl Write for Says {
        fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
            Ok(octets.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    impl Read for Says {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let response = self.0.write().unwrap();
            // Two octets, then the rest, as `receive` reads them.
            let part = if into.len() == 2 { &response[..2] } else { &response[2..] };
            let count = part.len().min(into.len());
            into[..count].copy_from_slice(&part[..count]);
            Ok(count)
        }
    }
    for (id, code, wrong) in [
        (1, 0, "the server reported success without proving itself"),
        (2, 0, "an answer to another request"),
        (1, 49, "the server refused the login"),
    ] {
        let mut server = Says(BindResponse { id, code, credentials: None });
        let error = client::bind(&mut server, "SCRAM-SHA-256", "amy", "pencil").unwrap_err();
        assert_eq!(error.to_string(), wrong);
    }
}
