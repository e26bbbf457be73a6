import type { Deps } from '../../../platform/deps.ts';
import { noticeById } from '../../policy/index.ts';

/** A notice with its words, for everybody. */
export function readNotice(deps: Deps, id: string) {
  return noticeById(deps.db.read, id);
}
