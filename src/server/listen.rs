//! Opens the address to listen on, and says in one sentence why that failed and what to do.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;

/// A listener on this address.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address)
        .await
        .map_err(|error| explain(address, &error))
}

fn explain(address: SocketAddr, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => {
            let by = holder(address.port())
                .map(|program| format!(" by {program}"))
                .unwrap_or_default();
            format!("{address} is already in use{by}: stop that program, or choose another port with --listen")
        }
        io::ErrorKind::AddrNotAvailable => {
            format!(
                "this machine has no address {}: choose one it has with --listen, or 0.0.0.0 for all",
                address.ip()
            )
        }
        io::ErrorKind::PermissionDenied => {
            format!(
                "only an administrator may listen on port {}: choose one from 1024 on with --listen",
                address.port()
            )
        }
        _ => format!("cannot listen on {address}: {error}"),
    }
}

/// Who listens on a port, as far as this user may know: Linux tells by its process file system, others don't.
fn holder(port: u16) -> Option<String> {
    let socket = format!("socket:[{}]", listening_inode(port)?);
    let processes = std::fs::read_dir("/proc").ok()?.flatten().filter(|entry| {
        entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.bytes().all(|b| b.is_ascii_digit()))
    });
    for process in processes {
        let Ok(files) = std::fs::read_dir(process.path().join("fd")) else {
            continue;
        };
        if files
            .flatten()
            .any(|file| std::fs::read_link(file.path()).is_ok_and(|to| to.as_os_str() == socket.as_str()))
        {
            let name = std::fs::read_to_string(process.path().join("comm")).ok()?;
            let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
            return Some(format!(
                "\"{name}\" (process {})",
                process.file_name().to_string_lossy()
            ));
        }
    }
    None
}

/// The inode of the socket that listens on a port, from a table whose columns proc(5) names.
fn listening_inode(port: u16) -> Option<String> {
    const LISTENING: &str = "0A";
    ["/proc/net/tcp", "/proc/net/tcp6"].iter().find_map(|table| {
        let table = std::fs::read_to_string(table).ok()?;
        table.lines().skip(1).find_map(|line| {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let (local, state, inode) = (columns.get(1)?, columns.get(3)?, columns.get(9)?);
            let local = u16::from_str_radix(local.rsplit(':').next()?, 16).ok()?;
            (local == port && *state == LISTENING).then(|| (*inode).to_owned())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_explained() {
        let first = listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = first.local_addr().unwrap();
        let sentence = listen(address).await.unwrap_err();
        assert!(
            sentence.starts_with(&format!("{address} is already in use")),
            "{sentence}"
        );
        assert!(sentence.contains("--listen"), "{sentence}");
        if cfg!(target_os = "linux") {
            assert!(
                sentence.contains(&format!("(process {})", std::process::id())),
                "{sentence}"
            );
        }
    }

    #[tokio::test]
    async fn an_address_of_others_is_explained() {
        let sentence = listen("192.0.2.1:0".parse().unwrap()).await.unwrap_err();
        assert!(sentence.contains("no address 192.0.2.1"), "{sentence}");
    }
}
