//! A clock that leaps between two runs, ahead or back: no article is lost, no feed waits for ever,
//! and nothing is forgotten for the sake of a day that has not come.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use super::calls::compiled;
use super::files;
use crate::fetching::server::{Server, send};
use crate::program::{Folder, Run, finished};

const DAY: i64 = 24 * 60 * 60;

/// A feed whose articles come one a run, an hour old by the real clock.
fn server(n_out: &Arc<AtomicU8>, status: &'static str) -> Server {
    let n_out = Arc::clone(n_out);
    Server::new(move |_, to| {
        // What is dated later than the moment at which a run begins is news for the next one.
        let hour = jiff::SignedDuration::from_hours(1);
        let published = jiff::Zoned::now().saturating_sub(hour);
        let published = published.strftime("%a, %d %b %Y %H:%M:%S %z").to_string();
        let item = |n: u8| {
            format!(
                "<item><title>Ferry {n}</title><link>https://post.example/{n}</link><pubDate>\
                 {published}</pubDate><description>Ferry number {n} of the harbor line sank in the \
                 bay of town {n}. All {n} passengers were saved by boats.</description></item>"
            )
        };
        let items: String = (1..=n_out.load(Ordering::SeqCst)).map(item).collect();
        let feed =
            format!("<rss version=\"2.0\"><channel><title>Post</title>{items}</channel></rss>");
        send(to, status, &[], feed);
    })
}

fn folder(server: &Server) -> Folder {
    let folder = Folder::new();
    // Slow machines need their time.
    let fetch = "timeout = 120\nconnect_timeout = 60\n[history]\nkeep_days = 30\n";
    let settings = format!("[fetch]\nprivate_hosts = [\"{}\"]\n{fetch}", server.host());
    folder.put("daybrief.toml", settings);
    folder.run(&["feeds", "add", "--no-check", &server.url("/feed")]).exits(0);
    folder
}

/// Runs `args` by a clock that is `shift` seconds ahead.
fn at(folder: &Folder, shift: i64, args: &[&str]) -> Run {
    static CLOCK: OnceLock<PathBuf> = OnceLock::new();
    let clock = CLOCK.get_or_init(|| compiled("clock", &["-shared", "-fPIC"]));
    let mut command: Command = folder.command(args);
    finished(command.env("LD_PRELOAD", clock).env("CLOCK_SHIFT", shift.to_string()))
}

fn titles(run: &Run) -> BTreeSet<String> {
    let briefing: Value = run.json();
    let sources = briefing["sources"].as_array().unwrap().iter();
    sources.map(|source| source["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_article_is_told_whatever_the_clock_says() {
    for leap in [400 * DAY, 2 * DAY, -2 * DAY, -20_000 * DAY] {
        let n_out = Arc::default();
        let server = server(&n_out, "200 OK");
        let folder = folder(&server);
        let mut told = BTreeSet::new();
        for shift in [0, leap, leap + DAY / 24, DAY, 2 * DAY] {
            n_out.fetch_add(1, Ordering::SeqCst);
            let before = files::stored(&folder);
            let run = at(&folder, shift, &["make", "-f", "json"]);
            assert!(run.code == Some(0) || shift < 0 && run.code == Some(3), "{leap}: {run:?}");
            if run.code == Some(0) {
                told.extend(titles(&run));
            }
            let after = files::stored(&folder);
            assert_eq!(after.articles, before.articles + 1, "{leap}, {shift}: {run:?}");
            assert!(
                before.editions.iter().all(|it| after.editions.contains(it)),
                "{leap}, {shift}"
            );
        }
        assert_eq!(told.len(), 5, "{leap}: {told:?}");
    }
}

#[test]
fn a_feed_that_failed_by_a_wrong_clock_is_asked_again() {
    let server = server(&Arc::default(), "500 Internal Server Error");
    let folder = folder(&server);
    let n_asked = || server.paths().len();
    at(&folder, 400 * DAY, &["feeds", "fetch"]).exits(1);
    let run = at(&folder, 400 * DAY, &["feeds", "fetch"]);
    assert_eq!(n_asked(), 1, "it waits: {run:?}");
    at(&folder, 0, &["feeds", "fetch"]).exits(1);
    assert_eq!(n_asked(), 2, "the clock is right again");
    at(&folder, 0, &["feeds", "fetch"]);
    assert_eq!(n_asked(), 2, "it waits as ever");
}
