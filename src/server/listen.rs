//! Accepts connections, and closes those that are too slow with their headers or in reading a response.

use super::metered::{MeteredBody, MeteredStream};
use super::slots::{Event, Slot, Slots};
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
/// The size of a connection's buffer, which is also the limit on the size of headers.
const BUFFER: usize = 64 * 1024;
/// An answer may lie this long without its client taking any of it.
pub(super) const PAUSE: Duration = Duration::from_secs(30);
/// Requests under way get this long to finish when the portal stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves the router on that listener until `stop` resolves. A connection is closed if its client reads nothing of a
/// response for `pause`.
pub(super) async fn accept(
    listener: TcpListener,
    router: Router,
    slots: Slots,
    pause: Duration,
    stop: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let next = tokio::select! {
            () = &mut stop => break,
            next = next(&listener, &slots) => next,
        };
        let Some((stream, peer, slot)) = next else { continue };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_WITHIN)
            .max_buf_size(BUFFER)
            .serve_connection(
                TokioIo::new(MeteredStream::new(impatient(stream, pause), slot.clone())),
                service(router.clone(), peer, slot.clone()),
            );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                // A client that goes away in mid-sentence is no event worth a line.
                _ = connection => {}
                () = slot.evicted() => {}
            }
        });
    }
    drop(listener);
    if timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped with requests still under way");
    }
}

/// The next connection and its slot; `None` if it could not be accepted or got no slot.
async fn next(listener: &TcpListener, slots: &Slots) -> Option<(TcpStream, SocketAddr, Slot)> {
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, slots.take(peer.ip()).await?)),
        Err(error) => {
            // Such as too many open files: passing, and no reason to spin.
            let evicted = slots.evict_one();
            tracing::warn!(%error, evicted, "a connection was not accepted");
            sleep(Duration::from_millis(10)).await;
            None
        }
    }
}

/// The router for the requests of one connection.
fn service(
    router: Router,
    peer: SocketAddr,
    slot: Slot,
) -> impl Service<
    Request<Incoming>,
    Response = axum::response::Response,
    Error = std::convert::Infallible,
    Future: Send,
> {
    let inner = TowerToHyperService::new(router);
    service_fn(move |request: Request<Incoming>| {
        let work = Work::begin(slot.clone());
        let mut request = request.map(|body| Body::new(MeteredBody::new(body, slot.clone())));
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = inner.call(request);
        async move {
            let answer = answer.await;
            drop(work);
            answer
        }
    })
}

/// Marks a request as under way until it is dropped.
struct Work(Slot);

impl Work {
    fn begin(slot: Slot) -> Self {
        slot.note(Event::RequestBegins);
        Self(slot)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.0.note(Event::RequestEnds);
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
        let slots = Slots::new(&Limits::default(), Proxies::default());
        runtime.spawn(accept(listener, router, slots, Duration::from_secs(1), pending()));
        for (name, wait, times, whole) in [
            ("at once", Duration::ZERO, 1, true),
            ("steadily, but slowly", Duration::from_millis(100), 15, true),
            ("not at all for long", Duration::from_secs(2), 1, false),
        ] {
            assert_eq!(arrived(address, wait, times) > ANSWER, whole, "{name}");
        }
    }
}
