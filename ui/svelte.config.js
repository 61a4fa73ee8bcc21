import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

/** Compile-time warnings, accessibility first, are errors: a build with one does not finish. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  onwarn(warning) {
    if (warning.filename?.includes("node_modules")) return;
    throw new Error(`${warning.code} in ${warning.filename}: ${warning.message}`);
  },
};
