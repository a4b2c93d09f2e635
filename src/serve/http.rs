//! Requests over HTTP/1.1 to answers: limits on time, size and number, and the headers of every
//! answer. Each connection carries one request.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener as Listener;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;
use tokio::{task, time};

use super::request::{self, Refusal, Route};
use super::{Archive, page};
use crate::render::site::{Page, View};

/// How long a browser may take to send the head of its request.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a connection may last, its answer included.
const TIME: Duration = Duration::from_mins(1);
/// Bytes that the head of a request may have.
const MAX_HEAD: usize = 16 << 10;
/// Lines that it may have.
const MAX_HEADERS: usize = 64;
/// Connections at a time; further ones wait.
const MAX_CONNECTIONS: usize = 64;
/// Pages that are made at a time.
const MAX_WORKERS: usize = 4;
/// How long pages being made are waited for at the end.
const END: Duration = Duration::from_secs(2);

/// The policy of answers that hold nothing.
const BARE_POLICY: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Serves `archive` on `listeners`, which all have `port`, until the process is asked to end.
pub(super) fn run(listeners: Vec<Listener>, port: u16, archive: Archive) -> io::Result<()> {
    let runtime =
        Builder::new_current_thread().enable_all().max_blocking_threads(MAX_WORKERS).build()?;
    let archive = Arc::new(archive);
    let slots = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let ended: io::Result<()> = runtime.block_on(async {
        for listener in listeners {
            let listener = TcpListener::from_std(listener)?;
            task::spawn(accept(listener, port, Arc::clone(&archive), Arc::clone(&slots)));
        }
        end().await
    });
    runtime.shutdown_timeout(END);
    ended
}

/// Ends when the process is asked to.
#[cfg(unix)]
async fn end() -> io::Result<()> {
    use std::task::Poll;

    use tokio::signal::unix::{SignalKind, signal};
    let mut signals = [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?];
    std::future::poll_fn(move |context| {
        let is_ended = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
        if is_ended { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    Ok(())
}

#[cfg(not(unix))]
async fn end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

async fn accept(listener: TcpListener, port: u16, archive: Arc<Archive>, slots: Arc<Semaphore>) {
    while let Ok(slot) = Arc::clone(&slots).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let archive = Arc::clone(&archive);
                task::spawn(async move {
                    // A browser that hangs or has gone is no concern of anybody.
                    let _ = time::timeout(TIME, connection(stream, port, archive)).await;
                    drop(slot);
                });
            }
            // Out of files, most likely; connections that end will free some.
            Err(_) => time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(
    stream: TcpStream,
    port: u16,
    archive: Arc<Archive>,
) -> Result<(), hyper::Error> {
    let service = service_fn(move |request| {
        let archive = Arc::clone(&archive);
        async move { Ok::<_, Infallible>(answer(&request, port, archive).await) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(MAX_HEAD)
        .max_headers(MAX_HEADERS)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service)
        .await
}

async fn answer(
    request: &Request<Incoming>,
    port: u16,
    archive: Arc<Archive>,
) -> Response<Full<Bytes>> {
    let route = match request::route(request, port) {
        Ok(route) => route,
        Err(refusal) => return refused(refusal, &archive),
    };
    // Whoever makes pages waits for the file; the browsers of others must not.
    let own = Arc::clone(&archive);
    let made = task::spawn_blocking(move || made(&route, &own)).await;
    match made.unwrap_or(Err(Refusal::Failed)) {
        Ok(Page { html, policy }) => response(StatusCode::OK, html, &policy),
        Err(refusal) => refused(refusal, &archive),
    }
}

fn made(route: &Route, archive: &Archive) -> Result<Page, Refusal> {
    match page::page(route, archive) {
        Ok(Some(page)) => Ok(page),
        Ok(None) => Err(Refusal::NotFound),
        Err(error) => {
            (archive.report)(&error);
            Err(Refusal::Failed)
        }
    }
}

/// A page that says what is wrong, and nothing of this machine.
fn refused(refusal: Refusal, archive: &Archive) -> Response<Full<Bytes>> {
    let (status, message) = match refusal {
        Refusal::Host => (StatusCode::MISDIRECTED_REQUEST, "This is not the server you asked for."),
        Refusal::Method => (StatusCode::METHOD_NOT_ALLOWED, "Pages can only be read here."),
        Refusal::Malformed => (StatusCode::BAD_REQUEST, "This is no address of a page."),
        Refusal::NotFound => (StatusCode::NOT_FOUND, "There is no such page."),
        Refusal::Failed => {
            (StatusCode::INTERNAL_SERVER_ERROR, "The page cannot be shown; the terminal says why.")
        }
    };
    let value = json!({"title": status.as_u16().to_string(), "message": message});
    let page = archive.site.page(View::Refusal, None, &value);
    let Page { html, policy } = page.unwrap_or_else(|error| {
        (archive.report)(&error);
        Page { html: String::new(), policy: BARE_POLICY.into() }
    });
    let mut response = response(status, html, &policy);
    if refusal == Refusal::Method {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// An answer with the headers that all have.
fn response(status: StatusCode, html: String, policy: &str) -> Response<Full<Bytes>> {
    const FIXED: [(HeaderName, &str); 6] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    let mut response = Response::new(Full::new(Bytes::from(html)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // A policy holds a hash in base64 and words of ours; all of them fit.
    let policy = HeaderValue::from_str(policy);
    let policy = policy.unwrap_or(HeaderValue::from_static(BARE_POLICY));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
