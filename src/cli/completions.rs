//! `fuzhu completions`: what a shell needs to complete the commands, from the same definition that reads them.

use super::failure::Failure;
use super::output::Output;
use super::usage;
use clap::Args;
use clap_complete::Shell;

/// A shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// 命令解释器 ‖ the shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completions for one shell.
///
/// # Errors
/// When they cannot be written.
pub fn run(completions: &Completions, out: &mut Output<'_>) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut usage::definition(out.lang), "fuzhu", &mut script);
    out.script(&String::from_utf8_lossy(&script))
}

#[cfg(test)]
mod tests {
    use crate::cli::tests::says;

    #[test]
    fn every_shell_gets_the_commands() {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let script = says(&format!("completions {shell}"));
            assert!(script.contains("calendar") && script.contains("today"), "{shell}");
        }
    }
}
