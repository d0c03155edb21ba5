import type { Composer } from 'grammy';
import type { Account } from '../../../db/read/person/person.ts';
import { type Power, powersOf } from '../../../governance/person/role.ts';
import type { Select } from '../../../i18n/translator.ts';
import { renderLanguages } from '../../../messages/home/start.ts';
import { NO_PAYLOAD } from '../../../messages/home/startCallbacks.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderNoRole } from '../../../messages/office/office.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, OfficerContext, PersonContext } from '../../context.ts';
import { say, show, toast } from '../../show.ts';

type Fields = Record<string, string | number>;

/** Who a handler is for: the context as that handler may use it, or undefined when the person was answered otherwise. */
type Admit<Ctx> = (ctx: BotContext) => Promise<Ctx | undefined>;

const hasAccount = (ctx: BotContext): ctx is PersonContext => ctx.account !== undefined;

/**
 * Somebody who has begun. Who has not is shown the choice of a language, which carries `payload`, the link they came by, through.
 */
export const begun = async (
  ctx: BotContext,
  payload: string = NO_PAYLOAD,
): Promise<PersonContext | undefined> => {
  if (hasAccount(ctx)) return ctx;
  await toast(ctx);
  const { i18n } = ctx.env;
  const languages = i18n.locales.map((locale) => ({
    locale,
    name: i18n.translatorFor(locale).plain(($) => $.common.languageName),
  }));
  await show(ctx, renderLanguages(ctx.reader, languages, payload));
  return undefined;
};

const withPowers = (ctx: PersonContext, account: Account): OfficerContext =>
  Object.assign(ctx, { powers: powersOf(account.roles) });

const sayNoRole = (ctx: BotContext): Promise<void> => show(ctx, renderNoRole(ctx.reader));

/** Somebody with a role, whichever; everybody else reads what the secretariat is. */
export const officer = async (ctx: BotContext): Promise<OfficerContext | undefined> => {
  const person = await begun(ctx);
  if (person === undefined) return undefined;
  if (person.account.roles.length > 0) return withPowers(person, person.account);
  await toast(ctx);
  await sayNoRole(ctx);
  return undefined;
};

/** An officer with this power, read anew at every press; one without it gets `refuse`. */
export const holder =
  (power: Power, refuse: (ctx: OfficerContext) => Promise<void> = sayNoRole): Admit<OfficerContext> =>
  async (ctx) => {
    const found = await officer(ctx);
    if (found === undefined || found.powers.has(power)) return found;
    await toast(ctx);
    await refuse(found);
    return undefined;
  };

/** Whoever it is. */
export const anybody: Admit<BotContext> = async (ctx) => ctx;

/**
 * Registers handlers for one kind of person: `on(composer, begun)`, `on(composer, officer)`, `on(composer, holder('session.manage'))`.
 * Who somebody is and what they may do is settled before a handler runs.
 */
export const on = <Ctx extends BotContext>(composer: Composer<BotContext>, admit: Admit<Ctx>) => {
  const handle = <Given extends Fields>(
    button: Callback<Given>,
    handler: (ctx: Ctx, fields: Given) => Promise<unknown>,
  ): void => {
    composer.on('callback_query:data', async (ctx, next) => {
      const fields = ctx.pressed === undefined ? undefined : button.unpack(ctx.pressed);
      if (fields === undefined) return next();
      const admitted = await admit(ctx);
      if (admitted !== undefined) await handler(admitted, fields);
    });
  };
  return {
    /** A press that shows something: it is answered at once, then shown. */
    onPress: <Given extends Fields>(
      button: Callback<Given>,
      handler: (ctx: Ctx, fields: Given) => Promise<unknown>,
    ): void =>
      handle(button, async (ctx, fields) => {
        await toast(ctx);
        await handler(ctx, fields);
      }),
    /** A press that does something: the handler answers it by what came of it. */
    onAct: handle,
    /** A command; `words` is what was typed after it. */
    onCommand: (name: string, handler: (ctx: Ctx, words: string) => Promise<unknown>): void => {
      composer.command(name, async (ctx) => {
        const { match: words } = ctx;
        const admitted = await admit(ctx);
        if (admitted !== undefined) await handler(admitted, words);
      });
    },
  };
};

/**
 * Answers a press by what came of it, `($) => (done.ok ? $.x.saved : $.x.refused)`; what stands against it is handed out as a line for
 * the screen that follows.
 */
export const sayOutcome = async (
  ctx: BotContext,
  outcome: Result<unknown>,
  text: Select,
): Promise<string | undefined> => {
  await say(ctx, text);
  return outcome.ok ? undefined : renderRefusals(ctx.reader, outcome.refusals);
};
