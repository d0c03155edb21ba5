import type { Answers, FormParams } from './form.ts';

/** What a form is about is kept with its answers, under names that no step has: continued from home, it is still about that. */
const ABOUT = '@';

/** Answers as they are kept in a draft. */
export const withParams = (answers: Answers, params: FormParams): Answers => ({
  ...answers,
  ...Object.fromEntries(Object.entries(params).map(([name, value]) => [`${ABOUT}${name}`, value])),
});

/** Answers about one object are none about another: entered for another one, the form begins anew. */
export const resumed = (draft: Answers, entered: FormParams): { answers: Answers; params: FormParams } => {
  const kept = Object.entries(draft);
  const about = kept.flatMap(([name, value]) => (name.startsWith(ABOUT) ? [[name.slice(1), value]] : []));
  const params: FormParams = { ...Object.fromEntries(about), ...entered };
  const isSame = Object.entries(entered).every(([name, value]) => draft[`${ABOUT}${name}`] === value);
  if (!isSame) return { answers: {}, params: entered };
  return { answers: Object.fromEntries(kept.filter(([name]) => !name.startsWith(ABOUT))), params };
};
