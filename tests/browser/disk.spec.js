// No answer that was entered at a kiosk is in the files of the browser's profile.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ready, Wizard } from "./driver.js";
import { expect, preparePage, test } from "./portal.js";
import { named } from "./submissions.js";

const { submission: attached } = named("a PDF attached");
const SECRET = {
  unit_name: "磁碟上找不到的團",
  name: "王不留痕",
  national_id: "F131104173",
  mobile: "0963852741",
  email: "leaves.no.trace@mail.example",
};
/** Marks the content of the attachment. */
const MARK = "%not-on-any-disk";

const submission = {
  ...attached,
  answers: { ...attached.answers, ...SECRET },
  attachments: attached.attachments.map((file) => {
    const content = Buffer.from(file.content, "base64").toString("latin1").replace("%%EOF", `${MARK}\n%%EOF`);
    return { ...file, content: Buffer.from(content, "latin1").toString("base64"), name: "不留痕.pdf" };
  }),
};

/** The encodings in which a browser or a database may write a text. */
const ENCODINGS = {
  "UTF-8": (text) => Buffer.from(text, "utf8"),
  "UTF-16LE": (text) => Buffer.from(text, "utf16le"),
  "UTF-16BE": (text) => Buffer.from(text, "utf16le").swap16(),
  "a URL": (text) => Buffer.from(encodeURIComponent(text)),
  "JSON escapes": (text) =>
    Buffer.from(text.replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)),
  base64: (text) => Buffer.from(Buffer.from(text).toString("base64").slice(0, -4)),
};

const NEEDLES = [...Object.values(SECRET), MARK, "不留痕.pdf"].flatMap((text) =>
  Object.entries(ENCODINGS).map(([encoding, write]) => ({ what: `${text} in ${encoding}`, bytes: write(text) })),
);

/** Runs `visit` in a browser with its own profile, closes it, and returns the marks in the files of the profile. */
async function searchedProfile(playwright, options, visit) {
  const profile = mkdtempSync(join(tmpdir(), "guitai-profile-"));
  try {
    const context = await playwright.chromium.launchPersistentContext(profile, options);
    const { page, errors } = await preparePage(context.pages()[0] ?? (await context.newPage()));
    await visit(page);
    await context.close();
    expect(errors).toEqual([]);
    const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(5);
    return files.flatMap((entry) => {
      const content = readFileSync(join(entry.parentPath, entry.name));
      const found = NEEDLES.filter(({ bytes }) => content.includes(bytes));
      return found.map(({ what }) => `${entry.name}: ${what}`);
    });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

const profileOptions = (baseURL, { project }) => ({ ...project.use.launchOptions, baseURL, locale: "zh-TW" });

test("a kiosk leaves no answer on the disk, also after an interruption", async ({ playwright, baseURL }, info) => {
  const found = await searchedProfile(playwright, profileOptions(baseURL, info), async (page) => {
    for (const end of ["filed", "finished", "interrupted"]) {
      await page.goto("/kiosk");
      await page.locator('[lang="zh-Hant"] [data-workflow="exemption"]').click();
      const wizard = await ready(new Wizard(page, page.locator("guitai-form")));
      expect((await wizard.run(submission)).page).toBe("review");
      if (end === "filed") expect((await wizard.submit(submission)).page).toBe("receipt");
      if (end !== "interrupted") await wizard.button("restart").click();
    }
  });
  expect(found).toEqual([]);
});

test("the search finds the answers of a form that keeps a draft", async ({ playwright, baseURL }, info) => {
  const found = await searchedProfile(playwright, profileOptions(baseURL, info), async (page) => {
    await page.goto("/");
    const wizard = await ready(new Wizard(page, page.locator("guitai-form")));
    expect((await wizard.run(submission)).page).toBe("review");
  });
  for (const text of Object.values(SECRET)) {
    expect(found.filter((one) => one.includes(text))).not.toEqual([]);
  }
});
