import type { BuiltDemand } from '../../platform/clauses/clause.ts';

const young = '([1-9]|1[0-2])';
const years = '(years?|yrs?|jahre?|ans|años)';
const pupil = '(pupil|school ?child|school ?boy|school ?girl|schüler|schülerin|élève|écolier|écolière|alumno|alumna)';
const child = '(child|kid|boy|girl|niño|niña)';
const nothingBetween = '[^[:alpha:]]{0,6}';

/** Of what somebody says of themselves, not of what they make: seats for children of four years are a product. */
const ofAChild = [
  `\\m${pupil}\\M.{0,40}\\m${young}[ -]*${years}\\M`,
  `\\m${young}[ -]*${years}\\M.{0,40}\\m${pupil}\\M`,
  `\\m${pupil}\\M.{0,40}\\m(grade|klasse) [1-6]\\M`,
  `\\m${child}${nothingBetween}\\m${young}[ -]*${years}\\M`,
  `\\m${young}[ -]*(years?|yrs?)[ -]old\\M`,
  `\\m${young} jahre alt\\M`,
  `\\maged? ${young}\\M`,
].join('|');
/** Whoever teaches speaks of pupils, too. */
const ofATeacher = 'teach|tutor|instruct|lehr|enseign|prof|maestr|docent';

/** What a child would leave behind that came another way than by the age screen. */
export const childWordsDemands: readonly BuiltDemand[] = [
  {
    id: 'U4.said',
    says: 'Of no registration and of nobody’s record title or role say that they are a child under 13, unless the record is sealed or two people found that it is none.',
    built: true,
    kind: 'prohibition',
    control: 'A registration that says so is refused; staff seal what they are told of otherwise.',
    couldBeWrong:
      'Words are looked for in English, German, French and Spanish that tell a child and an age together. Whoever says it otherwise, or says nothing, is not noticed. Of more than 100,000 registrations or people the newest are looked at and a share of the others, another one each day.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'registrations and people',
        look: `WITH said AS (
            SELECT 'registration ' || r.id AS key, r.person_id, concat_ws('; ', r.title, r.role) AS words FROM licensing.registrations r
              WHERE {share licensing.registrations: r.id}
            UNION ALL SELECT 'person ' || p.id, p.id, concat_ws('; ', p.title, p.role) FROM contacts.people p WHERE {share contacts.people: p.id})
          SELECT s.key, s.words !~* '${ofAChild}' OR s.words ~* '${ofATeacher}'
              OR EXISTS (SELECT FROM contacts.people h WHERE h.id = s.person_id AND h.sealed_at IS NOT NULL)
              OR EXISTS (SELECT FROM rights.children c WHERE c.person_id = s.person_id AND c.outcome = 'lifted') AS holds
            FROM said s`,
        counted: `SELECT (SELECT count(given_at) FROM licensing.registrations WHERE {share licensing.registrations: id})
          + (SELECT count(*) FROM contacts.people WHERE {share contacts.people: id})`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Lets a registration say that its contact is a boy of nine.',
        plant: `UPDATE licensing.registrations SET role = 'Schoolboy (9 years)' WHERE id = '00000000-0000-4000-8000-000000000121'`,
      },
    },
  },
  {
    id: 'U4.no-entry',
    says: 'No job, event, kept answer, mail or line of the audit has an entry for a birth date or an age.',
    built: true,
    kind: 'prohibition',
    control: 'The age screen writes nothing; what is queued, announced or noted is named fact by fact.',
    couldBeWrong:
      'An entry under a name that the pattern does not know would not be noticed, nor one that was deleted before the probe came. Of a table of more than 20 MiB the newest 10 are looked at and a share of the others, another one each day.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'cells of text',
        cells: {
          where: "n.nspname IN ('jobs', 'platform', 'staff')",
          // The name of an entry of JSON, also where the JSON is itself written in JSON.
          patterns: [
            '"(age|ages|dob|bday|born|born_?(on|at|in)|birth_?(s|date|day|month|year)?|(date|day|year)_?of_?birth|is_?(child|minor))\\\\?" ?:',
          ],
          quick: 'age|dob|bday|born|birth|child|minor',
          except: {},
        },
      },
      saboteur: {
        kind: 'rows',
        says: 'Keeps the birth date of whoever was turned away in an event.',
        plant: `INSERT INTO platform.events (name, payload, at) VALUES ('turned away', '{"entry": {"birth_date": "2017-03-04"}}', now())`,
      },
    },
  },
];
