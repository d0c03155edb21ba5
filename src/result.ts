/**
 * The outcome of anything that may refuse, as plain JSON: it must survive conversations' replay state and HTTP.
 * `code` names one reason ("ballot.closed") and is also a key of locales/<lng>/refusal.json; `facts` are the numbers and
 * dates its text needs (ISO strings, never personal data); `path` is the input field an API answer points at.
 */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly path?: string;
};

/** A refusal carries *all* reasons at once, so that nobody repairs one thing only to meet the next. Never empty. */
export type Refusals<Code extends string = string> = readonly [Refusal<Code>, ...Refusal<Code>[]];

export type Ok<Value> = { readonly ok: true; readonly value: Value };
export type Refused<Code extends string = string> = { readonly ok: false; readonly refusals: Refusals<Code> };
export type Result<Value, Code extends string = string> = Ok<Value> | Refused<Code>;

export const ok = <Value>(value: Value): Ok<Value> => ({ ok: true, value });

export const refuse = <Code extends string>(
  first: Refusal<Code> | Code,
  ...rest: (Refusal<Code> | Code)[]
): Refused<Code> => {
  const asRefusal = (reason: Refusal<Code> | Code): Refusal<Code> =>
    typeof reason === 'string' ? { code: reason } : reason;
  return { ok: false, refusals: [asRefusal(first), ...rest.map(asRefusal)] };
};

/** `ok(value)` when `reasons` is empty, otherwise a refusal with all of them. */
export const okUnless = <Value, Code extends string>(
  reasons: readonly Refusal<Code>[],
  value: Value,
): Result<Value, Code> => {
  const [first, ...rest] = reasons;
  return first === undefined ? ok(value) : refuse(first, ...rest);
};
