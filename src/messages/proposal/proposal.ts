import type { Locale } from '../../config.ts';
import type { Bylaws } from '../../governance/bylaws/bylaws.ts';
import type { CaseKind, Role } from '../../governance/person/role.ts';
import { formatDeadline } from '../../i18n/format.ts';
import { type BroadcastCase, broadcastCasePages, casePreviewButton } from '../broadcast/broadcastCase.ts';
import { type FindingCase, findingCaseText } from '../case/findingCase.ts';
import { changesHtml } from '../kit/changes.ts';
import { type Button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import type { ChangedParagraph } from '../kit/textDiff.ts';
import { ageText, deskButton, turnButtons } from '../office/office.ts';
import {
  approveCase,
  askDecline,
  openProposal,
  openQueue,
  type QueueName,
  takeNextCase,
} from '../office/officeCallbacks.ts';

export const queueOf = (kind: CaseKind): QueueName => (kind === 'admission' ? 'admissions' : 'proposals');

/** A number of the bylaws; ways of verification by name. */
export type BylawsField = Exclude<keyof Bylaws, 'verification'> | keyof Bylaws['verification'];

/** What two officers decide on; nothing in it names a person but a public name they chose. */
export type CaseContent =
  | { readonly kind: 'admission'; readonly words: string }
  | {
      readonly kind: 'declaration';
      readonly version: number;
      readonly decision: string | undefined;
      readonly editorial: boolean;
      /** The version in force, page by page beside the proposed one; undefined: there is none yet, and `texts` are read instead. */
      readonly changes:
        | {
            readonly before: number;
            readonly pages: readonly {
              readonly locale: Locale;
              readonly hash: string;
              readonly page: readonly ChangedParagraph[];
            }[];
          }
        | undefined;
      /** Pages in both languages, one after the other, each with the SHA-256 of its language's whole text. */
      readonly texts: readonly { readonly locale: Locale; readonly hash: string; readonly text: string }[];
    }
  | {
      readonly kind: 'bylaws';
      readonly version: number;
      readonly changes: readonly {
        readonly field: BylawsField;
        readonly before: string;
        readonly after: string;
      }[];
    }
  | BroadcastCase
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'dismissal'; readonly officer: number; readonly role: Role }
  /** As it is shown: «4K7M-2XPA-C». */
  | { readonly kind: 'erasure'; readonly memberNumber: string }
  | {
      readonly kind: 'token';
      readonly label: string;
      readonly expiresAt: Date;
      /** Who answers for it: whoever approved first. */
      readonly holder: 'nobody' | 'reader' | 'colleague';
    }
  | FindingCase
  | {
      readonly kind: 'project';
      readonly number: number;
      readonly act: 'support' | 'appealUpheld' | 'appealDismissed' | 'claimUpheld' | 'claimDismissed';
      readonly name: string;
    }
  | { readonly kind: 'listEntry'; readonly list: number; readonly title: string; readonly name: string };

export type Case = {
  readonly number: number;
  readonly approvals: number;
  readonly needed: number;
  readonly createdAt: Date;
  readonly own: boolean;
  /** They read it and take no part in it. */
  readonly aboutReader: boolean;
  readonly approvedByReader: boolean;
  readonly content: CaseContent;
};

export type QueueFacts = {
  readonly name: QueueName;
  readonly page: number;
  readonly pages: number;
  readonly lines: readonly { readonly number: number; readonly kind: CaseKind }[];
  /** Whether one of them waits for the reader. */
  readonly hasNext: boolean;
  readonly line?: string;
};

/** A page of cases by number. */
export const renderQueue = (reader: Reader, facts: QueueFacts): Screen => {
  const { t, plain } = reader.translator;
  const name = t(($) => $.office.queueName[facts.name]);
  return {
    text: paragraphs(
      facts.line,
      t(($) => $.office.queueTitle, { name, page: facts.page + 1, pages: facts.pages }),
      facts.lines.length === 0
        ? t(($) => $.office.queueNothing)
        : !facts.hasNext && t(($) => $.office.nothingForYou),
    ),
    keyboard: [
      ...(facts.hasNext
        ? [[press(plain, takeNextCase.pack({ queue: facts.name }), ($) => $.office.takeNext)]]
        : []),
      ...facts.lines.map(({ number, kind }) => [
        press(plain, openProposal.pack({ number, page: 0 }), ($) => $.office.caseLabel, {
          number,
          kind: plain(($) => $.office.kind[kind]),
        }),
      ]),
      ...turnButtons(reader, facts.page, facts.pages, (page) => openQueue.pack({ queue: facts.name, page })),
      [deskButton(reader)],
    ],
  };
};

/** Back to the queue that cases of this kind wait in. */
export const queueButton = ({ translator: { plain } }: Reader, kind: CaseKind): Button =>
  press(plain, openQueue.pack({ queue: queueOf(kind), page: 0 }), ($) => $.office.backToQueue);

type DeclarationContent = Extract<CaseContent, { kind: 'declaration' }>;

const declarationHead = ({ translator: { t } }: Reader, content: DeclarationContent): string => {
  const { version, decision, editorial } = content;
  if (decision === undefined) return t(($) => $.office.caseDeclarationFirst, { version });
  const kind = t(($) => (editorial ? $.office.declaration.editorialCase : $.office.declaration.signedCase));
  return `${t(($) => $.office.caseDeclaration, { version, decision })} ${kind}`;
};

/** What a new version changes, language by language: the version in force and this together are the whole text. */
const changesPages = (
  { translator: { t } }: Reader,
  head: string,
  { before, pages }: NonNullable<DeclarationContent['changes']>,
): string[] =>
  pages.map(({ locale, hash, page }) =>
    paragraphs(
      `${head}\n${t(($) => $.office.declaration.changesOf[locale], { before, hash })}`,
      t(($) => (page.length === 0 ? $.office.declaration.unchanged : $.office.declaration.legend)),
      changesHtml(page),
    ),
  );

const contentPages = (reader: Reader, content: CaseContent): readonly string[] => {
  const { t, locale } = reader.translator;
  switch (content.kind) {
    case 'admission':
      return [t(($) => $.office.caseAdmission, { words: content.words })];
    case 'declaration': {
      const head = declarationHead(reader, content);
      const { changes } = content;
      if (changes !== undefined) return changesPages(reader, head, changes);
      return content.texts.map(({ locale: language, hash, text }) =>
        paragraphs(
          `${head} ${t(($) => $.office.caseLanguage[language], { hash })}`,
          t(($) => $.office.caseText, { text }),
        ),
      );
    }
    case 'bylaws': {
      const changes = content.changes.map((change) =>
        t(($) => $.office.caseBylawsLine, { ...change, about: t(($) => $.office.bylawsField[change.field]) }),
      );
      return changes.length === 0
        ? [t(($) => $.office.caseBylawsSame)]
        : [
            paragraphs(
              t(($) => $.office.caseBylaws, { version: content.version }),
              changes.join('\n'),
            ),
          ];
    }
    case 'broadcast':
      return broadcastCasePages(reader, content);
    case 'erasure':
      return [t(($) => $.office.caseErasure, { memberNumber: content.memberNumber })];
    case 'dismissal': {
      const { officer: number, role } = content;
      return [t(($) => $.office.caseDismissal, { number, role: t(($) => $.office.role[role]) })];
    }
    case 'role':
      return [t(($) => $.office.caseRole, { role: t(($) => $.office.role[content.role]) })];
    case 'token': {
      const facts = { label: content.label, until: formatDeadline(content.expiresAt, locale, reader.zone) };
      if (content.holder === 'nobody') return [t(($) => $.office.caseToken, facts)];
      return [
        t(($) => (content.holder === 'reader' ? $.office.caseTokenYours : $.office.caseTokenHeld), facts),
      ];
    }
    case 'finding':
    case 'appeal':
    case 'founder':
      return [findingCaseText(reader, content)];
    case 'project':
      return [t(($) => $.project.desk.act[content.act], { number: content.number, name: content.name })];
    case 'listEntry':
      return [
        t(($) => $.office.caseListEntry, { list: content.list, title: content.title, name: content.name }),
      ];
  }
};

/** One case, page by page; approving comes after the last one. `line` says what just happened. */
export const renderCase = (
  reader: Reader,
  found: Case,
  at: { readonly page: number; readonly now: Date; readonly line?: string | undefined },
): Screen => {
  const { t, plain } = reader.translator;
  const { number, approvals, needed, content } = found;
  const texts = contentPages(reader, content);
  const page = Math.min(at.page, texts.length - 1);
  const isLast = page === texts.length - 1;
  const mayApprove = isLast && !found.own && !found.approvedByReader;
  return {
    text: paragraphs(
      at.line,
      t(($) => $.office.caseTitle, { number, kind: t(($) => $.office.kind[content.kind]) }),
      t(($) => $.office.caseState, { approvals, needed, age: ageText(reader, found.createdAt, at.now) }),
      texts.length > 1 && t(($) => $.office.pageTitle, { page: page + 1, pages: texts.length }),
      texts[page],
      found.own && t(($) => (found.aboutReader ? $.office.caseAboutYou : $.office.ownCase)),
      found.approvedByReader && t(($) => $.office.approvedByYou),
      !isLast && t(($) => $.office.approveOnLast),
    ),
    keyboard: [
      ...(mayApprove ? [[press(plain, approveCase.pack({ number }), ($) => $.office.approve)]] : []),
      ...(content.kind === 'broadcast' ? [[casePreviewButton(reader, content, number)]] : []),
      ...turnButtons(reader, page, texts.length, (to) => openProposal.pack({ number, page: to })),
      ...(found.aboutReader ? [] : [[press(plain, askDecline.pack({ number }), ($) => $.office.decline)]]),
      [queueButton(reader, content.kind)],
    ],
  };
};
