/** Kinds of texts that people are shown. */
export type NoticeKind = 'privacy policy' | 'registration' | 'person page' | 'enquiry' | 'named seat';

/** Names one text exactly. */
export interface NoticeRef {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly version: number;
  /** SHA-256 of the body's canonical JSON, in hexadecimal. */
  readonly sha256: string;
}

/** A notice, and since when other words stand in its place; null: none do. */
export interface NoticeStanding extends NoticeRef {
  readonly followedAt: Date | null;
}

export interface NoticeSection {
  /** Clause id or name of the field it is about. */
  readonly id?: string;
  readonly heading: string | null;
  /** The words people saw; paragraphs are split by blank lines. */
  readonly text: string;
}

/** The words of a notice. Whatever is in it counts for the hash, so only what people were shown belongs here. */
export interface NoticeBody {
  readonly title: string;
  readonly sections: readonly NoticeSection[];
}
