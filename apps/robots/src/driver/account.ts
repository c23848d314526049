import { isProblem } from '@hansom/client-driver-api';

import { codeSentTo, type World } from '../apis.ts';
import { SignedIn } from '../tokens.ts';

/** Who a robot driver is: the same for the same number, in every run. */
export interface DriverIdentity {
  phone: string;
  password: string;
  name: string;
  plate: string;
  serviceTypes: string[];
}

const NAMES = [
  'Alva',
  'Bo',
  'Cilla',
  'David',
  'Ebba',
  'Filip',
  'Greta',
  'Hugo',
  'Ines',
  'Johan',
  'Klara',
  'Leo',
];
const SURNAMES = ['Ek', 'Lind', 'Berg', 'Holm', 'Dahl', 'Sund', 'Falk', 'Ström', 'Nord', 'Wik'];
const CARS = [
  ['Volvo', 'V90', 'black'],
  ['Volvo', 'XC60', 'grey'],
  ['Toyota', 'Prius', 'white'],
  ['Tesla', 'Model Y', 'blue'],
  ['Mercedes-Benz', 'E 220', 'silver'],
] as const;

export function driverIdentity(n: number, phones: string): DriverIdentity {
  return {
    phone: `${phones}${String(n).padStart(4, '0')}`,
    // Of an account of the test range: whoever runs it may know it.
    password: `robot-driver-${n}`,
    name: `${NAMES[n % NAMES.length]} ${SURNAMES[n % SURNAMES.length]}`,
    plate: `RBT${String(n).padStart(4, '0')}`,
    serviceTypes: serviceTypesOf(n),
  };
}

/** Most drive standard, some premium, some a large car. */
function serviceTypesOf(n: number): string[] {
  if (n % 10 === 9) return ['standard', 'large'];
  return n % 5 === 4 ? ['standard', 'premium'] : ['standard'];
}

/** Keeps a robot driver signed in; the first time he applies. */
export function driverSession(world: World, identity: DriverIdentity): SignedIn {
  const api = world.driverApi();
  return new SignedIn(world.time, {
    signIn: async () => {
      try {
        const { phone, password } = identity;
        return await api.signIn({ body: { phone, password } });
      } catch (error) {
        if (!isProblem(error, 'auth.credentials_refused')) throw error;
        return apply(world, identity);
      }
    },
    renew: (refreshToken) => api.renewTokens({ body: { refreshToken } }),
  });
}

/** As anybody applies: a code to the phone, then a password. */
async function apply(world: World, { phone, password, name }: DriverIdentity) {
  const api = world.driverApi();
  const { challengeId } = await api.sendCode({ body: { phone } });
  const code = await codeSentTo(world.riderApi(), phone);
  return api.apply({ body: { challengeId, code, password, name, city: world.city } });
}

const YEAR_MS = 365 * 86_400_000;

/** Does whatever the account still lacks; true when it may drive. */
export async function completeApplication(
  world: World,
  session: SignedIn,
  identity: DriverIdentity,
): Promise<boolean> {
  const api = world.driverApi(session.token);
  const me = await api.getMe({});
  if (me.state === 'ACTIVE') return true;
  if (me.state !== 'APPLIED') return false;
  const expiresAt = new Date(world.time.now() + YEAR_MS).toISOString();
  for (const kind of ['DRIVING_LICENCE', 'TAXI_LICENCE', 'INSURANCE'] as const) {
    const params = { kind };
    await api.addDocument({ params, body: { number: `${identity.plate}-${kind}`, expiresAt } }); // a form at a time
  }
  const [make, model, colour] = CARS[Number(identity.plate.slice(3)) % CARS.length] ?? CARS[0];
  const { plate, serviceTypes } = identity;
  const seats = serviceTypes.includes('large') ? 7 : 4;
  await api.setVehicle({ body: { plate, make, model, colour, seats, serviceTypes } });
  const submitted = await api.submitApplication({});
  return submitted.state === 'ACTIVE';
}
