//! The one file that a forge is given: its steps, run as the forge runs them, against a bare remote.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use testkit::clones::{Clones, FOUNDER};
use testkit::{program, repository};

/// The files, each with what stands before the shell lines of a step.
const FORGES: [Forge; 3] = [
    Forge { file: "github-actions.yml", step: "run: |" },
    Forge { file: "forgejo-actions.yml", step: "run: |" },
    Forge { file: "gitlab-ci.yml", step: "- |" },
];
const ADDRESS: &str = "https://releases.example/countersign-0.1.0-linux-x86_64.tar.xz";
const TEXT: &str = "registry/2021/solidarity/v1/text.en.txt";

#[derive(Clone, Copy)]
struct Forge {
    file: &'static str,
    step: &'static str,
}

/// How a job ended.
struct Job {
    passed: bool,
    said: String,
    /// What could be posted.
    verdict: String,
}

impl Forge {
    fn text(self) -> String {
        fs::read_to_string(repository().join("docs/ci").join(self.file)).unwrap()
    }

    /// The shell lines of each step.
    fn steps(self) -> Vec<String> {
        let text = self.text();
        let mut steps = Vec::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.trim() != self.step {
                continue;
            }
            let first = *lines.peek().unwrap();
            let indent = &first[..first.len() - first.trim_start().len()];
            let mut step = String::new();
            while let Some(line) = lines.next_if(|line| line.is_empty() || line.starts_with(indent))
            {
                step.push_str(line.strip_prefix(indent).unwrap_or_default());
                step.push('\n');
            }
            steps.push(step);
        }
        assert_eq!(steps.len(), 2, "{}", self.file);
        steps
    }

    /// Each step in a shell of its own, or on GitLab all in one; both stop at the first failure.
    fn scripts(self) -> Vec<String> {
        match self.file {
            "gitlab-ci.yml" => vec![self.steps().concat()],
            _ => self.steps(),
        }
    }
}

/// A folder with what a forge's machine has: `curl`, which serves one archive, and that archive.
struct Machine<'a> {
    clones: &'a Clones,
    tools: PathBuf,
    sha256: String,
}

impl<'a> Machine<'a> {
    fn new(clones: &'a Clones) -> Self {
        let tools = clones.path("tools");
        let folder = tools.join("countersign-0.1.0-linux-x86_64");
        fs::create_dir_all(&folder).unwrap();
        let starts = format!("#!/bin/sh\nexec '{}' \"$@\"\n", program().display());
        executable(&folder.join("countersign"), &starts);
        // Its last argument but one is the file, its last the address.
        let curl = format!(
            "#!/bin/sh\nfor last; do :; done\n[ \"$last\" = {ADDRESS} ] || exit 22\n\
             while [ \"$1\" != --output ]; do shift; done\ncp '{}' \"$2\"\n",
            tools.join("archive").display()
        );
        executable(&tools.join("curl"), &curl);
        let mut machine = Self { clones, tools, sha256: String::new() };
        let pack =
            "tar --create --file archive countersign-0.1.0-linux-x86_64 && sha256sum archive";
        let mut command = clones.shell_command(FOUNDER);
        let output = command.args(["-c", pack]).current_dir(&machine.tools).output().unwrap();
        machine.sha256 = String::from_utf8(output.stdout).unwrap()[..64].to_owned();
        machine
    }

    fn job(&self, forge: Forge, name: &str, before: &str) -> Job {
        self.job_with(forge, name, before, [ADDRESS, &self.sha256])
    }

    fn job_with(&self, forge: Forge, name: &str, before: &str, pin: [&str; 2]) -> Job {
        let (path_file, summary) = (self.tools.join("path"), self.tools.join("summary"));
        let verdict = self.clones.clone_path(name).join("verdict.md");
        for file in [&path_file, &summary, &verdict] {
            let _ = fs::remove_file(file);
        }
        let mut job = Job { passed: true, said: String::new(), verdict: String::new() };
        for script in forge.scripts() {
            let added = fs::read_to_string(&path_file).unwrap_or_default();
            let mut path: Vec<String> = added.lines().map(str::to_owned).collect();
            path.extend([self.tools.display().to_string(), std::env::var("PATH").unwrap()]);
            let mut command = self.clones.shell_command(name);
            let bash = ["-c", "exec bash -e -o pipefail -c \"$0\"", &script];
            command.args(bash).env("PATH", path.join(":")).env("TMPDIR", &self.tools);
            command.env("GITHUB_PATH", &path_file).env("GITHUB_STEP_SUMMARY", &summary);
            command.env("COUNTERSIGN_URL", pin[0]).env("COUNTERSIGN_SHA256", pin[1]);
            command.env("BEFORE", before).env("CI_COMMIT_BEFORE_SHA", before);
            let output = command.output().unwrap();
            job.passed &= output.status.success();
            job.said.push_str(&String::from_utf8_lossy(&[output.stdout, output.stderr].concat()));
            if !job.passed {
                break;
            }
        }
        job.verdict =
            [summary, verdict].iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
        job
    }
}

fn executable(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn each_file_has_the_scripts_word_for_word() {
    let script = |name: &str| fs::read_to_string(repository().join("docs/ci").join(name)).unwrap();
    let (fetch, verify) = (script("fetch.sh"), script("verify.sh"));
    let (_, verify) = verify.split_once("set -u\n\n").unwrap();
    for forge in FORGES {
        let steps = forge.steps();
        assert!(steps[0].starts_with(&fetch), "{}: {}", forge.file, steps[0]);
        assert!(steps[1].trim_end().ends_with(verify.trim_end()), "{}: {}", forge.file, steps[1]);
    }
}

#[test]
fn what_is_used_is_pinned_and_may_read_only() {
    for forge in FORGES {
        let text = forge.text();
        for line in text.lines().filter_map(|line| line.trim().strip_prefix("- uses: ")) {
            let (_, pin) = line.split_once('@').unwrap();
            let id = pin.split(' ').next().unwrap();
            assert!(id.len() == 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{line}");
        }
        if text.contains("- uses: ") {
            assert!(text.contains("permissions:\n  contents: read\n"), "{text}");
        }
        // As it is shipped, it runs nothing.
        assert!(
            text.contains("COUNTERSIGN_URL: \"\"") && text.contains("COUNTERSIGN_SHA256: \"\"")
        );
    }
}

#[test]
fn only_the_pinned_program_runs() {
    let clones = Clones::with(&["uno"], &["ana"]);
    let machine = Machine::new(&clones);
    let (good, other) = (machine.sha256.as_str(), "0".repeat(64));
    for forge in FORGES {
        for pin in [
            ["", good],
            [ADDRESS, ""],
            ["http://releases.example/countersign-0.1.0-linux-x86_64.tar.xz", good],
            ["https://releases.example/countersign", good],
            [ADDRESS, &good[1..]],
            [ADDRESS, &format!("{good}\nmore")],
            [&format!("{ADDRESS}\n--insecure"), good],
            [ADDRESS, &other],
        ] {
            let job = machine.job_with(forge, "ana", "", pin);
            assert!(!job.passed && job.verdict.is_empty(), "{pin:?}: {}", job.said);
        }
    }
}

#[test]
fn the_steps_judge_what_a_bare_remote_has() {
    let clones = Clones::with(&["uno"], &["ana"]);
    let machine = Machine::new(&clones);
    let old = clones.git("ana", "rev-parse main");
    for forge in FORGES {
        let job = machine.job(forge, "ana", old.trim_end());
        assert!(job.passed, "{}: {}", forge.file, job.said);
        // Nobody has signed: a caveat, which is no failure.
        assert!(
            job.verdict.starts_with("### countersign: holds, with a caveat"),
            "{}",
            job.verdict
        );
    }
    clones.done("ana", &Clones::act("sign", "uno"));
    clones.done("ana", "sync");
    clones.done(FOUNDER, "sync");
    clones.done("ana", "sync");
    let new = clones.git("ana", "rev-parse main");
    for forge in FORGES {
        let job = machine.job(forge, "ana", old.trim_end());
        assert!(job.passed, "{}: {}", forge.file, job.said);
        assert!(
            job.verdict.starts_with("### countersign: holds (exit code 0)\n\n    "),
            "{}",
            job.verdict
        );
    }
    // Wound back, and pushed with force.
    clones.git("ana", &format!("reset --quiet --hard {}", old.trim_end()));
    for forge in FORGES {
        let job = machine.job(forge, "ana", new.trim_end());
        assert!(
            !job.passed && job.verdict.starts_with("### countersign: broken (exit code 3)"),
            "{}",
            job.said
        );
    }
}

#[test]
fn what_is_broken_is_a_failure() {
    let clones = Clones::with(&["uno"], &["ana"]);
    let machine = Machine::new(&clones);
    // A name or a reason that ends the code in which it is shown would speak for the forge.
    fs::write(clones.clone_path("ana").join(TEXT), "We stand apart.\n").unwrap();
    clones.git("ana", "commit --quiet --all --message=typo");
    for forge in FORGES {
        let job = machine.job(forge, "ana", "");
        assert!(
            !job.passed && job.verdict.starts_with("### countersign: broken (exit code 3)"),
            "{}",
            job.said
        );
        let mut shown = job.verdict.lines().skip(2);
        assert!(shown.all(|line| line.starts_with("    ")), "{}", job.verdict);
    }
}
