import type { Composer } from 'grammy';
import { renderVerify } from '../../../messages/safety/verify.ts';
import { changePhrase, openVerify } from '../../../messages/safety/verifyCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHOOSE_PHRASE } from '../../conversations/safety/choosePhrase.ts';
import { show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

/** "Am I talking to the real bot?" and the phrase that answers it. */
export const verifyHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onCommand } = on(composer, begun);
  const answer = (ctx: PersonContext): Promise<void> => {
    const { phrase } = ctx.account.profile;
    return show(ctx, renderVerify(ctx.reader, { phrase, username: ctx.env.username }));
  };
  onCommand('verify', answer);
  onPress(openVerify, answer);
  onPress(changePhrase, (ctx) => enterForm(ctx, CHOOSE_PHRASE));
};
