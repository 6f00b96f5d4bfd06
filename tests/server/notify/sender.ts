import knex from 'knex';
import { channels, sendDue } from '../../../server/notify/index.ts';
import { mailer } from '../../../server/platform/mail.ts';

// A program that sends what is due, until it is done or killed. Its arguments: the database's connection as JSON, the mail server, our address.
const [connection = '', smtpUrl = '', publicUrl = ''] = process.argv.slice(2);
const db = knex({ client: 'pg', connection: JSON.parse(connection), pool: { min: 0, max: 1 } });
process.stdout.write(`${await sendDue(db, { channels, means: { mail: mailer(smtpUrl, 'Test <noreply@example.org>') }, publicUrl })}\n`);
await db.destroy();
