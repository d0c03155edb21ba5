import type { Locator, Page } from 'playwright-core';

/** Long enough for 120 notices at Telegram's pace on a busy machine. */
const PATIENCE_MS = 60_000;
/** How soon a press shows what it leads to, unless it was another notice's button. */
const GLANCE_MS = 3_000;

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
  /** Presses the newest button with this label, numbered where several notices came as one message. */
  press(template: string): Promise<void>;
  /** Presses the newest of the notices' buttons with this label, one after the other, until a message shows the text. */
  pressUntil(label: string, template: string): Promise<void>;
  write(text: string): Promise<void>;
};

export const chatOf = (page: Page, name: string): Chat => {
  const column = page.getByRole('region', { name, exact: true });
  const sees = (template: string, timeout = PATIENCE_MS) =>
    column
      .locator('article')
      .filter({ hasText: seen(template) })
      .last()
      .waitFor({ timeout });
  const press = (template: string) =>
    column
      .getByRole('button', { name: new RegExp(`^(?:\\d+ · )?${seen(template).source}$`) })
      .last()
      .click({ timeout: PATIENCE_MS });
  return {
    column,
    sees: (template) => sees(template),
    press,
    pressUntil: async (label, template) => {
      const isSeen = () =>
        sees(template, GLANCE_MS).then(
          () => true,
          () => false,
        );
      do await press(label);
      while (!(await isSeen()));
    },
    write: async (text) => {
      const field = column.getByRole('textbox');
      await field.fill(text);
      await field.press('Enter');
    },
  };
};
