// Runs tests by their names, all or those whose name has a word in it, tells of each, and ends the process with 1 if one failed.

export async function run(tests, kind, only, ...given) {
  const wanted = Object.entries(tests).filter(([name]) => !only || name.includes(only));
  let failed = 0;
  for (const [name, test] of wanted) {
    try {
      await test(...given);
      console.log(`ok    ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`WRONG ${name}\n${error.stack}`);
    }
  }
  console.log(`${wanted.length} tests of ${kind}, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
