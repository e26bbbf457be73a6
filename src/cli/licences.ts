import { Exit } from './print.ts';

export const summary = 'import FILE: customers and licences from CSV or XLSX, with a dry run first; undo ID';

const commands: Record<string, () => Promise<{ run: (args: string[]) => Promise<number> }>> = {
  import: () => import('./licences/import.ts'),
  undo: () => import('./licences/undo.ts'),
};

export async function run([name, ...args]: string[]): Promise<number> {
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new Exit(64, [`./kept licences: ${summary}`]);
  return (await load()).run(args);
}
