import { tracePlaces } from '../../platform/clauses/audit-result.ts';
import type { Answer, Visit } from '../../platform/clauses/behaviour.ts';
import type { BuiltDemand } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { pageFacts, words } from '../../platform/clauses/page-facts.ts';
import { columnsHolding, transactionNow } from '../../platform/clauses/rows.ts';
import type { PlantedRequest } from '../../platform/clauses/whole.ts';

const ourSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
/** The way of the audit on which a child comes. */
const childWay = 'a child who would register as a student';

const hint =
  /\b(1[0-9]|thirteen|older|younger|at least|minimum|under|over the age|years? old|parents?|adults?|minors?|child(ren)?)\b/i;

/** A day on which somebody was born who is eight years old today. */
function childsBirth() {
  const day = 1 + Math.floor(Math.random() * 28);
  const month = 1 + Math.floor(Math.random() * 12);
  return { day: String(day), month: String(month), year: String(new Date().getUTCFullYear() - 9) };
}

const letters = () => Array.from({ length: 16 }, () => 'jkqvwxyz'.charAt(Math.floor(Math.random() * 8))).join('');

/** A registration as a student, with nothing that the age screen would have given, or with something made up. */
function registration(mark: string, notice: string, agePass?: string): Record<string, string> {
  const told = { companyName: mark, country: 'GB', name: `${mark} Kim`, email: `${mark}@school.example`, title: mark };
  return { ...told, notice, registrant: 'student', ...(agePass ? { agePass } : {}) };
}

/** The request of a machine without a network, in its one spelling. */
function offlineRequest(serial: string): string {
  const id = `${letters()}AAAAAA`;
  return `{"build":"2026-01-01","machine":"made-up-machine","product":"X","proof":"${'0'.repeat(64)}","registration":null,"releaseId":null,"request":"${id}","serial":"${serial}","type":"kept-request-1"}`;
}

const madeUpSerial = '00000-00000-00000-00000';

/** A child registers by each way that takes a registration from everybody. */
async function registerEverywhere(visit: Visit, mark: string): Promise<readonly (readonly [string, Answer])[]> {
  const schema = JSON.parse((await visit.get('/api/v1/registration-schema')).text) as { notice: { sha256: string } };
  const passes = [undefined, `${Math.floor(Date.now() / 60_000) + 30}.${'A'.repeat(43)}`];
  const answers: (readonly [string, Answer])[] = [];
  for (const pass of passes) {
    const told = registration(mark, schema.notice.sha256, pass);
    const asForm = (more: Record<string, string>) => new URLSearchParams({ ...told, ...more }).toString();
    answers.push(
      ['/activate', await visit.post('/activate', asForm({ serial: madeUpSerial }), form)],
      [
        '/activate/offline',
        await visit.post('/activate/offline', asForm({ request: offlineRequest(madeUpSerial) }), form),
      ],
      [
        '/api/v1/activations',
        await visit.post('/api/v1/activations', JSON.stringify({ ...told, serial: madeUpSerial }), json),
      ],
    );
  }
  return answers;
}

const mainOf = (text: string) => /<main\b[^>]*>([\s\S]*?)<\/main>/i.exec(text)?.[1] ?? text;

export const ageScreenDemands: readonly BuiltDemand[] = [
  {
    id: 'U4.screen',
    says: 'Whoever registers as a student, on the page, by a program or for a machine without a network, is asked for the date of birth first, by a screen that says nothing of which date would do; in the same browser a refusal is not undone by another date.',
    built: true,
    kind: 'precondition',
    control:
      'A registration as a student needs a sealed pass of the last hour, which the age screen alone gives. A refusal sets a cookie that is the same for everybody.',
    couldBeWrong:
      'Whoever says that they are a school or a teacher is believed. A browser that keeps no cookies forgets the refusal, and a program can ask again. Words are looked for that would be a hint in English. Licences of other kinds are registered by businesses and ask for no date.',
    proof: {
      probe: {
        kind: 'behaviour',
        unit: 'ways to register as a student',
        steps: [
          'Open /activate/student: three fields, all empty, and no word that hints at a date; the same of the screen that programs are served.',
          'Enter the birth date of an eight-year-old there and over the API: both are refused without a hint. Then, with the cookie that came with it, that of somebody of forty: refused alike.',
          'Register as a student on the page, over the API and for a machine without a network, without a pass and with a made-up one, for a serial that is none: each is turned back to the date of birth.',
          'Counted: POST routes of the route table that take a registration from everybody.',
        ],
        walk: async (visit) => {
          if (!visit.vendor) return { examined: 0, counted: 0, counterexamples: listed([]) };
          const against = [...(await faultsOfScreen(visit)), ...(await faultsOfRefusal(visit))];
          const answers = await registerEverywhere(visit, letters());
          const let_ = answers.filter(([, { text }]) => !text.includes('KEPT_AGE_SCREEN_NEEDED'));
          return {
            examined: new Set(answers.map(([route]) => route)).size,
            counted: visit.routes.filter(
              ({ method, access }) =>
                method === 'POST' && access.callers.includes('public') && access.purposes.includes('registration'),
            ).length,
            counterexamples: listed([
              ...against,
              ...let_.map(([route]) => `${route}: not asked for the date of birth`),
            ]),
          };
        },
      },
      saboteur: {
        kind: 'behaviour',
        says: 'Says on the screen which date would do.',
        app: (app) =>
          app.addHook('onSend', async ({ url }, _reply, payload) =>
            url === '/activate/student' && typeof payload === 'string'
              ? payload.replace('</fieldset>', '</fieldset><p>You must be 13 or older.</p>')
              : payload,
          ),
      },
    },
  },
  {
    id: 'U4.not-stored',
    says: 'Of what a child enters who would register as a student, nothing is found in the database.',
    built: true,
    kind: 'prohibition',
    control: 'The pass is looked at before anything else; the screen writes nothing, whatever comes of it.',
    couldBeWrong:
      'Text is searched for the name that the probe has entered; a digest of it would not be noticed, nor what is written later than a second after. U4.no-trace looks at files, logs and backups.',
    proof: {
      probe: {
        kind: 'behaviour',
        unit: 'entries',
        steps: [
          'Make up the name of a child. Enter the birth date of an eight-year-old with it, on the screen of the page.',
          'Register under it as a student on the page, over the API and for a machine without a network, without a pass and with a made-up one; wait a second.',
          'Search every column of text that the probe may read, of every table, for the name, in the rows that were written since.',
          'Counted: entries that were turned back.',
        ],
        walk: async (visit) => {
          if (!visit.vendor) return { examined: 0, counted: 0, counterexamples: listed([]) };
          const mark = letters();
          const born = new URLSearchParams({ ...childsBirth(), name: mark, email: `${mark}@school.example` });
          const since = await visit.snapshot(({ query }) => transactionNow(query));
          const screened = await visit.post('/activate/student', born.toString(), form);
          const answers = [screened, ...(await registerEverywhere(visit, mark)).map(([, answer]) => answer)];
          await new Promise((done) => setTimeout(done, 1_000));
          const found = await visit.snapshot(({ query }) =>
            columnsHolding([mark], { where: ourSchemas, since }, query),
          );
          return {
            examined: answers.length,
            counted: answers.filter(({ status, text }) => status === 403 && /KEPT_AGE_SCREEN_/.test(text)).length,
            counterexamples: listed(found),
          };
        },
      },
      saboteur: {
        kind: 'behaviour',
        says: 'Notes in the audit log what a child has entered.',
        // The answer repeats what was typed, so that it can be mended: whoever sees it can keep it.
        app: (app, write) =>
          app.addHook('onSend', async (_request, _reply, payload) => {
            if (typeof payload === 'string' && payload.includes('KEPT_AGE_SCREEN_NEEDED'))
              await noted(write, /name="name" value="([^"]*)"/.exec(payload)?.[1] ?? '');
            return payload;
          }),
      },
    },
  },
  {
    id: 'U4.no-date',
    says: 'No column of the database is made for a birth date or an age.',
    built: true,
    kind: 'prohibition',
    control: 'The migrations.',
    couldBeWrong: 'A column with a name that the pattern does not know would not be noticed.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'columns',
        look: `SELECT n.nspname || '.' || c.relname || '.' || a.attname AS key,
            a.attname !~* 'birth|born|(^|_)(dob|bday|minors?)(_|$)|(^|_)ages?$' AND c.relname !~* 'minor' AS holds
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND ${ourSchemas}`,
        counted: `SELECT sum(c.relnatts - (SELECT count(*) FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attisdropped))
          FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace IN (SELECT n.oid FROM pg_namespace n WHERE ${ourSchemas})`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Adds a column for the birth date to the registrations.',
        sql: `ALTER TABLE licensing.registrations ADD COLUMN birth_date date; COMMENT ON COLUMN licensing.registrations.birth_date IS 'personal:identity'`,
      },
    },
  },
  {
    id: 'U4.no-trace',
    says: 'What a child enters who would register as a student is found in no row, no job, no file, no log, no export and no backup.',
    built: true,
    kind: 'prohibition',
    control: 'As for U4.not-stored. Log lines have a fixed list of facts.',
    couldBeWrong:
      'The audit is of these programs with made-up rows, not of the live rows. A digest with a key that is not kept cannot be found. What lives in memory is not looked at.',
    proof: {
      probe: {
        kind: 'traces',
        unit: 'rows and files',
        way: childWay,
        steps: [
          'Make a whole scratch installation, and let two children come among the other visitors of the audit: each enters a birth date, and then a name that nobody else has, on the page, by a program and for a machine without a network.',
          'Close the day, start the server anew, fetch every export, make a backup, and stop everything.',
          'Read every row and every file, those of the database, its write-ahead log and the backup included, for these names, in a dozen spellings.',
          'Something put into each kind of place on purpose must be found there.',
        ],
        places: [...tracePlaces],
      },
      saboteur: {
        kind: 'traces',
        says: 'Notes in the audit log who came to the age screen.',
        app: (app, write) =>
          app.addHook('onRequest', async (request) => {
            if (request.url === '/activate/student') await noted(write, agentOf(request));
          }),
      },
    },
  },
];

const agentOf = ({ headers }: PlantedRequest) => String(headers['user-agent'] ?? '');

type Write = (sql: string, values: readonly unknown[]) => Promise<void>;

const noted = (write: Write, text: string) =>
  write(
    `INSERT INTO staff.audit (at, actor_kind, action, detail) VALUES (now(), 'public', 'age screen', jsonb_build_object('who', $1::text))`,
    [text],
  );

async function faultsOfScreen(visit: Visit): Promise<string[]> {
  const { text } = await visit.get('/activate/student');
  const main = mainOf(text);
  const fields = [...main.matchAll(/<input\b[^>]*>/gi)].map(([tag]) => tag).filter((tag) => !/type="hidden"/.test(tag));
  const filled = fields.filter((tag) => !/\bvalue=""/.test(tag) || /\b(min|max|placeholder|list|pattern)=/.test(tag));
  const { ageScreen } = JSON.parse((await visit.get('/api/v1/registration-schema')).text) as { ageScreen?: unknown };
  return [
    ...(pageFacts(main).inputs.join(' ') === 'day month year' ? [] : ['the page asks something else']),
    ...(filled.length === 0 ? [] : ['the page fills in or narrows down the date']),
    ...(hint.test(words(main)) ? ['the page gives a hint'] : []),
    ...(ageScreen === undefined || hint.test(JSON.stringify(ageScreen))
      ? ['the screen for programs is missing or gives a hint']
      : []),
  ];
}

async function faultsOfRefusal(visit: Visit): Promise<string[]> {
  const child = childsBirth();
  const grown = { ...child, year: String(Number(child.year) - 32) };
  const enter = (birth: Record<string, string>, headers = {}) =>
    visit.post('/activate/student', new URLSearchParams(birth).toString(), { ...form, ...headers });
  const page = await enter(child);
  const program = await visit.post('/api/v1/age-screen', JSON.stringify(child), json);
  const [cookie = ''] = page.setCookies.map((each) => each.split(';')[0] ?? '');
  const again = await enter(grown, { cookie });
  const free = await enter(grown);
  const wrong = (answer: Answer) => answer.status !== 403 || hint.test(words(mainOf(answer.text)));
  return [
    ...(wrong(page) ? ['the page lets a child on, or gives a hint'] : []),
    ...(wrong(program) ? ['a program lets a child on, or is given a hint'] : []),
    ...(/^[\w.]+=1$/.test(cookie) && page.setCookies.length === 1
      ? []
      : ['the refusal is not remembered, or with more than that']),
    ...(again.status === 403 ? [] : ['another date undoes the refusal']),
    ...(free.status === 200 ? [] : ['nobody is let on']),
  ];
}
