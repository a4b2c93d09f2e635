//! Answers of servers: each leaves the right line and the right state, and the rest goes on.

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::{SignedDuration, Timestamp};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

use super::server::{self, Asked, Server, feed, send};
use super::{fetch, list, n_articles, with_feed};
use crate::program::Folder;

/// Fetches `/feed` of a server that answers so beside a feed that is well; checks that it is one
/// line, that says `reason`, and returns the folder.
fn fails(answer: impl Fn(&Asked, &mut dyn Write) + Send + Sync + 'static, reason: &str) -> Folder {
    let server = Server::new(move |asked, to| match asked.path.as_str() {
        "/well" => send(to, "200 OK", &[], feed("harbor", 2)),
        _ => answer(asked, to),
    });
    let folder = with_feed(&server, "/feed");
    folder.run(&["feeds", "add", &server.url("/well")]).exits(0);
    let run = folder.run(&["feeds", "fetch", "--strict"]).exits(4);
    assert_eq!(run.stdout, "2 new articles, 1 feed fetched, 1 failed\n");
    let lines: Vec<&str> = run.stderr.lines().collect();
    let expected = format!("warning: cannot fetch {}: {reason}", server.url("/feed"));
    assert!(lines.len() == 1 && lines[0].starts_with(&expected), "{expected}\n{}", run.stderr);
    let feeds = list(&folder);
    assert_eq!((&feeds[0]["errors"], &feeds[1]["errors"]), (&1.into(), &0.into()));
    assert_eq!(n_articles(&folder), 2);
    // A feed that is not due is left alone.
    let later = folder.run(&["feeds", "fetch"]).exits(0);
    assert!(later.stdout.contains("1 not due") || feeds[0]["gone"] == true, "{later:?}");
    folder
}

/// The seconds from now until the first feed of `folder` is due.
fn due_in(folder: &Folder) -> i64 {
    let due = list(folder)[0]["next_due"].as_str().unwrap().parse::<Timestamp>().unwrap();
    due.duration_since(Timestamp::now()).as_secs()
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let server = Server::new(|asked, to| {
        let is_known = asked.head.contains("if-none-match: \"one\"")
            && asked.head.contains("if-modified-since: wed, 04 feb 2026 07:30:00 gmt");
        if is_known {
            send(to, "304 Not Modified", &[], "");
        } else {
            let headers = ["ETag: \"one\"", "Last-Modified: Wed, 04 Feb 2026 07:30:00 GMT"];
            send(to, "200 OK", &headers, feed("harbor", 2));
        }
    });
    let folder = with_feed(&server, "/feed");
    assert_eq!(fetch(&folder).exits(0).stdout, "2 new articles, 1 feed fetched\n");
    assert_eq!(fetch(&folder).exits(0).stdout, "0 new articles, 1 feed fetched, 1 unchanged\n");
    assert_eq!(fetch(&folder).exits(0).stdout, "0 new articles, 1 feed fetched, 1 unchanged\n");
    let asked = server.asked();
    assert!(asked[0].head.contains(concat!("user-agent: daybrief/", env!("CARGO_PKG_VERSION"))));
    assert!(asked[0].head.contains("accept-encoding: gzip"), "{}", asked[0].head);
    assert_eq!(list(&folder)[0]["etag"], "\"one\"");
}

#[test]
fn a_feed_that_moved_for_good_is_asked_there_from_then_on() {
    for (status, is_permanent) in
        [("301 Moved", true), ("308 Moved", true), ("302 Found", false), ("307 Else", false)]
    {
        let server = Server::new(move |asked, to| match asked.path.as_str() {
            "/feed" => send(to, status, &["Location: /new"], ""),
            _ => send(to, "200 OK", &[], feed("harbor", 1)),
        });
        let folder = with_feed(&server, "/feed");
        let run = fetch(&folder).exits(0);
        let said = run.stderr.contains("moved for good to");
        let url = list(&folder)[0]["url"].as_str().unwrap().to_owned();
        let expected = if is_permanent { "/new" } else { "/feed" };
        assert_eq!((said, url), (is_permanent, server.url(expected)), "{status}");
        assert_eq!(n_articles(&folder), 1);
    }
}

#[test]
fn a_feed_that_moved_to_another_of_the_list_stays_where_it_is() {
    let server = Server::new(|asked, to| match asked.path.as_str() {
        "/feed" => send(to, "301 Moved", &["Location: /new"], ""),
        _ => send(to, "200 OK", &[], feed("harbor", 1)),
    });
    let folder = with_feed(&server, "/feed");
    folder.run(&["feeds", "add", &server.url("/new")]).exits(0);
    let run = fetch(&folder).exits(0);
    assert!(run.stderr.contains("a feed of yours already (remove this one)"), "{run:?}");
    assert_eq!(list(&folder)[0]["url"], server.url("/feed"));
    assert_eq!(n_articles(&folder), 1);
}

#[test]
fn redirects_end() {
    let answer = |_: &Asked, to: &mut dyn Write| send(to, "302 Found", &["Location: /feed"], "");
    fails(answer, "more than 5 redirects");
    let nowhere =
        |_: &Asked, to: &mut dyn Write| send(to, "302 Found", &["Location: file:///etc"], "");
    fails(nowhere, "302, and where to is no web address");
}

#[test]
fn a_redirect_to_a_private_address_is_refused() {
    let inner = Server::new(|_, to| send(to, "200 OK", &[], feed("secret", 1)));
    let secret = inner.url("/feed");
    let location = format!("Location: {secret}");
    let answer = move |_: &Asked, to: &mut dyn Write| send(to, "302 Found", &[&location], "");
    fails(answer, "127.0.0.1 is this machine, which is not fetched (allow it by --allow-private)");
    let answer = move |_: &Asked, to: &mut dyn Write| {
        send(to, "302 Found", &["Location: http://[::ffff:169.254.169.254]/latest"], "");
    };
    fails(answer, "[::ffff:a9fe:a9fe] is an IPv4 address within IPv6, which is not fetched");
    assert_eq!(inner.paths(), [""; 0]);
}

#[test]
fn failures_are_counted_and_waited_for() {
    let folder =
        fails(|_, to| send(to, "404 Not Found", &[], ""), "404 Not Found (check its address)");
    assert!((200..=300).contains(&due_in(&folder)), "{}", due_in(&folder));
    fetch(&folder).exits(0);
    assert_eq!(list(&folder)[0]["errors"], 2);
    assert!((500..=600).contains(&due_in(&folder)), "{}", due_in(&folder));
    fails(|_, to| send(to, "500 Oh", &[], "<p>no</p>"), "500 Internal Server Error");
}

#[test]
fn a_feed_that_works_again_has_no_failures() {
    let n = AtomicUsize::new(0);
    let server = Server::new(move |_, to| match n.fetch_add(1, Ordering::SeqCst) {
        0 => send(to, "500 Oh", &[], ""),
        _ => send(to, "200 OK", &[], feed("harbor", 1)),
    });
    let folder = with_feed(&server, "/feed");
    fetch(&folder).exits(1);
    assert_eq!(fetch(&folder).exits(0).stdout, "1 new article, 1 feed fetched\n");
    let feed = &list(&folder)[0];
    assert!(feed["errors"] == 0 && feed["next_due"].is_null() && feed["last_error"].is_null());
}

#[test]
fn a_feed_that_is_gone_is_not_fetched_again() {
    let reason = "410 Gone; it is not fetched again (remove it)";
    let folder = fails(|_, to| send(to, "410 Gone", &[], ""), reason);
    assert_eq!(list(&folder)[0]["gone"], true);
    let run = fetch(&folder).exits(0);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("0 new articles, 1 feed fetched, 1 gone\n", "")
    );
}

#[test]
fn servers_say_when_to_ask_again() {
    let headers = |wait: &str| format!("Retry-After: {wait}");
    let seconds = headers("7200");
    let answer = move |_: &Asked, to: &mut dyn Write| send(to, "429 Slow", &[&seconds], "");
    let folder = fails(answer, "429 Too Many Requests");
    assert!((7100..=7200).contains(&due_in(&folder)), "{}", due_in(&folder));
    let then = Timestamp::now() + SignedDuration::from_hours(5);
    let date = headers(&then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
    let answer = move |_: &Asked, to: &mut dyn Write| send(to, "503 Busy", &[&date], "");
    let folder = fails(answer, "503 Service Unavailable");
    assert!((17_900..=18_000).contains(&due_in(&folder)), "{}", due_in(&folder));
}

#[test]
fn what_is_too_slow_is_left() {
    // Nothing at all, until the client goes away.
    let silent = |_: &Asked, to: &mut dyn Write| {
        while to.write_all(b"").is_ok() {
            pause(50);
        }
    };
    fails(silent, "no whole answer within 0.8 s");
    let dripping = |_: &Asked, to: &mut dyn Write| {
        let _ = to.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<rss>");
        while to.write_all(b" ").is_ok() {
            pause(50);
        }
    };
    fails(dripping, "no whole answer within 0.8 s");
    let head = |_: &Asked, to: &mut dyn Write| {
        let _ = to.write_all(b"HTTP/1.1 200 OK\r\n");
        while to.write_all(b"A: b\r\n").is_ok() {
            pause(50);
        }
    };
    fails(head, "no whole answer within 0.8 s");
}

fn pause(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}

#[test]
fn what_is_not_whole_is_no_feed() {
    let short = |_: &Asked, to: &mut dyn Write| {
        let body = feed("harbor", 1);
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len() + 9);
        let _ = to.write_all(head.as_bytes()).and_then(|()| to.write_all(body.as_bytes()));
    };
    fails(short, "the connection was closed before the answer was whole");
    let none = |_: &Asked, _: &mut dyn Write| {};
    fails(none, "the connection was closed before the answer was whole");
    let mut packed = gzip(feed("harbor", 9).as_bytes());
    packed.truncate(packed.len() / 2);
    let cut = move |_: &Asked, to: &mut dyn Write| {
        send(to, "200 OK", &["Content-Encoding: gzip"], &packed);
    };
    fails(cut, "");
    fails(
        |_, to| {
            let _ = to.write_all(b"SSH-2.0-OpenSSH_9.9\r\n\r\n");
        },
        "no answer in HTTP",
    );
}

#[test]
fn what_follows_the_stated_length_is_no_answer() {
    let server = Server::new(|asked, to| {
        let body = feed(asked.path.trim_start_matches('/'), 2);
        let forged = feed("forged", 5);
        let head =
            |body: &str| format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        let all = [&head(&body), &body, &head(&forged), &forged].map(String::as_str).concat();
        let _ = to.write_all(all.as_bytes());
    });
    let folder = with_feed(&server, "/harbor");
    folder.run(&["feeds", "add", "--no-check", &server.url("/island")]).exits(0);
    assert_eq!(fetch(&folder).exits(0).stdout, "4 new articles, 2 feeds fetched\n");
    assert_eq!(fetch(&folder).exits(0).stdout, "0 new articles, 2 feeds fetched\n");
    folder.run(&["history", "search", "forged"]).exits(3);
    folder.run(&["history", "search", "island"]).exits(0);
    // A feed that goes on behind its length is cut, and is broken or whole as it is.
    fails(
        |_, to| {
            let body = feed("harbor", 3);
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len() / 9);
            let _ = to.write_all(head.as_bytes()).and_then(|()| to.write_all(body.as_bytes()));
        },
        "",
    );
}

#[test]
fn a_refused_address_does_not_make_its_feed_wait() {
    let server = Server::new(|_, to| send(to, "200 OK", &[], feed("harbor", 2)));
    let folder = Folder::new();
    folder.run(&["feeds", "add", "--no-check", &server.url("/feed")]).exits(0);
    let run = folder.run(&["feeds", "fetch"]).exits(1);
    assert!(run.stderr.contains("allow it by --allow-private"), "{run:?}");
    assert_eq!(list(&folder)[0]["errors"], 1);
    let run = folder.run(&["feeds", "fetch", "--allow-private"]).exits(0);
    assert_eq!(run.stdout, "2 new articles, 1 feed fetched\n");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn packed_feeds_are_unpacked_and_bombs_are_not() {
    let server = Server::new(|_, to| {
        send(to, "200 OK", &["Content-Encoding: gzip"], gzip(feed("harbor", 9).as_bytes()));
    });
    let folder = with_feed(&server, "/feed");
    assert_eq!(fetch(&folder).exits(0).stdout, "9 new articles, 1 feed fetched\n");
    let bomb = gzip(&vec![b' '; 20 << 20]);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    let answer = move |_: &Asked, to: &mut dyn Write| {
        send(to, "200 OK", &["Content-Encoding: gzip"], &bomb);
    };
    // Slow builds need their time to unpack it.
    let server = Server::new(answer);
    let folder = with_feed(&server, "/feed");
    let run = finished_slowly(&folder);
    assert!(run.contains("larger than 16 MiB"), "{run}");
    fails(|_, to| send(to, "200 OK", &["Content-Encoding: zstd"], "x"), "it is packed by zstd");
}

/// What a fetch says that may take its time.
fn finished_slowly(folder: &Folder) -> String {
    let mut command = folder.command(&["feeds", "fetch", "--force"]);
    command.env("DAYBRIEF_TIMEOUT", "60");
    crate::program::finished(&mut command).exits(1).stderr
}

#[test]
fn a_body_without_end_is_left() {
    let server = Server::new(|_, to| {
        let _ = to.write_all(b"HTTP/1.1 200 OK\r\n\r\n<rss>");
        let chunk = vec![b' '; 1 << 16];
        while to.write_all(&chunk).is_ok() {}
    });
    let folder = with_feed(&server, "/feed");
    let said = finished_slowly(&folder);
    assert!(said.contains("larger than 16 MiB"), "{said}");
    let mut command = folder.command(&["feeds", "fetch", "--force"]);
    command.env("DAYBRIEF_MAX_BYTES", "5000").env("DAYBRIEF_TIMEOUT", "60");
    let run = crate::program::finished(&mut command).exits(1);
    assert!(run.stderr.contains("larger than 5000 bytes"), "{run:?}");
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let config = Arc::new(self_signed());
    let server = Server::on(listener, move |mut stream, note| {
        let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut tls = Stream::new(&mut connection, &mut stream);
        let Some(asked) = server::asked(&mut tls) else { return };
        note(asked);
        send(&mut tls, "200 OK", &[], feed("forged", 1));
    });
    let folder = super::folder(&server);
    let url = server.url("/feed").replace("http:", "https:");
    folder.run(&["feeds", "add", "--no-check", &url]).exits(0);
    let run = fetch(&folder).exits(1);
    assert!(run.stderr.contains("no safe connection (invalid peer certificate: "), "{run:?}");
    assert_eq!(server.paths(), [""; 0]);
    // A server that speaks no TLS at all.
    let plain = Server::new(|_, to| send(to, "200 OK", &[], ""));
    let folder = super::folder(&plain);
    let url = plain.url("/feed").replace("http:", "https:");
    let run = folder.run(&["feeds", "add", &url]).exits(1);
    assert!(run.stderr.contains(&format!("cannot fetch {url}: ")), "{run:?}");
}

fn self_signed() -> ServerConfig {
    let certificate = CertificateDer::from(&include_bytes!("self_signed.der")[..]);
    let key = PrivatePkcs8KeyDer::from(&include_bytes!("self_signed.key.der")[..]);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], PrivateKeyDer::Pkcs8(key))
        .unwrap()
}

#[test]
fn the_encoding_is_that_of_the_header() {
    let server = Server::new(|_, to| {
        // КОТ in KOI8-R; a header comes before what the feed says of itself.
        let mut body =
            b"<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>".to_vec();
        body.extend_from_slice(b"\xeb\xef\xf4</title></channel></rss>");
        send(to, "200 OK", &["Content-Type: text/xml; charset=koi8-r"], body);
    });
    let folder = super::folder(&server);
    folder.run(&["feeds", "add", &server.url("/feed")]).exits(0);
    assert_eq!(list(&folder)[0]["title"], "КОТ");
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    fails(
        |_, to| send(to, "200 OK", &["Content-Type: text/html"], "<html>Hello.</html>"),
        "a web page, no feed",
    );
    fails(|_, to| send(to, "200 OK", &[], "Hello."), "no feed (give the address of one)");
    fails(|_, to| send(to, "200 OK", &[], "<opml><body/></opml>"), "a list of feeds");
    fails(|_, to| send(to, "200 OK", &[], ""), "no feed (give the address of one)");
    fails(|_, to| send(to, "200 OK", &[], "<rss><channel><item><title>a"), "");
}

#[test]
fn no_feed_waits_for_a_network_that_is_down() {
    let folder = Folder::new();
    let closed = |_: usize| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let urls: Vec<String> = (0..2).map(closed).collect();
    folder.run(&["feeds", "add", "--no-check", &urls[0], &urls[1]]).exits(0);
    let run = folder.run(&["feeds", "fetch", "--allow-private"]).exits(1);
    assert!(run.stderr.contains("no host was reached; the network may be down"), "{run:?}");
    assert_eq!(list(&folder)[0]["errors"], 0);
    let one = folder.run(&["feeds", "fetch", "--allow-private", &urls[0]]).exits(1);
    assert!(one.stderr.contains("nobody answers there (the connection was refused)"), "{one:?}");
    assert_eq!(list(&folder)[0]["errors"], 1);
    let offline = folder.run(&["feeds", "fetch", "--offline"]).exits(1);
    assert_eq!(
        offline.stderr,
        "error: cannot fetch feeds: nothing is fetched offline (leave --offline out)\n"
    );
}

#[test]
fn a_proxy_of_the_environment_is_not_used() {
    let server = Server::new(|_, to| send(to, "200 OK", &[], feed("harbor", 1)));
    let folder = with_feed(&server, "/feed");
    let mut command = folder.command(&["feeds", "fetch"]);
    command.env("http_proxy", "http://127.0.0.1:9").env("ALL_PROXY", "http://127.0.0.1:9");
    crate::program::finished(&mut command).exits(0);
    assert_eq!(server.paths(), ["/feed"]);
}
