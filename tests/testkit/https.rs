//! A web server on loopback, with certificates of its own.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Somebody who makes certificates.
pub struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { pem, issuer: Issuer::new(params, key) }
    }

    /// Its own certificate, as a file.
    pub fn file(&self, folder: &Path) -> PathBuf {
        let path = folder.join("authority.pem");
        std::fs::write(&path, &self.pem).unwrap();
        path
    }

    fn server(&self, host: &str) -> Arc<ServerConfig> {
        let params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let chain = vec![CertificateDer::from(certificate.der().to_vec())];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        Arc::new(config)
    }

    /// Serves one answer to everybody, as this host; the server ends with the test.
    pub fn serve(&self, host: &str, answer: Answer) -> SocketAddr {
        let config = self.server(host);
        listen(move |stream| {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            speak(StreamOwned::new(connection, stream), &answer);
        })
    }
}

/// What a server says.
#[derive(Clone)]
pub struct Answer {
    pub head: String,
    pub body: Vec<u8>,
    /// Whether it goes on for ever, a byte at a time.
    pub endless: bool,
}

impl Answer {
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::new("200 OK", "", body)
    }

    pub fn new(status: &str, header: &str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\n{header}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        Self { head, body, endless: false }
    }
}

/// The same without TLS.
pub fn serve_plainly(answer: Answer) -> SocketAddr {
    listen(move |stream| speak(stream, &answer))
}

fn listen(each: impl Fn(TcpStream) + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || listener.incoming().flatten().for_each(each));
    address
}

/// Whoever asks may hang up at any point: that is what some tests are about.
fn speak(mut stream: impl std::io::Read + std::io::Write, answer: &Answer) {
    let mut asked = Vec::new();
    let mut buffer = [0; 1024];
    while !asked.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(count) if count > 0 => asked.extend_from_slice(&buffer[..count]),
            _ => return,
        }
    }
    let all = [answer.head.as_bytes(), &answer.body].concat();
    if stream.write_all(&all).is_err() || stream.flush().is_err() {
        return;
    }
    let mut is_heard = answer.endless;
    while is_heard {
        std::thread::sleep(Duration::from_millis(50));
        is_heard = stream.write_all(b" ").and_then(|()| stream.flush()).is_ok();
    }
}
