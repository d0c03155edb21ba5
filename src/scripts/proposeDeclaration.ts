import { proposeDeclaration } from '../actions/declaration/proposeDeclaration.ts';
import { contentLocales } from '../governance/kit/text.ts';
import { type Arguments, type Command, EXIT_OK, printRefusals, UsageError, wanted } from './command.ts';
import { readText } from './readText.ts';
import { withDeps } from './withDeps.ts';

const pathsOf = ({ options }: Arguments): Record<string, string> => {
  const files = Array.isArray(options.file) ? options.file : [];
  const paths: Record<string, string> = {};
  for (const file of files) {
    const [, locale, path] = /^([a-z]{2})=(.+)$/s.exec(String(file)) ?? [];
    if (locale === undefined || path === undefined)
      throw new UsageError('--file is LANGUAGE=PATH, such as ru=declaration.txt.');
    paths[locale] = path;
  }
  return paths;
};

export const proposeDeclarationCommand: Command = {
  usage:
    'declaration propose --version V --file ru=PATH --file en=PATH [--decision N] [--editorial] [--json]',
  about:
    "Proposes a version of the Founding Declaration, in every language; two officers approve it in the chat and it is published. From version 2 on it needs the number of the Congress's decision; an editorial one asks for no new signatures.",
  options: {
    version: { type: 'string' },
    file: { type: 'string', multiple: true },
    decision: { type: 'string' },
    editorial: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  rest: 0,
  run: async (terminal, given) => {
    const version = wanted(given, 'version');
    if (!/^\d{1,6}$/.test(version)) throw new UsageError('--version is a whole number: 1, 2, 3 …');
    const paths = pathsOf(given);
    const texts: Record<string, string> = {};
    for (const locale of contentLocales) {
      const path = paths[locale];
      if (path === undefined) throw new UsageError(`--file ${locale}=PATH is missing.`);
      texts[locale] = await readText(path);
    }
    const { decision } = given.options;
    const input = {
      version: Number(version),
      texts,
      editorial: given.options.editorial === true,
      ...(decision === undefined ? {} : { decisionNumber: decision }),
    };
    return withDeps(terminal, async (deps) => {
      const proposed = await proposeDeclaration(deps, { input, proposedBy: null });
      if (!proposed.ok) return printRefusals(terminal, proposed.refusals);
      const { number, hashes } = proposed.value;
      terminal.out(
        given.options.json
          ? JSON.stringify({ proposal: number, hashes })
          : [
              `Proposal ${number}: two officers approve it in the chat (/secretariat).`,
              ...contentLocales.map((locale) => `SHA-256 ${locale} ${hashes[locale]}`),
            ].join('\n'),
      );
      return EXIT_OK;
    });
  },
};
