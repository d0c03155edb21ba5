import { textFiles } from '../../src/i18n/texts.ts';
import { LABEL_MAX } from '../../src/messages/kit/screen.ts';
import type { BotApi, ChatMessage } from '../../src/playground/types.ts';
import { labelsOf, textOf } from '../support/chat.ts';

/** What people typed on purpose to see it come back unchanged; not a text of ours. */
export const oddTexts = ['{{x}}', '$t(common.back)', '<b>не закрыто'] as const;
/** Such words would act in a reader's app; no text of ours has any of them. */
export const actingWords = '/odd_command @odd_mention #odd_tag odd.example.org';

const namespaces = [...textFiles, 'admission', 'vouch', 'right', 'draft', 'proposal', 'form', 'zone', 'text'];
/** Something like 'ballot.toBallot': a key that no language had a text for. */
const keyLike = new RegExp(`(?<![\\w./])(?:${namespaces.join('|')})\\.[a-z]\\w+`);
const rawPieces = ['{{', 'undefined', '[object', 'NaN', '&lt;', '&amp;', '<b>', '</'];

/** As showCode writes them: «4K7M-2XPA-C». */
const memberNumber = /(?<![\w-])[2-9ACEHKMPTX]{4}-[2-9ACEHKMPTX]{4}-[2-9ACEHKMPTX](?![\w-])/g;

/** Everything that is wrong with one message as a person would see it. */
export const faultsOf = (message: ChatMessage): string[] => {
  const strip = (text: string) => oddTexts.reduce((rest, odd) => rest.replaceAll(odd, ''), text);
  const faults: string[] = [];
  for (const shown of [textOf(message), ...labelsOf(message)]) {
    const text = strip(shown);
    const raw = rawPieces.find((piece) => text.includes(piece)) ?? keyLike.exec(text)?.[0];
    if (raw !== undefined) faults.push(`"${raw}" in: ${shown}`);
  }
  for (const { type, offset, length } of message.entities ?? message.caption_entities ?? []) {
    const word = textOf(message).slice(offset, offset + length);
    if (
      type !== 'code' &&
      /\bodd[._]/.test(word) &&
      !/^(bold|italic|blockquote|underline|strikethrough|spoiler)$/.test(type)
    )
      faults.push(`A ${type} in a person's words: ${word}`);
  }
  const numbers = new Set(textOf(message).match(memberNumber));
  // Nobody is shown a list of members; only the auditor reads which numbers were looked up.
  if (numbers.size > 1 && !/^(?:Аудит|Audit) ·/u.test(textOf(message)))
    faults.push(`More than one member in: ${textOf(message)}`);
  for (const label of labelsOf(message)) {
    if ([...label].length > LABEL_MAX) faults.push(`Longer than ${LABEL_MAX}: ${label}`);
    // A page's number is its word, "‹ 1/9", and an hour is: "18:00".
    if (!/\p{L}|\d+\/\d+|^\d+:00$/u.test(label)) faults.push(`No words: ${label}`);
  }
  return faults;
};

/** Judges every message and every edit from now on; edited in place, most are gone when a walk ends. */
export const watchScreens = (api: BotApi): string[] => {
  const faults = new Set<string>();
  const list: string[] = [];
  api.onChange((event) => {
    if (event.type !== 'message' && event.type !== 'edited') return;
    if (!event.message.from.is_bot) return;
    for (const fault of faultsOf(event.message)) {
      if (!faults.has(fault)) list.push(fault);
      faults.add(fault);
    }
  });
  return list;
};

/** The log's complaints: handlers that failed, texts that are missing. */
export const complaintsOf = (logged: readonly string[]): string[] =>
  logged.filter((line) => /"level":"error"|text\.missing|boundary\.silent/.test(line));
