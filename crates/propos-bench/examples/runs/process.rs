//! A whole process, measured.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a process took.
pub(crate) struct Measured {
    /// From its start to its end.
    pub(crate) wall: Duration,
    /// Processor time of the program itself, of all processors together.
    pub(crate) user: Duration,
    /// Processor time of the system for it.
    pub(crate) system: Duration,
    /// The most memory it had, in bytes.
    pub(crate) peak_memory: u64,
    /// Its exit code.
    pub(crate) exit: i32,
}

/// How often the system is asked how much memory the process has had.
const LOOK_EVERY: Duration = Duration::from_millis(2);
/// What the system counts processor time in.
const TICK: Duration = Duration::from_millis(10);

impl Measured {
    /// Processor time of both.
    pub(crate) fn cpu(&self) -> Duration {
        self.user + self.system
    }
}

/// The program beside this one.
pub(crate) fn own_program() -> Result<PathBuf, Box<dyn Error>> {
    let program = std::env::current_exe()?
        .parent()
        .and_then(Path::parent)
        .map(|folder| folder.join("propos"))
        .filter(|program| program.exists());
    Ok(program.ok_or("build the program first: cargo build --release -p propos-cli")?)
}

/// Runs a program in a folder, on these processors where some are named, and waits for its end.
pub(crate) fn measure(
    program: &Path,
    folder: &Path,
    arguments: &[String],
    processors: Option<&str>,
) -> Result<Measured, Box<dyn Error>> {
    let mut command = match processors {
        Some(processors) => {
            let mut command = Command::new("taskset");
            command.args(["--cpu-list", processors]).arg(program);
            command
        }
        None => Command::new(program),
    };
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let before = children_cpu();
    let began = Instant::now();
    let mut child = command.spawn()?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak_memory = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak_memory = peak_memory.max(high_water(&status_file).unwrap_or(0));
        std::thread::sleep(LOOK_EVERY);
    };
    let wall = began.elapsed();
    let after = children_cpu();
    let [user, system] = [0, 1].map(|at| after[at].saturating_sub(before[at]));
    Ok(Measured {
        wall,
        user,
        system,
        peak_memory,
        exit: status.code().unwrap_or(-1),
    })
}

/// The most memory a process has had so far.
fn high_water(status_file: &str) -> Option<u64> {
    let status = fs::read_to_string(status_file).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// The processor time of all children that have ended, their own and the system's.
fn children_cpu() -> [Duration; 2] {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets; the 14th and 15th from there are those of children, in user and in system.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let mut times = fields.split_whitespace().skip(13);
    [(); 2].map(|()| {
        let ticks = times.next().and_then(|field| field.parse::<u32>().ok());
        TICK * ticks.unwrap_or(0)
    })
}
