import { openInstallation } from '../platform/db/installation.ts';
import { type Demo, fillDemo } from './demo/fill-demo.ts';
import { configOrExit, Exit } from './print.ts';

export const summary = 'fill an empty database with a plainly made-up vendor; --json, --seed=NUMBER';

const defaultSeed = 1;

export async function run(args: string[]): Promise<number> {
  const { json, seed } = readArguments(args);
  const config = configOrExit();
  const installation = await openInstallation(config, { share: true, log: (line) => console.error(line) });
  try {
    const demo = await fillDemo(
      {
        roleUrls: installation.roleUrls,
        prefix: installation.prefix,
        secretsFolder: config.secretsFolder,
        dataFolder: config.dataFolder,
        publicUrl: config.publicUrl,
      },
      { seed, now: new Date(), onProgress: progress() },
    );
    if (json) console.log(JSON.stringify(asJson(demo)));
    else for (const line of told(demo, config.publicUrl)) console.log(line);
    return 0;
  } finally {
    await installation.close();
  }
}

function readArguments(args: readonly string[]): { json: boolean; seed: number } {
  let json = false;
  let seed = defaultSeed;
  for (const arg of args) {
    const given = /^--seed=(\d{1,9})$/.exec(arg)?.[1];
    if (arg === '--json') json = true;
    else if (given !== undefined) seed = Number(given);
    else throw new Exit(64, [`There is no ${arg} here. It takes: --json --seed=NUMBER`]);
  }
  return { json, seed };
}

/** On a terminal one line that changes; elsewhere a line each tenth. */
function progress(): (done: number, total: number, doing: string) => void {
  let last = -1;
  return (done, total, doing) => {
    const percent = Math.floor((done / total) * 100);
    const step = process.stderr.isTTY ? percent : percent - (percent % 10);
    if (step === last) return;
    last = step;
    const line = `${String(step).padStart(3)} %  ${doing}`;
    process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}${done === total ? '\n' : ''}` : `${line}\n`);
  };
}

function asJson({ from, until, accounts, counted }: Demo) {
  return { from: from.toISOString(), until: until.toISOString(), counted, accounts: shown(accounts) };
}

/** One account of each role. */
function shown(accounts: Demo['accounts']): Demo['accounts'] {
  return accounts.filter((account, index) => accounts.findIndex(({ role }) => role === account.role) === index);
}

function told({ from, counted, accounts }: Demo, publicUrl: string): string[] {
  const facts = Object.entries(counted).map(
    ([name, count]) => `  ${String(count).padStart(7)}  ${name.replace(/[A-Z]/g, (sign) => ` ${sign.toLowerCase()}`)}`,
  );
  const logins = shown(accounts).map(
    ({ role, email, password }) => `  ${role.padEnd(22)}  ${email.padEnd(42)}  ${password}`,
  );
  return [
    `Filled the database with a made-up vendor: everything since ${from.toISOString().slice(0, 10)} is invented.`,
    ...facts,
    '',
    `Sign in at ${publicUrl}/desk (start the server first: ./kept start).`,
    'These passwords were made just now and are stored as hashes only; they are not shown again.',
    ...logins,
  ];
}
