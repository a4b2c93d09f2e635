//! A request to what it asks for. No part of an address becomes a path of a file or part of a
//! query's text: it is one of the few below, with whole numbers in it, or it is nothing.

use hyper::header::HOST;
use hyper::http::uri::Authority;
use hyper::{Method, Request};
use url::form_urlencoded;

/// Characters of a search that count.
const MAX_QUERY: usize = 200;
/// Pages of a list that can be asked for.
const MAX_PAGE: u32 = 100_000;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Route {
    /// The editions.
    Index { page: u32 },
    /// One of them.
    Edition { id: i64 },
    /// The topics over the days.
    Topics { page: u32 },
    /// One of them.
    Topic { id: i64, page: u32 },
    /// The articles read before one.
    Articles { before: Option<i64> },
    /// One of them, the part of it that holds a byte.
    Article { id: i64, at: u32 },
    /// What holds words.
    Search { query: String, page: u32 },
}

/// Why nothing is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The request is for another server.
    Host,
    /// It wants to do something else than read.
    Method,
    /// Its address cannot be read.
    Malformed,
    /// There is no such page.
    NotFound,
    /// The page cannot be made.
    Failed,
}

/// What `request` asks the server on `port` for.
pub(super) fn route<B>(request: &Request<B>, port: u16) -> Result<Route, Refusal> {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let authority = request.uri().authority().map(Authority::as_str);
    // The host of an address in full stands above the header.
    let is_ours = host.is_some_and(|host| is_own(host, port))
        && hosts.next().is_none()
        && authority.is_none_or(|authority| is_own(authority, port));
    if !is_ours {
        return Err(Refusal::Host);
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Refusal::Method);
    }
    read(request.uri().path(), request.uri().query().unwrap_or_default())
}

/// Whether `host` names this machine and `port`.
fn is_own(host: &str, port: u16) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, written)) if written == port.to_string() => name,
        // A browser leaves out the usual port.
        _ if port == 80 => host,
        _ => return false,
    };
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1" || name == "[::1]"
}

fn read(path: &str, query: &str) -> Result<Route, Refusal> {
    let mut fields = Fields::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "page" => fields.page = Some(number(&value)?),
            "before" => fields.before = Some(number(&value)?),
            "at" => fields.at = Some(value.parse().map_err(|_| Refusal::Malformed)?),
            "q" => fields.query = value.chars().take(MAX_QUERY).collect(),
            // What others add to links, as some do to follow readers, changes nothing.
            _ => {}
        }
    }
    let page = match fields.page {
        None => 1,
        Some(page) => {
            u32::try_from(page).ok().filter(|page| *page <= MAX_PAGE).ok_or(Refusal::NotFound)?
        }
    };
    let parts: Vec<&str> = path.strip_prefix('/').ok_or(Refusal::Malformed)?.split('/').collect();
    let id = |text| number(text).map_err(|_| Refusal::NotFound);
    Ok(match parts.as_slice() {
        [""] => Route::Index { page },
        ["editions", text] => Route::Edition { id: id(text)? },
        ["topics"] => Route::Topics { page },
        ["topics", text] => Route::Topic { id: id(text)?, page },
        ["articles"] => Route::Articles { before: fields.before },
        ["articles", text] => Route::Article { id: id(text)?, at: fields.at.unwrap_or_default() },
        ["search"] => Route::Search { query: fields.query, page },
        _ => return Err(Refusal::NotFound),
    })
}

/// What stands behind the question mark.
#[derive(Default)]
struct Fields {
    page: Option<i64>,
    before: Option<i64>,
    at: Option<u32>,
    query: String,
}

/// A whole number from 1 on, written in the one way there is.
fn number(text: &str) -> Result<i64, Refusal> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| is_plain).ok_or(Refusal::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_this_machine_with_this_port() {
        for host in ["localhost:7878", "LOCALHOST:7878", "127.0.0.1:7878", "[::1]:7878"] {
            assert!(is_own(host, 7878), "{host}");
        }
        let foreign =
            ["", "localhost", "localhost:80", "example.org:7878", "127.0.0.1.example:7878"];
        for host in foreign.into_iter().chain(["::1:7878", "127.0.0.2:7878", "localhost:07878"]) {
            assert!(!is_own(host, 7878), "{host}");
        }
        assert!(is_own("localhost", 80) && is_own("localhost:80", 80) && !is_own("a", 80));
    }

    #[test]
    fn addresses_are_the_few_there_are() {
        assert_eq!(read("/", ""), Ok(Route::Index { page: 1 }));
        assert_eq!(read("/", "utm_source=x&page=3"), Ok(Route::Index { page: 3 }));
        assert_eq!(read("/editions/7", ""), Ok(Route::Edition { id: 7 }));
        assert_eq!(read("/articles/7", "at=90"), Ok(Route::Article { id: 7, at: 90 }));
        let query = "a b\0\"'; DROP".into();
        assert_eq!(
            read("/search", "q=a+b%00%22%27%3B%20DROP"),
            Ok(Route::Search { query, page: 1 })
        );
        for path in ["/editions/", "/editions/07", "/editions/-1", "/editions/+1", "/editions/1/"] {
            assert_eq!(read(path, ""), Err(Refusal::NotFound), "{path}");
        }
        for path in ["/../etc", "/editions/%31", "//", "/editions/99999999999999999999", "/x"] {
            assert_eq!(read(path, ""), Err(Refusal::NotFound), "{path}");
        }
        assert_eq!(read("*", ""), Err(Refusal::Malformed));
        assert_eq!(read("/", "page=0"), Err(Refusal::Malformed));
        assert_eq!(read("/", "page=100001"), Err(Refusal::NotFound));
    }

    #[test]
    fn a_long_search_is_cut() {
        let Ok(Route::Search { query, .. }) = read("/search", &format!("q={}", "ü".repeat(999)))
        else {
            panic!("no search");
        };
        assert_eq!(query.chars().count(), MAX_QUERY);
    }
}
