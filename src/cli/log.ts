import { Exit } from './print.ts';

export const summary =
  'import FILE... --site SLUG: count the logs of a web server; history PROGRAM FILE...; status; proxy nginx|apache|caddy; pipe';

const commands: Record<
  string,
  () => Promise<{ readonly usage: readonly string[]; run: (args: string[]) => Promise<number> }>
> = {
  import: () => import('./log/import.ts'),
  history: () => import('./log/history.ts'),
  status: () => import('./log/status.ts'),
  proxy: () => import('./log/proxy.ts'),
  pipe: () => import('./log/pipe.ts'),
};

export async function run([name = '', ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const lines = await help();
    if (name !== '' && name !== '--help' && name !== '-h' && name !== 'help')
      throw new Exit(64, [`There is no ./kept log ${name}.`, '', ...lines]);
    for (const line of lines) console.log(line);
    return name === '' ? 64 : 0;
  }
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) {
    for (const line of command.usage) console.log(line);
    return 0;
  }
  return command.run(args);
}

async function help(): Promise<string[]> {
  const all = await Promise.all(Object.values(commands).map(async (load) => (await load()).usage));
  return [...all.flatMap((usage) => [...usage, '']), 'docs/website-logs.md says more.'];
}
