import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** As the configuration has it; it is plain JavaScript, because its tool reads it so. */
const { nouns }: { readonly nouns: readonly string[] } = await import(
  new URL('../../.dependency-cruiser.mjs', import.meta.url).href
);

type Plant = readonly [from: string, to: string];

/** Each noun reaches for the one after it, from the outer layer into the inner one and within the outer one in turns. */
const outOfOrder = Object.fromEntries(
  nouns.slice(0, -1).map((noun, index): [string, Plant] => {
    const layer = index % 2 === 0 ? 'governance' : 'actions';
    return [`order-${noun}`, [`src/actions/${noun}/planted.ts`, `src/${layer}/${nouns[index + 1]}/there.ts`]];
  }),
);

/** One planted import per rule: the file that must not import, and what it imports. */
const planted: Readonly<Record<string, Plant>> = {
  ...outOfOrder,
  'kit-knows-no-noun': ['src/governance/kit/planted.ts', `src/governance/${nouns[0]}/there.ts`],
  'governance-is-pure': ['src/governance/planted.ts', 'src/db/planted.ts'],
  'foundations-know-nothing-above': ['src/result.ts', 'src/actions/planted.ts'],
  'schema-is-tables-only': ['src/db/schema/planted.ts', 'src/governance/other.ts'],
  'db-knows-tables-and-rules-types': ['src/db/read/planted.ts', 'src/messages/planted.ts'],
  'actions-know-no-edge': ['src/actions/edge.ts', 'src/bot/planted.ts'],
  'messages-are-pure': ['src/messages/deep.ts', 'src/db/planted.ts'],
  'views-are-types': ['src/messages/view.ts', 'src/db/read/planted.ts'],
  'i18n-knows-no-room': ['src/i18n/planted.ts', 'src/messages/planted.ts'],
  'cards-know-texts-only': ['src/cards/planted.ts', 'src/actions/planted.ts'],
  'documents-know-texts-only': ['src/documents/planted.ts', 'src/actions/planted.ts'],
  'telegram-knows-no-rule': ['src/telegram/planted.ts', 'src/governance/other.ts'],
  'only-actions-write': ['src/bot/writer.ts', 'src/db/write/planted.ts'],
  'bot-knows-no-other-edge': ['src/bot/edge.ts', 'src/api/planted.ts'],
  'api-knows-no-other-edge': ['src/api/edge.ts', 'src/web/planted.ts'],
  'web-knows-no-other-edge': ['src/web/edge.ts', 'src/jobs/planted.ts'],
  'jobs-knows-no-other-edge': ['src/jobs/edge.ts', 'src/bot/planted.ts'],
  'scripts-knows-no-other-edge': ['src/scripts/edge.ts', 'src/api/planted.ts'],
  'playground-talks-http': ['src/playground/planted.ts', 'src/bot/planted.ts'],
  'nothing-imports-main': ['src/bot/root.ts', 'src/main.ts'],
  'no-dev-dependencies-in-src': ['src/jobs/dev.ts', 'fast-check'],
  'no-unresolvable': ['src/jobs/lost.ts', './nowhere.ts'],
};

/** A type is a dependency too. */
const typedPlant: Plant = ['src/actions/typed.ts', 'src/bot/planted.ts'];

type Cruise = {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly ruleSetUsed?: { readonly forbidden?: readonly { readonly name?: string }[] };
  };
};

const cruise = async (folder: string): Promise<Cruise> => {
  const bin = join(process.cwd(), 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [bin, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'];
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 256 * 1024 * 1024 }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  return JSON.parse(stdout) as Cruise;
};

const specifier = (from: string, to: string): string => {
  if (!to.startsWith('src/')) return to;
  return `${'../'.repeat(from.split('/').length - 2) || './'}${to.slice('src/'.length)}`;
};

/** A rule that a tool's update silently switched off looks exactly like a clean house: so each must catch its plant. */
const unprovenRules = async (): Promise<string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'import-rules-'));
  try {
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json']) {
      await cp(file, join(folder, file));
    }
    await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    const write = async (file: string, text: string) => {
      await mkdir(join(folder, dirname(file)), { recursive: true });
      await writeFile(join(folder, file), text);
    };
    for (const [, to] of Object.values(planted)) {
      if (to.startsWith('src/')) await write(to, 'export const there = 1;\n');
    }
    for (const [from, to] of Object.values(planted)) {
      await write(from, `import { there } from '${specifier(from, to)}';\nexport const here = there;\n`);
    }
    await write(
      typedPlant[0],
      `import type { there } from '${specifier(...typedPlant)}';\nexport type Here = there;\n`,
    );
    await write('src/jobs/a.ts', "import { b } from './b.ts';\nexport const a = b;\n");
    await write('src/jobs/b.ts', "import { a } from './a.ts';\nexport const b = a;\n");
    const { summary } = await cruise(folder);
    const caught = new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
    const unproven = Object.entries(planted)
      .filter(([rule, [from]]) => !caught.has(`${rule} ${from}`))
      .map(([rule]) => rule);
    if (!caught.has(`actions-know-no-edge ${typedPlant[0]}`)) unproven.push('actions-know-no-edge (types)');
    if (!caught.has('no-cycles src/jobs/a.ts')) unproven.push('no-cycles');
    const known = new Set([...Object.keys(planted), 'no-cycles']);
    const rules = (summary.ruleSetUsed?.forbidden ?? []).map((rule) => rule.name ?? '');
    return [...unproven, ...rules.filter((rule) => !known.has(rule)).map((rule) => `${rule} (no plant)`)];
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** A folder without a place in the order would be bound by no rule of it. */
const unplacedNouns = async (): Promise<string[]> => {
  const folders = await Promise.all(
    ['src/governance', 'src/actions'].map((layer) => readdir(layer, { withFileTypes: true })),
  );
  const names = folders.flat().flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  return [...new Set(names)].filter((name) => name !== 'kit' && !nouns.includes(name));
};

/** All problems with who imports whom, or with the rules themselves; empty when the house is in order. */
export const importProblems = async (): Promise<string[]> => {
  const [{ summary }, unproven] = [await cruise('.'), await unprovenRules()];
  const problems = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  if (summary.totalCruised < 50) problems.push(`only ${summary.totalCruised} modules were read`);
  for (const noun of await unplacedNouns()) problems.push(`${noun} has no place in the order of nouns`);
  return [...problems, ...unproven.map((rule) => `the rule ${rule} did not catch its planted violation`)];
};
