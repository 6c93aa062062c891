//! The server's binary.

/// A page is thousands of small pieces, taken on one thread and given back on another. With the system's allocator a list
/// takes a fifth more of the processor (`docs/performance.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tutti::server::cli::main(std::env::args_os())
}
