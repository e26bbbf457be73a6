// Puts packages of hundreds of small files together, each in one file: finding and linking so many takes most of the time in which a
// short command starts. src/cli/packed.ts reads them; where one is missing the package itself is read.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const modules = resolve(fileURLToPath(import.meta.url), '../../node_modules');
const packages = ['kysely'];

for (const name of packages) {
  const { version } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
  await build({
    configFile: false,
    logLevel: 'warn',
    root: modules,
    ssr: { noExternal: true },
    build: {
      ssr: join(modules, name),
      outDir: join(modules, '.cache/kept'),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}-${version}.js` } },
    },
  });
}
