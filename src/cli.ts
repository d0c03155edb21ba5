import { runCli } from './scripts/runCli.ts';

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  // Loaded only when asked for: the other commands need neither the bot nor the pages.
  serve: async () => (await import('./serve.ts')).serve(process.env),
});
