//! Addresses among the inputs, fetched before anything is read.

use std::convert::Infallible;

use crate::error::Warning;
use crate::fetch::{self, Client, Content, Request};
use crate::read::Input;
use crate::read::web;

/// Hosts that are asked at once.
const N_THREADS: usize = 8;

/// `inputs` with what their addresses answer in place of the addresses, and why some do not.
pub(crate) fn fetched(inputs: &[Input], options: &fetch::Options) -> (Vec<Input>, Vec<Warning>) {
    let asked: Vec<(usize, String)> =
        inputs.iter().enumerate().filter_map(|(at, input)| Some((at, address(input)?))).collect();
    if asked.is_empty() {
        return (inputs.to_vec(), Vec::new());
    }
    let client = Client::new(options);
    let mut answers: Vec<_> = inputs.iter().cloned().map(Ok).collect();
    let answer = |(_, url): &(usize, String)| match client.get(Request::new(url)) {
        Ok(fetched) => match fetched.content {
            Content::Answer { answer, .. } => Ok(Input::Answer(answer)),
            Content::NotModified => Err(Warning::new(url, "it is not sent again")),
        },
        Err(failure) => Err(Warning::new(url, failure.reason)),
    };
    let host = |(_, url): &(usize, String)| host(url);
    let done = |place: usize, answer: Result<_, String>| {
        let Some((at, url)) = asked.get(place) else { return Ok(()) };
        if let Some(known) = answers.get_mut(*at) {
            let bug = |bug| Err(Warning::new(url, bug));
            *known = answer.unwrap_or_else(bug);
        }
        Ok::<(), Infallible>(())
    };
    let Ok(()) = fetch::over_hosts(&asked, N_THREADS, host, answer, done);
    let (mut inputs, mut failed) = (Vec::new(), Vec::new());
    for answer in answers {
        match answer {
            Ok(input) => inputs.push(input),
            Err(warning) => failed.push(warning),
        }
    }
    (inputs, failed)
}

/// The host of an address, by which requests are kept apart.
pub(crate) fn host(url: &str) -> String {
    let url = web::address(url);
    url.as_ref().and_then(|url| url.host_str()).unwrap_or_default().to_owned()
}

/// The address that `input` is: a path that begins like one.
fn address(input: &Input) -> Option<String> {
    let Input::Path(path) = input else { return None };
    let text = path.to_str()?;
    let (scheme, _) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    is_web.then(|| text.to_owned())
}
