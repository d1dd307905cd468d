//! Slots for open connections: a limit on all of them, and one for each client.
//!
//! When a limit is reached, the new connection replaces the one that has made no progress for the longest
//! time while the portal waits for its client: unfinished headers, a stalled body, a response that the client
//! does not read, or an idle connection. Therefore stalled connections never block new ones.

use super::client::{Client, Proxies};
use super::limits::Limits;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::Notify;

/// A connection makes progress with each request, and whenever this many bytes were read or written.
const PROGRESS_BYTES: usize = 4 * 1024;

/// The slots of one listener. Clones share them.
#[derive(Clone)]
pub struct Slots(Arc<Shared>);

struct Shared {
    in_all: usize,
    per_client: usize,
    proxies: Proxies,
    open: Mutex<Open>,
    /// Notified when a slot becomes free, or its connection can be evicted.
    changed: Notify,
}

#[derive(Default)]
struct Open {
    next: u64,
    connections: HashMap<u64, Connection>,
}

struct Connection {
    client: Option<Client>,
    /// Requests whose response has not begun.
    requests: usize,
    /// Request bodies that the portal waits for.
    awaited: usize,
    /// Bytes since the last progress.
    bytes: usize,
    /// The time of the last progress.
    progress: Instant,
    evicted: Arc<Notify>,
}

impl Connection {
    fn waits_for_client(&self) -> bool {
        self.requests == 0 || self.awaited > 0
    }
}

/// Activity of a connection.
#[derive(Clone, Copy, Debug)]
pub enum Event {
    /// The number of bytes that were read or written.
    BytesMoved(usize),
    /// The headers of a request are complete.
    RequestBegins,
    /// The headers of its response are ready.
    RequestEnds,
    /// The portal waits for more bytes of a request's body.
    BodyAwaited,
    /// They arrived, or are no longer needed.
    BodyArrived,
}

impl Slots {
    /// The slots of a listener with those limits.
    pub fn new(limits: &Limits, proxies: Proxies) -> Self {
        Self(Arc::new(Shared {
            in_all: limits.connections.max(1),
            per_client: limits.connections_per_client.max(1),
            proxies,
            open: Mutex::default(),
            changed: Notify::new(),
        }))
    }

    /// Takes a slot for a connection from that address. Waits until one is free. Returns `None` if the client
    /// has reached its own limit and none of its connections can be evicted.
    pub async fn take(&self, peer: IpAddr) -> Option<Slot> {
        let client = self.0.proxies.connecting(peer);
        loop {
            match self.try_take(client) {
                Taken::Slot(slot) => return Some(slot),
                Taken::TooMany => return None,
                Taken::Full => self.0.changed.notified().await,
            }
        }
    }

    /// Closes one connection to make room. Returns false if none can be evicted.
    pub fn evict_one(&self) -> bool {
        self.0.open().evict(|_| true)
    }

    fn try_take(&self, client: Option<Client>) -> Taken {
        let mut open = self.0.open();
        let own = |connection: &Connection| connection.client == client;
        let is_too_many = client.is_some()
            && open.connections.values().filter(|connection| own(connection)).count() >= self.0.per_client;
        if is_too_many && !open.evict(own) {
            return Taken::TooMany;
        }
        if open.connections.len() >= self.0.in_all && !open.evict(|_| true) {
            return Taken::Full;
        }
        let evicted = Arc::new(Notify::new());
        let connection = Connection {
            client,
            requests: 0,
            awaited: 0,
            bytes: 0,
            progress: Instant::now(),
            evicted: Arc::clone(&evicted),
        };
        let number = open.next;
        open.next += 1;
        open.connections.insert(number, connection);
        Taken::Slot(Slot(Arc::new(Handle { shared: Arc::clone(&self.0), number, evicted })))
    }
}

enum Taken {
    Slot(Slot),
    TooMany,
    Full,
}

impl Shared {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    /// Closes the matching connection that has made no progress for the longest time. Returns false if none
    /// can be evicted.
    fn evict(&mut self, matches: impl Fn(&Connection) -> bool) -> bool {
        let waiting = self.connections.iter().filter(|(_, open)| open.waits_for_client() && matches(open));
        let longest = waiting.min_by_key(|(_, open)| open.progress).map(|(number, _)| *number);
        let Some(evicted) = longest.and_then(|number| self.connections.remove(&number)) else { return false };
        evicted.evicted.notify_one();
        true
    }
}

/// The slot of one connection. Clones share it; it becomes free when the last of them is dropped.
#[derive(Clone)]
pub struct Slot(Arc<Handle>);

struct Handle {
    shared: Arc<Shared>,
    number: u64,
    evicted: Arc<Notify>,
}

impl Slot {
    /// Resolves when the connection is to be closed.
    pub async fn evicted(&self) {
        self.0.evicted.notified().await;
    }

    /// Records activity of the connection.
    pub fn note(&self, event: Event) {
        let shared = &self.0.shared;
        let mut open = shared.open();
        let Some(connection) = open.connections.get_mut(&self.0.number) else { return };
        match event {
            Event::BytesMoved(bytes) => connection.bytes += bytes,
            Event::RequestBegins => connection.requests += 1,
            Event::RequestEnds => connection.requests = connection.requests.saturating_sub(1),
            Event::BodyAwaited => connection.awaited += 1,
            Event::BodyArrived => connection.awaited = connection.awaited.saturating_sub(1),
        }
        if connection.bytes >= PROGRESS_BYTES || matches!(event, Event::RequestBegins | Event::RequestEnds) {
            connection.bytes = 0;
            connection.progress = Instant::now();
        }
        if connection.waits_for_client() {
            shared.changed.notify_one();
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.open().connections.remove(&self.number);
        self.shared.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::time::timeout;

    fn slots(connections: usize, connections_per_client: usize) -> Slots {
        let limits = Limits { connections, connections_per_client, ..Limits::default() };
        Slots::new(&limits, Proxies { trusted: Some(0), is_public: false })
    }

    /// Takes a slot for the client of that number, if one is free now.
    async fn take(slots: &Slots, client: u8) -> Option<Slot> {
        timeout(Duration::from_millis(50), slots.take([203, 0, 113, client].into())).await.ok().flatten()
    }

    async fn slot(slots: &Slots, client: u8) -> Slot {
        take(slots, client).await.unwrap_or_else(|| panic!("no slot for {client}"))
    }

    async fn is_evicted(slot: &Slot) -> bool {
        timeout(Duration::ZERO, slot.evicted()).await.is_ok()
    }

    #[tokio::test]
    async fn the_connection_without_progress_is_evicted() {
        let slots = slots(3, 3);
        let [one, two, three] = [slot(&slots, 1).await, slot(&slots, 2).await, slot(&slots, 3).await];
        one.note(Event::BytesMoved(PROGRESS_BYTES));
        two.note(Event::BytesMoved(PROGRESS_BYTES - 1));
        three.note(Event::RequestBegins);
        three.note(Event::RequestEnds);
        let four = slot(&slots, 4).await;
        assert!(is_evicted(&two).await);
        two.note(Event::BytesMoved(PROGRESS_BYTES));
        let _five = slot(&slots, 5).await;
        assert!(is_evicted(&one).await && !is_evicted(&three).await && !is_evicted(&four).await);
    }

    #[tokio::test]
    async fn a_connection_with_a_request_under_way_is_kept() {
        let slots = slots(2, 2);
        let [one, two] = [slot(&slots, 1).await, slot(&slots, 2).await];
        for slot in [&one, &two] {
            slot.note(Event::RequestBegins);
        }
        assert!(take(&slots, 3).await.is_none() && !slots.evict_one());
        two.note(Event::BodyAwaited);
        let three = slot(&slots, 3).await;
        assert!(is_evicted(&two).await && !is_evicted(&one).await);
        three.note(Event::RequestBegins);
        assert!(take(&slots, 4).await.is_none());
        drop(three);
        let four = slot(&slots, 4).await;
        assert!(slots.evict_one() && is_evicted(&four).await);
    }

    #[tokio::test]
    async fn a_new_connection_waits_for_a_slot() {
        let slots = slots(1, 1);
        let one = slot(&slots, 1).await;
        one.note(Event::RequestBegins);
        let waiting = tokio::spawn({
            let slots = slots.clone();
            async move { slots.take([203, 0, 113, 2].into()).await.is_some() }
        });
        tokio::task::yield_now().await;
        one.note(Event::RequestEnds);
        assert!(waiting.await.is_ok_and(|has_slot| has_slot));
        assert!(is_evicted(&one).await);
    }

    #[tokio::test]
    async fn a_client_at_its_limit_loses_its_own_connections() {
        let slots = slots(10, 2);
        let other = slot(&slots, 9).await;
        let [one, two] = [slot(&slots, 1).await, slot(&slots, 1).await];
        two.note(Event::RequestBegins);
        let three = slot(&slots, 1).await;
        assert!(is_evicted(&one).await && !is_evicted(&other).await && !is_evicted(&two).await);
        three.note(Event::RequestBegins);
        assert!(take(&slots, 1).await.is_none());
        assert!(take(&slots, 9).await.is_some());
    }
}
