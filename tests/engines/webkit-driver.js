// Starts WebKitGTK's driver and a virtual screen before all tests, because the browser has no headless mode.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

const { WEBKIT_DRIVER_PORT = "8138" } = process.env;
const SCREEN = ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"];
const TIMEOUT_MS = 20_000;

/** Starts both and sets `WEBKIT_DRIVER`; returns the function that ends them. */
export default async function start() {
  const screen = spawn("Xvfb", SCREEN, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const [number] = await once(screen.stdio[3], "data", { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const driver = spawn("WebKitWebDriver", ["--host=127.0.0.1", `--port=${WEBKIT_DRIVER_PORT}`], {
    env: { ...process.env, DISPLAY: `:${String(number).trim()}` },
    stdio: "ignore",
  });
  process.env.WEBKIT_DRIVER = `http://127.0.0.1:${WEBKIT_DRIVER_PORT}`;
  const end = async () => {
    for (const process of [driver, screen]) {
      process.kill();
      if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
    }
  };
  for (const late = Date.now() + TIMEOUT_MS; Date.now() < late; await pause(50)) {
    const isReady = await fetch(`${process.env.WEBKIT_DRIVER}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return end;
  }
  await end();
  throw new Error("WebKitWebDriver does not respond");
}
