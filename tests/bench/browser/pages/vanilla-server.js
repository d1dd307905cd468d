// The floor for pages that contain the first step: the server has drawn it.

import { run } from "./vanilla.js";

run(document.querySelector("form"));
