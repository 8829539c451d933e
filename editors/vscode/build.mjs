// Bundles the extension into dist/, and for the tests its parts and a build that runs without the editor into out/.

import { build } from "esbuild";

const shared = { bundle: true, platform: "node", target: "node18", logLevel: "warning", sourcemap: false };

await build({
  ...shared,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  format: "cjs",
  external: ["vscode"],
  minify: true,
});

await build({
  ...shared,
  entryPoints: ["exports", "markdown", "page", "picture", "program", "steps"].map((name) => `src/${name}.ts`),
  outdir: "out",
  format: "esm",
});

// The whole extension against an editor and a server that the tests play.
await build({
  ...shared,
  entryPoints: ["src/extension.ts"],
  outfile: "out/extension.mjs",
  format: "esm",
  alias: { vscode: "./test/fake/vscode.mjs", "vscode-languageclient/node": "./test/fake/client.mjs" },
  external: ["../test/*"],
});
