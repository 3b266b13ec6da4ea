//! The report at an address of this machine: its files as they lie in their folder, and decisions that are taken up
//! when they are saved.
//!
//! Other programs of this machine, and pages of other sites in its browser, can reach the address, too. What is asked
//! for under another name than its own is refused, so that no site can pass for it, and decisions are taken from its
//! own pages only, which have to have seen those that are there.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, IF_MATCH, ORIGIN,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use offprint::batch;
use offprint::decision::Register;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use tower_http::services::ServeDir;

/// Bytes of decisions that a page may send: a hundred thousand of them.
const MOST_BYTES: usize = 32 << 20;

/// The type of what it sends. A page of another site cannot send it without being asked by the browser first.
const JSONL: &str = "application/jsonl";

/// The usual port. A browser keeps what was not saved yet for each port of its own.
const PORT: u16 = 7432;

/// What the browser is told with everything: to ask anew each time, to take nothing for a program that is none, and
/// to show no page of the report inside of another one.
const TOLD: [(HeaderName, &str); 3] = [
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
];

/// Has outputs follow decisions: what became of it, or why it could not be done.
pub(super) type TakeUp = Box<dyn FnMut(&Register) -> Result<String, String> + Send>;

/// A report that is shown.
pub(super) struct Live {
    /// Folder of the report.
    pub(super) folder: PathBuf,
    /// File that decisions are saved in.
    pub(super) decisions: PathBuf,
    /// Stands for what that file holds.
    pub(super) version: Mutex<String>,
    /// Has outputs follow it; one after the other.
    pub(super) take_up: Mutex<TakeUp>,
}

type Refusal = (StatusCode, String);

/// A place of this machine that nobody else can connect to: at a port, or else at the usual one or a free one.
///
/// # Errors
/// Another program has the port, or the system gives none; the message says what to do.
pub(super) fn listen(port: Option<u16>) -> Result<TcpListener, String> {
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => at(port).map_err(|error| {
            format!("port {port} cannot be had: {error}; choose another one with --port")
        }),
        None => at(PORT).or_else(|_| at(0)).map_err(|error| format!("no port can be had: {error}")),
    }
}

/// Stands for decisions: two registers that hold the same have the same.
pub(super) fn version(decided: &Register) -> String {
    let mut hasher = DefaultHasher::new();
    decided.text().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Shows a report until the process is ended.
///
/// # Errors
/// The system does not let it listen.
pub(super) fn serve(listener: TcpListener, live: Live) -> io::Result<()> {
    let port = listener.local_addr()?.port();
    listener.set_nonblocking(true)?;
    let files = ServeDir::new(&live.folder);
    let router = Router::new()
        .route("/decided.js", get(decided))
        .route("/decisions", post(decide))
        .fallback_service(files)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn(move |request: Request, next: Next| guard(port, request, next)))
        .with_state(Arc::new(live));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime
        .block_on(async { axum::serve(tokio::net::TcpListener::from_std(listener)?, router).await })
}

/// Lets through what is asked for under a name of this machine, and by no page of another site.
async fn guard(port: u16, request: Request, next: Next) -> Response {
    let mut response = if is_own(port, request.headers()) {
        next.run(request).await
    } else {
        let told = format!("this report is shown at http://127.0.0.1:{port}/ only");
        (StatusCode::FORBIDDEN, told).into_response()
    };
    let told = TOLD.map(|(name, value)| (name, HeaderValue::from_static(value)));
    response.headers_mut().extend(told);
    response
}

fn is_own(port: u16, headers: &HeaderMap) -> bool {
    let value = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let names = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let Some(host) = value(HOST).filter(|host| names.iter().any(|name| name == host)) else {
        return false;
    };
    value(ORIGIN).is_none_or(|origin| origin.strip_prefix("http://") == Some(host))
}

/// What was decided before, and that it can be added to here.
async fn decided(State(live): State<Arc<Live>>) -> Response {
    match std::fs::read_to_string(live.folder.join("decided.js")) {
        Ok(text) => {
            let version = live.version.lock().unwrap_or_else(PoisonError::into_inner);
            let text = format!("{text}const LIVE = \"{version}\";\n");
            ([(CONTENT_TYPE, "text/javascript")], text).into_response()
        }
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// Saves all decisions, and has the outputs follow them.
async fn decide(State(live): State<Arc<Live>>, headers: HeaderMap, lines: String) -> Response {
    let is = |name, wanted: &str| headers.get(name).is_some_and(|value| value == wanted);
    if !is(CONTENT_TYPE, JSONL) {
        let told = format!("decisions are {JSONL}");
        return (StatusCode::UNSUPPORTED_MEDIA_TYPE, told).into_response();
    }
    let seen = headers.get(IF_MATCH).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let answer = tokio::task::spawn_blocking(move || live.save(seen.as_deref(), &lines)).await;
    let broken =
        |_| Err((StatusCode::INTERNAL_SERVER_ERROR, "the conversion broke off".to_owned()));
    answer.unwrap_or_else(broken).into_response()
}

impl Live {
    fn save(&self, seen: Option<&str>, lines: &str) -> Result<String, Refusal> {
        let mut take_up = match self.take_up.try_lock() {
            Ok(take_up) => take_up,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {
                let told = "other decisions are being taken up; save these when that has ended";
                return Err((StatusCode::CONFLICT, told.to_owned()));
            }
        };
        let wrong = |error: offprint::decision::Wrong| (StatusCode::BAD_REQUEST, error.to_string());
        let decided = Register::read(lines).map_err(wrong)?;
        let mut version = self.version.lock().unwrap_or_else(PoisonError::into_inner);
        if seen != Some(version.as_str()) {
            let told = "other decisions were saved since this page was opened; open it again, and save then";
            return Err((StatusCode::PRECONDITION_FAILED, told.to_owned()));
        }
        // What was decided is safe before anything is made of it.
        batch::write(&self.decisions, decided.text().as_bytes()).map_err(|error| {
            let told = format!("{} cannot be written: {error}", self.decisions.display());
            (StatusCode::INTERNAL_SERVER_ERROR, told)
        })?;
        *version = self::version(&decided);
        drop(version);
        take_up(&decided).map_err(|told| (StatusCode::INTERNAL_SERVER_ERROR, told))
    }
}
