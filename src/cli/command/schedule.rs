//! `daybrief schedule`: what makes a system start `daybrief make` every day, printed and never
//! installed.

use std::env;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use jiff::civil::Time;

use crate::cli::args::{Schedule, System};
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::output::{self, Target};
use crate::cli::report::reason;
use crate::error::{Error, ErrorKind};

/// Variables that say where settings and memory are: a system starts programs without them.
const PLACES: [&str; 3] = ["DAYBRIEF_CONFIG", "XDG_CONFIG_HOME", "XDG_STATE_HOME"];

/// Runs the command.
pub(super) fn run(args: &Schedule, context: &Context) -> Result<Exit, Error> {
    let run = Run::of(args, context)?;
    let text = match args.system {
        System::Systemd => run.systemd(),
        System::Cron => run.cron(),
        System::Launchd => run.launchd(),
    };
    output::write(&Target::Stdout, &text)?;
    Ok(Exit::Success)
}

/// A run that is to be made every day.
#[derive(Debug)]
struct Run {
    /// The program, and what is typed behind it.
    words: Vec<String>,
    /// The variables it needs.
    variables: Vec<(String, String)>,
    at: Time,
    /// What to call it, in letters, digits and hyphens.
    name: String,
    /// What it does, for people.
    title: String,
}

impl Run {
    fn of(args: &Schedule, context: &Context) -> Result<Self, Error> {
        let settings = context.settings(Vec::new())?;
        if args.output.is_none() && settings.output.dir.is_none() && args.system != System::Cron {
            let reason = "the settings name no folder for briefings (give -o, or set output.dir)";
            return Err(Error::new(ErrorKind::Usage, "schedule", reason));
        }
        let program = env::current_exe().map_err(|error| {
            Error::new(ErrorKind::Usage, "this program", reason(&error)).caused_by(error)
        })?;
        let mut words = vec![text(&program)?];
        if let Some(config) = &context.config {
            words.extend(["--config".into(), absolute(config)?]);
        }
        if let Some(profile) = &context.profile {
            words.extend(["--profile".into(), profile.clone()]);
        }
        words.push("make".into());
        if let Some(output) = &args.output {
            words.extend(["--output".into(), absolute(output)?]);
        }
        let mut variables = Vec::new();
        for name in PLACES {
            if let Some(value) = env::var_os(name).filter(|value| !value.is_empty()) {
                variables.push((name.to_owned(), text(&PathBuf::from(value))?));
            }
        }
        let profile = context.profile.as_deref();
        let title = profile
            .map_or_else(|| "Daily briefing".into(), |name| format!("Daily briefing ({name})"));
        Ok(Self { words, variables, at: args.at, name: name(profile), title })
    }

    /// A service and a timer, one after the other.
    fn systemd(&self) -> String {
        let Self { name, title, at, .. } = self;
        let mut command = systemd_word(self.words.first().map_or("", |program| program), "$");
        for word in self.words.iter().skip(1) {
            let _ = write!(command, " {}", systemd_word(word, "$$"));
        }
        let mut variables = String::new();
        for (name, value) in &self.variables {
            let _ = writeln!(
                variables,
                "Environment={}",
                systemd_word(&format!("{name}={value}"), "$")
            );
        }
        let title = title.replace('%', "%%");
        format!(
            "# Save each part under the name above it. Then:\n\
             #   systemctl --user daemon-reload\n\
             #   systemctl --user enable --now {name}.timer\n\
             #   loginctl enable-linger          (to run while you are not logged in)\n\
             # It is tried by: systemctl --user start {name}.service\n\
             \n\
             # ~/.config/systemd/user/{name}.service\n\
             [Unit]\n\
             Description={title}\n\
             \n\
             [Service]\n\
             Type=oneshot\n\
             {variables}ExecStart={command}\n\
             # 3: there was nothing to report.\n\
             SuccessExitStatus=3\n\
             \n\
             # ~/.config/systemd/user/{name}.timer\n\
             [Unit]\n\
             Description={title}\n\
             \n\
             [Timer]\n\
             OnCalendar=*-*-* {:02}:{:02}:00\n\
             # A day on which the machine was off is made up for.\n\
             Persistent=true\n\
             \n\
             [Install]\n\
             WantedBy=timers.target\n",
            at.hour(),
            at.minute(),
        )
    }

    /// A line of a crontab.
    fn cron(&self) -> String {
        let variables =
            self.variables.iter().map(|(name, value)| format!("{name}={}", shell_word(value)));
        let words = self.words.iter().map(|word| shell_word(word));
        let command = variables.chain(words).collect::<Vec<_>>().join(" ");
        format!(
            "# {}. Add the line by: crontab -e\n\
             # What the program prints, cron mails to you. A day on which the machine is off is left out.\n\
             {} {} * * * {}\n",
            self.title,
            self.at.minute(),
            self.at.hour(),
            // For cron a bare % ends the line.
            command.replace('%', "\\%"),
        )
    }

    /// An agent of launchd.
    fn launchd(&self) -> String {
        let label = format!("org.{}", self.name.replace('-', "."));
        let mut words = String::new();
        for word in &self.words {
            let _ = writeln!(words, "    <string>{}</string>", xml(word));
        }
        let mut variables = String::new();
        for (name, value) in &self.variables {
            let value = xml(value);
            let _ = writeln!(variables, "    <key>{name}</key>\n    <string>{value}</string>");
        }
        if !variables.is_empty() {
            variables =
                format!("  <key>EnvironmentVariables</key>\n  <dict>\n{variables}  </dict>\n");
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
             \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
             <!-- Save this as ~/Library/LaunchAgents/{label}.plist and load it by:\n     \
             launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{label}.plist\n     \
             A time at which the machine sleeps is made up for when it wakes. -->\n\
             <plist version=\"1.0\">\n\
             <dict>\n\
             \x20 <key>Label</key>\n\
             \x20 <string>{label}</string>\n\
             \x20 <key>ProgramArguments</key>\n\
             \x20 <array>\n{words}  </array>\n\
             {variables}\
             \x20 <key>StartCalendarInterval</key>\n\
             \x20 <dict>\n\
             \x20   <key>Hour</key>\n\
             \x20   <integer>{}</integer>\n\
             \x20   <key>Minute</key>\n\
             \x20   <integer>{}</integer>\n\
             \x20 </dict>\n\
             </dict>\n\
             </plist>\n",
            self.at.hour(),
            self.at.minute(),
        )
    }
}

/// `daybrief`, with the letters and digits of the profile: fit for the name of a unit and a label.
fn name(profile: Option<&str>) -> String {
    let Some(profile) = profile else { return "daybrief".into() };
    let is_plain = |char: char| char.is_ascii_alphanumeric();
    let parts: Vec<&str> =
        profile.split(|char| !is_plain(char)).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        "daybrief-profile".into()
    } else {
        format!("daybrief-{}", parts.join("-"))
    }
}

fn absolute(path: &Path) -> Result<String, Error> {
    let is_folder = path.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    let whole = std::path::absolute(path).map_err(|error| {
        Error::new(ErrorKind::Usage, path.display().to_string(), reason(&error)).caused_by(error)
    })?;
    let mut whole = text(&whole)?;
    if is_folder && !whole.ends_with(std::path::is_separator) {
        whole.push(std::path::MAIN_SEPARATOR);
    }
    Ok(whole)
}

/// `path` as text, which the files printed here can hold.
fn text(path: &Path) -> Result<String, Error> {
    let text = path.to_str().filter(|text| !text.chars().any(char::is_control));
    text.map(str::to_owned).ok_or_else(|| {
        let reason = "a schedule cannot hold a path with control characters or other bytes";
        Error::new(ErrorKind::Usage, path.display().to_string(), reason)
    })
}

/// `word` for a unit's command line or environment, where `%` begins a specifier and a dollar sign
/// may begin a variable.
fn systemd_word(word: &str, dollar: &str) -> String {
    let escaped =
        word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', dollar);
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "/._-+,:@".contains(char);
    if !word.is_empty() && word.chars().all(is_plain) { escaped } else { format!("\"{escaped}\"") }
}

/// `word` for a POSIX shell.
fn shell_word(word: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "/._-+,:@".contains(char);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Run {
        Run {
            words: ["/opt/a b%/day$brief", "--profile", "50% \"x\" & $y", "make"]
                .map(str::to_owned)
                .into(),
            variables: vec![("XDG_STATE_HOME".into(), "/st'ate%".into())],
            at: Time::constant(6, 5, 0, 0),
            name: name(Some("50% \"x\" & $y")),
            title: "Daily briefing (50%)".into(),
        }
    }

    #[test]
    fn a_unit_holds_every_word_as_it_is() {
        let units = run().systemd();
        let command =
            "ExecStart=\"/opt/a b%%/day$brief\" --profile \"50%% \\\"x\\\" & $$y\" make\n";
        assert!(units.contains(command), "{units}");
        assert!(units.contains("Environment=\"XDG_STATE_HOME=/st'ate%%\"\n"), "{units}");
        assert!(units.contains("OnCalendar=*-*-* 06:05:00\n"), "{units}");
        assert!(units.contains("enable --now daybrief-50-x-y.timer"), "{units}");
        assert!(units.contains("Description=Daily briefing (50%%)\n"), "{units}");
    }

    #[test]
    fn a_line_for_cron_has_no_bare_percent_sign() {
        let line = run().cron();
        let expected = "5 6 * * * XDG_STATE_HOME='/st'\\''ate\\%' '/opt/a b\\%/day$brief' \
                        --profile '50\\% \"x\" & $y' make\n";
        assert!(line.ends_with(expected), "{line}");
    }

    #[test]
    fn an_agent_is_xml() {
        let agent = run().launchd();
        assert!(agent.contains("<string>50% \"x\" &amp; $y</string>"), "{agent}");
        assert!(agent.contains("<string>org.daybrief.50.x.y</string>"), "{agent}");
        let comment = agent.split("<!--").nth(1).unwrap().split("-->").next().unwrap();
        assert!(!comment.contains("--"), "{comment}");
    }

    #[test]
    fn names_are_fit_for_units() {
        assert_eq!(name(None), "daybrief");
        assert_eq!(name(Some("a--b")), "daybrief-a-b");
        assert_eq!(name(Some("日本")), "daybrief-profile");
    }
}
