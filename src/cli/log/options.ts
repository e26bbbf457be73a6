/** What `./kept log import` was asked for. */
export interface ImportOptions {
  readonly site: string;
  readonly format: string | null;
  readonly server: string;
  readonly dryRun: boolean;
  readonly follow: boolean;
  readonly json: boolean;
}
