import type { Demand } from '../../../platform/clauses/clause.ts';

/** When something got out: the authority hears of it in time, and everybody whom it concerns. */
export const breachDemands: readonly Demand[] = [
  {
    id: 'U8.breach-clock',
    says: 'Each breach that our staff recorded has a clock of 72 hours from when it became known; once it is over, the authority was told, or the incident was closed with its cause.',
    built: true,
    kind: 'deadline',
    control: 'The clock is set where a breach is recorded; Home of privacy officers and administrators shows its end.',
    couldBeWrong:
      'A breach that nobody records leaves nothing to look at. That the authority was told is what staff note, with day and reference. Whether a breach has to be told is for people to judge: one that is closed counts as judged.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'recorded breaches',
        look: `SELECT i.id AS key, i.due_at - i.opened_at = interval '72 hours' AND (i.due_at > now() OR i.closed_at IS NOT NULL
              OR EXISTS (SELECT FROM policy.incident_notices n WHERE n.incident_id = i.id AND n.told = 'authority')) AS holds
            FROM policy.incidents i WHERE i.demand IS NULL`,
        counted: `SELECT count(DISTINCT detail ->> 'id') FROM staff.audit WHERE action = 'policy.incident-recorded'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Takes away that the authority was told of a breach.',
        plant: `DELETE FROM policy.incident_notices WHERE told = 'authority'`,
      },
    },
  },
  {
    id: 'U8.breach-told',
    says: 'Once a second person has approved the words, everybody whose data a breach concerns was mailed within a day, or stands on the list of those who are told by hand.',
    built: true,
    kind: 'completeness',
    control:
      'Approving lists, from what is known of each datum, whom it concerns; a job writes to them until nobody waits. The database refuses that who wrote the words approves them.',
    couldBeWrong:
      'Looked at are people’s own data; the address of a company is listed, and not looked at here. Whoever was erased since is known to nobody. A notice that was stopped is left out.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'people concerned',
        look: `SELECT n.id || ' ' || o.subject_id AS key, n.approved_by <> n.written_by AND coalesce(bool_or(t.state IN ('gone', 'by hand')
                OR (t.state = 'told' AND l.recipient_id = o.subject_id AND l.about_id = n.id)
                OR (t.state = 'waiting' AND n.approved_at > now() - interval '1 day')), false) AS holds
            FROM rights.breach_notices n JOIN contacts.origins o ON o.subject_kind = 'person' AND o.given_at < n.open_until
                AND EXISTS (SELECT FROM jsonb_object_keys(o.purposes) f WHERE f = ANY (n.fields) AND coalesce((o.replaced ->> f)::timestamptz, 'infinity') > n.open_from)
              JOIN contacts.people p ON p.id = o.subject_id AND p.erased_at IS NULL AND p.created_at <= n.approved_at
              LEFT JOIN rights.breach_tellings t ON t.notice_id = n.id AND t.person_id = o.subject_id
              LEFT JOIN disclosures.ledger l ON l.id = t.ledger_id
            WHERE n.approved_at IS NOT NULL AND n.stopped_at IS NULL GROUP BY n.id, o.subject_id`,
        counted: `SELECT count(*) FROM (SELECT DISTINCT n.id, p.id FROM rights.breach_notices n CROSS JOIN LATERAL unnest(n.fields) AS f (field)
              JOIN contacts.origins o ON o.purposes -> f.field IS NOT NULL JOIN contacts.people p ON p.id = o.subject_id
            WHERE n.approved_by IS NOT NULL AND n.stopped_at IS NULL AND p.erased_at IS NULL AND p.created_at <= n.approved_at
              AND o.given_at < n.open_until AND NOT coalesce((o.replaced ->> f.field)::timestamptz <= n.open_from, false)) each`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Forgets one person whom a breach concerns.',
        plant: `DELETE FROM rights.breach_tellings WHERE person_id = (SELECT person_id FROM rights.breach_tellings WHERE state = 'told' ORDER BY person_id LIMIT 1)`,
      },
    },
  },
];
