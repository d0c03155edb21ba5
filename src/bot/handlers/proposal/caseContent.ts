import { listEntryPayload } from '../../../actions/list/listEntryPayload.ts';
import { projectPayload } from '../../../actions/project/proposeProject.ts';
import {
  admissionPayload,
  broadcastPayload,
  bylawsPayload,
  declarationPayload,
  dismissalPayload,
  erasurePayload,
  rolePayload,
  tokenPayload,
} from '../../../actions/proposal/proposalPayload.ts';
import type { Locale } from '../../../config.ts';
import { broadcastSize } from '../../../db/read/broadcast/audience.ts';
import { findBroadcastById } from '../../../db/read/broadcast/broadcast.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findCurrentDeclaration } from '../../../db/read/declaration/declaration.ts';
import { findDeclaration } from '../../../db/read/declaration/declarationList.ts';
import { findListById } from '../../../db/read/list/list.ts';
import { findProject } from '../../../db/read/project/project.ts';
import type { Proposal } from '../../../db/read/proposal/proposal.ts';
import { findToken } from '../../../db/read/token/token.ts';
import type { Deps } from '../../../deps.ts';
import { type Bylaws, type Fraction, parseBylaws } from '../../../governance/bylaws/bylaws.ts';
import { declarationHash } from '../../../governance/declaration/declaration.ts';
import { showCode } from '../../../governance/kit/code.ts';
import { pageLength, paginate } from '../../../governance/kit/paginate.ts';
import { contentLocales, type Texts } from '../../../governance/kit/text.ts';
import { compareTexts, pageChanges } from '../../../messages/kit/textDiff.ts';
import type { BylawsField, Case, CaseContent } from '../../../messages/proposal/proposal.ts';
import { findingContent } from '../case/findingContent.ts';

const shown = (value: Fraction | number | boolean | readonly number[] | null): string => {
  if (value === null) return '∞';
  if (typeof value !== 'object') return String(value);
  return 'numerator' in value ? `${value.numerator}/${value.denominator}` : value.join(', ');
};

/** Field by field, fractions as one; `verification` is the only group. */
const flatten = ({ verification, ...rest }: Bylaws): Record<BylawsField, string> => {
  const fields = { ...rest, ...verification };
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, shown(value)])) as Record<
    BylawsField,
    string
  >;
};

/** What the proposed bylaws change, in the order in which the command prints them. */
const bylawsChanges = (current: Bylaws, proposed: Bylaws) => {
  const [before, after] = [flatten(current), flatten(proposed)];
  return (Object.keys(after) as BylawsField[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }));
};

const pagesOf = (locale: Locale, whole: string) => {
  const hash = declarationHash(whole);
  return paginate(whole).map((text) => ({ locale, hash, text }));
};

/** The proposed texts beside those in force, in pages; a language whose words stay has one empty page. */
const changesOf = async (deps: Deps, texts: Texts) => {
  const current = await findCurrentDeclaration(deps.db);
  const before = current && (await findDeclaration(deps.db, current.version));
  if (before === undefined) return undefined;
  const pages = contentLocales.flatMap((locale) => {
    const hash = declarationHash(texts[locale]);
    const found = pageChanges(compareTexts(before.texts[locale], texts[locale]), pageLength);
    return (found.length === 0 ? [[]] : found).map((page) => ({ locale, hash, page }));
  });
  return { before: before.version, pages };
};

type CaseReader = { readonly officerId: string; readonly locale: Locale };

/** The payload as something to read; undefined when what it is about is gone. */
const contentOf = async (
  deps: Deps,
  found: Proposal,
  { officerId, locale }: CaseReader,
): Promise<CaseContent | undefined> => {
  const { kind, payload } = found;
  switch (kind) {
    case 'admission':
      return { kind, ...admissionPayload.parse(payload) };
    case 'erasure':
      return { kind, memberNumber: showCode(erasurePayload.parse(payload).memberNumber) };
    case 'dismissal':
      return { kind, ...dismissalPayload.parse(payload) };
    case 'broadcast': {
      const { broadcastId, hash } = broadcastPayload.parse(payload);
      const found = await findBroadcastById(deps.db, deps.vault, broadcastId);
      if (found === undefined) return undefined;
      const { number, content, document, correction } = found;
      return {
        kind,
        number,
        hash,
        size: await broadcastSize(deps.db, deps.vault, found, await deps.clock.now()),
        content,
        document,
        correction,
      };
    }
    case 'role':
      return { kind, ...rolePayload.parse(payload) };
    case 'declaration': {
      const { version, texts, decisionNumber: decision, editorial } = declarationPayload.parse(payload);
      const changes = await changesOf(deps, texts);
      const pages = contentLocales.flatMap((each) => pagesOf(each, texts[each]));
      return { kind, version, decision, editorial, changes, texts: pages };
    }
    case 'bylaws': {
      const { version, bylaws } = await currentBylaws(deps.db, await deps.clock.now());
      const proposed = parseBylaws(bylawsPayload.parse(payload).content);
      if (!proposed.ok) return undefined;
      const changes = bylawsChanges(bylaws, proposed.value);
      return { kind, version, changes };
    }
    case 'token': {
      const token = await findToken(deps.db, tokenPayload.parse(payload).tokenId);
      if (token === undefined) return undefined;
      const { label, expiresAt, holderId } = token;
      const holder = holderId === null ? 'nobody' : holderId === officerId ? 'reader' : 'colleague';
      return { kind, label, expiresAt, holder };
    }
    case 'finding':
    case 'appeal':
      return findingContent(deps, found, kind, officerId);
    case 'founder':
      return { kind };
    case 'project': {
      const { number, act } = projectPayload.parse(payload);
      const project = await findProject(deps.db, deps.vault, number);
      return project && { kind, number, act, name: project.application.name };
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
  reader: CaseReader,
): Promise<Case | undefined> => {
  const content = await contentOf(deps, found, reader);
  return (
    content && {
      number: found.number,
      approvals: found.approvals.length,
      needed: found.approvalsNeeded,
      createdAt: found.createdAt,
      own: found.proposedBy === reader.officerId || found.subjectId === reader.officerId,
      aboutReader: found.kind === 'dismissal' && found.subjectId === reader.officerId,
      approvedByReader: found.approvals.includes(reader.officerId),
      content,
    }
  );
};
