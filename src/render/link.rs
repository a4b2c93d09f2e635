//! Addresses that may leave: http and https with a host, written anew.
//!
//! Escaping alone does not make a link safe (`javascript:` holds no character to escape), so that
//! an address is parsed and printed from its parts, or not printed at all.

use std::fmt::Write as _;

use url::Url;

/// Words up to which a passage is named whole.
const WHOLE_WORDS: usize = 10;
/// Words that name either end of a longer one.
const EDGE_WORDS: usize = 4;

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

/// `address`, written anew, with a text fragment that leads a browser to `words`; `None` unless the
/// address is safe and there are words.
///
/// Longer passages are named by their first and last words. Source: the text fragments of the Web
/// Incubator Community Group's *URL Fragment Text Directives*, `#:~:text=start,end`.
///
/// ```
/// use daybrief::render::link;
/// let link = link::to_words("https://example.org/a", "So-called rain, it fell.");
/// assert_eq!(link.as_deref(), Some("https://example.org/a#:~:text=So%2Dcalled%20rain%2C%20it%20fell%2E"));
/// ```
pub fn to_words(address: &str, words: &str) -> Option<String> {
    let mut url = Url::parse(address.trim()).ok()?;
    url.set_fragment(None);
    let page = safe(url.as_str())?;
    let words: Vec<&str> = words.split_whitespace().collect();
    let encoded = |words: &[&str]| {
        let mut out = String::new();
        for byte in words.join(" ").bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    };
    let fragment = match words.len() {
        0 => return None,
        n if n <= WHOLE_WORDS => encoded(&words),
        n => format!("{},{}", encoded(&words[..EDGE_WORDS]), encoded(&words[n - EDGE_WORDS..])),
    };
    Some(format!("{page}#:~:text={fragment}"))
}
