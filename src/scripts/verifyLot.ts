import { type LotFault, lotFaults, parseLot } from '../governance/petition/lottery.ts';
import { type Command, EXIT_OK, EXIT_REFUSED, UsageError } from './command.ts';
import { readJson } from './readText.ts';

/** The marks of a million people. */
const MAX_LOT_BYTES = 256 * 1024 * 1024;

const faultTexts: Readonly<Record<LotFault, string>> = {
  commitment: 'the secret is not the one whose hash was published before',
  roll: 'the roll is not sorted, or has a mark twice',
  rollSize: 'the roll has another size',
  rollHash: 'the roll has another hash',
  seed: 'the seed does not follow from the secret and the roll',
  drawn: 'others are drawn',
};

/** `lot verify FILE.json`: needs no database and no key. */
export const verifyLotCommand: Command = {
  usage: 'lot verify FILE.json [--json]',
  about:
    'Draws a published lot again from its secret and its roll (/public/lots/N.json). Compare the commitment with the journal yourself. Exit 0: it holds, 1: it does not, 2: the file cannot be read.',
  options: { json: { type: 'boolean' } },
  rest: 1,
  run: async ({ out, err }, { options, rest: [path = ''] }) => {
    const lot = parseLot(await readJson(path, MAX_LOT_BYTES));
    if (lot === undefined) throw new UsageError(`${path} is no lot as it is published.`);
    const faults = lotFaults(lot);
    if (options.json) out(JSON.stringify({ faults, drawn: lot.drawn }));
    else if (faults.length === 0)
      out(`The lot holds: ${lot.draw} of ${lot.rollSize}, commitment ${lot.commitment}.`);
    if (faults.length > 0)
      err(`The lot does not hold: ${faults.map((fault) => faultTexts[fault]).join('; ')}.`);
    return faults.length === 0 ? EXIT_OK : EXIT_REFUSED;
  },
};
