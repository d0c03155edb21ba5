import type { PersonContext } from '../../context.ts';

/** Opens what a deep link of one kind leads to, for somebody who has begun. `token` is what follows `<kind>_`. */
export type StartHandler = (ctx: PersonContext, token: string) => Promise<void>;
