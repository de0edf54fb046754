//! Listening sockets and shutdown.
use super::{
    attempt::Attempt,
    eviction::report_handshake,
    protocol::Protocol,
    proxied,
    serve::serve,
    session::{Service, Session},
};
use crate::{Conversation, Ended, meter, stopped};
use countersign_tokio::{net::Stream, net::Timeouts};
use serde::Serialize;
use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::timeout,
};
use tracing::debug;

/// The listening addresses; port 0 selects a free port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// IMAP with STARTTLS.
    pub imap: SocketAddr,
    /// IMAP over TLS.
    pub imaps: SocketAddr,
    /// Submission with STARTTLS.
    pub submission: SocketAddr,
    /// Submission over TLS.
    pub submissions: SocketAddr,
    /// POP3 with STLS.
    pub pop3: SocketAddr,
    /// POP3 over TLS.
    pub pop3s: SocketAddr,
    /// ManageSieve with STARTTLS.
    pub sieve: SocketAddr,
}

/// Bound sockets.
pub struct Listeners {
    sockets: [(TcpListener, Protocol, bool); 7],
    service: Arc<Service>,
}

/// How long sessions may take to end once the server stops.
const DRAIN: Duration = Duration::from_secs(9);

impl Listeners {
    /// Binds all addresses. An error names the address that cannot be bound.
    pub async fn bind(addresses: &Addresses, service: Service) -> Result<Self, (SocketAddr, io::Error)> {
        let bind = async |address| TcpListener::bind(address).await.map_err(|error| (address, error));
        Ok(Self {
            sockets: [
                (bind(addresses.imap).await?, Protocol::Imap, false),
                (bind(addresses.imaps).await?, Protocol::Imap, true),
                (bind(addresses.submission).await?, Protocol::Submission, false),
                (bind(addresses.submissions).await?, Protocol::Submission, true),
                (bind(addresses.pop3).await?, Protocol::Pop3, false),
                (bind(addresses.pop3s).await?, Protocol::Pop3, true),
                (bind(addresses.sieve).await?, Protocol::Sieve, false),
            ],
            service: Arc::new(service),
        })
    }

    /// Returns the state that all their sessions share.
    pub fn service(&self) -> Arc<Service> {
        Arc::clone(&self.service)
    }

    /// Returns the bound addresses.
    pub fn addresses(&self) -> io::Result<Addresses> {
        let [imap, imaps, submission, submissions, pop3, pop3s, sieve] = &self.sockets;
        Ok(Addresses {
            imap: imap.0.local_addr()?,
            imaps: imaps.0.local_addr()?,
            submission: submission.0.local_addr()?,
            submissions: submissions.0.local_addr()?,
            pop3: pop3.0.local_addr()?,
            pop3s: pop3s.0.local_addr()?,
            sieve: sieve.0.local_addr()?,
        })
    }

    /// Serves until the stop signal; then tells every session, and waits for them within a limit.
    pub async fn serve(self, stop: watch::Receiver<bool>) {
        let Self { sockets, service } = self;
        let ids = Arc::new(AtomicU64::new(1));
        let mut accepting = JoinSet::new();
        for (socket, protocol, implicit) in sockets {
            let (service, ids, stop) = (Arc::clone(&service), Arc::clone(&ids), stop.clone());
            accepting.spawn(accept(socket, protocol, implicit, service, ids, stop));
        }
        accepting.join_all().await;
    }
}

async fn accept(
    socket: TcpListener,
    protocol: Protocol,
    implicit: bool,
    service: Arc<Service>,
    ids: Arc<AtomicU64>,
    mut stop: watch::Receiver<bool>,
) {
    let mut sessions = JoinSet::new();
    let session_stop = stop.clone();
    loop {
        tokio::select! {
            () = stopped(&mut stop) => break,
            accepted = socket.accept() => match accepted {
                Ok((stream, from)) => {
                    let id = ids.fetch_add(1, Ordering::Relaxed);
                    let service = Arc::clone(&service);
                    let (from, stop) = (from.ip().to_canonical(), session_stop.clone());
                    sessions.spawn(session(stream, from, protocol, implicit, service, id, stop));
                }
                // Probably out of file descriptors: let sessions end.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            },
            Some(_) = sessions.join_next() => {}
        }
    }
    drop(socket);
    // Sessions that have not ended by then are aborted with the set.
    let _ = timeout(DRAIN, async { while sessions.join_next().await.is_some() {} }).await;
}

async fn session(
    mut stream: TcpStream,
    peer: IpAddr,
    protocol: Protocol,
    implicit: bool,
    service: Arc<Service>,
    id: u64,
    mut stop: watch::Receiver<bool>,
) {
    let _open = meter::connection(protocol.name());
    debug!(connection = id, %peer, protocol = protocol.name(), implicit, "connection accepted");
    // Replies are short, and each is waited for.
    let _ = stream.set_nodelay(true);
    let runtime_config = service.current.get();
    let Some(remote) = proxied::client(&runtime_config, &mut stream, peer, &mut stop).await else { return };
    let guard = match service.limits.guard(remote) {
        Ok(guard) => guard,
        Err(seen) => {
            meter::connection_refused(protocol.name());
            // Cheap by design: the reply is sent only if it fits into the socket buffer, and not inside TLS. The log is
            // limited as well.
            if seen.is_power_of_two() {
                let tls = if implicit { "implicit" } else { "none" };
                let attempt = Attempt::new(id, remote, protocol.name(), tls, None);
                (service.report)(&attempt.rejected_connection(seen));
            }
            if !implicit {
                let _ = stream.try_write(protocol.farewell(&Ended::Crowded).as_bytes());
            }
            return;
        }
    };
    let stream = if implicit {
        match runtime_config.handshake(protocol, stream, &mut stop, &guard.presence()).await {
            Ok(stream) => Stream::Tls(stream),
            Err(error) => {
                let attempt = Attempt::new(id, remote, protocol.name(), "implicit", None);
                return report_handshake(&service.limits, &service.report, &attempt, &error);
            }
        }
    } else {
        Stream::Plain(stream)
    };
    let session =
        Session::new(service, Arc::clone(&runtime_config), id, (remote, guard), protocol, &stream).await;
    let mut conversation =
        Conversation::new(stream, stop, Timeouts::before_login(runtime_config.idle_timeout))
            .with_presence(session.guard.presence());
    conversation.set_session_token(session.peer.session_token());
    serve(protocol, session, conversation).await;
}
