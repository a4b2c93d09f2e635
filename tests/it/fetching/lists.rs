//! Lists of feeds in OPML, in and out.

use std::fmt::Write;

use super::server::Server;
use super::{folder, list};
use crate::program::Folder;

#[test]
fn a_list_of_500_feeds_comes_out_as_it_went_in() {
    let folder = Folder::new();
    let mut opml = String::from("<opml version=\"2.0\"><body>\n");
    for n_folder in 0..20 {
        let _ = writeln!(opml, "<outline text=\"News &amp; {n_folder}\"><outline text=\"Deep\">");
        for n in 0..25 {
            let _ = writeln!(
                opml,
                "<outline type=\"rss\" text=\"Paper &lt;{n_folder}.{n}&gt;\" htmlUrl=\"https://p{n}.example/\" \
                 xmlUrl=\"https://p{n}.example/feed?a={n_folder}&amp;b=1\"/>"
            );
        }
        opml.push_str("</outline></outline>\n");
    }
    opml.push_str("</body></opml>\n");
    folder.put("in.opml", &opml);
    assert_eq!(folder.run(&["feeds", "import", "in.opml"]).exits(0).stdout, "500 feeds added\n");
    let first = folder.run(&["feeds", "export"]).exits(0).stdout;
    let feeds = list(&folder);
    assert_eq!(feeds.as_array().unwrap().len(), 500);
    assert_eq!(feeds[30]["title"], "Paper <1.5>");
    assert_eq!(feeds[30]["url"], "https://p5.example/feed?a=1&b=1");
    assert_eq!(feeds[30]["category"], "News & 1/Deep");
    assert_eq!(feeds[30]["site"], "https://p5.example/");
    let again = folder.run(&["feeds", "import", "in.opml"]).exits(0);
    assert_eq!(again.stdout, "0 feeds added, 500 there already\n");
    let other = Folder::new();
    other.run_with(&["feeds", "import", "-"], &first).exits(0);
    other.run(&["feeds", "export", "-o", "out.opml"]).exits(0);
    assert_eq!(other.get("out.opml"), first);
    assert_eq!(list(&other), feeds);
}

#[test]
fn what_is_read_in_full_stays_so_on_the_way() {
    let folder = Folder::new();
    let urls = ["https://a.example/", "https://b.example/"];
    folder.run(&["feeds", "add", "--no-check", "--full-text", urls[0]]).exits(0);
    folder.run(&["feeds", "add", "--no-check", urls[1]]).exits(0);
    folder.run(&["feeds", "export", "-o", "out.opml"]).exits(0);
    let other = Folder::new();
    other.run_with(&["feeds", "import", "-"], folder.get("out.opml")).exits(0);
    let feeds = list(&other);
    assert_eq!((&feeds[0]["full_text"], &feeds[1]["full_text"]), (&true.into(), &false.into()));
    // One that is there already is changed, as by `feeds add --full-text`.
    let third = Folder::new();
    third.run(&["feeds", "add", "--no-check", urls[0], urls[1]]).exits(0);
    let run = third.run_with(&["feeds", "import", "-"], folder.get("out.opml")).exits(0);
    assert_eq!(run.stdout, "0 feeds added, 1 in full from now on, 1 there already\n");
}

#[test]
fn doubles_and_bad_entries_are_counted() {
    let folder = Folder::new();
    folder.put(
        "in.opml",
        "<opml><body><outline text='A' xmlUrl='https://a.example/f'/>\
         <outline text='A2' xmlUrl='HTTPS://A.example/f#top'/><outline text='B' xmlUrl='ftp://b.example/'/>\
         <outline text='C' xmlUrl='javascript:alert(1)'/><outline xmlUrl='https://d.example/'/>\
         </body></opml>",
    );
    let run = folder.run(&["feeds", "import", "in.opml"]).exits(0);
    assert_eq!(run.stdout, "2 feeds added, 1 named twice, 2 left out\n");
    assert!(run.stderr.contains("in.opml: ftp://b.example/: no http or https address, left out"));
    assert_eq!(list(&folder)[1]["title"], serde_json::Value::Null);
    let none = folder.run(&["feeds", "import", "no.opml"]).exits(3);
    assert_eq!(none.stderr, "error: cannot read no.opml: no such file\n");
    folder.put("rss.opml", "<rss/>");
    let wrong = folder.run(&["feeds", "import", "rss.opml"]).exits(3);
    assert_eq!(wrong.stderr, "error: cannot read rss.opml: it is no OPML\n");
}

#[test]
fn a_feed_is_named_by_its_address_or_title() {
    let server = Server::new(|_, to| super::send(to, "200 OK", &[], super::feed("harbor", 1)));
    let folder = folder(&server);
    folder.run(&["feeds", "add", &server.url("/a"), &server.url("/b")]).exits(0);
    let unknown = folder.run(&["feeds", "rm", "The Other Post"]).exits(2);
    assert!(unknown.stderr.contains("no feed of that address or title"), "{unknown:?}");
    let one = folder.run(&["feeds", "fetch", &server.url("/b")]).exits(0);
    assert_eq!(one.stdout, "1 new article, 1 feed fetched\n");
    assert_eq!(folder.run(&["feeds", "rm", &server.url("/a")]).exits(0).stdout, "1 feed removed\n");
    let text = folder.run(&["feeds", "list"]).exits(0).stdout;
    assert!(
        text.starts_with(&format!("ok      {}  The harbor Post\n", server.url("/b"))),
        "{text}"
    );
}

#[test]
fn without_feeds_every_command_says_so() {
    let folder = Folder::new();
    for command in ["fetch", "check"] {
        let run = folder.run(&["feeds", command]).exits(3);
        assert_eq!(
            run.stderr,
            "error: cannot read any feed: there is none yet (add one: daybrief feeds add URL)\n"
        );
    }
    folder.run(&["feeds", "list"]).exits(3);
    folder.run(&["feeds", "export"]).exits(3);
    let run = folder.run(&["feeds", "add", "example.org/feed"]).exits(1);
    assert_eq!(
        run.stderr,
        "error: cannot fetch example.org/feed: no http or https address (give the whole: https://example.org/feed)\n"
    );
    folder.run(&["feeds", "add", "--no-check", "nonsense"]).exits(1);
}
