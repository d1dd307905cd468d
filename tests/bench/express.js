// A typical intake endpoint for comparison: Express, Ajv with the schema of `guitai schema`, and better-sqlite3 with
// the same durability as the reference portal. It stores each key once, returns a reference, and refuses with reasons.
//
// node express.js SCHEMA DATABASE prints its URL.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import Database from "better-sqlite3";
import express from "express";

const [schema, path] = process.argv.slice(2);

const ajv = new Ajv2020({ allErrors: true, strict: false });
formats.default(ajv);
const isValid = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

const database = new Database(path);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(`CREATE TABLE submissions (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workflow TEXT NOT NULL,
  received_at TEXT NOT NULL, body BLOB NOT NULL, sha256 BLOB NOT NULL)`);
const find = database.prepare("SELECT number, sha256 FROM submissions WHERE id = ?");
const insert = database.prepare(
  "INSERT INTO submissions (id, workflow, received_at, body, sha256) VALUES (?, ?, ?, ?, ?)",
);

const refuse = (response, errors) =>
  response
    .status(422)
    .type("application/problem+json")
    .send(JSON.stringify({ title: "refused", errors }));

const app = express();
app.use(express.raw({ type: "application/json", limit: "16mb" }));
app.post("/api/submissions", (request, response) => {
  const body = request.body;
  const id = request.get("idempotency-key")?.slice(1, -1);
  const sha256 = createHash("sha256").update(body).digest();
  const before = find.get(id);
  if (before) {
    if (!before.sha256.equals(sha256)) return refuse(response, []);
    return response.json({ id, reference: `115-${before.number}` });
  }
  const submission = JSON.parse(body);
  if (submission.id !== id || !isValid(submission)) {
    const errors = (isValid.errors ?? []).map(({ instancePath, message }) => ({
      pointer: `#${instancePath}`,
      detail: message,
    }));
    return refuse(response, errors);
  }
  const { lastInsertRowid } = insert.run(id, submission.workflow, new Date().toISOString(), body, sha256);
  response.status(201).json({ id, reference: `115-${lastInsertRowid}` });
});

const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
