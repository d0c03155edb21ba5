import {
  findComposition,
  findMembersGroup,
  listProjectGroups,
  type SeatGroup,
} from '../../../db/read/congress/congress.ts';
import type { Deps } from '../../../deps.ts';
import { instantOfDay, parseCongressDay } from '../../../governance/congress/congressDay.ts';
import { type Day, dayOf } from '../../../governance/kit/day.ts';
import { type CongressFacts, renderCongress, renderSeats } from '../../../messages/congress/congress.ts';
import type { BotContext } from '../../context.ts';
import { show } from '../../show.ts';

const PROJECTS_A_PAGE = 5;
/** A name and a term a line: what one screen holds. */
const NAMES_A_PAGE = 20;

/** The Congress on the day a button names; a day that is none is today. */
export const findCongress = async (
  { deps }: { readonly deps: Deps },
  asked: Day | 'now',
): Promise<CongressFacts> => {
  const now = await deps.clock.now();
  const day = parseCongressDay(asked, dayOf(now));
  const at = day.ok ? instantOfDay(day.value, now) : now;
  return {
    at,
    when: day.ok && at !== now ? day.value : 'now',
    isPlanned: at > now,
    composition: await findComposition(deps.db, at),
  };
};

export const showCongress = async (ctx: BotContext, day: Day | 'now'): Promise<void> =>
  show(ctx, renderCongress(ctx.reader, await findCongress(ctx, day)));

/** Projects come first, five a page; the individual members' delegates follow on pages of their own. */
const findPage = async (
  { db, vault }: Deps,
  { at, composition }: CongressFacts,
  wanted: number,
): Promise<{ readonly groups: SeatGroup[]; readonly page: number; readonly pages: number }> => {
  const { projects, ofMembers } = composition;
  const projectPages = Math.ceil(projects.length / PROJECTS_A_PAGE);
  const memberPages = ofMembers.entitled === 0 ? 0 : Math.max(1, Math.ceil(ofMembers.filled / NAMES_A_PAGE));
  const pages = Math.max(1, projectPages + memberPages);
  const page = Math.min(wanted, pages - 1);
  if (page < projectPages) {
    const shown = projects.slice(page * PROJECTS_A_PAGE, (page + 1) * PROJECTS_A_PAGE);
    return { groups: await listProjectGroups(db, vault, shown, at), page, pages };
  }
  const part = { offset: (page - projectPages) * NAMES_A_PAGE, limit: NAMES_A_PAGE };
  const groups = memberPages === 0 ? [] : [await findMembersGroup(db, vault, composition, at, part)];
  return { groups, page, pages };
};

export const showSeats = async (ctx: BotContext, day: Day | 'now', wanted: number): Promise<void> => {
  const facts = await findCongress(ctx, day);
  const { groups, ...place } = await findPage(ctx.deps, facts, wanted);
  await show(ctx, renderSeats(ctx.reader, facts, groups, place));
};
