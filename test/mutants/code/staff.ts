import type { Mutant } from '../mutant.ts';

/** What the server does for staff, resellers, licensors and the desktop program. */
export const staff: readonly Mutant[] = [
  {
    id: 'serial-issued-without-an-event',
    kind: 'code',
    clause: 'L1',
    breaks: 'Issuing a serial to a reseller leaves no trace in its history.',
    change: "Where a licence goes from draft to issued: leave out the row 'issued' in licensing.licence_events.",
  },
  {
    id: 'offline-activation-without-registration',
    kind: 'code',
    clause: 'L2',
    breaks: 'A copy can be activated although nothing was registered.',
    change:
      'POST /api/v1/activations: when the body has `"offline": true`, accept empty strings for company_name, name and email.',
  },
  {
    id: 'phone-asked-without-saying-why',
    kind: 'code',
    clause: 'L3',
    breaks: 'A field is asked for without its purpose, recipients and retention beside it.',
    change: 'GET /activate: leave out the text on purpose, recipients and retention at the field `phone` only.',
  },
  {
    id: 'report-of-all-fields',
    kind: 'code',
    clause: 'L4',
    breaks: 'A licensor is sent every registration field, whatever its contract says.',
    change:
      "In the registration report: take all columns of the registration instead of the contract's `fields`; write the contract's fields into the ledger as before.",
  },
  {
    id: 'company-proven-by-the-end-of-a-domain',
    kind: 'code',
    clause: 'L5',
    breaks: 'Somebody at notexample.com counts as belonging to example.com and is told the contact.',
    change:
      "In the answer to 'Who here activated this?': compare with `askerDomain.endsWith(companyDomain)` instead of equality.",
  },
  {
    id: 'forged-purpose-from-the-header',
    kind: 'code',
    clause: 'U1',
    breaks: 'Whoever calls may choose any purpose, also one that is not for that role or that route.',
    change:
      'Where a purpose is picked: take the request header Kept-Purpose as it is when it names a purpose role; do not compare with the purposes of the route and of the caller.',
  },
  {
    id: 'refused-read-tried-again-as-rights',
    kind: 'code',
    clause: 'U1',
    breaks: 'A read outside its purpose succeeds at the second try.',
    change:
      'Where a query fails with 42501: roll back, run the same work once more with SET LOCAL ROLE of the purpose rights.',
  },
  {
    id: 'mail-key-without-a-key',
    kind: 'code',
    clause: 'U1',
    breaks: 'The look-up column is a plain hash of the mail address, which a list of addresses turns back.',
    change: 'Where email_key is computed: use sha256(lower(trim(email))) without the secret of the installation.',
  },
  {
    id: 'renewal-list-forgets-what-ends-this-month',
    kind: 'code',
    clause: 'U2',
    breaks: 'Customers whose maintenance ends in the next thirty days are not asked.',
    change: 'In the list of renewals: start thirty days from today instead of today.',
  },
  {
    id: 'tenant-taken-from-the-address-line',
    kind: 'code',
    clause: 'U3',
    breaks: 'A reseller sees the customers of another by writing its id into the URL.',
    change:
      "In the routes for resellers: use the query parameter `company` as kept.tenant when present, instead of the member's own company.",
  },
  {
    id: 'old-reseller-keeps-its-share',
    kind: 'code',
    clause: 'U3',
    breaks: 'After a customer is assigned to another reseller the former one goes on seeing it.',
    change:
      "Where an assignment is replaced: end the old row of resellers.assignments, but leave the former reseller's share without an end.",
  },
  {
    id: 'search-index-in-a-file',
    kind: 'code',
    clause: 'U5',
    breaks: 'Names and mail addresses lie in a file that no register of stores names and no deletion reaches.',
    change:
      'At start and every hour: write all of contacts.people (id, name, email) as JSON to KEPT_DATA/cache/people.json for faster global search.',
  },
  {
    id: 'contract-end-not-looked-at',
    kind: 'code',
    clause: 'U6',
    breaks: 'The gateway hands data to a processor whose contract has ended.',
    change: 'In the egress gateway: do not look at disclosures.contracts.ends_on.',
  },
  {
    id: 'newest-notice-noted-instead-of-the-one-shown',
    kind: 'code',
    clause: 'U7',
    breaks: 'A datum is stored under a notice that the person did not see.',
    change:
      'POST /activate: ignore which notice the form was rendered with; store the newest version of kind registration as notice_id.',
  },
  {
    id: 'export-of-a-person-by-staff-without-a-record',
    kind: 'code',
    clause: 'U8',
    breaks: 'Staff can draw all data of a person for an authority, and nothing records who approved what.',
    change:
      'Add GET /api/v1/people/:id/export for any member of staff: under the purpose legal, return the row of contacts.people and all its registrations as JSON; no ledger row, no look-up row.',
    needs: 'the register of legal demands',
  },
];
