import { parentPort } from 'node:worker_threads';
import { tryAll } from './try.ts';

parentPort?.postMessage(await tryAll());
