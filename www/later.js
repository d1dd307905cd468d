// The script that is loaded together with the second module of the engine. It contains the code that a form needs only
// after its first step.

export { post } from "./transport.js";
export { upload } from "./upload.js";
export { Vault } from "./vault.js";
