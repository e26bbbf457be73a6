/**
 * Who may read what of a person. This table is the policy: the database's grants are generated from it, the policy page
 * prints it, and clause U1 compares it with the catalog.
 */

/** Categories of personal data, as written on the columns (`COMMENT ON COLUMN … IS 'personal:<category>'`). */
export type Category = 'identity' | 'email' | 'phone' | 'address' | 'profession' | 'message' | 'question';

export const purposes = [
  'registration',
  'authentication',
  'customer service',
  'support',
  'marketing',
  'product improvement',
  'licensor obligation',
  'legal',
  'rights',
  'operations',
] as const;
export type Purpose = (typeof purposes)[number];

export const purposeCategories: Record<Purpose, readonly Category[]> = {
  registration: ['identity', 'email', 'phone', 'address', 'profession'],
  authentication: ['email'],
  'customer service': ['identity', 'email', 'phone', 'address', 'profession', 'question'],
  support: ['identity', 'email', 'phone', 'profession'],
  marketing: ['identity', 'email', 'address', 'profession'],
  'product improvement': ['profession'],
  'licensor obligation': ['identity', 'email', 'phone', 'address', 'profession'],
  legal: ['identity', 'email', 'phone', 'address', 'profession', 'message', 'question'],
  rights: ['identity', 'email', 'phone', 'address', 'profession', 'message', 'question'],
  operations: ['email', 'message'],
};

/** Callers from outside the vendor who sign in: they read as their own roles, filtered by row. */
export type Tenant = 'reseller' | 'buyer';

/** The columns each tenant may read, by table. */
export const tenantColumns: Record<Tenant, Record<string, readonly string[]>> = {
  reseller: {
    'contacts.companies': ['id', 'name', 'name_key', 'kind', 'country', 'region', 'created_at'],
    'contacts.company_people': ['company_id', 'person_id', 'since', 'until'],
    'contacts.people': ['id', 'email', 'name', 'phone', 'title', 'role', 'proven_at', 'created_at', 'changed_at'],
    'contacts.addresses': [
      'id',
      'company_id',
      'kind',
      'street',
      'postal_code',
      'city',
      'region',
      'country',
      'changed_at',
    ],
    'contacts.shares': ['id', 'company_id', 'tenant_company_id', 'since', 'until', 'basis'],
    'resellers.leads': [
      'id',
      'company_id',
      'source',
      'interest',
      'product_id',
      'company_name',
      'country',
      'region',
      'industry',
      'state',
      'holder_company_id',
      'outcome',
      'created_at',
    ],
    'resellers.lead_offers': [
      'id',
      'lead_id',
      'reseller_company_id',
      'territory_id',
      'reason',
      'offered_at',
      'due_at',
      'reminded_at',
      'state',
      'answered_at',
    ],
    'licensing.products': ['id', 'code', 'name', 'created_at'],
    'licensing.releases': ['id', 'product_id', 'version', 'built_on', 'created_at'],
    'licensing.licences': [
      'id',
      'serial',
      'product_id',
      'release_id',
      'kind',
      'state',
      'seats',
      'seats_used',
      'expires_on',
      'maintenance_until',
      'features',
      'floating',
      'grace',
      'machines',
      'holder_company_id',
      'company_id',
      'created_at',
      'issued_at',
      'activated_at',
      'changed_at',
    ],
    'licensing.foreign_serials': ['key', 'licence_id'],
    'licensing.handovers': ['id', 'licence_id', 'kind', 'from_company_id', 'to_company_id', 'at'],
    'licensing.contracts': [
      'id',
      'company_id',
      'licence_id',
      'kind',
      'number',
      'starts_on',
      'ends_on',
      'renews_id',
      'declined_at',
      'created_at',
    ],
    'licensing.orders': [
      'id',
      'number',
      'kind',
      'company_id',
      'holder_company_id',
      'product_id',
      'licence_kind',
      'seats',
      'copies',
      'contract_id',
      'reference',
      'state',
      'reason',
      'renewed_by_id',
      'placed_at',
    ],
    'licensing.order_questions': [
      'id',
      'order_id',
      'person_id',
      'question',
      'asked_at',
      'answer',
      'answered_at',
      'answered_by',
    ],
    'licensing.activations': [
      'id',
      'licence_id',
      'registration_id',
      'release_id',
      'machine_kind',
      'activated_at',
      'deactivated_at',
    ],
    'licensing.registrations': [
      'id',
      'licence_id',
      'company_id',
      'person_id',
      'state',
      'given_at',
      'primary_product',
      'products_designed',
      'industry',
    ],
  },
  buyer: {
    'contacts.companies': ['id', 'name', 'name_key', 'kind', 'country', 'region', 'created_at'],
    'contacts.shares': ['id', 'company_id', 'tenant_company_id', 'since', 'until', 'basis'],
  },
};

/** Tables that are only ever added to. */
export const appendOnly: readonly string[] = [
  'disclosures.ledger',
  'contacts.lookups',
  'contacts.lookup_people',
  'licensing.inquiries',
  'policy.notices',
  'policy.version_uses',
  'policy.version_changes',
  'policy.proofs',
  'policy.sabotages',
  'policy.attestations',
  'policy.log_leaves',
  'policy.log_nodes',
  'policy.log_erased',
  'policy.log_checkpoints',
  'policy.log_keys',
  'staff.audit',
];

/** Free text in such tables that may name somebody: an erasure may take it out, and nothing else may change there. */
export const redactable: Readonly<Record<string, readonly string[]>> = {
  'contacts.lookups': ['reason'],
  'licensing.inquiries': ['evidence'],
};

type RoleName = 'base' | 'login' | 'auth' | 'probe' | Purpose | Tenant;

/** The database role that stands for a purpose, a tenant or a login; roles are cluster-wide, hence the prefix. */
export function roleName(prefix: string, name: RoleName): string {
  return `${prefix}_${name.replaceAll(' ', '_')}`;
}
