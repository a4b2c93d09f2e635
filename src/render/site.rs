//! The pages of an archive that is served: what was remembered, as `serve` found it, to HTML.
//!
//! They share the style sheet, the phrases and the helpers of a briefing's page, and an edition is
//! that very page with links around it. Their templates are no contract: only those of formats can
//! be replaced.

use handlebars::Handlebars;
use serde::Serialize;

use super::source::{self, STYLE};
use super::template::Mode;
use super::{Citations, Format, Template, Theme, escape, failure, helper};
use crate::error::Error;
use crate::model::{Briefing, Language};

macro_rules! pages {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!("../../templates/serve/", $name, ".hbs")))),*]
    };
}

/// The templates by name.
const PAGES: &[(&str, &str)] = pages![
    "layout", "index", "topics", "topic", "articles", "article", "search", "refusal", "around",
    "archived", "looks"
];

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All editions.
    Index,
    /// All topics over the days.
    Topics,
    /// One of them.
    Topic,
    /// All articles.
    Articles,
    /// One of them, with its text.
    Article,
    /// What words were found in.
    Search,
    /// That there is nothing to show.
    Refusal,
}

impl View {
    fn template(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Topics => "topics",
            Self::Topic => "topic",
            Self::Articles => "articles",
            Self::Article => "article",
            Self::Search => "search",
            Self::Refusal => "refusal",
        }
    }
}

/// A page, and the policy that a browser is to hold it to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The whole page.
    pub html: String,
    /// What it may load and where its form may lead: its own style sheet, its own server.
    pub policy: String,
}

/// The templates of the pages, read once.
#[derive(Debug, Clone)]
pub struct Site {
    registry: Handlebars<'static>,
    template: Template,
}

impl Site {
    /// The pages in the looks of `theme`.
    ///
    /// # Errors
    /// Never with the templates that come with the program.
    pub fn new(theme: Theme) -> Result<Self, Error> {
        let mut registry = Handlebars::new();
        registry.set_prevent_indent(true);
        registry.register_escape_fn(escape::html);
        let builtin = source::builtin(Format::Html);
        let style = builtin.get(STYLE).map_or("", |source| &source.text);
        for &(name, text) in PAGES.iter().chain(&[(STYLE, style)]) {
            registry
                .register_template_string(name, text)
                .map_err(|error| failure(error.to_string()))?;
        }
        Ok(Self { registry, template: Template::builtin(Format::Html).themed(theme) })
    }

    /// The page `view` of `value`, for readers of `language`.
    ///
    /// # Errors
    /// When `value` does not hold what the page shows.
    pub fn page(
        &self,
        view: View,
        language: Option<Language>,
        value: &impl Serialize,
    ) -> Result<Page, Error> {
        let mut registry = self.helped(language);
        let theme = self.template.theme().style(Format::Html);
        let style = written(&registry, "looks", value)? + theme;
        let policy = policy(&style);
        helper::register_style(&mut registry, style);
        Ok(Page { html: written(&registry, view.template(), value)?, policy })
    }

    /// The page of `briefing`, with links to what `links` knows of its neighbors, topics and
    /// articles.
    ///
    /// # Errors
    /// When `links` does not hold what the page shows.
    pub fn edition(&self, briefing: &Briefing, links: &impl Serialize) -> Result<Page, Error> {
        let page = super::briefing(briefing, &self.template)?;
        let style = self.template.render_part(STYLE, briefing, Mode::Lenient)?;
        let registry = self.helped(briefing.language);
        let around = written(&registry, "around", links)?;
        let archived = written(&registry, "archived", links)?;
        // Both tags are ours: what articles say is escaped, and cannot open or close one.
        let body = page.find("<body>").unwrap_or_default();
        let header = page.get(body..).and_then(|rest| rest.find("<header")).map(|at| body + at);
        let main = page.rfind("</main>").filter(|main| header.is_some_and(|header| header < *main));
        let (Some(header), Some(main)) = (header, main) else {
            return Err(failure("the page has no header and main"));
        };
        let part = |from, to| page.get(from..to).unwrap_or_default();
        let (head, middle, tail) = (part(0, header), part(header, main), part(main, page.len()));
        let html = [head, &around, middle, &archived, tail].concat();
        Ok(Page { html, policy: policy(&style) })
    }

    /// The templates with the helpers for readers of `language`.
    fn helped(&self, language: Option<Language>) -> Handlebars<'static> {
        let mut registry = self.registry.clone();
        let nothing = Briefing { language, ..Briefing::default() };
        let value = serde_json::Value::Null;
        helper::register(&mut registry, Format::Html, Citations::default(), &nothing, &value);
        registry
    }
}

fn written(registry: &Handlebars, name: &str, value: &impl Serialize) -> Result<String, Error> {
    registry.render(name, value).map_err(|error| failure(error.to_string()))
}

/// A policy for a page whose form leads to its own server.
fn policy(style: &str) -> String {
    let own = helper::policy(style).replace("form-action 'none'", "form-action 'self'");
    own.replace("img-src data:; ", "") + "; frame-ancestors 'none'"
}
