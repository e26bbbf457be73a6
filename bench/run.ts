/** `npm run bench -- [NAME] [--json]`: every figure, or those whose file name begins with NAME. */
import { draw, type Figure, machine } from './figure.ts';

const files: Record<string, () => Promise<{ measure: () => Promise<Figure[]> }>> = {
  start: () => import('./start.ts'),
  status: () => import('./status.ts'),
  activation: () => import('./activation.ts'),
  pages: () => import('./pages.ts'),
  'statistics-core': () => import('./statistics-core.ts'),
  'statistics-import': () => import('./statistics-import.ts'),
  'statistics-hostile': () => import('./statistics-hostile.ts'),
  'statistics-hits': () => import('./statistics-hits.ts'),
  'statistics-reports': () => import('./statistics-reports.ts'),
  'licensing-sdk': () => import('./sdk.ts'),
  'licensing-import': () => import('./licensing-import.ts'),
  'licensing-search': () => import('./licensing-search.ts'),
  ledger: () => import('./ledger.ts'),
  'purpose-reads': () => import('./purpose-reads.ts'),
  proof: () => import('./proof.ts'),
};

const args = process.argv.slice(2);
const json = args.includes('--json');
const wanted = args.find((each) => !each.startsWith('-'));
const names = Object.keys(files).filter((name) => !wanted || name.startsWith(wanted));
if (names.length === 0) {
  process.stderr.write(`No figure begins with "${wanted}". There are: ${Object.keys(files).join(', ')}.\n`);
  process.exit(2);
}

const say = (text: string) => process[json ? 'stderr' : 'stdout'].write(`${text}\n`);
say(machine());
const figures: Figure[] = [];
for (const name of names) {
  const file = await files[name]?.();
  for (const figure of (await file?.measure()) ?? []) {
    figures.push(figure);
    say(draw(figure));
  }
}
if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
process.exitCode = figures.every((figure) => figure.met) ? 0 : 1;
