import type { NameList } from '../../db/read/list/list.ts';
import { deadlineText, pageRow } from '../ballot/ballot.ts';
import { type Button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { openSecretariat } from '../office/officeCallbacks.ts';
import { makeListLink, manageList, newList, openListQueue, turnListQueue } from './listCallbacks.ts';

export type SizedList = NameList & { readonly size: number };

const lineOf = ({ translator: { t, plain, locale } }: Reader, { number, title, size }: SizedList): string =>
  t(($) => $.list.desk.line, {
    number,
    title: title[locale],
    people: plain(($) => $.list.desk.people, { count: size }),
  });

const deskButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openListQueue.pack({}), ($) => $.list.desk.toDesk);

/** The officer's desk of named lists. */
export const renderListDesk = (
  reader: Reader,
  lists: readonly SizedList[],
  at: { readonly page: number; readonly pages: number },
): Screen => {
  const { t, plain, locale } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.list.desk.title),
      lists.length === 0 ? t(($) => $.list.desk.empty) : lists.map((list) => lineOf(reader, list)).join('\n'),
    ),
    keyboard: [
      ...lists.map(({ number, title }) => [
        press(plain, manageList.pack({ number }), ($) => $.list.desk.label, { number, title: title[locale] }),
      ]),
      ...pageRow(reader, at.page, at.pages, (page) => turnListQueue.pack({ page })),
      [press(plain, newList.pack({}), ($) => $.list.desk.new)],
      [press(plain, openSecretariat.pack({}), ($) => $.ballot.desk.toSecretariat)],
    ],
  };
};

/** One list: its size, never its people; invitations are made here. */
export const renderManagedList = (reader: Reader, list: SizedList, line?: string): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.list.title, { number: list.number }),
      line,
      t(($) => $.list.desk.both, list.title),
      lineOf(reader, list),
      t(($) => $.list.desk.about),
    ),
    keyboard: [
      [press(plain, makeListLink.pack({ number: list.number }), ($) => $.list.desk.invite)],
      [deskButton(reader)],
    ],
  };
};

/** The invitation's link, shown once. */
export const renderListLink = (
  reader: Reader,
  number: number,
  link: { readonly url: string; readonly expiresAt: string },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.list.title, { number }),
      t(($) => $.list.desk.invited, { link: link.url, until: deadlineText(reader, link.expiresAt) }),
    ),
    keyboard: [
      [{ label: plain(($) => $.list.desk.copy), copy: link.url }],
      [press(plain, manageList.pack({ number }), ($) => $.common.back)],
    ],
  };
};

export const renderListDeskLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[deskButton(reader)]],
});
