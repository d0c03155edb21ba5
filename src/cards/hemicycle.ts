export type SeatPlace = { readonly x: number; readonly y: number };

/** Places on half rings around the middle of the lower edge (0, 0), y upwards negative, from the left end to the right. */
export type Hemicycle = {
  readonly places: readonly SeatPlace[];
  readonly diameter: number;
  /** The radius of what no seat reaches into. */
  readonly hole: number;
};

/** Of the outer radius: the hole holds the numbers. */
const innerRadius = 0.42;
/** Of the space that a seat has: the rest parts it from its neighbours. */
const filledPart = 0.82;
const rowsMax = 40;
/** Of the outer radius: three seats must not be three balloons. */
const largestSeat = 0.14;

type Ring = { readonly radius: number; readonly seats: number };

/** Seats spread over rings in proportion to their length; rounding gives the rest to the largest remainders. */
const ringsOf = (seats: number, rows: number): Ring[] => {
  const radii = Array.from({ length: rows }, (_, row) =>
    rows === 1 ? (1 + innerRadius) / 2 : innerRadius + ((1 - innerRadius) * row) / (rows - 1),
  );
  const total = radii.reduce((sum, radius) => sum + radius, 0);
  const shares = radii.map((radius) => (seats * radius) / total);
  const whole = shares.map(Math.floor);
  const left = seats - whole.reduce((sum, each) => sum + each, 0);
  const byRemainder = shares
    .map((share, row) => ({ row, remainder: share - Math.floor(share) }))
    .toSorted((a, b) => b.remainder - a.remainder);
  const more = new Set(byRemainder.slice(0, left).map(({ row }) => row));
  return radii.map((radius, row) => ({ radius, seats: (whole[row] ?? 0) + (more.has(row) ? 1 : 0) }));
};

/** The space that the tightest seat has, with the rows as far apart as they are. */
const spaceOf = (rings: readonly Ring[]): number => {
  const between = rings.length === 1 ? 1 - innerRadius : (1 - innerRadius) / (rings.length - 1);
  return Math.min(between, ...rings.map(({ radius, seats }) => (Math.PI * radius) / Math.max(1, seats)));
};

/** So many seats on half rings of the outer radius given, with as many rows as let the seats be largest. */
export const hemicycle = (seats: number, outerRadius: number): Hemicycle => {
  const choices = Array.from({ length: rowsMax }, (_, rows) => ringsOf(seats, rows + 1));
  const sizeOf = (rings: readonly Ring[]): number => Math.min(spaceOf(rings) * filledPart, largestSeat);
  // Of equally good ones the fewest rows: four seats stand on one.
  const rings = choices.reduce((best, next) => (sizeOf(next) > sizeOf(best) ? next : best));
  const diameter = sizeOf(rings) * outerRadius;
  // The outermost seats stay inside the radius, the lowest above the edge.
  const scale = outerRadius - diameter / 2;
  const places = rings.flatMap(({ radius, seats: inRing }) =>
    Array.from({ length: inRing }, (_, at) => ({ radius, angle: Math.PI * (1 - (at + 0.5) / inRing) })),
  );
  return {
    diameter,
    hole: Math.min(...rings.map(({ radius }) => radius)) * scale - diameter / 2,
    places: places
      .toSorted((a, b) => b.angle - a.angle || a.radius - b.radius)
      .map(({ radius, angle }) => ({
        x: Math.cos(angle) * radius * scale,
        y: -Math.sin(angle) * radius * scale,
      })),
  };
};
