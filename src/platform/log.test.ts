import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function lines(write: (log: ReturnType<typeof createLog>) => void): string {
  const written: string[] = [];
  write(createLog('info', { write: (line: string) => written.push(line) }));
  return written.join('');
}

test('only listed facts are written, whatever is handed in', () => {
  const line = lines((log) =>
    log.info('something happened', { route: '/me', ip: '203.0.113.9', email: 'ada@example.com' } as never),
  );
  expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'something happened', route: '/me' });
  expect(line).not.toMatch(/203\.0\.113\.9|ada@example\.com/);
});

test('of an error the class, the code and the place are kept, never the message', () => {
  const cause = Object.assign(new Error('duplicate key (email)=(ada@example.com)'), {
    code: '23505',
    detail: 'Key (email)=(ada@example.com)',
  });
  const line = lines((log) =>
    log.error('a request failed', { error: new TypeError('bad ada@example.com', { cause }) }),
  );
  expect(JSON.parse(line)).toMatchObject({ error: 'TypeError', cause: { error: 'Error', errorCode: '23505' } });
  expect(line).not.toContain('ada@example.com');
});
