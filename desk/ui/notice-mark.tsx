import type { NoticeRef } from '../api/wire.ts';
import { m } from '../messages/en.ts';
import { useMay } from '../session.ts';
import { RefLink } from './ref-link.tsx';

/** The exact text under which a datum was given: kind, version, and the beginning of its hash (whole on hover). */
export function NoticeMark({ notice }: { notice: NoticeRef }) {
  const may = useMay();
  const words = m.provenance.noticeText(m.noticeKinds[notice.kind] ?? notice.kind, notice.version);
  return (
    <>
      {may('notices') ? (
        <RefLink kind="notice" id={notice.id}>
          {words}
        </RefLink>
      ) : (
        words
      )}{' '}
      <span className="serial" title={`SHA-256 ${notice.sha256}`}>
        {notice.sha256.slice(0, 12)}…
      </span>
    </>
  );
}
