// A virtual screen with Orca, the screen reader of GNOME, and a browser that a keyboard controls.

import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { SpeechServer } from "./speech-server.js";

const TIMEOUT_MS = 60_000;
/** The time in which Orca begins to speak after a key. */
const ANSWER_MS = 4000;
/** The time in which a program ends by itself. */
const END_MS = 5000;

const SCREEN = ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"];
const BUS = ["--session", "--nofork", "--print-address"];
/** Orca's usual settings, except that it does not repeat the keys. There is no braille display. */
const ORCA = ["--disable", "key-echo", "--disable", "braille"];
/** A window without tabs and address bar, so that Tab stays in the page. */
const WINDOW = ["--app=data:text/html,", "--force-renderer-accessibility", "--test-type", "--window-size=1280,900"];
/** The question whether a page should be translated would take the focus. */
const PREFERENCES = { translate: { enabled: false }, intl: { selected_languages: "zh-TW" } };

/** The names of keys for X11, where they differ from Playwright's. */
const KEYSYMS = { Enter: "Return", Space: "space", ArrowDown: "Down", ArrowUp: "Up", Control: "ctrl", Shift: "shift" };

export class Orca {
  speech = new SpeechServer();
  #folder = mkdtempSync(join(tmpdir(), "guitai-speech-"));
  #programs = [];
  #env;
  #context;

  /** Starts the programs, and waits until Orca has spoken. */
  async start() {
    const home = this.#folder;
    const socket = join(home, "speech");
    await this.speech.listen(socket);
    const folders = ["HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"];
    this.#env = {
      ...process.env,
      ...Object.fromEntries(folders.map((name) => [name, home])),
      SPEECHD_ADDRESS: `unix_socket:${socket}`,
      LC_ALL: "C.UTF-8",
    };
    const screen = this.#spawn("Xvfb", SCREEN, ["ignore", "ignore", "ignore", "pipe"]);
    this.#env.DISPLAY = `:${await firstOutput(screen.stdio[3])}`;
    const bus = this.#spawn("dbus-daemon", BUS, ["ignore", "pipe", "ignore"]);
    this.#env.DBUS_SESSION_BUS_ADDRESS = await firstOutput(bus.stdout);
    this.#spawn("matchbox-window-manager", []);
    this.#spawn("orca", ORCA);
    if (!(await this.speech.until(0, ({ length }) => length > 0, TIMEOUT_MS))) throw new Error("Orca does not speak");
    return execFileSync("orca", ["--version"], { encoding: "utf8" }).trim();
  }

  #spawn(program, args, stdio = "ignore") {
    const started = spawn(program, args, { env: this.#env, stdio });
    this.#programs.unshift(started);
    return started;
  }

  /** Opens a window with an empty page. */
  async open({ executablePath, args }, options) {
    const profile = join(this.#folder, "profile");
    mkdirSync(join(profile, "Default"), { recursive: true });
    writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(PREFERENCES));
    this.#context = await chromium.launchPersistentContext(profile, {
      ...options,
      executablePath,
      args: [...args, ...WINDOW],
      ignoreDefaultArgs: ["--enable-automation"],
      env: this.#env,
      headless: false,
      viewport: null,
    });
    return this.#context.pages()[0];
  }

  /** Presses keys, such as `Shift+Tab`, and waits until Orca has answered. */
  async press(...keys) {
    const count = this.speech.utterances.length;
    const names = keys.map((key) => key.replaceAll(/[A-Za-z]+/g, (name) => KEYSYMS[name] ?? name));
    await promisify(execFile)("xdotool", ["key", ...names], { env: this.#env });
    await this.speech.until(count, ({ length }) => length > 0, ANSWER_MS);
    await this.speech.silence();
    return this.speech.since(count);
  }

  async stop() {
    await this.#context?.close();
    for (const program of this.#programs) await end(program);
    this.speech.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function firstOutput(stream) {
  const [output] = await once(stream, "data", { signal: AbortSignal.timeout(TIMEOUT_MS) });
  return String(output).trim();
}

async function end(program) {
  if (program.exitCode !== null || program.signalCode !== null) return;
  program.kill();
  const late = setTimeout(() => program.kill("SIGKILL"), END_MS);
  await once(program, "exit");
  clearTimeout(late);
}
