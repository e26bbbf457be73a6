import type { RequestKind } from './deadlines.ts';

/** What a mail asks for, as far as plain rules can tell; people look afterwards. */
export interface Wishes {
  /** To hear nothing more from us. */
  readonly optOut: boolean;
  /** Anything beyond that; null: nothing else is asked for. */
  readonly kind: Exclude<RequestKind, 'opt-out'> | null;
}

/** English and German words, the gravest wish first: a mail that names two becomes what must not be missed. */
const kinds: readonly (readonly [Exclude<RequestKind, 'opt-out' | 'question'>, RegExp])[] = [
  [
    'erasure',
    /\b(?:erase|delete|remove) (?:all |every(?:thing)? )?(?:of )?(?:my|our|the|personal)\b.{0,30}\b(?:data|information|details|account|records?)\b|\berasure\b|\bright to be forgotten\b|\bl[öo]sch(?:en|ung|t)\b|\barticle 17\b/is,
  ],
  [
    'restriction',
    /\brestrict(?:ion)?\b.{0,40}\b(?:processing|data|use)\b|\beinschr[äa]nkung der verarbeitung\b|\barticle 18\b/is,
  ],
  ['objection', /\bobject(?:ion)? to\b|\bwidersprech|\bwiderspruch gegen\b|\barticle 21\b/is],
  ['portability', /\bportab(?:le|ility)\b|\bmachine[- ]readable\b|\bdaten[üu]bertragbarkeit\b|\barticle 20\b/is],
  [
    'correction',
    /\bcorrect(?:ion)?\b|\b(?:has|have) changed\b|\bchange of (?:address|name|e-?mail|phone)\b|\b(?:new|wrong|update (?:my|our|the)) (?:postal |e-?mail |phone |telephone )?(?:address|name|number|e-?mail|phone)\b|\bmisspel|\bberichtig|\bneue (?:adresse|anschrift|nummer)\b|\bge[äa]ndert\b|\barticle 16\b/is,
  ],
  [
    'access',
    /\b(?:what|which) (?:personal )?(?:data|information|details)\b.{0,60}\b(?:hold|held|have|store|keep)\b|\bcopy of my (?:personal )?data\b|\b(?:subject )?access request\b|\bauskunft\b|\barticle 15\b/is,
  ],
];

const wantsOut =
  /\bunsubscribe\b|\bopt(?:ing)?[ -]?(?:me )?out\b|\b(?:take|remove) (?:me|us|my (?:name|address|e-?mail))\b.{0,40}\b(?:off|from)\b|\b(?:stop|no more|don'?t send|do not send)\b.{0,40}\b(?:mail(?:s|ings?)?|e-?mails?|newsletters?|advertis\w*|marketing|brochures?)\b|\babmelden\b|\bkeine (?:werbung|weiteren? (?:mails?|newsletter))\b|\babbestellen\b/is;

/** Whoever wants something says so before that many characters. */
const mostRead = 20_000;

/** Mail to the remove mailbox is an opt-out whatever it says; what else it says is looked at as well. */
export function wishesOf(mailbox: 'privacy' | 'remove', subject: string, text: string): Wishes {
  const said = `${subject.replace(/^\s*(?:re|aw|fwd?|wg)\s*:\s*.*/is, '')}\n${ownWords(text)}`.slice(0, mostRead);
  const kind = kinds.find(([, words]) => words.test(said))?.[0] ?? null;
  const optOut = mailbox === 'remove' || wantsOut.test(said);
  if (optOut) return { optOut, kind: kind ?? (asks(said) ? 'question' : null) };
  return { optOut, kind: kind ?? 'question' };
}

/** Whoever only wants to be left alone asks nothing. */
const asks = (said: string) => said.includes('?');

/** What somebody wrote themselves: a newsletter quoted below names its own opt-out. */
export function ownWords(text: string): string {
  const lines = text.split('\n');
  const quoted = lines.findIndex((line) =>
    /^(?:-{2,}\s*(?:original|forwarded|urspr)|_{10,}|on .{5,100} wrote:\s*$|am .{5,100} schrieb.*:\s*$)/i.test(line),
  );
  return lines
    .slice(0, quoted < 0 ? undefined : quoted)
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .trim();
}

/** The number of a request in the subject of an answer. */
export function numberIn(subject: string): string | null {
  return /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/.exec(subject)?.[0] ?? null;
}
