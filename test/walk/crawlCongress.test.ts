import { type CongressCast, createCongressCast } from './crawlCongressCast.ts';
import { type CrawlRole, crawlWith } from './crawlRoles.ts';

let congress: CongressCast;

const roles: readonly CrawlRole[] = [
  { name: 'an author of petitions', choose: () => congress.author() },
  { name: 'a member whom the lot drew', choose: () => congress.juror() },
];

/** Forms, the way home, and everything that came with projects, petitions and the Congress. */
const kinds = /^(?:f[a-z]|home|lg|pet|pj|pl|pv|dg|mm|cg|ag|st|sq|dc|b[vr])/;

crawlWith(
  roles,
  [/^(?:Петиция|Petition) (?:№|No\.) #/],
  (place) => {
    congress = createCongressCast(place);
  },
  { kinds, commands: ['/petitions', '/support 1', '/start'] },
);
