import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Power, Role } from '../governance/person/role.ts';
import type { I18n } from '../i18n/translator.ts';
import type { Limits } from './windows.ts';

/** Who acts: the token's holder, as an officer with the powers they have now. */
export type Caller = {
  readonly tokenId: string;
  readonly officerId: string;
  readonly roles: readonly Role[];
  readonly powers: ReadonlySet<Power>;
};

export type ApiEnv = {
  Variables: {
    caller: Caller;
    /** A uuid, the same for every attempt of a write under one Idempotency-Key: for actions that make something once. */
    submissionId: string;
  };
};
export type ApiContext = Context<ApiEnv>;
export type Api = OpenAPIHono<ApiEnv>;

export type ApiOptions = {
  readonly i18n: I18n;
  /** The bot's username, for links that are passed on. */
  readonly username: string;
  readonly telegramCheck: () => Promise<'ok' | 'unauthorized' | 'unreachable'>;
  /** Told of the status of every refusal. */
  readonly onProblem?: (status: number) => void;
  /** Tests have no time for the real ones. */
  readonly limits?: Limits;
};
