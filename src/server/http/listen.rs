//! Accepts connections, and closes those whose clients are too slow in sending headers or reading responses.

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

/// The time limit for a request's headers, and for an idle connection.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);
/// The size of a connection's buffer, which also limits the size of headers.
const BUFFER_BYTES: usize = 64 * 1024;
/// The longest time in which a client may read nothing of a response.
pub const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// The time that unfinished requests have when the portal stops.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(10);

/// Serves the router on that listener until `stop` resolves. A connection is closed if its client reads
/// nothing of a response for `write_timeout`.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    slots: Slots,
    write_timeout: Duration,
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
            .header_read_timeout(HEADER_TIMEOUT)
            .max_buf_size(BUFFER_BYTES)
            .serve_connection(
                TokioIo::new(MeteredStream::new(with_write_timeout(stream, write_timeout), slot.clone())),
                service(router.clone(), peer, slot.clone()),
            );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                // Clients may disconnect at any time, which is not worth a log line.
                _ = connection => {}
                () = slot.evicted() => {}
            }
        });
    }
    drop(listener);
    if timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("stopped with unfinished requests");
    }
}

/// Accepts a connection and takes its slot. Returns `None` if it could not be accepted or got no slot.
async fn next(listener: &TcpListener, slots: &Slots) -> Option<(TcpStream, SocketAddr, Slot)> {
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, slots.take(peer.ip()).await?)),
        Err(error) => {
            // For example too many open files. The pause avoids a busy loop.
            let evicted = slots.evict_one();
            tracing::warn!(%error, evicted, "a connection was not accepted");
            sleep(Duration::from_millis(10)).await;
            None
        }
    }
}

/// Returns the service for the requests of one connection.
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
        let active = ActiveRequest::begin(slot.clone());
        let mut request = request.map(|body| Body::new(MeteredBody::new(body, slot.clone())));
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = inner.call(request);
        async move {
            let response = response.await;
            drop(active);
            response
        }
    })
}

/// Counts a request as active until this value is dropped.
struct ActiveRequest(Slot);

impl ActiveRequest {
    fn begin(slot: Slot) -> Self {
        slot.note(Event::RequestBegins);
        Self(slot)
    }
}

impl Drop for ActiveRequest {
    fn drop(&mut self) {
        self.0.note(Event::RequestEnds);
    }
}

/// Wraps the connection so that it fails if a write makes no progress for that long.
fn with_write_timeout(stream: TcpStream, timeout: Duration) -> Pin<Box<TimeoutWriter<TcpStream>>> {
    let mut stream = TimeoutWriter::new(stream);
    stream.set_timeout(Some(timeout));
    Box::pin(stream)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::client::Proxies;
    use super::super::limits::Limits;
    use super::*;
    use axum::body::Bytes;
    use axum::routing::get;
    use std::future::pending;
    use std::io::{Read, Write};
    use std::net;
    use std::thread;
    use tokio::runtime::Runtime;

    const MEGABYTE: usize = 1024 * 1024;
    /// More than the operating system buffers for both ends of a connection.
    const RESPONSE_BYTES: usize = 64 * MEGABYTE;

    /// Returns the bytes that arrive at a client that waits before each of the first `megabytes`, then reads
    /// to the end.
    fn bytes_read(address: SocketAddr, wait: Duration, megabytes: usize) -> usize {
        let mut stream = net::TcpStream::connect(address).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = vec![0; MEGABYTE];
        for _ in 0..megabytes {
            thread::sleep(wait);
            stream.read_exact(&mut bytes).unwrap();
        }
        let mut rest = Vec::new();
        // A reset also ends the connection.
        let _ = stream.read_to_end(&mut rest);
        megabytes * MEGABYTE + rest.len()
    }

    #[test]
    fn a_client_that_reads_nothing_is_disconnected() {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let response = Bytes::from(vec![b'x'; RESPONSE_BYTES]);
        let router = Router::new().route("/", get(async move || response));
        let slots = Slots::new(&Limits::default(), Proxies::default());
        runtime.spawn(serve(listener, router, slots, Duration::from_secs(1), pending()));
        for (name, wait, megabytes, is_complete) in [
            ("at once", Duration::ZERO, 1, true),
            ("slow but steady", Duration::from_millis(100), 15, true),
            ("a long pause", Duration::from_secs(2), 1, false),
        ] {
            assert_eq!(bytes_read(address, wait, megabytes) > RESPONSE_BYTES, is_complete, "{name}");
        }
    }
}
