import { graphemesOf } from '../../governance/kit/text.ts';
import type { Select, Translate, Translator } from '../../i18n/translator.ts';

/** What a button does: `data` goes back to the bot (and is signed on the way out), the others stay in Telegram. */
export type Button =
  | { readonly label: string; readonly data: string }
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly copy: string };

export type Keyboard = readonly (readonly Button[])[];

/** One message: text in Telegram's HTML and the buttons below it. */
export type Screen = {
  readonly text: string;
  readonly keyboard: Keyboard;
  /** Betrays nothing about the reader; every other message is deleted before it is 48 hours old. */
  readonly harmless?: true;
  /** Telegram is asked to let nobody forward or save it; it can be asked only when a message is sent. */
  readonly protect?: true;
};

/** A picture with a caption; the caption holds the same numbers in words. */
export type PictureScreen = Screen & { readonly picture: Uint8Array; readonly fileName: string };

/** Who reads: the language and the zone that texts are made for. */
export type Reader = { readonly translator: Translator; readonly zone: string | undefined };

/** Telegram shows about this much of a label on a narrow phone. */
export const LABEL_MAX = 30;

/** Cuts by what people see as one character; a cut is shown by an ellipsis. */
export const shorten = (text: string, max: number): string => {
  const seen = graphemesOf(text);
  if (seen.length <= max) return text;
  const kept = seen.slice(0, max - 1).join('');
  return `${kept.trimEnd()}…`;
};

export const button = (label: string, data: string): Button => ({ label: shorten(label, LABEL_MAX), data });

/** A button whose label is a text: `press(plain, goHome.pack({}), ($) => $.common.home)`. */
export const press = (
  plain: Translate,
  data: string,
  label: Select,
  facts: Readonly<Record<string, string | number>> = {},
): Button => button(`${plain(label, facts)}`, data);

/** Joins a screen's paragraphs; absent ones leave no gap. */
export const paragraphs = (...parts: readonly (string | undefined | false)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
