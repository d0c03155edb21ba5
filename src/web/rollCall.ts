import { html } from 'hono/html';
import { chosenText, type PublishedBallot } from '../messages/ballot/result.ts';
import type { Reader } from '../messages/kit/screen.ts';
import type { Html } from './page.ts';

/** Who voted how, by public name; nothing where it was no roll call. `note` says what the table can't. */
export const rollCallTable = (
  reader: Reader,
  ballot: Pick<PublishedBallot, 'content' | 'result'>,
  note?: string,
): Html | string => {
  const { plain } = reader.translator;
  const { rollCall } = ballot.result;
  if (rollCall === undefined) return '';
  return html`<h2>${plain(($) => $.web.rollCall)}</h2>${note === undefined ? '' : html`<p class="soft">${note}</p>`}<div class="wide" tabindex="0"><table>
<thead><tr><th>${plain(($) => $.web.name)}</th><th>${plain(($) => $.web.choice)}</th></tr></thead>
<tbody>${rollCall.map(
    ({ name, choice }) => html`<tr><td>${name}</td><td>${chosenText(reader, ballot, choice)}</td></tr>`,
  )}</tbody></table></div>`;
};
