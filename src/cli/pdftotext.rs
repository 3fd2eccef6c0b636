//! The words of a PDF, taken out by `pdftotext` as a child with limits.
//!
//! No PDF is parsed in this process. The child is the user's own program (Debian's poppler-utils); it reads a file that
//! we wrote, so that its name says nothing to it, and writes to a pipe. It may take so much time, memory and output.

use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_copy::extract::{
    ExtractError, Reading, WORDS_BYTES_MAX, extract_pages, extract_pages_read,
};
use countersign_speech::locale::{Sentence, message};

/// Time for one file, in steps of [`STEP_MILLISECONDS`]: ten seconds.
const STEPS_MAX: u32 = 1000;
/// How often we look whether the child is done.
const STEP_MILLISECONDS: u64 = 10;
/// Memory for the child, in kibibytes: a gibibyte, several times what a report with pictures needs.
#[cfg(unix)]
const MEMORY_KIBIBYTES: &str = "1048576";
/// Processor time for the child, in seconds.
#[cfg(unix)]
const PROCESSOR_SECONDS: &str = "10";
/// All that the child knows of the environment: where programs lie, and what Windows needs to start one.
const INHERITED: [&str; 3] = ["PATH", "SYSTEMROOT", "TEMP"];
/// Time for what the child wrote to arrive once it has ended: only a process that it left behind takes longer.
const LEFT_SECONDS: u64 = 5;
/// Longest message that is read from the child, in bytes.
const MESSAGE_BYTES: u64 = 4096;

/// Other ways in which it takes words out: as they stand on the page, and in the order in which they were written.
const WAYS: [&str; 2] = ["-layout", "-raw"];

/// A PDF in every way in which its words can be taken out.
///
/// # Errors
/// Where there is no `pdftotext`, it could not read the file within its limits, or there are no words in it.
pub(crate) fn readings_of(
    session: &Session,
    pdf: &[u8],
    name: &str,
    unread: impl Fn(ExtractError) -> Failure,
) -> Result<Vec<Reading>, Failure> {
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), pdf)?;
    let usual = text_of(session, file.path(), name, "")?;
    let mut readings = extract_pages(&usual).map_err(unread)?.readings;
    for way in WAYS {
        // The usual way is an answer; where another one fails, it has none to add.
        let Ok(text) = text_of(session, file.path(), name, way) else { continue };
        let Ok(read) = extract_pages_read(&text, Some(way)) else { continue };
        let is_new = |one: &Reading| readings.iter().all(|other: &Reading| other.text != one.text);
        let new: Vec<Reading> = read.readings.into_iter().filter(is_new).collect();
        readings.extend(new);
    }
    Ok(readings)
}

/// The text of a PDF, pages separated by form feeds.
fn text_of(session: &Session, file: &Path, name: &str, way: &str) -> Result<String, Failure> {
    let inherited =
        INHERITED.iter().filter_map(|name| Some((*name, session.environment.variable(name)?)));
    let mut child = command(file, way)
        .env_clear()
        .envs(inherited)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| missing(name))?;
    let (words, said) =
        (reader(child.stdout.take(), WORDS_BYTES_MAX as u64 + 1), messages(child.stderr.take()));
    let status = wait(&mut child)?;
    let too_long = || unread(name, message::failure_pdf_slow());
    let status = status.ok_or_else(too_long)?;
    let arrived = |pipe: Receiver<Vec<u8>>| {
        pipe.recv_timeout(Duration::from_secs(LEFT_SECONDS)).map_err(|_| too_long())
    };
    let (words, said) = (arrived(words)?, arrived(said)?);
    if words.len() > WORDS_BYTES_MAX {
        return Err(unread(name, message::failure_pdf_long()));
    }
    match status.code() {
        Some(0) => String::from_utf8(words).map_err(|_| unread(name, message::failure_pdf_utf8())),
        Some(126 | 127) => Err(missing(name)),
        _ if String::from_utf8_lossy(&said).contains("password") => Err(encrypted(name)),
        Some(3) => Err(encrypted(name)),
        _ => Err(unread(name, message::failure_pdf_limits())),
    }
}

/// What the program is started with. A shell sets limits, and becomes the program.
#[cfg(unix)]
fn command(file: &Path, way: &str) -> Command {
    let limits = format!(
        "ulimit -v {MEMORY_KIBIBYTES} 2>/dev/null; ulimit -t {PROCESSOR_SECONDS} 2>/dev/null; ulimit -c 0 2>/dev/null; \
         exec pdftotext {way} -enc UTF-8 -eol unix \"$0\" -"
    );
    let mut command = Command::new("sh");
    command.args(["-c", &limits]).arg(file);
    command
}

/// Elsewhere no shell is there to set limits: time and output are bounded all the same.
#[cfg(not(unix))]
fn command(file: &Path, way: &str) -> Command {
    let mut command = Command::new("pdftotext");
    command.args(Some(way).filter(|way| !way.is_empty()));
    command.args(["-enc", "UTF-8", "-eol", "unix"]).arg(file).arg("-");
    command
}

/// Reads a pipe to a bound, and then no further: a child that goes on writing ends at its next line.
fn reader(pipe: Option<impl std::io::Read + Send + 'static>, bytes_max: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What could be read before an error is judged with the child's exit code.
            let _ = pipe.take(bytes_max).read_to_end(&mut bytes);
        }
        // Nobody waits any more where the child took too long.
        let _ = sender.send(bytes);
    });
    receiver
}

/// Reads the beginning of what the child complains about, and lets it complain on: of a PDF that is not quite in order
/// it may say much and still read it.
fn messages(pipe: Option<impl std::io::Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.by_ref().take(MESSAGE_BYTES).read_to_end(&mut bytes);
            let _ = std::io::copy(&mut pipe, &mut std::io::sink());
        }
        let _ = sender.send(bytes);
    });
    receiver
}

/// How the child ended; none where it had to be ended.
fn wait(child: &mut Child) -> Result<Option<std::process::ExitStatus>, Failure> {
    for _ in 0..STEPS_MAX {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(STEP_MILLISECONDS));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

fn missing(name: &str) -> Failure {
    Failure::new(Stop::Unchecked, message::failure_no_words_out_of(name))
        .why(message::failure_pdf_no_tool())
        .attempt(message::failure_pdf_install())
}

fn encrypted(name: &str) -> Failure {
    Failure::new(Stop::Unchecked, message::failure_no_words_out_of(name))
        .why(message::failure_pdf_password())
        .attempt(message::failure_pdf_open_password())
}

fn unread(name: &str, why: Sentence) -> Failure {
    Failure::new(Stop::Unchecked, message::failure_no_words_out_of(name))
        .why(why)
        .attempt(message::failure_pdf_open())
}
