import { openProtocol } from '../mandate/delegateCallbacks.ts';
import { openOwnProject } from '../project/projectCallbacks.ts';
import { type Keyboard, press, type Reader } from './screen.ts';

/** What came back to the one who answers for a project, and waits to be corrected and sent again. */
export type ReturnedWork = {
  readonly applications: readonly { readonly number: number; readonly remarks: number }[];
  readonly protocols: readonly number[];
};

/** One line for each. */
export const returnedText = (
  { translator: { t } }: Reader,
  { applications, protocols }: ReturnedWork,
): string =>
  [
    ...applications.map((application) => t(($) => $.project.own.returnedLine, application)),
    ...protocols.map((number) => t(($) => $.protocol.home.returned, { number })),
  ].join('\n');

export const returnedRows = (
  { translator: { plain } }: Reader,
  { applications, protocols }: ReturnedWork,
): Keyboard => [
  ...applications.map(({ number }) => [
    press(plain, openOwnProject.pack({ number }), ($) => $.project.own.mend, { number }),
  ]),
  ...protocols.map((number) => [
    press(plain, openProtocol.pack({ number }), ($) => $.protocol.home.mend, { number }),
  ]),
];
