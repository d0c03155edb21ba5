import type { Composer } from 'grammy';
import { meetPerson } from '../../../actions/person/meetPerson.ts';
import { renderFormOpen } from '../../../messages/home/start.ts';
import { chooseLanguage, NO_PAYLOAD } from '../../../messages/home/startCallbacks.ts';
import { type BotContext, type PersonContext, readAs } from '../../context.ts';
import { FORM_CONVERSATION } from '../../conversations/forms.ts';
import { show, toast } from '../../show.ts';
import { anybody, begun, on } from '../kit/on.ts';
import { startHandlers } from './deepLinks.ts';
import { showHome } from './home.ts';

const payloadPattern = /^([a-z]+)_([\w-]+)$/i;

/** Goes where a link leads; a damaged or unknown one leads home and says so. */
const follow = async (ctx: PersonContext, payload: string): Promise<void> => {
  const [, kind = '', token = ''] = payloadPattern.exec(payload) ?? [];
  const open = Object.hasOwn(startHandlers, kind) ? startHandlers[kind] : undefined;
  if (open !== undefined) return open(ctx, token);
  const line = ctx.t(($) => $.common.linkUnknown);
  await showHome(ctx, line);
};

/** `/start`, with or without a link, and the choice of a language, which is what makes an account. */
export const beginHandlers = (composer: Composer<BotContext>): void => {
  const { onAct, onCommand } = on(composer, anybody);

  onCommand('start', async (ctx, words) => {
    const payload = words.trim();
    const person = await begun(ctx, payload);
    if (person === undefined) return;
    if (payload !== '') return follow(person, payload);
    const inForm = ctx.conversation.active(FORM_CONVERSATION) > 0;
    await (inForm ? show(ctx, renderFormOpen(ctx.reader)) : showHome(ctx));
  });

  onAct(chooseLanguage, async (ctx, { locale, payload }) => {
    if (ctx.from === undefined) return;
    const account = await meetPerson(ctx.deps, { telegramId: ctx.from.id, locale });
    const person = Object.assign(ctx, { account });
    readAs(person, { translator: ctx.env.i18n.translatorFor(locale), zone: account.profile.zone });
    const chosen = person.plain(($) => $.common.languageChosen);
    await toast(person, chosen);
    await (payload === NO_PAYLOAD ? showHome(person) : follow(person, payload));
  });
};
