import type { Composer } from 'grammy';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { SEARCH_COUNTRY } from '../../conversations/statistics/searchCountry.ts';
import { refreshAccount } from '../../joinStep.ts';
import { show } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

const showTraits = async (ctx: BotContext, { profile }: Account): Promise<void> => {
  const { bylaws } = await currentBylaws(ctx.deps.db, await ctx.deps.clock.now());
  const { country, gender, origin } = profile;
  const facts = { country, gender, origin, cell: bylaws.statisticsCell };
  await show(ctx, renderTraits(ctx.reader, facts));
};

const declare = async (ctx: PersonContext, change: TraitChange): Promise<void> => {
  const { account } = ctx;
  const declared = await declareTrait(ctx.deps, { personId: account.id, change });
  await sayOutcome(ctx, declared, ($) => (declared.ok ? $.join.savedToast : $.common.staleToast));
  await showTraits(ctx, (await refreshAccount(ctx.env, ctx)) ?? account);
};

const traitTakenBack = {
  country: { country: null },
  gender: { gender: null },
  origin: { origin: null },
} as const;

/** What somebody declares of themselves, chosen and taken back by buttons (rule I4). */
export const traitHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  onPress(openTraits, (ctx) => showTraits(ctx, ctx.account));
  onPress(openTrait, (ctx, { trait }) => show(ctx, renderTrait(ctx.reader, trait)));
  onPress(openCountries, (ctx, { page }) => show(ctx, renderCountries(ctx.reader, page)));
  onPress(findCountry, (ctx) => enterForm(ctx, SEARCH_COUNTRY));
  onAct(setCountry, (ctx, { country }) => declare(ctx, { country }));
  onAct(setGender, (ctx, { gender }) => declare(ctx, { gender }));
  onAct(setOrigin, (ctx, { origin }) => declare(ctx, { origin }));
  onAct(dropTrait, (ctx, { trait }) => declare(ctx, traitTakenBack[trait]));
};
