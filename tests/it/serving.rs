//! The archive in the browser, asked as a browser asks and as an attacker does: over plain TCP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::program::Folder;

/// Two days on a bridge, the first with a painting.
const MONDAY: &str = r#"{"title":"Harbor bridge closes for repairs","date":"2026-02-02","source":"Harbor Post","url":"https://harbor.example/bridge","text":"The harbor bridge closed on Monday for repairs that will take six weeks. Engineers found cracks in two of its steel cables last month. The city runs extra ferries until the bridge opens again."}
{"title":"Museum buys a lost painting","date":"2026-02-02","source":"City Radio","url":"javascript:alert(1)","text":"The national museum has bought a painting that was believed lost since 1911. A retired teacher found the canvas & its frame (width < height) behind a wardrobe. The museum will show it in April."}
"#;
const TUESDAY: &str = r#"{"title":"Third cable of the harbor bridge cracked","date":"2026-02-03","source":"City Radio","text":"A third steel cable of the harbor bridge has cracked, engineers said. The mayor asked the state for emergency funds to replace every cable. The harbor bridge closed on Monday for repairs that will take six weeks."}
"#;

/// A running server, ended with its test.
struct Served {
    folder: Folder,
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, its lines of the head apart from its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

fn remember(folder: &Folder, heap: &str) {
    folder.put("heap.ndjson", heap);
    folder.run(&["make", "heap.ndjson", "--remember", "-f", "json"]).exits(0);
}

fn served() -> Served {
    let folder = Folder::new();
    remember(&folder, MONDAY);
    remember(&folder, TUESDAY);
    let mut command = folder.command(&["serve", "--port", "0"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().strip_prefix("http://127.0.0.1:").unwrap().strip_suffix('/').unwrap();
    let port = port.parse().unwrap();
    Served { folder, child, port }
}

impl Served {
    /// What comes back for the bytes of `request`, in which `PORT` stands for the port.
    fn raw(&self, request: impl AsRef<[u8]>) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        // A server that has seen enough may hang up before the end.
        let _ = stream.write_all(request.as_ref());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8(answer).unwrap()
    }

    fn ask(&self, method: &str, target: &str, host: &str) -> Answer {
        let answer = self.raw(format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &format!("127.0.0.1:{}", self.port))
    }

    #[track_caller]
    fn page(&self, target: &str) -> String {
        let answer = self.get(target);
        assert_eq!(answer.status, 200, "{target}: {}", answer.head);
        answer.body
    }
}

/// The first address on `page` that begins with `start`.
#[track_caller]
fn link<'a>(page: &'a str, start: &str) -> &'a str {
    let links = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    links.into_iter().find(|link| link.starts_with(start)).unwrap_or_else(|| panic!("{page}"))
}

#[test]
fn every_page_leads_on() {
    let served = served();
    let index = served.page("/");
    assert!(index.contains("Tuesday 3 February 2026") && index.contains("2 articles"), "{index}");
    let edition = served.page(link(&index, "/editions/"));
    assert!(edition.contains("A third steel cable") && edition.contains("In the archive"));
    assert!(edition.contains("← Earlier: 2 Feb 2026"), "{edition}");
    let topic = served.page(link(&edition, "/topics/"));
    assert!(topic.contains("Tuesday 3 February 2026") && topic.contains("Monday 2 February 2026"));
    assert!(topic.contains("<b>Updated</b>"), "{topic}");
    let place = link(&topic, "/articles/");
    let (address, anchor) = place.split_once('#').unwrap();
    let article = served.page(address);
    assert!(article.contains(&format!("<mark id=\"{anchor}\">")), "{anchor}: {article}");
    let back = link(&article, "/editions/");
    let (address, anchor) = back.split_once('#').unwrap();
    assert!(served.page(address).contains(&format!("id=\"{anchor}\"")), "{back}");
    assert!(served.page("/topics").contains("2 Feb 2026 to 3 Feb 2026 · in 2 editions"));
    assert!(served.page("/articles").contains("3 sentences used"));
}

#[test]
fn a_search_shows_its_hits() {
    let served = served();
    let found = served.page("/search?q=ferries+brid");
    assert!(found.contains("<mark>ferries</mark>") && found.contains("<mark>bridge</mark>"));
    assert!(found.contains("value=\"ferries brid\""), "{found}");
    assert!(served.page("/search").contains("All words must be there"));
    for query in ["nowhere", "%00", "%22%29%3B+DROP+TABLE+articles", "NEAR(a+b)", "title%3Abridge"]
    {
        let page = served.page(&format!("/search?q={query}"));
        assert!(page.contains("Nothing holds all of these words."), "{query}: {page}");
    }
    let page = served.page("/search?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
}

#[test]
fn what_articles_say_is_text() {
    let served = served();
    let article = served.page("/articles/1") + &served.page("/articles/2");
    assert!(article.contains("canvas &amp; its frame (width &lt; height)"), "{article}");
    assert!(article.contains("href=\"https://harbor.example/bridge\""));
    assert!(!article.contains("javascript:"), "{article}");
}

#[test]
fn only_this_machine_is_answered() {
    let served = served();
    let port = served.port;
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(served.ask("GET", "/", &format!("{host}:{port}")).status, 200, "{host}");
    }
    let hosts = [
        "example.org",
        "127.0.0.1.example.org",
        "localhost.",
        "",
        "127.0.0.1@example.org",
        "0.0.0.0",
    ];
    for host in hosts.map(|host| format!("{host}:{port}")).iter().chain(&["localhost".into()]) {
        let answer = served.ask("GET", "/editions/1", host);
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("bridge"));
    }
    assert_eq!(served.ask("GET", "http://example.org/", &format!("localhost:{port}")).status, 421);
    assert!(served.raw("GET / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 421"));
    let twice = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: example.org\r\n\r\n");
    assert!(served.raw(twice).starts_with("HTTP/1.1 4"));
}

#[test]
fn pages_are_only_read() {
    let served = served();
    let host = format!("localhost:{}", served.port);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"] {
        let target = if method == "CONNECT" { host.as_str() } else { "/" };
        let answer = served.ask(method, target, &host);
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.head.contains("allow: get, head"), "{}", answer.head);
    }
    let (head, get) = (served.ask("HEAD", "/", &host), served.ask("GET", "/", &host));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert!(head.head.contains(&format!("content-length: {}", get.body.len())), "{}", head.head);
}

#[test]
fn addresses_are_no_paths() {
    let served = served();
    let hostile = [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/editions/../1",
        "/editions/1/..",
        "/editions/1%00",
        "/editions/%31",
        "/editions/01",
        "/editions/-1",
        "/editions/1;x",
        "/editions/999",
        "/topics/999",
        "/articles/999",
        "/editions/9223372036854775808",
        "/articles/1.html",
        "//articles/1",
        "/favicon.ico",
        "/?page=100001",
        "/editions",
    ];
    for target in hostile {
        let answer = served.get(target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(!answer.body.contains(served.folder.state().to_str().unwrap()));
    }
    for target in ["/?page=0", "/?page=x", "/articles?before=1'", "/articles/1?at=-1", "*"] {
        assert_eq!(served.get(target).status, 400, "{target}");
    }
    for target in ["/a\0b".to_owned(), format!("/{}", "x".repeat(100_000)), "/a b".into()] {
        let status = served.get(&target).status;
        assert!((400..500).contains(&status), "{status}");
    }
    let lines = "X: y\r\n".repeat(5_000);
    let long = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n{lines}\r\n", served.port);
    assert!(served.raw(long).starts_with("HTTP/1.1 4"));
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn every_answer_says_what_a_browser_may_do() {
    let served = served();
    let host = format!("localhost:{}", served.port);
    let answers = [
        served.get("/"),
        served.get("/editions/1"),
        served.get("/x"),
        served.get("/?page=0"),
        served.ask("POST", "/", &host),
        served.ask("GET", "/", "example.org"),
    ];
    for answer in answers {
        for line in [
            "content-security-policy: default-src 'none'; ",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
            "content-type: text/html; charset=utf-8",
        ] {
            assert!(answer.head.contains(line), "{line} in {}", answer.head);
        }
        assert!(!answer.body.contains("<script"));
    }
}

#[test]
fn others_may_write_meanwhile() {
    let served = served();
    let wednesday = TUESDAY.replace("2026-02-03", "2026-02-04").replace("third", "fourth");
    remember(&served.folder, &wednesday);
    assert!(served.page("/").contains("Wednesday 4 February 2026"));
    served.folder.run(&["history", "forget", "2026-02-04"]).exits(0);
    assert!(!served.page("/").contains("Wednesday 4 February 2026"));
    std::fs::write(served.folder.state().join("daybrief/daybrief.db"), "no database").unwrap();
    let answer = served.get("/");
    assert_eq!(answer.status, 500);
    assert!(!answer.body.contains("daybrief.db"), "{}", answer.body);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it() {
    for signal in ["-INT", "-TERM"] {
        let mut served = served();
        // Whoever is answered can be sure that the server listens to signals, too.
        served.page("/");
        let id = served.child.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(served.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn what_it_needs_is_said() {
    let folder = Folder::new();
    let run = folder.run(&["serve", "--port", "0"]).exits(3);
    assert!(run.stderr.contains("nothing is remembered yet (make a briefing with --remember"));
    let served = served();
    let run = served.folder.run(&["serve", "--port", &served.port.to_string()]).exits(2);
    let message = format!("port {}: another program uses it (try --port 0)", served.port);
    assert!(run.stderr.contains(&message), "{}", run.stderr);
}
