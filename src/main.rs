//! The server's binary.

fn main() -> std::process::ExitCode {
    tutti::server::cli::main(std::env::args_os())
}
