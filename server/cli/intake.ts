import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadTown } from '../municipality/index.ts';
import { diskStore } from '../platform/store.ts';
import { lookIntoMailbox, takeMail } from '../reports/index.ts';
import { type Command, Refusal, type Task } from './command.ts';

const usage = `npm run intake -- mail [FILE…]       takes mails as a mail server pipes or stores them (message/rfc822); without a file, one from standard input
npm run intake -- mailbox            looks into the mailbox of IMAP_URL once

What a mail says waits as a draft until staff make a report of it; an answer to one of our mails becomes a comment. The same mail again changes nothing.
A mail server pipes to it with a line such as:  reports: "|npm --prefix /srv/faultline run --silent intake -- mail"`;

async function standardInput(): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of process.stdin) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

async function run(task: Task): Promise<number> {
	const { words, say, settings } = task;
	const [what, ...files] = words;
	if (what !== 'mail' && what !== 'mailbox') throw new Refusal(usage);
	const { imapUrl } = settings;
	if (what === 'mailbox' && imapUrl === undefined) throw new Refusal('Say which mailbox with IMAP_URL=imaps://user:password@host/INBOX.');
	const { knex: db } = await task.open();
	const letterbox = { db, town: await loadTown(db), store: diskStore(join(settings.dataDirectory, 'files')), own: settings.mailFrom };
	if (what === 'mailbox' && imapUrl !== undefined) {
		await lookIntoMailbox(imapUrl, letterbox);
		return 0;
	}
	const mails = files.length > 0 ? await Promise.all(files.map((file) => readFile(task.path(file)))) : [await standardInput()];
	for (const [at, mail] of mails.entries()) say(`${files[at] ?? 'mail'}: ${await takeMail(letterbox, mail)}`);
	return 0;
}

/** Takes in what came by mail. */
export const intakeCommand: Command = { usage, options: {}, run };
