//! The places of the open connections: so many in all, and so many for each client.
//!
//! Where places run out, the connection that has gone longest without progress while the portal waits for its client
//! gives up its place: one with unfinished headers, a stalled body or an answer that is not taken, or an idle one. So
//! connections that dawdle never keep out one that does not.

use super::client::{Client, Proxies};
use super::settings::Limits;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use tokio::sync::Notify;

/// A connection makes progress with each request, and with so many bytes of a body or an answer.
const PROGRESS: usize = 4 * 1024;

/// All places.
#[derive(Clone)]
pub(super) struct Places(Arc<Shared>);

struct Shared {
    in_all: usize,
    per_client: usize,
    proxies: Proxies,
    open: Mutex<Open>,
    /// A place became free, or its connection now waits for its client.
    changed: Notify,
}

#[derive(Default)]
struct Open {
    next: u64,
    connections: HashMap<u64, Connection>,
}

struct Connection {
    client: Option<Client>,
    /// Requests that the portal works on.
    at_work: usize,
    /// Bodies that the portal waits for.
    awaited: usize,
    /// Bytes since the last progress.
    bytes: usize,
    progress: Instant,
    leave: Arc<Notify>,
}

impl Connection {
    fn waits_for_client(&self) -> bool {
        self.at_work == 0 || self.awaited > 0
    }
}

/// What a connection does, as far as its place depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// So many bytes came or went.
    Moved(usize),
    /// A request's head is there.
    WorkBegins,
    /// Its answer's head is there.
    WorkEnds,
    /// The portal waits for more of a body.
    BodyAwaited,
    /// It no longer does.
    BodyCame,
}

impl Places {
    pub fn new(limits: &Limits, proxies: Proxies) -> Self {
        Self(Arc::new(Shared {
            in_all: limits.connections.max(1),
            per_client: limits.connections_per_client.max(1),
            proxies,
            open: Mutex::default(),
            changed: Notify::new(),
        }))
    }

    /// A place for a connection from that address, as soon as there is one; `None` if its client has as many as it may,
    /// and the portal works for all of them.
    pub async fn take(&self, peer: IpAddr) -> Option<Place> {
        let client = self.0.proxies.connecting(peer);
        loop {
            match self.try_take(client) {
                Taken::Place(place) => return Some(place),
                Taken::TooMany => return None,
                Taken::Full => self.0.changed.notified().await,
            }
        }
    }

    /// Closes the connection that has gone longest without progress, if one waits for its client.
    pub fn make_room(&self) -> bool {
        self.0.open().give_up(|_| true)
    }

    fn try_take(&self, client: Option<Client>) -> Taken {
        let mut open = self.0.open();
        let own = |connection: &Connection| connection.client == client;
        let is_too_many = client.is_some()
            && open.connections.values().filter(|connection| own(connection)).count() >= self.0.per_client;
        if is_too_many && !open.give_up(own) {
            return Taken::TooMany;
        }
        if open.connections.len() >= self.0.in_all && !open.give_up(|_| true) {
            return Taken::Full;
        }
        let leave = Arc::new(Notify::new());
        let connection = Connection {
            client,
            at_work: 0,
            awaited: 0,
            bytes: 0,
            progress: Instant::now(),
            leave: Arc::clone(&leave),
        };
        let number = open.next;
        open.next += 1;
        open.connections.insert(number, connection);
        Taken::Place(Place(Arc::new(Taking { shared: Arc::clone(&self.0), number, leave })))
    }
}

enum Taken {
    Place(Place),
    TooMany,
    Full,
}

impl Shared {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    /// Takes the place of one of those connections; false if the portal works for all of them.
    fn give_up(&mut self, of: impl Fn(&Connection) -> bool) -> bool {
        let waiting = self.connections.iter().filter(|(_, open)| open.waits_for_client() && of(open));
        let longest = waiting.min_by_key(|(_, open)| open.progress).map(|(number, _)| *number);
        let Some(gone) = longest.and_then(|number| self.connections.remove(&number)) else { return false };
        gone.leave.notify_one();
        true
    }
}

/// The place of one connection. Clones are of the same place, which is free once the last of them is dropped.
#[derive(Clone)]
pub(super) struct Place(Arc<Taking>);

struct Taking {
    shared: Arc<Shared>,
    number: u64,
    leave: Arc<Notify>,
}

impl Place {
    /// Resolves when the connection has to leave.
    pub async fn given_up(&self) {
        self.0.leave.notified().await;
    }

    /// Tells what the connection does.
    pub fn note(&self, event: Event) {
        let shared = &self.0.shared;
        let mut open = shared.open();
        let Some(connection) = open.connections.get_mut(&self.0.number) else { return };
        match event {
            Event::Moved(bytes) => connection.bytes += bytes,
            Event::WorkBegins => connection.at_work += 1,
            Event::WorkEnds => connection.at_work = connection.at_work.saturating_sub(1),
            Event::BodyAwaited => connection.awaited += 1,
            Event::BodyCame => connection.awaited = connection.awaited.saturating_sub(1),
        }
        if connection.bytes >= PROGRESS || matches!(event, Event::WorkBegins | Event::WorkEnds) {
            connection.bytes = 0;
            connection.progress = Instant::now();
        }
        if connection.waits_for_client() {
            shared.changed.notify_one();
        }
    }
}

impl Drop for Taking {
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

    fn places(connections: usize, connections_per_client: usize) -> Places {
        let limits = Limits { connections, connections_per_client, ..Limits::default() };
        Places::new(&limits, Proxies { trusted: Some(0), is_public: false })
    }

    /// A place for a client of that number, if there is one at once.
    async fn take(places: &Places, client: u8) -> Option<Place> {
        timeout(Duration::from_millis(50), places.take([203, 0, 113, client].into())).await.ok().flatten()
    }

    async fn place(places: &Places, client: u8) -> Place {
        take(places, client).await.unwrap_or_else(|| panic!("no place for {client}"))
    }

    async fn has_to_leave(place: &Place) -> bool {
        timeout(Duration::ZERO, place.given_up()).await.is_ok()
    }

    #[tokio::test]
    async fn the_one_that_dawdles_longest_leaves() {
        let places = places(3, 3);
        let [one, two, three] = [place(&places, 1).await, place(&places, 2).await, place(&places, 3).await];
        one.note(Event::Moved(PROGRESS));
        two.note(Event::Moved(PROGRESS - 1));
        three.note(Event::WorkBegins);
        three.note(Event::WorkEnds);
        let four = place(&places, 4).await;
        assert!(has_to_leave(&two).await);
        two.note(Event::Moved(PROGRESS));
        let _five = place(&places, 5).await;
        assert!(has_to_leave(&one).await && !has_to_leave(&three).await && !has_to_leave(&four).await);
    }

    #[tokio::test]
    async fn what_the_portal_works_on_stays() {
        let places = places(2, 2);
        let [one, two] = [place(&places, 1).await, place(&places, 2).await];
        for place in [&one, &two] {
            place.note(Event::WorkBegins);
        }
        assert!(take(&places, 3).await.is_none() && !places.make_room());
        two.note(Event::BodyAwaited);
        let three = place(&places, 3).await;
        assert!(has_to_leave(&two).await && !has_to_leave(&one).await);
        three.note(Event::WorkBegins);
        assert!(take(&places, 4).await.is_none());
        drop(three);
        let four = place(&places, 4).await;
        assert!(places.make_room() && has_to_leave(&four).await);
    }

    #[tokio::test]
    async fn who_waits_for_a_place_gets_the_next_one() {
        let places = places(1, 1);
        let one = place(&places, 1).await;
        one.note(Event::WorkBegins);
        let waiting = tokio::spawn({
            let places = places.clone();
            async move { places.take([203, 0, 113, 2].into()).await.is_some() }
        });
        tokio::task::yield_now().await;
        one.note(Event::WorkEnds);
        assert!(waiting.await.is_ok_and(|has_place| has_place));
        assert!(has_to_leave(&one).await);
    }

    #[tokio::test]
    async fn a_client_takes_from_itself_alone() {
        let places = places(10, 2);
        let other = place(&places, 9).await;
        let [one, two] = [place(&places, 1).await, place(&places, 1).await];
        two.note(Event::WorkBegins);
        let three = place(&places, 1).await;
        assert!(has_to_leave(&one).await && !has_to_leave(&other).await && !has_to_leave(&two).await);
        three.note(Event::WorkBegins);
        assert!(take(&places, 1).await.is_none());
        assert!(take(&places, 9).await.is_some());
    }
}
