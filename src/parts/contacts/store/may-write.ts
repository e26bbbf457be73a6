import { type RawBuilder, sql } from 'kysely';
import type { MarketingChannel, Topic } from '../tables.ts';

/** What somebody is to be written to about, and by which channel. */
export interface Writing {
  /** Null: it is no marketing, and no choice stands against it. */
  readonly channel: MarketingChannel | null;
  /** Null: about anything, so whoever refuses a topic is left out. A contract that ends waits for no pause. */
  readonly topic: Topic | 'contracts' | null;
  readonly at: Date | null;
}

/**
 * Whether the person `p` may be written to: the one place that decides so. Not by a channel that they or somebody with their address
 * stopped, not while they pause, not about a topic that they refuse. Restriction and objection are hidden by the database itself.
 */
export function mayWriteSql({ channel, topic, at }: Writing): RawBuilder<boolean> {
  return sql<boolean>`(${channel}::text IS NULL
    OR NOT EXISTS (SELECT FROM contacts.suppressions s WHERE s.email_key = p.email_key AND s.channel = ${channel}::text)
      AND (${topic === 'contracts'}::boolean OR (p.paused_until IS NULL OR p.paused_until <= ${at}::timestamptz)
        AND CASE WHEN ${topic}::text IS NULL THEN p.refused_topics = '{}' ELSE NOT ${topic}::text = ANY (p.refused_topics) END))`;
}
