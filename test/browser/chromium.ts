import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Why there is no browser to test with; undefined when there is one. The heavier checks demand it. */
export const noBrowserReason = (): string | undefined => {
  if (existsSync(path)) return undefined;
  const reason = `No Chromium at ${path}: install it or set CHROMIUM_PATH.`;
  if (process.env.VECHE_HEAVY === '1') throw new Error(reason);
  return reason;
};

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: ARGUMENTS });
