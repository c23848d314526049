/** A measured place on a plane, and how far off it may be. */
export interface Measured {
  readonly seconds: number;
  readonly east: number;
  readonly north: number;
  /** Standard deviation in each direction, in metres. */
  readonly noise: number;
}

/** Where something was, in metres, and how it moved, in metres a second. */
export interface Smoothed {
  readonly seconds: number;
  readonly east: number;
  readonly north: number;
  readonly eastward: number;
  readonly northward: number;
}

/** Along one axis: a place, and its rate of change. */
type State = readonly [place: number, rate: number];

/** A symmetric matrix of two by two. */
type Covariance = readonly [place: number, both: number, rate: number];

/** What the filter knew at a measurement: before it, and with it. */
interface Step {
  readonly seconds: number;
  /** Since the step before. */
  readonly dt: number;
  readonly before: Belief;
  readonly after: Belief;
}

/** Both axes are measured alike, so they have one covariance. */
interface Belief {
  readonly east: State;
  readonly north: State;
  readonly covariance: Covariance;
}

/** How little is known of the rate at the beginning: no car does 30 m/s in a city. */
const FIRST_RATE_VARIANCE = 30 ** 2;

/**
 * The likeliest track behind measurements by rising time, each seen together with those before and behind it: the filter of Kalman for
 * something that keeps its velocity but for a white acceleration of this spectral density (m²/s³), and the smoother of Rauch, Tung and
 * Striebel (1965).
 */
export function smoothTrack(measured: readonly Measured[], wander: number): Smoothed[] {
  const steps = filtered(measured, wander);
  const track: Smoothed[] = [];
  let [next, behind]: [Step?, Belief?] = [];
  for (const step of steps.toReversed()) {
    behind = next && behind ? smoothedBy(step.after, next, behind) : step.after;
    next = step;
    const { east, north } = behind;
    track.push({
      seconds: step.seconds,
      east: east[0],
      eastward: east[1],
      north: north[0],
      northward: north[1],
    });
  }
  return track.reverse();
}

function filtered(measured: readonly Measured[], wander: number): Step[] {
  const steps: Step[] = [];
  for (const one of measured) {
    const { seconds } = one;
    const last = steps.at(-1);
    const dt = last ? seconds - last.seconds : 0;
    const before = last ? predicted(last.after, dt, wander) : firstBelief(one);
    steps.push({ seconds, dt, before, after: last ? corrected(before, one) : before });
  }
  return steps;
}

function firstBelief({ east, north, noise }: Measured): Belief {
  return { east: [east, 0], north: [north, 0], covariance: [noise ** 2, 0, FIRST_RATE_VARIANCE] };
}

function predicted({ east, north, covariance: [p, b, r] }: Belief, dt: number, wander: number): Belief {
  return {
    east: moved(east, dt),
    north: moved(north, dt),
    covariance: [
      p + 2 * dt * b + dt ** 2 * r + (wander * dt ** 3) / 3,
      b + dt * r + (wander * dt ** 2) / 2,
      r + wander * dt,
    ],
  };
}

function moved([place, rate]: State, dt: number): State {
  return [place + rate * dt, rate];
}

function corrected({ east, north, covariance: [p, b, r] }: Belief, measured: Measured): Belief {
  const [gain, rateGain] = [p / (p + measured.noise ** 2), b / (p + measured.noise ** 2)];
  const towards = ([place, rate]: State, seen: number): State => [
    place + gain * (seen - place),
    rate + rateGain * (seen - place),
  ];
  return {
    east: towards(east, measured.east),
    north: towards(north, measured.north),
    covariance: [(1 - gain) * p, (1 - gain) * b, r - rateGain * b],
  };
}

/** A belief, corrected by what was learnt after it. */
function smoothedBy(belief: Belief, { dt, before }: Step, behind: Belief): Belief {
  const [p, b, r] = belief.covariance;
  const [np, nb, nr] = before.covariance;
  const determinant = np * nr - nb * nb;
  // covariance x transposed motion x inverse of the predicted covariance
  const [pp, pr, rp, rr] = [p + dt * b, b, b + dt * r, r];
  const [c00, c01] = [(pp * nr - pr * nb) / determinant, (pr * np - pp * nb) / determinant];
  const [c10, c11] = [(rp * nr - rr * nb) / determinant, (rr * np - rp * nb) / determinant];
  const towards = (state: State, guess: State, truth: State): State => {
    const [place, rate] = [truth[0] - guess[0], truth[1] - guess[1]];
    return [state[0] + c00 * place + c01 * rate, state[1] + c10 * place + c11 * rate];
  };
  return {
    east: towards(belief.east, before.east, behind.east),
    north: towards(belief.north, before.north, behind.north),
    covariance: belief.covariance, // of no use to whoever comes next: the means alone are wanted
  };
}
