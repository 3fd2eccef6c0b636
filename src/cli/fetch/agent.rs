//! Asking a server, by the crate that does it.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::{Answer, Connect, Sent, refused};
use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_speech::locale::{Tell as _, message};

/// Largest file of certificates, in bytes: the bundles of whole systems are a quarter of it.
const CERTIFICATES_BYTES_MAX: u64 = 1 << 20;

pub(super) fn get(
    session: &Session,
    connect: &Connect,
    url: &str,
    bytes_max: u64,
) -> Result<Answer, Failure> {
    read(connect.agent(session, true)?.get(url).call(), url, bytes_max)
}

pub(super) fn post(
    session: &Session,
    connect: &Connect,
    url: &str,
    sent: Sent,
) -> Result<Answer, Failure> {
    let uri: Uri = url.parse().map_err(|error| refused(url).why(error))?;
    let is_here =
        uri.host().is_some_and(|host| ["127.0.0.1", "[::1]", "localhost"].contains(&host));
    if uri.scheme_str() != Some("https") && !is_here {
        return Err(refused(url)
            .why(message::failure_https())
            .attempt(message::failure_https_try()));
    }
    let agent = connect.agent(session, !is_here)?;
    read(agent.post(url).send(&sent.body[..]), url, sent.bytes_max)
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

impl Connect {
    fn agent(&self, session: &Session, https_only: bool) -> Result<Agent, Failure> {
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
