//! The client address from a proxy: the header of the PROXY protocol, version 1 or 2
//! (<https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt>).
//!
//! Parsed by hand: no octet after the header may be read, because TLS begins there, so the reader has to know where it ends;
//! a library would only parse two addresses. The additions of version 2 (TLVs: names, certificates, the proxy's TLS) are
//! ignored, because a login never relies on checks by another program.
use super::runtime_config::RuntimeConfig;
use crate::stopped;
use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _},
    net::TcpStream,
    sync::watch,
    time::timeout,
};

/// The beginning of version 2.
const SIGNATURE: [u8; 12] = *b"\r\n\r\n\0\r\nQUIT\n";
/// The longest line of version 1.
const MAX_LINE: usize = 107;
/// The longest rest after the first 16 octets of version 2: addresses have 36, and proxies add a few hundred.
const MAX_REST: usize = 4096;
/// The timeout of the header, which a proxy sends at once.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Returns the client's address: the peer's, or the one in the header if the peer is a proxy. `None` if a proxy sends no
/// valid header, or if the server stops.
pub(super) async fn client(
    runtime_config: &RuntimeConfig,
    stream: &mut TcpStream,
    peer: IpAddr,
    stop: &mut watch::Receiver<bool>,
) -> Option<IpAddr> {
    if !runtime_config.proxies.contains(peer) {
        return Some(peer);
    }
    let header = tokio::select! {
        () = stopped(stop) => return None,
        header = timeout(runtime_config.idle_timeout.min(TIMEOUT), read(stream)) => header,
    };
    let announced = header.ok()?.ok()?;
    Some(announced.map_or(peer, |address| address.to_canonical()))
}

/// Reads a header to its last octet. `None`: the proxy's own connection, or an unknown client.
async fn read(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<IpAddr>> {
    // The shortest header of either version is longer.
    let mut start = [0; SIGNATURE.len()];
    stream.read_exact(&mut start).await?;
    if start != SIGNATURE {
        return read_line(stream, &start).await;
    }
    let [command, family] = [stream.read_u8().await?, stream.read_u8().await?];
    let length = usize::from(stream.read_u16().await?);
    if length > MAX_REST {
        return Err(malformed());
    }
    let mut rest = vec![0; length];
    stream.read_exact(&mut rest).await?;
    version_2(command, family, &rest).ok_or_else(malformed)
}

/// Reads the rest of a line of version 1, one octet at a time.
async fn read_line(stream: &mut (impl AsyncRead + Unpin), start: &[u8]) -> io::Result<Option<IpAddr>> {
    if !start.starts_with(b"PROXY ") {
        return Err(malformed());
    }
    let mut line = start.to_vec();
    while !line.ends_with(b"\r\n") {
        if line.len() >= MAX_LINE {
            return Err(malformed());
        }
        line.push(stream.read_u8().await?);
    }
    let line = std::str::from_utf8(&line).map_err(|_| malformed())?;
    version_1(line).ok_or_else(malformed)
}

/// Parses `PROXY TCP4 source destination port port`, `PROXY TCP6 ..`, or `PROXY UNKNOWN` and anything.
fn version_1(line: &str) -> Option<Option<IpAddr>> {
    let words = line.strip_prefix("PROXY ")?.strip_suffix("\r\n")?;
    if words == "UNKNOWN" || words.starts_with("UNKNOWN ") {
        return Some(None);
    }
    let mut words = words.split(' ');
    let is_4 = match words.next()? {
        "TCP4" => true,
        "TCP6" => false,
        _ => return None,
    };
    let mut address = || -> Option<IpAddr> {
        let address: IpAddr = words.next()?.parse().ok()?;
        Some(address).filter(|address| address.is_ipv4() == is_4)
    };
    let (source, _destination) = (address()?, address()?);
    let mut port = || words.next().filter(|text| is_port(text));
    let _ports = (port()?, port()?);
    words.next().is_none().then_some(Some(source))
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|octet| octet.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// Parses version and command, family and transport, and the rest.
fn version_2(command: u8, family: u8, rest: &[u8]) -> Option<Option<IpAddr>> {
    match (command, family) {
        // A health check of the proxy, or an unknown client.
        (0x20, _) | (0x21, 0) => Some(None),
        // Two addresses and two ports.
        (0x21, 0x11) => rest.get(..12)?.first_chunk::<4>().map(|octets| Some(Ipv4Addr::from(*octets).into())),
        (0x21, 0x21) => {
            rest.get(..36)?.first_chunk::<16>().map(|octets| Some(Ipv6Addr::from(*octets).into()))
        }
        _ => None,
    }
}

fn malformed() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use super::{MAX_REST, SIGNATURE, read};
    use std::net::IpAddr;

    /// Returns the result for these octets, and how many are left.
    async fn outcome(octets: &[u8]) -> Option<(Option<IpAddr>, usize)> {
        let mut rest = octets;
        let announced = read(&mut rest).await.ok()?;
        Some((announced, rest.len()))
    }

    fn binary(command: u8, family: u8, rest: &[u8]) -> Vec<u8> {
        let length = u16::try_from(rest.len()).unwrap().to_be_bytes();
        [&SIGNATURE[..], &[command, family], &length, rest].concat()
    }

    #[tokio::test]
    async fn a_line_of_version_1() {
        for (line, address) in [
            ("PROXY TCP4 192.0.2.7 192.0.2.1 56324 993\r\n", Some("192.0.2.7")),
            ("PROXY TCP6 2001:db8::7 ::1 0 65535\r\n", Some("2001:db8::7")),
            ("PROXY UNKNOWN\r\n", None),
            ("PROXY UNKNOWN 2001:db8::7 ::1 56324 993\r\n", None),
        ] {
            let address = address.map(|text| text.parse().unwrap());
            assert_eq!(outcome([line, "t NOOP"].concat().as_bytes()).await, Some((address, 6)), "{line}");
        }
    }

    #[tokio::test]
    async fn a_header_of_version_2() {
        let four = [192, 0, 2, 7, 192, 0, 2, 1, 220, 4, 3, 225];
        let mut six = [0; 36];
        six[15] = 1;
        let with_more = [&four[..], &[0x20, 0, 3, 1, 2, 3]].concat();
        for (header, address) in [
            (binary(0x21, 0x11, &four), Some("192.0.2.7")),
            (binary(0x21, 0x11, &with_more), Some("192.0.2.7")),
            (binary(0x21, 0x21, &six), Some("::1")),
            (binary(0x21, 0, &[1, 2, 3]), None),
            (binary(0x20, 0x11, &four), None),
            (binary(0x20, 0, &[]), None),
            (binary(0x20, 0, &[0; MAX_REST]), None),
        ] {
            let address = address.map(|text| text.parse().unwrap());
            assert_eq!(outcome(&[&header[..], b"t NOOP"].concat()).await, Some((address, 6)), "{header:?}");
        }
    }

    #[tokio::test]
    async fn what_is_no_header() {
        let long = format!("PROXY UNKNOWN {}\r\n", "x".repeat(92));
        assert_eq!(outcome(long.as_bytes()).await, None, "{} octets", long.len());
        for line in [
            "t CAPABILITY\r\nt NOOP\r\n",
            "PROXY TCP4 192.0.2.7 192.0.2.1 56324\r\n",
            "PROXY TCP4 192.0.2.7 192.0.2.1 56324 993 1\r\n",
            "PROXY TCP4 192.0.2.7 192.0.2.1 +6324 993\r\n",
            "PROXY TCP4 192.0.2.7 192.0.2.1 65536 993\r\n",
            "PROXY TCP4 192.0.2.07 192.0.2.1 1 993\r\n",
            "PROXY TCP4 2001:db8::7 ::1 56324 993\r\n",
            "PROXY TCP6 192.0.2.7 192.0.2.1 56324 993\r\n",
            "PROXY TCP5 192.0.2.7 192.0.2.1 56324 993\r\n",
            "PROXY  TCP4 192.0.2.7 192.0.2.1 56324 993\r\n",
            "proxy TCP4 192.0.2.7 192.0.2.1 56324 993\r\n",
            "PROXY UNKNOWNS\r\n",
            "PROXY TCP4 192.0.2.7 192.0.2.1 56324 993\n",
            "PROXY TCP4 192.0.2.7",
        ] {
            assert_eq!(outcome(line.as_bytes()).await, None, "{line}");
        }
        for header in [
            binary(0x11, 0x11, &[0; 12]),
            binary(0x22, 0x11, &[0; 12]),
            binary(0x21, 0x11, &[0; 11]),
            binary(0x21, 0x12, &[0; 12]),
            binary(0x21, 0x21, &[0; 35]),
            binary(0x21, 0x31, &[0; 216]),
            binary(0x20, 0, &[0; MAX_REST + 1]),
            SIGNATURE.to_vec(),
        ] {
            assert_eq!(outcome(&header).await, None, "{header:?}");
        }
    }
}
