import { z } from 'zod';

/** Telegram's answer, as the seam hands it on to grammY. */
export type Outcome = {
  readonly ok: boolean;
  readonly body: unknown;
  /** Seconds of quiet that a 429 asks for. */
  readonly retryAfter: number | undefined;
};

/** What came over the wire. */
export type Reply = { readonly status: number; readonly text: string };

const TOO_MANY = 429;
const BAD_REQUEST = 400;
/** When a 429 does not say how long. */
const DEFAULT_PAUSE_SECONDS = 1;

const failure = z.looseObject({
  ok: z.literal(false),
  error_code: z.number(),
  description: z.string().default(''),
  parameters: z.looseObject({ retry_after: z.number().optional() }).optional(),
});

/** Failures that mean "it is already so": nobody has to handle them. */
const harmless = [
  'message is not modified',
  'query is too old',
  'query ID is invalid',
  // Deleted by the person, or by us before a crash: the answer it held must not be lost over it.
  'message to delete not found',
];

export const success: Outcome = { ok: true, body: { ok: true, result: true }, retryAfter: undefined };

/** What Telegram would answer: the pause it asked for is not over, so it is not asked again. */
export const tooManyRequests = (seconds: number): Outcome => ({
  ok: false,
  body: {
    ok: false,
    error_code: TOO_MANY,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  },
  retryAfter: seconds,
});

/** Reads a reply. Throws on what Telegram would not say (a proxy's page): grammY reports that as a network failure. */
export const outcomeOf = ({ status, text }: Reply): Outcome => {
  const body: unknown = JSON.parse(text);
  if (status < BAD_REQUEST) return { ok: true, body, retryAfter: undefined };
  const { error_code: code, description, parameters } = failure.parse(body);
  if (code === BAD_REQUEST && harmless.some((part) => description.includes(part))) return success;
  const retryAfter = code === TOO_MANY ? (parameters?.retry_after ?? DEFAULT_PAUSE_SECONDS) : undefined;
  return { ok: false, body, retryAfter };
};
