// Draws a D2 program with the official build for WebAssembly: `node d2.mjs IN.d2 OUT.svg`, with @terrastruct/d2 installed in
// the folder that the variable PEERS names.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const found = join(process.env.PEERS, 'node_modules', '@terrastruct', 'd2', 'dist', 'node-esm', 'index.js');
const { D2 } = await import(pathToFileURL(found).href);
const d2 = new D2();
const { diagram, renderOptions } = await d2.compile(readFileSync(process.argv[2], 'utf8'));
writeFileSync(process.argv[3], await d2.render(diagram, renderOptions));
process.exit(0);
