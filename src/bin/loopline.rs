//! The command line's entry: prints what [`loopline::cli`] says.

use std::io::{self, Write};
use std::process::ExitCode;

use loopline::cli;
use loopline::demos;
use loopline::i18n::Lang;
use loopline::trace::Stream;

/// Prints what a Python program prints. A reader that has gone, such as `head`, ends it.
fn print(stream: Stream, text: &str) {
    let printed = match stream {
        Stream::Out => io::stdout().write_all(text.as_bytes()),
        Stream::Err => io::stdout().flush().and_then(|()| io::stderr().write_all(text.as_bytes())),
    };
    if printed.is_err() {
        std::process::exit(1);
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    // As the C library chooses it.
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let tag = names.into_iter().filter_map(|name| std::env::var(name).ok()).find(|tag| !tag.is_empty());
    let said = cli::main(
        &demos::all().collect::<Vec<_>>(),
        demos::program,
        &args,
        Lang::of(&tag.unwrap_or_default()),
        Some(print),
    );
    // A reader that has gone, such as `head`, is no failure, and there is nobody to tell of others.
    let _ = io::stdout().write_all(said.out.as_bytes()).and_then(|()| io::stdout().flush());
    let _ = io::stderr().write_all(said.err.as_bytes());
    ExitCode::from(said.status)
}
