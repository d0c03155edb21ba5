import { describe, expect, it } from 'vitest';
import { createLog, errorCode } from '../src/log.ts';

const linesOf = (write: (log: ReturnType<typeof createLog>) => void) => {
  const lines: Record<string, unknown>[] = [];
  write(createLog('info', (line) => lines.push(JSON.parse(line))));
  return lines;
};

describe('createLog', () => {
  it('writes one JSON line with allowed facts only', () => {
    const bent = { method: 'sendMessage', text: 'Наталья', chat_id: 7 } as Record<string, string | number>;
    expect(linesOf((log) => log('info', 'sent', bent))).toEqual([
      { time: expect.any(String), level: 'info', event: 'sent', method: 'sendMessage' },
    ]);
  });

  it('withholds what is not an identifier, in whatever field', () => {
    const [line] = linesOf((log) =>
      log('error', 'failed', { code: 'duplicate key: Иван Петров', name: 'a b' }),
    );
    expect(line).toMatchObject({ code: '[withheld]', name: '[withheld]' });
  });

  it('keeps quiet below its level', () => {
    expect(linesOf((log) => log('debug', 'noise'))).toEqual([]);
  });
});

describe('errorCode', () => {
  it('names classes and codes along the causes, never a message', () => {
    const cause = Object.assign(new TypeError('Key (name)=(Мария) exists'), { code: '23505' });
    expect(errorCode(new Error('Failed query: params Мария', { cause }))).toBe('Error/TypeError:23505');
  });

  it('survives what is not an error', () => {
    expect(errorCode('Мария')).toBe('string');
    expect(errorCode(null)).toBe('object');
  });
});
