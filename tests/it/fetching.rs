//! `daybrief feeds` and addresses as inputs, against servers on loopback that answer as servers do:
//! well, oddly, or with bad intent.

mod answers;
mod crashes;
mod lists;
pub(crate) mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::program::{Folder, Run};
use server::{Server, feed, send};

/// A folder in which `server` may be asked.
fn folder(server: &Server) -> Folder {
    let folder = Folder::new();
    let host = server.host();
    folder.put(
        "daybrief.toml",
        format!("[fetch]\nprivate_hosts = [\"{host}\"]\ntimeout = 0.8\nconnect_timeout = 0.5\n"),
    );
    folder
}

/// A folder with the feed at `path` of `server`, unseen.
fn with_feed(server: &Server, path: &str) -> Folder {
    let folder = folder(server);
    folder.run(&["feeds", "add", "--no-check", &server.url(path)]).exits(0);
    folder
}

/// Fetches all feeds, whether they are due or not.
fn fetch(folder: &Folder) -> Run {
    folder.run(&["feeds", "fetch", "--force"])
}

/// The feeds as the list has them.
fn list(folder: &Folder) -> Value {
    folder.run(&["feeds", "list", "-f", "json"]).json()
}

/// Articles that are stored.
fn n_articles(folder: &Folder) -> u64 {
    folder.run(&["doctor", "-f", "json"]).exits(0).json()["articles"].as_u64().unwrap()
}

#[test]
fn a_feed_is_added_fetched_and_told_of() {
    let server = Server::new(|_, to| send(to, "200 OK", &[], feed("harbor", 3)));
    let folder = folder(&server);
    let added = folder.run(&["feeds", "add", &server.url("/feed")]).exits(0);
    assert_eq!(added.stdout, format!("added: {}  The harbor Post\n", server.url("/feed")));
    let again = folder.run(&["feeds", "add", &server.url("/feed")]).exits(0);
    assert!(again.stdout.starts_with("there already: "), "{}", again.stdout);
    let checked = folder.run(&["feeds", "check", "-f", "json"]).exits(0).json();
    assert_eq!((&checked[0]["articles"], &checked[0]["new"]), (&3.into(), &3.into()));
    assert_eq!(n_articles(&folder), 0);
    let run = folder.run(&["feeds", "fetch"]).exits(0);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("3 new articles, 1 feed fetched\n", "")
    );
    assert_eq!(fetch(&folder).exits(0).stdout, "0 new articles, 1 feed fetched\n");
    let feeds = list(&folder);
    assert_eq!(feeds[0]["articles"], 3);
    assert_eq!(feeds[0]["site"], "https://harbor.example/");
    let checked = folder.run(&["feeds", "check", "-f", "json"]).exits(0).json();
    assert_eq!((&checked[0]["articles"], &checked[0]["new"]), (&3.into(), &0.into()));
    let removed = folder.run(&["feeds", "rm", "the HARBOR post"]).exits(0);
    assert_eq!(removed.stdout, "1 feed removed\n");
    assert_eq!(n_articles(&folder), 3);
}

#[test]
fn the_briefing_is_of_what_the_feeds_bring() {
    let server = Server::new(|_, to| send(to, "200 OK", &[], feed("harbor", 3)));
    let folder = with_feed(&server, "/feed");
    let args = ["make", "--date", "2026-02-04", "-f", "json"];
    let briefing = folder.run(&args).exits(0).json();
    assert_eq!(briefing["sources"][0]["outlet"], "The harbor Post");
    let offline = folder.run(&[&args[..], &["--offline"]].concat()).exits(0).json();
    assert_eq!(offline["sources"], briefing["sources"]);
    assert_eq!(server.paths().len(), 1);
}

#[test]
fn a_page_leads_to_its_feed() {
    let server = Server::new(|asked, to| match asked.path.as_str() {
        "/feed" => send(to, "200 OK", &[], feed("harbor", 1)),
        "/one" => send(
            to,
            "200 OK",
            &["Content-Type: text/html"],
            "<html><link rel=alternate type=application/rss+xml href=/feed></html>",
        ),
        "/two" => send(
            to,
            "200 OK",
            &["Content-Type: text/html"],
            "<html><link rel=alternate type=application/atom+xml href=feed title=News>\
             <link rel=alternate type=application/rss+xml href=/talk title=Talk></html>",
        ),
        _ => send(to, "200 OK", &["Content-Type: text/html"], "<html><p>None.</p></html>"),
    });
    let folder = folder(&server);
    let one = folder.run(&["feeds", "add", &server.url("/one"), "--folder", "News/World"]).exits(0);
    assert_eq!(one.stdout, format!("added: {}  The harbor Post\n", server.url("/feed")));
    assert_eq!(list(&folder)[0]["category"], "News/World");
    let two = folder.run(&["feeds", "add", &server.url("/two")]).exits(0);
    assert!(two.stdout.starts_with("there already"), "{two:?}");
    let others = format!(
        "it names 2 feeds; the first is taken, the others are {} (Talk)",
        server.url("/talk")
    );
    assert!(two.stderr.contains(&others), "{two:?}");
    let none = folder.run(&["feeds", "add", &server.url("/none")]).exits(1);
    assert!(none.stderr.contains("a web page that names no feed (give the address"), "{none:?}");
    let feeds = list(&folder);
    assert_eq!(feeds.as_array().unwrap().len(), 1);
}

/// The paragraphs of a page.
const PAGE: &str = "<p>It rained on the fair for three days, so that the stalls by the harbor, which \
    the town had set up for the whole month, were closed on Thursday evening.</p>\
    <p>The mayor said that the losses were small, that nobody was hurt, and that the fair would \
    open again as soon as the water was pumped out of the square.</p>\
    <p>Bakers, potters and weavers carried their goods into the old market hall, where they will \
    sell them until Sunday, as the council decided in the night.</p>";

#[test]
fn articles_are_read_in_full_where_that_is_asked_for() {
    let server = Server::new(|asked, to| match asked.path.as_str() {
        "/feed" => {
            let items: String = ["long", "short", "missing", "bare"]
                .map(|name| {
                    let teaser = if name == "bare" {
                        ""
                    } else {
                        "<description>The fair was closed.</description>"
                    };
                    format!("<item><title>{name}</title><link>/{name}</link>{teaser}</item>")
                })
                .concat();
            let feed = format!("<rss><channel><title>Fair Post</title>{items}</channel></rss>");
            send(to, "200 OK", &[], feed);
        }
        "/long" | "/bare" => {
            let page = format!(
                "<html><head><title>Rain</title></head><body><article><h1>Rain</h1>{PAGE}</article>\
                 </body></html>"
            );
            send(to, "200 OK", &["Content-Type: text/html"], page);
        }
        "/short" => send(to, "200 OK", &["Content-Type: text/html"], "<html><p>Log in.</p></html>"),
        _ => send(to, "404 Not Found", &[], ""),
    });
    let folder = folder(&server);
    folder.run(&["feeds", "add", "--full-text", &server.url("/feed")]).exits(0);
    let run = folder.run(&["feeds", "fetch"]).exits(0);
    assert_eq!(run.stdout, "4 new articles, 1 feed fetched\n");
    assert!(
        run.stderr
            .contains("/missing: 404 Not Found (check its address); the text of the feed is used"),
        "{run:?}"
    );
    let hits = folder.run(&["history", "search", "rained", "-f", "json"]).json();
    assert_eq!(hits.as_array().unwrap().len(), 2);
    let n_asked = server.paths().len();
    // What is stored is not fetched again.
    assert_eq!(fetch(&folder).exits(0).stdout, "0 new articles, 1 feed fetched\n");
    assert_eq!(server.paths()[n_asked..], ["/feed".to_owned()]);
}

/// Says of all articles of `folder` that they were stored long ago, as of the old ones of a store
/// in use.
fn age(folder: &Folder) {
    let database = rusqlite::Connection::open(folder.state().join("daybrief/daybrief.db")).unwrap();
    database.execute("UPDATE articles SET fetched = '2026-01-10T07:00:00Z'", []).unwrap();
}

#[test]
fn old_articles_that_no_edition_uses_go_and_do_not_come_back() {
    let n_items = Arc::new(AtomicUsize::new(3));
    let now = Arc::clone(&n_items);
    let server = Server::new(move |asked, to| match asked.path.as_str() {
        "/feed" | "/other" => {
            send(to, "200 OK", &[], feed("harbor", now.load(Ordering::SeqCst)));
        }
        _ => send(to, "404 Not Found", &[], ""),
    });
    let folder = with_feed(&server, "/feed");
    fetch(&folder).exits(0);
    age(&folder);
    // What an edition uses stays with it.
    let make = |day: &str, more: &[&str]| {
        let args = ["make", "--offline", "--date", day, "-f", "json"];
        folder.run(&[&args[..], more].concat())
    };
    let used = make("2026-02-04", &["--max-topics", "1"]).exits(0).json();
    let n_used = used["sources"].as_array().unwrap().len() as u64;
    assert!(n_used > 0);
    let forgotten = |day: &str| folder.run(&["history", "forget", "--before", day]);
    forgotten("2026-01-10").exits(3);
    assert_eq!(n_articles(&folder), 3, "the day itself is not before it");
    forgotten("2026-01-11");
    assert_eq!(n_articles(&folder), n_used);
    // With the edition goes the rest, now by keep_days.
    folder.put("daybrief.toml", folder.get("daybrief.toml") + "[history]\nkeep_days = 5\n");
    make("2026-02-14", &["--if-empty", "write"]).exits(0);
    assert_eq!(n_articles(&folder), 0);
    assert!(folder.run(&["history", "search", "council"]).stdout.is_empty());
    // The feed has them still, and so has another; neither brings them again.
    assert_eq!(fetch(&folder).exits(0).stdout, "0 new articles, 1 feed fetched\n");
    folder.run(&["feeds", "add", "--no-check", &server.url("/other")]).exits(0);
    assert_eq!(fetch(&folder).exits(0).stdout, "0 new articles, 2 feeds fetched\n");
    let checked = folder.run(&["feeds", "check", "-f", "json"]).exits(0).json();
    assert_eq!((&checked[0]["articles"], &checked[0]["new"]), (&3.into(), &0.into()));
    n_items.store(4, Ordering::SeqCst);
    assert_eq!(fetch(&folder).exits(0).stdout, "1 new article, 2 feeds fetched\n");
    // What no feed has any more is not remembered for ever.
    n_items.store(1, Ordering::SeqCst);
    fetch(&folder).exits(0);
    let database = rusqlite::Connection::open(folder.state().join("daybrief/daybrief.db")).unwrap();
    let n_left = "SELECT count(*) FROM forgotten_entries";
    let n_left: u32 = database.query_row(n_left, [], |row| row.get(0)).unwrap();
    assert_eq!(n_left, 2, "one entry of two feeds");
    folder.run(&["doctor"]).exits(0);
}

#[test]
fn no_page_of_a_forgotten_article_is_fetched_again() {
    let server = Server::new(|asked, to| {
        if asked.path == "/feed" {
            let item = "<item><title>Rain</title><link>/rain</link></item>";
            let feed = format!("<rss><channel><title>P</title>{item}</channel></rss>");
            return send(to, "200 OK", &[], feed);
        }
        let page = format!("<html><body><article><h1>Rain</h1>{PAGE}</article></body></html>");
        send(to, "200 OK", &["Content-Type: text/html"], page);
    });
    let folder = folder(&server);
    folder.run(&["feeds", "add", "--full-text", &server.url("/feed")]).exits(0);
    assert_eq!(fetch(&folder).exits(0).stdout, "1 new article, 1 feed fetched\n");
    age(&folder);
    let forgotten = folder.run(&["history", "forget", "--before", "2026-02-01"]).exits(0);
    assert_eq!(forgotten.stdout, "0 editions, 1 article forgotten\n");
    let n_asked = server.paths().len();
    assert_eq!(fetch(&folder).exits(0).stdout, "0 new articles, 1 feed fetched\n");
    assert_eq!(server.paths()[n_asked..], ["/feed".to_owned()]);
}

#[test]
fn an_address_is_an_input() {
    let server = Server::new(|asked, to| match asked.path.as_str() {
        "/feed" => send(to, "200 OK", &["Content-Type: application/rss+xml"], feed("harbor", 2)),
        "/text" => send(
            to,
            "200 OK",
            &["Content-Type: text/plain; charset=koi8-r"],
            b"\xf0\xd2\xc9\xd7\xc5\xd4.",
        ),
        _ => send(to, "404 Not Found", &[], ""),
    });
    let folder = folder(&server);
    let made = folder.run(&["make", &server.url("/feed"), "-f", "json"]).exits(0).json();
    assert_eq!(made["sources"].as_array().unwrap().len(), 2);
    assert_eq!(made["sources"][0]["url"], "https://harbor.example/1");
    let summary = folder.run(&["summarize", &server.url("/text"), "-f", "json"]).exits(0).json();
    assert_eq!(summary["topics"][0]["extracts"][0]["text"], "Привет.");
    assert_eq!(summary["sources"][0]["url"], server.url("/text"));
    let missing = folder.run(&["summarize", &server.url("/none")]).exits(3);
    assert_eq!(
        missing.stderr,
        format!("error: cannot read {}: 404 Not Found (check its address)\n", server.url("/none"))
    );
    let offline = folder.run(&["summarize", "--offline", &server.url("/text")]).exits(3);
    assert!(offline.stderr.contains("nothing is fetched offline"), "{offline:?}");
    assert_eq!(server.paths(), ["/feed", "/text", "/none"]);
}
