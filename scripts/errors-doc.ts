// `npm run docs`: writes docs/errors.md from the coded errors of all parts. A test compares the two.
import { globSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

export async function errorsDoc(): Promise<string> {
  for (const file of globSync(['src/**/*errors.ts', 'src/parts/*/errors/*.ts'], { cwd: root }).sort()) {
    if (file !== 'src/platform/http/answer-errors.ts') await import(resolve(root, file));
  }
  const { knownErrors } = await import('../src/platform/errors.ts');
  const rows = [...knownErrors()]
    .filter(([code]) => code !== 'KEPT_TEST_ONLY')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, message, next }]) => `| \`${code}\` | ${status} | ${cell(message)} | ${cell(next)} |`);
  return `# Error codes

Every refusal and fault has a code, a sentence and a next step. Over the API it arrives as
\`{ "error": { "code", "message", "next", "fields"?, "facts"? } }\`; pages show the same words. Words in braces are filled in.
Written by \`npm run docs\` from the code.

| code | status | what is wrong | what to do |
|---|---|---|---|
${rows.join('\n')}
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (process.argv[1] === import.meta.filename) writeFileSync(resolve(root, 'docs/errors.md'), await errorsDoc());
