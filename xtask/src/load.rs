//! Load generator: concurrent clients that send different submissions.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use ureq::Agent;

/// UTC offset of Asia/Taipei in seconds.
const UTC_OFFSET_SECONDS: i32 = 8 * 3600;

/// Submission, number of clients and duration.
pub struct Load {
    /// The submission's text before, between and after its id and `filed_at`.
    before: String,
    between: String,
    after: String,
    connections: usize,
    time: Duration,
    number: AtomicU64,
    zone: FixedOffset,
}

/// The result of a measurement.
pub struct Outcome {
    stored: u32,
    time: Duration,
    /// Sorted.
    latencies: Vec<Duration>,
}

impl Load {
    /// Creates a load with variants of a submission.
    ///
    /// # Errors
    /// The submission does not have `id` and `filed_at` in this order.
    pub fn new(submission: &str, connections: usize, seconds: u64) -> Result<Self> {
        let value: serde_json::Value = serde_json::from_str(submission)?;
        let text = value.to_string();
        let own =
            |name: &str| value.get(name).and_then(serde_json::Value::as_str).context("a member is missing");
        let (before, rest) = text.split_once(own("id")?).context("the id does not occur")?;
        let (between, after) = rest.split_once(own("filed_at")?).context("filed_at is before the id")?;
        Ok(Self {
            before: before.to_owned(),
            between: between.to_owned(),
            after: after.to_owned(),
            connections,
            time: Duration::from_secs(seconds),
            number: AtomicU64::new(0),
            zone: FixedOffset::east_opt(UTC_OFFSET_SECONDS).context("the UTC offset is invalid")?,
        })
    }

    /// Sends submissions to a URL.
    ///
    /// # Errors
    /// A response was not 201.
    pub fn file_at(&self, url: &str) -> Result<Outcome> {
        let started = Instant::now();
        let latencies = thread::scope(|scope| -> Result<Vec<Duration>> {
            let clients: Vec<_> =
                (0..self.connections).map(|_| scope.spawn(|| self.client(url, started))).collect();
            let mut all = Vec::new();
            for client in clients {
                all.extend(client.join().map_err(|_| anyhow::anyhow!("a client panicked"))??);
            }
            all.sort();
            Ok(all)
        })?;
        Ok(Outcome { stored: u32::try_from(latencies.len())?, time: started.elapsed(), latencies })
    }

    fn client(&self, url: &str, started: Instant) -> Result<Vec<Duration>> {
        let agent: Agent = Agent::config_builder().http_status_as_error(false).build().new_agent();
        let mut latencies = Vec::new();
        while started.elapsed() < self.time {
            let (id, body) = self.next_submission()?;
            let sent = Instant::now();
            let request = agent.post(url).header("Content-Type", "application/json");
            let mut response = request.header("Idempotency-Key", format!("\"{id}\"")).send(&body)?;
            let text = response.body_mut().read_to_string()?;
            ensure!(response.status() == 201, "{}: {text}", response.status());
            latencies.push(sent.elapsed());
        }
        Ok(latencies)
    }

    /// Returns id and body of a new submission, filed now.
    fn next_submission(&self) -> Result<(String, String)> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        // A UUID version 7: milliseconds, then a sequence number.
        let milliseconds = format!("{:012x}", now.as_millis());
        let (high, low) = milliseconds.split_at(8);
        let id = format!("{high}-{low}-7000-8000-{number:012x}");
        let moment = DateTime::<Utc>::from(UNIX_EPOCH + now).with_timezone(&self.zone);
        let moment = moment.to_rfc3339_opts(SecondsFormat::Secs, false);
        Ok((id.clone(), [&self.before, id.as_str(), &self.between, &moment, &self.after].concat()))
    }
}

impl Outcome {
    /// Stored submissions per second.
    pub fn per_second(&self) -> f64 {
        f64::from(self.stored) / self.time.as_secs_f64()
    }

    /// Returns a percentile of the latencies, in milliseconds.
    fn percentile(&self, percent: usize) -> f64 {
        let at = self.latencies.len().saturating_sub(1) * percent / 100;
        self.latencies.get(at).map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [median, high] = [50, 99].map(|percent| self.percentile(percent));
        write!(
            f,
            "{:>8.0} stored per second, {median:>6.1} ms (median), {high:>6.1} ms (99 %)",
            self.per_second()
        )
    }
}
