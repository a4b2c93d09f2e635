//! Which addresses are public: what a feed, or a redirect in its name, may make this machine reach.
//!
//! The ranges are those of the IANA registries of special-purpose addresses (RFC 6890 and its
//! updates). An IPv6 address that stands for an IPv4 address is refused with it: who translates it
//! is not known.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Names that are never public, and endings of such names.
const LOCAL_NAMES: &[&str] =
    &["localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa", "onion"];

/// Why `url` cannot lead to a public address, as far as it can be told without asking for its
/// name; `None`: it may.
pub(super) fn fault(url: &Url) -> Option<&'static str> {
    match url.host() {
        None => Some("it names no host"),
        Some(Host::Ipv4(address)) => kind(address.into()),
        Some(Host::Ipv6(address)) => kind(address.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let is_letter = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
            let is_local = LOCAL_NAMES.iter().any(|local| {
                name.strip_suffix(local).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            });
            if !name.chars().all(is_letter) {
                Some("it names no host")
            } else if is_local || !name.contains('.') {
                Some("a name of this machine or its network")
            } else {
                None
            }
        }
    }
}

/// What `address` is, where it is not public.
pub(super) fn kind(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => kind_of_v4(address),
        IpAddr::V6(address) => kind_of_v6(address),
    }
}

fn kind_of_v4(address: Ipv4Addr) -> Option<&'static str> {
    match address.octets() {
        [0, ..] => Some("an unspecified address"),
        [127, ..] => Some("this machine"),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some("a private address"),
        [100, 64..=127, ..] => Some("a provider's own address"),
        [169, 254, ..] => Some("a link-local address"),
        [192, 0, 0, _] | [192, 31, 196, _] | [192, 52, 193, _] | [192, 175, 48, _] => {
            Some("an address of a protocol")
        }
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => {
            Some("an address of documentation")
        }
        [192, 88, 99, _] => Some("a relay's address"),
        [198, 18..=19, ..] => Some("an address of benchmarks"),
        [224..=239, ..] => Some("a multicast address"),
        [255, 255, 255, 255] => Some("the broadcast address"),
        [240..=255, ..] => Some("a reserved address"),
        _ => None,
    }
}

fn kind_of_v6(address: Ipv6Addr) -> Option<&'static str> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Some("an unspecified address"),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some("this machine"),
        // The old forms `::a.b.c.d` and `::ffff:0:a.b.c.d`, too.
        [0, 0, 0, 0, 0, 0 | 0xffff, ..] | [0, 0, 0, 0, 0xffff, 0, ..] => {
            Some("an IPv4 address within IPv6")
        }
        [0x64, 0xff9b, ..] => Some("a translated IPv4 address"),
        [0x100, 0, 0, 0 | 1, ..] => Some("a discarded address"),
        [0x2001, 0, ..] => Some("a Teredo address"),
        [0x2001, 2, 0, ..] => Some("an address of benchmarks"),
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Some("an address of documentation"),
        [0x2001, 0..=0x1ff, ..] | [0x5f00, ..] => Some("an address of a protocol"),
        [0x2002, ..] => Some("a 6to4 address"),
        [0xfc00..=0xfdff, ..] => Some("a private address"),
        [0xfe80..=0xfebf, ..] => Some("a link-local address"),
        [0xfec0..=0xfeff, ..] => Some("a site-local address"),
        [0xff00..=0xffff, ..] => Some("a multicast address"),
        // Nothing else of IPv6 has been given out.
        [0x2000..=0x3fff, ..] => None,
        _ => Some("a reserved address"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::read::web;

    /// Why `url` is refused before any name is asked for; `None`: it is not.
    fn refusal(url: &str) -> Option<&'static str> {
        match web::address(url) {
            None => Some("no address"),
            Some(url) => fault(&url),
        }
    }

    #[test]
    fn addresses_that_are_not_public_are_refused_in_any_spelling() {
        let refused = [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://127.0.0.1./",
            "http://①②⑦.⓪.⓪.①/",
            "http://127。0。0。1/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[::10.0.0.1]/",
            "http://[64:ff9b::a00:1]/",
            "http://[64:ff9b:1::a00:1]/",
            "http://[2002:a00:1::1]/",
            "http://[2001:0:4136:e378::1]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[fd00::1]/",
            "http://[ff02::1]/",
            "http://[2001:db8::1]/",
            "http://[3fff::1]/",
            "http://[100::1]/",
            "http://[4000::1]/",
            "http://0.0.0.0/",
            "http://10.1.2.3/",
            "http://100.64.0.1/",
            "http://100.127.255.255/",
            "http://169.254.169.254/",
            "http://172.31.255.254/",
            "http://192.0.0.192/",
            "http://192.0.2.1/",
            "http://192.88.99.1/",
            "http://192.168.1.1/",
            "http://198.18.0.1/",
            "http://198.19.255.255/",
            "http://224.0.0.1/",
            "http://240.0.0.1/",
            "http://255.255.255.255/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://a.localhost/",
            "http://printer.local/",
            "http://instance-data/",
            "http://metadata.google.internal/",
            "http://example.org@127.0.0.1/",
            "http://127.0.0.1#@example.org/",
            "http://example.org\\@127.0.0.1/",
            "file:///etc/passwd",
            "gopher://example.org/",
            "//127.0.0.1/",
            "http://a.example)/",
        ];
        for url in refused {
            assert!(refusal(url).is_some(), "{url}");
        }
        let public = [
            "https://example.org/",
            "https://a.internals.example/",
            "http://1.1.1.1/",
            "http://100.63.255.255/",
            "http://172.32.0.1/",
            "http://[2606:4700::1111]/",
            "http://[2a00::1]/",
        ];
        for url in public {
            assert_eq!(refusal(url), None, "{url}");
        }
    }

    /// The list of the shared data, where it is present; three of its entries are public.
    #[test]
    fn the_collected_addresses_are_refused() {
        let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/hostile/ssrf.jsonl");
        let Ok(text) = fs::read_to_string(list) else { return };
        let urls = text.lines().filter_map(|line| {
            let entry: serde_json::Value = serde_json::from_str(line).ok()?;
            entry["url"].as_str().map(str::to_owned)
        });
        let urls: Vec<String> = urls.collect();
        assert!(urls.len() >= 208, "{}", urls.len());
        let passed: Vec<&String> = urls.iter().filter(|url| refusal(url).is_none()).collect();
        let is_public = |url: &str| {
            ["http://1.1.1.1", "https://www.blackhat.com/docs/", "https://www.googleapis.com/"]
                .iter()
                .any(|public| url.starts_with(public))
        };
        assert!(passed.iter().all(|url| is_public(url)), "{passed:?}");
        assert_eq!(passed.len(), 3);
    }
}
