// Ported from faceijk.c of H3 4.5.0. Copyright 2016-2021, 2026 Uber Technologies, Inc. Licensed under the Apache License, Version 2.0:
// http://www.apache.org/licenses/LICENSE-2.0. Changed: the projection is dot products with two vectors a face instead of an angle and a distance.

/** Of each face of H3's icosahedron: its centre on the unit sphere, and the azimuth of its first axis there, in radians. */
const FACES: readonly (readonly [x: number, y: number, z: number, azimuth: number])[] = [
  [0.2199307791404606, 0.6583691780274996, 0.7198475378926182, 5.6199582685239395],
  [-0.2139234834501421, 0.1478171829550703, 0.9656017935214205, 5.7603390817141875],
  [0.1092625278784797, -0.481195157287321, 0.8697775121287253, 0.78021365439343],
  [0.7428567301586791, -0.3593941678278028, 0.5648005936517033, 0.4304693639799999],
  [0.8112534709140969, 0.3448953237639384, 0.472138773641393, 6.130269123335111],
  [-0.1055498149613921, 0.9794457296411413, 0.1718874610009365, 2.692877706530643],
  [-0.8075407579970092, 0.1533552485898818, 0.5695261994882688, 2.982963003477244],
  [-0.2846148069787907, -0.8644080972654206, 0.4144792552473539, 3.532912002790141],
  [0.7405621473854482, -0.6673299564565524, -0.0789837646326737, 3.494305004259568],
  [0.8512303986474293, 0.4722343788582681, -0.2289137388687808, 3.0032141694995382],
  [-0.7405621473854481, 0.6673299564565524, 0.0789837646326737, 5.930472956509812],
  [-0.8512303986474292, -0.4722343788582682, 0.2289137388687808, 0.13837848409025486],
  [0.1055498149613919, -0.9794457296411413, -0.1718874610009365, 0.4487149470591504],
  [0.8075407579970092, -0.1533552485898819, -0.5695261994882688, 0.15862965011254937],
  [0.2846148069787908, 0.8644080972654204, -0.4144792552473539, 5.891865957979238],
  [-0.7428567301586791, 0.3593941678278027, -0.5648005936517033, 2.711123289609793],
  [-0.811253470914097, -0.3448953237639382, -0.472138773641393, 3.294508837434268],
  [-0.2199307791404607, -0.6583691780274996, -0.7198475378926182, 3.80481969224544],
  [0.213923483450142, -0.1478171829550704, -0.9656017935214205, 3.6644388790551923],
  [-0.1092625278784796, 0.481195157287321, -0.8697775121287253, 2.361378999196363],
];

/** How far a grid of odd resolution is turned against one of even resolution. */
const ODD_TURN = 0.3334731722518321;

/** Units of the grid at resolution 0 in the radius of the sphere; at each further one there are the square root of 7 times as many. */
const UNITS = 2.618033988749896;

/** Numbers of a frame. */
export const FRAME = 6;

/** By resolution, how many units of the grid the sphere's radius has. */
export function gridScales(): Float64Array {
  return Float64Array.from({ length: 16 }, (_, resolution) => UNITS * Math.sqrt(7) ** resolution);
}

/** The centres of the faces, three numbers each. */
export function faceCentres(): Float64Array {
  return Float64Array.from(FACES.flatMap(([x, y, z]) => [x, y, z]));
}

/**
 * By face, first for even and then for odd resolutions, two vectors of three numbers. The products of a point with them over that with
 * the face's centre are where its gnomonic projection lies along two axes across edges of hexagons, and their sum where along the third.
 * Scaled, they are 2a - b, 2b - a and a + b in the grid with axes a and b: whole numbers at the centres of cells, 1 more at their edges.
 */
export function faceFrames(): Float64Array {
  return Float64Array.from(
    FACES.flatMap((face) => [...frameOf(face, face[3]), ...frameOf(face, face[3] - ODD_TURN)]),
  );
}

/** The three faces that share an edge with each: those whose centres are nearest. */
export function faceNeighbours(): Uint8Array {
  return Uint8Array.from(
    FACES.flatMap((face) =>
      FACES.map((other, i) => ({ i, nearness: face[0] * other[0] + face[1] * other[1] + face[2] * other[2] }))
        .toSorted((p, q) => q.nearness - p.nearness)
        .slice(1, 4)
        .map(({ i }) => i),
    ),
  );
}

/** Of the plane that touches the sphere at a face's centre, two vectors across edges of hexagons; the first axis of the grid has an azimuth. */
function frameOf([x, y, z]: (typeof FACES)[number], azimuth: number): number[] {
  const [cos, sin, fromAxis] = [Math.cos(azimuth), Math.sin(azimuth), Math.hypot(x, y)];
  const north = [(-z * x) / fromAxis, (-z * y) / fromAxis, fromAxis];
  const east = [-y / fromAxis, x / fromAxis, 0];
  const along = north.map((n, i) => cos * n + sin * east[i]);
  const across = north.map((n, i) => Math.sqrt(3) * (sin * n - cos * east[i]));
  return [...along.map((n) => 2 * n), ...across.map((n, i) => n - along[i])];
}
