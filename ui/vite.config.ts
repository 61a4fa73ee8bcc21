import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { oneLanguage, WORDS_GROUP } from "./one_language.ts";

const page = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Where the test bridge answers `POST /api/<command>` in development. */
const bridge = process.env["KEEPALIVE_BRIDGE"] ?? "http://127.0.0.1:4127";

export default defineConfig(({ mode }) => ({
  plugins: [
    paraglideVitePlugin({
      project: "./project.inlang",
      outdir: "./src/paraglide",
      outputStructure: "locale-modules",
      strategy: ["localStorage", "preferredLanguage", "baseLocale"],
    }),
    oneLanguage(),
    svelte(),
  ],
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  clearScreen: false,
  server: { port: 5173, strictPort: true, proxy: { "/api": bridge } },
  build: {
    target: ["chrome120", "safari16.4"],
    // The policy is `default-src 'self'`: no data: URLs, no inline polyfill.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      input: { main: page("index.html"), capture: page("capture.html") },
      output: { codeSplitting: { groups: [WORDS_GROUP] } },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
    css: { include: /tokens\.css/ },
  },
}));
