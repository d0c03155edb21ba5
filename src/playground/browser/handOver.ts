import { chooseDialog } from './dialogs.ts';
import { personFace } from './people.ts';
import { act } from './server.ts';
import { openColumn, type PagePerson, store } from './store.ts';
import { pageLanguage, t } from './texts.ts';

/** How many of each role are offered beside those whose chats are open; anybody else gets the link by copying it. */
const FEW = 3;

/** Asks who gets a link to the bot, opens that person's chat and the link in it. */
export async function handOver(from: number, link: string): Promise<void> {
  const choices = receivers(from).map((person) => ({ face: personFace(person), value: person.id }));
  const person = await chooseDialog(t('handTitle'), t('handText'), choices);
  if (person === undefined) return;
  await openColumn(person);
  await act({ act: 'open', person, link });
}

/** Members first, since most links are for them; of each role first those whose chats are open. */
function receivers(from: number): PagePerson[] {
  const others = (store.state?.people ?? []).filter(({ id }) => id !== from);
  const ofRole = (role: string) => {
    const all = others.filter((person) => person.role === role);
    const near = all.filter((person) => person.language_code === pageLanguage());
    const open = all.filter(({ id }) => store.columns.includes(id));
    return [...new Set([...open, ...(near.length > 0 ? near : all).slice(0, FEW)])];
  };
  return [
    'member',
    'named',
    'delegate',
    'leader',
    'chair',
    'author',
    'officer',
    'evaluator',
    'verifier',
    'auditor',
    'guest',
  ].flatMap(ofRole);
}
