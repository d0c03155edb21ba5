import { listEntryPayload } from '../../../actions/listEntryPayload.ts';
import {
  admissionPayload,
  bylawsPayload,
  declarationPayload,
  rolePayload,
  tokenPayload,
} from '../../../actions/proposalPayload.ts';
import type { Json } from '../../../canonical.ts';
import type { Locale } from '../../../config.ts';
import { currentBylaws } from '../../../db/read/bylaws.ts';
import { findListById } from '../../../db/read/list.ts';
import type { Proposal } from '../../../db/read/proposal.ts';
import { findToken } from '../../../db/read/token.ts';
import type { Deps } from '../../../deps.ts';
import { paginate } from '../../../governance/paginate.ts';
import { contentLocales } from '../../../governance/text.ts';
import type { Case, CaseContent } from '../../../messages/proposal.ts';

const scalar = (value: Json | undefined): string => {
  const part = value as { numerator?: number; denominator?: number } | undefined;
  return part?.numerator === undefined ? String(value ?? '—') : `${part.numerator}/${part.denominator}`;
};

/** Field by field, fractions as one; `verification` is the only group. */
const flatten = (content: Readonly<Record<string, Json | undefined>>): [string, string][] =>
  Object.entries(content).flatMap(([field, value]): [string, string][] =>
    field === 'verification' && typeof value === 'object' && value !== null
      ? Object.entries(value).map(([way, on]) => [`${field}.${way}`, scalar(on as Json)])
      : [[field, scalar(value)]],
  );

/** The payload as something to read; undefined when what it is about is gone. */
const contentOf = async (
  deps: Deps,
  { kind, payload }: Proposal,
  locale: Locale,
): Promise<CaseContent | undefined> => {
  switch (kind) {
    case 'admission':
      return { kind, ...admissionPayload.parse(payload) };
    case 'role':
      return { kind, ...rolePayload.parse(payload) };
    case 'declaration': {
      const { version, texts, decisionNumber: decision } = declarationPayload.parse(payload);
      return { kind, version, decision, texts: contentLocales.flatMap((each) => paginate(texts[each])) };
    }
    case 'bylaws': {
      const { version, bylaws } = await currentBylaws(deps.db, await deps.clock.now());
      const before = new Map(flatten(bylaws));
      const changes = flatten(bylawsPayload.parse(payload).content)
        .filter(([field, after]) => before.get(field) !== after)
        .map(([field, after]) => ({ field, before: before.get(field) ?? '—', after }));
      return { kind, version, changes };
    }
    case 'token': {
      const token = await findToken(deps.db, tokenPayload.parse(payload).tokenId);
      if (token === undefined) return undefined;
      return { kind, label: token.label, expiresAt: token.expiresAt, held: token.holderId !== null };
    }
    case 'listEntry': {
      const { listId, publicName } = listEntryPayload.parse(payload);
      const list = await findListById(deps.db, listId);
      return list && { kind, list: list.number, title: list.title[locale], name: publicName };
    }
  }
};

/** A pending case as one officer sees it: by number, never whom it is about. */
export const readCase = async (
  deps: Deps,
  found: Proposal,
  reader: { readonly officerId: string; readonly locale: Locale },
): Promise<Case | undefined> => {
  const content = await contentOf(deps, found, reader.locale);
  return (
    content && {
      number: found.number,
      approvals: found.approvals.length,
      needed: found.approvalsNeeded,
      createdAt: found.createdAt,
      own: found.proposedBy === reader.officerId || found.subjectId === reader.officerId,
      approvedByReader: found.approvals.includes(reader.officerId),
      content,
    }
  );
};
