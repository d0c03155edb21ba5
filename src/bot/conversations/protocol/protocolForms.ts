import type { Message } from 'grammy/types';
import { z } from 'zod';
import { answerProtocol } from '../../../actions/protocol/answerProtocol.ts';
import { attachScan } from '../../../actions/protocol/attachScan.ts';
import { returnProtocol } from '../../../actions/protocol/checkProtocol.ts';
import { signProtocol } from '../../../actions/protocol/signProtocol.ts';
import { protocolTexts } from '../../../documents/protocolText.ts';
import { parsePublicName } from '../../../governance/kit/text.ts';
import { parseReturn } from '../../../governance/protocol/protocol.ts';
import { scanMaxBytes } from '../../../governance/protocol/protocolScan.ts';
import { codeDigits, codeLifeMs } from '../../../governance/protocol/protocolSteps.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderNamedLine } from '../../../messages/protocol/naming.ts';
import { renderProtocolLine } from '../../../messages/protocol/protocol.ts';
import { renderCheckingLine } from '../../../messages/protocol/protocolDesk.ts';
import { renderSigned } from '../../../messages/protocol/protocolSigning.ts';
import { ok, type Result, refuse } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';
import { oneStep } from '../kit/oneStep.ts';

export const PROTOCOL_NAME_FORM = 'protocolName';
export const SCAN_FORM = 'protocolScan';
export const SIGN_FORM = 'signProtocol';
export const RETURN_FORM = 'returnProtocol';

const BYTES_PER_MB = 1_000_000;
const MS_PER_MINUTE = 60_000;

/** The public name of somebody whom the protocol `params.number` names, after the plain warning of rule G7. */
export const protocolNameForm = ({ deps }: BotEnv): Form => ({
  name: PROTOCOL_NAME_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.protocol.form.name.title),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'name',
      label: plain(($) => $.protocol.form.name.label),
      prompt: () => ({ text: t(($) => $.protocol.form.name.ask) }),
      parse: parsePublicName,
    },
  ],
  summary: ({ translator: { t, plain } }, { name = '' }) => ({
    text: t(($) => $.protocol.form.name.summary, { name }),
    confirm: plain(($) => $.protocol.form.name.confirm),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const number = Number(params.number);
    const done = await answerProtocol(deps, { personId, number, publicName: answers.name ?? '' });
    const text = done.ok
      ? reader.translator.t(($) => $.protocol.named.agreed, { publicName: done.value.publicName ?? '' })
      : renderRefusals(reader, done.refusals);
    return renderNamedLine(reader, text, number);
  },
});

const fileSchema = z.object({ id: z.string(), size: z.number(), name: z.string().optional() });

/** What was sent, by its id at Telegram; it is fetched by the action's side, and judged by its content alone. */
const readFile = ({ document, photo }: Message): Result<string> => {
  const largest = photo?.at(-1);
  const file = document ?? largest;
  if (file === undefined) return refuse('protocol.scanWanted');
  const { file_id: id, file_size: size = 0 } = file;
  if (size > scanMaxBytes)
    return refuse({ code: 'protocol.scanTooLarge', facts: { max: scanMaxBytes / BYTES_PER_MB } });
  const name = document?.file_name;
  return ok(JSON.stringify({ id, size, ...(name === undefined ? {} : { name }) }));
};

/** The scan of the protocol `params.number`. The message with it goes from the chat once it is read. */
export const scanForm = ({ deps, download }: BotEnv): Form => ({
  name: SCAN_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.protocol.form.scan.title),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'file',
      label: plain(($) => $.protocol.form.scan.label),
      prompt: () => ({ text: t(($) => $.protocol.form.scan.ask, { max: scanMaxBytes / BYTES_PER_MB }) }),
      read: readFile,
      sensitive: true,
    },
  ],
  submit: async ({ personId, reader, answers, params }) => {
    const number = Number(params.number);
    const { id, name } = fileSchema.parse(JSON.parse(answers.file ?? ''));
    const bytes = await download(id, scanMaxBytes);
    const done =
      bytes === undefined
        ? refuse('protocol.scanUnreadable')
        : await attachScan(deps, { personId, number, bytes, name });
    const text = done.ok
      ? reader.translator.t(($) => $.protocol.scanAttached, { hash: done.value.hash })
      : renderRefusals(reader, done.refusals);
    return renderProtocolLine(reader, text, number);
  },
});

const parseCodeText = (text: string): Result<string> => {
  const digits = text.replace(/\D/gu, '');
  return digits.length === codeDigits ? ok(digits) : refuse('protocol.codeUnreadable');
};

/** The one-time code for the protocol `params.number`; a wrong one is counted by the action. */
export const signForm = ({ deps, i18n }: BotEnv): Form =>
  oneStep({
    name: SIGN_FORM,
    title: ({ translator: { plain } }) => plain(($) => $.protocol.form.sign.title),
    label: ({ translator: { plain } }) => plain(($) => $.protocol.form.sign.label),
    prompt: ({ translator: { t } }, { number = '' }) =>
      t(($) => $.protocol.form.sign.ask, { number, minutes: codeLifeMs / MS_PER_MINUTE }),
    parse: parseCodeText,
    sensitive: true,
    submit: async ({ personId, reader, answer: code, params }) => {
      const number = Number(params.number);
      const render = (paper: Parameters<typeof protocolTexts>[1]) => protocolTexts(i18n, paper);
      const signed = await signProtocol(deps, { personId, number, code, render });
      return signed.ok
        ? renderSigned(reader, { number, ...signed.value })
        : renderProtocolLine(reader, renderRefusals(reader, signed.refusals), number);
    },
  });

/** Everything that is wrong with the form of the protocol `params.number`, once more before it is sent. */
export const returnForm = ({ deps }: BotEnv): Form => ({
  name: RETURN_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.protocol.form.return.title),
  steps: ({ translator: { t, plain } }, { number = '' }) => [
    {
      key: 'reason',
      label: plain(($) => $.protocol.form.return.label),
      prompt: () => ({ text: t(($) => $.protocol.form.return.ask, { number }) }),
      parse: parseReturn,
    },
  ],
  summary: ({ translator: { t, plain } }, { reason = '' }, { number = '' }) => ({
    text: t(($) => $.protocol.form.return.summary, { number, reason }),
    confirm: plain(($) => $.protocol.form.return.confirm),
  }),
  submit: async ({ personId: officerId, reader, answers, params }) => {
    const number = Number(params.number);
    const done = await returnProtocol(deps, { officerId, number, reason: answers.reason ?? '' });
    return renderCheckingLine(
      reader,
      done.ok
        ? reader.translator.t(($) => $.protocol.desk.returned, { number })
        : renderRefusals(reader, done.refusals),
    );
  },
});
