// The transcript as `target/look/speech.json`, on the terminal, and, with `GUITAI_SPEECH_DOC`, as `docs/speech.md`.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { locate, TODAY } from "../browser/submissions.js";

const DOCUMENT = "docs/speech.md";

/** Writes a recording: versions, parts, number of required texts, missing texts, and those spoken only on request. */
export function writeTranscript(recording) {
  const { versions, parts, required, missing } = recording;
  const [, system] = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8")) ?? [];
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    ...recording,
    versions: { ...versions, System: system },
  };
  const transcript = parts.flatMap(({ title, turns }) => ["", `## ${title}`, "", ...turns.map(line)]).join("\n");
  console.log(transcript);
  console.log(`\n${required - missing.length} of ${required} required texts are spoken`);
  mkdirSync(locate("target/look"), { recursive: true });
  writeFileSync(locate("target/look/speech.json"), JSON.stringify(facts, null, 2));
  if (process.env.GUITAI_SPEECH_DOC) writeFileSync(locate(DOCUMENT), `${introduction(facts)}${transcript}\n`);
}

/** The keys of a turn and the utterances. */
function line({ keys, said }) {
  const pressed = keys.filter((key) => key !== "").map((key) => `\`${key}\``);
  return `- ${[...pressed, said.join(" · ")].join(" ")}`;
}

const introduction = ({ date, versions, required, missing, onRequest }) => `# What a screen reader says

A recording of Orca, the screen reader of GNOME, on the shortest path through \`exemption\` in Chinese, with one Continue before the first answer. \`cargo xtask speech --write\` writes this file.

| | |
|---|---|
| Recorded on | ${date} |
${Object.entries(versions)
  .map(([name, version]) => `| ${name} | ${version} |`)
  .join("\n")}
| Required texts that are spoken | ${required - missing.length} of ${required} |
| Spoken only after \`KP_Add\` | ${onRequest.join("; ") || "none"} |

- Orca and Chromium run on a virtual screen. Keys are pressed through X11; texts are inserted at once, as by an input method. A speech server of the test takes the place of the synthesizer and writes down what Orca sends to it.
- Orca has its standard settings in English, without the echo of keys and without braille. The page contains only the form, whose clock is at ${TODAY.slice(0, 10)}.
- Required are the heading of every page, the label of every question, the errors of the empty first step, and the reference.
- Each line shows the pressed keys and the texts that Orca speaks until it is silent, separated by dots. \`Insert+a\` and \`KP_Add\` are commands of Orca: they turn on the focus mode, and read the page from the current place.
`;
