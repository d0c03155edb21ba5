import ballot from '../../locales/ru/ballot.json' with { type: 'json' };
import broadcast from '../../locales/ru/broadcast.json' with { type: 'json' };
import common from '../../locales/ru/common.json' with { type: 'json' };
import congress from '../../locales/ru/congress.json' with { type: 'json' };
import decision from '../../locales/ru/decision.json' with { type: 'json' };
import join from '../../locales/ru/join.json' with { type: 'json' };
import list from '../../locales/ru/list.json' with { type: 'json' };
import notice from '../../locales/ru/notice.json' with { type: 'json' };
import office from '../../locales/ru/office.json' with { type: 'json' };
import petition from '../../locales/ru/petition.json' with { type: 'json' };
import project from '../../locales/ru/project.json' with { type: 'json' };
import protocol from '../../locales/ru/protocol.json' with { type: 'json' };
import question from '../../locales/ru/question.json' with { type: 'json' };
import refusal from '../../locales/ru/refusal.json' with { type: 'json' };
import safety from '../../locales/ru/safety.json' with { type: 'json' };
import session from '../../locales/ru/session.json' with { type: 'json' };
import sitting from '../../locales/ru/sitting.json' with { type: 'json' };
import statistics from '../../locales/ru/statistics.json' with { type: 'json' };
import verification from '../../locales/ru/verification.json' with { type: 'json' };
import web from '../../locales/ru/web.json' with { type: 'json' };

/**
 * The Russian files are the measure: their keys are the types, and the other languages are held against them by a
 * check. One file a noun; a file's name is the first step of its keys.
 */
const russian = {
  common,
  join,
  safety,
  verification,
  ballot,
  sitting,
  decision,
  list,
  office,
  petition,
  project,
  question,
  protocol,
  broadcast,
  session,
  statistics,
  congress,
  notice,
  refusal,
  web,
};

export type Texts = typeof russian;

export const textFiles: readonly string[] = Object.keys(russian);
