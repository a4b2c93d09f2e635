//! Feeds, pages and files over HTTP: what is asked for, from public addresses alone, within limits.
//!
//! Each hop of a redirect is checked again, and what is connected to is the very address that was
//! checked. Proxies that the environment names are not used, since behind one no address could be
//! checked. When something is fetched, and what becomes of it, is decided by others.

mod address;
mod client;
mod feed;
mod host;
mod resolver;
mod retry;

use serde::{Deserialize, Serialize};

pub use client::{Client, Content, Failure, Fetched, Request};
pub use feed::{Article, Known, News, feed};
pub use host::over_hosts;
pub use retry::{due, is_due};

/// Limits and rules of fetching.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// Nothing is fetched.
    pub offline: bool,
    /// Seconds for connecting, the look-up of the name included.
    pub connect_timeout: f64,
    /// Seconds for an answer with all its redirects.
    pub timeout: f64,
    /// Bytes of an answer, once unpacked.
    pub max_bytes: u64,
    /// Addresses that are not public may be fetched.
    pub allow_private: bool,
    /// Hosts, with or without their port, that may be fetched though they are not public.
    pub private_hosts: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            offline: false,
            connect_timeout: 10.0,
            timeout: 20.0,
            max_bytes: 16 << 20,
            allow_private: false,
            private_hosts: Vec::new(),
        }
    }
}

/// Which addresses may be fetched that are not public.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Private {
    Refused,
    Allowed,
    /// Those of these hosts, `name` or `name:port`.
    Of(Vec<String>),
}

impl Private {
    fn new(options: &Options) -> Self {
        match (options.allow_private, &options.private_hosts[..]) {
            (true, _) => Self::Allowed,
            (false, []) => Self::Refused,
            (false, hosts) => {
                Self::Of(hosts.iter().map(|host| host.to_ascii_lowercase()).collect())
            }
        }
    }

    fn allows(&self, host: &str, port: Option<u16>) -> bool {
        match self {
            Self::Refused => false,
            Self::Allowed => true,
            Self::Of(hosts) => {
                let with_port = port.map(|port| format!("{host}:{port}"));
                hosts.iter().any(|known| known == host || Some(known) == with_port.as_ref())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_allowed_with_and_without_their_port() {
        let private_hosts = vec!["Nas.lan".into(), "127.0.0.1:8080".into()];
        let private = Private::new(&Options { private_hosts, ..Options::default() });
        assert!(private.allows("nas.lan", None) && private.allows("nas.lan", Some(81)));
        assert!(private.allows("127.0.0.1", Some(8080)));
        assert!(!private.allows("127.0.0.1", Some(80)) && !private.allows("127.0.0.1", None));
    }
}
