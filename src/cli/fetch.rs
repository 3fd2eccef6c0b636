//! What a web server says: over TLS, bounded in time and size, from exactly the host that was named.
//!
//! Without the feature `fetch` nothing is asked, and that is what is said.

#[cfg(not(feature = "fetch"))]
mod absent;
#[cfg(feature = "fetch")]
mod agent;

use std::net::SocketAddr;
use std::time::Duration;

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_speech::locale::message;

#[cfg(not(feature = "fetch"))]
use absent as agent;

/// Longest wait for a whole answer.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(30);

/// Where to connect.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Connect {
    /// Connect to this address instead of asking for the host's; the host's certificate is checked all the same
    #[arg(long, value_name = "ADDRESS:PORT")]
    connect_to: Option<SocketAddr>,
    /// Wait at most so many seconds for the answer
    #[arg(long, value_name = "SECONDS", default_value_t = ANSWER_TIME_MAX.as_secs(), hide = true)]
    wait: u64,
}

/// An answer, whatever it says.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// Asks a server for a page; no redirect is followed.
pub(crate) fn get(
    session: &mut Session,
    connect: &Connect,
    url: &str,
    bytes_max: u64,
) -> Result<Vec<u8>, Failure> {
    session.message(&message::sync_asking(url).say(session.locale()))?;
    let answer = agent::get(session, connect, url, bytes_max)?;
    match answer.status {
        200 => Ok(answer.body),
        status @ 300..=399 => Err(refused(url)
            .why(message::failure_redirect(status))
            .attempt(message::failure_redirect_try())),
        status => Err(refused(url)
            .why(message::failure_server_status(status))
            .attempt(message::failure_server_status_try())),
    }
}

/// Sends something to a server, and gives what it answers; in the clear only to this computer.
pub(crate) fn post(
    session: &mut Session,
    connect: &Connect,
    url: &str,
    body: Vec<u8>,
    bytes_max: u64,
) -> Result<Answer, Failure> {
    session.message(&message::sync_asking(url).say(session.locale()))?;
    agent::post(session, connect, url, Sent { body, bytes_max })
}

/// What is sent, and how much may come back, in bytes.
#[cfg_attr(not(feature = "fetch"), expect(dead_code, reason = "nothing is sent"))]
struct Sent {
    body: Vec<u8>,
    bytes_max: u64,
}

fn refused(url: &str) -> Failure {
    Failure::new(Stop::Error, message::failure_url_unread(url))
}
