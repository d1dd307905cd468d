// Loaded together with the second module of the engine: what a form needs after its first step.

export { post } from "./transport.js";
export { upload } from "./upload.js";
export { Vault } from "./vault.js";
