import type { Locator, Page } from 'playwright-core';

/** Long enough for 120 notices at Telegram's pace on a busy machine. */
const PATIENCE_MS = 25_000;

/** A text of the locales as it is seen: its first line, without tags, with anything for the variables and any space for a space. */
export const seen = (template: string): RegExp => {
  const [line = ''] = template.replaceAll(/<[^>]+>/g, '').split('\n');
  const parts = line
    .split(/\{\{\w+\}\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s/g, '\\s+'));
  return new RegExp(parts.join('.+?'));
};

/** One person's chat on the page, used with the eyes and the hand only. */
export type Chat = {
  readonly column: Locator;
  /** Waits until a message shows this text of the locales. */
  sees(template: string): Promise<void>;
  /** Presses the newest button with this label. */
  press(template: string): Promise<void>;
  write(text: string): Promise<void>;
};

export const chatOf = (page: Page, name: string): Chat => {
  const column = page.getByRole('region', { name, exact: true });
  return {
    column,
    sees: (template) =>
      column
        .locator('article')
        .filter({ hasText: seen(template) })
        .last()
        .waitFor({ timeout: PATIENCE_MS }),
    press: (template) =>
      column
        .getByRole('button', { name: new RegExp(`^${seen(template).source}$`) })
        .last()
        .click({ timeout: PATIENCE_MS }),
    write: async (text) => {
      const field = column.getByRole('textbox');
      await field.fill(text);
      await field.press('Enter');
    },
  };
};
