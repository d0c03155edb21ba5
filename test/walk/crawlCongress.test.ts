import { type CongressCast, createCongressCast } from './crawlCongressCast.ts';
import { type CrawlRole, crawlWith } from './crawlRoles.ts';

let congress: CongressCast;

const roles: readonly CrawlRole[] = [
  { name: 'a leader of a project', choose: () => congress.leader() },
  { name: 'an evaluator', choose: () => congress.evaluator() },
  { name: 'a delegate', choose: () => congress.delegate() },
  { name: 'an author of petitions', choose: () => congress.author() },
  { name: 'a member whom the lot drew', choose: () => congress.juror() },
];

/** Forms, the way home, and everything that came with projects, petitions and the Congress. */
const kinds = /^(?:f[a-z]$|home|lg|sec$|pet|pj|pl|pv|dg|mm|cong|ag|st[hpioa]|sq|dc|b[orv]$)/;

crawlWith(
  roles,
  [/^(?:Петиция|Petition) (?:№|No\.) #/],
  (place) => {
    congress = createCongressCast(place);
  },
  {
    kinds,
    commands: ['/projects', '/petitions', '/support 1', '/session', '/documents', '/secretariat', '/start'],
  },
);
