import { tooManyRequests } from './telegramError.ts';

/** Telegram's published rates: about 30 messages a second in all, 1 a second per chat; short bursts pass. */
const OVERALL = { perSecond: 30, burst: 30 };
const PER_CHAT = { perSecond: 1, burst: 5 };
const COUNTED_METHOD = /^(send(?!ChatAction)|edit)/;

type Bucket = { left: number; at: number };

/** Counts messages in real time, whatever the playground's clock says. */
export class RateLimits {
  private overall: Bucket | undefined;
  private chats = new Map<number, Bucket>();

  /** Throws 429 with the seconds to wait when a bucket is empty. */
  take(method: string, chatId: number | undefined): void {
    if (!COUNTED_METHOD.test(method)) return;
    this.overall ??= { left: OVERALL.burst, at: performance.now() };
    draw(this.overall, OVERALL);
    if (chatId === undefined) return;
    const bucket = this.chats.get(chatId) ?? { left: PER_CHAT.burst, at: performance.now() };
    this.chats.set(chatId, bucket);
    draw(bucket, PER_CHAT);
  }
}

function draw(bucket: Bucket, rate: { perSecond: number; burst: number }): void {
  const now = performance.now();
  bucket.left = Math.min(rate.burst, bucket.left + ((now - bucket.at) / 1000) * rate.perSecond);
  bucket.at = now;
  if (bucket.left < 1) throw tooManyRequests(Math.ceil((1 - bucket.left) / rate.perSecond));
  bucket.left -= 1;
}
