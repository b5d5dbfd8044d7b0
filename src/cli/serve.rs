//! `resultatplan serve`: plans in a browser.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::Args;

use super::output::{complain, language, print, tell, warn};
use super::{CommandOutcome, Global};
use crate::files::{Disk, Files};
use crate::language::{Telling, say};
use crate::serve::{AccessToken, WeakToken, Workbench, WorkbenchOptions, listen, watch};

/// Show plans in a browser on this machine: how they stand, their documents, what is wrong, and their files
///
/// It reads and writes in the folder that is shown and nowhere else; a change in a file, by whatever program, shows on the pages
/// at once. Nothing leaves the machine. The first address has a token that nobody else knows.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan serve
  resultatplan serve plans/uim/siri --port 8321
  resultatplan serve --read-only --no-open")]
pub(super) struct Options {
    /// A plan's folder, an institution's, a ministry's, or a folder of ministries; else `plans`
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Listen on this port; else on one that is free
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Do not open the browser
    #[arg(long)]
    no_open: bool,
    /// Write nothing
    #[arg(long)]
    read_only: bool,
    /// The token that the first address has; else a random one
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    /// Listen on this address; others than the machine's own need `--token`
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<IpAddr>,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let ip = options.bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if !ip.is_loopback() && options.token.is_none() {
        complain(say!("serve.bind-needs-token", address = ip.to_string()));
        return CommandOutcome::Misused;
    }
    let Some(token) = token(options) else { return CommandOutcome::Misused };
    let wanted = SocketAddr::new(ip, options.port.unwrap_or(0));
    let not_listening = |error| say!("serve.not-listening", address = wanted.to_string(), error = error);
    let Some(listener) = tell(TcpListener::bind(wanted).map_err(not_listening)) else { return CommandOutcome::Misused };
    let Some(address) = tell(listener.local_addr().map_err(not_listening)) else { return CommandOutcome::Misused };
    let root = options.path.clone().unwrap_or_else(|| PathBuf::from("plans"));
    let workbench = Workbench::new(WorkbenchOptions {
        files: Disk.share(),
        root: root.clone(),
        assets,
        language: language(),
        token,
        address,
        is_read_only: options.read_only,
    });
    let not_shown = |error| say!("serve.root", path = root.display(), error = error);
    let Some(workbench) = tell(workbench.map_err(not_shown)) else { return CommandOutcome::Misused };
    let workbench = Arc::new(workbench);
    let _watch = watch(&workbench).inspect_err(|error| warn(&error.message())).ok();
    let first = workbench.first_address();
    print(say!("serve.address", root = root.display(), address = first));
    if !options.no_open {
        open(&first);
    }
    let warmed = Arc::clone(&workbench);
    std::thread::spawn(move || warmed.warm());
    listen(&workbench, &listener);
    CommandOutcome::Well
}

/// The one that was given, or a random one. None, and told, where there is none.
fn token(options: &Options) -> Option<AccessToken> {
    match &options.token {
        Some(text) => {
            let weak = |WeakToken| say!("serve.token-weak", least = AccessToken::LEAST);
            tell(AccessToken::chosen(text).map_err(weak))
        }
        None => {
            let token = AccessToken::random();
            if token.is_none() {
                complain(say!("serve.no-chance"));
            }
            token
        }
    }
}

/// Opens a browser. Where that fails, the address stands on the screen.
fn open(address: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let quiet = || Stdio::null();
    let _ = Command::new(program).args(before).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
}
