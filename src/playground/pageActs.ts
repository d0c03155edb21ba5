import { z } from 'zod';
import type { PlaygroundOptions } from './playgroundOptions.ts';
import type { BotApi, MediaOptions, Person } from './types.ts';

/** How long the page waits for the answer to a press, as long as Telegram's apps do. */
const PRESS_TIMEOUT_MS = 30_000;
/** The clock goes forward by a year at most in one step. */
const LONGEST_STEP_MS = 366 * 24 * 60 * 60 * 1000;

const media = z.enum([
  'photo',
  'document',
  'sticker',
  'voice',
  'video',
  'location',
  'contact',
  'poll',
  'forward',
]);
const act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('send'), person: z.number(), text: z.string().min(1).max(100_000) }),
  z.strictObject({
    act: z.literal('edit'),
    person: z.number(),
    messageId: z.number(),
    text: z.string().min(1),
  }),
  z.strictObject({ act: z.literal('press'), person: z.number(), messageId: z.number(), data: z.string() }),
  z.strictObject({ act: z.literal('open'), person: z.number(), link: z.string() }),
  z.strictObject({
    act: z.literal('media'),
    person: z.number(),
    kind: media,
    fileName: z.string().optional(),
    mimeType: z.string().optional(),
    base64: z.base64().optional(),
    caption: z.string().optional(),
    text: z.string().optional(),
  }),
  z.strictObject({ act: z.literal('block'), person: z.number() }),
  z.strictObject({ act: z.literal('unblock'), person: z.number() }),
  z.strictObject({
    act: z.literal('guest'),
    firstName: z.string().min(1),
    languageCode: z.enum(['ru', 'en']),
  }),
  z.strictObject({ act: z.literal('clock'), moveByMs: z.number().int().min(0).max(LONGEST_STEP_MS) }),
  z.strictObject({ act: z.literal('reset') }),
]);
export type PageAct = z.infer<typeof act>;

/** Does what somebody asked for on the page; throws with a sentence for the page when it can't be done. */
export async function performAct(api: BotApi, options: PlaygroundOptions, body: unknown): Promise<unknown> {
  const parsed = act.safeParse(body);
  if (!parsed.success) throw new Error('This request is none of the page: reload it.');
  const wanted = parsed.data;
  switch (wanted.act) {
    case 'guest':
      return { id: api.createPerson({ firstName: wanted.firstName, languageCode: wanted.languageCode }).id };
    case 'clock':
      await options.clock.moveBy(wanted.moveByMs);
      return { offsetMs: options.clock.offsetMs() };
    case 'reset':
      api.clear();
      await options.reset();
      return {};
    default:
      return personActs(api, wanted);
  }
}

async function personActs(api: BotApi, wanted: Extract<PageAct, { person: number }>): Promise<unknown> {
  const person = api.person(wanted.person);
  if (!person) throw new Error('There is no such person any more: reload the page.');
  switch (wanted.act) {
    case 'send':
      // A pasted link to the bot opens it, as a tap on the link would.
      if (isOwnLink(api, wanted.text.trim())) return person.open(wanted.text.trim());
      return person.send(wanted.text);
    case 'edit':
      return person.editText(wanted.messageId, wanted.text);
    case 'press':
      return person.pressRaw(wanted, { timeoutMs: PRESS_TIMEOUT_MS });
    case 'open':
      return person.open(wanted.link);
    case 'media':
      return person.sendMedia(wanted.kind, mediaOptions(wanted));
    case 'block':
      return person.block();
    case 'unblock':
      return person.unblock();
  }
}

function isOwnLink({ username }: BotApi, text: string): boolean {
  return new RegExp(`^(https?://)?t\\.me/${username}(\\?start=[\\w-]*)?$`, 'i').test(text);
}

function mediaOptions(wanted: Extract<PageAct, { act: 'media' }>): MediaOptions {
  const { base64, fileName, mimeType, caption, text } = wanted;
  return {
    ...(base64 === undefined ? {} : { bytes: Buffer.from(base64, 'base64') }),
    ...(fileName === undefined ? {} : { fileName }),
    ...(mimeType === undefined ? {} : { mimeType }),
    ...(caption === undefined ? {} : { caption }),
    ...(text === undefined ? {} : { text }),
  };
}

/** One person's chat as the page shows it. */
export function chatView(api: BotApi, person: Person) {
  return {
    messages: person.chat(),
    keyboard: person.replyKeyboard(),
    pinned: person.pinned(),
    commands: api.commandsFor(person),
    description: api.descriptionFor(person),
    opened: person.opened(),
    blocked: person.blocked(),
  };
}
export type ChatView = ReturnType<typeof chatView>;

/** Everything the page needs at first: people, clock, notes. */
export async function pageState(api: BotApi, options: PlaygroundOptions) {
  const notes = await options.notes();
  const roles = new Map(notes.people.map(({ id, role }) => [id, role]));
  return {
    bot: { username: api.username },
    people: api.people().map(({ id, user }) => ({ ...user, role: roles.get(id) ?? 'guest' })),
    nowMs: (await options.clock.now()).getTime(),
    apiUrl: notes.apiUrl,
    secretariatToken: notes.secretariatToken,
  };
}
export type PageState = Awaited<ReturnType<typeof pageState>>;
