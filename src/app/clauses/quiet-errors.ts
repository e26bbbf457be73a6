import type { BuiltDemand } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
/** A place in a program, a query, or what a database says beside its message: there values of others may stand. */
const inside =
  /node_modules|file:\/\/|\.[cm]?[jt]s:\d+|\\n\s+at |"(stack|detail|where|hint|query|parameters|cause)"\s*:|\b(SELECT|INSERT|UPDATE|DELETE)\b.{0,200}\b(FROM|INTO|SET)\b/;

/** What somebody learns whose request fails. */
export const quietErrorsDemand: BuiltDemand = {
  id: 'U1.quiet-errors',
  says: 'An answer that says what went wrong tells a code, a sentence and the next step, and nothing of what happened inside.',
  built: true,
  kind: 'prohibition',
  control: 'Whatever is thrown is answered by one handler, in words of our own; messages of others are not passed on.',
  couldBeWrong:
    'A few requests that must fail are sent, without an account. A fault that nobody expects is answered by the same handler, and is tried by tests.',
  proof: {
    probe: {
      kind: 'behaviour',
      unit: 'answers',
      steps: [
        'Send what is incomplete, cannot be read or is not there, as a page and as a program.',
        'An answer holds if nothing of a program, of a query or of what a database says is in it, and the fault is not the server’s.',
        'Counted: answers with one of our codes.',
      ],
      walk: async ({ get, post }) => {
        const answers = {
          'an activation without anything': await post('/api/v1/activations', '{}', json),
          'an activation that ends in its middle': await post('/api/v1/activations', '{"serial": "', json),
          'a list where a date is asked': await post('/api/v1/age-screen', '[]', json),
          'a form without anything': await post('/activate', 'serial=', form),
          'what is not there, as a program': await get('/api/v1/made-up'),
          'a version that is none': await get('/privacy/versions/made-up'),
        };
        const all = Object.entries(answers);
        return {
          examined: all.length,
          counted: all.filter(([, { text }]) => /KEPT_[A-Z_]{4,}/.test(text)).length,
          counterexamples: listed(
            all.filter(([, { status, text }]) => status === 500 || inside.test(text)).map(([what]) => what),
          ),
        };
      },
    },
    saboteur: {
      kind: 'behaviour',
      says: 'Answers a program with the place at which the fault was thrown.',
      app: (app) =>
        app.addHook('onSend', async ({ url }, _reply, payload) =>
          url.startsWith('/api/v1/') && typeof payload === 'string'
            ? payload.replace('{"error":{', '{"error":{"stack":"KeptError: at check (file:///kept/src/check.ts:1:1)",')
            : payload,
        ),
    },
  },
};
