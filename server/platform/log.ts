import { pino } from 'pino';
import { settings } from './config.ts';

/** The server's log: one JSON line a thing, nothing personal in it. */
export const log = pino({ level: settings.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] });
