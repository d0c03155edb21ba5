import { Composer } from 'grammy';
import { declareTrait, type TraitChange } from '../../../actions/statistics/declareTrait.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import type { Account } from '../../../db/read/person/person.ts';
import {
  dropTrait,
  findCountry,
  openCountries,
  openTrait,
  openTraits,
  setCountry,
  setGender,
  setOrigin,
} from '../../../messages/statistics/traitCallbacks.ts';
import { renderCountries, renderTrait, renderTraits } from '../../../messages/statistics/traits.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { SEARCH_COUNTRY } from '../../conversations/statistics/searchCountry.ts';
import { refreshAccount } from '../../joinStep.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

const showTraits = async (env: BotEnv, ctx: BotContext, { profile }: Account): Promise<void> => {
  const { bylaws } = await currentBylaws(env.deps.db, await env.deps.clock.now());
  const { country, gender, origin } = profile;
  const facts = { country, gender, origin, cell: bylaws.statisticsCell };
  await showScreen(ctx, env.signer, renderTraits(ctx.reader, facts));
};

/** What somebody declares of themselves, chosen and taken back by buttons (rule I4). */
export const traitHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const opening =
    <Fields>(show: (ctx: BotContext, account: Account, fields: Fields) => Promise<void>) =>
    async (ctx: BotContext, fields: Fields): Promise<void> => {
      const account = await ensureBegun(env, ctx);
      if (account === undefined) return;
      await toast(ctx);
      await show(ctx, account, fields);
    };
  const changing = async (ctx: BotContext, change: TraitChange): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const declared = await declareTrait(env.deps, { personId: account.id, change });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (declared.ok ? $.join.savedToast : $.common.staleToast)),
    );
    await showTraits(env, ctx, (await refreshAccount(env, ctx)) ?? account);
  };

  onPress(
    composer,
    openTraits,
    opening((ctx, account) => showTraits(env, ctx, account)),
  );
  onPress(
    composer,
    openTrait,
    opening((ctx, _account, { trait }) => showScreen(ctx, env.signer, renderTrait(ctx.reader, trait))),
  );
  onPress(
    composer,
    openCountries,
    opening((ctx, _account, { page }) => showScreen(ctx, env.signer, renderCountries(ctx.reader, page))),
  );
  onPress(
    composer,
    findCountry,
    opening((ctx) => enterForm(ctx, SEARCH_COUNTRY)),
  );
  onPress(composer, setCountry, (ctx, { country }) => changing(ctx, { country }));
  onPress(composer, setGender, (ctx, { gender }) => changing(ctx, { gender }));
  onPress(composer, setOrigin, (ctx, { origin }) => changing(ctx, { origin }));
  onPress(composer, dropTrait, (ctx, { trait }) => changing(ctx, traitTakenBack[trait]));
  return composer;
};

const traitTakenBack = {
  country: { country: null },
  gender: { gender: null },
  origin: { origin: null },
} as const;
