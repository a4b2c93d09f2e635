//! The archive as pages on loopback: what is remembered, read anew for every request, never
//! written.
//!
//! Nobody but a browser on the same machine is served: other addresses are not listened on, and a
//! `Host` that is not ours (a name that a stranger's page made point to this machine) is refused.
//! What the pages look like is decided in `render`.

mod http;
mod request;
mod page;
mod text;

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::path::PathBuf;

use crate::error::{Error, ErrorKind, reason};
use crate::render::Theme;
use crate::render::site::Site;

/// The port that is listened on where none is asked for.
pub const DEFAULT_PORT: u16 = 7878;

/// A server that has its port.
#[derive(Debug)]
pub struct Server {
    listeners: Vec<TcpListener>,
    port: u16,
}

/// What is served.
#[derive(Debug, Clone)]
pub struct Archive {
    store: PathBuf,
    site: Site,
    /// Is told what readers are not: why a page could not be shown.
    report: fn(&Error),
}

impl Archive {
    /// What is remembered in the file `store`, in the looks of `theme`; `report` is called when a
    /// page cannot be shown.
    ///
    /// # Errors
    /// Never with the templates that come with the program.
    pub fn new(store: PathBuf, theme: Theme, report: fn(&Error)) -> Result<Self, Error> {
        Ok(Self { store, site: Site::new(theme)?, report })
    }
}

/// Takes `port` on both loopback addresses, any free one for 0. Where the machine has no IPv6, or
/// the port is taken there, the other address does.
///
/// # Errors
/// The port is taken or may not be used.
pub fn bind(port: u16) -> Result<Server, Error> {
    let failed = |error: io::Error| {
        let reason = match error.kind() {
            io::ErrorKind::AddrInUse => "another program uses it (try --port 0)".into(),
            io::ErrorKind::PermissionDenied => "permission denied (try --port 0)".into(),
            _ => reason(&error),
        };
        Error::new(ErrorKind::Usage, format!("port {port}"), reason).caused_by(error)
    };
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
    let port = first.local_addr().map_err(failed)?.port();
    let mut listeners = vec![first];
    listeners.extend(TcpListener::bind((Ipv6Addr::LOCALHOST, port)));
    for listener in &listeners {
        listener.set_nonblocking(true).map_err(failed)?;
    }
    Ok(Server { listeners, port })
}

impl Server {
    /// The address of its first page.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves `archive` until the process is asked to end (INT or TERM).
    ///
    /// # Errors
    /// The system has no resources for it.
    pub fn run(self, archive: Archive) -> Result<(), Error> {
        let place = format!("port {}", self.port);
        http::run(self.listeners, self.port, archive)
            .map_err(|error| Error::new(ErrorKind::Usage, place, reason(&error)).caused_by(error))
    }
}
