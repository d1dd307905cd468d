/** A form inside a portal's own page. Importing `guitai` defines it as `<guitai-form>`. */
export declare class GuitaiForm extends HTMLElement {
  // generated: members
  /**
   * Resolves when the engine drives the form, so that Continue works, and rejects with the reason if the form cannot be
   * loaded. Never causes an unhandled rejection.
   */
  readonly ready: Promise<void>;

  /**
   * First answers by answer id. They are also offered when set later and never replace input. Unknown ids and
   * unreadable values are ignored, with a `guitai-error` of kind `prefill`.
   */
  prefill: Record<string, unknown> | null | undefined;

  /** The portal's own texts and lists, or their URL. Takes precedence over the attribute. */
  get config(): PortalConfig | string | null;
  set config(value: PortalConfig | string | null | undefined);

  /**
   * Additional headers of each request to the endpoint and to the URL in `attachments`, or a function that returns
   * them. It is called before each attempt and may take 30 s.
   */
  headers: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;

  /** Deletes all answers, drafts and attachments of this element. */
  reset(): void;
  // /generated

  addEventListener<K extends keyof GuitaiFormEventMap>(
    type: K,
    listener: (this: GuitaiForm, event: GuitaiFormEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: GuitaiForm, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof GuitaiFormEventMap>(
    type: K,
    listener: (this: GuitaiForm, event: GuitaiFormEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: GuitaiForm, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** The built-in workflows. */
export type Workflow = NonNullable<GuitaiFormAttributes["workflow"]>;

/** All attributes, for type-checked templates. */
export interface GuitaiFormAttributes {
  // generated: attributes
  /** Built-in workflow. */
  workflow?: "exemption" | "change-report" | "cause-ended" | "petition" | "survey";
  /** URL of a form definition, used instead of `workflow`. */
  src?: string;
  /** URL that submissions are sent to with `POST`. Without it the page must handle `guitai-submit`. */
  endpoint?: string;
  /**
   * Language tag: `zh-Hant`, `en`, or a language of the config; `zh`, `zh-TW` and `zh-Hant-…` mean `zh-Hant`, `en-…`
   * means `en`. Without it, the nearest `lang` around the element, also across shadow roots, else `zh-Hant`.
   */
  lang?: string;
  /** `assisted`: staff fill in the form for a person; `kiosk`: a public terminal. */
  mode?: "web" | "assisted" | "kiosk";
  /**
   * Where unfinished answers are kept: `session`, as long as the tab; `local`, encrypted on the device for 30 days.
   * Always `none` in mode `kiosk`.
   */
  draft?: "none" | "session" | "local";
  /** Pages of one origin with the same name and workflow share a draft. Without it, the path of the page. */
  "draft-name"?: string;
  /** `inline` (base64 inside the JSON), or the URL that receives each file. */
  attachments?: string;
  /** Seconds without input until a kiosk resets; the warning appears 30 s before. */
  "idle-timeout"?: number | string;
  /** Recorded with the submission. Without it `web`, `counter` or `kiosk`, from `mode`. */
  channel?: "web" | "counter" | "kiosk" | "outreach";
  /** Level of the heading of a step, 1 to 6. */
  "heading-level"?: number | string;
  /** URL of the portal's own texts and lists. */
  config?: string;
  /** Name of a header of each request to the endpoint and to the URL in `attachments`. */
  "csrf-header"?: string;
  /** Value of that header. */
  "csrf-token"?: string;
  /**
   * Shows an on-screen keyboard (zhuyin, letters, digits), for touch terminals without a keyboard; only in mode
   * `kiosk`.
   */
  keyboard?: boolean | "";
  /** The page's title gets the prefix `錯誤：` or `Error: ` while problems are shown. */
  "title-errors"?: boolean | "";
  /** Closed shadow root; read when the element is first connected. */
  closed?: boolean | "";
  // /generated
}

/** Events bubble and are composed. Only `guitai-submit` contains answers. */
export interface GuitaiFormEventMap {
  // generated: events
  /** The first step is on the screen and can be filled in, before the engine drives the form. */
  "guitai-shown": CustomEvent<{ workflow: string; version: string }>;
  /** The engine drives the form: Continue works. */
  "guitai-ready": CustomEvent<{ workflow: string; version: string }>;
  /**
   * A page is shown. `step` is the value of `data-step`; `count` includes the review; `index` starts at 0 and equals
   * `count` on pages after the review.
   */
  "guitai-step": CustomEvent<{ step: string; index: number; count: number }>;
  /** Problems are shown. `fields` has the control name, as in `data-for`, and `codes` the problem code of each. */
  "guitai-invalid": CustomEvent<{ step: string; fields: string[]; codes: string[] }>;
  /**
   * Before each round of sending. Cancelable: after `preventDefault()` the page sends `submission` itself and then
   * calls `accept(receipt)` or `reject(problem)`. A `status` in the problem has the meaning of that HTTP status;
   * without it the submission counts as refused.
   */
  "guitai-submit": CustomEvent<SubmitDetail>;
  /** The backend has the submission. */
  "guitai-submitted": CustomEvent<{ id: string; reference: string }>;
  /** Something failed. `status` is the HTTP status, if there was a response. */
  "guitai-error": CustomEvent<{ kind: string; status?: number; retryable: boolean }>;
  /** All answers were deleted: `idle`, a kiosk without input; `host`, `reset()`; `person`, a button. */
  "guitai-reset": CustomEvent<{ reason: "idle" | "host" | "person" }>;
  // /generated
}

/** The detail of `guitai-submit`. After `preventDefault()` the page calls one of the functions. */
export interface SubmitDetail {
  submission: Submission;
  accept(receipt: Receipt): void;
  reject(problem: ProblemDetails): void;
}

/** The body of a request to the endpoint. */
export interface Submission {
  id: string;
  workflow: string;
  version: string;
  law?: { title: string; amended: string };
  locale: string;
  channel: "web" | "counter" | "kiosk" | "outreach";
  config?: { version: string };
  staff?: { id: string };
  /** ISO 8601, at +08:00. */
  filed_at: string;
  answers: Record<string, unknown>;
  attachments: Attachment[];
  notices: { id: string; version: string; accepted_at: string }[];
}

/** A file: its content in base64, or its URL. */
export interface Attachment {
  id: string;
  /** Id of the question, or `signature`. */
  answer: string;
  name: string;
  media_type: string;
  size: number;
  /** In hexadecimal. */
  sha256: string;
  content?: string;
  href?: string;
}

/** The backend's confirmation that it has stored the submission; `reference` or `id` is required. */
export interface Receipt {
  reference?: string;
  id?: string;
  message?: string;
  status_url?: string;
  expected_by?: string;
}

/** A problem document (RFC 9457) with one entry for each problem. */
export interface ProblemDetails {
  type?: string;
  title?: string;
  /** Has the meaning of that HTTP status; without it the submission counts as refused. */
  status?: number;
  detail?: string;
  errors?: { pointer: string; detail: string; code?: string }[];
}

/** One string for each language. */
export type Texts = Record<string, string>;

/** An entry of a list. */
export interface Entry {
  value: string;
  label: Texts;
}

/** A portal's own texts and lists. Strings are text, never HTML. */
export interface PortalConfig {
  version: string;
  agency?: Record<string, unknown>;
  privacy?: Record<string, unknown>;
  units?: unknown[];
  receivers?: Entry[];
  topics?: Entry[];
  services?: Entry[];
  identities?: Entry[];
  reply_within?: string | Texts;
  /** Members that take the place of the portal's own in one workflow. */
  workflows?: Record<string, Pick<PortalConfig, "agency" | "privacy" | "reply_within" | "reply_period">>;
  /** Replacements by text key; a string applies to all languages. */
  texts?: Record<string, string | Texts>;
  [member: string]: unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    "guitai-form": GuitaiForm;
  }
}
