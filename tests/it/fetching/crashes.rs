//! Runs that are killed, and runs at once: no article lost, no half state, the next run works.

use std::process::Stdio;
use std::time::Duration;

use super::server::{Server, feed, send};
use super::{fetch, folder, list, n_articles};

/// Feeds, and articles of each.
const N_FEEDS: usize = 12;
const N_ARTICLES: usize = 25;

/// A server of feeds `/0`, `/1`, … that sends `304` to those who have them.
fn server() -> Server {
    Server::new(|asked, to| {
        if asked.head.contains("if-none-match: \"one\"") {
            return send(to, "304 Not Modified", &[], "");
        }
        let name = format!("town{}", asked.path.trim_start_matches('/'));
        send(to, "200 OK", &["ETag: \"one\""], feed(&name, N_ARTICLES));
    })
}

fn with_feeds(server: &Server) -> crate::program::Folder {
    let folder = folder(server);
    let urls: Vec<String> = (0..N_FEEDS).map(|n| server.url(&format!("/{n}"))).collect();
    let args =
        [&["feeds", "add", "--no-check"][..], &urls.iter().map(String::as_str).collect::<Vec<_>>()];
    folder.run(&args.concat()).exits(0);
    // Slow machines need their time.
    folder
        .put("daybrief.toml", folder.get("daybrief.toml").replace("timeout = 0.8", "timeout = 60"));
    folder
}

/// The next number of a simple generator, for the moments of the kills.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

/// How many runs are killed; the variable is for long tests by hand.
fn n_kills() -> usize {
    std::env::var("DAYBRIEF_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(10)
}

#[test]
fn a_fetch_killed_at_any_moment_loses_nothing() {
    let server = server();
    let mut seed = 7;
    let mut n_halfway = 0;
    let mut killed = with_feeds(&server);
    let mut n_before = 0;
    for _ in 0..n_kills() {
        let mut command = killed.command(&["feeds", "fetch", "--force"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(next(&mut seed) % 400));
        let _ = child.kill();
        child.wait().unwrap();
        let health = killed.run(&["doctor", "-f", "json"]).exits(0).json();
        assert_eq!(health["faults"], serde_json::json!([]));
        // A feed has all of its articles and its version, or neither.
        for feed in list(&killed).as_array().unwrap() {
            let is_read = feed["etag"] == "\"one\"";
            let expected = if is_read { N_ARTICLES } else { 0 };
            assert_eq!(feed["articles"], expected, "{feed}");
        }
        let n_now = n_articles(&killed);
        assert!(n_now >= n_before, "{n_now} after {n_before}");
        n_before = n_now;
        if n_now > 0 && n_now < (N_FEEDS * N_ARTICLES) as u64 {
            n_halfway += 1;
        }
        if n_now == (N_FEEDS * N_ARTICLES) as u64 {
            (killed, n_before) = (with_feeds(&server), 0);
        }
    }
    println!("{} kills, {n_halfway} of them halfway", n_kills());
    fetch(&killed).exits(0);
    assert_eq!(n_articles(&killed), (N_FEEDS * N_ARTICLES) as u64);
}

#[test]
fn eight_fetches_at_once_store_everything_once() {
    let server = server();
    let folder = with_feeds(&server);
    let children: Vec<_> = (0..8)
        .map(|_| {
            let mut command = folder.command(&["feeds", "fetch", "--force"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut n_new = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        n_new += said.split(' ').next().unwrap().parse::<usize>().unwrap();
    }
    assert_eq!(n_new, N_FEEDS * N_ARTICLES);
    assert_eq!(n_articles(&folder), (N_FEEDS * N_ARTICLES) as u64);
}
