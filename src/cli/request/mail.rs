//! `request --mail`: a draft for each organisation, and one page with all that is to be copied where no mail program
//! opens a draft.

mod eml;

use std::fmt::Write as _;
use std::path::Path;

use super::super::failure::{Failure, Stop};
use super::super::session::Session;
use countersign_core::name::VersionId;
use countersign_core::request::Request;
use countersign_core::time::Timestamp;
use countersign_git::directory::write_atomic;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::contacts::Address;
use countersign_workflow::request::Folder;
use eml::Mail;

/// The page beside the drafts.
const PAGE: &str = "mails.html";
/// Where a further run puts its part of the page.
const MORE: &str = "<!-- more -->\n";
/// Seconds in a day.
const DAY: i64 = 24 * 60 * 60;
/// What the page may do: show itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// One mail.
#[derive(Debug)]
pub(super) struct Letter<'a> {
    pub(super) request: &'a Request,
    pub(super) address: Option<&'a Address>,
    pub(super) locale: Locale,
    /// When it was asked about the same text, where this is a reminder.
    pub(super) reminds: Option<Timestamp>,
    /// When it was asked about a draft that this one replaced.
    pub(super) replaces: Option<Timestamp>,
    /// The file that is to be read first.
    pub(super) read_me: &'static str,
}

impl Letter<'_> {
    fn subject(&self) -> String {
        let registry = self.request.registry().name.as_str();
        let title = self.request.statement().title_in(self.locale.tag());
        match self.reminds {
            Some(_) => message::letter_subject_again(registry, title).say(self.locale),
            None => {
                let name = self.request.name().as_str();
                message::letter_subject(registry, name, title).say(self.locale)
            }
        }
    }

    fn text(&self, now: Timestamp) -> String {
        let (request, locale) = (self.request, self.locale);
        let (registry, name) = (request.registry().name.as_str(), request.name().as_str());
        let mut lines = vec![
            message::letter_hello(name, &request.organisation().organisation).say(locale),
            String::new(),
            match self.reminds {
                Some(when) => message::letter_reminds(registry, name, locale.day(when)).say(locale),
                None => message::letter_asks(registry, name).say(locale),
            },
            String::new(),
            format!("    {}: {}", request.version_id(), request.statement().title_in(locale.tag())),
            String::new(),
        ];
        if let Some(deadline) = request.asked().deadline {
            lines.push(message::letter_deadline(locale.day(deadline)).say(locale));
            let days = (deadline.unix_seconds() - now.unix_seconds()).max(0) / DAY;
            if self.reminds.is_some() {
                lines.push(message::letter_days(days.unsigned_abs()).say(locale));
            }
        }
        if let Some(when) = self.replaces {
            lines.push(message::letter_replaces(locale.day(when)).say(locale));
        }
        lines.push(message::letter_how(self.read_me).say(locale));
        lines.push(match &request.asked().reply_to {
            Some(to) => message::letter_back(to.as_str()).say(locale),
            None => message::letter_back_here().say(locale),
        });
        lines.push(message::letter_key().say(locale));
        lines.join("\n") + "\n"
    }
}

/// Writes a draft beside each folder, and what is to be copied into the page; gives the page's name.
pub(super) fn write(
    session: &mut Session,
    output: &Path,
    id: &VersionId,
    letters: &[(Letter<'_>, &Folder)],
) -> Result<String, Failure> {
    let (locale, now) = (session.locale(), session.now());
    let mut sections = String::new();
    for (letter, folder) in letters {
        let files = files(session, &folder.folder)?;
        let (subject, text) = (letter.subject(), letter.text(now));
        let reply_to: Option<Address> =
            letter.request.asked().reply_to.as_ref().and_then(|to| to.as_str().parse().ok());
        let mail = Mail {
            to: letter.address,
            reply_to: reply_to.as_ref(),
            subject: &subject,
            date: now,
            text: &text,
            files: &files,
        };
        let draft = folder.folder.with_file_name(format!("{}.eml", name(&folder.folder)));
        write_atomic(&session.path(&draft), &mail.bytes(), 0o600)?;
        if letter.address.is_none() {
            let organisation = &letter.request.organisation().organisation;
            session.message(&message::letter_no_address(organisation).say(locale))?;
        }
        let draft = (name(&folder.folder), subject.as_str(), text.as_str());
        sections.push_str(&section(letter, draft, &files, locale));
    }
    let page = output.join(PAGE);
    let path = session.path(&page);
    let earlier = match std::fs::read_to_string(&path) {
        Ok(earlier) => Some(earlier),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    let whole = match earlier {
        Some(earlier) if !earlier.contains(MORE) => {
            let shown = page.display().to_string();
            return Err(Failure::new(Stop::Refused, message::failure_here_unwritten(&shown))
                .attempt(message::failure_other_folder()));
        }
        Some(earlier) => earlier,
        None => frame(id, locale),
    };
    let whole = whole.replacen(MORE, &format!("{sections}{MORE}"), 1);
    write_atomic(&path, whole.as_bytes(), 0o600)?;
    Ok(page.display().to_string())
}

fn name(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files of a folder, sorted by name.
fn files(session: &Session, folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(session.path(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.push((name, std::fs::read(entry.path())?));
    }
    files.sort();
    Ok(files)
}

fn frame(id: &VersionId, locale: Locale) -> String {
    let title = html(&message::letter_page_title(id).say(locale));
    let intro = html(&message::letter_page_intro().say(locale));
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <style>body{{font:1em/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em}}\
         pre{{white-space:pre-wrap;border:1px solid;padding:1em}}dt{{font-weight:bold}}</style></head>\n\
         <body><h1>{title}</h1>\n<p>{intro}</p>\n{MORE}</body></html>\n",
        locale.tag()
    )
}

/// What is to be copied for one organisation.
fn section(
    letter: &Letter<'_>,
    (folder, subject, text): (String, &str, &str),
    files: &[(String, Vec<u8>)],
    locale: Locale,
) -> String {
    let organisation = &letter.request.organisation().organisation;
    let mut section = format!(
        "<section><h2>{} ({organisation})</h2>\n<dl>",
        html(letter.request.name().as_str())
    );
    let mut row = |term: String, value: String| {
        let _ = writeln!(section, "<dt>{}</dt><dd>{value}</dd>", html(&term));
    };
    let address = match letter.address {
        Some(address) => html(address.as_str()),
        None => html(&message::letter_page_no_address().say(locale)),
    };
    row(message::letter_page_address().say(locale), address);
    row(message::letter_page_subject().say(locale), html(subject));
    let lang = letter.locale.tag();
    let shown = format!("<pre lang=\"{lang}\">{}</pre>", html(text));
    row(message::letter_page_text().say(locale), shown);
    let links = files.iter().map(|(name, _)| {
        format!("<a href=\"{}/{}\">{}</a>", escaped(&folder), escaped(name), html(name))
    });
    row(message::letter_page_attach().say(locale), links.collect::<Vec<_>>().join(", "));
    let draft = format!("<a href=\"{0}.eml\">{0}.eml</a>", escaped(&folder));
    row(message::letter_page_draft().say(locale), draft);
    let _ = writeln!(section, "</dl>");
    if let Some(address) = letter.address {
        let to = escaped(address.as_str());
        let (subject, body) = (escaped(subject), escaped(&text.replace('\n', "\r\n")));
        let open = html(&message::letter_page_open().say(locale));
        let link = format!("mailto:{to}?subject={subject}&amp;body={body}");
        let _ = writeln!(section, "<p><a href=\"{link}\">{open}</a></p>");
    }
    section + "</section>\n"
}

/// Words in a page.
fn html(words: &str) -> String {
    let mut safe = String::new();
    for letter in words.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter => safe.push(letter),
        }
    }
    safe
}

/// Words in an address (RFC 3986, section 2.1): every byte but letters, digits and `-._~` is escaped.
fn escaped(words: &str) -> String {
    let mut safe = String::new();
    for byte in words.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                safe.push(char::from(byte));
            }
            byte => drop(write!(safe, "%{byte:02X}")),
        }
    }
    safe
}
