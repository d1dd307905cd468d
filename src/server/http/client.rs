//! The client of a request: the unit that limits count.

use super::loopback::is_forwarded;
use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// A client: the unit that limits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Client {
    /// A program on the portal's own computer, if the portal has no known proxy.
    Local,
    /// An IPv4 address, or an IPv6 network of 64 bits, which is what one household gets.
    Network(IpAddr),
    /// All clients whose address no proxy reports in a readable form. They are counted as one.
    Unknown,
}

/// The proxies in front of the portal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Proxies {
    /// The number of proxies that each request passes, if it is configured.
    pub trusted: Option<u8>,
    /// Whether the portal has a public URL. The portal itself serves plain HTTP, so a proxy must serve that
    /// URL.
    pub is_public: bool,
}

impl Proxies {
    /// Returns the client of a request from that peer address.
    ///
    /// Each proxy appends its peer's address to `X-Forwarded-For`. If the number of proxies is not
    /// configured, one proxy on this computer is trusted, and none elsewhere.
    pub fn client(self, peer: IpAddr, headers: &HeaderMap) -> Client {
        let peer = peer.to_canonical();
        let forwarded = |proxies| forwarded_for(headers, proxies).map_or(Client::Unknown, Client::of);
        match self.trusted {
            Some(0) => Client::of(peer),
            Some(proxies) => forwarded(proxies),
            None if !peer.is_loopback() => Client::of(peer),
            None if is_forwarded(headers) || self.is_public => forwarded(1),
            None => Client::Local,
        }
    }

    /// Returns the client of a connection from that peer address; `None` if the peer may be a proxy, whose
    /// connections carry requests of many clients.
    pub fn connecting(self, peer: IpAddr) -> Option<Client> {
        let peer = peer.to_canonical();
        let may_be_proxy = self.trusted.map_or(peer.is_loopback(), |proxies| proxies > 0);
        (!may_be_proxy).then(|| Client::of(peer))
    }
}

impl Client {
    fn of(address: IpAddr) -> Self {
        Self::Network(match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        })
    }
}

/// Returns the nth entry of `X-Forwarded-For` from its end: the address that the outermost of n proxies
/// appended.
fn forwarded_for(headers: &HeaderMap, proxies: u8) -> Option<IpAddr> {
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let mut entries = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
    address(entries.nth(usize::from(proxies).checked_sub(1)?)?)
}

/// Parses an address as proxies write it: plain, in brackets, in quotes, or with a port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok();
    let address = text.parse().ok();
    let address = address.or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()));
    Some(address.or_else(|| Some(bracketed()?.into()))?.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    const UNCONFIGURED: Proxies = Proxies { trusted: None, is_public: false };
    const PUBLIC: Proxies = Proxies { trusted: None, is_public: true };

    const fn configured(proxies: u8) -> Proxies {
        Proxies { trusted: Some(proxies), is_public: false }
    }

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let lines = lines.iter();
        lines.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    fn network(text: &str) -> Client {
        Client::Network(text.parse().unwrap_or_else(|_| panic!("{text}")))
    }

    fn check(proxies: Proxies, peer: &str, lines: &[(&'static str, &'static str)], expect: Client) {
        let address = peer.parse().unwrap_or_else(|_| panic!("{peer}"));
        assert_eq!(proxies.client(address, &headers(lines)), expect, "{proxies:?} {peer} {lines:?}");
    }

    #[test]
    fn clients_behind_a_proxy_on_this_computer() {
        for (forwarded, expect) in [
            ("198.51.100.1", network("198.51.100.1")),
            ("127.0.0.1, 198.51.100.1", network("198.51.100.1")),
            ("198.51.100.1:17085", network("198.51.100.1")),
            ("198.51.100.9,198.51.100.1:1", network("198.51.100.1")),
            ("\"198.51.100.1:17085\"", network("198.51.100.1")),
            ("::ffff:198.51.100.1", network("198.51.100.1")),
            ("[::ffff:198.51.100.1]:80", network("198.51.100.1")),
            ("2001:db8:1:2:3:4:5:6", network("2001:db8:1:2::")),
            ("[2001:db8::1]:443", network("2001:db8::")),
            ("[2001:db8::1]", network("2001:db8::")),
            ("unknown", Client::Unknown),
            ("_hidden", Client::Unknown),
            ("", Client::Unknown),
            (",", Client::Unknown),
            ("198.51.100.1,", Client::Unknown),
            ("198.51.100.1, nonsense", Client::Unknown),
            ("198.51.100.1:99999", Client::Unknown),
            ("198.51.100.1.5", Client::Unknown),
            ("[2001:db8::1", Client::Unknown),
        ] {
            check(UNCONFIGURED, "127.0.0.1", &[("x-forwarded-for", forwarded)], expect);
            check(PUBLIC, "::1", &[("x-forwarded-for", forwarded)], expect);
        }
        for name in ["forwarded", "x-real-ip", "via", "x-forwarded-proto", "cf-connecting-ip"] {
            check(UNCONFIGURED, "127.0.0.1", &[(name, "198.51.100.1")], Client::Unknown);
        }
        let lines = [("x-forwarded-for", "198.51.100.9"), ("x-forwarded-for", "198.51.100.1")];
        check(UNCONFIGURED, "127.0.0.1", &lines, network("198.51.100.1"));
    }

    #[test]
    fn clients_without_a_proxy() {
        for (proxies, peer, expect) in [
            (UNCONFIGURED, "127.0.0.1", Client::Local),
            (UNCONFIGURED, "::1", Client::Local),
            (UNCONFIGURED, "::ffff:127.0.0.1", Client::Local),
            (UNCONFIGURED, "203.0.113.7", network("203.0.113.7")),
            (UNCONFIGURED, "::ffff:203.0.113.7", network("203.0.113.7")),
            (UNCONFIGURED, "2001:db8:1:2:3:4:5:6", network("2001:db8:1:2::")),
            (PUBLIC, "127.0.0.1", Client::Unknown),
            (PUBLIC, "203.0.113.7", network("203.0.113.7")),
            (configured(0), "127.0.0.1", network("127.0.0.1")),
            (configured(0), "203.0.113.7", network("203.0.113.7")),
            (configured(1), "127.0.0.1", Client::Unknown),
            (configured(1), "203.0.113.7", Client::Unknown),
        ] {
            check(proxies, peer, &[], expect);
        }
    }

    #[test]
    fn a_configured_number_of_proxies_is_trusted() {
        let list = [("x-forwarded-for", "198.51.100.1, 198.51.100.2, 198.51.100.3")];
        for (proxies, peer, expect) in [
            (UNCONFIGURED, "203.0.113.7", network("203.0.113.7")),
            (configured(0), "127.0.0.1", network("127.0.0.1")),
            (configured(0), "203.0.113.7", network("203.0.113.7")),
            (configured(1), "203.0.113.7", network("198.51.100.3")),
            (configured(2), "203.0.113.7", network("198.51.100.2")),
            (configured(3), "127.0.0.1", network("198.51.100.1")),
            (configured(4), "127.0.0.1", Client::Unknown),
        ] {
            check(proxies, peer, &list, expect);
        }
    }

    #[test]
    fn connections_of_proxies_are_not_counted_by_client() {
        for (proxies, peer, expect) in [
            (UNCONFIGURED, "127.0.0.1", None),
            (UNCONFIGURED, "203.0.113.7", Some(network("203.0.113.7"))),
            (UNCONFIGURED, "2001:db8::1", Some(network("2001:db8::"))),
            (configured(0), "127.0.0.2", Some(network("127.0.0.2"))),
            (configured(1), "203.0.113.7", None),
        ] {
            let address = peer.parse().unwrap_or_else(|_| panic!("{peer}"));
            assert_eq!(proxies.connecting(address), expect, "{proxies:?} {peer}");
        }
    }
}
