import { pino } from 'pino';
import { settings } from './config.ts';

/** The server's log: one JSON line a thing, nothing personal in it. What the database adds to an error holds values of the row. */
export const log = pino({ level: settings.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization', 'err.detail', 'err.where', 'err.bindings'] });
