import type { Composer } from 'grammy';
import { proposeVersion } from '../../../messages/declaration/declarationCallbacks.ts';
import type { BotContext } from '../../context.ts';
import { PROPOSE_DECLARATION_FORM } from '../../conversations/declaration/proposeDeclaration.ts';
import { enterForm } from '../../conversations/forms.ts';
import { holder, on } from '../kit/on.ts';

/** The way to propose a new version of the Declaration (rule M4). */
export const declarationDeskHandlers = (composer: Composer<BotContext>): void =>
  on(composer, holder('declaration.propose')).onPress(proposeVersion, (ctx) =>
    enterForm(ctx, PROPOSE_DECLARATION_FORM),
  );
