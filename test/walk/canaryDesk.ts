import type { CaseKind } from '../../src/governance/person/role.ts';
import { readCase } from './officeWork.ts';
import { asShown, beginning, type Walker } from './walker.ts';

/** A question's words before its first stop, or before its question mark. */
export const headOf = (text: string): string => beginning(text).split('?')[0] ?? '';

/** The desk, by its command. */
export const openDesk = ({ say, t }: Walker) => say('/secretariat', beginning(t(($) => $.office.yourRoles)));

/** Presses the button that begins so; how many wait stands after it. */
export const goBy = ({ labels, go }: Walker, label: string, wanted: string) =>
  go(labels().find((one) => one.startsWith(label)) ?? label, wanted);

/** From the desk to empty queues and what is rarely needed. */
export const openRest = ({ go, plain, t }: Walker) =>
  go(
    plain(($) => $.office.openRest),
    headOf(asShown(t(($) => $.office.rest))),
  );

type Queue = 'questions' | 'calls' | 'alarms' | 'cases';
/** A queue in which one thing waits. */
export const openQueue = async (walker: Walker, queue: Queue): Promise<void> => {
  await openDesk(walker);
  const { plain } = walker;
  await goBy(walker, beginning(plain(($) => $.office.openQueue[queue], { count: 0 })), '1');
};

/** The first number of a receipt. */
export const numberIn = (text: string): number => Number(/\d+/.exec(text)?.[0]);

/** The second officer's approval of what the first proposed. */
export const approveAlone = async (officer: Walker, kind: CaseKind, number: number): Promise<string> => {
  const read = await readCase(officer, kind, number);
  await officer.go(
    officer.plain(($) => $.office.approve),
    asShown(officer.t(($) => $.office.doneTitle, { number })),
  );
  return read;
};
