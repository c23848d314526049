import { Agent, request } from 'node:http';

/** So many requests to one place, 20 at a time on as many connections. */
export interface Load {
  url: string;
  token: string;
  requests: number;
}

const AT_A_TIME = 20;
const STOP = { lat: 57.7, lng: 11.97, name: 'Brunnsparken' };
const BODY = JSON.stringify({ from: STOP, to: STOP, stops: [STOP, STOP] });

/** A child's program: sends each load that it is told of, and says when it is answered. */
export function load(): Promise<never> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  process.on('message', (told: Load) => {
    void sendAll(told, agent).then(() => process.send?.('answered'));
  });
  return new Promise(() => undefined);
}

async function sendAll(told: Load, agent: Agent): Promise<void> {
  let left = told.requests;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await sendOne(told, agent); // as many at a time as there are workers
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

function sendOne({ url, token }: Load, agent: Agent): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.resume().once('end', resolve);
    });
    sent.once('error', reject).end(BODY);
  });
}
