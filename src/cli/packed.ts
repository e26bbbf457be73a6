import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = join(import.meta.dirname, '../../node_modules');

/**
 * From now on a package is read from the one file into which scripts/pack-packages.mjs put it together, where there is one of its
 * version. For commands: loading the 255 files of kysely takes them longer than connecting to the database does.
 */
export function readPacked(name: string): void {
  const { version } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as { version: string };
  const file = join(modules, '.cache/kept', `${name}-${version}.js`);
  if (!existsSync(file)) return;
  const found = { url: pathToFileURL(file).href, format: 'module', shortCircuit: true } as const;
  registerHooks({
    resolve: (specifier, context, next) => (specifier === name ? found : next(specifier, context)),
  });
}
