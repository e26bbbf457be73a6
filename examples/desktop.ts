// A desktop program in miniature: `node examples/desktop.ts COMMAND`, in the terminal where a real one has windows.
//   start                         may it run now? (never waits for the network)
//   form                          the registration form of the server
//   activate SERIAL NAME=VALUE... activates with these registration fields
//   check                         asks the server
//   request SERIAL FILE           asks without a network: writes FILE, and shows the text for /activate/offline of the server
//   answer FILE                   takes what came back from there
//   renew FILE                    takes a renewal
//   seat                          leases a floating seat, or renews it; start does so by itself where one is needed
//   borrow DAYS                   takes a floating seat out of the network for so many days
//   return                        gives a floating seat back
//   give-up                       forgets the licence, and shows the proof that frees the seat at /activate/offline
// Settings by environment: EXAMPLE_SERVER, EXAMPLE_KEYS (public keys, apart by commas), EXAMPLE_PRODUCT, EXAMPLE_FOLDER,
// EXAMPLE_BUILT_ON. A real program has keys, product and build date built in.
import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { openLicence } from '../sdk/index.ts';

const { env } = process;
const [command = 'start', serial = '', ...told] = process.argv.slice(2);
const licence = openLicence({
  serverUrl: env.EXAMPLE_SERVER ?? 'http://127.0.0.1:3080',
  folder: env.EXAMPLE_FOLDER ?? join(homedir(), '.kept-example'),
  product: env.EXAMPLE_PRODUCT ?? 'MILL',
  builtOn: env.EXAMPLE_BUILT_ON ?? '2026-01-15',
  keys: (env.EXAMPLE_KEYS ?? '').split(',').filter(Boolean),
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (why: { code: number; message: string; next: string }) => {
  say(`${why.message} ${why.next} (${why.code})`);
  process.exitCode = 1;
};

async function start(): Promise<void> {
  // Only where none is held: a start does not wait for the network.
  if (licence.document()?.floating && !licence.mayRun().run) await licence.leaseSeat();
  const answer = licence.mayRun();
  if (!answer.run) {
    complain(answer);
    return;
  }
  say(answer.code === 0 ? 'Ready.' : `Ready. ${answer.message} ${answer.next} (${answer.code})`);
  say(licence.mayRun('5-axis').run ? '5-axis milling is there.' : '5-axis milling is not licensed.');
}

async function form(): Promise<void> {
  const answer = await licence.registrationForm();
  if (!answer.ok) {
    complain(answer);
    return;
  }
  const { collector, fields, marketing } = answer.form;
  say(`Asked by ${collector.name}, ${collector.address}.`);
  for (const field of fields)
    say(`${field.name}${field.needed ? ' (needed)' : ''}: ${field.label}. ${field.why} ${field.recipients}`);
  say(`marketing: ${marketing.label}. ${marketing.text}`);
}

async function activate(): Promise<void> {
  const shown = await licence.registrationForm();
  if (!shown.ok) {
    complain(shown);
    return;
  }
  const fields = Object.fromEntries(
    told.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]),
  );
  const outcome = await licence.activate({ serial, fields, notice: shown.form.notice.sha256, marketing: false });
  if (outcome.ok) {
    say(`Activated: ${outcome.document.product} ${outcome.document.release}.`);
    return;
  }
  complain(outcome);
  for (const [name, fault] of Object.entries(outcome.fields ?? {})) say(`  ${name} ${fault}`);
}

async function check(): Promise<void> {
  const outcome = await licence.check();
  if (!outcome.ok) {
    complain(outcome);
    return;
  }
  say(`The server says: ${outcome.answer.verdict}.`);
  await start();
}

async function seat(days: number | null): Promise<void> {
  const outcome = days === null ? await licence.leaseSeat() : await licence.borrowSeat(days);
  if (outcome.ok) say(`Seat ${outcome.lease.seat} until ${outcome.lease.leasedUntil.toISOString()}.`);
  else complain(outcome);
}

async function giveBack(): Promise<void> {
  const outcome = await licence.returnSeat();
  if (outcome.ok) say('The seat is given back.');
  else complain(outcome);
}

function request(): void {
  const made = licence.offlineRequest({ serial });
  if (!made.ok) {
    complain(made);
    return;
  }
  writeFileSync(told[0] ?? 'licence.kept-request', made.file);
  say(`Take this to ${env.EXAMPLE_SERVER ?? 'the server'}/activate/offline:\n${made.text}`);
}

function take(outcome: ReturnType<typeof licence.renew>): void {
  if (outcome.ok) say(`${outcome.document.product}, maintenance until ${outcome.document.maintenanceUntil ?? 'ever'}.`);
  else complain(outcome);
}

function giveUp(): void {
  const given = licence.giveUp();
  if (given.ok) say(given.proof);
  else complain(given);
}

const commands: Record<string, () => void | Promise<void>> = {
  ...{ start, form, activate, check, request, 'give-up': giveUp },
  seat: () => seat(null),
  borrow: () => seat(Number(serial)),
  return: giveBack,
  answer: () => take(licence.takeAnswer(readFileSync(serial, 'utf8'))),
  renew: () => take(licence.renew(readFileSync(serial, 'utf8'))),
};
await (
  commands[command] ??
  (() => complain({ code: 2, message: `There is no ${command}.`, next: 'Read the head of this file.' }))
)();
licence.close();
