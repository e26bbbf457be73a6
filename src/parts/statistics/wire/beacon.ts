/** The website script as it was built. */
export interface Beacon {
  readonly plain: Buffer;
  readonly gzip: Buffer;
  /** Changes with its content. */
  readonly hash: string;
}
