//! A temporary `PostgreSQL` server for the tests of this process. It listens on a socket in its own folder,
//! and stops when the process ends, also after a crash.

use guitai::server::Database;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Starts the server, and prints `ready` when it accepts connections. At the end of the input, stops it and
/// deletes it.
const SCRIPT: &str = r#"
    initdb --pgdata "$0/data" --username postgres --auth trust --encoding UTF8 --no-sync > "$0/log" 2>&1 &&
    pg_ctl --pgdata "$0/data" --log "$0/log" --wait start \
        --options "-c listen_addresses='' -c unix_socket_directories='$0' -c fsync=off" > "$0/started" 2>&1 &&
    echo ready || { cat "$0/log" "$0/started" >&2; exit 1; }
    cat > "$0/input"
    pg_ctl --pgdata "$0/data" --mode immediate stop > "$0/stopped" 2>&1
    rm -rf "$0"
"#;

struct Server {
    folder: PathBuf,
    /// The shell runs as long as its input is open.
    _shell: (Child, ChildStdin),
}

/// Creates an empty database, and starts the server if necessary.
pub fn new_database() -> Database {
    static SERVER: OnceLock<Server> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.get_or_init(Server::start);
    let name = format!("portal{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let mut create = Command::new("createdb");
    create.env("PATH", path()).arg("--host").arg(&server.folder).args(["--username", "postgres", &name]);
    let created = create.output().unwrap();
    assert!(created.status.success(), "{created:?}");
    format!("postgres://localhost/{name}?user=postgres&host={}", server.folder.display()).parse().unwrap()
}

/// Drops a database, also while clients are connected.
pub fn drop_database(database: &Database) {
    let Database::Postgres(url) = database else { panic!("{database} is a file") };
    let host = url.query_pairs().find(|(name, _)| name == "host").unwrap().1.into_owned();
    let name = url.path().trim_start_matches('/');
    let mut dropping = Command::new("dropdb");
    dropping.env("PATH", path()).args(["--force", "--host", &host, "--username", "postgres", name]);
    assert!(dropping.status().unwrap().success());
}

impl Server {
    fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("guitai-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut command = unprivileged(&folder);
        command.args(["sh", "-c", SCRIPT]).arg(&folder).current_dir(&folder);
        command.env("PATH", path()).env("LC_ALL", "C");
        let mut shell = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(shell.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(
            line, "ready\n",
            "PostgreSQL did not start; if it is missing, install it, as with: apt-get install postgresql"
        );
        let input = shell.stdin.take().unwrap();
        Self { folder, _shell: (shell, input) }
    }
}

/// Returns a command that runs as another user if this process runs as root, which `PostgreSQL` refuses.
/// Debian's package has a user for it.
fn unprivileged(folder: &Path) -> Command {
    let user = Command::new("id").arg("-u").output().unwrap();
    if user.stdout != b"0\n" {
        return Command::new("env");
    }
    assert!(Command::new("chown").arg("postgres").arg(folder).status().unwrap().success());
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]);
    command
}

/// Returns the search path with the folders of Debian's `PostgreSQL` programs.
fn path() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin"));
    std::env::join_paths(std::env::split_paths(&path).chain(debian)).unwrap()
}
