//! Time: timers expire and messages arrive in the order of their moments.

use super::network::REQUEST_TIMEOUT_MS;
use super::tab::Name;
use super::{Checked, World};
use crate::random::Random;
use guitai::journey::{Event, RequestEnd, Timer};

/// Something that happens at a moment.
enum Due {
    Timer(Name, Timer),
    Letter(usize),
    Timeout(usize),
}

impl World {
    /// Lets time pass. Timers never expire early; requests end after 30 seconds without progress.
    pub(super) fn pass(&mut self, milliseconds: u64) -> Checked {
        let end = self.now + milliseconds;
        while let Some((at, due)) = self.next_due().filter(|(at, _)| *at <= end) {
            self.now = self.now.max(at);
            match due {
                Due::Timer(name, timer) => self.expire(name, timer)?,
                Due::Letter(index) => self.deliver(index)?,
                Due::Timeout(index) => {
                    self.counts.add("fault: request timed out");
                    self.end_request(index, RequestEnd::Broken { status: None })?;
                }
            }
            self.settle()?;
        }
        self.now = self.now.max(end);
        Ok(())
    }

    fn next_due(&self) -> Option<(u64, Due)> {
        let timers = self.tabs.iter().filter_map(|tab| {
            let (at, timer) = tab.next_timer()?;
            Some((at, Due::Timer(tab.name, timer)))
        });
        let letters =
            self.letters.iter().enumerate().map(|(index, letter)| (letter.arrives_at, Due::Letter(index)));
        let requests = self.requests.iter().enumerate();
        let timeouts =
            requests.map(|(index, request)| (request.progress_at + REQUEST_TIMEOUT_MS, Due::Timeout(index)));
        letters.chain(timers).chain(timeouts).min_by_key(|(at, _)| *at)
    }

    fn expire(&mut self, name: Name, timer: Timer) -> Checked {
        let Some(at) = self.find(name) else { return Ok(()) };
        self.tabs[at].set_timer(timer, None);
        self.feed(name, &Event::Woke(timer))
    }

    /// Lets seconds or minutes pass, or the machine sleep.
    pub(super) fn pass_long(&mut self, random: &mut Random) -> Checked {
        let seconds = *random.pick(&[1, 2, 3, 5, 9, 17, 31, 62, 125, 150]);
        if random.below(8) == 0 {
            self.counts.add("fault: machine slept");
            // Timers do not expire meanwhile, and messages do not arrive.
            self.now += seconds * 1000;
            for letter in &mut self.letters {
                letter.arrives_at += seconds * 1000;
            }
            for request in &mut self.requests {
                request.progress_at = self.now;
            }
            for tab in &mut self.tabs {
                for due in tab.timers.iter_mut().flatten() {
                    // A suspended timer goes on after the sleep; only a second at a kiosk is overdue.
                    *due += seconds * 1000;
                }
                if let Some(due) = tab.timer(Timer::Second) {
                    tab.set_timer(Timer::Second, Some(due.min(self.now)));
                }
            }
            return Ok(());
        }
        self.tell(|| format!("{seconds} seconds pass"));
        self.pass(seconds * 1000)
    }
}
