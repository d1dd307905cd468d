/** A form that lives inside a portal's own page. Importing `guitai` defines it as `<guitai-form>`. */
export declare class GuitaiForm extends HTMLElement {
  /** Settles when the first step is usable, or rejects with the reason. Never causes an unhandled rejection. */
  readonly ready: Promise<void>;

  /**
   * Answers by id, offered as first ones: they never overwrite what the person typed.
   * Ids that the form does not know are reported with `guitai-error` and ignored.
   */
  prefill: Record<string, unknown> | null | undefined;

  /** The portal's own texts and lists, or the address of such a document. */
  get config(): PortalConfig | string | null;
  set config(value: PortalConfig | string | null | undefined);

  /** Headers of each request to the endpoint, or a function that gives them. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

  /** Forgets every answer, draft and attachment of this element. */
  reset(): void;

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
export type Workflow = "exemption" | "change-report" | "cause-ended" | "petition" | "survey";

/** All attributes, for templates that check them. */
export interface GuitaiFormAttributes {
  workflow?: Workflow;
  /** URL of a form definition, instead of `workflow`. */
  src?: string;
  /** URL that the submission is POSTed to; without it, `guitai-submit` must be handled. */
  endpoint?: string;
  /** `zh-Hant`, `en`, or the tag of a language pack; else the nearest `lang` of the page. */
  lang?: string;
  mode?: "web" | "assisted" | "kiosk";
  draft?: "none" | "session" | "local";
  /** Pages of one origin with the same name share a draft of the same workflow; else the page's path. */
  "draft-name"?: string;
  /** `inline`, or a URL that takes each file. */
  attachments?: string;
  /** Seconds without input until a kiosk resets. */
  "idle-timeout"?: number | string;
  channel?: "web" | "counter" | "kiosk" | "outreach";
  /** Level of a step's heading, 1 to 6. */
  "heading-level"?: number | string;
  /** URL of the portal's own texts and lists. */
  config?: string;
  "csrf-header"?: string;
  "csrf-token"?: string;
  /** While problems are shown, the page's title says so. */
  "title-errors"?: boolean | "";
  /** Closed shadow root; read when first connected. */
  closed?: boolean | "";
}

/** Events bubble and are composed. None carries an answer, except `guitai-submit`. */
export interface GuitaiFormEventMap {
  /** The first step is usable. */
  "guitai-ready": CustomEvent<{ workflow: string; version: string }>;
  /** A step was shown. */
  "guitai-step": CustomEvent<{ step: string; index: number; count: number }>;
  /** The person was shown problems. */
  "guitai-invalid": CustomEvent<{ step: string; fields: string[]; codes: string[] }>;
  /** Cancelable: `preventDefault()` hands transport to the host, which then accepts or rejects. */
  "guitai-submit": CustomEvent<{
    submission: Submission;
    accept(receipt: Receipt): void;
    reject(problem: ProblemDetails): void;
  }>;
  /** The backend has it. */
  "guitai-submitted": CustomEvent<{ id: string; reference: string }>;
  /** A failure that the person was told of as well, or a mistake in what the host gave. */
  "guitai-error": CustomEvent<{ kind: string; status?: number; retryable: boolean }>;
  /** Everything was forgotten. */
  "guitai-reset": CustomEvent<{ reason: "idle" | "host" | "person" }>;
}

/** What is POSTed to the endpoint. */
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

/** A file: its content in base64, or where it was sent. */
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

/** The backend's word that it has the submission; `reference` or `id` is required. */
export interface Receipt {
  reference?: string;
  id?: string;
  message?: string;
  status_url?: string;
  expected_by?: string;
}

/** RFC 9457, with one entry a problem. */
export interface ProblemDetails {
  type?: string;
  title?: string;
  /** Counts like an answer of the endpoint: 401, 403 and what leaves the outcome open keep the filing as it is. */
  status?: number;
  detail?: string;
  errors?: { pointer: string; detail: string; code?: string }[];
}

/** One string a language. */
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
  /** Overrides by text key; one string stands for all languages. */
  texts?: Record<string, string | Texts>;
  [member: string]: unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    "guitai-form": GuitaiForm;
  }
}
