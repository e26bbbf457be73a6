import { disorder, settledAfter, type Visit } from './visits.ts';

/** Events at either end that are looked at: a few lines with a wrong date must not move the edges. */
const looked = 101;

/**
 * The edges of a piece of a log: visits near them could go on in what lies before or after the piece, which somebody else counts.
 * An edge lies where half of the outermost events are beyond it, so that it is rather too far inside than too far outside.
 */
export class Piece {
  private seen = 0;
  private begins = Number.POSITIVE_INFINITY;
  private readonly firsts = new Float64Array(looked);
  private readonly lasts = new Float64Array(looked);

  note(at: number): void {
    if (this.seen < looked) {
      this.firsts[this.seen] = at;
      if (this.seen === looked - 1) this.begins = middle(this.firsts);
    }
    this.lasts[this.seen % looked] = at;
    this.seen++;
  }

  /** Whether a visit could have begun before the piece. */
  mayHaveBegunBefore(visit: Visit): boolean {
    return visit.from <= this.begins + settledAfter + disorder;
  }

  /** Whether a visit could go on after the piece, which is now at its end. */
  mayGoOn(visit: Visit): boolean {
    return this.seen < looked || visit.until >= middle(this.lasts) - settledAfter - disorder;
  }
}

function middle(times: Float64Array): number {
  return times.toSorted()[(looked - 1) / 2] as number;
}
