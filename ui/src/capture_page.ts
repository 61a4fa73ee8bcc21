import Capture from "./capture/Capture.svelte";
import { m } from "./paraglide/messages.js";
import { start } from "./start";

document.title = `${m.app_name()}: ${m.capture_title()}`;
document.documentElement.classList.add("capture");
/** The window's width in px. */
const WIDTH = 560;
start(Capture, WIDTH);
