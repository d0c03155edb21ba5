import type { Walker } from './walker.ts';

/** Results are news, which come in the evening unless somebody wants them at once. */
export const takeNewsAtOnce = async ({ say, go, plain, t }: Walker): Promise<void> => {
  await say(
    '/me',
    t(($) => $.join.me.heading),
  );
  await go(
    plain(($) => $.notice.settings.open),
    t(($) => $.notice.settings.heading),
  );
  await go(
    plain(($) => $.notice.settings.newsNow),
    t(($) => $.notice.settings.news.now),
  );
};
