import { defineErrors } from '../../../platform/errors.ts';

const keep = 'Keep the database and the backups as they are, for they are evidence, and ask who had access.';

export const errors = defineErrors({
  KEPT_LOG_CONTRADICTS: {
    status: 500,
    message: 'The evidence log does not lead to its own checkpoint of {size} leaves, so nothing is added to it.',
    next: 'Run ./kept ledger verify: it says where the log was changed. Keep the database as it is, for it is evidence.',
  },
  KEPT_LOG_EMPTY: {
    status: 404,
    message: 'The evidence log has no checkpoint yet.',
    next: 'The first is made within seconds of the start of a server. Ask again.',
  },
  KEPT_LOG_SIZE_UNKNOWN: {
    status: 404,
    message: 'The evidence log has no such leaf, or not so many leaves.',
    next: 'Ask for the latest checkpoint: its size is what can be asked for at most.',
  },
});

/** What `./kept ledger verify` may find. */
export const findings = defineErrors({
  KEPT_LOG_ROW_CHANGED: {
    status: 500,
    message: 'A row says something else than when it was entered in the log.',
    next: keep,
  },
  KEPT_LOG_ROW_GONE: { status: 500, message: 'A row that was entered in the log is not there any more.', next: keep },
  KEPT_LOG_NONCE_LOST: {
    status: 500,
    message: 'The nonce of a leaf is gone without an erasure, so its row cannot be compared.',
    next: keep,
  },
  KEPT_LOG_NOT_SEQUENCED: {
    status: 500,
    message: 'A row has been without a leaf for more than a minute.',
    next: 'A server that runs gives it one within seconds. If one runs, its log says why it does not.',
  },
  KEPT_LOG_NOT_SIGNED: {
    status: 500,
    message: 'There are leaves after the last checkpoint.',
    next: 'A server that runs signs them within seconds. If one runs, its log says why it does not.',
  },
  KEPT_LOG_LEAF_MISSING: { status: 500, message: 'A leaf of the log is missing.', next: keep },
  KEPT_LOG_LEAF_TWICE: { status: 500, message: 'Two rows name the same leaf.', next: keep },
  KEPT_LOG_NODE_WRONG: {
    status: 500,
    message: 'A stored inner node is not the hash of what is below it, so proofs made from it are wrong.',
    next: keep,
  },
  KEPT_LOG_ROOT_WRONG: {
    status: 500,
    message: 'The leaves do not lead to the root of a checkpoint: the log was changed after it was signed.',
    next: keep,
  },
  KEPT_LOG_CHECKPOINT_CHANGED: {
    status: 500,
    message: 'A checkpoint says something else than what was signed.',
    next: keep,
  },
  KEPT_LOG_TRUNCATED: {
    status: 500,
    message: 'A checkpoint is larger than the log: leaves were removed from its end.',
    next: keep,
  },
  KEPT_LOG_SIGNATURE_WRONG: {
    status: 500,
    message: 'The signature of a checkpoint is not one of a key that is known.',
    next: 'Give the key that was told to the witness with --key. If that does not help, somebody else has signed it.',
  },
  KEPT_LOG_WITNESS_DIFFERS: {
    status: 500,
    message: 'The witness kept another root for the same size: the log was changed and signed anew.',
    next: keep,
  },
  KEPT_LOG_ROLLED_BACK: {
    status: 500,
    message: 'The witness kept a larger checkpoint than the log has: it was set back.',
    next: 'If a backup was restored, this is what it looks like, and what came after it is lost. If none was, keep everything as it is.',
  },
  KEPT_LOG_WITNESS_EMPTY: {
    status: 400,
    message: 'There is no checkpoint in what the witness kept.',
    next: 'Give the file or the mails as they are; each checkpoint is three lines, an empty line and a signature.',
  },
});
