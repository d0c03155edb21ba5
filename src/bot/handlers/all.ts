import type { Composer } from 'grammy';
import type { BotContext, BotEnv } from '../context.ts';
import { ballotHandlers } from './ballot.ts';
import { beginHandlers } from './begin.ts';
import { declarationHandlers } from './declaration.ts';
import { helpHandlers } from './help.ts';
import { homeHandlers } from './home.ts';
import { joinHandlers } from './join.ts';
import { listHandlers } from './list.ts';
import { meHandlers } from './me.ts';
import { ballotDeskHandlers } from './secretariat/ballots.ts';
import { secretariatHandlers } from './secretariat/entry.ts';
import { listDeskHandlers } from './secretariat/lists.ts';
import { proposalHandlers } from './secretariat/proposals.ts';
import { roleHandlers } from './secretariat/roles.ts';
import { tokenHandlers } from './secretariat/tokens.ts';
import { settingsHandlers } from './settings.ts';
import { verifyHandlers } from './verify.ts';
import { vouchHandlers } from './vouch.ts';

/** Stateless commands and buttons, one group a noun; a new noun is added here. */
export const handlerGroups: readonly ((env: BotEnv) => Composer<BotContext>)[] = [
  beginHandlers,
  homeHandlers,
  ballotHandlers,
  listHandlers,
  joinHandlers,
  declarationHandlers,
  vouchHandlers,
  meHandlers,
  settingsHandlers,
  verifyHandlers,
  helpHandlers,
  secretariatHandlers,
  proposalHandlers,
  tokenHandlers,
  roleHandlers,
  ballotDeskHandlers,
  listDeskHandlers,
];
