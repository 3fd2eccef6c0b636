//! What a web server says: over TLS, bounded in time and size, from exactly the host that was named.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_speech::locale::{Tell as _, message};

/// Longest wait for a whole answer.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(30);
/// Largest file of certificates, in bytes: the bundles of whole systems are a quarter of it.
const CERTIFICATES_BYTES_MAX: u64 = 1 << 20;

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
    let agent = connect.agent(session)?;
    let answer = read(agent.get(url).call(), url, bytes_max)?;
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
    let uri: Uri = url.parse().map_err(|error| refused(url).why(error))?;
    let is_here =
        uri.host().is_some_and(|host| ["127.0.0.1", "[::1]", "localhost"].contains(&host));
    if uri.scheme_str() != Some("https") && !is_here {
        return Err(refused(url)
            .why(message::failure_https())
            .attempt(message::failure_https_try()));
    }
    let agent = connect.agent_for(session, !is_here)?;
    read(agent.post(url).send(&body[..]), url, bytes_max)
}

fn read(
    answer: Result<ureq::http::Response<ureq::Body>, Error>,
    url: &str,
    bytes_max: u64,
) -> Result<Answer, Failure> {
    let failed = |error: Error| {
        let why = match error {
            Error::BodyExceedsLimit(max) => message::failure_answer_large(max),
            Error::Timeout(_) => message::failure_answer_late(),
            Error::HostNotFound => message::failure_no_host(),
            other => other.tell(),
        };
        refused(url).why(why).attempt(message::failure_again_network())
    };
    let mut answer = answer.map_err(failed)?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(bytes_max).read_to_vec().map_err(failed)?;
    Ok(Answer { status, body })
}

fn refused(url: &str) -> Failure {
    Failure::new(Stop::Error, message::failure_url_unread(url))
}

impl Connect {
    fn agent(&self, session: &Session) -> Result<Agent, Failure> {
        self.agent_for(session, true)
    }

    fn agent_for(&self, session: &Session, https_only: bool) -> Result<Agent, Failure> {
        let mut tls = TlsConfig::builder();
        if let Some(file) = session.environment.variable("SSL_CERT_FILE") {
            tls = tls.root_certs(certificates(session, file)?);
        }
        let config = Config::builder()
            .https_only(https_only)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent("countersign")
            .timeout_global(Some(Duration::from_secs(self.wait)))
            .tls_config(tls.build())
            .build();
        let resolver = Named { only: self.connect_to, system: DefaultResolver::default() };
        Ok(Agent::with_parts(config, DefaultConnector::default(), resolver))
    }
}

/// The certificates in `SSL_CERT_FILE`, which then are the only ones that count, as for OpenSSL.
fn certificates(session: &Session, file: &str) -> Result<RootCerts, Failure> {
    let bytes = session.read_given(file.as_ref(), CERTIFICATES_BYTES_MAX, Stop::Error)?;
    let certificates: Vec<Certificate<'static>> = parse_pem(&bytes)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        return Err(Failure::new(Stop::Error, message::failure_no_certificate())
            .attempt("unset SSL_CERT_FILE"));
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

/// The address that was given, or what the system says.
struct Named {
    only: Option<SocketAddr>,
    system: DefaultResolver,
}

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Named({:?})", self.only)
    }
}

impl Resolver for Named {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        match self.only {
            Some(only) => {
                let mut addresses = self.empty();
                addresses.push(only);
                Ok(addresses)
            }
            None => self.system.resolve(uri, config, timeout),
        }
    }
}
