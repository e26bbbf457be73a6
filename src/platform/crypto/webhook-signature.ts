import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** A secret as Standard Webhooks writes it: 32 random bytes in base64. */
export function webhookSecret(random: Buffer): string {
  return `${prefix}${random.toString('base64')}`;
}

/**
 * The headers of one message after Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, one signature for each
 * secret that holds, the newest first.
 */
export function webhookHeaders(
  message: { readonly id: string; readonly at: Date; readonly body: string },
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return { 'webhook-id': message.id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
