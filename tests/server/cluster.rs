//! A throw-away `PostgreSQL` for the tests of this process: it listens on a socket in a folder of its own, and goes away
//! with the process, however that ends.

use guitai::server::Database;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Starts the server and says when it takes connections; at the end of the input, stops it and cleans up.
const RUN: &str = r#"
    initdb --pgdata "$0/data" --username postgres --auth trust --encoding UTF8 --no-sync > "$0/log" 2>&1 &&
    pg_ctl --pgdata "$0/data" --log "$0/log" --wait start \
        --options "-c listen_addresses='' -c unix_socket_directories='$0' -c fsync=off" > "$0/started" 2>&1 &&
    echo ready || { cat "$0/log" "$0/started" >&2; exit 1; }
    cat > "$0/input"
    pg_ctl --pgdata "$0/data" --mode immediate stop > "$0/stopped" 2>&1
    rm -rf "$0"
"#;

struct Cluster {
    folder: PathBuf,
    /// The shell lives as long as its input is open.
    _shell: (Child, ChildStdin),
}

/// An empty database of the cluster, which is started if it is not there.
pub fn new_database() -> Database {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let cluster = CLUSTER.get_or_init(Cluster::start);
    let name = format!("portal{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let mut create = Command::new("createdb");
    create.env("PATH", path()).arg("--host").arg(&cluster.folder).args(["--username", "postgres", &name]);
    let created = create.output().unwrap();
    assert!(created.status.success(), "{created:?}");
    format!("postgres://localhost/{name}?user=postgres&host={}", cluster.folder.display()).parse().unwrap()
}

/// Takes a database of the cluster away, whoever is connected.
pub fn drop_database(database: &Database) {
    let Database::Postgres(url) = database else { panic!("{database} is a file") };
    let host = url.query_pairs().find(|(name, _)| name == "host").unwrap().1.into_owned();
    let name = url.path().trim_start_matches('/');
    let mut dropping = Command::new("dropdb");
    dropping.env("PATH", path()).args(["--force", "--host", &host, "--username", "postgres", name]);
    assert!(dropping.status().unwrap().success());
}

impl Cluster {
    fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("guitai-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut command = as_somebody(&folder);
        command.args(["sh", "-c", RUN]).arg(&folder).current_dir(&folder);
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

/// `PostgreSQL` refuses to run as root; Debian's package brings a user for it.
fn as_somebody(folder: &Path) -> Command {
    let user = Command::new("id").arg("-u").output().unwrap();
    if user.stdout != b"0\n" {
        return Command::new("env");
    }
    assert!(Command::new("chown").arg("postgres").arg(folder).status().unwrap().success());
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]);
    command
}

/// The path with the places where Debian puts `initdb` and its like.
fn path() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = debian.map(|version| version.path().join("bin"));
    std::env::join_paths(std::env::split_paths(&path).chain(debian)).unwrap()
}
