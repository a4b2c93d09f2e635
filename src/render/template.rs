//! A set of templates that fit together: the built-in ones with the user's in their place.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use handlebars::{Context, Handlebars};

use super::source::{self, EXPLANATION, HEAT, MAIN, STYLE, Source, Sources};
use super::{
    Citations, Format, Markdown, Terminal, Theme, data, explanation, failure, helper, include,
    markdown, scan,
};
use crate::error::{Error, ErrorKind};
use crate::model::{Briefing, Explanation};

/// No page may become larger than this, whatever its template does.
const MAX_OUTPUT: usize = 64 << 20;

/// How a briefing is laid out.
///
/// A value of this type is safe to render with: its partials end, its blocks nest a few levels
/// only, and it cannot write article text unescaped.
#[derive(Debug, Clone)]
pub struct Template {
    format: Format,
    sources: Sources,
    /// The sources as parsed, once for many pages; `None` where they were not yet.
    parsed: Option<Handlebars<'static>>,
    terminal: Terminal,
    markdown: Markdown,
    theme: Theme,
}

impl Template {
    /// The built-in layout of `format`.
    pub fn builtin(format: Format) -> Self {
        let template = Self {
            format,
            sources: source::builtin(format),
            parsed: None,
            terminal: Terminal::default(),
            markdown: Markdown::default(),
            theme: Theme::default(),
        };
        let parsed = template.parsed().ok();
        Self { parsed, ..template }
    }

    /// The same, writing Markdown as `markdown` says.
    #[must_use]
    pub fn marked(self, markdown: Markdown) -> Self {
        Self { markdown, ..self }
    }

    /// The same with the looks of `theme`, which only pages have.
    #[must_use]
    pub fn themed(self, theme: Theme) -> Self {
        Self { theme, ..self }
    }

    /// The theme of it.
    #[cfg(feature = "serve")]
    pub(super) fn theme(&self) -> Theme {
        self.theme
    }

    /// Terminal text for a terminal such as `terminal` says.
    pub fn terminal(terminal: Terminal) -> Self {
        Self { terminal, ..Self::builtin(Format::Text) }
    }

    /// The built-in layout of `format` with what `path` replaces of it: a file replaces the main
    /// template, `x.hbs` or `html/x.hbs` of a folder the partial `x`. A folder may also hold
    /// partials of its own.
    ///
    /// # Errors
    /// When the path cannot be read, or one of the templates cannot be used.
    pub fn load(format: Format, path: &Path) -> Result<Self, Error> {
        if !Format::TEMPLATED.contains(&format) {
            let names = Format::TEMPLATED.map(Format::name).join(", ");
            let reason = format!("{} has no templates ({names} have)", format.name());
            return Err(Error::new(ErrorKind::Template, path.display().to_string(), reason));
        }
        Self::builtin(format).replacing(source::read(format, path)?)
    }

    /// The same with templates given as pairs of name and text in place of those with that name.
    ///
    /// # Errors
    /// When one of the templates cannot be used.
    pub fn with<'a>(
        self,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Error> {
        let source = |text: &str, name: &str| Source {
            origin: format!("{name}.hbs"),
            text: text.to_owned().into(),
        };
        self.replacing(
            texts.into_iter().map(|(name, text)| (name.to_owned(), source(text, name))).collect(),
        )
    }

    /// What it renders to.
    pub fn format(&self) -> Format {
        self.format
    }

    pub(super) fn terminal_options(&self) -> Terminal {
        self.terminal
    }

    pub(super) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The same with the built-in text for the template `name`; `None` if it has that already.
    pub(super) fn restored(&self, name: &str) -> Option<Self> {
        let builtin = source::builtin(self.format).remove(name)?;
        let mut restored = self.clone();
        let replaced = restored.sources.insert(name.to_owned(), builtin)?;
        restored.parsed = None;
        (replaced.origin != restored.sources.get(name)?.origin).then_some(restored)
    }

    fn replacing(mut self, sources: Sources) -> Result<Self, Error> {
        self.sources.extend(sources);
        let mut outlines = BTreeMap::new();
        for (name, source) in &self.sources {
            let outline =
                scan::outline(&source.text).map_err(|fault| failure::fault(source, &fault))?;
            outlines.insert(name.clone(), outline);
        }
        for main in [MAIN, STYLE, EXPLANATION, HEAT] {
            scan::includes(main, &outlines)
                .map_err(|(name, fault)| failure::fault(&self.sources[&name], &fault))?;
        }
        self.parsed = Some(self.parsed()?);
        Ok(self)
    }

    /// A registry of its own for one page, which its helpers are registered with.
    fn registry(&self) -> Result<Handlebars<'static>, Error> {
        let parsed = self.parsed.clone();
        let mut registry = parsed.map_or_else(|| self.parsed(), Ok)?;
        include::helpers(&mut registry);
        Ok(registry)
    }

    fn parsed(&self) -> Result<Handlebars<'static>, Error> {
        let mut registry = Handlebars::new();
        // An indented partial would indent the lines of article text inside it.
        registry.set_prevent_indent(true);
        registry.register_escape_fn(self.format.escape());
        for (name, source) in &self.sources {
            include::register(&mut registry, name, &source.text)
                .map_err(|error| failure::syntax(source, &error))?;
        }
        Ok(registry)
    }

    pub(super) fn render(&self, briefing: &Briefing) -> Result<String, Error> {
        let text = self.render_in(briefing, Mode::Lenient)?;
        Ok(match self.format {
            Format::Markdown => markdown::front_matter(briefing, self.markdown) + &text,
            _ => text,
        })
    }

    pub(super) fn render_in(&self, briefing: &Briefing, mode: Mode) -> Result<String, Error> {
        self.render_part(MAIN, briefing, mode)
    }

    /// Renders one of the templates, with the whole briefing in it.
    pub(super) fn render_part(
        &self,
        name: &str,
        briefing: &Briefing,
        mode: Mode,
    ) -> Result<String, Error> {
        let briefing = data::fit(briefing);
        let value = data::value(&briefing)
            .map_err(|error| Error::new(ErrorKind::Render, "the briefing", error.to_string()))?;
        let mut registry = self.registry()?;
        registry.set_strict_mode(mode == Mode::Strict);
        let citations = self.markdown.citations;
        helper::register(&mut registry, self.format, citations, &briefing, &value);
        self.page(registry, name, STYLE, &Context::from(value))
    }

    pub(super) fn render_explanation(&self, explanation: &Explanation) -> Result<String, Error> {
        self.render_explanation_in(explanation, Mode::Lenient)
    }

    pub(super) fn render_explanation_in(
        &self,
        explanation: &Explanation,
        mode: Mode,
    ) -> Result<String, Error> {
        let mut registry = self.registry()?;
        registry.set_strict_mode(mode == Mode::Strict);
        let value = explanation::value(explanation);
        // Its helpers know of no briefing but its language.
        let language = explanation::language(explanation);
        let (citations, nothing) =
            (Citations::default(), Briefing { language, ..Briefing::default() });
        helper::register(&mut registry, self.format, citations, &nothing, &value);
        self.page(registry, EXPLANATION, HEAT, &Context::from(value))
    }

    /// Writes the template `main` with the style sheet `style`, where there is one.
    fn page(
        &self,
        mut registry: Handlebars<'_>,
        main: &str,
        style: &str,
        context: &Context,
    ) -> Result<String, Error> {
        if let Some(source) = self.sources.get(style) {
            let sheet = self.write(&registry, style, context)? + self.theme.style(self.format);
            if sheet.to_ascii_lowercase().contains("</style") {
                let reason = "a style sheet cannot hold </style";
                return Err(Error::new(ErrorKind::Template, &source.origin, reason));
            }
            if main == style {
                return Ok(sheet);
            }
            helper::register_style(&mut registry, sheet);
        }
        self.write(&registry, main, context)
    }

    fn write(&self, registry: &Handlebars, name: &str, context: &Context) -> Result<String, Error> {
        let mut page = Page::default();
        let result = registry.render_with_context_to_write(name, context, &mut page);
        result.map_err(|error| {
            if page.is_full {
                let most = MAX_OUTPUT >> 20;
                let reason =
                    format!("it writes more than {most} MiB (look for a loop inside a loop)");
                failure::place(&self.sources, &error, reason)
            } else {
                failure::rendering(&self.sources, &error)
            }
        })?;
        String::from_utf8(page.bytes)
            .map_err(|error| Error::new(ErrorKind::Render, "the briefing", error.to_string()))
    }
}

/// What a field that does not exist does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is empty.
    Lenient,
    /// It is an error.
    Strict,
}

/// Collects up to [`MAX_OUTPUT`] bytes.
#[derive(Default)]
struct Page {
    bytes: Vec<u8>,
    is_full: bool,
}

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_OUTPUT {
            self.is_full = true;
            return Err(io::Error::other("too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
