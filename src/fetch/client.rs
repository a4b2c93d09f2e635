//! One address fetched: redirects followed by hand, each hop checked, time and bytes limited.

use std::io::{self, ErrorKind, Read};
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, HeaderName, Response, header};
use ureq::tls::TlsConfig;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Timeout};
use url::Url;

use super::host::Hosts;
use super::resolver::{Guard, Refused};
use super::{Options, Private, address};
use crate::error::Error;
use crate::read::web::{self, Answer};

/// Redirects that are followed.
const MAX_REDIRECTS: usize = 5;
/// What is asked for; servers that know several forms of a feed send the best.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, \
                      text/html;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
const USER_AGENT: &str = concat!("daybrief/", env!("CARGO_PKG_VERSION"));
/// Bytes of a header that are kept.
const MAX_HEADER: usize = 1024;

/// What asks: connections that can be used again, and one lock a host.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    options: Options,
    private: Private,
    hosts: Hosts,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Where.
    pub url: &'a str,
    /// The version that is at hand already.
    pub etag: Option<&'a str>,
    /// The date of that version.
    pub last_modified: Option<&'a str>,
}

impl<'a> Request<'a> {
    /// Whatever is at `url`.
    pub fn new(url: &'a str) -> Self {
        Self { url, etag: None, last_modified: None }
    }
}

/// What came.
#[derive(Debug)]
pub struct Fetched {
    /// It, or that it is the version at hand.
    pub content: Content,
    /// Where to ask from now on, where it moved for good.
    pub moved_to: Option<Url>,
}

/// What an address holds.
#[derive(Debug)]
pub enum Content {
    /// This.
    Answer {
        /// The answer.
        answer: Answer,
        /// The version it is.
        etag: Option<String>,
        /// The date of that version.
        last_modified: Option<String>,
    },
    /// The version that was at hand.
    NotModified,
}

/// Why nothing came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Failure {
    /// A fragment with the remedy, where there is one.
    pub reason: String,
    /// The number of the answer, where there was one.
    pub status: Option<u16>,
    /// When to ask again, as the server writes it.
    pub retry_after: Option<String>,
    /// There was no connection at all: the network itself may be down.
    pub is_unreachable: bool,
    /// The address may not be asked by the rules of this machine: nobody was, and nobody has to
    /// be spared.
    pub is_refused: bool,
}

impl Failure {
    /// One that has but a reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), ..Self::default() }
    }

    fn unreachable(reason: impl Into<String>) -> Self {
        Self { is_unreachable: true, ..Self::new(reason) }
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        Self::new(&error.reason)
    }
}

/// One hop of the way.
enum Hop {
    Done(Content),
    Onward { url: Url, is_permanent: bool },
}

impl Client {
    /// A client that keeps to `options`.
    pub fn new(options: &Options) -> Self {
        let private = Private::new(options);
        let connecting = seconds(options.connect_timeout);
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .user_agent(USER_AGENT)
            .accept(ACCEPT)
            .timeout_resolve(Some(connecting))
            .timeout_connect(Some(connecting))
            .tls_config(TlsConfig::default())
            .build();
        let guard = Guard { inner: DefaultResolver::default(), private: private.clone() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        Self { agent, options: options.clone(), private, hosts: Hosts::default() }
    }

    /// What `request` asks for. No host is asked twice at the same time by one client.
    ///
    /// # Errors
    /// It may not be fetched, does not come, or is too much.
    pub fn get(&self, request: Request<'_>) -> Result<Fetched, Failure> {
        if self.options.offline {
            return Err(Failure::new("nothing is fetched offline (leave --offline out)"));
        }
        let mut url = asked(request.url)?;
        let mut left = seconds(self.options.timeout);
        let mut moved_to = None;
        let mut has_moved_for_good = true;
        for n_redirects in 0..=MAX_REDIRECTS {
            // Whoever led to an address that is refused was asked.
            let led = |it: Failure| Failure { is_refused: it.is_refused && n_redirects == 0, ..it };
            self.check(&url).map_err(led)?;
            let lock = self.hosts.lock_of(&url);
            let turn = lock.lock().unwrap_or_else(PoisonError::into_inner);
            let begun = Instant::now();
            let hop = self.hop(&url, request, left).map_err(led)?;
            left = left.saturating_sub(begun.elapsed());
            drop(turn);
            match hop {
                Hop::Done(content) => return Ok(Fetched { content, moved_to }),
                Hop::Onward { url: next, is_permanent } => {
                    if url.scheme() == "https" && next.scheme() == "http" {
                        let reason = format!("it leads from https to {next}, which is not safe");
                        return Err(Failure::new(reason));
                    }
                    has_moved_for_good &= is_permanent;
                    if has_moved_for_good {
                        moved_to = Some(next.clone());
                    }
                    url = next;
                }
            }
        }
        Err(Failure::new(format!("more than {MAX_REDIRECTS} redirects")))
    }

    /// # Errors
    /// `url` cannot lead to an address that may be fetched.
    fn check(&self, url: &Url) -> Result<(), Failure> {
        let host = url.host_str().unwrap_or_default();
        match address::fault(url) {
            Some(fault) if !self.private.allows(host, url.port_or_known_default()) => {
                Err(refused(&format!("{host} is {fault}")))
            }
            _ => Ok(()),
        }
    }

    fn hop(&self, url: &Url, request: Request<'_>, left: Duration) -> Result<Hop, Failure> {
        let begun = Instant::now();
        let mut asked = self.agent.get(url.as_str());
        if let Some(etag) = request.etag {
            asked = asked.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = request.last_modified {
            asked = asked.header(header::IF_MODIFIED_SINCE, date);
        }
        // Without any time left it fails at once, and says why.
        let left = left.max(Duration::from_millis(1));
        let asked = asked.config().timeout_global(Some(left)).build();
        let response = asked.call().map_err(|error| self.failure(error))?;
        let status = response.status().as_u16();
        match status {
            304 if request.etag.is_some() || request.last_modified.is_some() => {
                Ok(Hop::Done(Content::NotModified))
            }
            301 | 302 | 303 | 307 | 308 => onward(url, status, response.headers()),
            200..=299 => self.answer(url, response, begun + left).map(Hop::Done),
            _ => Err(Failure {
                reason: said(status, response.status().canonical_reason()),
                status: Some(status),
                retry_after: text(response.headers(), header::RETRY_AFTER.as_str(), MAX_HEADER),
                ..Failure::default()
            }),
        }
    }

    fn answer(
        &self,
        url: &Url,
        response: Response<Body>,
        until: Instant,
    ) -> Result<Content, Failure> {
        let stated = |name: HeaderName| text(response.headers(), name.as_str(), MAX_HEADER);
        let etag = stated(header::ETAG);
        let last_modified = stated(header::LAST_MODIFIED);
        let content_type = stated(header::CONTENT_TYPE);
        let bytes = self.body(response, until)?;
        let answer = Answer { url: url.clone(), content_type, bytes };
        Ok(Content::Answer { answer, etag, last_modified })
    }

    /// The body of `response`, unpacked.
    fn body(&self, response: Response<Body>, until: Instant) -> Result<Vec<u8>, Failure> {
        let max = usize::try_from(self.options.max_bytes).unwrap_or(usize::MAX);
        // What was packed in a way that is known has no such header any more.
        if let Some(packed) = text(response.headers(), header::CONTENT_ENCODING.as_str(), 40)
            && packed != "identity"
        {
            return Err(Failure::new(format!("it is packed by {packed}, which was not asked for")));
        }
        let mut reader = response.into_body().into_reader();
        let mut bytes = Vec::new();
        let mut chunk = vec![0; 64 << 10];
        loop {
            let n = reader.read(&mut chunk).map_err(|error| self.failure(error.into()))?;
            if n == 0 {
                return Ok(bytes);
            }
            if bytes.len() + n > max {
                return Err(Failure::new(too_large(self.options.max_bytes)));
            }
            bytes.extend_from_slice(chunk.get(..n).unwrap_or_default());
            if Instant::now() > until {
                return Err(self.too_slow());
            }
        }
    }

    fn too_slow(&self) -> Failure {
        Failure::new(format!("no whole answer within {} s", self.options.timeout))
    }

    fn failure(&self, error: ureq::Error) -> Failure {
        match error {
            ureq::Error::Timeout(Timeout::Connect | Timeout::Resolve) => {
                let reason = format!("no connection within {} s", self.options.connect_timeout);
                Failure::unreachable(reason)
            }
            ureq::Error::Timeout(_) => self.too_slow(),
            ureq::Error::HostNotFound => Failure::unreachable(NO_HOST),
            ureq::Error::Other(inner) => match inner.downcast_ref::<Refused>() {
                Some(found) => refused(&found.to_string()),
                None => Failure::new(one_line(&inner.to_string())),
            },
            ureq::Error::Decompress(packed, _) => {
                Failure::new(format!("it is no {packed}, as it says it is"))
            }
            ureq::Error::Rustls(inner) => Failure::new(insecure(&inner.to_string())),
            ureq::Error::Tls(inner) => Failure::new(insecure(inner)),
            ureq::Error::LargeResponseHeader(..) => Failure::new("its headers are too long"),
            ureq::Error::Protocol(inner) => {
                Failure::new(format!("no answer in HTTP ({})", one_line(&inner.to_string())))
            }
            ureq::Error::Io(inner) => self.broken(&inner),
            ureq::Error::BodyStalled => Failure::new("the answer does not end"),
            other => Failure::new(one_line(&other.to_string())),
        }
    }

    /// A connection that was not made, or broke.
    fn broken(&self, error: &io::Error) -> Failure {
        match error.kind() {
            ErrorKind::UnexpectedEof => {
                Failure::new("the connection was closed before the answer was whole")
            }
            ErrorKind::ConnectionRefused => {
                Failure::unreachable("nobody answers there (the connection was refused)")
            }
            ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
                Failure::new("the connection was broken off")
            }
            ErrorKind::TimedOut => self.too_slow(),
            _ => {
                // Inside there may be what TLS says of a certificate, or DNS of a name.
                let text = error.to_string();
                let lower = text.to_lowercase();
                let words = ["certificate", "tls", "corrupt message", "alert"];
                if words.iter().any(|word| lower.contains(word)) {
                    return Failure::new(insecure(&text));
                }
                if lower.contains("lookup address") {
                    return Failure::unreachable(NO_HOST);
                }
                let text = lower.split(" (os error").next().unwrap_or_default();
                Failure::unreachable(one_line(text))
            }
        }
    }
}

/// Where the redirect of `url` leads.
fn onward(url: &Url, status: u16, headers: &HeaderMap) -> Result<Hop, Failure> {
    let location = text(headers, header::LOCATION.as_str(), usize::MAX);
    let next = location.and_then(|location| web::address(url.join(&location).ok()?.as_str()));
    let next =
        next.ok_or_else(|| Failure::new(format!("{status}, and where to is no web address")))?;
    Ok(Hop::Onward { url: next, is_permanent: matches!(status, 301 | 308) })
}

const NO_HOST: &str = "there is no such host (check its name)";

/// The address that the user or a feed gives.
fn asked(url: &str) -> Result<Url, Failure> {
    let asked = web::address(url).ok_or_else(|| Failure::new("no http or https address"))?;
    let has_credentials = Url::parse(url.trim())
        .is_ok_and(|url| url.password().is_some() || !url.username().is_empty());
    if has_credentials {
        let reason =
            "it holds a name or password, which would be sent in the open (leave them out)";
        return Err(Failure::new(reason));
    }
    Ok(asked)
}

fn refused(what: &str) -> Failure {
    let reason = format!("{what}, which is not fetched (allow it by --allow-private)");
    Failure { is_refused: true, ..Failure::new(reason) }
}

fn insecure(what: &str) -> String {
    let what = what.strip_prefix("io: ").unwrap_or(what);
    format!("no safe connection ({})", one_line(what))
}

/// What an answer of this number means for the user.
fn said(status: u16, reason: Option<&str>) -> String {
    let name = reason.map_or_else(|| status.to_string(), |reason| format!("{status} {reason}"));
    match status {
        401 | 403 => format!("{name} (it may need a subscription)"),
        404 => format!("{name} (check its address)"),
        _ => name,
    }
}

fn too_large(max_bytes: u64) -> String {
    let mib = max_bytes >> 20;
    if mib == 0 {
        format!("larger than {max_bytes} bytes")
    } else {
        format!("larger than {mib} MiB")
    }
}

/// A header's text, if it is one of at most `max` bytes.
fn text(headers: &HeaderMap, name: &str, max: usize) -> Option<String> {
    let value = headers.get(name)?;
    // Servers write addresses in UTF-8, against the rules.
    let text = str::from_utf8(value.as_bytes()).ok()?.trim();
    (text.len() <= max && !text.is_empty()).then(|| text.to_owned())
}

fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(200).collect()
}

/// A time-out; one that is none (zero, negative, infinite) is a long one.
fn seconds(seconds: f64) -> Duration {
    const LONGEST: Duration = Duration::from_hours(1);
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|time| !time.is_zero())
        .map_or(LONGEST, |time| time.min(LONGEST))
}
