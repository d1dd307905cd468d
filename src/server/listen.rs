//! Accepts connections, and lets none of them dawdle over its headers, over the answer or over the end.

use super::places::{Event, Place, Places};
use super::watched::{WatchedBody, WatchedStream};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutWriter;

/// A request's headers must be there this soon, and a kept-alive connection is closed after as long an idleness.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// Bytes that are read of a connection at one time, and the most that headers may have.
const BUFFER: usize = 64 * 1024;
/// An answer may lie this long without its client taking any of it.
pub(super) const PAUSE: Duration = Duration::from_secs(30);
/// Requests under way get this long to finish when the portal stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves the router on that listener until `stop` resolves, and lets go of each client that pauses longer over an
/// answer.
pub(super) async fn accept(
    listener: TcpListener,
    router: Router,
    places: Places,
    pause: Duration,
    stop: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let next = tokio::select! {
            () = &mut stop => break,
            next = next(&listener, &places) => next,
        };
        let Some((stream, peer, place)) = next else { continue };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_WITHIN)
            .max_buf_size(BUFFER)
            .serve_connection(
                TokioIo::new(WatchedStream::new(impatient(stream, pause), place.clone())),
                service(router.clone(), peer, place.clone()),
            );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                // A client that goes away in mid-sentence is no event worth a line.
                _ = connection => {}
                () = place.given_up() => {}
            }
        });
    }
    drop(listener);
    if timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests still under way");
    }
}

/// The next connection and its place; `None` if it got none, or could not be accepted.
async fn next(listener: &TcpListener, places: &Places) -> Option<(TcpStream, SocketAddr, Place)> {
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, places.take(peer.ip()).await?)),
        Err(error) => {
            // Such as too many open files: passing, and no reason to spin.
            let made_room = places.make_room();
            tracing::warn!(%error, made_room, "a connection was not accepted");
            sleep(Duration::from_millis(10)).await;
            None
        }
    }
}

/// The router for the requests of one connection.
fn service(
    router: Router,
    peer: SocketAddr,
    place: Place,
) -> impl Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future: Send,
> {
    let inner = TowerToHyperService::new(router);
    service_fn(move |request: Request<Incoming>| {
        let work = Work::begin(place.clone());
        let mut request = request.map(|body| Body::new(WatchedBody::new(body, place.clone())));
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = inner.call(request);
        async move {
            let answer = answer.await;
            drop(work);
            answer
        }
    })
}

/// A request that the portal works on.
struct Work(Place);

impl Work {
    fn begin(place: Place) -> Self {
        place.note(Event::WorkBegins);
        Self(place)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.0.note(Event::WorkEnds);
    }
}

/// The connection, which fails once nothing of what is written is taken for that long.
fn impatient(stream: TcpStream, pause: Duration) -> Pin<Box<TimeoutWriter<TcpStream>>> {
    let mut stream = TimeoutWriter::new(stream);
    stream.set_timeout(Some(pause));
    Box::pin(stream)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::server::client::Proxies;
    use crate::server::settings::Limits;
    use axum::body::Bytes;
    use axum::routing::get;
    use std::future::pending;
    use std::io::{Read, Write};
    use std::net;
    use std::thread;
    use tokio::runtime::Runtime;

    const MEGABYTE: usize = 1024 * 1024;
    /// More than the operating system holds for both ends of a connection.
    const ANSWER: usize = 64 * MEGABYTE;

    /// Bytes that arrive when a client waits before each of so many megabytes, and then reads on to the end.
    fn arrived(address: SocketAddr, wait: Duration, times: usize) -> usize {
        let mut stream = net::TcpStream::connect(address).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = vec![0; MEGABYTE];
        for _ in 0..times {
            thread::sleep(wait);
            stream.read_exact(&mut bytes).unwrap();
        }
        let mut rest = Vec::new();
        // A connection that was reset has ended as well.
        let _ = stream.read_to_end(&mut rest);
        times * MEGABYTE + rest.len()
    }

    #[test]
    fn a_client_that_takes_nothing_of_its_answer_is_let_go() {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let answer = Bytes::from(vec![b'x'; ANSWER]);
        let router = Router::new().route("/", get(async move || answer));
        let places = Places::new(&Limits::default(), Proxies::default());
        runtime.spawn(accept(listener, router, places, Duration::from_secs(1), pending()));
        for (name, wait, times, whole) in [
            ("at once", Duration::ZERO, 1, true),
            ("steadily, but slowly", Duration::from_millis(100), 15, true),
            ("not at all for long", Duration::from_secs(2), 1, false),
        ] {
            assert_eq!(arrived(address, wait, times) > ANSWER, whole, "{name}");
        }
    }
}
