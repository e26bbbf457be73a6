import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorsDoc } from '../scripts/errors-doc.ts';

test('docs/errors.md says what the code says (renew it with `npm run docs`)', async () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(await errorsDoc());
});
