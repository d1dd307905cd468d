// A speech server that writes down what a screen reader says. It implements the part of SSIP, the protocol of Speech
// Dispatcher, that Orca uses.

import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** The duration of an utterance. Orca ignores the end of an utterance that comes at once. */
const UTTERANCE_MS = 50;
/** Orca is silent after this time without an utterance. */
const SILENCE_MS = 800;
const INTERVAL_MS = 25;

/** The replies to commands that ask for data. The others are confirmed. */
const REPLIES = {
  "HISTORY GET CLIENT_ID": "245-1\r\n245 OK",
  "LIST OUTPUT_MODULES": "250-transcript\r\n250 OK",
  "LIST SYNTHESIS_VOICES": "249-transcript\tzh\tnone\r\n249 OK",
};
const END = 702;
const CANCELLED = 703;

export class SpeechServer {
  /** Every utterance so far. */
  utterances = [];
  #last = Date.now();
  #server = createServer((socket) => new Connection(socket, (text) => this.#record(text)));

  /** Listens on a Unix socket. */
  async listen(path) {
    this.#server.listen(path);
    await once(this.#server, "listening");
  }

  close() {
    this.#server.close();
  }

  #record(text) {
    this.#last = Date.now();
    if (text) this.utterances.push(text);
  }

  /** The utterances after the first ones. */
  since(count) {
    return this.utterances.slice(count);
  }

  /** Waits until a predicate holds for the utterances after the first ones, and returns whether it holds in time. */
  async until(count, holds, timeout) {
    for (const end = Date.now() + timeout; !holds(this.since(count)); await pause(INTERVAL_MS)) {
      if (Date.now() > end) return false;
    }
    return true;
  }

  async silence() {
    while (Date.now() - this.#last < SILENCE_MS) await pause(INTERVAL_MS);
  }
}

/** A client of the server. */
class Connection {
  #socket;
  #record;
  #rest = "";
  /** The lines of the text that is being received. */
  #text = null;
  #id = 0;
  /** Timers of the utterances that have not ended, by id. */
  #spoken = new Map();

  constructor(socket, record) {
    this.#socket = socket;
    this.#record = record;
    socket.setEncoding("utf8");
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      const lines = (this.#rest + chunk).split("\r\n");
      this.#rest = lines.pop();
      for (const line of lines) this.#receive(line);
    });
  }

  #receive(line) {
    if (this.#text && line !== ".") {
      this.#text.push(line);
    } else if (this.#text) {
      this.#record(plain(this.#text.join(" ")));
      this.#text = null;
      this.#reply(`225-${++this.#id}\r\n225 OK MESSAGE QUEUED`);
      const id = this.#id;
      this.#spoken.set(
        id,
        setTimeout(() => this.#end(id, END), UTTERANCE_MS),
      );
    } else if (line === "SPEAK") {
      this.#text = [];
      this.#reply("230 OK RECEIVING DATA");
    } else {
      const [, name, text] = /^(CHAR|KEY) (.+)/.exec(line) ?? [];
      if (name) this.#record(text);
      if (/^(CANCEL|STOP)/.test(line)) for (const id of this.#spoken.keys()) this.#end(id, CANCELLED);
      this.#reply(name ? `225-${++this.#id}\r\n225 OK MESSAGE QUEUED` : (REPLIES[line] ?? "208 OK"));
    }
  }

  #end(id, event) {
    clearTimeout(this.#spoken.get(id));
    this.#spoken.delete(id);
    this.#reply(`${event}-${id}\r\n${event}-1\r\n${event} EVENT`);
  }

  #reply(lines) {
    if (this.#socket.writable) this.#socket.write(`${lines}\r\n`);
  }
}

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** The text of an SSML document. */
const plain = (ssml) =>
  ssml
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(lt|gt|amp);/g, (entity) => ENTITIES[entity])
    .replaceAll(/\s+/g, " ")
    .trim();
