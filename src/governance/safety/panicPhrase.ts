import { ok, type Result, refuse } from '../../result.ts';
import { cleanText, foldText, graphemesOf, phraseLimits, type TextRefusal } from '../kit/text.ts';

export const panicPhraseRefusals = ['panic.command', 'panic.short', 'panic.phrase', 'panic.word'] as const;
export type PanicPhraseRefusal = (typeof panicPhraseRefusals)[number];

/** Shorter words are typed by accident; longer ones are not typed in a hurry. Letters and digits alone count. */
const panicPhraseMin = 6;

export type TakenWords = {
  /** The phrase by which the person knows the real bot: it is shown on screens, and somebody may read it aloud. */
  readonly phrase: string | undefined;
  /** What the bot itself says on buttons: people type that too. */
  readonly words: readonly string[];
};

/**
 * The innocuous phrase that locks the account like /panic, as it is kept and compared. Source: security.md, "a person controls
 * their data". Refusals: text.*, panic.command, panic.short {min}, panic.phrase, panic.word.
 */
export const parsePanicPhrase = (
  typed: string,
  { phrase, words }: TakenWords,
): Result<string, PanicPhraseRefusal | TextRefusal> => {
  if (typed.trim().startsWith('/')) return refuse('panic.command');
  const { max } = phraseLimits;
  const cleaned = cleanText(typed, { max });
  if (!cleaned.ok) return cleaned;
  const folded = foldText(cleaned.value);
  // Folding spells ligatures out, and what is kept must be a phrase that could have been typed.
  const { length } = graphemesOf(folded);
  if (length > max) return refuse({ code: 'text.tooLong', facts: { max, length } });
  if (graphemesOf(folded.replaceAll(' ', '')).length < panicPhraseMin)
    return refuse({ code: 'panic.short', facts: { min: panicPhraseMin } });
  if (phrase !== undefined && folded === foldText(phrase)) return refuse('panic.phrase');
  if (words.some((word) => foldText(word) === folded)) return refuse('panic.word');
  return ok(folded);
};

/** Whether a message is the phrase: at once, whatever it was meant for. */
export const isPanicPhrase = (typed: string, panicPhrase: string | undefined): boolean =>
  panicPhrase !== undefined && foldText(typed) === panicPhrase;
