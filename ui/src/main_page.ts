import App from "./App.svelte";
import { start } from "./start";

start(App);
