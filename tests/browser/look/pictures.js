// The pictures of the states: their files, and the ways in which a state is shown.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, locate, workflows } from "../submissions.js";

/** One folder for each tour, with one picture for each state, language and way. */
export const FOLDER = locate("target/look/screenshots");

/** The ways to show a state: the width of the window, and the emulated media. */
export const WAYS = {
  phone: { width: 390 },
  tablet: { width: 768 },
  desktop: { width: 1280 },
  dark: { width: 390, colorScheme: "dark" },
  forced: { width: 390, forcedColors: "active" },
  // The width of a sheet of A4 at 96 dots per inch.
  print: { width: 794, media: "print" },
};

/** The workflow of a tour: `exemption` if the tour has no workflow in its name. */
export const workflowOf = (tour) => workflows.find(({ name }) => tour.startsWith(name))?.name ?? "exemption";

/** The ways in which a state is shown: three widths, and others for some states. */
export function waysOf(tour, state) {
  // The states of these tours differ only in the words of a problem.
  if (tour.endsWith("-mistakes")) return ["phone"];
  const ways = ["phone", "tablet", "desktop"];
  // The tours of `exemption` show every kind of page.
  if (workflowOf(tour) === "exemption") ways.push("dark", "forced");
  if (/review|receipt|stop|failure/.test(state)) ways.push("print");
  return ways;
}

/** The name of a picture. `number` is the place of the state in its tour. */
export const fileOf = ({ number, state, language, way }) =>
  `${String(number).padStart(3, "0")}.${state.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.${language}.${way}.png`;

/** The stored pictures in the order of the tours' states, each with its size in pixels. */
export function pictures(folder = FOLDER) {
  const tours = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory())
    : [];
  return tours.flatMap(({ name: tour }) => {
    const files = readdirSync(join(folder, tour)).filter((file) => file.endsWith(".png"));
    const own = files.map((file) => {
      const [number, state, language, way] = file.split(".");
      return { tour, number, state, language, way, file: `${tour}/${file}`, ...size(join(folder, tour, file)) };
    });
    return own.toSorted((one, other) => place(one) - place(other));
  });
}

/** Sorts by state, then by language, then by way. */
function place({ number, language, way }) {
  return Number(number) * 1000 + LANGUAGES.indexOf(language) * 100 + Object.keys(WAYS).indexOf(way);
}

/** Width and height of a PNG, from its header. */
function size(path) {
  const header = readFileSync(path).subarray(16, 24);
  return { width: header.readUInt32BE(0), height: header.readUInt32BE(4) };
}
