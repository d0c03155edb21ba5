import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export type PageAssets = { script: string; style: string };

/** In this order: later ones refine earlier ones. */
const STYLES = [
  'tokens.css',
  'layout.css',
  'chat.css',
  'keyboards.css',
  'composer.css',
  'overlays.css',
  'panel.css',
  'panelParts.css',
  'guide.css',
];

/** The page's code and style as one file each, made anew at every start: there is no build step. */
export async function bundlePage(): Promise<PageAssets> {
  const folder = new URL('./browser/', import.meta.url);
  const result = await build({
    entryPoints: [fileURLToPath(new URL('main.ts', folder))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });

  const style = await Promise.all(STYLES.map((name) => readFile(new URL(name, folder), 'utf8')));
  return { script: result.outputFiles[0]?.text ?? '', style: style.join('\n') };
}
