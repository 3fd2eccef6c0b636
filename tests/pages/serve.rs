//! Pages as a folder, and as this machine serves them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use testkit::coalition::Coalition;

#[test]
fn a_folder_that_is_no_site_is_never_replaced() {
    let coalition = Coalition::with(&["foro"]);
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    let site = coalition.path("site");
    coalition.done("site build -o ../site");
    let index = std::fs::read_to_string(site.join("index.html")).unwrap();
    std::fs::write(site.join("old.html"), "an old page").unwrap();
    coalition.done("site build -o ../site");
    assert!(!site.join("old.html").exists(), "the older site is replaced as a whole");
    assert_eq!(std::fs::read_to_string(site.join("index.html")).unwrap(), index);
    let precious = coalition.path("precious");
    std::fs::create_dir(&precious).unwrap();
    std::fs::write(precious.join("thesis.txt"), "years of work").unwrap();
    let ran = coalition.run("site build -o ../precious");
    assert_eq!(ran.status.code(), Some(8));
    assert!(precious.join("thesis.txt").exists());
    let left: Vec<_> = std::fs::read_dir(coalition.path("."))
        .unwrap()
        .filter(|entry| {
            entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".countersign-site")
        })
        .collect();
    assert!(left.is_empty(), "nothing is left beside it: {left:?}");
}

struct Served(Child, u16);

impl Drop for Served {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Served {
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.1)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        // A server that hangs up in the middle of a long request has said enough.
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.1))
    }
}

#[test]
fn serve_gives_pages_to_this_machine_and_nothing_else() {
    let coalition = Coalition::with(&["foro"]);
    coalition.done(&Coalition::act("sign", "foro"));
    coalition.done("publish 2021/solidarity@1 --confirm 2021/solidarity@1");
    let mut child = coalition.countersign("site serve").stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.rsplit(':').next().unwrap().trim().trim_end_matches('/').parse().unwrap();
    let served = Served(child, port);
    let page = served.get("/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    for header in [
        "Content-Type: text/html; charset=utf-8\r\n",
        "X-Content-Type-Options: nosniff\r\n",
        "Referrer-Policy: no-referrer\r\n",
        "frame-ancestors 'none'",
    ] {
        assert!(page.contains(header), "{header}");
    }
    assert!(served.get("/2021/solidarity/").contains("200 OK"));
    assert!(served.get("/fr/index.html?x=1").contains("lang=\"fr\""));
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/.countersign-site",
        "/registry/log/checkpoint",
        "/nothing.html",
    ] {
        assert!(served.get(path).starts_with("HTTP/1.1 404 "), "{path}");
    }
    let post = format!("POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    assert!(served.ask(&post).starts_with("HTTP/1.1 405 "));
    // Another name for this address is a page elsewhere that wants to read these.
    let rebound = "GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n";
    assert!(served.ask(rebound).starts_with("HTTP/1.1 421 "));
    let endless = format!("GET /{} HTTP/1.1\r\n", "x".repeat(100_000));
    assert!(!served.ask(&endless).contains("200 OK"));
    assert!(served.get("/log.html").contains("200 OK"), "it is still there");
}
