// Exports every example and every case to Mermaid and PlantUML, and has both read by those who own the notations.
//
// node check.mjs [FILE.mmd …] reads these files only. PlantUML is asked if the command `plantuml` is there.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = process.env.CACHEDIAG ?? join(root, 'target', 'debug', 'cachediag');

const { window } = new JSDOM('<!doctype html><body></body>');
window.CSS = { supports: (_property, colour) => /^(transparent|rgba?\(|hsla?\()/.test(colour) };
Object.assign(globalThis, { window, document: window.document, Option: window.Option, Element: window.Element });
const { default: mermaid } = await import('mermaid');

function programs(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return programs(path);
    return entry.name.endsWith('.cd') && !entry.name.startsWith('_') ? [path] : [];
  });
}

/// The scenarios of every program that compiles, each in a file of its own.
function exported(format) {
  const out = mkdtempSync(join(tmpdir(), `cachediag-${format}-`));
  const all = ['examples', 'tests/cases', 'tests/mermaid'].flatMap((folder) => programs(join(root, folder)));
  all.forEach((path, number) => {
    const folder = join(out, `${number}-${basename(path, '.cd')}`);
    const args = ['compile', path, '--no-check', '--quiet', '--format', format, '-o', `${folder}/`];
    spawnSync(program, args, { stdio: 'ignore' });
  });
  const files = readdirSync(out, { recursive: true }).map((name) => join(out, name.toString()));
  return { out, files: files.filter((path) => statSync(path).isFile()).sort() };
}

/// What Mermaid's own parser says of a text: who takes part, and how many messages there are.
async function read(text) {
  await mermaid.parse(text);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const kinds = diagram.db.LINETYPE;
  const messages = [kinds.SOLID, kinds.DOTTED, kinds.SOLID_POINT, kinds.SOLID_CROSS];
  const count = diagram.db.getMessages().filter((message) => messages.includes(message.type)).length;
  return { participants: [...diagram.db.getActorKeys()], messages: count };
}

const given = process.argv.slice(2);
const { out, files } = given.length ? { files: given } : exported('mmd');
let failures = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  try {
    const told = await read(text);
    // A participant that Mermaid meets by accident is a name that was cut.
    const named = [...text.matchAll(/^ *(?:create )?(?:participant|actor) (\S+)/gm)].map((match) => match[1]);
    const lines = [...text.matchAll(/^ *[^ ]+(?:->>|-->>|-\)|-x)[^ :]+:/gm)].length;
    if (named.sort().join() !== told.participants.sort().join()) throw new Error(`${named} is read as ${told.participants}`);
    if (lines !== told.messages) throw new Error(`${lines} messages are read as ${told.messages}`);
  } catch (error) {
    failures += 1;
    console.error(`${file}: ${error.message}\n${text.split('\n').slice(0, 60).join('\n')}`);
  }
}
console.log(`Mermaid reads ${files.length - failures} of ${files.length} diagrams`);
if (files.length < 100 && !given.length) throw new Error('too few diagrams were exported');
if (out) rmSync(out, { recursive: true });

const plantuml = spawnSync('plantuml', ['-version'], { stdio: 'ignore' });
if (plantuml.error || given.length) {
  console.log('PlantUML is not asked');
} else {
  const { out, files } = exported('puml');
  const told = spawnSync('plantuml', ['-checkonly', '-charset', 'UTF-8', ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (told.status !== 0) {
    failures += 1;
    console.error(`${told.stdout}\n${told.stderr}`.split('\n').slice(0, 60).join('\n'));
  }
  console.log(`PlantUML reads ${files.length} files: ${told.status === 0 ? 'without faults' : 'with faults'}`);
  rmSync(out, { recursive: true });
}
process.exit(failures ? 1 : 0);
