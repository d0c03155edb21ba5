import { z } from 'zod';
import { hashJson, type Json } from '../../canonical.ts';
import { okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import { refuseShape } from '../kit/shape.ts';
import { cleanTextAt, contentLocales, type TextRefusal, type Texts } from '../kit/text.ts';
import { countries } from '../statistics/country.ts';
import type { CorrectionKind } from './broadcast.ts';
import {
  type BroadcastTextRefusal,
  broadcastCaptionMax,
  broadcastTextMax,
  correctionLineMax,
  parseBroadcastText,
  parseLink,
} from './broadcastText.ts';

export const broadcastContentRefusals = ['broadcast.invalid', 'broadcast.buttonLines'] as const;
export type BroadcastContentRefusal =
  | (typeof broadcastContentRefusals)[number]
  | BroadcastTextRefusal
  | TextRefusal;

/** `congress`: delegates and members, who are told of sessions. */
export const audienceKinds = ['members', 'signedMembers', 'congress', 'delegates', 'officers'] as const;
export const broadcastClasses = ['binding', 'news'] as const;
export const maxButtons = 3;
/** What Telegram shows of a label on a narrow phone. */
const labelLimits = { max: 30 };

const texts = z.strictObject({ ru: z.string(), en: z.string() });
/** Plain filters: each narrows, none names anybody. */
export const audienceSchema = z.strictObject({
  who: z.enum(audienceKinds),
  locale: z.enum(contentLocales).optional(),
  /** As people declared it themselves, ISO 3166; who declared none is not among them. */
  country: z.enum(countries as [string, ...string[]]).optional(),
});
export type Audience = z.infer<typeof audienceSchema>;

const inputSchema = z.strictObject({
  texts,
  buttons: z
    .array(z.strictObject({ label: texts, url: z.string() }))
    .max(maxButtons)
    .optional(),
  class: z.enum(broadcastClasses),
  audience: audienceSchema,
  sendsAt: z.iso.datetime({ offset: true }).nullable().optional(),
});

/** What officers write; the document is kept beside it. Texts are HTML of the safe subset. */
export type BroadcastContent = {
  readonly texts: Texts;
  readonly buttons: readonly { readonly label: Texts; readonly url: string }[];
  readonly class: (typeof broadcastClasses)[number];
  readonly audience: Audience;
  /** ISO; null: as soon as it is approved. */
  readonly sendsAt: string | null;
};

/** A document leaves less room for words, a correction's fixed first line takes some of it. */
export type Room = { readonly hasDocument: boolean; readonly isCorrection: boolean };

/** The most that a text may have, as it is shown. */
export const textMax = ({ hasDocument, isCorrection }: Room): number =>
  (hasDocument ? broadcastCaptionMax : broadcastTextMax) - (isCorrection ? correctionLineMax : 0);

/**
 * A broadcast from the chat or the API. `input` is not trusted. Refusals: broadcast.invalid, those of parseBroadcastText,
 * broadcast.link, text.* of the labels; each with its path.
 */
export const parseBroadcast = (
  input: unknown,
  room: Room,
): Result<BroadcastContent, BroadcastContentRefusal> => {
  const shape = inputSchema.safeParse(input);
  if (!shape.success) return refuseShape(shape.error, ['broadcast.invalid'], 'broadcast.invalid');
  const { data } = shape;
  const refusals: Refusal<BroadcastContentRefusal>[] = [];
  const labelRefusals: Refusal<TextRefusal>[] = [];
  const max = textMax(room);
  const textIn = (locale: keyof Texts): string => {
    const parsed = parseBroadcastText(data.texts[locale], { max });
    if (parsed.ok) return parsed.value.html;
    refusals.push({ ...parsed.refusals[0], path: `texts.${locale}` });
    return '';
  };
  const buttons = (data.buttons ?? []).map(({ label, url }, index) => {
    const path = `buttons.${index}`;
    const link = parseLink(url);
    if (!link.ok) refusals.push({ ...link.refusals[0], path: `${path}.url` });
    const labelIn = (locale: keyof Texts) =>
      cleanTextAt(`${path}.label.${locale}`, label[locale], labelLimits, labelRefusals);
    return { label: { ru: labelIn('ru'), en: labelIn('en') }, url: link.ok ? link.value : '' };
  });
  const sendsAt = data.sendsAt == null ? null : new Date(data.sendsAt).toISOString();
  const content: BroadcastContent = {
    texts: { ru: textIn('ru'), en: textIn('en') },
    buttons,
    class: data.class,
    audience: data.audience,
    sendsAt,
  };
  return okUnless([...refusals, ...labelRefusals], content);
};

/** 'Надпись | Label | https://…' a line, at most three; what was typed in the chat. Refusals: broadcast.buttonLines. */
export const parseButtonLines = (
  text: string,
): Result<BroadcastContent['buttons'], BroadcastContentRefusal> => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rows = lines.map((line) => line.split('|').map((part) => part.trim()));
  const isReadable = rows.every((row) => row.length === 3 && row.every((part) => part !== ''));
  if (!isReadable || rows.length === 0 || rows.length > maxButtons) return refuse('broadcast.buttonLines');
  const buttons = rows.map(([ru = '', en = '', url = '']) => ({ label: { ru, en }, url }));
  return okUnless(buttons.flatMap(refusalsOfButton), buttons);
};

const refusalsOfButton = (
  button: BroadcastContent['buttons'][number],
): Refusal<BroadcastContentRefusal>[] => {
  const refusals: Refusal<TextRefusal>[] = [];
  for (const locale of contentLocales) cleanTextAt('label', button.label[locale], labelLimits, refusals);
  const link = parseLink(button.url);
  return link.ok ? refusals : [...refusals, ...link.refusals];
};

/** What is told of a document: the second officer approves these bytes and no others. */
export type DocumentFacts = { readonly name: string; readonly size: number; readonly sha256: string };

/** The SHA-256 that the second officer approves: of everything that recipients will see, who they are, and when. */
export const broadcastHash = (
  content: BroadcastContent,
  document: DocumentFacts | null,
  correction: { readonly corrects: number; readonly kind: CorrectionKind } | null,
): string => hashJson({ ...content, document, correction } satisfies Record<string, unknown> as Json);
