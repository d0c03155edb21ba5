import { Composer } from 'grammy';
import { changeSettings } from '../../../actions/person/changeSettings.ts';
import { chooseZone } from '../../../actions/person/chooseZone.ts';
import type { Account } from '../../../db/read/person/person.ts';
import {
  cityZones,
  openCities,
  openSettings,
  setCity,
  setDiscreet,
  setLocale,
  typeZone,
} from '../../../messages/person/meCallbacks.ts';
import { renderCities, renderSettings } from '../../../messages/person/settings.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHOOSE_ZONE } from '../../conversations/person/chooseZone.ts';
import { refreshAccount } from '../../joinStep.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

const showSettings = async (env: BotEnv, ctx: BotContext, { profile }: Account): Promise<void> => {
  const { i18n, deps, signer } = env;
  const screen = renderSettings(ctx.reader, {
    discreet: profile.discreet,
    otherLocales: i18n.locales
      .filter((locale) => locale !== profile.locale)
      .map((locale) => ({ locale, name: i18n.translatorFor(locale).plain(($) => $.common.languageName) })),
    now: await deps.clock.now(),
  });
  await showScreen(ctx, signer, screen);
};

/** Language, notices, zone: what a person chooses for themselves. */
export const settingsHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const opening = (show: (ctx: BotContext, account: Account) => Promise<void>) => async (ctx: BotContext) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await show(ctx, account);
  };
  onPress(
    composer,
    openSettings,
    opening((ctx, account) => showSettings(env, ctx, account)),
  );
  onPress(
    composer,
    openCities,
    opening((ctx) => showScreen(ctx, env.signer, renderCities(ctx.reader))),
  );
  onPress(
    composer,
    typeZone,
    opening((ctx) => enterForm(ctx, CHOOSE_ZONE)),
  );

  /** Does the change, says so in the language that holds from now on, and shows the settings as they are. */
  const changing = async (ctx: BotContext, change: (personId: string) => Promise<unknown>): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await change(account.id);
    const fresh = await refreshAccount(env, ctx);
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.join.savedToast),
    );
    await showSettings(env, ctx, fresh ?? account);
  };
  onPress(composer, setLocale, (ctx, { locale }) =>
    changing(ctx, (personId) => changeSettings(env.deps, { personId, change: { locale } })),
  );
  onPress(composer, setDiscreet, (ctx, { discreet }) =>
    changing(ctx, (personId) =>
      changeSettings(env.deps, { personId, change: { discreet: discreet === 'yes' } }),
    ),
  );
  onPress(composer, setCity, (ctx, { city }) =>
    changing(ctx, (personId) => chooseZone(env.deps, { personId, zone: cityZones[city] })),
  );
  return composer;
};
