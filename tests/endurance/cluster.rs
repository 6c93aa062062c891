//! A PostgreSQL of a test's own, which may be stopped and started.

use std::io;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::process::Folder;

/// Stopped when it goes, and gone from the disk with its folder.
pub struct Cluster {
    folder: Folder,
    programs: PathBuf,
    port: u16,
    owner: Option<Owner>,
}

/// Who it runs as where we are root, whom PostgreSQL refuses.
#[derive(Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Cluster {
    /// Made, not yet started. Why not, where this machine has not what that takes.
    pub fn make() -> Result<Self, String> {
        let programs = programs().ok_or("there is no initdb in the path, nor where Debian has it")?;
        let folder = Folder::new();
        let owner = is_root().then(|| account("postgres").or_else(|| account("nobody")));
        let owner = match owner {
            Some(None) => return Err("root may not run PostgreSQL, and there is nobody else".to_owned()),
            owner => owner.flatten(),
        };
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let cluster = Self {
            folder,
            programs,
            port: free.map_err(|error| error.to_string())?.port(),
            owner,
        };
        let made = cluster.initialise().map_err(|error| error.to_string())?;
        if made {
            Ok(cluster)
        } else {
            Err("initdb failed".to_owned())
        }
    }

    fn initialise(&self) -> io::Result<bool> {
        std::fs::set_permissions(&self.folder.0, std::fs::Permissions::from_mode(0o711))?;
        std::fs::create_dir(self.data())?;
        if let Some(owner) = self.owner {
            chown(self.data(), Some(owner.user), Some(owner.group))?;
        }
        let mut initdb = self.command("initdb");
        initdb.args([
            "--username=tutti",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        Ok(initdb.status()?.success())
    }

    fn data(&self) -> PathBuf {
        self.folder.0.join("data")
    }

    /// One of its programs, about this cluster.
    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = match self.owner {
            Some(owner) => {
                let mut command = Command::new("setpriv");
                let (user, group) = (format!("--reuid={}", owner.user), format!("--regid={}", owner.group));
                command.args([&*user, &*group, "--clear-groups"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        command
            .arg("--pgdata")
            .arg(self.data())
            .current_dir("/")
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    /// Done when it lets in.
    pub fn start(&self) {
        let log = self.data().join("log");
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''",
            self.port
        );
        let mut start = self.command("pg_ctl");
        start.args(["start", "-w", "-t", "60", "-o", &options, "-l"]).arg(log);
        assert!(start.status().unwrap().success(), "PostgreSQL starts");
    }

    /// Done when it is gone. `fast` takes leave of who is connected, `immediate` is as good as a crash.
    pub fn stop(&self, mode: &str) {
        let mut stop = self.command("pg_ctl");
        stop.args(["stop", "-w", "-t", "60", "-m", mode]);
        assert!(stop.status().unwrap().success(), "PostgreSQL stops");
    }

    pub fn url(&self) -> String {
        format!("postgres://tutti@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.data().join("postmaster.pid").exists() {
            let mut stop = self.command("pg_ctl");
            let _ = stop.args(["stop", "-w", "-m", "immediate"]).status();
        }
    }
}

/// The folder of `initdb` and `pg_ctl`: in the path, or the newest of Debian's.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let has_both = |folder: &PathBuf| folder.join("initdb").exists() && folder.join("pg_ctl").exists();
    if let Some(folder) = std::env::split_paths(&path).find(has_both) {
        return Some(folder);
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let number = |folder: &Path| -> Option<u32> { folder.parent()?.file_name()?.to_str()?.parse().ok() };
    let folders = versions.flatten().map(|version| version.path().join("bin"));
    folders.filter(has_both).max_by_key(|folder| number(folder))
}

fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}

fn account(name: &str) -> Option<Owner> {
    Some(Owner {
        user: id(&["-u", name])?,
        group: id(&["-g", name])?,
    })
}

fn id(arguments: &[&str]) -> Option<u32> {
    let told = Command::new("id").args(arguments).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(told.stdout).ok()?.trim().parse().ok()
}
