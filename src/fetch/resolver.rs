//! Names to addresses, those that may not be reached left out: what is checked here is what is
//! connected to, so that a name cannot mean one address when it is checked and another afterwards.

use std::fmt;
use std::net::IpAddr;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::{Private, address};

/// A resolver that passes on what the one within it finds, if it may be reached.
#[derive(Debug)]
pub(super) struct Guard<R> {
    pub(super) inner: R,
    pub(super) private: Private,
}

/// A name has no address that may be reached.
#[derive(Debug)]
pub(super) struct Refused {
    address: IpAddr,
    kind: &'static str,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is {}", self.address, self.kind)
    }
}

impl std::error::Error for Refused {}

impl<R: Resolver> Resolver for Guard<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let port = uri.port_u16();
        if self.private.allows(uri.host().unwrap_or_default(), port) {
            return Ok(found);
        }
        let mut allowed = self.empty();
        let mut refused = None;
        for address in &found {
            match address::kind(address.ip()) {
                None => allowed.push(*address),
                Some(kind) => refused = refused.or(Some(Refused { address: address.ip(), kind })),
            }
        }
        match refused {
            Some(refused) if allowed.is_empty() => Err(ureq::Error::Other(Box::new(refused))),
            _ => Ok(allowed),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::Mutex;
    use std::time::Duration;

    use ureq::Timeout;

    use super::*;

    /// Finds another list of addresses each time.
    #[derive(Debug)]
    struct Rebinding(Mutex<Vec<&'static [&'static str]>>);

    impl Resolver for Rebinding {
        fn resolve(
            &self,
            _: &Uri,
            _: &Config,
            _: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut found = self.empty();
            for address in self.0.lock().unwrap().remove(0) {
                found.push(address.parse::<SocketAddr>().unwrap());
            }
            Ok(found)
        }
    }

    #[test]
    fn only_what_is_public_is_connected_to() {
        let inner = Rebinding(Mutex::new(vec![
            &["1.1.1.1:80"],
            &["127.0.0.1:80", "[::1]:80"],
            &["10.0.0.1:80", "1.1.1.1:80"],
            &["10.0.0.1:80"],
        ]));
        let mut guard = Guard { inner, private: Private::Refused };
        let uri: Uri = "http://example.org/".parse().unwrap();
        let resolve = |guard: &Guard<Rebinding>| {
            let timeout = NextTimeout {
                after: Duration::from_secs(1).into(),
                reason: Timeout::Global,
                ..NextTimeout::default()
            };
            let found = guard.resolve(&uri, &Config::default(), timeout);
            found.map(|found| found.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert_eq!(resolve(&guard).unwrap(), ["1.1.1.1:80"]);
        let error = resolve(&guard).unwrap_err().to_string();
        assert!(error.contains("127.0.0.1 is this machine"), "{error}");
        assert_eq!(resolve(&guard).unwrap(), ["1.1.1.1:80"]);
        guard.private = Private::Of(vec!["example.org".into()]);
        assert_eq!(resolve(&guard).unwrap(), ["10.0.0.1:80"]);
    }
}
