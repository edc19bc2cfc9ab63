//! The program: everything is in the library, `app` puts it together.

use std::process::ExitCode;

fn main() -> ExitCode {
    fuzhu::app::main()
}
