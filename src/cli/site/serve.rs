//! A web server for one pair of eyes: loopback only, `GET` only, from memory, so that no path leads anywhere else.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use super::super::failure::{Failure, Stop};
use countersign_speech::locale::message;

/// Longest head of a request, in bytes: a browser sends about one thousand.
const REQUEST_BYTES_MAX: u64 = 16 * 1024;
/// How long a browser may take to ask and to listen.
const PATIENCE: Duration = Duration::from_secs(5);
/// Headers of every answer; the policy of a page is in the page.
const HEADERS: &str = "Content-Security-Policy: frame-ancestors 'none'\r\n\
X-Content-Type-Options: nosniff\r\n\
X-Frame-Options: DENY\r\n\
Referrer-Policy: no-referrer\r\n\
Cross-Origin-Opener-Policy: same-origin\r\n\
Cross-Origin-Resource-Policy: same-origin\r\n\
Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n\
Cache-Control: no-store\r\n\
Connection: close\r\n";

type Pages = BTreeMap<String, Vec<u8>>;

pub(super) struct Server {
    listener: TcpListener,
    port: u16,
}

/// What an answer is.
struct Answer<'a> {
    status: &'static str,
    kind: &'static str,
    body: &'a [u8],
}

impl Server {
    pub(super) fn bind(port: u16) -> Result<Self, Failure> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            Failure::new(Stop::Error, message::failure_port(port))
                .why(error)
                .attempt("countersign site serve, which finds a free port")
        })?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves one request after the other, until the process is stopped.
    pub(super) fn run(&self, pages: &Pages) -> Result<u8, Failure> {
        loop {
            let (stream, _) = self.listener.accept()?;
            // Somebody who hangs up harms nobody else.
            let _ = self.serve(&stream, pages);
        }
    }

    fn serve(&self, stream: &TcpStream, pages: &Pages) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut reader = BufReader::new(stream.take(REQUEST_BYTES_MAX));
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 || line == "\r\n" || line == "\n" {
                break;
            }
            head.push(line);
        }
        let answer = self.answer(&head, pages);
        let mut out = stream;
        write!(
            out,
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n{HEADERS}\r\n",
            answer.status,
            answer.kind,
            answer.body.len()
        )?;
        out.write_all(answer.body)?;
        out.flush()
    }

    fn answer<'a>(&self, head: &[String], pages: &'a Pages) -> Answer<'a> {
        let plain = |status, body: &'static str| Answer {
            status,
            kind: "text/plain; charset=utf-8",
            body: body.as_bytes(),
        };
        let mut request = head.first().map_or("", String::as_str).split_whitespace();
        let (method, target) = (request.next(), request.next().unwrap_or_default());
        if method != Some("GET") {
            return plain("405 Method Not Allowed", "only GET\n");
        }
        // Another name that leads here is a page elsewhere that wants to read these.
        let host = head.iter().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("host").then(|| value.trim())
        });
        let own = [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)];
        if !host.is_some_and(|host| own.iter().any(|one| one == host)) {
            return plain("421 Misdirected Request", "not this host\n");
        }
        let path = target.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let path = match path {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        match pages.get(&path) {
            Some(body) => Answer { status: "200 OK", kind: kind(&path), body },
            None => plain("404 Not Found", "no such page\n"),
        }
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("xml") => "application/atom+xml; charset=utf-8",
        _ => "application/octet-stream",
    }
}
