import { fields, type LogSource } from '../../../../platform/evidence/source.ts';

/** The words that people were shown, by their hash. */
const notices: LogSource = {
  name: 'notice',
  table: 'policy.notices',
  id: 'uuid',
  at: 'published_at',
  fields: fields({ text: 'kind published_by', json: 'version', bytes: 'sha256', time: 'effective_at published_at' }),
};

const proofs: LogSource = {
  name: 'proof',
  table: 'policy.proofs',
  id: 'number',
  at: 'finished_at',
  fields: fields({
    text: 'clause demand verdict cause probe_version',
    json: 'examined counted counterexamples',
    time: 'started_at finished_at',
  }),
};

const sabotages: LogSource = {
  name: 'sabotage',
  table: 'policy.sabotages',
  id: 'number',
  at: 'at',
  fields: fields({ text: 'demand detail probe_version', json: 'red green_before', time: 'at' }),
};

const attestations: LogSource = {
  name: 'attestation',
  table: 'policy.attestations',
  id: 'number',
  at: 'at',
  fields: fields({ text: 'demand attested_by attested_role statement', time: 'at until' }),
};

/** That a leaf's nonce was taken at an erasure. */
const erasedLeaves: LogSource = {
  name: 'erased leaf',
  table: 'policy.log_erased',
  id: 'uuid',
  at: 'at',
  fields: fields({ text: 'basis', json: 'leaf_index', time: 'at' }),
};

/** What the part policy itself enters in the log. */
export const policySources: readonly LogSource[] = [notices, proofs, sabotages, attestations, erasedLeaves];
