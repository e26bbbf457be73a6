import type { Demand } from '../../../platform/clauses/clause.ts';

const said = `NOT p.allowed AND p.source_kind IN ('person page', 'staff', 'mail')`;
const has = `l.recipient_kind IN ('licensor', 'reseller', 'processor')
  AND (CASE p.channel WHEN 'mail' THEN 'email' WHEN 'post' THEN 'street' WHEN 'phone' THEN 'phone' END) = ANY (l.fields)
  AND (l.person_id = p.person_id OR (l.person_id IS NULL AND l.company_id IN
    (SELECT m.company_id FROM contacts.company_people m WHERE m.person_id = p.person_id)))`;
const late = `interval '3 hours'`;

/** Whoever has a person's data hears of a correction, of an opt-out and of an erasure, and is asked to say that it was done. */
export const holderDemands: readonly Demand[] = [
  {
    id: 'M5.opt-outs',
    says: 'Each opt-out was passed on to everyone outside who has the address or number, or they are listed as having no mailbox or no contract any more.',
    built: true,
    kind: 'completeness',
    control:
      'News of an opt-out is handed to a part that asks the ledger who was given the address; an hourly job goes after those who got it later.',
    couldBeWrong:
      'Whoever was given something without a row of the ledger is not known. An opt-out or a disclosure of the last three hours may still be under way. What was not allowed at a registration is no opt-out.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'opt-outs and holders',
        look: `SELECT p.person_id || ' ' || p.channel || ' ' || l.recipient_id AS key, bool_or(EXISTS (SELECT FROM rights.holder_notices n
              WHERE n.kind = 'opt-out' AND n.person_id = p.person_id AND n.recipient_id = l.recipient_id AND n.subject = p.channel
                AND n.told_at >= p.changed_at - interval '1 minute')) AS holds
            FROM contacts.preferences p JOIN disclosures.ledger l ON ${has}
            WHERE ${said} AND p.changed_at < now() - ${late}
            GROUP BY p.person_id, p.channel, l.recipient_id HAVING min(l.at) < now() - ${late}`,
        counted: `SELECT count(*) FROM contacts.preferences p CROSS JOIN disclosures.recipients r
            WHERE ${said} AND p.changed_at < now() - ${late}
              AND EXISTS (SELECT FROM disclosures.ledger l WHERE l.recipient_id = r.id AND l.at < now() - ${late} AND ${has})`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Does not tell one reseller that somebody wants no mail.',
        plant: `DELETE FROM rights.holder_notices WHERE id = (SELECT id FROM rights.holder_notices WHERE kind = 'opt-out' ORDER BY id LIMIT 1)`,
      },
    },
  },
  {
    id: 'M5.erasures',
    says: 'Everyone outside who was given data of a person that are erased was told so, or is listed as having no mailbox or no contract any more.',
    built: true,
    kind: 'completeness',
    control:
      'An erasure reads who was given something before it takes the rows, and writes to them in the same transaction; an hourly job goes after those of whom only the ledger knows.',
    couldBeWrong:
      'Whoever was given something without a row of the ledger is not known. Who was given a whole company is told at the erasure, and not looked at here, as nothing says any more that the person belonged to it.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'erasures and holders',
        look: `SELECT e.number || ' ' || l.recipient_id AS key, bool_or(n.id IS NOT NULL AND (n.state <> 'queued' OR m.id IS NOT NULL)) AS holds
            FROM rights.erasures e JOIN disclosures.ledger l ON l.person_id = e.person_id
              LEFT JOIN rights.holder_notices n ON n.person_id = e.person_id AND n.recipient_id = l.recipient_id AND n.kind = 'erasure'
              LEFT JOIN disclosures.ledger m ON m.id = n.ledger_id AND m.recipient_id = l.recipient_id
            WHERE l.recipient_kind IN ('licensor', 'reseller', 'processor') AND l.fields <> '{}' AND l.at < e.erased_at AND e.erased_at < now() - ${late}
            GROUP BY e.number, l.recipient_id`,
        counted: `SELECT coalesce(sum(each.n), 0) FROM (SELECT (SELECT count(*) FROM disclosures.recipients r WHERE r.kind IN ('licensor', 'reseller', 'processor')
              AND EXISTS (SELECT FROM disclosures.ledger l WHERE l.recipient_id = r.id AND l.person_id = e.person_id AND l.at < e.erased_at
                AND array_length(l.fields, 1) > 0)) AS n
            FROM rights.erasures e WHERE now() - e.erased_at > ${late}) each`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Does not tell one licensor that a person was erased.',
        plant: `DELETE FROM rights.holder_notices WHERE kind = 'erasure'`,
      },
    },
  },
  {
    id: 'M5.acknowledged',
    says: 'Everyone who was told of a correction, an opt-out or an erasure was asked to say that it was done, and has said so, or was reminded within nine days, or was reminded four times and stands on the list of the staff.',
    built: true,
    kind: 'deadline',
    control:
      'A daily job reminds whoever has not acknowledged for a week; a link, the desk of resellers and staff acknowledge.',
    couldBeWrong:
      'That a holder says it has done something is not a proof that it did. Who has no mailbox is told by letter or phone, and no time is kept for that.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'things that were passed on',
        look: `SELECT 'correction ' || t.correction_id || ' ' || t.recipient_id AS key, EXISTS (SELECT FROM rights.corrections c
              JOIN rights.holder_notices n ON n.kind = 'correction' AND n.person_id = c.person_id AND n.subject = c.field AND n.happened_at = c.at
              WHERE c.id = t.correction_id AND n.recipient_id = t.recipient_id
                AND (n.acknowledged_at IS NOT NULL OR n.state <> 'queued' OR n.reminders >= 4
                  OR greatest(n.told_at, n.reminded_at) > now() - interval '9 days')) AS holds
            FROM rights.correction_notices t
            UNION ALL SELECT n.kind || ' ' || n.id, n.acknowledged_at IS NOT NULL OR n.state <> 'queued' OR n.reminders >= 4
                OR greatest(n.told_at, n.reminded_at) > now() - interval '9 days'
            FROM rights.holder_notices n WHERE n.kind IN ('opt-out', 'erasure')`,
        counted: `SELECT (SELECT count(*) FROM rights.correction_notices) + (SELECT count(*) - count(*) FILTER (WHERE kind = 'correction') FROM rights.holder_notices)`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Forgets a licensor that has not answered.',
        plant: `UPDATE rights.holder_notices SET reminders = 0, reminded_at = NULL, told_at = now() - interval '30 days' WHERE acknowledged_at IS NULL`,
      },
    },
  },
];
