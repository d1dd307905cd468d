// Reads `Content-Disposition` headers with other parsers: Express's package, busboy, and Werkzeug (Flask).

import { spawnSync } from "node:child_process";
import { Readable } from "node:stream";
import busboy from "busboy";
import { parse } from "content-disposition";

const SCRIPT = `
import json, sys
from werkzeug.http import parse_options_header
print(json.dumps([parse_options_header(header)[1].get("filename") for header in json.load(sys.stdin)]))
`;

/** The file names in headers, by parser. @param {string[]} headers */
export async function fileNames(headers) {
  return {
    express: headers.map((header) => parse(header).parameters.filename),
    busboy: await Promise.all(headers.map(byBusboy)),
    werkzeug: byWerkzeug(headers),
  };
}

/** busboy parses the headers of parts of a form, so the header is put into one. */
function byBusboy(header) {
  return new Promise((resolve, reject) => {
    const parts = busboy({ headers: { "content-type": "multipart/form-data; boundary=x" }, preservePath: true });
    parts.on("file", (_name, stream, { filename }) => {
      stream.resume();
      resolve(filename);
    });
    parts.on("error", reject);
    parts.on("close", () => resolve(undefined));
    const disposition = header.replace("attachment", 'form-data; name="file"');
    Readable.from([`--x\r\nContent-Disposition: ${disposition}\r\n\r\n.\r\n--x--\r\n`]).pipe(parts);
  });
}

function byWerkzeug(headers) {
  const { stdout, stderr, error } = spawnSync(process.env.PYTHON, ["-c", SCRIPT], {
    encoding: "utf8",
    input: JSON.stringify(headers),
  });
  if (error || stderr) throw new Error(stderr, { cause: error });
  return JSON.parse(stdout);
}
