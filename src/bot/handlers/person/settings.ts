import type { Composer } from 'grammy';
import { changeSettings } from '../../../actions/person/changeSettings.ts';
import { chooseZone } from '../../../actions/person/chooseZone.ts';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHOOSE_ZONE } from '../../conversations/person/chooseZone.ts';
import { refreshAccount } from '../../joinStep.ts';
import { say, show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

const showSettings = async (ctx: PersonContext): Promise<void> => {
  const { discreet, locale: own } = ctx.account.profile;
  const { i18n, deps } = ctx.env;
  const otherLocales = i18n.locales
    .filter((locale) => locale !== own)
    .map((locale) => ({ locale, name: i18n.translatorFor(locale).plain(($) => $.common.languageName) }));
  const facts = { discreet, otherLocales, now: await deps.clock.now() };
  await show(ctx, renderSettings(ctx.reader, facts));
};

/** Says so in the language that holds from now on, and shows the settings as they are. */
const showChanged = async (ctx: PersonContext): Promise<void> => {
  await refreshAccount(ctx.env, ctx);
  await say(ctx, ($) => $.join.savedToast);
  await showSettings(ctx);
};

/** Language, notices, zone: what a person chooses for themselves. */
export const settingsHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  onPress(openSettings, showSettings);
  onPress(openCities, (ctx) => show(ctx, renderCities(ctx.reader)));
  onPress(typeZone, (ctx) => enterForm(ctx, CHOOSE_ZONE));

  onAct(setLocale, async (ctx, { locale }) => {
    await changeSettings(ctx.deps, { personId: ctx.account.id, change: { locale } });
    await showChanged(ctx);
  });
  onAct(setDiscreet, async (ctx, { discreet }) => {
    const change = { discreet: discreet === 'yes' };
    await changeSettings(ctx.deps, { personId: ctx.account.id, change });
    await showChanged(ctx);
  });
  onAct(setCity, async (ctx, { city }) => {
    await chooseZone(ctx.deps, { personId: ctx.account.id, zone: cityZones[city] });
    await showChanged(ctx);
  });
};
