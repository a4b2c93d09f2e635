//! A server on loopback whose every answer a test writes itself, byte by byte.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server; it answers as long as the test runs.
pub(crate) struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// What a client asked for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The path, with its query.
    pub(crate) path: String,
    /// The whole head in lower case.
    pub(crate) head: String,
}

impl Server {
    /// A server that lets `answer` write what it likes to each client.
    pub(crate) fn new(answer: impl Fn(&Asked, &mut dyn Write) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        Self::on(listener, move |stream, note| {
            let Some(asked) = asked(&mut &*stream) else { return };
            note(asked.clone());
            answer(&asked, &mut &*stream);
        })
    }

    /// A server that lets `serve` have the streams themselves.
    pub(crate) fn on(
        listener: TcpListener,
        serve: impl Fn(&TcpStream, &dyn Fn(Asked)) + Send + Sync + 'static,
    ) -> Self {
        let port = listener.local_addr().unwrap().port();
        let all: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (serve, seen) = (Arc::new(serve), Arc::clone(&all));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (serve, seen) = (Arc::clone(&serve), Arc::clone(&seen));
                thread::spawn(move || serve(&stream, &|asked| seen.lock().unwrap().push(asked)));
            }
        });
        Self { port, asked: all }
    }

    /// The address of `path` on it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Its host and port.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// What was asked for so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The paths asked for so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }
}

/// The request that `stream` sends; `None` where it sends none.
pub(crate) fn asked(stream: &mut dyn Read) -> Option<Asked> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1)?.to_owned();
    Some(Asked { path, head: head.to_lowercase() })
}

/// Writes an answer with its right length. That the client has gone away is no failure.
pub(crate) fn send(to: &mut dyn Write, status: &str, headers: &[&str], body: impl AsRef<[u8]>) {
    let body = body.as_ref();
    let mut head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        head.push_str(header);
        head.push_str("\r\n");
    }
    head.push_str("Connection: close\r\n\r\n");
    let _ = to.write_all(head.as_bytes()).and_then(|()| to.write_all(body));
}

/// A feed of `n` articles, which `name` makes different from those of others.
pub(crate) fn feed(name: &str, n: usize) -> String {
    let mut items = String::new();
    for at in 1..=n {
        let _ = write!(
            items,
            "<item><title>{name} {at}</title><link>https://{name}.example/{at}</link>\
             <pubDate>Wed, 04 Feb 2026 07:{:02}:00 +0000</pubDate>\
             <description>The council of {name} met for the {at}th time on Wednesday. It spoke of \
             the bridge and of the harbor, and will meet again next week.</description></item>",
            at % 60
        );
    }
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The {name} Post</title>\
         <link>https://{name}.example/</link>{items}</channel></rss>"
    )
}
