// Started by npm scripts: node src/nodeGuard.mjs FILE.ts [arguments]. Plain JavaScript without recent syntax, so that
// an old Node reads it to the end and can say what is wrong instead of failing at the first type annotation.
const NEEDED_MAJOR = 24;
/** sysexits.h EX_CONFIG, as for every other wrong setting of the environment. */
const EXIT_CONFIG = 78;
const EXIT_USAGE = 2;

const file = process.argv[2];
if (Number(process.versions.node.split('.')[0]) < NEEDED_MAJOR) {
  process.stderr.write(
    `Veche needs Node.js ${NEEDED_MAJOR} or newer and this is ${process.versions.node}: run "npm ci" in this folder, which ` +
      'brings the right one on Linux and Windows, and start through npm; elsewhere install it from https://nodejs.org.\n',
  );
  process.exitCode = EXIT_CONFIG;
} else if (file === undefined) {
  process.stderr.write('Say which file to run: node src/nodeGuard.mjs FILE.ts [arguments].\n');
  process.exitCode = EXIT_USAGE;
} else {
  Promise.all([import('node:path'), import('node:url')]).then((modules) => {
    const path = modules[0].resolve(file);
    // The file must find its arguments where it would if it had been started directly.
    process.argv.splice(1, 2, path);
    return import(modules[1].pathToFileURL(path).href);
  });
}
