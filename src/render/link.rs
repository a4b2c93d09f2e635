//! Addresses that may leave: http and https with a host, written anew.
//!
//! Escaping alone does not make a link safe (`javascript:` holds no character to escape), so that
//! an address is parsed and printed from its parts, or not printed at all.

use std::fmt::Write as _;

use url::Url;

/// `address` written anew, every character that means something to HTML or Markdown
/// percent-encoded; `None` unless it is http or https with a host. A user name and a password in
/// it, which only serve to deceive readers, are dropped.
///
/// ```
/// use daybrief::render::link;
/// assert_eq!(link::safe("HTTPS://Example.org/a b(1)"), Some("https://example.org/a%20b%281%29".into()));
/// assert_eq!(link::safe("javascript:alert(1)"), None);
/// ```
pub fn safe(address: &str) -> Option<String> {
    let mut url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let mut out = String::with_capacity(url.as_str().len());
    for c in url.as_str().chars() {
        // The brackets of an IPv6 host stay; the parser leaves none elsewhere that would matter
        // inside `<…>` or a quoted attribute.
        if "$()<>\"'`\\|*^{} ".contains(c) || c.is_control() {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Some(out)
}
