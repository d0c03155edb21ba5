const MAX_DEPTH = 32;

/**
 * The path of the first thing in parsed JSON that no field of ours can hold: a NUL, a lone surrogate, a number beyond
 * doubles (1e400), a `__proto__` key, endless nesting. Undefined when there is none.
 */
export const hostilePath = (value: unknown, path = '', depth = 0): string | undefined => {
  if (depth > MAX_DEPTH) return path;
  if (typeof value === 'string') return !value.isWellFormed() || value.includes('\0') ? path : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (key === '__proto__' || hostilePath(key) !== undefined) return at;
    const found = hostilePath(inner, at, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
};
