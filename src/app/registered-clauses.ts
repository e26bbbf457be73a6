import { clauses as contacts } from '../parts/contacts/clauses.ts';
import { clauses as disclosures } from '../parts/disclosures/clauses.ts';
import { besideFieldsClause } from '../parts/licensing/clauses/beside-fields.ts';
import { contractsClause } from '../parts/licensing/clauses/contracts.ts';
import { inquiryClauses } from '../parts/licensing/clauses/inquiries.ts';
import { licensorClauses } from '../parts/licensing/clauses/licensors.ts';
import { registrationClauses } from '../parts/licensing/clauses/registration.ts';
import { sellersClause } from '../parts/licensing/clauses/sellers.ts';
import { changesClause } from '../parts/policy/clauses/changes.ts';
import { cookiesClause } from '../parts/policy/clauses/cookies.ts';
import { linksClause } from '../parts/policy/clauses/links.ts';
import { sharingClauses } from '../parts/resellers/clauses/sharing.ts';
import { correctionsClause } from '../parts/rights/clauses/corrections.ts';
import { legalDemandsClause } from '../parts/rights/clauses/legal-demands.ts';
import { questionsClause } from '../parts/rights/clauses/questions.ts';
import { retentionClause } from '../parts/rights/clauses/retention.ts';
import { figuresClause } from '../parts/statistics/clauses/figures.ts';
import type { Clause } from '../platform/clauses/clause.ts';
import { inPolicyOrder } from '../platform/clauses/registry.ts';
import { addressesClause } from './clauses/addresses.ts';
import { childrenClause } from './clauses/children.ts';
import { collectorClause } from './clauses/collector.ts';
import { evidenceDemands } from './clauses/evidence.ts';
import { placeClauses } from './clauses/places.ts';
import { purposeClauses } from './clauses/purposes.ts';
import { tellingDemands } from './clauses/tellings.ts';
import { clausesToCome } from './clauses/to-come.ts';
import { visitsClause } from './clauses/visits.ts';

/** Every clause of the policy, in its order. Those of which nothing is built are listed, too, but not published. */
export const registeredClauses: readonly Clause[] = inPolicyOrder([
  visitsClause,
  addressesClause,
  collectorClause,
  ...contacts,
  correctionsClause,
  questionsClause,
  retentionClause,
  legalDemandsClause,
  ...registrationClauses,
  besideFieldsClause,
  ...licensorClauses,
  ...inquiryClauses,
  contractsClause,
  sellersClause,
  ...purposeClauses,
  ...sharingClauses,
  childrenClause,
  ...placeClauses,
  ...disclosures,
  { ...changesClause, demands: [...changesClause.demands, ...tellingDemands, ...evidenceDemands] },
  cookiesClause,
  linksClause,
  figuresClause,
  ...clausesToCome,
]);
