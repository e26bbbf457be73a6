import { type CombinedScanner, field, recordLength, recordOf } from '../../../../platform/logs/combined/scanner.ts';
import { refusal } from '../../rules/formats/log-line.ts';
import type { Known } from '../../rules/known.ts';
import type { LineFacts, Request } from './line-facts.ts';

/** Of the fields that the scanner has numbered, places in LineFacts: one record is looked at after the other. */
export class ScannedFacts implements Request {
  readonly refused = refusal.none;
  private readonly scanner: CombinedScanner;
  private readonly places: readonly Places[];
  private record = 0;

  constructor(scanner: CombinedScanner, facts: LineFacts) {
    this.scanner = scanner;
    const places: Places[] = [];
    const of = (which: number, known: Known, find: Places['find']) => {
      places[which] = { known, find, generation: known.generation, of: new Int32Array(scanner.mostOf(which)).fill(-1) };
    };
    of(field.target, facts.targets, (from, to) => facts.targetAt(scanner, from, to));
    of(field.agent, facts.agents, (from, to) => facts.agentAt(scanner, from, to));
    of(field.address, facts.addresses, (from, to) => facts.addressAt(scanner, from, to));
    of(field.referrer, facts.referrers, (from, to) => facts.referrerAt(scanner, from, to));
    this.places = places;
  }

  /** Goes to a record of the last scan. */
  at(record: number): void {
    this.record = record * recordLength;
  }

  get time(): number {
    return this.scanner.records[this.record + recordOf.time] as number;
  }
  get means(): number {
    return this.scanner.records[this.record + recordOf.means] as number;
  }
  get target(): number {
    return this.place(field.target, this.scanner.records[this.record + recordOf.target] as number);
  }
  get agent(): number {
    return this.place(field.agent, this.scanner.records[this.record + recordOf.agent] as number);
  }
  get address(): number {
    return this.place(field.address, this.scanner.records[this.record + recordOf.address] as number);
  }
  get referrer(): number {
    return this.place(field.referrer, this.scanner.records[this.record + recordOf.referrer] as number);
  }

  /** The target of the record counts nothing: its lines need not come here again. */
  passOver(): void {
    this.scanner.passOver(this.scanner.records[this.record + recordOf.target] as number);
  }

  forget(which: number): void {
    this.scanner.forget(which);
    this.places[which]?.of.fill(-1);
  }

  private place(which: number, number: number): number {
    const places = this.places[which] as Places;
    if (places.generation !== places.known.generation) this.forgetPlaces(places);
    const found = places.of[number] as number;
    if (found >= 0) return found;
    const from = this.scanner.startOf(which, number);
    const place = places.find(from, from + this.scanner.lengthOf(which, number));
    // Finding it may have made LineFacts forget all others.
    if (places.generation !== places.known.generation) this.forgetPlaces(places);
    places.of[number] = place;
    return place;
  }

  private forgetPlaces(places: Places): void {
    places.generation = places.known.generation;
    places.of.fill(-1);
  }
}

interface Places {
  readonly known: Known;
  readonly find: (from: number, to: number) => number;
  readonly of: Int32Array;
  generation: number;
}
