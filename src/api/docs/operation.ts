import { html } from 'hono/html';
import type { Operation } from './operations.ts';
import { refusalText } from './refusalTexts.ts';
import type { Field } from './schema.ts';

export type Html = ReturnType<typeof html>;

const fieldList = (title: string, fields: readonly Field[]): Html | '' =>
  fields.length === 0
    ? ''
    : html`<h4>${title}</h4><dl class="fields">${fields.map(
        ({ name, required, kind, about }) =>
          html`<div><dt><code><b>${name}</b></code></dt><dd>${required ? html`<span class="need">required</span> ` : ''}${kind}${about === '' ? '' : html`${kind === '' ? '' : '. '}${about}`}</dd></div>`,
      )}</dl>`;

/** Codes with their English texts. */
export const refusalList = (codes: readonly string[]): Html =>
  html`<dl class="codes">${codes.map(
    (code) => html`<dt><code><b>${code}</b></code></dt><dd>${refusalText(code) ?? ''}</dd>`,
  )}</dl>`;

/** One operation: what it is for, who may, what to send, what comes back. */
export const renderOperation = (operation: Operation): Html => {
  const { id, method, path, summary, whoMay, parameters, fields, curl, refusals, example } = operation;
  return html`<article id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${summary}</h3>
<p class="call"><span class="${method === 'GET' ? 'read' : 'write'}">${method}</span> ${path}</p>
<p><span class="soft">Who may:</span> ${whoMay}</p>
<div class="two"><div>
${fieldList('Parameters', parameters)}
${fieldList('Fields', fields)}
${refusals.length === 0 ? '' : html`<h4>Refusals</h4>${refusalList(refusals)}`}
</div><div>
<h4>Request</h4><pre tabindex="0" aria-label="Request">${curl}</pre>
${
  example === undefined
    ? ''
    : html`<h4>Answer ${operation.status}: ${operation.answer}</h4><pre tabindex="0" aria-label="Answer">${example}</pre>`
}
</div></div>
</article>`;
};
