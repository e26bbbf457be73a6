/** Who or what wrote a mail. Only a person is answered. */
export type Sort = 'person' | 'auto-reply' | 'bounce' | 'list' | 'own';

/** A file of a mail. Null content: named, but not kept, and why. */
export interface InboundFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly base64: string | null;
  readonly whyNot: 'too large' | 'a mail itself' | null;
}

/** What is left of a mail that came in: nothing of how it travelled, and of no program that wrote it. */
export interface InboundMail {
  /** Address in the From header, or that of the envelope. */
  readonly sender: string | null;
  /** ISO 8601, as the sender's clock had it. */
  readonly sentAt: string | null;
  readonly subject: string;
  readonly messageId: string | null;
  /** Message-IDs that it answers. */
  readonly answers: readonly string[];
  readonly text: string;
  /** The text was longer than is kept. */
  readonly cut: boolean;
  readonly sort: Sort;
  readonly files: readonly InboundFile[];
  /** Files beyond the most that are named. */
  readonly leftOut: number;
}

/** RFC 3834 and what programs did before it. `header` answers the value of a header in lower case, null where there is none. */
export function sortOf(
  header: (name: string) => string | null,
  of: {
    /** The return path is empty: never to be answered (RFC 5321, 4.5.5). */
    readonly unanswerable: boolean;
    readonly sender: string | null;
    readonly subject: string;
  },
): Sort {
  const robot = /^(?:mailer-daemon|postmaster|bounces?)(?:[+-].*)?@/i.test(of.sender ?? '');
  if (of.unanswerable || robot || /^multipart\/report\b/.test(header('content-type') ?? '')) return 'bounce';
  const submitted = header('auto-submitted');
  if (submitted !== null && !/^no\b/.test(submitted)) return 'auto-reply';
  const precedence = header('precedence') ?? '';
  const replied = ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress'].some((name) => header(name) !== null);
  if (replied || precedence === 'auto_reply' || autoSubject.test(of.subject)) return 'auto-reply';
  if (header('list-id') !== null || ['bulk', 'list', 'junk'].includes(precedence)) return 'list';
  return 'person';
}

const autoSubject =
  /^(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|abwesenheit|automatische antwort)\b/i;
