import { asc, eq } from 'drizzle-orm';
import { showCode } from '../../../../governance/kit/code.ts';
import { signature } from '../../../schema/declaration.ts';
import { draft } from '../../../schema/dialogue.ts';
import { person } from '../../../schema/person.ts';
import { sentMessage } from '../../../schema/sentMessage.ts';
import { findRecipient } from '../../person/person.ts';
import { findDialogueState, findDraft } from '../dialogue.ts';
import { type MyDataContext, type MyDataSource, plainRow, plainRows } from './source.ts';

const readAccount = async ({ reader, vault, account }: MyDataContext) => {
  const [row] = await reader.select().from(person).where(eq(person.id, account.id));
  const recipient = await findRecipient(reader, vault, account.id);
  const { memberNumber, profile, roles: _roles, leaving, id: _id, ...state } = account;
  const { country: _country, gender: _gender, origin: _origin, quiet, notices, ...chosen } = profile;
  return plainRow({
    ...state,
    ...chosen,
    quietHours: quiet,
    noticeChoice: notices,
    leavingBefore: leaving?.before,
    leavingFrom: leaving?.from,
    memberNumber: memberNumber === undefined ? undefined : showCode(memberNumber),
    telegramId: recipient?.telegramId,
    suspendedOn: row?.suspendedOn,
    createdOn: row?.createdOn,
    // Another account of the same person, locked: which one it is names nobody else.
    recovers: account.recovers !== undefined,
  });
};

/** Forms left in the middle; and the dialogue under way in this chat, as the program keeps it to go on after a restart. */
const readDrafts = async ({ reader, vault, account }: MyDataContext) => {
  const rows = await reader
    .select({ form: draft.form, touchedOn: draft.touchedOn })
    .from(draft)
    .where(eq(draft.personId, account.id))
    .orderBy(asc(draft.form));
  const forms = [];
  for (const row of rows) {
    forms.push({ ...row, answers: (await findDraft(reader, vault, account.id, row.form)) ?? {} });
  }
  const recipient = await findRecipient(reader, vault, account.id);
  const dialogue =
    recipient === undefined
      ? undefined
      : await findDialogueState(reader, vault, String(recipient.telegramId));
  return { forms, dialogue: dialogue ?? null };
};

/** The account itself, what was signed, and what the chat has of it. */
export const accountSources: readonly MyDataSource[] = [
  { section: 'account', covers: ['person.recovers'], read: readAccount },
  {
    section: 'declared',
    covers: [],
    read: async ({ account: { profile } }) =>
      plainRow({ country: profile.country, gender: profile.gender, origin: profile.origin }),
  },
  {
    section: 'signatures',
    covers: ['signature.person_id'],
    read: async ({ reader, account }) =>
      plainRows(
        await reader
          .select({
            version: signature.version,
            locale: signature.locale,
            hash: signature.hash,
            signedOn: signature.signedOn,
          })
          .from(signature)
          .where(eq(signature.personId, account.id))
          .orderBy(asc(signature.version)),
      ),
  },
  {
    section: 'messages',
    covers: ['sent_message.person_id'],
    read: async ({ reader, account }) =>
      plainRows(
        await reader
          .select({ messageId: sentMessage.messageId, sentAt: sentMessage.sentAt, kind: sentMessage.kind })
          .from(sentMessage)
          .where(eq(sentMessage.personId, account.id))
          .orderBy(asc(sentMessage.messageId)),
      ),
  },
  { section: 'drafts', covers: ['draft.person_id'], read: readDrafts },
];
