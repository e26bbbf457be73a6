export type RecipientKind = 'licensor' | 'reseller' | 'processor' | 'witness' | 'authority' | 'webhook';
export type ContractKind = 'registration report' | 'reseller' | 'processing';
export type Frequency = 'each activation' | 'monthly' | 'quarterly';
/** A table (RFC 4180) or one JSON text. */
export type ReportFormat = 'csv' | 'json';
export type Channel = 'mail' | 'share' | 'report' | 'correction' | 'export' | 'webhook' | 'answer' | 'offer';

export type RecipientRow = {
  readonly id: string;
  readonly kind: RecipientKind;
  readonly name: string;
  readonly company_id: string | null;
  readonly address: string | null;
  readonly country: string;
  readonly mailbox: string | null;
  /** Public key (age) for which files are encrypted. */
  readonly age_key: string | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
};

/** Days stand as text (`YYYY-MM-DD`): a Date would carry a time zone that a day does not have. */
export type ContractRow = {
  readonly id: string;
  readonly recipient_id: string;
  readonly kind: ContractKind;
  readonly fields: string[];
  readonly frequency: Frequency | null;
  readonly confidential: boolean;
  readonly signed_on: string;
  readonly ends_on: string | null;
  readonly reference: string | null;
  readonly approval: boolean;
  readonly format: ReportFormat;
  /** Of a processor: since when it is bound to keep the data confidential. */
  readonly confidential_on: string | null;
  /** Of a processor: it uses the data for nothing else. */
  readonly nothing_else: boolean;
  /** Of a processor: where it keeps the data. */
  readonly countries: string[];
};

export type LedgerTableRow = {
  readonly id: string;
  readonly at: Date;
  readonly recipient_kind: RecipientKind | 'person' | 'staff' | 'licensee';
  readonly recipient_id: string;
  readonly person_id: string | null;
  readonly company_id: string | null;
  readonly channel: Channel;
  readonly purpose: string;
  readonly fields: string[];
  readonly basis: string;
  readonly about_kind: string | null;
  readonly about_id: string | null;
};
