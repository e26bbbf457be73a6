import { clauses as contacts } from '../parts/contacts/clauses.ts';
import { clauses as licensing } from '../parts/licensing/clauses.ts';
import { clauses as policy } from '../parts/policy/clauses.ts';
import { clauses as resellers } from '../parts/resellers/clauses.ts';
import { clauses as rights } from '../parts/rights/clauses.ts';
import type { Clause } from '../platform/clauses/clause.ts';
import { placeClauses } from './clauses/places.ts';
import { purposeClauses } from './clauses/purposes.ts';
import { visitorClauses } from './clauses/visitors.ts';

/** Every clause of the policy, in the order in which it is published. */
export const registeredClauses: readonly Clause[] = [
  ...visitorClauses,
  ...contacts,
  ...rights,
  ...licensing,
  ...purposeClauses,
  ...resellers,
  ...placeClauses,
  ...policy,
];
