/** Work that runs by itself. Each part lists its own in one table (`jobs.ts`); app.ts hands them to pg-boss. */
export interface Job {
  /** `licensing.licensor-reports` */
  readonly name: string;
  /** Five fields, in the vendor's time zone. */
  readonly cron: string;
  /** Must be able to run twice. States its own purpose when it reads people. */
  readonly run: () => Promise<void>;
}
