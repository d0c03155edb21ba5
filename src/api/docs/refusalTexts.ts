import refusals from '../../../locales/en/refusal.json' with { type: 'json' };

type Tree = { readonly [key: string]: string | Tree };

/** English, as problem details are; a plural's form for many, and variables by their names, because no case is at hand. */
export const refusalText = (code: string): string | undefined => {
  const [group = '', name = ''] = code.split('.');
  const texts = (refusals as Tree)[group];
  if (texts === undefined || typeof texts === 'string') return undefined;
  const text = texts[name] ?? texts[`${name}_other`];
  return typeof text === 'string' ? text.replaceAll(/\{\{\s*(\w+)[^}]*\}\}/g, '‹$1›') : undefined;
};
