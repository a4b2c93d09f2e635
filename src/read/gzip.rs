//! Gzip around any other format: unpacked while it is read, then told and read like the rest.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;

use super::draft::Named;
use super::input::{BOMB, is_bomb};

/// What `stream` unpacks to, all its members in a row, under the name that it has without `.gz`.
///
/// Reading it fails where it is damaged, cut off, or a bomb.
pub(super) fn unpacked<'a>(
    stream: impl BufRead + 'a,
    named: &Named,
) -> (Box<dyn BufRead + 'a>, Named) {
    let n_in = Rc::new(Cell::new(0));
    let counted = Counted { stream, n_read: Rc::clone(&n_in) };
    let unpacked = Unpacked { stream: MultiGzDecoder::new(counted), n_in, n_out: 0 };
    (Box::new(BufReader::new(unpacked)), inner(named))
}

/// The name of what is in the file that is `named`.
fn inner(named: &Named) -> Named {
    if !matches!(named.extension.as_str(), "gz" | "gzip") {
        return named.clone();
    }
    let Named { extension, stem, .. } = Named::file(&named.stem);
    if extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Named { extension, stem, ..named.clone() }
    } else {
        Named { extension: String::new(), ..named.clone() }
    }
}

/// A stream, and how much of it was used.
struct Counted<S> {
    stream: S,
    n_read: Rc<Cell<u64>>,
}

impl<S: BufRead> BufRead for Counted<S> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.fill_buf()
    }

    fn consume(&mut self, n_bytes: usize) {
        self.n_read.update(|n_read| n_read + n_bytes as u64);
        self.stream.consume(n_bytes);
    }
}

impl<S: BufRead> Read for Counted<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_read = self.stream.read(buffer)?;
        self.n_read.update(|n_before| n_before + n_read as u64);
        Ok(n_read)
    }
}

/// What comes out, watched against what went in.
struct Unpacked<S> {
    stream: MultiGzDecoder<Counted<S>>,
    n_in: Rc<Cell<u64>>,
    n_out: u64,
}

impl<S: BufRead> Read for Unpacked<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let damaged = |error: io::Error| {
            let reason = match error.kind() {
                io::ErrorKind::UnexpectedEof => "its gzip data are cut off (copy it again)",
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                    "its gzip data are damaged (copy it again)"
                }
                _ => return error,
            };
            io::Error::other(reason)
        };
        let n_read = self.stream.read(buffer).map_err(damaged)?;
        self.n_out += n_read as u64;
        if is_bomb(self.n_in.get(), self.n_out) {
            return Err(io::Error::other(BOMB));
        }
        Ok(n_read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_inside_tells_the_format() {
        let cases = [
            ("in/call.txt.gz", "call", "txt"),
            ("call.gz", "call", ""),
            ("in/call.warc.gz", "call", "warc"),
            ("call.json", "call", "json"),
            ("v1. 2 call.gz", "v1. 2 call", ""),
        ];
        for (name, stem, extension) in cases {
            let inner = inner(&Named::file(name));
            assert_eq!((inner.stem.as_str(), inner.extension.as_str()), (stem, extension));
            assert_eq!((inner.input.as_str(), inner.path.as_deref()), (name, Some(name)));
        }
    }
}
