//! Faults of tabs, storage, clock, session and host page.

use super::store::Store;
use super::tab::{Name, Tab};
use super::{Checked, World};
use crate::random::Random;
use guitai::journey::{Event, Options, Storage};
use guitai::validate::Mode;

/// The maximum number of tabs at a time.
const MOST_TABS: usize = 3;

impl World {
    /// One fault happens.
    pub(super) fn inflict(&mut self, random: &mut Random) -> Checked {
        let at = random.below(self.tabs.len());
        let name = self.tabs[at].name;
        match random.below(18) {
            0 | 1 => self.switch_network(),
            2 => {
                self.counts.add("fault: clock set");
                let hour = 3_600_000;
                self.clock += *random.pick(&[-24 * hour, -hour, -5000, 5000, hour, 24 * hour]);
                self.clock_set_at = self.now;
                Ok(())
            }
            3 => {
                self.counts.add("fault: tab closed");
                self.close(at);
                Ok(())
            }
            4 | 5 => {
                self.counts.add("fault: tab reloaded");
                self.reload(at)
            }
            6 | 7 => self.duplicate(at),
            8 => {
                self.counts.add("fault: engine panicked");
                let memory = self.close(at).memory;
                self.open(memory, true)
            }
            9 | 10 => {
                self.is_disk_full = !self.is_disk_full;
                if self.is_disk_full {
                    self.counts.add("fault: disk became full");
                }
                self.tell(|| "the disk becomes full, or has space again".to_owned());
                Ok(())
            }
            11 => {
                self.counts.add("fault: reset by the host page");
                self.feed(name, &Event::Reset)
            }
            12 => {
                self.backend.is_down = !self.backend.is_down;
                if self.backend.is_down {
                    self.counts.add("fault: backend went down");
                }
                Ok(())
            }
            13 => {
                self.backend.is_signed_out = !self.backend.is_signed_out;
                if self.backend.is_signed_out {
                    self.counts.add("fault: session ended");
                }
                Ok(())
            }
            14 | 15 => self.change_options(name, random),
            16 => {
                self.cut = Some(random.below(12));
                self.act(random)?;
                self.cut = None;
                Ok(())
            }
            _ => self.feed(name, &Event::Touched),
        }
    }

    fn switch_network(&mut self) -> Checked {
        self.is_online = !self.is_online;
        if !self.is_online {
            self.counts.add("fault: went offline");
            return Ok(());
        }
        let names: Vec<Name> = self.tabs.iter().map(|tab| tab.name).collect();
        names.into_iter().try_for_each(|name| self.feed(name, &Event::Online))
    }

    /// Closes a tab. Its requests may still reach the backend.
    fn close(&mut self, at: usize) -> Tab {
        let tab = self.tabs.remove(at);
        self.tell(|| format!("tab {} closes", tab.name));
        self.leave_locks(tab.name);
        for request in std::mem::take(&mut self.requests) {
            if request.tab != tab.name {
                self.requests.push(request);
            } else if let super::network::Parcel::Filing { id, body } = request.parcel {
                self.ghosts.push((id, body));
            }
        }
        self.late.retain(|(name, _)| *name != tab.name);
        self.queue.retain(|(name, _)| *name != tab.name);
        tab
    }

    pub(super) fn reload(&mut self, at: usize) -> Checked {
        let tab = self.close(at);
        let store = self.disk_of(&tab);
        self.open(store, false)
    }

    fn disk_of(&self, tab: &Tab) -> Store {
        match self.options.storage {
            Storage::Memory => Store::default(),
            Storage::Session => tab.disk.clone(),
            Storage::Local => self.device.clone(),
        }
    }

    fn duplicate(&mut self, at: usize) -> Checked {
        if self.tabs.len() >= MOST_TABS || self.options.mode == Mode::Kiosk {
            return Ok(());
        }
        self.counts.add("fault: tab duplicated");
        let store = self.disk_of(&self.tabs[at]);
        self.open(store, false)
    }

    /// Opens a tab when all are closed.
    pub(super) fn reopen(&mut self) -> Checked {
        let store =
            if self.options.storage == Storage::Local { self.device.clone() } else { Store::default() };
        self.open(store, false)?;
        self.settle()
    }

    /// The host page changes an attribute.
    fn change_options(&mut self, name: Name, random: &mut Random) -> Checked {
        self.counts.add("options changed");
        let options = &mut self.options;
        match random.below(6) {
            0 => (*random.pick(&["en", "zh-Hant", "zh-TW"])).clone_into(&mut options.lang),
            1 => {
                options.prefill =
                    Some(r#"{"name": "林", "email": "a@example.com", "subject": "x"}"#.to_owned());
            }
            2 => options.has_endpoint = !options.has_endpoint,
            3 => options.uploads_files = !options.uploads_files,
            4 => options.title_errors = !options.title_errors,
            _ => options.heading_level = 3,
        }
        let options: Options = options.clone();
        self.feed(name, &Event::OptionsChanged(options))
    }
}
